"""The documents on the reader's disk: which file is which source, and the text in it.

A file belongs to the source whose `sha256` it has, else to the one whose id is its name; then the text is
another one than the excerpts were checked against, and that is said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from tui.core.document_text import DocumentError, text_of
from tui.core.model import Source

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf")
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


def find(sources: Mapping[str, Source], folder: Path | None) -> dict[str, Document]:
    """Return the documents in `folder` (not below it) by the id of their source; other files are passed over.

    Raises:
        OSError: the folder cannot be read.
    """
    if folder is None:
        return {}
    stamps = {source.document.sha256: key for key, source in sources.items() if source.document}
    found: dict[str, Document] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in SUFFIXES or not path.is_file() or path.stat().st_size > LARGEST:
            continue
        raw = path.read_bytes()
        source = stamps.get(hashlib.sha256(raw).hexdigest())
        name = source or path.stem
        if source or (name in sources and (name not in found or found[name].unread)):
            found[name] = _read(name, path, raw, same=source is not None)
    return found


def _read(source: str, path: Path, raw: bytes, *, same: bool) -> Document:
    try:
        return Document(source=source, path=path, text=text_of(raw, path.suffix), same=same)
    except DocumentError as error:
        return Document(source=source, path=path, text="", same=same, unread=str(error))
