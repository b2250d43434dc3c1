"""The text of HTML, in lines as a browser shows it.

The parser calls back and keeps no tree: memory does not grow with the page, whatever is nested in what.
"""

from __future__ import annotations

import codecs
import re
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tui.core.documents.decoding import BOMS, decoded
from tui.core.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 8.0
"""Seconds that a page may take: some are made so that each end tag is compared with thousands of open elements."""
_CHUNK = 65_536
"""Characters that are parsed between two looks at the clock."""
_BLOCK_NAMES = (
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure",
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre section select",
    "summary table tbody td tfoot th thead title tr ul",
)
_BLOCKS = frozenset(name for line in _BLOCK_NAMES for name in line.split())
"""Elements that begin and end a line."""
_HIDDEN = frozenset(("script", "style", "template", "noscript", "nav"))
"""Elements whose text is none of the page's own: what is not shown, and the links to other pages."""
_AS_IT_STANDS = frozenset(("pre", "textarea"))
"""Elements in which a line end is one."""
_NOTE = re.compile(r"\d{1,3}")
_BEFORE_NOTE = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?…»”\"'’)\]])\Z")
"""What stands before a raised number that is no power: a word, or the end of a clause."""
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PAGE_ENCODINGS = re.compile("utf-8|ascii|cp|iso|koi8|mac|gb|big5|euc|shift_jis|tis|ptcp|kz")
"""Encodings that a page declares; a declaration that can be read as ASCII is wrong where it says UTF-16."""
_DECLARED_WITHIN = 2048
"""Bytes within which a page declares its encoding."""


def text_of_html(page: bytes | str, until: float | None = None) -> str:
    """Return the text, broken at block elements only; the number of a note stands in brackets.

    `until` is the moment of `time.monotonic` at which reading is given up; None gives the page `LONGEST` seconds.

    Raises:
        DocumentError: it is no text, or takes too long.
        ImportError: the parser is not installed.
    """
    lines = _Lines()
    parse(page, lines, until)
    return "\n".join(lines.found)


def parse(page: bytes | str, target: Any, until: float | None = None) -> None:
    """Call `start`, `end` and `data` of `target` for the elements and texts of a page, and `close` at its end.

    `until` is as for `text_of_html`, which raises the same.
    """
    from lxml.etree import HTMLParser

    text = (page if isinstance(page, str) else _decoded(page)).replace("\0", "\ufffd")
    parser = HTMLParser(target=target)
    until = until or time.monotonic() + LONGEST
    for start in range(0, len(text), _CHUNK):
        parser.feed(text[start : start + _CHUNK])
        if time.monotonic() > until:
            raise DocumentError("it takes too long to read: its elements are nested too deeply")
    if text:
        parser.close()


def _decoded(raw: bytes) -> str:
    """Return a page in the encoding that it declares, where it is in that one."""
    declared = _CHARSET.search(raw[:_DECLARED_WITHIN])
    if declared and not any(raw.startswith(bom) for bom, _ in BOMS):
        with suppress(LookupError, ValueError):
            name = codecs.lookup(declared[1].decode()).name
            if _PAGE_ENCODINGS.match(name):
                return raw.decode(name)
    return decoded(raw)


class _Lines:
    """Collects the lines of a page, called by the parser."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._line: list[str] = []
        self._hidden = 0
        self._as_it_stands = 0
        self._links = 0
        self._raised: int | None = None
        """Where in the line the text of a raised element begins."""
        self._raised_link = False

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        """An element begins."""
        if tag in _BLOCKS:
            self._break()
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "a":
            self._links += 1
            self._raised_link = True
        elif tag == "sup":
            self._raised, self._raised_link = len(self._line), self._links > 0
        if tag in _AS_IT_STANDS:
            self._as_it_stands += 1

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _BLOCKS:
            self._break()
        if tag in _HIDDEN:
            self._hidden -= 1
        elif tag == "a":
            self._links -= 1
        elif tag == "sup":
            self._end_raised()
        if tag in _AS_IT_STANDS:
            self._as_it_stands -= 1

    def data(self, text: str) -> None:
        """Text stands here."""
        if self._hidden:
            return
        if not self._as_it_stands:
            self._line.append(text)
            return
        first, *others = text.split("\n")
        self._line.append(first)
        for line in others:
            self._break()
            self._line.append(line)

    def close(self) -> None:
        """The page ends."""
        self._break()

    def _break(self) -> None:
        if line := " ".join("".join(self._line).split()):
            self.found.append(line)
        self._line.clear()
        self._raised = None

    def _end_raised(self) -> None:
        """Put the number of a note in brackets: it is a link, or no figure and no short sign stands before it."""
        if self._raised is None:
            return
        number = "".join(self._line[self._raised :]).strip()
        before = "".join(self._line[max(0, self._raised - 1) : self._raised])
        if _NOTE.fullmatch(number) and (self._raised_link or _BEFORE_NOTE.search(before)):
            self._line[self._raised :] = [f"[{number}]"]
        self._raised = None
