"""Cards of sources and of single passages."""

from __future__ import annotations

from collections.abc import Iterable

from tui.core.dates import edtf
from tui.core.dates.spans import span_of_time
from tui.core.model.records import Event, Passage, Ref, Relation, Source
from tui.core.model.sections import SECTION
from tui.core.store.related import citing, passage_keys
from tui.present.cards.entity import timeline
from tui.present.cards.parts import (
    LONGEST_LIST,
    CardWriter,
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
from tui.present.signs import signs

HANG = 13
"""Cells of the column of labels."""


def source_card(writer: CardWriter, source: Source, passage: str = "") -> Page:
    """Return what a source is, whom it repeats, its outline and the events that cite it; `passage` is a key in it."""
    blocks = list(imprint(writer, source))
    if passage in source.passages:
        blocks.append(heading("This passage"))
        blocks.extend(passage_blocks(writer, source.passages[passage]))
        blocks.extend(resting(writer, f"{source.id}/{passage}"))
    if source.summary:
        blocks.append(paragraph(writer.text(source.summary)))
    blocks.extend(_outline(source))
    blocks.extend(_events(writer, source))
    blocks.extend(note(writer, source.note))
    blocks.append(identity(Ref("sources", source.id)))
    return Page(tuple(blocks))


def imprint(writer: CardWriter, source: Source) -> Iterable[Block]:
    """Yield title, publisher, authors, date, address, and whom the source repeats."""
    authors = joined([writer.text(author.full) for author in source.authors if author.full != source.publisher])
    issued = writer.date(source.issued, "muted") if source.issued else (Span("undated", "muted"),)
    yield Block(writer.text(source.title, "title"), anchor="title")
    yield Block(joined([writer.text(source.publisher, "heading"), authors, issued], " · "))
    if source.issued_from:
        yield Block((Span("date inferred: ", "muted"), *writer.text(source.issued_from, "gist")), hang=2)
    facts: list[tuple[str, Spans]] = [
        ("Type", writer.text(source.type.replace("-", " "))),
        ("Language", writer.text(source.language)),
        ("Address", writer.text(source.url)),
        ("Archived", writer.text(source.archived)),
        ("Read on", writer.date(source.accessed) if source.accessed else ()),
        (
            "Repeats",
            joined([writer.source(other) for other in source.derives_from if other in writer.store.sources]),
        ),
        ("Repeated by", joined([writer.source(other) for other in writer.store.repeated_by(source.id)])),
    ]
    known = [(label, spans) for label, spans in facts if any(span.text for span in spans)]
    for at, (label, spans) in enumerate(known):
        yield from rows(label, [spans], HANG, space=0 if at else 1)
    if source.held == "no":
        yield Block((Span("Known only through others: it is not held, and has no passages.", "warn"),), space=1)


def passage_blocks(writer: CardWriter, passage: Passage) -> Iterable[Block]:
    """Yield the place of a passage, its words and its gist."""
    where = place_in_source(passage)
    if where:
        yield Block(writer.text(where, "muted"))
    yield from quotation(writer, passage)


def place_in_source(passage: Passage) -> str:
    """Return section and paragraph in one row (raw text): "The numbers, paragraph 7"."""
    number = f"paragraph {passage.paragraph}" if passage.paragraph else ""
    return ", ".join(part for part in (passage.section_title, number) if part)


def quotation(writer: CardWriter, passage: Passage, space: int = 0) -> Iterable[Block]:
    """Yield the excerpt behind a bar, in quotation marks, then the gist, each after `space` blank lines."""
    if passage.quote:
        bar = Span(f"{signs().quotation} ", "bar")
        words = (Span("“", "quote"), *writer.text(passage.quote, "quote"), Span("”", "quote"))
        yield Block(words, bar=bar, space=space)
    if passage.gist:
        yield Block(writer.text(passage.gist, "gist"), space=space)


def resting(writer: CardWriter, *keys: str, hang: int = 2) -> Iterable[Block]:
    """Yield links to the records that cite passages, each once."""
    for ref in citing(writer.store, keys):
        yield Block((*writer.to(ref), *what_it_is(writer, ref)), hang=hang)


def what_it_is(writer: CardWriter, ref: Ref) -> Spans:
    """Return, behind a name, the date of an event, and of another record its kind, with a relation's dates."""
    record = writer.store.record(ref)
    if isinstance(record, Event):
        return (say(f"  {edtf.parse(record.date).display_long}", "muted"),)
    time = span_of_time(record.start, record.end, record.as_of) if isinstance(record, Relation) else ""
    return (say(f"  {SECTION[ref.section].singular}{f', {time}' if time else ''}", "muted"),)


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


def _events(writer: CardWriter, source: Source) -> Iterable[Block]:
    """Yield the events that cite the source, as a small timeline, and how many other records do."""
    store = writer.store
    refs = citing(store, passage_keys(source))
    on_it = sorted(store.event_number(ref.id) for ref in refs if ref.section == "events")
    if on_it:
        events = [store.event(store.event_ids[number]) for number in on_it[:LONGEST_LIST]]
        yield heading("What rests on it", plural(len(on_it), "event"))
        yield from timeline(writer, events, source_id=source.id)
        yield from more(len(on_it))
    others = len(refs) - len(on_it)
    if others:
        yield Block((Span(f"and {plural(others, 'other record')}", "muted"),))
