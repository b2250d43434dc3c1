"""A compiled dataset answers as the one in memory does, and what was changed since is seen."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from compiles import compiled, is_compiled, reopened
from samples import DATA

from tui.core.compiled import compiling
from tui.core.compiled.cached_records import CompiledRecords
from tui.core.compiled.store import CompiledStore
from tui.core.index.calendar import COLUMNS
from tui.core.index.index import Index
from tui.core.index.orders import SORTED_BY
from tui.core.loading.files import File
from tui.core.loading.outcome import CachedRecord
from tui.core.model.records import AnyRecord, Event, Ref
from tui.core.model.sections import SECTIONS
from tui.core.opening import open_dataset
from tui.core.query import parser


@pytest.mark.parametrize("name", ["harbour", "belarus-it"])
def test_it_answers_as_the_store_in_memory(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, found = open_dataset(DATA / name), compiled(DATA / name, tmp_path)
    for section in SECTIONS:
        assert list(found.store.ids(section)) == list(memory.store.ids(section))
        for record_id in memory.store.ids(section):
            ref = Ref(section, record_id)
            assert found.store.record(ref) == memory.store.record(ref)
            assert found.store.location(ref) == memory.store.location(ref)
            assert found.store.name(ref) == memory.store.name(ref)
            assert found.store.find(record_id) == memory.store.find(record_id)
            for tie in ("events_of", "relations_of", "claims_about", "claims_of", "within"):
                assert list(getattr(found.store, tie)(record_id)) == list(getattr(memory.store, tie)(record_id))
    for source in memory.store.sources.values():
        for passage in source.passages:
            key = f"{source.id}/{passage}"
            assert list(found.store.resting_on(key)) == list(memory.store.resting_on(key))
            assert found.store.location(Ref("passages", key)) == memory.store.location(Ref("passages", key))
    assert (found.store.about, found.store.kinds) == (memory.store.about, memory.store.kinds)
    assert found.store.relation_types == memory.store.relation_types
    assert found.problems == memory.problems
    assert found.errors == memory.errors


@pytest.mark.parametrize("name", ["harbour", "belarus-it"])
def test_its_sets_are_those_in_memory(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = compiling.make(DATA / name)
    found = compiled(DATA / name, tmp_path).index.postings
    assert list(found.refs) == list(made.postings.refs)
    assert [found.numbers[ref] for ref in made.postings.refs] == list(range(len(made.postings.refs)))
    assert (found.starts, found.ends, found.dated) == (made.postings.starts, made.postings.ends, made.postings.dated)
    for bound in ("starts", "ends"):
        assert [list(part) for part in found.in_order(bound)] == [list(p) for p in made.postings.in_order(bound)]
    for column in COLUMNS:
        assert getattr(found.calendar, column) == getattr(made.postings.calendar, column)
    assert found.dense_from == made.postings.dense_from
    for field, value in made.postings.facets:
        assert found.facet(field, value) == made.postings.facet(field, value)
        assert value in found.values(field)
    rng = random.Random(5)
    for term in rng.sample(made.postings.ordered, min(400, len(made.postings.ordered))):
        assert found.word(term) == made.postings.word(term)
        cut = term[: rng.randint(1, len(term))]
        assert found.starting_with(cut) == made.postings.starting_with(cut)
    assert not found.word("no such word")
    assert not found.starting_with("no such word")


@pytest.mark.parametrize("narrowed", ["", "is:disputed", "-is:disputed"])
@pytest.mark.parametrize("name", ["harbour", "belarus-it"])
def test_every_order_is_that_in_memory_and_reads_no_event(
    name: str, narrowed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, found = Index(compiling.make(DATA / name).store), compiled(DATA / name, tmp_path).index

    def refuse(event_id: str) -> Event:
        raise AssertionError(event_id)

    monkeypatch.setattr(found.store, "event", refuse)
    for by in SORTED_BY:
        asked = parser.parse(f"{narrowed} sort:{by}")
        assert list(found.run(asked).order) == list(memory.run(asked).order)


def test_a_number_from_the_end_and_beyond(folder: Path) -> None:
    found = compiled(folder)
    ids = found.store.event_ids
    assert ids[-1] == list(ids)[-1]
    assert ids[1:3] == list(ids)[1:3]
    for sequence in (ids, found.index.postings.refs):
        with pytest.raises(IndexError):
            _ = sequence[len(sequence)]
    assert found.store.record(Ref("events", "nothing")) is None
    assert found.store.entity("nothing") is None
    with pytest.raises(KeyError):
        found.store.event("nothing")


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
    assert found.location(Ref("events", "no such")) is None
    assert found.record(Ref("no such", "x")) is None


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
    again = reopened(folder)
    plain = open_dataset(folder)
    for section in SECTIONS:
        assert list(again.store.ids(section)) == list(plain.store.ids(section))
        for record_id in plain.store.ids(section):
            ref = Ref(section, record_id)
            assert again.store.record(ref) == plain.store.record(ref)
            assert again.store.location(ref) == plain.store.location(ref)
    assert before.store.record(Ref("people", "z-new")) is None  # what was open stays as it was


def test_what_a_change_breaks_elsewhere_is_told_at_its_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(folder)
    people = folder / "people.yaml"
    people.write_text("people: {}\n", encoding="utf-8")
    found = reopened(folder)
    plain = open_dataset(folder)
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


@pytest.mark.parametrize("what", ["no UTF-8", "a link that leads out", "a pipe"])
def test_a_file_that_cannot_be_read_is_no_reason_to_read_the_others_again(folder: Path, what: str) -> None:
    odd = folder / "odd.yaml"
    if what == "no UTF-8":
        odd.write_bytes(b"# \xff")
    elif what == "a pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to(Path(__file__))
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
