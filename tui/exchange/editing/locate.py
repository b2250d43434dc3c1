"""Find the line of a file to insert a record at, after others of its section; other bytes stay unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from tui.core.model.records import Ref
from tui.core.store.base import Store
from tui.exchange.editing.draft import Draft

_Place: TypeAlias = tuple[list[int], list[str], int]
"""Numbers of lines to insert the record after, best first; lines to write above it; its indent in columns."""


def placed(before: bytes | None, store: Store, draft: Draft) -> Iterator[tuple[bytes, int]]:
    """Yield the changed file and the 1-based line of the record, for each possible place, best first.

    `before` is None for a file that does not exist. Nothing is yielded where the section, source or claim that the
    record belongs to is not in block style.
    """
    if before is None:
        if not draft.inside:
            yield _spliced(b"", 0, [f"{draft.section}:"], draft.lines, 2)
        return
    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError:
        return
    if "\r" in text.replace("\r\n", ""):  # YAML ends a line there, editors do not
        return
    lines = re.split(r"(?<=\n)", text)
    found = _in_record(lines, store, draft) if draft.inside else _in_section(lines, draft.section)
    if found is not None:
        ends, heading, indent = found
        for end in ends:
            yield _spliced(before, _offset(lines, end), heading, draft.lines, indent)
    elif not draft.inside and not re.search(rf"(?m)^[\"']?{draft.section}[\"']?\s*:", text):
        yield _spliced(before, len(before), [f"{draft.section}:"], draft.lines, 2)


def _offset(lines: Sequence[str], end: int) -> int:
    return sum(len(line.encode()) for line in lines[:end])


def _spliced(before: bytes, at: int, heading: Sequence[str], lines: Sequence[str], indent: int) -> tuple[bytes, int]:
    """Insert lines at the byte offset `at`, with the line ends of the file; complete a last line without one."""
    ending = b"\r\n" if b"\r\n" in before else b"\n"
    start = b"" if at == 0 or before[:at].endswith(b"\n") else ending
    body = [*heading, *(" " * indent + line if line else "" for line in lines)]
    new = start + b"".join(line.encode() + ending for line in body)
    number = before[:at].count(b"\n") + len(heading) + 1 + bool(start)
    return before[:at] + new + before[at:], number


_CONTENT = re.compile(r"\s*[^\s#]")


def _in_section(lines: Sequence[str], section: str) -> _Place | None:
    """Return the end of a section and the indent of its records; None where it is missing or not in block style."""
    opening = re.compile(rf"\ufeff?[\"']?{section}[\"']?[ ]*:[ \t]*(#.*)?[\r\n]*")
    start = next((at for at, line in enumerate(lines) if opening.fullmatch(line)), None)
    return None if start is None else _within(lines, start, 0)


def _in_record(lines: Sequence[str], store: Store, draft: Draft) -> _Place | None:
    """Return the end of the passages of the source, or of the values of the claim; None without block style."""
    place = store.location(Ref(draft.section, draft.inside))
    if place is None:
        return None
    start, outer = place.line - 1, place.column - 1
    if start >= len(lines) or not re.fullmatch(r"\s*[^\s#]+[ ]*:[ \t]*(#.*)?[\r\n]*", lines[start]):
        return None
    found = _within(lines, start, outer)
    if found is None:
        return None
    ends, _, inner = found
    key, has = (
        ("values", True) if draft.section == "claims" else ("passages", bool(store.sources[draft.inside].passages))
    )
    opening = re.compile(rf" {{{inner}}}[\"']?{key}[\"']?[ ]*:[ \t]*(#.*)?[\r\n]*")
    for at in range(start + 1, max(ends)):
        if opening.fullmatch(lines[at]):
            return _within(lines, at, inner, of_list=key == "values")
    return None if has else (ends, [" " * inner + f"{key}:"], inner + 2)


def _within(lines: Sequence[str], start: int, outer: int, *, of_list: bool = False) -> _Place | None:
    """Return the end of the block below line `start`: after its last line, or also after the comments below it.

    The entries of a list may have the indent of its key.
    """
    last, end, indent = start, start + 1, -1
    for at in range(start + 1, len(lines)):
        line = lines[at]
        depth = len(line) - len(line.lstrip(" "))
        if not line.strip():
            continue
        inside = depth > outer or (of_list and depth == outer and line.lstrip(" ").startswith("- "))
        if not inside and not line.lstrip(" ").startswith("#"):
            break
        if inside:
            indent = depth if indent < 0 and _CONTENT.match(line) else indent
            last = at
        end = at + 1
    return None if indent < 0 else ([last + 1, *([end] if end != last + 1 else [])], [], indent)
