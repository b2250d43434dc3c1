"""What is found by its words, and what is tied to what, written in a process of its own while the rest is indexed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.core.compiled import cache
from tui.core.compiled.write import write_apart
from tui.core.index.build import words
from tui.core.store.memory import MemoryStore


def processes() -> int:
    """Return how many processes may run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def written_apart(store: MemoryStore, target: Path) -> Iterator[Callable[[], Path] | None]:
    """Let a copy of this process do what `write_apart` does, where there can be one; give what waits for the file.

    The file stands beside `target`. To be called where no other thread runs. What waits raises OSError where the
    other process failed.
    """
    if not hasattr(os, "fork") or processes() < 2:
        yield None
        return
    path, child = cache.scratch(target), os.fork()
    if child == 0:
        status = 1
        try:
            write_apart(path, store, words(store))
            status = 0
        finally:
            os._exit(status)  # nothing of the parent is to be ended twice

    def wait() -> Path:
        nonlocal child
        _, status = os.waitpid(child, 0)
        child = 0
        if status:
            raise OSError("what was made apart cannot be written")
        return path

    try:
        yield wait
    finally:
        if child:
            os.kill(child, 9)
            os.waitpid(child, 0)
        path.unlink(missing_ok=True)
