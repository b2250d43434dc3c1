"""Write one part of a compiled file in a forked process while another is worked out in this one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.core.compiled import cache


def processes() -> int:
    """Return how many processes may run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def writing_in_fork(write: Callable[[Path], None], target: Path) -> Iterator[Callable[[], Path] | None]:
    """Run `write` in a forked process, if possible; yield a function that waits for its file, else None.

    The file is beside `target`. Call this only while no other thread runs. The function raises OSError if the
    process failed.
    """
    if not hasattr(os, "fork") or processes() < 2:
        yield None
        return
    path, child = cache.scratch(target), os.fork()
    if child == 0:
        status = 1
        try:
            write(path)
            status = 0
        finally:
            os._exit(status)  # the parent's exit handlers must not run here

    def wait() -> Path:
        nonlocal child
        _, status = os.waitpid(child, 0)
        child = 0
        if status:
            raise OSError("a process that writes a part of it failed")
        return path

    try:
        yield wait
    finally:
        if child:
            os.kill(child, 9)
            os.waitpid(child, 0)
        path.unlink(missing_ok=True)
