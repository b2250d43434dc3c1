"""The text of HTML, in lines as a browser shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_BLOCK_NAMES = (
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure",
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre section select",
    "summary table tbody td tfoot th thead title tr ul",
)
_BLOCKS = [name for line in _BLOCK_NAMES for name in line.split()]
"""Elements that begin and end a line."""
_BREAK = "\x1e"
"""Replaces line ends while white space is normalised."""
_NOTE = re.compile(r"\d{1,3}")
_BEFORE_NOTE = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?…»”\"'’)\]])\Z")
"""What stands before a raised number that is no power: a word, or the end of a clause."""


def text_of_html(page_text: bytes | str) -> str:
    """Return the text, broken at block elements only; the number of a note stands in brackets."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(page_text, "html.parser")
    for hidden in page(["script", "style", "template", "noscript"]):
        hidden.decompose()
    for raised in page("sup"):
        number = raised.get_text().strip()
        if _NOTE.fullmatch(number) and _is_note(raised):
            raised.string = f"[{number}]"
    for kept in page(["pre", "textarea"]):
        for text in kept.find_all(string=True):
            text.replace_with(text.replace("\n", _BREAK))
    for block in page(_BLOCKS):
        block.insert(0, _BREAK)
        block.append(_BREAK)
    lines = re.sub(rf"[^\S{_BREAK}]+", " ", page.get_text()).split(_BREAK)
    return "\n".join(line.strip() for line in lines if line.strip())


def _is_note(raised: Tag) -> bool:
    """Whether a raised number leads to a note: it is a link, or no figure and no short sign stands before it."""
    if raised.find("a") is not None or raised.find_parent("a") is not None:
        return True
    before = raised.previous_sibling
    return before is not None and bool(_BEFORE_NOTE.search(before.get_text()))
