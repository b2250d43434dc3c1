"""The kinds of document, and how the readable text of each is extracted."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tui.core.documents.archives import is_archive, kind_of_archive, text_of_epub, text_of_word
from tui.core.documents.html import text_of_html
from tui.core.documents.pdf import MISSING, cached_text_of_pdf
from tui.core.errors import DocumentError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and their encodings; longer ones first if one begins like another."""
_OLD = ("cp1251", "cp1252", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5", "cp1250", "utf_16_le", "utf_16_be")
"""Encodings that were common for these languages before UTF-8."""


_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
"""Metadata at the beginning of a Markdown file."""


def text_of(raw: bytes, ending: str, cache: Path | None = None) -> str:
    """Return the readable text of a file with this ending (in any case, with its dot; none is recognised too).

    `cache` is the folder in which texts that take long to read are kept; None keeps none.

    Raises:
        DocumentError: it has no text, cannot be read, or the library that reads it is not installed.
    """
    return read_as(kind_of(raw, ending), raw, cache)


def read_as(kind: DocumentKind, raw: bytes, cache: Path | None) -> str:
    """Return the readable text of a file of this kind. Raises DocumentError, as `text_of`."""
    try:
        return kind.read(raw, cache)
    except ImportError:
        raise DocumentError(MISSING) from None


def kind_of(raw: bytes, ending: str) -> DocumentKind:
    """Return what a file is: by its content where that is plain, else by its ending.

    Raises:
        DocumentError: it is of a kind that is not read.
    """
    foreign = next((what for sign, what in _FOREIGN if raw.startswith(sign)), "")
    if foreign:
        raise DocumentError(f"it is {foreign}; {_READ}")
    by_ending = ENDINGS.get(ending.lower())
    if raw.startswith(b"%PDF-"):
        return _named("PDF")
    if is_archive(raw):
        if kind := kind_of_archive(raw):
            return _named(kind)
        if by_ending is None or by_ending.name not in ("Word", "EPUB"):
            raise DocumentError(f"it is a zip archive; {_READ}")
    if by_ending is not None:
        return by_ending
    if ending:
        raise DocumentError(f"it ends in {ending}; {_READ}")
    if _HTML.match(raw):
        return _named("HTML")
    if _BINARY.search(raw[:_SAMPLE]) and not any(raw.startswith(bom) for bom, _ in BOMS):
        raise DocumentError(f"it has no ending and is no text; {_READ}")
    return _named("plain text")


_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 4096
_FOREIGN = (
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
)
"""How files begin that hold no text to read, and what they are."""


def _named(name: str) -> DocumentKind:
    return next(kind for kind in KINDS if kind.name == name)


def _plain(raw: bytes, _: Path | None) -> str:
    return _decoded(raw)


def _html(raw: bytes, _: Path | None) -> str:
    return text_of_html(raw)


def _markdown(raw: bytes, _: Path | None) -> str:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    return text_of_html(str(reader.render(_FRONT_MATTER.sub("", _decoded(raw)))))


def _decoded(raw: bytes) -> str:
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return raw.decode(encoding, "replace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(raw)
    return _guessed(raw) if "\0" in text else text


def _guessed(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=list(_OLD)).best() or from_bytes(raw).best()
    return str(best) if best is not None else raw.decode("utf-8", "replace")


class DocumentKind(NamedTuple):
    """A kind of file that a source's full text can be in."""

    name: str
    endings: tuple[str, ...]
    """In lower case, with their dots."""
    read: Callable[[bytes, Path | None], str]
    """Contents and folder of the cache → readable text."""
    is_running: bool = True
    """Whether the format holds running text; else paragraphs, and the order of texts on a page, are guessed."""


KINDS = (
    DocumentKind("plain text", (".txt",), _plain),
    DocumentKind("Markdown", (".md", ".markdown"), _markdown),
    DocumentKind("HTML", (".html", ".htm", ".xhtml"), _html),
    DocumentKind("PDF", (".pdf",), cached_text_of_pdf, is_running=False),
    DocumentKind("Word", (".docx",), text_of_word),
    DocumentKind("EPUB", (".epub",), text_of_epub),
)
ENDINGS = {ending: kind for kind in KINDS for ending in kind.endings}
_READ = f"what is read ends in {', '.join(ENDINGS)}"
