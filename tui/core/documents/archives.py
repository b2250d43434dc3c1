"""The text of Word files (.docx) and e-books (.epub): zip archives of XML."""

from __future__ import annotations

import io
import posixpath
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from tui.core.documents.html import LONGEST, text_of_html
from tui.core.errors import DocumentError

UNPACKED = 32 << 20
"""Bytes that all files of an archive may unpack to: a small archive can hold more than any memory."""
_CHUNK = 65_536
"""Bytes of XML that are parsed at once."""
_DAMAGE = (BadZipFile, ElementTree.ParseError, EOFError, KeyError, NotImplementedError, ValueError, zlib.error)
_SIGNS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
"""Elements of a Word file that stand for a sign."""
_TWICE = ("Fallback", "del", "moveFrom")
"""Elements that repeat what stands elsewhere, or hold what has been deleted."""


def is_archive(raw: bytes) -> bool:
    """Whether this is a zip archive."""
    return raw.startswith(b"PK\x03\x04")


def kind_of_archive(raw: bytes) -> str:
    """Return what an archive is: "Word", "EPUB", or "" for any other."""
    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
    except _DAMAGE:
        return ""
    if any(_is_body(name) for name in names):
        return "Word"
    return "EPUB" if "META-INF/container.xml" in names else ""


def text_of_word(raw: bytes, _: Path | None) -> str:
    """Return the text of a Word file, a line a paragraph, its notes at the end.

    Raises:
        DocumentError: it is damaged, locked, too large, or has no text.
    """
    return _unpacked(raw, _lines_of_word, "Word file")


def text_of_epub(raw: bytes, _: Path | None) -> str:
    """Return the text of an e-book, its chapters in their order.

    Raises:
        DocumentError: it is damaged, locked, too large, or has no text.
    """
    return _unpacked(raw, _chapters, "e-book")


class _Files:
    """The files of an archive, which may not unpack to more than `UNPACKED` together."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive, self._left = archive, UNPACKED
        self.names = archive.namelist()

    def read(self, name: str) -> bytes:
        with self._archive.open(name) as file:
            contents = file.read(self._left + 1)
        self._left -= len(contents)
        if self._left < 0:
            raise DocumentError(f"it unpacks to more than {UNPACKED // 2**20} MB")
        return contents

    def xml(self, name: str) -> Iterator[tuple[str, str, Mapping[str, str], str]]:
        """Yield "start" or "end", the name without its namespace, the attributes, and the text before it."""
        contents = self.read(name)
        if b"<!ENTITY" in contents:
            raise BadZipFile("such files define no entities")
        events = _Events()
        parser = ElementTree.XMLParser(target=events)  # noqa: S314 - no entities
        for start in range(0, len(contents), _CHUNK):
            parser.feed(contents[start : start + _CHUNK])
            yield from events.found
            events.found.clear()
        parser.close()
        yield from events.found


class _Events:
    """Collects what the parser of XML calls back; there is no tree, which could be many times as large as the file."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, Mapping[str, str], str]] = []
        self._text: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._add("start", tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._add("end", tag, {})

    def data(self, text: str) -> None:
        """Text stands here."""
        self._text.append(text)

    def _add(self, event: str, tag: str, attributes: Mapping[str, str]) -> None:
        self.found.append((event, tag.rpartition("}")[2], attributes, "".join(self._text)))
        self._text.clear()


def _unpacked(raw: bytes, lines: Callable[[_Files], Iterator[str]], what: str) -> str:
    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            if any(each.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for each in archive.infolist()):
                raise BadZipFile  # neither kind of file has others, which the libraries for them break at in their ways
            text = "\n".join(line.strip() for line in lines(_Files(archive)) if line.strip())
    except _DAMAGE:
        raise DocumentError(f"the {what} is damaged") from None
    except RuntimeError:  # so says the library where an archive has a password
        raise DocumentError(f"the {what} is locked with a password") from None
    if not text:
        raise DocumentError(f"the {what} has no text")
    return text


def _is_body(name: str) -> bool:
    return name.startswith("word/document") and name.endswith(".xml")


def _lines_of_word(files: _Files) -> Iterator[str]:
    bodies = [name for name in files.names if _is_body(name)]
    if not bodies:
        raise BadZipFile("there is no text in it")
    for name in (bodies[0], "word/footnotes.xml", "word/endnotes.xml"):
        if name in files.names:
            yield from _paragraphs(files, name)


def _paragraphs(files: _Files, name: str) -> Iterator[str]:
    open_paragraphs: list[list[str]] = []  # a text box is a paragraph within one
    left_out = 0
    for event, tag, _, text in files.xml(name):
        if tag in _TWICE:
            left_out += 1 if event == "start" else -1
        elif left_out:
            continue
        elif tag == "p" and event == "start":
            open_paragraphs.append([])
        elif event == "end" and open_paragraphs:
            if tag == "p":
                yield "".join(open_paragraphs.pop())
            elif tag == "t" or tag in _SIGNS:
                open_paragraphs[-1].append(_SIGNS.get(tag) or text)


def _chapters(files: _Files) -> Iterator[str]:
    until = time.monotonic() + LONGEST
    roots = (each.get("full-path", "") for _, tag, each, _ in files.xml("META-INF/container.xml") if tag == "rootfile")
    package = next(roots, "")
    files_of: dict[str, str] = {}
    order: list[str] = []
    for event, tag, each, _ in files.xml(package):
        if event == "start" and tag == "item":
            files_of[each.get("id", "")] = each.get("href", "")
        elif event == "start" and tag == "itemref":
            order.append(each.get("idref", ""))
    locked = files.read(_LOCKS) if _LOCKS in files.names else b""
    for chapter in order:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(files_of[chapter])))
        if f'"{name}"'.encode() in locked:
            raise DocumentError("the e-book is locked to its buyer")
        yield text_of_html(files.read(name), until)


_LOCKS = "META-INF/encryption.xml"
"""Names the files of an e-book that are encrypted; mostly its fonts alone."""
