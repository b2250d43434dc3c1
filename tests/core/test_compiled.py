"""A compiled dataset answers as the one in memory does, and is never trusted when anything about it is odd."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from samples import DATA, HARBOUR

from tui.core import compiling, query
from tui.core.calendar import COLUMNS
from tui.core.compiled import cache, layout, process
from tui.core.compiled.checking import Checking
from tui.core.compiled.earlier import Compiled
from tui.core.compiled.process import compile_apart
from tui.core.files import File
from tui.core.index import Index
from tui.core.loaded import Known
from tui.core.model import Event, Ref
from tui.core.opening import Cancelled, Opened, Wait, open_compiled, open_dataset
from tui.core.ordering import SORTED_BY
from tui.core.store import SECTIONS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of harbour, with a cache of its own."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    shutil.copytree(HARBOUR, tmp_path / "harbour", ignore=shutil.ignore_patterns("documents"))
    return tmp_path / "harbour"


def compiled(folder: Path) -> Opened:
    """Compile a dataset and open the file."""
    assert open_dataset(folder).keep() == ""
    target = cache.path_of(folder)
    assert target is not None
    assert target.exists()
    found = open_dataset(folder)
    assert type(found.store).__name__ == "CompiledStore"
    return found


def is_compiled(folder: Path) -> bool:
    return type(open_dataset(folder).store).__name__ == "CompiledStore"


@pytest.mark.parametrize("name", ["harbour", "belarus-it"])
def test_it_answers_as_the_store_in_memory(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, "off")
    memory = open_dataset(DATA / name)
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    found = compiled(DATA / name)
    for section in SECTIONS:
        assert list(found.store.ids(section)) == list(memory.store.ids(section))
        for record_id in memory.store.ids(section):
            ref = Ref(section, record_id)
            assert found.store.record(ref) == memory.store.record(ref)
            assert found.store.where(ref) == memory.store.where(ref)
            assert found.store.name(ref) == memory.store.name(ref)
            assert found.store.find(record_id) == memory.store.find(record_id)
            for tie in ("events_of", "relations_of", "claims_about", "claims_of", "within"):
                assert list(getattr(found.store, tie)(record_id)) == list(getattr(memory.store, tie)(record_id))
    for source in memory.store.sources.values():
        for passage in source.passages:
            key = f"{source.id}/{passage}"
            assert list(found.store.resting_on(key)) == list(memory.store.resting_on(key))
            assert found.store.where(Ref("passages", key)) == memory.store.where(Ref("passages", key))
    assert (found.store.about, found.store.kinds) == (memory.store.about, memory.store.kinds)
    assert found.store.relation_types == memory.store.relation_types
    assert found.problems == memory.problems
    assert found.errors == memory.errors


@pytest.mark.parametrize("name", ["harbour", "belarus-it"])
def test_its_sets_are_those_in_memory(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    made = compiling.make(DATA / name)
    found = compiled(DATA / name).index.postings
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
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    memory, found = Index(compiling.make(DATA / name).store), compiled(DATA / name).index

    def refuse(event_id: str) -> Event:
        raise AssertionError(event_id)

    monkeypatch.setattr(found.store, "event", refuse)
    for by in SORTED_BY:
        asked = query.parse(f"{narrowed} sort:{by}")
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


def test_a_change_is_seen_and_only_what_changed_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = compiled(folder)
    read: list[str] = []
    real = Compiled.records

    def watched(self: Compiled, file: File) -> list[Known] | None:
        found = real(self, file)
        if found is None:
            read.append(file.path)
        return found

    monkeypatch.setattr(Compiled, "records", watched)
    people = folder / "people.yaml"
    people.write_text(people.read_text() + "  z-new: {name: Zoe New}\n", encoding="utf-8")
    after = open_dataset(folder)
    assert "z-new" in after.store.ids("people")
    assert read == ["dataset.yaml", "people.yaml"]
    assert after.keep() == ""
    again = open_dataset(folder)
    monkeypatch.setenv(cache.VARIABLE, "off")
    plain = open_dataset(folder)
    for section in SECTIONS:
        assert list(again.store.ids(section)) == list(plain.store.ids(section))
        for record_id in plain.store.ids(section):
            ref = Ref(section, record_id)
            assert again.store.record(ref) == plain.store.record(ref)
            assert again.store.where(ref) == plain.store.where(ref)
    assert before.store.record(Ref("people", "z-new")) is None  # what was open stays as it was


def test_what_a_change_breaks_elsewhere_is_told_at_its_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(folder)
    people = folder / "people.yaml"
    people.write_text("people: {}\n", encoding="utf-8")
    found = open_dataset(folder)
    monkeypatch.setenv(cache.VARIABLE, "off")
    plain = open_dataset(folder)
    assert found.errors == plain.errors > 0
    assert found.problems == plain.problems


def test_files_that_come_go_or_keep_their_times_are_noticed(folder: Path) -> None:
    compiled(folder)
    extra = folder / "more.yaml"
    extra.write_text("people:\n  q-new: {name: Quentin New}\n", encoding="utf-8")
    assert "q-new" in open_dataset(folder).store.ids("people")
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


def test_a_damaged_file_is_never_used(folder: Path) -> None:
    compiled(folder)
    target = cache.path_of(folder)
    assert target is not None
    whole = target.read_bytes()
    rng = random.Random(3)
    for _ in range(200):
        damaged = bytearray(whole)
        if rng.random() < 0.2:
            del damaged[rng.randrange(len(damaged)) :]
        else:
            damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
        target.write_bytes(damaged)
        assert not is_compiled(folder)
    target.write_bytes(whole)
    assert is_compiled(folder)


def test_a_file_that_is_checked_beside_other_work_is_trusted_no_more(folder: Path) -> None:
    compiled(folder)
    target = cache.path_of(folder)
    assert target is not None
    whole = target.read_bytes()
    damaged = bytearray(whole)
    damaged[len(damaged) // 2] ^= 1
    target.write_bytes(damaged)
    checking = Checking(target)
    assert cache.opened(target, folder, checking) is None
    assert open_compiled(folder, None, checking) is None
    assert type(open_dataset(folder, checking=checking).store).__name__ == "MemoryStore"
    target.unlink()
    assert cache.opened(target, folder, Checking(target)) is None

    target.write_bytes(whole)
    checking = Checking(target)
    assert checking.done(60)
    assert cache.opened(target, folder, checking) is not None
    other = target.with_suffix(".other")  # what takes its place after the check is not what was checked
    other.write_bytes(damaged)
    other.replace(target)
    assert cache.opened(target, folder, checking) is None


def test_a_file_of_another_format_program_or_dataset_is_never_used(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled(folder)
    target = cache.path_of(folder)
    assert target is not None
    whole = target.read_bytes()
    for change in (f"PRAGMA user_version = {layout.FORMAT + 1}", "PRAGMA application_id = 1", "DELETE FROM meta"):
        target.write_bytes(whole)
        database = sqlite3.connect(target)
        database.execute(change)
        database.commit()
        database.close()
        layout.seal(target)
        assert not is_compiled(folder)
    target.write_bytes(b"")
    assert not is_compiled(folder)
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    elsewhere = cache.path_of(other)
    assert elsewhere is not None
    elsewhere.write_bytes(whole)
    assert not is_compiled(other)
    target.write_bytes(whole)
    assert is_compiled(folder)
    monkeypatch.setattr(layout, "program", lambda: 1)
    assert not is_compiled(folder)


def test_fresh_passes_over_what_was_compiled(folder: Path) -> None:
    compiled(folder)
    assert type(open_dataset(folder, fresh=True).store).__name__ == "MemoryStore"


def test_where_it_cannot_be_kept_that_is_said(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "within"))
    found = open_dataset(folder)
    assert "irectory" in found.keep() or "exists" in found.keep()
    assert found.index.run(query.parse("park")).count


def test_a_full_disk_leaves_nothing_behind(folder: Path, tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys; from pathlib import Path; from tui.core.opening import open_dataset;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000));"
        "found = open_dataset(Path(sys.argv[1])); print(found.keep() or 'kept');"
        "print(type(open_dataset(Path(sys.argv[1])).store).__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    said, store = done.stdout.splitlines()
    assert said != "kept"
    assert store == "MemoryStore"
    assert list((tmp_path / "cache").iterdir()) == []


def test_two_at_once_leave_one_whole_file(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tui.core.opening import open_dataset;"
        "print([open_dataset(Path(sys.argv[1]), fresh=True).keep() for _ in range(5)])"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    opened = [open_dataset(folder).index.run(query.parse("park")).count for _ in range(20)]
    assert [child.communicate()[0].strip() for child in running] == [str([""] * 5)] * 3
    assert set(opened) == {opened[0]}
    assert is_compiled(folder)


def test_a_compile_apart_tells_how_far_it_is_and_can_be_cancelled(folder: Path) -> None:
    target = cache.path_of(folder)
    assert target is not None
    told: list[tuple[str, int, int]] = []
    compile_apart(folder, target, lambda *step: told.append(step), threading.Event(), fresh=False)
    assert told
    assert all(done <= total for _, done, total in told)
    assert is_compiled(folder)
    target.unlink()
    enough = threading.Event()
    enough.set()
    with pytest.raises(Cancelled):
        compile_apart(folder, target, lambda *step: None, enough, fresh=False)
    assert not target.exists()


def test_a_compile_that_is_killed_in_mid_writing_leaves_nothing_behind(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = cache.path_of(folder)
    assert target is not None
    others = cache.scratch(target)
    (tmp_path / "writes_for_ever.py").write_text(
        "import json, sys, time; from pathlib import Path; from tui.core.compiled.cache import scratch\n"
        "print(json.dumps(['writing', bool(scratch(Path(sys.argv[2]))), 1]), flush=True); time.sleep(60)"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(process, "__name__", "writes_for_ever")
    enough = threading.Event()
    with pytest.raises(Cancelled):
        process.compile_apart(folder, target, lambda *_: enough.set(), enough, fresh=False)
    assert list(target.parent.iterdir()) == [others]


@pytest.mark.parametrize("what", ["no UTF-8", "a link that leads out", "a pipe"])
def test_a_file_that_cannot_be_read_is_no_reason_to_read_the_others_again(folder: Path, what: str) -> None:
    odd = folder / "odd.yaml"
    if what == "no UTF-8":
        odd.write_bytes(b"# \xff")
    elif what == "a pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to(Path(__file__))
    first = open_dataset(folder)
    found = compiled(folder)
    assert found.errors == first.errors == 1
    assert found.problems == first.problems
    odd.unlink()
    odd.write_bytes(b"people: {newcomer: {name: New}}")
    assert not is_compiled(folder)
    assert open_dataset(folder).store.find("newcomer") is not None
    odd.unlink()
    assert open_dataset(folder).errors == 0


def test_a_large_dataset_is_compiled_apart(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.core.opening.LARGE", 1)
    found = open_dataset(folder, wait=Wait(lambda *_: None, threading.Event()))
    assert type(found.store).__name__ == "CompiledStore"


@pytest.mark.parametrize("kept", ["off", "no folder"])
def test_a_large_dataset_that_cannot_be_kept_is_read_once_told_and_cancelled(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    (tmp_path / "no folder").write_text("a file")
    monkeypatch.setenv(cache.VARIABLE, kept if kept == "off" else str(tmp_path / kept))
    monkeypatch.setattr("tui.core.opening.LARGE", 1)
    monkeypatch.setattr(process, "compile_apart", lambda *_, **__: pytest.fail("it would be for nothing"))
    told: list[tuple[str, int, int]] = []
    enough = threading.Event()
    found = open_dataset(folder, wait=Wait(lambda *far: told.append(far), enough))
    assert type(found.store).__name__ == "MemoryStore"
    assert told
    assert {what for what, _, _ in told} == {"reading"}
    enough.set()
    with pytest.raises(Cancelled):
        open_dataset(folder, wait=Wait(lambda *_: None, enough))


def test_what_nobody_opens_is_removed_in_time(folder: Path) -> None:
    compiled(folder)
    kept = cache.folder()
    assert kept is not None
    old, recent = kept / "old.letapis", kept / "recent.letapis"
    for path in (old, recent):
        path.write_bytes(b"")
    os.utime(old, (1, 1))
    assert open_dataset(folder, fresh=True).keep() == ""
    assert not old.exists()
    assert recent.exists()
