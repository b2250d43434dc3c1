"""Cards of claims, and claims within the cards of what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.index import report_time
from tui.core.model.records import Claim, Ref, Value
from tui.core.store import accounts
from tui.core.store.related import same_measure
from tui.core.text.display import cells
from tui.present.cards.parts import Hand, Spans, heading, identity, joined, known_line, note
from tui.present.cards.voices import voices_line
from tui.present.page import Block, Page, Span, say


def claim_card(hand: Hand, claim: Claim) -> Page:
    """Return all that is known of a question: its values side by side, and why they differ."""
    blocks = [
        Block(hand.text(claim.question, "title")),
        Block((Span("About ", "muted"), *hand.about(claim.about))),
    ]
    measured = joined([hand.text(claim.measure, "muted"), hand.text(claim.scope, "muted")], " · ")
    if measured:
        blocks.append(Block((Span("Measure ", "muted"), *measured)))
    blocks.extend(known_line(hand, claim.evidence))
    blocks.append(Block(space=0))
    blocks.extend(values(hand, claim))
    blocks.extend(note(hand, claim.note))
    blocks.extend(_series(hand, claim))
    blocks.extend(voices_line(hand, claim.evidence))
    blocks.append(identity(Ref("claims", claim.id), 0))
    return Page(tuple(blocks))


def claims(hand: Hand, ids: Sequence[str], title: str) -> Iterable[Block]:
    """Yield claims under a heading of their own, those that are disputed first."""
    if not ids:
        return
    all_of_them = [hand.store.claim(claim_id) for claim_id in ids]
    differing = sum(map(accounts.is_disputed, all_of_them))
    yield heading(title, f"{differing:,} disputed" if differing > 1 else "")
    for at, claim in enumerate(sorted(all_of_them, key=lambda claim: not accounts.is_disputed(claim))):
        yield from in_short(hand, claim, space=1 if at else 0)


def in_short(hand: Hand, claim: Claim, space: int = 0) -> Iterable[Block]:
    """Yield a question, as a link, and its values; remarks on them are left to the claim's own card."""
    disputed = accounts.is_disputed(claim)
    sign = Span("≠", "warn") if disputed else None
    question = hand.to(Ref("claims", claim.id), claim.question)
    yield Block(question, label=sign, hang=2 if sign else 0, space=space, anchor=f"claim:{claim.id}")
    yield from values(hand, claim, short=True)


def values(hand: Hand, claim: Claim, *, short: bool = False) -> Iterable[Block]:
    """Yield the values by the time they speak of, the preferred one with a star; then why they differ."""
    for value in sorted(claim.values, key=when):
        star = Span("★", "good") if value.preferred else None
        yield Block(then(hand, value, answer(hand, value)), label=star, hang=2)
        yield from remarks(hand, value, hang=4, short=short)
    yield from difference_then(hand, claim)
    yield from difference(claim)


def remarks(hand: Hand, value: Value, hang: int, *, short: bool = False) -> Iterable[Block]:
    """Yield why a value is preferred, from what it is computed, and what its sources tell differently."""
    if value.preferred:
        yield _aside(hand, "preferred ", value.preferred, hang)
    if value.derived:
        yield _aside(hand, "computed: ", value.derived, hang)
    if value.as_of_from and not short:
        yield _aside(hand, "dated from ", value.as_of_from, hang)
    if value.note and not short:
        yield _aside(hand, "", value.note, hang)
    for citation in value.evidence:
        if citation.differs:
            yield Block(
                (*hand.source(citation.source), Span(": ", "muted"), *hand.text(citation.differs, "warn")), hang=hang
            )


def then(hand: Hand, value: Value, spans: Spans) -> Spans:
    """Mark a value that was not surely given by the day asked about: a sign before it, and muted."""
    status = report_time.value_status(value, hand.at) if hand.at else "known"
    if status == "known":
        return spans
    sign = "+ " if status == "since" else "? "
    return (Span(sign, "warn"), *(replace(span, role="muted") if span.role == "heading" else span for span in spans))


