"""A compiled dataset answers as the one in memory does, and what was changed since is seen."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from compiles import compiled, is_compiled, reopened
from samples import DATA

from tui.core.compiled.cached_records import CompiledRecords
from tui.core.compiled.sound import is_sound
from tui.core.compiled.store import CompiledStore
from tui.core.index import searchable_text
from tui.core.index.calendar import COLUMNS
from tui.core.index.disputes import dispute_about
from tui.core.index.evaluate import Evaluator
from tui.core.index.listing_order import in_list_order, orders
from tui.core.index.orders import SORTED_BY
from tui.core.loading.files import File
from tui.core.loading.outcome import CachedRecord
from tui.core.model.records import AnyRecord, Event, Ref
from tui.core.model.sections import LISTED_SECTIONS, SECTIONS
from tui.core.opening import Opened, open_dataset
from tui.core.query import parser
from tui.core.store.base import Store
from tui.core.text import folding
from tui.present.cards.card import card
from tui.present.disputes import disputed
from tui.present.source.evidence import excerpts


def require_same(found: Store, memory: Store) -> None:
    """Assert that two stores have the same records at the same places, told by the same voices."""
    assert {**found.voice_of} == {**memory.voice_of}
    assert [*found.sources.values()] == [*memory.sources.values()]
    for get in ("event", "claim", "relation"):
        for record_id in memory.ids(f"{get}s"):
            assert getattr(found, get)(record_id) == getattr(memory, get)(record_id)
    for section in SECTIONS:
        assert list(found.ids(section)) == list(memory.ids(section))
        for ref in (Ref(section, record_id) for record_id in memory.ids(section)):
            assert found.record(ref) == memory.record(ref)
            assert found.location(ref) == memory.location(ref)
            assert found.name(ref) == memory.name(ref)


@pytest.fixture(scope="module", params=["harbour", "belarus-it"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Opened, Opened]:
    """Return a dataset as it is opened from its files, and from its compiled file."""
    folder = DATA / request.param
    return open_dataset(folder), compiled(folder, tmp_path_factory.mktemp("cache"))


def test_it_answers_as_the_store_in_memory(both: tuple[Opened, Opened]) -> None:
    memory, found = both
    require_same(found.store, memory.store)
    for section in SECTIONS:
        for record_id in memory.store.ids(section):
            record = memory.store.record(Ref(section, record_id))
            assert record is not None
            assert is_sound(found.store, record)
            assert found.store.find(record_id) == memory.store.find(record_id)
            for tie in ("events_of", "relations_of", "claims_about", "claims_of", "repeated_by", "within"):
                assert list(getattr(found.store, tie)(record_id)) == list(getattr(memory.store, tie)(record_id))
    for source in memory.store.sources.values():
        for passage in source.passages:
            key = f"{source.id}/{passage}"
            assert list(found.store.resting_on(key)) == list(memory.store.resting_on(key))
            ref = Ref("passages", key)
            assert found.store.location(ref) == memory.store.location(ref)
            assert found.store.record(ref) == memory.store.record(ref) == source
    assert found.store.publishers == memory.store.publishers
    assert (found.store.about, found.store.kinds) == (memory.store.about, memory.store.kinds)
    assert found.store.relation_types == memory.store.relation_types
    assert found.problems == memory.problems
    assert found.errors == memory.errors


def test_its_pages_are_those_in_memory(both: tuple[Opened, Opened]) -> None:
    memory, found = both
    for ref in memory.index.postings.refs[::7]:
        assert card(found.store, ref) == card(memory.store, ref)
        assert excerpts(found.store, ref, 0) == excerpts(memory.store, ref, 0)
        assert dispute_about(found.index, ref) == dispute_about(memory.index, ref)
    assert disputed(found.index) == disputed(memory.index)


def test_it_finds_names_and_ids_as_the_one_in_memory(both: tuple[Opened, Opened]) -> None:
    memory, found = both
    for typed in ("a", "pa", "harbour", "мин", "law", "the p", "no such name", "2020"):
        assert found.index.names.find(typed, 50) == memory.index.names.find(typed, 50)
        assert found.index.postings.ids_from(typed, 5) == memory.index.postings.ids_from(typed, 5)


def test_its_sets_are_those_in_memory(both: tuple[Opened, Opened]) -> None:
    postings, found = (opened.index.postings for opened in both)
    assert list(found.refs) == list(postings.refs)
    assert [found.numbers[ref] for ref in postings.refs] == list(range(len(postings.refs)))
    assert (found.starts, found.ends, found.dated) == (postings.starts, postings.ends, postings.dated)
    for bound in ("starts", "ends", "told", "perhaps"):
        assert [list(part) for part in found.in_order(bound)] == [list(p) for p in postings.in_order(bound)]
    for section in LISTED_SECTIONS[1:]:
        numbers = postings.facet("section", section)
        for by in orders(section):
            each = (in_list_order(opened.index, numbers, section, by) for opened in both)
            assert len({tuple(order) for order in each}) == 1
    assert found.listing("organisations", "events") is not None  # it is kept, and not made
    for column in COLUMNS:
        assert getattr(found.calendar, column) == getattr(postings.calendar, column)
    assert found.dense_from == postings.dense_from
    for field, value in postings.facets:
        assert found.facet(field, value) == postings.facet(field, value)
        assert value in found.values(field)
    for field in ("org", "kind", "source"):
        assert list(found.each(field)) == list(postings.each(field))
    rng = random.Random(5)
    for term in rng.sample(postings.ordered, min(400, len(postings.ordered))):
        assert found.word(term) == postings.word(term)
        cut = term[: rng.randint(1, len(term))]
        assert found.starting_with(cut) == postings.starting_with(cut)
    assert not found.word("no such word")
    assert not found.starting_with("no such word")


def test_every_order_is_that_in_memory_and_reads_no_event(both: tuple[Opened, Opened], monkeypatch) -> None:
    memory, found = (opened.index for opened in both)

    def refuse(event_id: str) -> Event:
        raise AssertionError(event_id)

    monkeypatch.setattr(found.store, "event", refuse)
    for narrowed, by in product(("", "is:disputed", "-is:disputed"), SORTED_BY):
        asked = parser.parse(f"{narrowed} sort:{by}")
        assert list(found.run(asked).order) == list(memory.run(asked).order)


def test_a_store_of_which_much_is_expected_reads_no_record_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = CompiledStore._read_record

    def read_record(self: CompiledStore, ref: Ref) -> AnyRecord | None:
        read.append(ref.id)
        return real(self, ref)

    monkeypatch.setattr("tui.core.compiled.store.KEPT", 2)
    monkeypatch.setattr(CompiledStore, "_read_record", read_record)
    for expected, times in ((0, 2), (1000, 1)):
        found = compiled(folder).store
        found.expect(expected)
        read.clear()
        first, second = ([found.event(event_id) for event_id in found.event_ids] for _ in range(2))
        assert first == second
        assert len(read) == times * len(found.event_ids)
    for ref in (Ref("events", "no such"), Ref("no such", "x")):
        assert found.location(ref) is found.record(ref) is found.entity(ref.id) is None
    with pytest.raises(KeyError):
        found.event("no such")


def test_a_change_is_seen_and_only_what_changed_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = compiled(folder)
    read: list[str] = []
    real = CompiledRecords.records

    def watched(self: CompiledRecords, file: File) -> list[CachedRecord] | None:
        found = real(self, file)
        if found is None:
            read.append(file.path)
        return found

    monkeypatch.setattr(CompiledRecords, "records", watched)
    people = folder / "people.yaml"
    people.write_text(people.read_text() + "  z-new: {name: Zoe New}\n", encoding="utf-8")
    after = reopened(folder)
    assert "z-new" in after.store.ids("people")
    assert read == ["dataset.yaml", "people.yaml"]
    assert after.keep() == ""
    require_same(reopened(folder).store, open_dataset(folder).store)
    assert before.store.record(Ref("people", "z-new")) is None  # what was open stays as it was


def test_what_a_change_breaks_elsewhere_is_told_at_its_place(folder: Path) -> None:
    compiled(folder)
    (folder / "people.yaml").write_text("people: {}\n", encoding="utf-8")
    found, plain = reopened(folder), open_dataset(folder)
    assert found.errors == plain.errors > 0
    assert found.problems == plain.problems


def test_files_that_come_go_or_keep_their_times_are_noticed(folder: Path) -> None:
    compiled(folder)
    extra = folder / "more.yaml"
    extra.write_text("people:\n  q-new: {name: Quentin New}\n", encoding="utf-8")
    assert "q-new" in reopened(folder).store.ids("people")
    extra.unlink()
    assert is_compiled(folder)
    people = folder / "people.yaml"
    status = people.stat()
    text = people.read_text(encoding="utf-8")
    people.write_text(text[:-2] + ("#" if text[-2] != "#" else "!") + text[-1:], encoding="utf-8")
    os.utime(people, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert people.stat().st_size == status.st_size
    assert not is_compiled(folder)
    people.write_text(text, encoding="utf-8")  # the same words at another time: nothing is read again
    assert is_compiled(folder)
    (folder / "notes.yml").write_text("people: {}\n", encoding="utf-8")
    assert not is_compiled(folder)


@pytest.mark.parametrize(
    "make",
    [lambda odd: odd.write_bytes(b"# \xff"), os.mkfifo, lambda odd: odd.symlink_to(__file__)],
    ids=["no UTF-8", "a pipe", "a link that leads out"],
)
def test_a_file_that_cannot_be_read_is_no_reason_to_read_the_others_again(
    folder: Path, make: Callable[[Path], object]
) -> None:
    odd = folder / "odd.yaml"
    make(odd)
    first = reopened(folder)
    found = compiled(folder)
    assert found.errors == first.errors == 1
    assert found.problems == first.problems
    odd.unlink()
    odd.write_bytes(b"people: {newcomer: {name: New}}")
    assert not is_compiled(folder)
    assert reopened(folder).store.find("newcomer") is not None
    odd.unlink()
    assert reopened(folder).errors == 0


def test_phrases_are_found_as_by_looking_through_all_texts(both: tuple[Opened, Opened]) -> None:
    memory, found = (opened.index for opened in both)
    rng, store = random.Random(7), memory.store
    refs = rng.choices(memory.postings.refs, k=60)
    texts = [folding.words(text) for ref in refs for text in searchable_text.texts(store, ref)]
    texts = [words for words in texts if len(words) > 2]
    assert found.postings.phrase(["harbour"], open_end=True) is not None
    for words in rng.choices(texts, k=60):
        at = rng.randrange(len(words) - 1)
        run = words[at : at + rng.randint(2, 4)]
        for open_end, last in ((False, run[-1]), (True, run[-1][: rng.randint(1, 4)])):
            wanted = (*run[:-1], last)
            every = Evaluator(store, memory.postings).words(wanted, open_end=open_end)
            assert Evaluator(found.store, found.postings).words(wanted, open_end=open_end) == every, wanted
            assert every
    assert not found.run(parser.parse('"no such phrase"')).events
