"""A notebook as queries see it: which records bear a bookmark, and which a note."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from tui.core.errors import DamagedNotebookError, NewerNotebookError
from tui.core.index.user_marks import Own
from tui.core.model.records import Ref
from tui.notebook.book import Book
from tui.notebook.keeper import read_only


def own_of(book: Callable[[], Book]) -> Own:
    """Return what finds the records with bookmarks and notes in the book that `book` returns at the time."""

    def kept(value: str) -> Iterable[Ref]:
        now = book()
        return tuple(one.ref for one in (now.bookmarks if value == "bookmarked" else now.notes))

    return kept


def own_on_disk(folder: Path, dataset: Path, report: Callable[[str], None]) -> Own:
    """Return the same of the notebook of a dataset in the `folder` of all; it is read when first asked for.

    `report` is called with a message where the book cannot be read: then nothing is kept.
    """

    @cache
    def book() -> Book:
        try:
            return read_only(folder, dataset)
        except DamagedNotebookError as error:
            report(f"your notebook of this dataset is damaged: {error}")
        except NewerNotebookError:
            report("your notebook of this dataset was written by a later Letapis")
        except OSError as error:
            report(f"your notebook of this dataset cannot be read: {error.strerror or error}")
        return Book()

    return own_of(book)
