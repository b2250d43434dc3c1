"""Parts that all cards share: marked text, links, headings, rows, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.dates.days import year_name
from tui.core.index.highlight import Marks
from tui.core.index.report_time import AsOf
from tui.core.model.records import Citation, EntityId, PassageKey, Ref, Relation
from tui.core.model.sections import SECTION
from tui.core.query.tree import Field
from tui.core.store import accounts
from tui.core.store.base import Store
from tui.core.store.related import short_name
from tui.core.text.display import cells
from tui.present.page import Block, Link, Role, Span, say
from tui.present.signs import day_label, kind_signs, later_sign, signs

Spans: TypeAlias = tuple[Span, ...]

NOWHERE = Ref("", "")
"""The target of a link that opens no record and is only good as a term of the filter: a date, a kind."""

LONGEST_LIST = 150
"""Rows of one list on a card; a longer one says how many more there are."""

DATE_CELLS = 13
"""Cells of the dates of a small timeline."""

NO_TERM = {"claims": "a claim", "relations": "a relation"}
"""Section whose records make no term of the filter → what to call one."""


def term_of(ref: Ref) -> Field | None:
    """Return the term of the query for a record; of a passage, the one for its source.

    None for a claim and for a relation, which no event could match.
    """
    if ref.section in NO_TERM:
        return None
    if ref.section == "passages":
        return Field("source", ref.id.partition("/")[0])
    return Field(SECTION[ref.section].field or "id", ref.id)


class CardWriter(Struct, frozen=True):
    """Writes text from the data: safe to draw, matches of the filter marked, names as links."""

    store: Store
    marks: Marks | None = None
    at: AsOf | None = None
    """The day that `known:` asks about: later sources are marked."""

    def text(self, text: str, role: Role = "text", link: Link | None = None) -> Spans:
        """Return raw `text` as spans."""
        if self.marks is None or not text:
            return (say(text, role, link),)
        spans: list[Span] = []
        end = 0
        for start, stop in self.marks(text):
            if start > end:
                spans.append(say(text[end:start], role, link))
            spans.append(replace(say(text[start:stop], role, link), match=True))
            end = stop
        if end < len(text):
            spans.append(say(text[end:], role, link))
        return tuple(spans)

    def to(self, ref: Ref, text: str = "", role: Role = "link", passage: PassageKey = "") -> Spans:
        """Return a link to a record, under its own name unless `text` is given; `passage` is what the line rests on."""
        return self.text(text or self.store.name(ref), role, Link(ref, term_of(ref), passage))

    def entity(self, entity_id: str, role: Role = "link") -> Spans:
        """Return a link to an entity; its id where there is none."""
        if self.store.entity(entity_id) is None:
            return self.text(entity_id)
        return self.to(self.store.entity_ref(entity_id), role=role)

    def about(self, record_id: str) -> Spans:
        """Return a link to what a claim is about: an entity or an event."""
        if self.store.entity(record_id) is not None:
            return self.entity(record_id)
        return self.to(Ref("events", record_id))

    def source(self, source_id: str, text: str = "", passage: PassageKey = "") -> Spans:
        """Return a link to a source, under its publisher; `passage` is what the line rests on."""
        named = self.to(Ref("sources", source_id), text or short_name(self.store, source_id), passage=passage)
        return (*named, *self.later([source_id]))

    def account(self, citation: Citation) -> Spans:
        """Return a link to the source of a citation, which leads to its words."""
        return self.source(citation.source, passage=citation.passage)

    def later(self, source_ids: Iterable[str]) -> Spans:
        """Return the sign of what cites these sources and was not surely known by the report time."""
        sign = later_sign(self.at.status(source_ids)) if self.at is not None else ""
        return (Span(f" {sign}", "known"),) if sign else ()

    def date(self, text: str, role: Role = "text") -> Spans:
        """Return a date in words, which can become a term."""
        return (say(edtf.parse(text).display_long, role, Link(NOWHERE, Field("date", text))),)

    def kind(self, kind_id: str, role: Role = "text") -> Spans:
        """Return a kind of event with its sign, which can become a term."""
        kind = self.store.kinds.get(kind_id)
        words = f"{kind_signs(self.store.kinds)[kind_id]} {kind.title}" if kind else kind_id
        return (say(words, role, Link(NOWHERE, Field("kind", kind_id))),)

    def citing(self, citations: Iterable[Citation]) -> Spans:
        """Return links to the sources of `citations`, each once, with commas."""
        first: dict[str, PassageKey] = {}
        for citation in citations:
            first.setdefault(citation.source, citation.passage)
        return joined([self.source(source_id, passage=passage) for source_id, passage in first.items()])


def joined(parts: Iterable[Spans], between: str = ", ") -> Spans:
    """Return all spans in one row, with a muted `between` between the parts that are not empty."""
    row: list[Span] = []
    for part in parts:
        if not any(span.text for span in part):
            continue
        if row and between:
            row.append(Span(between, "muted"))
        row.extend(part)
    return tuple(row)


def rest_on(spans: Spans, citations: Sequence[Citation], told: Ref | None = None) -> Spans:
    """Return spans whose links lead to the first of `citations`, as words that a line rests on; `told` is its record.

    Links that lead to words already keep them.
    """
    if not citations:
        return spans
    links = {id(span.link): span.link for span in spans if span.link is not None and not span.link.passage}
    led = {key: replace(link, passage=citations[0].passage, told=told) for key, link in links.items()}
    return tuple(replace(span, link=led.get(id(span.link), span.link)) for span in spans)


def heading(text: str, aside: str = "", anchor: str = "") -> Block:
    """Return the heading of a part of a card, which has its text for a name unless `anchor` is given."""
    note = Span(aside, "muted") if aside else None
    return Block((Span(text, "heading"),), space=1, anchor=anchor or text, aside=note)


def paragraph(spans: Spans, space: int = 1) -> Block:
    """Return running text."""
    return Block(spans, space=space)


def rows(label: str, lines: Sequence[Spans], hang: int, space: int = 0) -> Iterable[Block]:
    """Yield one block a line, the first one with `label`."""
    for at, line in enumerate(lines):
        first = at == 0
        yield Block(line, label=Span(label, "label") if first else None, hang=hang, space=space if first else 0)


def accounts_told(writer: CardWriter, citation: Citation, hang: int = 2) -> Iterable[Block]:
    """Yield what a source says that cannot be true as well, and what it tells otherwise though both can be."""
    if citation.differs:
        yield Block(writer.text(citation.differs, "differs"), label=Span(signs().disputed, "differs"), hang=hang)
    if citation.tells:
        yield Block(writer.text(citation.tells, "gist"), hang=hang)


def note(writer: CardWriter, text: str) -> Iterable[Block]:
    """Yield the curator's remark, if there is one."""
    if text:
        yield Block(writer.text(text, "gist"), label=Span("Note", "label"), hang=9, space=1)


