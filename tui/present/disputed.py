"""Where accounts differ: every claim with answers that differ, drawn on one scale, and every event told differently."""

from __future__ import annotations

from collections.abc import Iterable

from tui.core import accounts
from tui.core.model import Claim, Ref
from tui.core.numbers import Figure
from tui.core.numbers import figure as number_in
from tui.core.store import Store
from tui.present.cards_claim import in_short
from tui.present.cards_event import differing
from tui.present.cards_parts import Hand, Marks, heading, joined, plural
from tui.present.page import Block, Page, Span, say

SCALE = 48
"""Cells of the strip on which figures are drawn."""


def disputed(store: Store, *, marks: Marks | None = None) -> Page:
    """Return all that sources tell differently; an empty dataset, or one in which all agree, says so."""
    hand = Hand(store, marks)
    claims = [claim for claim in map(store.claim, store.ids("claims")) if accounts.is_disputed(claim)]
    events = [event for event in map(store.event, store.ids("events")) if any(one.differs for one in event.evidence)]
    counts = f"{plural(len(claims), 'claim')} with answers that differ, {plural(len(events), 'event')} told differently"
    blocks = [Block((Span(counts, "muted"),))]
    figures = [claim for claim in claims if accounts.spread(claim)]
    words = [claim for claim in claims if not accounts.spread(claim)]
    for title, group in (("Figures", figures), ("Statements", words)):
        if group:
            blocks.append(heading(title))
        for claim in group:
            blocks.extend(in_short(hand, claim, space=1))
            blocks.extend(scale(claim))
    if events:
        blocks.append(heading("Events"))
    for event in events:
        blocks.append(
            Block(
                joined([hand.to(Ref("events", event.id)), hand.date(event.date, "muted")], "  "),
                space=1,
                anchor=event.id,
            )
        )
        blocks.extend(list(differing(hand, event.evidence))[1:])
    return Page(tuple(blocks))


def scale(claim: Claim) -> Iterable[Block]:
    """Yield the figures of a claim as dots between the lowest and the highest; ranges are lines."""
    spread = accounts.spread(claim)
    told = [number_in(value.value) for value in accounts.told(claim)]
    figures = [number for number in told if number is not None]
    if spread is None or spread.high <= spread.low or not figures:
        return
    low, high = min(number.low for number in figures), max(number.high for number in figures)
    if (low, high) != (spread.low, spread.high):
        return
    unit = f" {spread.unit}" if spread.unit else ""
    yield Block(
        (
            say(f"{low:,.12g} ", "muted"),
            Span(drawn(figures, low, high), "warn"),
            say(f" {high:,.12g}{unit}", "muted"),
        ),
        hang=2,
        keep=True,
    )


def drawn(figures: list[Figure], low: float, high: float, width: int = SCALE) -> str:
    """Return a line of `width` cells from `low` to `high` with a dot at every figure: "●──●━━━━●"."""
    line = ["─"] * width
    at = [tuple(round((end - low) / (high - low) * (width - 1)) for end in number) for number in figures]
    for first, last in at:
        line[first : last + 1] = "━" * (last - first + 1)
    for ends in at:
        for end in ends:
            line[end] = "●"
    return "".join(line)
