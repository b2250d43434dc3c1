"""The kinds of document, and how the readable text of each is extracted."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tui.core.documents.pdf import MISSING, cached_text_of_pdf
from tui.core.errors import DocumentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and their encodings; longer ones first if one begins like another."""
_BLOCK_NAMES = (
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure",
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre section select",
    "summary table tbody td tfoot th thead title tr ul",
)
_BLOCKS = [name for line in _BLOCK_NAMES for name in line.split()]
"""Elements that begin and end a line."""
_BREAK = "\x1e"
"""Replaces line ends while white space is normalised."""
_OLD = ("cp1251", "cp1252", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5", "cp1250", "utf_16_le", "utf_16_be")
"""Encodings that were common for these languages before UTF-8."""


_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
"""Metadata at the beginning of a Markdown file."""


def text_of(raw: bytes, ending: str, cache: Path | None = None) -> str:
    """Return the readable text of a file with this ending, one of ENDINGS in any case.

    `cache` is the folder in which texts that take long to read are kept; None keeps none.

    Raises:
        DocumentError: it has no text, cannot be read, or the library that reads it is not installed.
    """
    try:
        return ENDINGS[ending.lower()].read(raw, cache)
    except ImportError:
        raise DocumentError(MISSING) from None


def _plain(raw: bytes, _: Path | None) -> str:
    return _decoded(raw)


def _html(raw: bytes, _: Path | None) -> str:
    return _from_html(raw)


def _markdown(raw: bytes, _: Path | None) -> str:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    return _from_html(str(reader.render(_FRONT_MATTER.sub("", _decoded(raw)))))


def _decoded(raw: bytes) -> str:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return raw.decode(encoding, "replace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(raw)
    return _guessed(raw) if "\0" in text else text


def _from_html(page_text: bytes | str) -> str:
    """Return the text in lines as a browser shows it: broken at block elements only."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(page_text, "html.parser")
    for hidden in page(["script", "style", "template", "noscript"]):
        hidden.decompose()
    for kept in page(["pre", "textarea"]):
        for text in kept.find_all(string=True):
            text.replace_with(text.replace("\n", _BREAK))
    for block in page(_BLOCKS):
        block.insert(0, _BREAK)
        block.append(_BREAK)
    lines = re.sub(rf"[^\S{_BREAK}]+", " ", page.get_text()).split(_BREAK)
    return "\n".join(line.strip() for line in lines if line.strip())


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
    has_paragraphs: bool = True
    """Whether the format marks the ends of paragraphs; else they are guessed."""


KINDS = (
    DocumentKind("plain text", (".txt",), _plain),
    DocumentKind("Markdown", (".md", ".markdown"), _markdown),
    DocumentKind("HTML", (".html", ".htm"), _html),
    DocumentKind("PDF", (".pdf",), cached_text_of_pdf, has_paragraphs=False),
)
ENDINGS = {ending: kind for kind in KINDS for ending in kind.endings}
