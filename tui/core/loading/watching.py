"""Watch the files of a dataset: a callback runs once whenever some of them may have changed.

It says only that something happened; whether it matters is decided by the fingerprints of what was read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event
from typing import Literal, TypeAlias

Watch: TypeAlias = Literal["auto", "poll", "off"]
"""Whether files are watched: by the system's notices where there are any, by polling, or not at all."""

QUIET = 50
"""Milliseconds without a change after which an editor or a checkout is taken to have finished."""
LONGEST = 1_600
"""Milliseconds after which changes that do not stop are reported all the same."""
FIRST_LOOK = 3_000
"""Milliseconds after which it is taken that something changed while the watch was set up."""
BETWEEN_LOOKS = 1_000
"""Milliseconds between two polls of all files, where the system gives no notices."""
AWAY = 0.2
"""Seconds between two checks for a folder that was removed, and for a setting that changed."""
_REMOTE = frozenset(
    ("9p", "afs", "beegfs", "ceph", "cifs", "drvfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb2",
     "smb3", "smbfs", "vboxsf", "virtiofs")
)  # fmt: skip
"""Kinds of file systems whose files change without a notice to this machine, besides those of FUSE."""


def watch(folder: Path, mode: Callable[[], Watch], stop: Event, changed: Callable[[], None]) -> None:
    """Call `changed` after each burst of changes below `folder`, until `stop` is set; run it in a thread of its own.

    A folder that is removed is waited for. `mode` is called again and again.

    Raises:
        OSError: the folder cannot be watched.
    """
    away = False
    while not stop.is_set():
        if mode() == "off" or not folder.is_dir():
            away = True
            stop.wait(AWAY)
            continue
        if away:
            changed()
        away = _watch_once(folder, _Ends(folder, mode, stop), changed)


class _Ends:
    """Ends one watch: when the user leaves, the setting changes, or the folder was replaced."""

    def __init__(self, folder: Path, mode: Callable[[], Watch], stop: Event) -> None:
        self._folder, self._stop = folder, stop
        self.mode, self._identity = mode(), _identity(folder)
        self._now = mode

    def is_set(self) -> bool:
        """Whether to end."""
        return self._stop.is_set() or self._now() != self.mode or self.other_folder

    @property
    def other_folder(self) -> bool:
        """Whether another folder, or none, is where the one that is watched was."""
        return _identity(self._folder) != self._identity


def _watch_once(folder: Path, ends: _Ends, changed: Callable[[], None]) -> bool:
    """Watch until `ends`; return whether the folder was removed, or replaced by another one."""
    import watchfiles

    began = False
    polls = ends.mode == "poll" or needs_polling(folder.resolve(), _mounts())
    for force in (polls,) if polls else (False, True):  # where the system has no notices left, poll
        try:
            for found in watchfiles.watch(
                folder,
                watch_filter=lambda _, path: is_ours(path, folder),
                debounce=LONGEST,
                step=QUIET,
                stop_event=ends,
                rust_timeout=FIRST_LOOK,
                yield_on_timeout=True,
                raise_interrupt=False,
                force_polling=force,
                poll_delay_ms=BETWEEN_LOOKS,
                ignore_permission_denied=True,
            ):
                if any(Path(path) == folder for _, path in found):
                    return True
                if found or not began:  # before the watch was set up, changes were not noticed
                    changed()
                began = True
        except FileNotFoundError:  # removed meanwhile
            return True
        except OSError:
            if force:
                raise
        else:
            break
    return ends.other_folder


def is_ours(path: str, folder: Path) -> bool:
    """Whether a change of `path` may change the dataset in `folder`: not of hidden files, backups and documents."""
    parts = Path(os.path.relpath(path, folder)).parts
    if not parts:  # the folder itself
        return True
    return not any(part.startswith(".") for part in parts) and not parts[-1].endswith("~") and parts[0] != "documents"


def needs_polling(folder: Path, mounts: Iterable[str]) -> bool:
    """Whether `folder`, an absolute path, is on a file system whose changes are not notified.

    `mounts` are lines of Linux's `/proc/self/mounts`: device, mount point, kind and more.
    """
    kind, longest = "", -1
    for line in mounts:
        point, found = ([*line.split(" "), "", "", ""])[1:3]
        point = point.replace("\\040", " ")
        if len(point) >= longest and (point == "/" or folder == Path(point) or Path(point) in folder.parents):
            kind, longest = found, len(point)
    return kind in _REMOTE or kind.startswith("fuse.")


def _mounts() -> list[str]:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
