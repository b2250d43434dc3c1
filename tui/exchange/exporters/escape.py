"""Escape text for exported files: nothing in it controls a terminal, a spreadsheet or a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from tui.core.text.display import shown

_HIDDEN = re.compile(
    "[\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Invisible characters of a JSON string: DEL, C1, direction, zero widths, tags, surrogates."""

_compact = json.JSONEncoder(ensure_ascii=False).encode
_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?%?")


def json_line(value: Any) -> str:
    """Return `value` as one line of JSON: readable UTF-8, with invisible characters as \\uXXXX."""
    return _HIDDEN.sub(_escaped, json.dumps(value, ensure_ascii=False))


def json_text(value: Any) -> str:
    """Return `value` as JSON with indents, with invisible characters as \\uXXXX."""
    return _HIDDEN.sub(_escaped, _indented(value, "\n")) + "\n"


def _indented(value: Any, margin: str) -> str:
    """Return `value` as JSON in lines that begin with `margin`.

    The library's own indents leave garbage that only the collector frees, which is off in most commands.
    """
    inner = f"{margin}  "
    if isinstance(value, dict) and value:
        fields = (f"{inner}{_compact(key)}: {_indented(each, inner)}" for key, each in value.items())
        return f"{{{','.join(fields)}{margin}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{','.join(f'{inner}{_indented(each, inner)}' for each in value)}{margin}]"
    return _compact(value)


def json_list(values: Iterable[Any]) -> Iterator[str]:
    """Yield what `json_text` makes of a list, one value after the other."""
    before = "[\n  "
    for value in values:
        yield before + json_text(value).rstrip("\n").replace("\n", "\n  ")
        before = ",\n  "
    yield "\n]\n" if before[0] == "," else "[]\n"


def json_map(fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield what `json_text` makes of a map (of one field or more); iterators become lists, one value at a time."""
    before = "{"
    for key, value in fields.items():
        yield f"{before}\n  {json_text(key).rstrip()}: "
        pieces = json_list(value) if isinstance(value, Iterator) else (json_text(value),)
        yield from (piece.removesuffix("\n").replace("\n", "\n  ") for piece in pieces)
        before = ","
    yield "\n}\n"


def html_text(text: str) -> str:
    """Return `text` for a page or an attribute of HTML."""
    return escape(shown(text))


def page_language(tag: str) -> str:
    """Return a BCP 47 tag for the attribute `lang`; empty, which says that it is not known, where it is none."""
    return tag if tag.replace("-", "").isalnum() and tag.isascii() else ""


def web_link(url: str) -> str:
    """Return a link to a web address; anything else becomes text."""
    safe = html_text(url)
    return f'<a href="{safe}" rel="noreferrer">{safe}</a>' if url.startswith(("https://", "http://")) else safe


def cell(text: str) -> str:
    """Return `text` so that no spreadsheet runs it as a formula: with a ' before it where one might.

    A plain number stays a number.
    """
    if not text or _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if _FORMULA.match(text) or text[0] in "\t\r\n" else text


def _escaped(match: re.Match[str]) -> str:
    """Return the JSON escape of one character; beyond the first plane as its two surrogates."""
    code = ord(match.group())
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"
