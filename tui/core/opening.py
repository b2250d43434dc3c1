"""Open a dataset: folder → its store, its index and its problems, in one step that a thread can take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.core.index import Index
from tui.core.model import Dataset
from tui.core.problem import Problem, in_reading_order
from tui.core.store import Store
from tui.core.store_memory import MemoryStore

if TYPE_CHECKING:
    from tui.core.documents import Document


LARGE = 5000
"""Events; the words of more of them are indexed before the first rows, since the first key could not wait for it."""


@dataclass(frozen=True)
class Opened:
    """A dataset that is ready to be read."""

    folder: Path
    store: Store
    index: Index
    dataset: Dataset
    found: tuple[Problem, ...]
    """What was wrong with the files when they were read."""
    chosen: Path | None = None
    """The folder that the reader named for the documents."""

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with it, in the order of the files; checked when first asked for."""
        from tui.core.check import check

        return tuple(in_reading_order([*self.found, *check(self.dataset)]))

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The full texts at hand, by source; looked for when first asked for, as they can be large."""
        return _documents(self.store, self.folder, self.chosen)


def open_dataset(folder: Path, chosen: Path | None = None) -> Opened:
    """Load `folder` and index it.

    Raises:
        NotADataset: the folder holds no dataset.
    """
    from tui.core.loader import load

    dataset, found = load(folder)
    store = MemoryStore(dataset)
    index = Index(store, texts=lambda: {key: held.text for key, held in _documents(store, folder, chosen).items()})
    if len(store.event_ids) > LARGE:
        index.prepare()
    return Opened(folder, store, index, dataset, found, chosen)


def _documents(store: Store, folder: Path, chosen: Path | None) -> dict[str, Document]:
    from tui.core import documents

    try:
        return documents.find(store.sources, documents.folder_of(folder, chosen))
    except OSError:
        return {}
