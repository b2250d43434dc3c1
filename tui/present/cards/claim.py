"""Cards of claims, and claims within the cards of what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.index import report_time
from tui.core.model.records import Amount, Claim, Ref, Value
from tui.core.store import accounts
from tui.core.store.related import same_measure
from tui.core.text.display import shown
from tui.core.text.numbers import figure as as_number
from tui.core.text.numbers import unit_behind
from tui.present.cards.dots import axis, dots
from tui.present.cards.parts import (
    LONGEST_LIST,
    CardWriter,
    Spans,
    heading,
    identity,
    joined,
    known_line,
    more,
    note,
    rest_on,
    voices_line,
)
from tui.present.page import Block, Page, Role, Span, say
from tui.present.signs import later_sign, signs

_LONG = re.compile("[1-9][0-9]{4,14}")
"""Whole numbers whose thousands are set apart."""
_STRIP = 16
"""Cells of the scale of a series."""


def claim_card(writer: CardWriter, claim: Claim) -> Page:
    """Return all that is known of a question: its values side by side, and why they differ."""
    blocks = [
        Block(writer.text(claim.question, "title")),
        Block((Span("About ", "muted"), *writer.about(claim.about))),
    ]
    measured = joined([writer.text(claim.measure, "muted"), writer.text(claim.scope, "muted")], " · ")
    if measured:
        blocks.append(Block((Span("Measure ", "muted"), *measured)))
    blocks.extend(known_line(writer, claim.evidence))
    blocks.append(Block(space=0))
    blocks.extend(values(writer, claim))
    blocks.extend(note(writer, claim.note))
    blocks.extend(_series(writer, claim))
    blocks.extend(voices_line(writer, claim.evidence))
    blocks.append(identity(Ref("claims", claim.id), 0))
    return Page(tuple(blocks))


def claims(writer: CardWriter, ids: Sequence[str], title: str) -> Iterable[Block]:
    """Yield claims under a heading, disputed ones first."""
    if not ids:
        return
    all_of_them = [writer.store.claim(claim_id) for claim_id in ids[:LONGEST_LIST]]
    differing = sum(map(accounts.is_disputed, all_of_them))
    yield heading(title, f"{differing:,} disputed" if differing > 1 else "")
    for at, claim in enumerate(sorted(all_of_them, key=lambda claim: not accounts.is_disputed(claim))):
        yield from claim_summary(writer, claim, space=1 if at else 0)
    yield from more(len(ids))


def claim_summary(writer: CardWriter, claim: Claim, space: int = 0) -> Iterable[Block]:
    """Yield a question, as a link, and its values; remarks on them are only on the claim's card."""
    disputed = accounts.is_disputed(claim)
    sign = Span(signs().disputed, "differs") if disputed else None
    question = rest_on(writer.to(Ref("claims", claim.id), claim.question), claim.evidence)
    yield Block(question, label=sign, hang=2 if sign else 0, space=space, anchor=f"claim:{claim.id}")
    yield from values(writer, claim, short=True)


def values(writer: CardWriter, claim: Claim, *, short: bool = False) -> Iterable[Block]:
    """Yield the values by their dates, the preferred one with a star; then why they differ."""
    for value in sorted(claim.values, key=sort_key):
        star = Span(signs().preferred, "good") if value.preferred else None
        yield Block(marked_if_later(writer, value, answer(writer, value)), label=star, hang=2)
        yield from remarks(writer, value, hang=4, short=short)
    yield from difference_as_known(writer, claim)
    yield from difference(writer, claim)


def remarks(writer: CardWriter, value: Value, hang: int, *, short: bool = False) -> Iterable[Block]:
    """Yield why a value is preferred, from what it is computed, and which accounts differ."""
    if value.preferred:
        yield _aside(writer, "preferred ", value.preferred, hang)
    if value.derived:
        yield _aside(writer, "computed: ", value.derived, hang)
    if value.as_of_from and not short:
        yield _aside(writer, "date inferred: ", value.as_of_from, hang)
    if value.note and not short:
        yield _aside(writer, "", value.note, hang)
    for citation in value.evidence:
        told: tuple[tuple[str, Role], ...] = ((citation.differs, "differs"), (citation.tells, "gist"))
        for text, role in told:
            if text:
                yield Block((*writer.account(citation), Span(": ", "muted"), *writer.text(text, role)), hang=hang)


def marked_if_later(writer: CardWriter, value: Value, spans: Spans) -> Spans:
    """Mark a value that was not surely known by the report time: a sign before it, and muted."""
    status = report_time.value_status(value, writer.at) if writer.at else "known"
    if status == "known":
        return spans
    return (
        Span(f"{later_sign(status)} ", "known"),
        *(replace(span, role="muted") if span.role == "heading" else span for span in spans),
    )


def difference_as_known(writer: CardWriter, claim: Claim) -> Iterable[Block]:
    """Yield how the values differed at the report time, if they differ otherwise today."""
    if writer.at is None or not accounts.is_disputed(claim):
        return
    then = report_time.told_by(claim, writer.at)
    if then == claim:
        return
    spread = accounts.spread(then)
    if not accounts.is_disputed(then):
        words = "no difference yet" if then.values else "nothing told yet"
    else:
        words = f"spread {spread_words(spread)}" if spread else "they differed already"
    yield Block((say(f"by {writer.at.words}: {words}; today:", "muted"),), hang=2)


def answer(writer: CardWriter, value: Value) -> Spans:
    """Return one value in a row: "about 6.5 %  output · 2019 · said by Jan Doe · The Example Review"."""
    as_of = (say(edtf.parse(value.as_of).display_long, "muted"),) if value.as_of else ()
    known = facts(writer, value, as_of)
    return (*writer.text(figure(value), "heading"), *((Span("  "), *known) if known else ()))


