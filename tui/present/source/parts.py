"""A source in the reader: parts that are written on demand, and the passages to stop at."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from tui.core.documents.anchor import Verdict
from tui.core.model.records import PassageKey
from tui.present.cards.parts import plural
from tui.present.page import Block
from tui.present.signs import signs

PLACE = "@"
"""Prefix of the anchors that give the place of a line in the source; the place follows."""


def sign_of(verdict: Verdict | None) -> str:
    """Return the sign of a verdict, one cell wide; a blank where there is none yet."""
    drawn = signs()
    of: dict[Verdict, str] = {
        "exact": drawn.exact,
        "same words": drawn.same_words,
        "changed": drawn.changed,
        "found twice": drawn.found_twice,
        "moved": drawn.moved,
        "absent": drawn.absent,
    }
    return of[verdict] if verdict else " "


class Stop(Struct, frozen=True):
    """A passage in the source."""

    key: PassageKey
    number: int
    """Which one it is in the order of the dataset, from 1."""
    place: int
    """Its place on the scale of the source."""
    part: int
    """The part in which it begins."""
    link: PassageKey
    """The passage whose link is drawn there: another one where both have the same words."""
    verdict: Verdict | None = None
    """How its excerpt compares with the document; None without a document, and until it was looked for."""

    @property
    def doubtful(self) -> bool:
        """Whether the document differs from the excerpt, or the place is not certain."""
        return self.verdict not in (None, "exact", "same words")


class Reading(Protocol):
    """A source whose parts are written on demand."""

    @property
    def parts(self) -> int:
        """How many parts there are, at least one."""

    @property
    def length(self) -> int:
        """The place behind the last one on the scale of the source: its characters, or its passages."""

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The passages by place; those that were not found yet are left out."""

    @property
    def whole(self) -> bool:
        """Whether every passage has been looked for."""

    @property
    def title(self) -> str:
        """What is shown of the source: "full text" or "outline"."""

    def begins(self, part: int) -> int:
        """Return the place at which a part begins."""

    def guess(self, part: int) -> int:
        """Return about how many characters a part has."""

    def blocks(self, part: int) -> tuple[Block, ...]:
        """Return the blocks of a part; lines whose place is known have the anchor `PLACE` followed by the place."""


def place_of(anchor: str) -> int | None:
    """Return the place in an anchor; None for another kind of anchor."""
    return int(anchor[1:]) if anchor.startswith(PLACE) else None


def stop_of(reading: Reading, key: PassageKey) -> Stop | None:
    """Return the stop of the passage `key`; None where it has no place."""
    return next((stop for stop in reading.stops if stop.key == key), None)


def part_at(reading: Reading, place: int) -> int:
    """Return the last part that begins at `place` or before it."""
    low, high = 0, reading.parts - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if reading.begins(middle) <= place else (low, middle - 1)
    return low


def progress(reading: Reading, key: PassageKey, count: int) -> str:
    """Return which passage of how many `key` is: "excerpt 3 of 12"; only how many where it is none."""
    stop = stop_of(reading, key)
    word = "excerpt" if reading.title == "full text" else "passage"
    return f"{word} {stop.number} of {count}" if stop else plural(count, "passage")
