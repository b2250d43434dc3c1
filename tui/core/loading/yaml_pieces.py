"""Read a large file in pieces of whole records, so that few of its values are in memory at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, chain, pairwise

from tui.core.loading.yaml_faults import Fault, Position, Unreadable, refuse_before_parsing
from tui.core.loading.yaml_reader import MAX_TEXT, read
from tui.core.loading.yaml_values import Map
from tui.core.model.sections import FILE_SECTIONS

PIECE = 500_000
"""Bytes of a piece; a file that is no larger is one."""
MAX_RECORD = 2 * MAX_TEXT
"""Characters of a record in a large file: one text may be as long as any, beside all others."""
_MOST_SECTIONS = 100
_TOP = re.compile(rb"^[^ \n#].*$", re.MULTILINE)
_NAME = re.compile(rb"(\w[\w.-]*):(?=\s|$)")
_INDENT = re.compile(rb"^( +)[^ \n#]", re.MULTILINE)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_LATER_BYTES = bytes(range(0x80, 0xC0))
"""What follows the first byte of a character in UTF-8."""


def pieces(raw: bytes, faults: list[Fault]) -> Iterator[Map]:
    """Yield what a file holds: at once, or of a large one some records after the others, under their section.

    What is wrong with it is added to `faults`. Raises Unreadable where the rest cannot be read.

    Args:
        raw: the file, in UTF-8.
        faults: is added to.
    """
    raw = raw.removeprefix(_BYTE_ORDER_MARK)
    sections = _sections(raw) if len(raw) > PIECE else None
    if sections is None:
        if len(raw) > MAX_RECORD:
            raise Unreadable(_other_form(raw))
        yield read(raw.decode(), faults) or Map()
        return
    cuts = [
        (f"{name.decode()}:\n" if name else "", *cut)
        for name, start, end in sections
        for cut in (_cuts(raw, start, end) if name.decode() in FILE_SECTIONS else ((start, end),))
    ]
    lines = [0, *accumulate(raw.count(b"\n", *ends) for ends in pairwise((0, *(first for _, first, _ in cuts))))][1:]
    long = {first: length for _, first, last in cuts if (length := _length(raw, first, last)) > MAX_RECORD}
    for (_, first, last), above in zip(cuts, lines, strict=True):
        if first not in long:
            refuse_before_parsing(raw[first:last].decode(), above)
    read_to = 0
    for number, ((head, first, last), above) in enumerate(zip(cuts, lines, strict=True)):
        if first < read_to:
            continue
        if first in long:
            faults.append(_too_long(raw, first, long[first], above))
            continue
        found: list[Fault] = []
        try:
            made = read(head + raw[first:last].decode(), found, above - bool(head))
        except Unreadable:  # what begins in this piece may end in a later one
            found = []
            read_to = max(later for _, _, later in cuts[number:] if later == last or later - first <= MAX_RECORD)
            made = read(head + raw[first:read_to].decode(), found, above - bool(head))
        yield made or Map()
        faults += found


def _sections(raw: bytes) -> list[tuple[bytes, int, int]] | None:
    """Return the line of each section, and where its records begin and end; None where that cannot be told.

    What begins on the line of its name has no such line: it is one record.
    """
    found: list[tuple[bytes, int, int]] = []
    names = set[bytes]()
    for top in _TOP.finditer(raw):
        name = _NAME.match(top[0])
        if name is None or name[1] in names or len(found) == _MOST_SECTIONS:
            return None
        names.add(name[1])
        if found:
            found[-1] = (*found[-1][:2], top.start())
        alone = top[0][name.end() :].strip()[:1] in (b"", b"#")
        found.append((name[1], min(top.end() + 1, len(raw)), len(raw)) if alone else (b"", top.start(), len(raw)))
    return found if found and not _INDENT.search(raw, 0, found[0][1]) else None


def _cuts(raw: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where pieces begin and end, each with one record or more, and no longer than `PIECE` if it has more."""
    indent = _INDENT.search(raw, start, end)
    records = re.compile(b"^" + indent[1] + b"(?=[^ \n#-])" if indent else b"(?!)", re.MULTILINE)
    begins, last = start, start
    for here in chain((found.start() for found in records.finditer(raw, start, end)), (end,)):
        if here - begins > PIECE and last > begins:
            yield begins, last
            begins = last
        last = here
    yield begins, end


def _length(raw: bytes, first: int, last: int) -> int:
    """Return how many characters there are; bytes where they are few."""
    return last - first if last - first <= MAX_RECORD else len(raw[first:last].translate(None, _LATER_BYTES))


def _too_long(raw: bytes, first: int, length: int, above: int) -> Fault:
    indent = _INDENT.search(raw, first)
    mend = f"A record has at most {MAX_RECORD:,} characters: make several of it."
    place = Position(above + 1, len(indent[1]) + 1 if indent else 1)
    return Fault("too-long", f"A record of {length:,} characters.", mend, place)


def _other_form(raw: bytes) -> Fault:
    message = f"A file of {len(raw):,} bytes of which the parts cannot be told apart."
    mend = "Write each of its sections once, with its name alone on a line and its records on the lines below."
    return Fault("too-large", message, mend, Position(1, 1))