def facts(writer: CardWriter, value: Value, as_of: Spans = ()) -> Spans:
    """Return the basis of a value, its date, who said it and the sources that give it."""
    said_by: Spans = (Span("said by ", "muted"), *writer.entity(value.said_by)) if value.said_by else ()
    known = joined([writer.text(value.basis, "muted"), as_of, said_by, writer.citing(value.evidence)], " · ")
    return rest_on(known, value.evidence)


def figure(value: Value | Amount) -> str:
    """Return a value with its qualifier and unit (raw text): "about 6.5 %", "63,000 people"."""
    tight = value.unit and value.unit[0] in "$€£¥" and len(value.unit) == 1
    number = f"{int(value.value):,}" if _LONG.fullmatch(value.value) else value.value
    amount = f"{value.unit}{number}" if tight else " ".join(filter(None, (number, unit_behind(number, value.unit))))
    return f"{value.qualifier} {amount}" if value.qualifier else amount


def sort_key(value: Value) -> tuple[int, ...]:
    """Return the sort key of a value: its date; values without one come last."""
    if not value.as_of:
        return (1,)
    return (0, *edtf.parse(value.as_of).sort_key[:2])


def _aside(writer: CardWriter, lead: str, text: str, hang: int) -> Block:
    return Block((Span(lead, "muted"), *writer.text(text, "gist")), hang=hang)


def difference(writer: CardWriter, claim: Claim, hang: int = 2) -> Iterable[Block]:
    """Yield what cannot all be true of the values of a disputed claim, their spread, and in what else they differ."""
    if not accounts.is_disputed(claim):
        return
    said: list[Spans] = []
    spread = accounts.spread(claim)
    if spread is not None:
        said.append((say(f"spread {spread_words(spread)}", "differs"),))
    why = accounts.why_differ(claim)
    if why or not claim.contradiction:
        said.append((say(f"they differ in {', '.join(why)}" if why else "nothing on record says why", "differs"),))
    lines = [*([writer.text(claim.contradiction, "differs")] if claim.contradiction else []), joined(said, " · ")]
    for at, line in enumerate(filter(None, lines)):
        yield Block(line, label=None if at else Span(signs().disputed, "differs"), hang=hang)


def spread_words(spread: accounts.Spread) -> str:
    """Return the least and the greatest value in words (raw text)."""
    high = f"{spread.high:,.12g}"
    unit = f" {unit_behind(high, spread.unit)}" if spread.unit else ""
    return f"{spread.low:,.12g} to {high}{unit}"


def series(writer: CardWriter, claims: Sequence[Claim], own: str = "") -> Iterable[Block]:
    """Yield the values of claims of one measure and scope by date, figures as dots on one scale, ranges as bars.

    Each has its time and qualifier, and below it who gives it, whether it is disputed; of claims other than `own` also
    the question. Values that are no figures, or in another unit, have no dot.
    """
    given = sorted(((value, claim) for claim in claims for value in claim.values), key=lambda pair: sort_key(pair[0]))
    spread = _scale(claims)
    for value, claim in given:
        at = spread and dots(
            accounts.in_unit(value, spread.unit), spread.low, spread.high, hollow=bool(value.derived), width=_STRIP
        )
        date = (Span("  "), say(edtf.parse(value.as_of).display_long, "muted")) if value.as_of else ()
        row = (*writer.text(figure(value), "heading" if claim.id == own or not own else "text"), *date)
        label = Span(f"{at.before}{at.own}{at.behind}", "muted" if value.derived else "label") if at else None
        hang = _STRIP + 2 if spread else 2
        yield Block(marked_if_later(writer, value, row), label=label, hang=hang)
        named = () if claim.id == own else writer.to(Ref("claims", claim.id), claim.question)
        differs = (Span("disputed", "differs"),) if accounts.is_disputed(claim) else ()
        known = joined([facts(writer, value), differs, named], " · ")
        if known:
            yield Block(rest_on(known, value.evidence), hang=hang)
    if spread:
        yield Block((say(axis(spread.low, spread.high, spread.unit, _STRIP), "muted"),), keep=True)


def _scale(claims: Sequence[Claim]) -> accounts.Spread | None:
    """Return from where to where the scale of some claims goes; None where they have no two figures that differ."""
    spread = accounts.spread(replace(claims[0], values=tuple(value for claim in claims for value in claim.values)))
    return spread if spread is not None and spread.high > spread.low else None


def over_time(writer: CardWriter, ids: Sequence[str]) -> Iterable[Block]:
    """Yield each measure of which there are figures for several times, different scopes apart."""
    alike: dict[tuple[str, str], list[Claim]] = {}
    for claim in map(writer.store.claim, ids[:LONGEST_LIST]):
        if claim.measure:
            alike.setdefault((claim.measure, claim.scope), []).append(claim)
    for (measure, scope), claims in alike.items():
        times = {value.as_of for claim in claims for value in claim.values if as_number(value.value, value.unit)}
        if len(times - {""}) > 1:
            yield heading("Over time: " + shown(", ".join(filter(None, (measure, scope)))))
            yield from series(writer, claims)


def _series(writer: CardWriter, claim: Claim) -> Iterable[Block]:
    """Yield the values of all claims of the same measure and scope, by date."""
    alike = same_measure(writer.store, claim) or [claim]
    if len(alike) > 1:
        yield heading("The same measure", f"{len(alike):,} claims")
    elif _scale(alike):
        yield heading("On one scale")
    else:
        return
    yield from series(writer, alike, claim.id)
