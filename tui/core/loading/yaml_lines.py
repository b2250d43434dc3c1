"""Read plain YAML line by line, several times as fast as the parser: `key: value`, lists, and brackets on one line.

What this reader does not know, and whatever might be a fault, is left to the parser; a test holds that both return the
same values at the same places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from tui.core.loading.yaml_faults import LINE
from tui.core.loading.yaml_values import List, Map

_AT_ONCE = 50_000
_DEEPEST = 12
"""Levels of lines, and of brackets in a line, that are read here."""
_KEY = r"\w[\w.-]{,100}"
_ESCAPED = re.compile(r'\\(["\\])')
_QUOTED = r'"((?! )(?:[^"\\\n]++|\\["\\])++)"'
_FIRST = r"(?:[^] \-?:,[{}#&*!|>'\"%@`\n]|-(?=\w))"
_PLAIN = rf"({_FIRST}[^:#\n]*+(?:(?::(?=[^ \n])|(?<! )\#)[^:#\n]*+)*+(?<! )(?=\n))"
_VALUE = rf"(?:{_QUOTED}|{_PLAIN}|([\[{{][^\n]*+))"
_LINES = re.compile(rf"(\ *+)(?:(-\ )?({_KEY}):(?:\ {_VALUE})?|(-)\ {_VALUE}|\#[^\n]*+)?\n|([^\n]*+)\n")
"""Indent; dash, key and value (quoted, plain or in brackets); dash and value; any other line."""
_WORD = rf"({_FIRST}[^]:#,?[{{}}\n]*+(?::(?=[\w/])[^]:#,?[{{}}\n]*+)*+(?<! ))"
_ENTRIES = re.compile(rf"(?:({_KEY}):\ )?(?:([\[{{])|(?:{_QUOTED}|{_WORD})([]}}]*+)(,\ |$))|(.++)")
"""In brackets: key, and an opening bracket or a value (quoted, plain) with what closes and ends it; anything else."""


def read_lines(text: str, above: int = 0) -> Map | None:  # noqa: C901 - calls would cost more than the work
    """Read the text of one file, in which no control character is; None where the parser has to read it.

    `above` is the number of lines above it.
    """
    if "\t" in text or "\r" in text or "\ufeff" in text:
        return None
    if not text.endswith("\n"):
        text += "\n"
    stack: list[tuple[int, Any, bool]] = []
    share = dict[Any, Any]().setdefault  # many values are the same: they are kept once
    current: Any = None
    column, in_list, pending = 0, False, ""
    line = (above - 1) * LINE
    lines = chain.from_iterable(_found(text))
    for indent, dash, key, quoted, plain, flow, entry, own_quoted, own_plain, own_flow, odd in lines:
        line += LINE
        if odd:
            return None
        if not key and not entry:  # blank, or a comment
            continue
        at = len(indent)
        begins_entry = dash or entry
        if pending:
            if at < column or (at == column and not begins_entry) or len(stack) == _DEEPEST:
                return None
            stack.append((column, current, in_list))
            value: Any
            if begins_entry:
                value = List()
                value.start, value.values_at = line + at, []
            else:
                value = Map()
                value.start, value.keys_at, value.values_at = line + at, {}, {}
            current[pending], current.values_at[pending] = value, line + at
            current, column, in_list, pending = value, at, bool(begins_entry), ""
        elif current is None:
            if at or begins_entry:
                return None
            current = Map()
            current.start, current.keys_at, current.values_at = line, {}, {}
        else:
            while at < column or (at == column and in_list and not begins_entry):
                column, current, in_list = stack.pop()
            if at != column or (begins_entry and not in_list):
                return None
        if entry:
            at += 2
            value = share(own_plain, own_plain) or _unescaped(own_quoted)
            if own_flow:
                value = _brackets(own_flow, line + at, share)
                if value is None:
                    return None
            current.append(value)
            current.values_at.append(line + at)
            continue
        if dash:
            if len(stack) == _DEEPEST:
                return None
            stack.append((column, current, in_list))
            at += 2
            value = Map()
            value.start, value.keys_at, value.values_at = line + at, {}, {}
            current.append(value)
            current.values_at.append(line + at)
            current, column, in_list = value, at, False
        elif key in current:
            return None
        current.keys_at[key] = line + at
        value = share(plain, plain) or _unescaped(quoted)
        at += len(key) + 2
        if flow:
            value = _brackets(flow, line + at, share)
            if value is None:
                return None
        elif not value:
            pending = key
            continue
        current[key] = value
        current.values_at[key] = line + at
    while stack:
        _, current, _ = stack.pop()
    return None if pending else current


def _found(text: str) -> Iterator[list[Any]]:
    """Yield what `_LINES` finds, some lines at a time, which take forty times the room of the text."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _AT_ONCE) + 1 or len(text)
        yield _LINES.findall(text, start, end)
        start = end


def _brackets(text: str, start: int, share: Callable[[str, str], str]) -> Map | List | None:
    """Read a map or a list in brackets that begins at the mark `start`; None where the parser has to read it."""
    root: Any = _opened(text[0], start)
    stack: list[Any] = []
    current, in_map, at = root, text[0] == "{", start + 1
    for key, opening, quoted, plain, closing, ends, odd in _ENTRIES.findall(text, 1):
        if odd or current is None or (not key) == in_map:
            return None
        if key:
            if key in current:
                return None
            current.keys_at[key] = at
            at += len(key) + 2
        value = _opened(opening, at) if opening else share(plain, plain) or _unescaped(quoted)
        if in_map:
            current[key], current.values_at[key] = value, at
        else:
            current.append(value)
            current.values_at.append(at)
        if opening:
            if len(stack) == _DEEPEST:
                return None
            stack.append(current)
            current, in_map = value, opening == "{"
            at += 1
            continue
        for sign in closing:
            if current is None or sign != ("}" if in_map else "]"):
                return None
            current = stack.pop() if stack else None
            in_map = current.__class__ is Map
        if not ends and current is not None:
            return None
        at += (len(plain) or len(quoted) + 2) + len(closing) + 2
    return root if current is None and not ends else None


def _unescaped(quoted: str) -> str:
    return _ESCAPED.sub(r"\1", quoted) if "\\" in quoted else quoted


def _opened(sign: str, mark: int) -> Map | List:
    if sign == "{":
        opened = Map()
        opened.start, opened.keys_at, opened.values_at = mark, {}, {}
        return opened
    listed = List()
    listed.start, listed.values_at = mark, []
    return listed
