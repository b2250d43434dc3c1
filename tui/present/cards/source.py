"""Cards of sources and of single passages."""

from __future__ import annotations

from collections.abc import Iterable

from tui.core.model.records import Passage, Ref, Source
from tui.core.store.related import citing, passage_keys, repeated_by
from tui.present.cards.entity import timeline
from tui.present.cards.parts import (
    LONGEST_LIST,
    Hand,
    Spans,
    heading,
    identity,
    joined,
    more,
    note,
    paragraph,
    plural,
    rows,
)
from tui.present.page import Block, Page, Span, say

HANG = 13
"""Cells of the column of labels."""


def source_card(hand: Hand, source: Source, passage: str = "") -> Page:
    """Return what a source is, whom it repeats, its outline, what rests on it; `passage` is a key in it."""
    blocks = list(imprint(hand, source))
    if passage in source.passages:
        blocks.append(heading("This passage"))
        blocks.extend(passage_blocks(hand, source.passages[passage]))
        blocks.extend(resting(hand, f"{source.id}/{passage}"))
    if source.summary:
        blocks.append(paragraph(hand.text(source.summary)))
    blocks.extend(_outline(source))
    blocks.extend(_events(hand, source))
    blocks.extend(note(hand, source.note))
    blocks.append(identity(Ref("sources", source.id)))
    return Page(tuple(blocks))


def imprint(hand: Hand, source: Source) -> Iterable[Block]:
    """Yield title, publisher, authors, date, address, and whom the source repeats."""
    authors = joined([hand.text(author.full) for author in source.authors if author.full != source.publisher])
    issued = hand.date(source.issued, "muted") if source.issued else (Span("undated", "muted"),)
    yield Block(hand.text(source.title, "title"), anchor="title")
    yield Block(joined([hand.text(source.publisher, "heading"), authors, issued], " · "))
    if source.issued_from:
        yield Block((Span("dated from ", "muted"), *hand.text(source.issued_from, "gist")), hang=2)
    facts: list[tuple[str, Spans]] = [
        ("Type", hand.text(source.type.replace("-", " "))),
        ("Language", hand.text(source.language)),
        ("Address", hand.text(source.url)),
        ("Archived", hand.text(source.archived)),
        ("Read on", hand.date(source.accessed) if source.accessed else ()),
        (
            "Repeats",
            joined([hand.source(other) for other in source.derives_from if other in hand.store.sources]),
        ),
        ("Repeated by", joined([hand.source(other) for other in repeated_by(hand.store, source.id)])),
    ]
    told = [(label, spans) for label, spans in facts if any(span.text for span in spans)]
    for at, (label, spans) in enumerate(told):
        yield from rows(label, [spans], HANG, space=0 if at else 1)
    if source.held == "no":
        yield Block((Span("Known only through others: it is not held, and has no passages.", "warn"),), space=1)


def passage_blocks(hand: Hand, passage: Passage) -> Iterable[Block]:
    """Yield where a passage stands, its words and its gist."""
    where = place_in_source(passage)
    if where:
        yield Block(hand.text(where, "muted"))
    yield from quotation(hand, passage)


def place_in_source(passage: Passage) -> str:
    """Return section and paragraph in one row (raw text): "§ The numbers  ¶ 7"."""
    section = f"§ {passage.section_title}" if passage.section_title else ""
    number = f"¶ {passage.paragraph}" if passage.paragraph else ""
    return "   ".join(part for part in (section, number) if part)


def quotation(hand: Hand, passage: Passage, space: int = 0) -> Iterable[Block]:
    """Yield the excerpt behind a bar, in quotation marks, then the gist, each after `space` blank lines."""
    if passage.quote:
        bar = Span("▎ ", "bar")
        words = (Span("“", "quote"), *hand.text(passage.quote, "quote"), Span("”", "quote"))
        yield Block(words, bar=bar, space=space)
    if passage.gist:
        yield Block(hand.text(passage.gist, "gist"), space=space)


def resting(hand: Hand, *keys: str, hang: int = 2) -> Iterable[Block]:
    """Yield links to the records that rest on passages, each once."""
    for ref in citing(hand.store, keys):
        yield Block((sign_of(ref), *hand.to(ref)), hang=hang)


def sign_of(ref: Ref) -> Span:
    """Return the sign of what a record is, with a blank behind it."""
    return Span({"events": "◆ ", "claims": "# ", "relations": "⇄ "}.get(ref.section, "· "), "muted")


def _outline(source: Source) -> Iterable[Block]:
    """Yield the sections in order, with how many passages each gives."""
    sections: dict[str, int] = {}
    for passage in source.passages.values():
        sections[passage.section_title] = sections.get(passage.section_title, 0) + 1
    if not sections:
        return
    yield heading("Outline", plural(len(source.passages), "passage"))
    for title, count in sections.items():
        yield Block((say(title or "before the first heading"), say(f"  {count}", "muted")), hang=2)


def _events(hand: Hand, source: Source) -> Iterable[Block]:
    """Yield the events that rest on the source, as a small timeline; how many other records do."""
    refs = citing(hand.store, passage_keys(source))
    on_it = {ref.id for ref in refs if ref.section == "events"}
    events = [hand.store.event(event_id) for event_id in hand.store.event_ids if event_id in on_it]
    if events:
        yield heading("What rests on it", plural(len(events), "event"))
        yield from timeline(hand, events[:LONGEST_LIST])
        yield from more(len(events))
    others = len(refs) - len(events)
    if others:
        yield Block((Span(f"and {plural(others, 'other record')}", "muted"),))
