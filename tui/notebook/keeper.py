"""The notebook of one dataset: in memory for the screen, in a file for the next time.

What is changed is seen at once; a thread writes it. It reads the file again under a lock and makes the same
changes there, so that of two explorers at once neither undoes what the other has kept.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from tui.core.atomic_file import locked, read_file, write_file
from tui.core.errors import DamagedNotebookError, NewerNotebookError
from tui.core.model.records import Ref
from tui.notebook.book import Book, from_bytes, to_bytes, with_unknown

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Change: TypeAlias = Callable[[Book], Book]
"""To be made on the book in memory and on that in the file."""


class Notebook:
    """What is kept of one dataset. Without a folder it keeps all in memory, for as long as it lives."""

    def __init__(self, folder: Path | None = None, book: Book | None = None) -> None:
        """Begin with a book, else with an empty one."""
        self._folder = folder
        """Where the notebooks of all datasets are."""
        self._file: Path | None = None
        self._book = book or Book()
        self._waiting: list[Change] = []
        self._guard = threading.Lock()
        self._writer: ThreadPoolExecutor | None = None
        self.report: Callable[[str], object] = lambda message: None
        """Called by the thread that writes with a message for the user; raw text."""

    @property
    def book(self) -> Book:
        """All that is kept, as it is now."""
        return self._book

    def marked(self, value: str) -> tuple[Ref, ...]:
        """Return the records that are `bookmarked`, or those that are `noted`, as of now."""
        return self._book.marked(value)

    @property
    def file(self) -> Path | None:
        """Where it is kept; None where it is not, or before `open`."""
        return self._file

    @property
    def folder(self) -> Path | None:
        """Where the notebooks of all datasets are."""
        return self._folder

    def open(self, dataset: Path, title: str) -> str:
        """Read what is kept of the dataset in a folder; return a message for the user, or ""."""
        where = _where(dataset)
        node = _node(dataset)
        self._book = Book(dataset=where, title=title, node=node)
        if self._folder is None:
            return ""
        self._file = self._folder / file_name(where)
        try:
            if not self._file.exists():
                self._adopt(title, node)
                if not self._file.exists():
                    return ""
            self._book = msgspec.structs.replace(self._read(self._file), dataset=where, title=title, node=node)
        except DamagedNotebookError:
            return self._put_aside()
        except NewerNotebookError:
            return self._disown()
        except OSError as error:
            return _cannot("read", error, self._file)
        return ""

    def change(self, change: Change) -> None:
        """Change what is kept: in memory at once, in the file soon."""
        with self._guard:
            self._book = change(self._book)
            if self._file is None:
                return
            self._waiting.append(change)
        if self._writer is None:
            from concurrent.futures import ThreadPoolExecutor  # the first rows keep nothing

            self._writer = ThreadPoolExecutor(1, "notebook")
        self._writer.submit(self._write)

    def close(self) -> None:
        """Wait until all is written, or cannot be."""
        if self._writer is not None:
            self._writer.submit(self._write)
            self._writer.shutdown()
            self._writer = None

    # the file

    def _write(self) -> None:
        """Apply all waiting changes to the file; if that fails, keep them for the next time."""
        file = self._file
        with self._guard:
            changes, self._waiting = self._waiting, []
        if not changes or file is None:
            return
        try:
            with locked(file):
                said = self._make(file, changes)
        except NewerNotebookError:
            said = self._disown()
        except OSError as error:
            with self._guard:
                self._waiting = [*changes, *self._waiting]
            said = _cannot("write", error, file)
        if said:
            self.report(said)

    def _make(self, file: Path, changes: list[Change]) -> str:
        """Make changes under the lock; return a message for the user, or ""."""
        said, before = "", b""
        start = self._book
        try:
            before = read_file(file)
            book = from_bytes(before)
        except FileNotFoundError:
            book = Book()
        except DamagedNotebookError:
            said, before = _aside(_set_aside(file)), b""
            book = start  # all that was read or changed here is in it
        for change in changes:
            book = change(book)
        book = msgspec.structs.replace(book, dataset=start.dataset, title=start.title, node=start.node)
        after = to_bytes(book)
        write_file(file, with_unknown(after, before) if before else after, mode=0o600)
        with self._guard:
            if not self._waiting and self._book is start:
                self._book = book  # with what others have kept meanwhile
        return said

    @staticmethod
    def _read(file: Path) -> Book:
        return from_bytes(read_file(file))

    def _adopt(self, title: str, node: int) -> None:
        """Take over the notebook of a dataset that was moved: of this title and folder, not where it was any more.

        Another dataset may have the same title, and be away for a while: it has another folder.
        """
        if self._folder is None or self._file is None or not title:
            return
        same = ((file, book) for file, book in notebooks(self._folder) if book.title == title)
        left = [file for file, book in same if book.node in (0, node) and _is_gone(book.dataset)]
        if len(left) == 1:
            with locked(self._file):
                left[0].rename(self._file)

    def _put_aside(self) -> str:
        if self._file is None:
            return ""
        try:
            with locked(self._file):
                return _aside(_set_aside(self._file))
        except OSError as error:
            file, self._file = self._file, None
            return f"{_cannot('read', error, file)}. It is damaged; nothing is kept this time"

    def _disown(self) -> str:
        """Leave alone what a later version has written."""
        file, self._file = self._file, None
        return f"The notebook was written by a later Letapis and is left alone; nothing is kept this time: {file}"


def file_name(dataset: str) -> str:
    """Return the name of the notebook of a dataset, by its absolute folder: readable, and different for each."""
    name = re.sub(r"[^\w-]+", "-", Path(dataset).name).strip("-")[:40] or "dataset"
    return f"{name}-{hashlib.sha256(dataset.encode()).hexdigest()[:10]}.json"


def read_only(folder: Path, dataset: Path) -> Book:
    """Return what is kept of the dataset in a folder, and leave all as it is; `folder` has the notebooks of all.

    Raises:
        DamagedNotebookError: the file is no notebook, or not a whole one.
        NewerNotebookError: it was written by a later version.
        OSError: it cannot be read.
    """
    try:
        return from_bytes(read_file(folder / file_name(_where(dataset))))
    except FileNotFoundError:
        return Book()


def _where(dataset: Path) -> str:
    """Return the folder of a dataset as a notebook names it."""
    return str(dataset.resolve()).encode("utf-8", "backslashreplace").decode()


def notebooks(folder: Path) -> Iterator[tuple[Path, Book]]:
    """Yield every sound notebook in a folder."""
    for file in sorted(folder.glob("*.json")):
        try:
            yield file, from_bytes(read_file(file))
        except (DamagedNotebookError, NewerNotebookError, OSError):
            continue


def recent(folder: Path | None) -> list[tuple[Path, str]]:
    """Return the datasets that were opened, the latest first, as folder and title; without those that are gone."""
    if folder is None:
        return []
    found = [(file.stat().st_mtime_ns, Path(book.dataset), book.title) for file, book in notebooks(folder)]
    found.sort(key=lambda one: one[0], reverse=True)
    return [(dataset, title) for _, dataset, title in found if (dataset / "dataset.yaml").is_file()]


def _set_aside(file: Path) -> Path:
    """Give a damaged file another name, which no file has, and return it; to be called under the lock.

    Raises:
        OSError: it cannot be renamed.
    """
    number = 1
    while (aside := file.with_name(f"{file.stem}.damaged-{number}{file.suffix}")).exists():
        number += 1
    file.rename(aside)
    return aside


def _node(dataset: Path) -> int:
    """Return the number of a folder in its file system; 0 where it has none."""
    try:
        return dataset.stat().st_ino
    except OSError:
        return 0


def _is_gone(folder: str) -> bool:
    return bool(folder) and not Path(folder).exists()


def _aside(file: Path) -> str:
    return f"The notebook was damaged: it is kept as {file}, and a new one begun"


def _cannot(do: str, error: OSError, file: Path) -> str:
    return f"Cannot {do} the notebook: {error.strerror or error}. {file}"
