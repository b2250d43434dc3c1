"""Open a dataset: folder → its store, its index and its problems, in one step that a thread can take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tui.core import documents
from tui.core.documents import Document
from tui.core.index import Index
from tui.core.problem import Problem, in_reading_order
from tui.core.store import Store


@dataclass(frozen=True)
class Opened:
    """A dataset that is ready to be read."""

    folder: Path
    store: Store
    index: Index
    problems: tuple[Problem, ...]
    """What is wrong with it, in the order of the files."""
    chosen: Path | None = None
    """The folder that the reader named for the documents."""

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The full texts at hand, by source; looked for when first asked for, as they can be large."""
        return _documents(self.store, self.folder, self.chosen)


def open_dataset(folder: Path, chosen: Path | None = None) -> Opened:
    """Load `folder` and index it.

    Raises:
        NotADataset: the folder holds no dataset.
    """
    from tui.core.check import check
    from tui.core.loader import load

    dataset, found = load(folder)
    store = Store(dataset)
    index = Index(store, texts=lambda: {key: held.text for key, held in _documents(store, folder, chosen).items()})
    return Opened(folder, store, index, tuple(in_reading_order([*found, *check(dataset)])), chosen)


def _documents(store: Store, folder: Path, chosen: Path | None) -> dict[str, Document]:
    try:
        return documents.find(store.sources, documents.folder_of(folder, chosen))
    except OSError:
        return {}