def difference_then(hand: Hand, claim: Claim) -> Iterable[Block]:
    """Yield how the values differed by the day asked about, where they differ otherwise today."""
    if hand.at is None or not accounts.is_disputed(claim):
        return
    then = report_time.told_by(claim, hand.at)
    if then == claim:
        return
    spread = accounts.spread(then)
    if not accounts.is_disputed(then):
        words = "no difference yet" if then.values else "nothing told yet"
    else:
        words = f"spread {spread_words(spread)}" if spread else "they differed already"
    yield Block((say(f"by {hand.at.words}: {words}; today:", "muted"),), hang=2)


def answer(hand: Hand, value: Value) -> Spans:
    """Return one value in a row: "about 6.5 %  output · 2019 · said by Jan Doe · The Example Review"."""
    as_of = (say(edtf.parse(value.as_of).display_long, "muted"),) if value.as_of else ()
    told = facts(hand, value, as_of)
    return (*hand.text(figure(value), "heading"), *((Span("  "), *told) if told else ()))


def facts(hand: Hand, value: Value, as_of: Spans = ()) -> Spans:
    """Return on what basis a value stands, of when it speaks, whose it is and who gives it."""
    said_by: Spans = (Span("said by ", "muted"), *hand.entity(value.said_by)) if value.said_by else ()
    return joined([hand.text(value.basis, "muted"), as_of, said_by, hand.citing(value.evidence)], " · ")


def figure(value: Value) -> str:
    """Return a value with its qualifier and unit (raw text): "about 6.5 %"."""
    tight = value.unit and value.unit[0] in "$€£¥" and len(value.unit) == 1
    amount = f"{value.unit}{value.value}" if tight else " ".join(part for part in (value.value, value.unit) if part)
    return f"{value.qualifier} {amount}" if value.qualifier else amount


def when(value: Value) -> tuple[int, ...]:
    """Return what values sort by: the time they speak of; those without one come last."""
    if not value.as_of:
        return (1,)
    return (0, *edtf.parse(value.as_of).sort_key[:2])


def _aside(hand: Hand, lead: str, text: str, hang: int) -> Block:
    return Block((Span(lead, "muted"), *hand.text(text, "gist")), hang=hang)


def difference(claim: Claim, hang: int = 2) -> Iterable[Block]:
    """Yield the spread of values that differ, and what they differ in besides."""
    if not accounts.is_disputed(claim):
        return
    said: list[Spans] = []
    spread = accounts.spread(claim)
    if spread is not None:
        said.append((say(f"spread {spread_words(spread)}", "warn"),))
    why = accounts.why_differ(claim)
    said.append((say(f"they differ in {', '.join(why)}" if why else "nothing on record says why", "warn"),))
    yield Block(joined(said, " · "), label=Span("≠", "warn"), hang=hang)


def spread_words(spread: accounts.Spread) -> str:
    """Return the least and the greatest value in words (raw text)."""
    unit = f" {spread.unit}" if spread.unit else ""
    return f"{spread.low:,.12g} to {spread.high:,.12g}{unit}"


def _series(hand: Hand, claim: Claim) -> Iterable[Block]:
    """Yield the values of all claims of the same measure and scope, by the time they speak of."""
    alike = same_measure(hand.store, claim)
    if len(alike) < 2:
        return
    yield heading("The same measure", f"{len(alike):,} claims")
    told = sorted(((value, other) for other in alike for value in other.values), key=lambda pair: when(pair[0]))
    width = max(cells(_as_of(value)) for value, _ in told)
    for value, other in told:
        date = _as_of(value)
        label = Span(" " * (width - cells(date)) + date, "muted")
        row = hand.text(figure(value), "heading" if other.id == claim.id else "text")
        named = () if other.id == claim.id else hand.to(Ref("claims", other.id), other.question)
        yield Block(joined([row, named], "  "), label=label, hang=width + 2)


def _as_of(value: Value) -> str:
    return edtf.parse(value.as_of).display if value.as_of else ""
