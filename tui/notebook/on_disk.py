"""The notebook of a dataset as commands see it: read and never written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tui.core.errors import DamagedNotebookError, NewerNotebookError
from tui.notebook.book import Book
from tui.notebook.keeper import read_only


def read_reported(folder: Path, dataset: Path, report: Callable[[str], None]) -> Book:
    """Return the book of a dataset in the `folder` of all notebooks.

    `report` is called with a message where it cannot be read: then nothing is kept.
    """
    try:
        return read_only(folder, dataset)
    except DamagedNotebookError as error:
        report(f"your notebook of this dataset is damaged: {error}")
    except NewerNotebookError:
        report("your notebook of this dataset was written by a later Letapis")
    except OSError as error:
        report(f"your notebook of this dataset cannot be read: {error.strerror or error}")
    return Book()
