"""The documents on the user's disk: find the file of each source and read its text.

A file belongs to the source whose `sha256` it has, else to the source whose id is its name; in that case the text
is not the one that the excerpts were checked against, and the document is marked so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from tui.core.documents.text import ENDINGS, text_of
from tui.core.errors import DocumentError
from tui.core.model.records import Source

LARGEST = 64 * 1024 * 1024
"""Bytes; a larger file is not read."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The full text of a source."""

    source: str
    path: Path
    text: str
    same: bool
    """Whether it is the text that the excerpts were checked against (its sha256 is the source's)."""
    unread: str = ""
    """Why there is no text, in one clause; empty where there is one."""


def folder_of(dataset: Path, chosen: Path | None) -> Path | None:
    """Return the folder with the documents: the one chosen, else the dataset's own, else None."""
    if chosen is not None:
        return chosen
    own = dataset / "documents"
    return own if own.is_dir() else None


class Documents(Mapping[str, Document]):
    """The documents by the id of their source; each is read on first use."""

    def __init__(self, files: Mapping[str, list[tuple[Path, bool]]], cache: Path | None = None) -> None:
        self._cache = cache
        self._files = files
        """The files of each source, the best first, and whether each is the text that was checked."""
        self._read: dict[str, Document] = {}

    def __getitem__(self, source: str) -> Document:
        """Return the document of a source: the first of its files that can be read."""
        if source not in self._read:
            found = (_read(source, path, self._cache, same=same) for path, same in self._files[source])
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
    """Return the documents in `folder` (not below it) by the id of their source; other files are ignored.

    `cache` is the folder in which texts that take long to read are kept; None keeps none.

    Raises:
        OSError: the folder cannot be read.
    """
    if folder is None:
        return {}
    stamps = {source.document.sha256: key for key, source in sources.items() if source.document}
    checked: dict[str, list[tuple[Path, bool]]] = {}
    named: dict[str, list[tuple[Path, bool]]] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in ENDINGS or not path.is_file() or path.stat().st_size > LARGEST:
            continue
        source = stamps.get(_sha256(path))
        if source is not None:
            checked.setdefault(source, []).append((path, True))
        elif path.stem in sources:
            named.setdefault(path.stem, []).append((path, False))
    return Documents({key: [*checked.get(key, ()), *named.get(key, ())] for key in {**checked, **named}}, cache)


def _sha256(path: Path) -> str:
    """Return the checksum of a file; empty if it cannot be read, which is reported when its text is read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _read(source: str, path: Path, cache: Path | None, *, same: bool) -> Document:
    why = ""
    text = ""
    try:
        text = text_of(path.read_bytes(), path.suffix, cache)
    except DocumentError as error:
        why = str(error)
    except OSError as error:
        why = f"it cannot be read: {error.strerror}"
    return Document(source=source, path=path, text=text, same=same, unread=why)
