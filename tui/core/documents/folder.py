"""The documents on the user's disk: find the file of each source, in the folder or below it, and read its text.

A file belongs to the source whose `sha256` it has, else to the source whose id is its name; in that case the text
is not the one that the excerpts were checked against, and the document is marked so.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from tui.core.atomic_file import open_file, read_file
from tui.core.documents.text import ENDINGS, kind_of, read_as
from tui.core.errors import DocumentError
from tui.core.model.records import Source

LARGEST = 64 << 20
"""Bytes; a larger file is not read."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The full text of a source."""

    source: str
    path: Path
    text: str
    same: bool
    """Whether it is the text that the excerpts were checked against (its sha256 is the source's)."""
    is_running: bool = True
    """Whether the file holds running text; else paragraphs, and the order of texts on a page, are guessed."""
    unread: str = ""
    """Why there is no text, in one clause; empty where there is one."""


def folder_of(dataset: Path, chosen: Path | None) -> Path | None:
    """Return the folder with the documents: the one chosen, else the dataset's own, else None.

    One of the dataset's own that is a link out of it is none: who gives away a dataset does not choose what is read.
    """
    own = dataset / "documents"
    return chosen or (own if own.is_dir() and own.resolve().is_relative_to(dataset.resolve()) else None)


class Documents(Mapping[str, Document]):
    """The documents by the id of their source; each is read on first use."""

    def __init__(self, root: Path, files: Mapping[str, list[tuple[Path, bool]]], cache: Path | None = None) -> None:
        self._root, self._cache = root, cache
        self._files = files
        """The files of each source, the best first, and whether each is the text that was checked."""
        self._read: dict[str, Document] = {}

    def __getitem__(self, source: str) -> Document:
        """Return the document of a source: the first of its files that can be read."""
        if source not in self._read:
            found = (_read(source, path, self._root, self._cache, same=same) for path, same in self._files[source])
            first = next(found)
            self._read[source] = next((each for each in (first, *found) if not each.unread), first)
        return self._read[source]

    def __contains__(self, source: object) -> bool:
        return source in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def find(sources: Mapping[str, Source], folder: Path | None, cache: Path | None = None) -> Mapping[str, Document]:
    """Return the documents in `folder`, and in the folders in it, by the id of their source; other files are ignored.

    `cache` is the folder in which texts that take long to read are kept; None keeps none.

    Raises:
        OSError: the folder cannot be read.
    """
    if folder is None:
        return {}
    stamps = {source.document.sha256: key for key, source in sources.items() if source.document}
    checked: dict[str, list[tuple[Path, bool]]] = {}
    named: dict[str, list[tuple[Path, bool]]] = {}
    root = folder.resolve()
    for path in _files(folder):
        ending, is_named = path.suffix.lower(), path.stem in sources
        if not is_named and ending and ending not in ENDINGS:
            continue
        source = stamps.get(_sha256(path, root))
        if source is not None:
            checked.setdefault(source, []).append((path, True))
        elif is_named:
            named.setdefault(path.stem, []).append((path, False))
    return Documents(root, {key: [*checked.get(key, ()), *named.get(key, ())] for key in {**checked, **named}}, cache)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder, sorted, then those of the folders in it; hidden ones are left out.

    Raises:
        OSError: the folder itself cannot be read; one in it is passed over.
    """
    with os.scandir(folder):
        pass
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(files) if not name.startswith("."))


def _sha256(path: Path, root: Path) -> str:
    """Return the checksum of a file; empty if it cannot be read, which is reported when its text is read."""
    try:
        if _refused(path, root):
            return ""
        with open_file(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _refused(path: Path, root: Path) -> str:
    """Return why the file is not even opened, "" if it may be; `root` is the real folder. Raises OSError."""
    if not path.resolve().is_relative_to(root) and path.exists():
        return "it is a link that leads out of the folder of documents"
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        return "it is no file but a folder, a pipe or a device"
    if status.st_size > LARGEST:
        return f"it has {status.st_size / 2**20:.0f} MB, and files of up to {LARGEST // 2**20} MB are read"
    return ""


def _read(source: str, path: Path, root: Path, cache: Path | None, *, same: bool) -> Document:
    text, is_running = "", True
    try:
        why = _refused(path, root)
        if not why:
            raw = read_file(path, LARGEST)
            kind = kind_of(raw, path.suffix)
            text, is_running = read_as(kind, raw, cache), kind.is_running
    except DocumentError as error:
        why = str(error)
    except OSError as error:
        why = (
            "it is a link to nothing"
            if path.is_symlink() and not path.exists()
            else f"it cannot be read: {error.strerror}"
        )
    return Document(source=source, path=path, text=text, same=same, is_running=is_running, unread=why)