def date_in_year(text: str) -> tuple[str, str]:
    """Return the year that heads a date in a small timeline, and the rest of the date in words.

    "2020", "9–12 Aug"; in a shorter form where it would take more than DATE_CELLS.
    """
    date = edtf.parse(text)
    day = date.latest if date.earliest is None else date.earliest
    if day is None or text.startswith("XXXX"):
        return "", date.display
    year = edtf.year_of(day)
    words = date.display.replace(f" {year_name(year)}", "") if "-" in text[1:] else date.display
    return year_name(year), words if cells(words) <= DATE_CELLS else day_label(date, year, None, DATE_CELLS)


def known_line(writer: CardWriter, citations: Iterable[Citation]) -> Iterable[Block]:
    """Yield, while `known:` is in force, whether a record was known by then, and by how many of its sources."""
    at, ids = writer.at, tuple(dict.fromkeys(citation.source for citation in citations))
    if at is None or not ids:
        return
    sign = later_sign(at.status(ids))
    out = list(filter(at.is_out, ids))
    status = at.status(ids)
    if status == "known":
        rest = "" if len(out) == len(ids) else f", by {len(out)} of its {len(ids)} sources"
        yield Block((say(f"Known by {at.words}{rest}", "good"),))
    elif status == "since":
        first = min((writer.store.sources[one].issued for one in ids), key=lambda text: edtf.parse(text).sort_key)
        yield Block((say(f"{sign} Not yet told by {at.words}: first on {edtf.parse(first).display_long}", "known"),))
    else:
        yield Block((say(f"{sign} Nobody can say whether this was told by {at.words}: its sources have no date, "
                         "or a rough one", "known"),))  # fmt: skip


