"""Cut a text into rows of cells at a delimiter, as RFC 4180 has it, and forgiving about quotation marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
"""Delimiter → what it is called."""


@cache
def _pattern(delimiter: str) -> re.Pattern[str]:
    """Match one cell with what ends it: in quotation marks (group 1) or not (group 2); group 3 is the delimiter.

    The quantifiers are possessive, so that no cell is read twice.
    """
    sign = re.escape(delimiter)
    end = rf"(?:({sign})|(?:\r\n?|\n)|\Z)"
    return re.compile(rf'[ ]*+"([^"]*+(?:""[^"]*+)*+)"[ ]*+{end}|([^{sign}\r\n]*+){end}')


def rows(text: str, delimiter: str, unclosed: Callable[[int, str], None] | None = None) -> Iterator[list[str]]:
    """Yield the cells of each row, empty rows too.

    A cell that begins with a quotation mark and does not end with one is taken as it stands, up to the delimiter or
    the end of its line; `unclosed` is called with the number of its row, from 1, and its text.
    """
    row: list[str] = []
    number = 1
    size = len(text)
    for match in _pattern(delimiter).finditer(text):
        quoted, after_quoted, bare, after_bare = match.groups()
        if match.start() == size and not row and quoted is None:
            return  # after the line end of the last row
        if quoted is None:
            row.append(bare)
            if unclosed and bare.lstrip(" ").startswith('"'):
                unclosed(number, bare)
        else:
            row.append(quoted.replace('""', '"') if '"' in quoted else quoted)
        if after_quoted is None and after_bare is None:
            yield row
            if match.end() == size and not match.group().endswith(("\n", "\r")):
                return
            row = []
            number += 1
