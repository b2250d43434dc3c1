"""The banner of the mode "as known at", fitted to a width."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tui.core.index.facets import BEFORE_ALL
from tui.core.index.report_time import AsOf, Split
from tui.core.store.base import Store
from tui.core.store.related import short_name
from tui.core.text.display import cells, cut, shown
from tui.keys.keymap import key
from tui.present.bars import Part
from tui.present.cards.parts import plural
from tui.present.signs import signs

MOST_NAMED = 20
"""Sources without a date that are named."""
_NAMED = 3
"""Sources that came out at a time and are named."""


class AsKnown(Struct, frozen=True):
    """What was known by a day. Texts are raw."""

    words: str
    """The day in words."""
    known: int
    since: int
    unsure: int
    """Events that were known by then, that only later sources report, and for which that is unknown."""
    marked: bool
    """Whether the latter two are listed, marked, or left out."""
    undated: tuple[str, ...] = ()
    """Names of the sources without a date, at most `MOST_NAMED`."""
    more_undated: int = 0
    """How many sources more have no date."""
    out: int = 0
    """How many sources were out."""
    sources: int = 0
    """How many sources there are."""


def as_known(store: Store, at: AsOf, parts: Split, *, marked: bool) -> AsKnown:
    """Return what was known at `at`."""
    undated = at.undated
    names = tuple(short_name(store, at.postings.refs[number].id) for number in undated[:MOST_NAMED])
    counts = len(parts.known), len(parts.since), len(parts.unsure)
    out = len(at.came_out(BEFORE_ALL))
    return AsKnown(at.words, *counts, marked, names, len(undated) - len(names), out, len(store.ids("sources")))


def banner(value: AsKnown, width: int, remark: str | None = None) -> tuple[Part, ...]:
    """Fit `value` into `width` cells: the keys give way first, then the later events; the day is kept.

    A `remark` (raw text, may be empty) takes the place of the keys on screens where these do nothing.
    """
    lead = f" AS KNOWN BY {shown(value.words)} "
    if cells(lead) > width:
        return (Part(cut(lead, width), "strong"),)
    later = value.since + value.unsure
    if remark is None:
        since = key("show_since")
        does = f"{since} {'hides' if value.marked else 'shows'} them" if later else ""
        marks, other, tag = _marks(value), f"{key('known_at')} another date", "show_since" if later else ""
    else:
        since, does, marks, other, tag = "", shown(remark), ("", ""), "", ""
    counts = f"{value.since:,} since{marks[0]}{f' · {value.unsure:,} unsure{marks[1]}' if value.unsure else ''}"
    full = f" {plural(value.known, 'event')} known · {counts}"
    short = f" {value.known:,} known · {counts}"
    least = f" {value.known:,} known · {later:,} since"
    few = f"{len(value.undated) + value.more_undated:,} undated" if value.undated else ""
    told = f"{value.out:,} of {plural(value.sources, 'source')} out" if value.sources else ""
    choices = [
        (full, does, told, undated(value), other),
        (full, does, told, few, other),
        (full, does, undated(value), other),
        (full, does, few, other),
        (short, does, told, few, other),
        (short, does, told, other),
        (short, does, other),
        (short, does),
        (least, does, other),
        (least, does),
        (least,),
        (f" {value.known:,}+{later:,}",),
    ]
    texts = ("   ".join(part for part in choice if part) for choice in choices)
    text = next((text for text in texts if cells(text) < width - cells(lead)), "")
    return (Part(lead, "strong"), Part(text, "plain", tag))


def _marks(value: AsKnown) -> tuple[str, str]:
    """Return how what came since, and what nobody can date, are to be seen in the list."""
    if not value.marked:
        return (", hidden" if value.since else "", ", hidden")
    return (f", marked {signs().since}" if value.since else "", f", marked {signs().unsure}")


def said(value: AsKnown) -> str:
    """Return what was known as a sentence, for output without a banner (raw text)."""
    parts = [f"{plural(value.known, 'event')} known by {value.words}", f"{value.since:,} since"]
    if value.unsure:
        parts.append(f"{value.unsure:,} of which nobody can say")
    return ", ".join(parts) + (f"; {undated(value)}" if value.undated else "")


def between(store: Store, before: AsOf, now: AsOf, width: int) -> str:
    """Say in `width` cells which sources came out between two times (raw text); empty for none."""
    later = now.day > before.day
    found = now.came_out(before.day) if later else before.came_out(now.day)
    if not found:
        return ""
    verb = "came out" if later else "was not out yet" if len(found) == 1 else "were not out yet"
    names = [short_name(store, source) for source in found[:_NAMED]]
    return f"{_named(names, len(found), width - cells(verb) - 1) or plural(len(found), 'source')} {verb}"


def left_out(value: AsKnown, width: int) -> str:
    """Say in `width` cells that the sources without a date are left out, and which they are (raw text)."""
    count = len(value.undated) + value.more_undated
    said = f"{plural(count, 'source')} without a date {'is' if count == 1 else 'are'} left out"
    names = _named(value.undated, count, width - cells(said) - 2)
    return f"{said}: {names}" if names else said


def _named(names: Sequence[str], count: int, width: int) -> str:
    """Return as many of the first of `count` names as `width` cells have room for; empty where they have for none."""
    for kept in range(len(names), 0, -1):
        more = f" and {count - kept:,} more" if kept < count else ""
        if cells(text := f"{', '.join(names[:kept])}{more}") <= width:
            return text
    return ""


def undated(value: AsKnown) -> str:
    """Name the sources without a date, which count as neither: "no date: The Gazette, Yearbook"; empty for none."""
    if not value.undated:
        return ""
    more = f" and {value.more_undated:,} more" if value.more_undated else ""
    return f"without a date: {shown(', '.join(value.undated))}{more}"
