"""The banner of the mode "as known at": what it says in a given width."""

from __future__ import annotations

from msgspec import Struct

from tui.core.known import AsOf, Split
from tui.core.store import Store
from tui.core.text import cells, cut, shown
from tui.present.cards_parts import plural, short_name
from tui.present.line import Part


class Standing(Struct, frozen=True):
    """How things stood by a day. Texts are raw."""

    words: str
    """The day in words."""
    known: int
    since: int
    unsure: int
    """Events that sources had told by then, that only later ones tell, and of which that cannot be said."""
    marked: bool
    """Whether the latter two are listed, marked, or left out."""
    undated: tuple[str, ...] = ()
    """Names of the sources without a date."""


def standing(store: Store, at: AsOf, parts: Split, *, marked: bool) -> Standing:
    """Return how things stood at `at`."""
    names = tuple(short_name(store, source) for source in at.undated)
    return Standing(at.words, len(parts.known), len(parts.since), len(parts.unsure), marked, names)


def banner(value: Standing, width: int) -> tuple[Part, ...]:
    """Fit `value` into `width` cells: the day stays longest, then what came since, then the keys."""
    lead = f" AS KNOWN BY {shown(value.words)} "
    if cells(lead) > width:
        return (Part(cut(lead, width), "strong"),)
    later = value.since + value.unsure
    key = f"U {'hides' if value.marked else 'shows'} them" if later else ""
    full = (
        f" {plural(value.known, 'event')} known · {value.since:,} since{_sign(value, '+', value.since)}{_unsure(value)}"
    )
    short = f" {value.known:,} known · {value.since:,} since{_sign(value, '+', value.since)}{_unsure(value)}"
    least = f" {value.known:,} known · {later:,} since"
    leave = "Esc or u leaves"
    rooms = width - cells(lead)
    choices = [
        "   ".join(part for part in (full, key, undated(value.undated), leave) if part),
        "   ".join(part for part in (full, key, _undated_count(value), leave) if part),
        "   ".join(part for part in (short, key, _undated_count(value), leave) if part),
        "   ".join(part for part in (short, key, leave) if part),
        "   ".join(part for part in (short, key) if part),
        "   ".join(part for part in (least, "U") if part),
        least,
        f" {value.known:,}+{later:,}",
    ]
    text = next((choice for choice in choices if cells(choice) < rooms), "")
    return (Part(lead, "strong"), Part(text, "plain", "show_since" if later else ""))


def said(value: Standing) -> str:
    """Return how things stood as a sentence, for where there is no banner (raw text)."""
    parts = [f"{plural(value.known, 'event')} known by {value.words}", f"{value.since:,} since"]
    if value.unsure:
        parts.append(f"{value.unsure:,} of which nobody can say")
    return ", ".join(parts) + (f"; {undated(value.undated)}" if value.undated else "")


def undated(names: tuple[str, ...]) -> str:
    """Name the sources without a date, which count as neither: "no date: The Gazette, Yearbook"; empty for none."""
    return f"without a date: {shown(', '.join(names))}" if names else ""


def _undated_count(value: Standing) -> str:
    return f"{plural(len(value.undated), 'source')} undated" if value.undated else ""


def _sign(value: Standing, sign: str, count: int) -> str:
    return f", marked {sign}" if count and value.marked else ", hidden" if count else ""


def _unsure(value: Standing) -> str:
    if not value.unsure:
        return ""
    return f" · {value.unsure:,} unsure{', marked ?' if value.marked else ', hidden'}"
