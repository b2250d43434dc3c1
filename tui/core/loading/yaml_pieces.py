"""Read a large file in pieces of whole records, so that few of its values are in memory at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.core.loading.yaml_faults import Fault, Position, Unreadable, refuse_before_parsing
from tui.core.loading.yaml_reader import MAX_TEXT, read
from tui.core.loading.yaml_values import Map

PIECE = 500_000
"""Characters of a piece; a file that is no larger is one."""
MAX_RECORD = 2 * MAX_TEXT
"""Characters of a record in a large file: one text may be as long as any, beside all others."""
_MOST_SECTIONS = 100
_TOP = re.compile(r"^[^ \n#].*$", re.MULTILINE)
_SECTION = re.compile(r"\w[\w.-]*: *")
_INDENT = re.compile(r"^( +)[^ \n#]", re.MULTILINE)


def pieces(text: str, faults: list[Fault]) -> Iterator[Map]:
    """Yield what a file holds: at once, or of a large one some records after the others, under their section.

    What is wrong with it is added to `faults`. Raises Unreadable where the rest cannot be read.
    """
    sections = _sections(text) if len(text) > PIECE else None
    if sections is None:
        yield read(text, faults) or Map()
        return
    refuse_before_parsing(text)
    above = counted = 0
    for name, first, last in (
        (name, first, last) for name, start, end in sections for first, last in _cuts(text, start, end)
    ):
        above, counted = above + text.count("\n", counted, first), first
        if last - first > MAX_RECORD:
            faults.append(_too_long(text, first, last, above))
            continue
        found: list[Fault] = []
        try:
            yield read(f"{name}\n{text[first:last]}", found, above - 1) or Map()
        except Unreadable:  # what begins in this piece may end in a later one
            yield read(f"{name}\n{text[first:]}", faults, above - 1) or Map()
            return
        faults += found


def _sections(text: str) -> list[tuple[str, int, int]] | None:
    """Return the line of each section, and where its records begin and end; None where there is more in the file."""
    found: list[tuple[str, int, int]] = []
    for top in _TOP.finditer(text):
        name = top[0].rstrip()
        if not _SECTION.fullmatch(name) or len(found) == _MOST_SECTIONS or any(name == other for other, *_ in found):
            return None
        if found:
            found[-1] = (*found[-1][:2], top.start())
        found.append((name, top.end() + 1, len(text)))
    return found if found and not _INDENT.search(text, 0, found[0][1]) else None


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where pieces begin and end, each with one record or more, and no longer than `PIECE` if it has more."""
    indent = _INDENT.search(text, start, end)
    records = re.compile(f"^{indent[1]}(?=[^ \n#-])" if indent else "(?!)", re.MULTILINE)
    begins, last = start, start
    for here in (*(found.start() for found in records.finditer(text, start, end)), end):
        if here - begins > PIECE and last > begins:
            yield begins, last
            begins = last
        last = here
    yield begins, end


def _too_long(text: str, first: int, last: int, above: int) -> Fault:
    indent = _INDENT.search(text, first, last)
    mend = f"A record has at most {MAX_RECORD:,} characters: make several of it."
    place = Position(above + 1, len(indent[1]) + 1 if indent else 1)
    return Fault("too-long", f"A record of {last - first:,} characters.", mend, place)