def verb(store: Store, relation: Relation, seen_from: EntityId) -> str:
    """Return a relation in words (raw text) as it reads from one of its ends to the other: "leads", "led by"."""
    kind = store.relation_types.get(relation.type)
    if kind is None:
        return relation.type
    return kind.title if relation.source == seen_from else kind.reverse


def report_time(writer: CardWriter, source_id: str) -> Iterable[Block]:
    """Yield, while `known:` is in force, whether a source was published later, or its date is unknown."""
    if writer.at is None:
        return
    status = writer.at.status([source_id])
    if status == "since":
        yield Block((say(f"{signs().since} published after {writer.at.words}", "known"),))
    elif status == "unsure":
        rough = "only roughly dated" if writer.at.is_rough(source_id) else "without a date"
        yield Block((say(f"{signs().unsure} {rough}: perhaps out by {writer.at.words}", "known"),))


def identity(ref: Ref, space: int = 1) -> Block:
    """Return the id, by which files and queries name a record."""
    return Block((say(ref.id, "muted"),), space=space)


def more(count: int) -> Iterable[Block]:
    """Yield that a list was cut, if it was."""
    if count > LONGEST_LIST:
        yield Block((Span(f"and {count - LONGEST_LIST:,} more", "muted"),))


def plural(count: int, one: str, many: str = "") -> str:
    """Return "1 event", "2 events"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def voices_line(writer: CardWriter, citations: Iterable[Citation], space: int = 1) -> Iterable[Block]:
    """Yield how many sources there are, how many of them are independent, and which repeat which."""
    ids = tuple(dict.fromkeys(citation.source for citation in citations))
    if not ids:
        yield Block((Span("Rests on no passage", "warn"),), space=space)
        return
    said: Spans = (say(accounts.source_count(ids, writer.store.voice_of), "muted"),)
    ties = repetitions(writer, ids)
    if ties:
        said = (*said, Span(": ", "muted"), *ties)
    if writer.at is not None:
        then = accounts.count_voices(filter(writer.at.is_out, ids), writer.store.voice_of)
        said = (*said, say(f" · {plural(then, 'voice')} by {writer.at.words}", "muted"))
    yield Block(said, space=space)


def repetitions(writer: CardWriter, ids: Sequence[str]) -> Spans:
    """Return why sources, each once in `ids`, are fewer voices: "Echo repeats The Gazette"; empty where none does.

    What joins two of them may be a source that is not among them: all of the chain is named.
    """
    store, place = writer.store, {source: at for at, source in enumerate(ids)}
    voices = [sorted(voice, key=place.__getitem__) for voice in accounts.voices(ids, store.voice_of) if len(voice) > 1]
    repeating: dict[str, list[str]] = {}
    for voice in voices:
        for one, other in accounts.repeats(voice, store.sources, store.repeated_by):
            repeating.setdefault(other, []).append(one)
    return joined([_repeats(writer, ones, other) for other, ones in repeating.items()], "; ")


def _repeats(writer: CardWriter, ones: Sequence[str], other: str) -> Spans:
    verb = " repeats " if len(ones) == 1 else " repeat "
    first = joined([writer.source(one) for one in ones[:-1]])
    return (*joined([first, writer.source(ones[-1])], " and "), Span(verb, "muted"), *writer.source(other))
