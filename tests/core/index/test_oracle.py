"""The index finds what a plain scan over all records finds: random queries on the harbour dataset, and on a larger one
as it is opened from its compiled file.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
from compiles import compiled
from making import shipped as harbour
from making import store_from

from bench import generate
from tui.core.dates import edtf
from tui.core.index import facets, searchable_text
from tui.core.index.index import Index
from tui.core.loading.loader import load
from tui.core.model.records import AnyRecord, Claim, Event, Organisation, Ref, Relation, Source
from tui.core.model.sections import SECTIONS
from tui.core.query import parser
from tui.core.query.fields import FIELDS, USER_MARKS
from tui.core.query.tree import And, Field, Not, Or, Phrase, Query, Word
from tui.core.store import accounts
from tui.core.store.base import Store
from tui.core.store.memory import MemoryStore
from tui.core.store.related import parts_of
from tui.core.text import folding


def scan(store: Store, node: Query, ref: Ref) -> bool:
    """Whether a record matches, looked up in the record itself."""
    record = store.record(ref)
    assert record is not None
    match node:
        case Word():
            return has_words(store, ref, node.text, open_end=True) or is_spelled_like(store, record, node.text)
        case Phrase():
            return has_words(store, ref, node.text, open_end=False)
        case Not():
            return not scan(store, node.node, ref)
        case And():
            return all(scan(store, part, ref) for part in node.nodes)
        case Or():
            return any(scan(store, part, ref) for part in node.nodes)
        case Field():
            return has_value(store, record, node)
    return True


def has_words(store: Store, ref: Ref, text: str, *, open_end: bool) -> bool:
    wanted = folding.words(text)
    return not wanted or any(stands(held, wanted, open_end=open_end) for held in words_of(store, ref))


@cache
def words_of(store: Store, ref: Ref) -> list[tuple[str, ...]]:
    return [folding.words(text) for text in searchable_text.texts(store, ref)]


def stands(held: tuple[str, ...], wanted: tuple[str, ...], *, open_end: bool) -> bool:
    """Whether words stand one after the other in a text; the last may be the beginning of a longer one."""
    *run, last = wanted
    for at in range(len(held) - len(run)):
        end = held[at + len(run)]
        if (end.startswith(last) if open_end else end == last) and held[at : at + len(run)] == tuple(run):
            return True
    return False


def entities(store: Store, record: AnyRecord) -> list[str]:
    own = [record.id] if record.section in ("organisations", "people", "places") else []
    return [*own, *searchable_text.named_entities(record)]


def is_spelled_like(store: Store, record: AnyRecord, text: str) -> bool:
    words = folding.as_written(text)
    held = [store.entity(entity) for entity in entities(store, record)]
    spellings = [name for entity in held if entity for name in entity.spellings]
    return len(words) == 1 and any(searchable_text.spells(words[0], name) for name in spellings)


def has_value(store: Store, record: AnyRecord, field: Field) -> bool:
    match field.name:
        case "date" | "date!" | "before" | "before!" | "after" | "after!":
            return is_when(record, field)
        case "org" | "person":
            return field.value in entities(store, record)
        case "place":
            return any(part in entities(store, record) for part in parts_of(store, field.value))
        case "source":
            return field.value in sources(record)
        case "kind" | "relation":
            kinds = {"kind": Event | Organisation, "relation": Relation}
            own = getattr(record, "kind" if field.name == "kind" else "type", None)
            return isinstance(record, kinds[field.name]) and own == field.value
        case "known":
            end = edtf.parse(field.value).latest
            issued = [store.sources[source].issued for source in sources(record)]
            return any(day and edtf.parse(day).must_be_in(None, end) for day in issued)
        case "id":
            return record.id == field.value
        case "dated":
            own = record.date if isinstance(record, Event) else getattr(record, "issued", "")
            return bool(own) and grain(own) == field.value
        case "is":
            return is_so(store, record, field.value)
        case _:
            return has_thing(store, record, field.value)


def grain(text: str) -> str:
    """How finely a date is known, read off its text."""
    if "[" in text or "X" in text or text.startswith(("..", "/")) or text.endswith(("..", "/")):
        return "other"
    ends = [end.rstrip("?~%").split("T")[0] for end in text.split("/")]
    return {4: "year", 7: "month", 10: "day"}[min(map(len, ends))]


def is_when(record: AnyRecord, field: Field) -> bool:
    bounds = facets.date_bounds(record, outer=True)
    if bounds is None:
        return False
    low, high = edtf.parse_range(field.value)
    low, high = facets.BEFORE_ALL if low is None else low, facets.AFTER_ALL if high is None else high
    return {
        "date": bounds[0] <= high and bounds[1] >= low and not is_beside(record, low, high),
        "date!": low <= bounds[0] and bounds[1] <= high,
        "before": bounds[0] < low,
        "before!": bounds[1] < low,
        "after": bounds[1] > high,
        "after!": bounds[0] > high,
    }[field.name]


def is_beside(record: AnyRecord, low: int, high: int) -> bool:
    """Whether a time lies between the dates of which one is meant."""
    text = record.date if isinstance(record, Event) else getattr(record, "issued", "")
    members = text[1:-1].split(",") if text.startswith("[") else []
    known = [edtf.parse_range(member) for member in members]
    return bool(known) and all((first or low) > high or (last or high) < low for first, last in known)


def sources(record: AnyRecord) -> list[str]:
    return [record.id] if isinstance(record, Source) else [citation.source for citation in record.evidence]


def is_kept(ref: Ref, what: str) -> bool:
    """Whether the reader of these tests has bookmarked a record, or written a note on it."""
    return len(ref.id) % {"bookmarked": 3, "noted": 4}[what] == 1


def is_so(store: Store, record: AnyRecord, state: str) -> bool:
    if state in USER_MARKS:
        return is_kept(Ref(record.section, record.id), state)
    if isinstance(record, Source):
        return state == "inferred" and bool(record.issued_from)
    match state:
        case "uncited":
            return not record.evidence
        case "single-voice":
            return len(accounts.voices(sources(record), accounts.voice_of(store.sources))) == 1
        case "approximate":
            return any(date.approximate or date.uncertain for date in facets.dates_of(record))
        case "inferred":
            return any(getattr(record, name, "") for name in dir(record) if name.endswith("_from"))
    if isinstance(record, Claim):
        return accounts.is_disputed(record)
    claims = [store.claim(claim) for claim in store.claims_about(record.id)]
    return any(c.differs for c in record.evidence) or any(map(accounts.is_disputed, claims))


def has_thing(store: Store, record: AnyRecord, thing: str) -> bool:
    passages = [store.passage(c.passage) for c in store.citations(Ref(record.section, record.id))]
    match thing:
        case "quote":
            return any(passage.quote for passage in passages)
        case "note":
            return bool(record.note)
        case "place":
            return isinstance(record, Event) and bool(record.places)
        case "after":
            return isinstance(record, Event) and bool(record.after)
        case "move":
            return isinstance(record, Event) and bool(record.origin or record.destination)
        case "claim":
            return not isinstance(record, Claim | Source) and bool(store.claims_about(record.id))
        case _:
            return not isinstance(record, Source) and any(c.differs for c in record.evidence)


DATES = ["2020-08", "2020-08-09..2020-08-12", "2020-08-10", "..2020", "2021..", "2020", "2020-08-12/2020-08-13"]


def random_tree(store: Store, chance: random.Random, depth: int = 0) -> Query:
    """A query of values and words that the dataset has, some of them cut short, and some that it has not."""
    pick = chance.random()
    if depth < 3 and pick < 0.45:
        parts = tuple(random_tree(store, chance, depth + 1) for _ in range(chance.choice((2, 2, 3))))
        return chance.choice((And, Or))(parts)
    if depth < 4 and pick < 0.6:
        return Not(random_tree(store, chance, depth + 1))
    if pick < 0.8:
        return random_words(store, chance)
    name = chance.choice([name for name in FIELDS if name not in ("text", "sort") and values(store, name)])
    return Field(name, chance.choice(values(store, name)))


def random_words(store: Store, chance: random.Random) -> Query:
    section = chance.choice([section for section in SECTIONS if section != "relations" and store.ids(section)])
    ref = Ref(section, chance.choice(store.ids(section)))
    held = [text for text in searchable_text.texts(store, ref) if folding.words(text)]
    words = folding.as_written(chance.choice(held))
    word = chance.choice(words)
    if chance.random() < 0.3:
        at = chance.randrange(len(words))
        return Phrase(" ".join(words[at : at + 2]))
    return Word(word[: chance.randint(1, len(word))] if chance.random() < 0.5 else word)


@cache
def values(store: Store, name: str) -> list[str]:
    sections = {"org": "organisations", "person": "people", "place": "places", "source": "sources", "id": "claims"}
    if name in sections:
        return list(store.ids(sections[name])) or list(store.ids("events"))
    if name in ("date", "date!", "before", "before!", "after", "after!"):
        return DATES
    if name == "known":
        return ["2020-08", "2020", "2021-01", "2019"]
    if FIELDS[name].values or name == "relation":
        return list(FIELDS[name].values or store.relation_types)
    return sorted({store.event(event).kind for event in store.event_ids})


def agree(index: Index, store: Store, count: int, seed: int) -> None:
    """Ask `index` some random queries and hold the answers to a look at each record of `store`."""
    chance = random.Random(seed)
    index.ask_for_own(lambda what: [ref for ref in index.postings.refs if is_kept(ref, what)])
    filled = 0
    for _ in range(count):
        wanted = parser.parse(str(random_tree(store, chance)))
        result = index.run(wanted)
        found = {index.postings.refs[number] for number in result.events | result.others}
        assert found == {ref for ref in index.postings.refs if scan(store, wanted, ref)}, str(wanted)
        assert result.count == len(result.events)
        assert (result.must is None) == (result.may is None)
        if result.must is not None and result.may is not None:
            assert result.must <= result.count <= result.may
        filled += bool(found)
    assert filled > count / 4


def test_the_index_finds_what_a_scan_finds() -> None:
    store = harbour().store
    agree(Index(store), store, 200, seed=1)


def test_every_facet_has_the_records_that_a_look_at_each_finds() -> None:
    index = harbour()
    looked_at = 0
    for (name, value), numbers in index.postings.facets.items():
        if name in FIELDS and name != "place":  # whoever asks for a place asks for what lies within it, too
            found = {index.postings.refs[number] for number in numbers}
            assert found == {ref for ref in index.postings.refs if scan(index.store, Field(name, value), ref)}, value
            looked_at += 1
    assert looked_at > 40


@pytest.mark.slow
def test_the_index_finds_what_a_scan_finds_many_times() -> None:
    store = harbour().store
    agree(Index(store), store, 2000, seed=2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4, 5, 6])
def test_a_large_compiled_dataset_finds_what_a_scan_finds(seed: int, tmp_path: Path) -> None:
    generate.write(tmp_path / "large", 5000)
    index = compiled(tmp_path / "large").index
    # what is looked up is read from the files anew; the index, its numbers and its store are the compiled ones
    plain = MemoryStore(load(tmp_path / "large")[0])
    agree(index, plain, 500, seed)


def test_an_organisation_of_which_only_the_end_was_inferred_is_inferred() -> None:
    store = store_from(
        "organisations:\n"
        "  guild: {kind: ngo, name: Guild, dissolved: '1999', dissolved_from: the last of its letters}\n"
        "  union: {kind: ngo, name: Union, dissolved: '1999'}\n"
    )
    index = Index(store)
    result = index.run(parser.parse("is:inferred"))
    assert [index.postings.refs[number].id for number in result.others] == ["guild"]
