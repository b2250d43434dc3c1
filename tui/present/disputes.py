"""The page of disputes: claims whose values cannot all be true, each drawn on a scale, and accounts that differ."""

from __future__ import annotations

from collections.abc import Iterable

from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.index.disputes import dispute_about, disputes
from tui.core.index.highlight import Marks
from tui.core.index.index import Index
from tui.core.index.report_time import AsOf
from tui.core.model.records import AnyRecord, Citation, Claim, Event, Ref, Source, Value
from tui.core.store import accounts
from tui.core.text.display import cells
from tui.present.cards.claim import difference, difference_as_known, facts, figure, marked_if_later, remarks, sort_key
from tui.present.cards.dots import Dots, axis, dots
from tui.present.cards.parts import CardWriter, Spans, heading, joined, plural, repetitions, rest_on
from tui.present.page import Block, Page, Role, Span, say
from tui.present.signs import signs

MOST = 60
"""Records of a kind that are shown; the filter finds all."""
NONE = "A claim whose values cannot all be true is listed here, and evidence that says what it tells differently."


def disputed(index: Index, *, marks: Marks | None = None, at: AsOf | None = None, first: str = "") -> Page:
    """Return all disputed records; of a dataset without any, that there are none.

    Each record has a block with the anchor `section/id`. Of more than `MOST` of a kind, the first are
    shown, and always the one with the anchor `first`. With `at`, what was not known by then is marked.
    """
    writer = CardWriter(index.store, marks, at)
    found = disputes(index)
    counts = [
        f"{plural(len(found.claims), 'claim')} in dispute",
        f"{plural(len(found.events), 'event')} told differently",
        *([plural(len(found.others), "other record")] if found.others else []),
    ]
    if not (found.claims or found.events or found.others):
        return Page((Block((Span("No accounts differ here", "muted"),)), Block((Span(NONE, "muted"),), space=1)))
    blocks = [Block((Span(", ".join(counts), "muted"),))]
    listed = _shown(index, found.claims, first)
    claims = [claim for ref in listed if isinstance(claim := index.store.record(ref), Claim)]
    for title, on_scale in (("Figures", True), ("Statements", False)):
        group = [claim for claim in claims if (accounts.spread(claim) is not None) is on_scale]
        blocks.extend([heading(title)] if group else [])
        blocks.extend(block for claim in group for block in _claim(writer, claim))
    blocks.extend(_more(found.claims))
    for title, numbers in (("Events", found.events), ("Other records", found.others)):
        blocks.extend([heading(title)] if numbers else [])
        blocks.extend(block for ref in _shown(index, numbers, first) for block in _told(writer, ref))
        blocks.extend(_more(numbers))
    return Page(tuple(blocks))


def dispute_anchor(index: Index, ref: Ref) -> str:
    """Return the anchor of the block to show for a record; empty if nothing about it is disputed."""
    found = dispute_about(index, ref)
    return _anchor(found) if found else ""


def _shown(index: Index, numbers: BitMap, first: str) -> Iterable[Ref]:
    section, _, record_id = first.partition("/")
    shown, wanted = numbers[:MOST], index.postings.numbers.get(Ref(section, record_id))
    if wanted is not None and wanted in numbers and wanted not in shown:
        yield Ref(section, record_id)
    yield from map(index.postings.refs.__getitem__, shown)


def _more(numbers: BitMap) -> Iterable[Block]:
    if len(numbers) > MOST:
        more = f"and {len(numbers) - MOST:,} more: is:disputed in the filter finds them all"
        yield Block((Span(more, "muted"),), space=1)


def _anchor(ref: Ref) -> str:
    return f"{ref.section}/{ref.id}"


# claims


def _claim(writer: CardWriter, claim: Claim) -> Iterable[Block]:
    """Yield a question, its values by date on one scale, and why they differ."""
    ref = Ref("claims", claim.id)
    question = rest_on(writer.to(ref, claim.question), claim.evidence)
    yield Block(question, label=Span(signs().disputed, "differs"), hang=2, space=1, anchor=_anchor(ref))
    about = rest_on((Span("about ", "muted"), *writer.about(claim.about)), claim.evidence)
    yield Block(joined([about, writer.text(claim.measure, "muted"), writer.text(claim.scope, "muted")], " · "), hang=2)
    width = max(cells(_date(value)) for value in claim.values)
    spread = accounts.spread(claim)
    for value in sorted(claim.values, key=sort_key):
        strip = None
        if spread and spread.high > spread.low:
            number = accounts.in_unit(value, spread.unit)
            strip = dots(number, spread.low, spread.high, hollow=bool(value.derived))
        yield from _value(writer, value, strip, width)
    if spread and spread.high > spread.low:
        yield Block((say(axis(spread.low, spread.high, spread.unit), "muted"),), hang=width + 4, keep=True)
    yield from difference_as_known(writer, claim)
    yield from difference(writer, claim)


def _value(writer: CardWriter, value: Value, strip: Dots | None, width: int) -> Iterable[Block]:
    """Yield one value: its date, its place on the scale, the figure; below, its basis and sources."""
    date = _date(value)
    label = Span(f"{' ' * (2 + width - cells(date))}{date}", "muted")
    star = (Span(f"{signs().preferred} ", "good"),) if value.preferred else ()
    said = marked_if_later(writer, value, (*star, *writer.text(figure(value), "heading")))
    known = facts(writer, value)
    if strip is None:
        yield Block((*said, Span("  "), *known) if known else said, label=label, hang=width + 4)
    else:
        own: Role = "good" if value.preferred else "muted" if value.derived else "differs"
        line = (Span(strip.before, "muted"), Span(strip.own, own), Span(strip.behind, "muted"), Span("  "))
        yield Block((*line, *said), label=label, hang=width + 4)
        if known:
            yield Block(known, hang=width + 4)
    yield from remarks(writer, value, hang=width + 6, short=True)


def _date(value: Value) -> str:
    return edtf.parse(value.as_of).display if value.as_of else "undated"


# accounts that differ


def _told(writer: CardWriter, ref: Ref) -> Iterable[Block]:
    """Yield a record, the sources that agree with it, and the accounts that differ."""
    record = writer.store.record(ref)
    if record is None or isinstance(record, Source):
        return
    date = writer.date(record.date, "muted") if isinstance(record, Event) else ()
    name = rest_on(joined([writer.to(ref), date], "  "), record.evidence)
    yield Block(name, label=Span(signs().disputed, "differs"), hang=2, space=1, anchor=_anchor(ref))
    agreeing = writer.citing(c for c in record.evidence if not c.differs)
    if agreeing:
        yield Block((Span("so told by ", "muted"), *agreeing), hang=4)
    for citation in record.evidence:
        if citation.differs:
            yield Block(_account(writer, citation), hang=4)
    yield from _voices(writer, record)


def _account(writer: CardWriter, citation: Citation) -> Spans:
    return (*writer.account(citation), Span("  "), *writer.text(citation.differs, "differs"))


def _voices(writer: CardWriter, record: AnyRecord) -> Iterable[Block]:
    ids = () if isinstance(record, Source) else tuple(dict.fromkeys(c.source for c in record.evidence))
    ties = repetitions(writer, ids)
    if ties:
        yield Block((say(f"{accounts.source_count(ids, writer.store.voice_of)}: ", "muted"), *ties), hang=4)
