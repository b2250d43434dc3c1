"""Compile a dataset: read what changed, index it, write it down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from tui.core.check import check
from tui.core.compiled import cache
from tui.core.compiled.earlier import Compiled
from tui.core.compiled.write import write
from tui.core.loaded import Loaded
from tui.core.loader import load_all
from tui.core.postings_memory import MemoryPostings, build
from tui.core.problem import Problem, in_reading_order
from tui.core.store_memory import MemoryStore

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done ("reading", "indexing", "writing"), how much of it is done, and how much there is:
bytes where it is reading, else records."""


@dataclass(frozen=True)
class Made:
    """A dataset in memory, with its postings."""

    loaded: Loaded
    store: MemoryStore
    postings: MemoryPostings

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with it, in the order of the files; looked for when first asked for."""
        return tuple(in_reading_order([*self.loaded.problems, *check(self.loaded.dataset)]))


def make(folder: Path, target: Path | None = None, progress: Progress = lambda *_: None) -> Made:
    """Read a dataset; files that are as they were in the compiled file `target` are not read again.

    Raises:
        NotADataset: the folder holds no dataset.
    """
    rows = cache.whole(target, folder) if target else None
    earlier = Compiled(rows) if rows else None
    try:
        loaded = load_all(folder, earlier, lambda done, total: progress("reading", done, total))
    finally:
        if rows:
            rows.close()
    store = MemoryStore(loaded.dataset)
    return Made(loaded, store, build(store, lambda done, total: progress("indexing", done, total)))


def keep(made: Made, target: Path, progress: Progress = lambda *_: None) -> None:
    """Write what was made to the compiled file `target`.

    Raises:
        OSError: it cannot be written.
    """
    made.postings.prepare()
    write(
        target,
        made.loaded,
        made.store,
        made.postings,
        made.problems,
        lambda done, total: progress("writing", done, total),
    )
    cache.tidy(target.parent)
