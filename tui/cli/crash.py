"""A fault of Letapis itself: one sentence to the user, and a report without what they have and what they wrote."""

from __future__ import annotations

import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from tui import __version__
from tui.core.atomic_file import create_file
from tui.core.text.display import shown
from tui.environment import read_environment

_LIBRARIES = ("textual", "rich", "msgspec", "pyroaring", "click", "PyYAML", "lxml", "pypdf")
_ROOT = Path(__file__).parents[2]


def told(error: BaseException) -> str:
    """Write a report of `error`; return the sentence that says so and names the file."""
    file = _kept("".join(f"{line}\n" for line in report(error)).encode("utf-8", "backslashreplace"))
    where = f"A report without your data and notes is in {shown(str(file))}" if file else "No report could be written"
    return f"a fault of Letapis ended it ({type(error).__name__}). What was saved is safe. {where}."


def report(error: BaseException) -> Iterator[str]:
    """Yield the lines of a report: versions, and where in the program it happened.

    No message of an exception is in it, nor a line of code, nor a path outside the program: each may hold data.
    """
    yield f"Letapis {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield ", ".join(f"{name} {version}" for name in _LIBRARIES if (version := _version(name)))
    yield time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield ""
        yield f"{type(at).__module__}.{type(at).__qualname__}"
        for frame, line in traceback.walk_tb(at.__traceback__):
            yield f"  {_within(frame.f_code.co_filename)}:{line} in {frame.f_code.co_name}"
        at = at.__cause__ or at.__context__


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _within(name: str) -> str:
    """Return the path of a module of ours, or of a library, within its folder; of others the name alone."""
    path = Path(name)
    for root in (_ROOT, *map(Path, sys.path)):
        if root.is_absolute() and path.is_relative_to(root):
            return str(path.relative_to(root))
    return path.name


def _kept(report: bytes) -> Path | None:
    """Write a report where the user's own files are, else where temporary ones are; return its path."""
    name = f"crash-{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns() % 10**6}.txt"
    folders: tuple[Callable[[], Path], ...] = (_own_folder, _temporary_folder)
    for folder in folders:
        with suppress(OSError):
            file = folder() / name
            if create_file(file, report, mode=0o600):
                return file
    return None


def _own_folder() -> Path:
    return read_environment().folder("data") / "crashes"


def _temporary_folder() -> Path:
    return Path(tempfile.gettempdir())
