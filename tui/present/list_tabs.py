"""The line of tabs above the list: what else it can list."""

from __future__ import annotations

from collections.abc import Sequence

from tui.core.model.sections import LISTED_SECTIONS, SECTION
from tui.core.text.display import cells, cut
from tui.present.bars import Part
from tui.present.signs import signs

NARROW = 60
"""Columns below which the heading of the list is short."""
GAPS = (2, 1)
"""Cells between the tabs, the wider one where all fit."""


def list_heading(listing: str, width: int) -> str:
    """Return the heading of the list of a section, in a terminal of `width` columns."""
    info = SECTION[listing]
    return info.short or info.list_heading if width < NARROW else info.list_heading


def list_tabs(listing: str, width: int) -> tuple[Part, ...]:
    """Return the tabs in `width` cells, the one of the section `listing` always among them.

    Where not all fit, a sign at an end leads to the next ones that way.
    """
    titles = [SECTION[section].tab for section in LISTED_SECTIONS]
    at = LISTED_SECTIONS.index(listing)
    gap = next((gap for gap in GAPS if 1 + sum(map(cells, titles)) + gap * (len(titles) - 1) <= width), GAPS[-1])
    first, last = _shown(titles, at, width, gap)
    if 1 + cells(titles[at]) + 2 * (at > 0) + 2 * (at < len(titles) - 1) > width:  # no room for the signs beside it
        return (Part(" "), Part(cut(titles[at], max(0, width - 1)), "tab", f"list_{listing}"))
    parts = [Part(" ")]
    if first > 0:
        parts.append(Part(f"{signs().more} ", "muted", "previous_listing"))
    for number in range(first, last + 1):
        tab = Part(titles[number], "tab" if number == at else "muted", f"list_{LISTED_SECTIONS[number]}")
        parts += [tab, Part(" " * gap)]
    if last < len(titles) - 1:
        parts.append(Part(signs().more, "muted", "next_listing"))
    return tuple(parts)


def _shown(titles: Sequence[str], at: int, width: int, gap: int) -> tuple[int, int]:
    """Return the first and the last tab that fit: those from the first on, or as many before `at` as fit."""
    for first in range(at + 1):
        last = _last(titles, first, width, gap)
        if last >= at:
            return first, last
    return at, at


def _last(titles: Sequence[str], first: int, width: int, gap: int) -> int:
    """Return the last tab that fits if `first` is the first one, with room for the signs of more."""
    used = 1 + (2 if first else 0)
    for number in range(first, len(titles)):
        used += cells(titles[number])
        if used + (gap + 1 if number < len(titles) - 1 else 0) > width:
            return number - 1
        used += gap
    return len(titles) - 1
