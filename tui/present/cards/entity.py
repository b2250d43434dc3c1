"""Cards of organisations, people and places: names, ties, figures, small timeline, sources."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.dates.spans import span_of_time
from tui.core.model.records import AnyEntity, Event, Name, Organisation, Person, Place, Ref, Relation
from tui.core.query.tree import Field
from tui.core.store import accounts
from tui.core.store.related import LOOKED_AT, not_looked_at, parts_of, passages_by_source, said_about_others
from tui.core.text.display import cells, shown
from tui.present.cards.claim import claims, over_time
from tui.present.cards.event import HANG, amounts, differing
from tui.present.cards.parts import (
    LONGEST_LIST,
    NOWHERE,
    CardWriter,
    Spans,
    date_in_year,
    heading,
    identity,
    joined,
    known_line,
    more,
    note,
    paragraph,
    plural,
    repetitions,
    rest_on,
    rows,
    verb,
    voices_line,
)
from tui.present.page import Block, Link, Page, Span, say

_LANGUAGES = {
    "be": "Belarusian",
    "ru": "Russian",
    "uk": "Ukrainian",
    "pl": "Polish",
    "lt": "Lithuanian",
    "en": "English",
}
_USES = {"short": "short", "full": "in full", "former": "formerly", "misprint": "misprint"}


def entity_card(writer: CardWriter, entity: AnyEntity) -> Page:
    """Return all that is known of an organisation, a person or a place."""
    ref = Ref(entity.section, entity.id)
    blocks = [Block(writer.text(entity.name, "title"))]
    what = _what(writer, entity)
    if what:
        blocks.append(Block(what))
    blocks.extend(known_line(writer, entity.evidence))
    if entity.summary:
        blocks.append(paragraph(writer.text(entity.summary)))
    blocks.extend(_facts(writer, entity))
    blocks.extend(differing(writer, entity.evidence))
    blocks.extend(_relations(writer, entity.id))
    if isinstance(entity, Place):
        blocks.extend(_moves(writer, entity.id))
    blocks.extend(_timeline(writer, entity.id))
    about = writer.store.claims_about(entity.id)
    blocks.extend(over_time(writer, about))
    blocks.extend(claims(writer, about, "Figures and claims"))
    blocks.extend(claims(writer, said_about_others(writer.store, entity.id), "What they said"))
    blocks.extend(_sources(writer, ref))
    blocks.extend(note(writer, entity.note))
    blocks.append(identity(ref))
    return Page(tuple(blocks))


def _what(writer: CardWriter, entity: AnyEntity) -> Spans:
    if isinstance(entity, Organisation):
        link = Link(NOWHERE, Field("kind", entity.kind))
        place = writer.entity(entity.place) if entity.place else ()
        return joined([(say(entity.kind.replace("-", " "), "muted", link),), place], " · ")
    if isinstance(entity, Person):
        return writer.text(entity.role, "muted") if entity.role else ()
    return (Span("place in ", "muted"), *writer.entity(entity.within)) if entity.within else (Span("place", "muted"),)


def _facts(writer: CardWriter, entity: AnyEntity) -> Iterable[Block]:
    facts = [*_names(writer, entity.names)]
    if isinstance(entity, Organisation):
        facts += _dated(writer, "Founded", entity.founded, entity.founded_from)
        facts += _dated(writer, "Ended", entity.dissolved, entity.dissolved_from)
    if isinstance(entity, Place):
        parts = [part for part in parts_of(writer.store, entity.id) if part != entity.id]
        facts += rows("Parts", [joined([writer.entity(part) for part in parts])] if parts else [], HANG)
    for at, block in enumerate(facts):
        yield block if at else replace(block, space=1)


def _names(writer: CardWriter, names: tuple[Name, ...]) -> Iterable[Block]:
    """Yield all other names, those of one language and use in a row, misprints last."""
    alike: dict[str, list[Spans]] = {}
    for name in sorted(names, key=lambda name: name.use == "misprint"):
        said = ", ".join(part for part in (_LANGUAGES.get(name.lang, name.lang), _USES.get(name.use, "")) if part)
        alike.setdefault(said, []).append(writer.text(name.value))
    lines = [(*joined(group), *((say(f"  {said}", "muted"),) if said else ())) for said, group in alike.items()]
    yield from rows("Names", lines, HANG)


def _dated(writer: CardWriter, label: str, date: str, inferred: str) -> Iterable[Block]:
    if date:
        yield from rows(label, [writer.date(date)], HANG)
    if date and inferred:
        yield Block((Span("date inferred: ", "muted"), *writer.text(inferred, "gist")), hang=HANG + 2)


def _relations(writer: CardWriter, entity_id: str) -> Iterable[Block]:
    found = writer.store.relations_of(entity_id)
    if not found:
        return
    ties = map(writer.store.relation, found[:LONGEST_LIST])
    yield heading("Relations")
    yield from (Block(relation_row(writer, tie, entity_id), hang=2) for tie in ties)
    yield from more(len(found))


def relation_row(writer: CardWriter, relation: Relation, seen_from: str) -> Spans:
    """Return a relation as it reads from one of its ends: "led by Jan Doe · director · since 2017"."""
    other = relation.target if relation.source == seen_from else relation.source
    link = Link(Ref("relations", relation.id), Field("relation", relation.type))
    time = writer.text(span_of_time(relation.start, relation.end, relation.as_of), "muted")
    facts = joined([writer.text(relation.role, "muted"), time], ", ")
    tail = (Span("  "), *facts) if facts else ()
    later = writer.later(citation.source for citation in relation.evidence)
    row = (say(verb(writer.store, relation, seen_from), "muted", link), Span(" "), *writer.entity(other), *later, *tail)
    return rest_on(row, relation.evidence)


def _moves(writer: CardWriter, place: str) -> Iterable[Block]:
    """Yield who left a place and all within it, and who came there, each by the calendar."""
    inside = set(parts_of(writer.store, place))
    ids = (event for part in inside for event in writer.store.events_of(part)[:LONGEST_LIST])
    moves = [event for event in map(writer.store.event, dict.fromkeys(ids)) if event.is_move]
    left = [one for one in moves if one.origin in inside and one.destination not in inside]
    came = [one for one in moves if one.destination in inside and one.origin not in inside]
    if not left and not came:
        return
    name = shown(writer.store.name(Ref("places", place)))
    for title, found in ((f"Left {name}", left), (f"Moved to {name}", came)):
        found.sort(key=lambda one: edtf.parse(one.date).sort_key)
        yield heading(title, plural(len(found), "move") if found else "none is recorded")
        for event in found[:LONGEST_LIST]:
            lead, other = ("to ", event.destination) if found is left else ("from ", event.origin)
            where = (Span(lead, "muted"), *writer.entity(other)) if other else ()
            named = (*writer.to(Ref("events", event.id)), *writer.later(cited.source for cited in event.evidence))
            date = writer.text(edtf.parse(event.date).display, "muted")
            row = joined([named, where, writer.text(amounts(event), "heading"), date], " · ")
            yield Block(rest_on(row, event.evidence), hang=2)
        yield from more(len(found))


def _timeline(writer: CardWriter, entity_id: str) -> Iterable[Block]:
    found = writer.store.events_of(entity_id)
    if not found:
        return
    events = [writer.store.event(event_id) for event_id in found[:LONGEST_LIST]]
    yield heading("Timeline", plural(len(found), "event"))
    yield from timeline(writer, events, entity_id)
    yield from more(len(found))


def timeline(writer: CardWriter, events: list[Event], entity_id: str = "", source_id: str = "") -> Iterable[Block]:
    """Yield events as rows under their years, with the role that `entity_id` has in each.

    A row leads to the first words that it rests on, of the source `source_id` where one is given.
    """
    dated = [(event, *date_in_year(event.date)) for event in events]
    width = max((cells(label) for _, _, label in dated), default=0)
    heading_year = ""
    for event, year, label in dated:
        if year != heading_year:
            yield Block((Span(year, "label"),))
            heading_year = year
        role = next((part.role for part in event.involves if part.entity == entity_id and part.role), "")
        tail = (
            *writer.later(c.source for c in event.evidence),
            *((Span(" · ", "muted"), *writer.text(role, "muted")) if role else ()),
        )
        padded = Span(" " * (width - cells(label)) + label, "muted")
        named = (*writer.to(Ref("events", event.id)), *tail)
        cited = [citation for citation in event.evidence if source_id in ("", citation.source)]
        yield Block(rest_on(named, cited), label=padded, hang=width + 2)


def _sources(writer: CardWriter, ref: Ref) -> Iterable[Block]:
    """Yield the sources of an entity and of what is connected to it, each with its number of passages."""
    passages = passages_by_source(writer.store, ref)
    if not passages:
        yield from voices_line(writer, ())
        return
    ids = tuple(passages)
    looked_at = f"in its first {LOOKED_AT} records" if not_looked_at(writer.store, ref) else ""
    said = filter(None, (accounts.source_count(ids, writer.store.voice_of) if len(ids) > 1 else "", looked_at))
    yield heading("Sources", "; ".join(said))
    ties = repetitions(writer, ids)
    if ties:
        yield Block(ties, hang=2)
    for source, keys in sorted(passages.items(), key=lambda pair: -len(pair[1]))[:LONGEST_LIST]:
        issued = writer.store.sources[source].issued if source in writer.store.sources else ""
        when = f"  {edtf.parse(issued).display}" if issued else ""
        named = writer.source(source, passage=keys[0])
        yield Block((*named, say(f"  {plural(len(keys), 'passage')}{when}", "muted")), hang=2)
    yield from more(len(passages))
