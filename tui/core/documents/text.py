"""The kinds of document, and how the readable text of each is extracted."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tui.core.documents.archives import is_archive, kind_of_archive, text_of_epub, text_of_word
from tui.core.documents.decoding import decoded, is_text
from tui.core.documents.html import text_of_html
from tui.core.documents.pdf import MISSING, cached_text_of_pdf
from tui.core.errors import DocumentError

LARGEST_TEXT = 16 << 20
"""Bytes of text, Markdown or HTML; all other kinds hold pictures too."""
MOST_LINES = 250_000
"""Of the text of any document; that of the longest books has a third of it."""
MOST_MARKDOWN = 256_000
"""Bytes of Markdown whose signs are read; more, which could take long, is read as plain text."""
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
    if kind.largest and len(raw) > kind.largest:
        raise DocumentError(
            f"it has {len(raw) / 2**20:.0f} MB, and {kind.name} of up to {kind.largest >> 20} MB is read"
        )
    try:
        text = kind.read(raw, cache)
    except ImportError:
        raise DocumentError(MISSING) from None
    if (lines := text.count("\n") + 1) > MOST_LINES:
        raise DocumentError(f"it has {lines:,} lines, and up to {MOST_LINES:,} are read")
    return text


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
    if not is_text(raw):
        raise DocumentError(f"it has no ending and is no text; {_READ}")
    return _named("plain text")


_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
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
    return decoded(raw)


def _html(raw: bytes, _: Path | None) -> str:
    return text_of_html(raw)


def _markdown(raw: bytes, _: Path | None) -> str:
    from markdown_it import MarkdownIt

    text = _FRONT_MATTER.sub("", decoded(raw))
    if len(raw) > MOST_MARKDOWN:
        return text
    reader = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    return text_of_html(str(reader.render(text)))


class DocumentKind(NamedTuple):
    """A kind of file that a source's full text can be in."""

    name: str
    endings: tuple[str, ...]
    """In lower case, with their dots."""
    read: Callable[[bytes, Path | None], str]
    """Contents and folder of the cache → readable text."""
    largest: int = 0
    """Bytes; a larger file is not read. 0: any that the folder of documents takes."""
    is_running: bool = True
    """Whether the format holds running text; else paragraphs, and the order of texts on a page, are guessed."""


KINDS = (
    DocumentKind("plain text", (".txt",), _plain, LARGEST_TEXT),
    DocumentKind("Markdown", (".md", ".markdown"), _markdown, LARGEST_TEXT),
    DocumentKind("HTML", (".html", ".htm", ".xhtml"), _html, LARGEST_TEXT),
    DocumentKind("PDF", (".pdf",), cached_text_of_pdf, is_running=False),
    DocumentKind("Word", (".docx",), text_of_word),
    DocumentKind("EPUB", (".epub",), text_of_epub),
)
ENDINGS = {ending: kind for kind in KINDS for ending in kind.endings}
_READ = f"what is read ends in {', '.join(ENDINGS)}"
