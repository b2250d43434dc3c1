"""Files are watched: each burst of changes is told once, and what is no part of the dataset is not."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from tui.core.loading import watching
from tui.core.loading.watching import Watch, is_ours, needs_polling

PATIENCE = 20.0


class Watched:
    """A folder that is watched, and how often a change was told."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.told = folder, 0

    def tell(self) -> None:
        self.told += 1

    def until(self, holds: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end
            time.sleep(0.005)

    def once(self, act: Callable[[], object]) -> None:
        """Do something, which is told; then something else, so that a second telling of the first would be seen."""
        before = self.told
        act()
        self.until(lambda: self.told > before)
        time.sleep(0.12)
        assert self.told == before + 1


@contextmanager
def watched(folder: Path, mode: Watch = "auto") -> Iterator[Watched]:
    folder.mkdir()
    (folder / "dataset.yaml").write_text("letapis: 1\n")
    stop, found = Event(), Watched(folder)
    thread = Thread(target=watching.watch, args=(folder, lambda: mode, stop, found.tell))
    thread.start()
    try:
        found.until(lambda: (folder / "begin.yaml").touch() or found.told)
        time.sleep(0.12)
        found.told = 0
        yield found
    finally:
        stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def test_each_burst_is_told_once(tmp_path: Path) -> None:
    with watched(tmp_path / "data") as found:
        folder = found.folder

        def save_as_vim_does() -> None:
            (folder / "4913").touch()
            (folder / "4913").unlink()
            (folder / "dataset.yaml").rename(folder / "dataset.yaml~")
            (folder / "dataset.yaml").write_text("letapis: 1\n# saved\n")
            (folder / "dataset.yaml~").unlink()

        def check_out() -> None:
            (folder / "events").mkdir()
            for number in range(100):
                (folder / "events" / f"{number}.yaml").write_text(f"events: {{e{number}: {{title: A, date: 2020}}}}\n")

        found.once(save_as_vim_does)
        found.once(check_out)
        found.once(lambda: (folder / "events" / "7.yaml").rename(folder / "events" / "seven.yaml"))
        found.once(lambda: shutil.rmtree(folder / "events"))
        # the whole folder, away and back
        shutil.move(folder, tmp_path / "aside")
        found.once(lambda: shutil.move(tmp_path / "aside", folder))
        found.once(lambda: (folder / "dataset.yaml").write_text("letapis: 1\n# watched again\n"))


def test_polling_finds_changes_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "BETWEEN_LOOKS", 20)
    with watched(tmp_path / "data", "poll") as found:
        (found.folder / "other.yaml").write_text("events: {}\n")
        found.until(lambda: found.told)


def test_hidden_files_backups_and_documents_are_not_ours(tmp_path: Path) -> None:
    ours = {"", "a.yaml", "events/a.yaml", "events", "notes.yml", "documented/a.yaml", "sub/documents/a.yaml"}
    others = {".git/index", "events/.a.yaml.swp", "a.yaml~", "documents/page.html", "documents", ".#a.yaml"}
    assert {path for path in ours | others if is_ours(f"{tmp_path}/{path}".rstrip("/"), tmp_path)} == ours


def test_file_systems_of_other_machines_are_polled() -> None:
    mounts = [
        "/dev/sda1 / ext4 rw 0 0",
        "server:/home /home nfs4 rw 0 0",
        "/dev/sdb1 /home/ann/disk\\0401 ext4 rw 0 0",
        "me@host: /mnt/far fuse.sshfs rw 0 0",
        "/dev/sdc1 /mnt/stick fuseblk rw 0 0",
        "odd",
    ]
    found = {path for path in ("/srv/data", "/home/ann/data", "/home/ann/disk 1/data", "/mnt/far", "/mnt/stick/data",
                               "/mnt/farther") if needs_polling(Path(path), mounts)}  # fmt: skip
    assert found == {"/home/ann/data", "/mnt/far"}
    kinds = (
        "9p afs beegfs ceph cifs drvfs glusterfs lustre ncpfs nfs nfs4 prl_fs smb2 smb3 smbfs vboxsf virtiofs fuse.x"
    )
    for kind in kinds.split():
        assert needs_polling(Path("/far/data"), ["/dev/sda1 / ext4", f"far /far {kind} rw", "/dev/sdb /f ext4"]), kind
    for kind in ("ext4", "btrfs", "fuseblk", "fuse", "tmpfs", ""):
        assert not needs_polling(Path("/far/data"), ["root / nfs rw", f"far /far {kind} rw"]), kind
    assert needs_polling(Path("/far"), ["a /far ext4", "b /far nfs"])  # mounted over the first
    assert not needs_polling(Path("/far"), [])
