"""Changes of records in the files: each the smallest edit, all or nothing, undone byte for byte."""

from __future__ import annotations

import os
import random
import shutil
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from samples import HARBOUR

from tui.core.atomic_file import replace_if_unchanged
from tui.core.errors import EditError, LetapisError
from tui.core.loading import loader, yaml_pieces
from tui.core.loading.file_changes import JOURNAL, recover
from tui.core.loading.loader import load
from tui.core.model.records import Passage, Ref
from tui.core.opening import open_dataset
from tui.exchange.editing.capture import Capture
from tui.exchange.editing.draft import draft
from tui.exchange.editing.workspace import Plan, Workspace
from tui.exchange.editing.writing import History, write

FILES = {
    "dataset.yaml": "letapis: 1\ndataset: {title: T, opens_at: a}  # first\nkinds:\n  k: {title: K, sign: k}\n",
    "entities.yaml": (
        "people:\n  # above p\n  p: {name: P}   # beside p\n  q:\n    name: Q\n"
        "places:\n  o: {name: O}\n  m: {name: M, within: o}\n"
        "relation_types:\n  knows: {title: knows, reverse: known by}\n"
        "relations:\n  p-q: {from: p, type: knows, to: q, evidence: [s/one]}\n"
    ),
    "sources/s.yaml": (
        "sources:\n  s:\n    title: S\n    issued: 2021\n"
        "    passages:\n      one: {gist: One.}\n      two:\n        gist: Two.\n"
    ),
    "events.yaml": (
        "events:\n  a:\n    title: A\n    date: 2020\n    kind: k\n    involves: [{entity: p, role: r}, {entity: q}]\n"
        "    place: m\n    evidence:\n      - s/one   # why\n      - {passage: s/two, differs: It says B.}\n"
        "  b: {title: B, date: 2020-05, evidence: [s/two]}\n"
    ),
    "claims.yaml": (
        "claims:\n  c:\n    about: a\n    question: Q?\n    values:\n      - {value: '1', evidence: [s/one]}\n"
        "      - value: '2'\n        said_by: q\n        evidence: [s/two]\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_a_small_dataset_is_without_a_problem(folder: Path) -> None:
    assert not load(folder)[1]


def changing(ref: Ref, **fields: str) -> Callable[[Workspace], Plan]:
    def make(workspace: Workspace) -> Plan:
        now = workspace.fields(ref)
        workspace.change(ref, {name: now.get(name, "") for name in fields}, fields)
        return workspace.plan("changed", ref)

    return make


def deleting(ref: Ref) -> Callable[[Workspace], Plan]:
    def make(workspace: Workspace) -> Plan:
        workspace.delete(ref)
        return workspace.plan("deleted")

    return make


def renaming(ref: Ref, new_id: str) -> Callable[[Workspace], Plan]:
    def make(workspace: Workspace) -> Plan:
        return workspace.plan("renamed", workspace.rename(ref, new_id))

    return make


def capturing(name: str, **fields: str) -> Callable[[Workspace], Plan]:
    def make(workspace: Workspace) -> Plan:
        workspace.add(draft("passage", f"s/{name}", {"gist": "More."}))
        event = {"title": name, "date": "2020-06", "evidence": [f"s/{name}"], **fields}
        return workspace.plan("added", workspace.add(draft("event", name, event)))

    return make


def test_a_capture_is_one_change_of_two_files_that_is_taken_back_as_one(folder: Path) -> None:
    before, history = held(folder), History(folder)
    made = history.write(capturing("more"))
    assert made.subject == Ref("events", "more")
    assert [one.path for one in made.files] == ["sources/s.yaml", "events.yaml"]
    dataset, problems = load(folder)
    assert not problems
    assert dataset.events["more"].evidence[0].passage == "s/more"
    after = held(folder)
    assert history.undo() is not None
    assert held(folder) == before
    assert history.redo() is not None
    assert held(folder) == after
    assert history.redo() is None


def test_a_change_is_the_smallest_edit(folder: Path) -> None:
    write(folder, changing(Ref("events", "a"), title="AA", summary="In short."))
    wanted = FILES["events.yaml"].replace("title: A\n", "title: AA\n")
    wanted = wanted.replace("    place: m\n", "    place: m\n    summary: In short.\n")
    assert (folder / "events.yaml").read_text() == wanted
    write(folder, changing(Ref("passages", "s/two"), gist="Second."))
    assert (folder / "sources/s.yaml").read_text() == FILES["sources/s.yaml"].replace("Two.", "Second.")
    write(folder, changing(Ref("values", "c/1"), said_by="", unit="m"))
    assert (folder / "claims.yaml").read_text() == FILES["claims.yaml"].replace(
        "        said_by: q\n", "        unit: m\n"
    )


def test_an_id_is_renamed_wherever_it_is_named_and_nowhere_else(folder: Path) -> None:
    for section, old, new in [
        ("people", "p", "pp"),
        ("places", "m", "mm"),
        ("events", "a", "aa"),
        ("kinds", "k", "kk"),
    ]:
        write(folder, renaming(Ref(section, old), new))
    write(folder, renaming(Ref("passages", "s/two"), "second"))
    write(folder, renaming(Ref("sources", "s"), "paper"))
    dataset, problems = load(folder)
    assert not problems
    event = dataset.events["aa"]
    assert [part.entity for part in event.involves] == ["pp", "q"]
    assert (event.place, event.kind, dataset.about.opens_at) == ("mm", "kk", "aa")
    assert [one.passage for one in event.evidence] == ["paper/one", "paper/second"]
    assert event.evidence[1].differs == "It says B."
    assert dataset.claims["c"].about == "aa"
    assert dataset.relations["p-q"].source == "pp"
    texts = "".join(text.decode() for text in held(folder).values())
    assert all(comment in texts for comment in ("# first", "# above p", "# beside p", "# why"))
    with pytest.raises(EditError, match="q is taken"):
        write(folder, renaming(Ref("people", "pp"), "q"))
    with pytest.raises(EditError, match="is no id"):
        write(folder, renaming(Ref("people", "pp"), "a b"))


def test_what_rests_on_a_record_is_named_and_lets_go_of_it(folder: Path) -> None:
    resting = Workspace(folder).resting(Ref("people", "q"))
    assert set(resting) == {Ref("claims", "c"), Ref("relations", "p-q"), Ref("events", "a")}
    write(folder, deleting(Ref("people", "q")))
    dataset, problems = load(folder)
    assert not problems
    assert [part.entity for part in dataset.events["a"].involves] == ["p"]
    assert not dataset.relations  # it needs both ends
    assert dataset.claims["c"].values[1].said_by == ""
    write(folder, deleting(Ref("passages", "s/two")))
    write(folder, deleting(Ref("events", "a")))
    dataset, problems = load(folder)
    assert not problems
    assert not dataset.claims
    assert dataset.about.opens_at == ""
    assert "# above p" in (folder / "entities.yaml").read_text()


def test_nothing_is_written_that_would_not_check(folder: Path) -> None:
    before = held(folder)
    with pytest.raises(EditError, match=r"(?i)month"):
        write(folder, changing(Ref("events", "a"), date="2020-13"))
    with pytest.raises(EditError, match="No place is called `nowhere`"):
        write(folder, changing(Ref("events", "a"), place="nowhere"))
    with pytest.raises(EditError, match="there is no event gone any more"):
        write(folder, changing(Ref("events", "gone"), title="x"))
    assert held(folder) == before


def test_what_somebody_else_changed_is_neither_written_over_nor_taken_back(folder: Path) -> None:
    history, events = History(folder), folder / "events.yaml"
    history.write(changing(Ref("events", "b"), title="BB"))
    events.write_bytes(events.read_bytes() + b"# theirs\n")
    theirs = held(folder)
    with pytest.raises(EditError, match=r"somebody else changed events\.yaml since: it cannot be undone"):
        history.undo()

    def stale(workspace: Workspace) -> Plan:
        workspace.change(Ref("events", "b"), {"title": "B"}, {"title": "mine"})
        return workspace.plan()

    with pytest.raises(EditError, match="somebody else changed `title` of b in the meantime: it is now BB"):
        history.write(stale)
    assert held(folder) == theirs


def test_a_record_without_evidence_of_any_kind_is_tied_to_a_passage(folder: Path) -> None:
    (folder / "more.yaml").write_text(
        "organisations:\n  x: {name: X, kind: company}\n  y:\n    name: Y\n    kind: company\n    evidence: []\n"
        "places:\n  here: {name: Here}\npeople:\n  jan:\n    name: Jan\n"
        "events:\n  e: {title: E, date: 2020}\n"
        "relations:\n  q-p: {from: q, type: knows, to: p}\n"
    )
    tied = [("organisations", one) for one in "xy"]
    tied += [("places", "here"), ("people", "jan"), ("events", "e"), ("relations", "q-p")]
    for section, record in tied:
        ref = Ref(section, record)
        made = write(folder, Capture("s", Passage(gist=f"On {record}."), citing=ref).plan)
        assert made.said == f"tied {record} to {made.passage}"
        found = getattr(load(folder)[0], section)[record]
        assert [one.passage for one in found.evidence] == [made.passage]


def test_with_a_compiled_file_only_what_changed_is_read_and_the_plan_is_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_dataset(folder, cache_folder=tmp_path.parent / f"{tmp_path.name}-cache")
    assert opened.keep() == ""
    read = list[bytes]()
    monkeypatch.setattr(loader, "pieces", lambda raw, faults: read.append(raw) or yaml_pieces.pieces(raw, faults))
    for make, changed in [
        (changing(Ref("events", "b"), title="BB", place="o"), 1),
        (changing(Ref("events", "b"), evidence=""), 1),
        (capturing("more"), 2),
        (renaming(Ref("events", "b"), "bb"), 1),
        (deleting(Ref("people", "q")), 3),
        (changing(Ref("events", "a"), place="nowhere"), 1),
    ]:
        said = list[object]()
        for compiled in (None, opened.compiled):
            read.clear()
            try:
                said.append(make(Workspace(folder, compiled)))
            except EditError as error:
                said.append(error.message)
        assert said[0] == said[1]
        plain = {raw for raw in read if b"dataset:" not in raw and b"relation_types:" not in raw}
        assert len(plain) <= changed
    history = History(folder, opened.compiled)
    before = held(folder)
    history.write(capturing("more"))
    history.undo()
    assert held(folder) == before


def test_what_others_save_while_it_is_planned_is_kept(folder: Path) -> None:
    events, turns = folder / "events.yaml", list[Plan]()

    def make(workspace: Workspace) -> Plan:
        plan = changing(Ref("events", "b"), title="BB")(workspace)
        if not turns:
            events.write_bytes(events.read_bytes() + b"# theirs\n")
        turns.append(plan)
        return plan

    write(folder, make)
    assert len(turns) == 2
    assert events.read_text() == FILES["events.yaml"].replace("title: B,", "title: BB,") + "# theirs\n"


def test_what_a_later_record_rests_on_is_not_taken_back(folder: Path) -> None:
    history = History(folder)
    history.write(capturing("more"))
    other = {"about": "more", "question": "?", "value": "1", "evidence": ["s/one"]}
    write(folder, lambda space: space.plan("", space.add(draft("claim", "d", other))))
    with pytest.raises(EditError, match="called `more`"):
        history.undo()


# kills


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed in the middle")
def test_a_kill_at_any_file_call_leaves_all_old_or_all_new(folder: Path, tmp_path: Path) -> None:
    before = held(folder)
    plan_of = renaming(Ref("passages", "s/two"), "second")
    whole = shutil.copytree(folder, tmp_path / "whole")
    write(whole, plan_of)
    after = held(whole)
    shutil.rmtree(whole)
    seen = set()
    for call in range(1, 200):
        work = shutil.copytree(
            folder, tmp_path.parent / f"{tmp_path.name}-killed", ignore=shutil.ignore_patterns("whole")
        )
        ended = _killed_at(call, partial(write, work, plan_of))
        recover(work)
        now = held(work)
        assert now in (before, after), call
        assert not (work / JOURNAL).exists()
        seen.add(now == after)
        shutil.rmtree(work)
        if ended:
            break
    assert ended
    assert seen == {False, True}


def _killed_at(call: int, work: Callable[[], object]) -> bool:
    """Do some work in a process that ends at its file call number `call`; return whether it came to the end before."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    left = call

    def count(event: str, args: tuple[object, ...]) -> None:
        nonlocal left
        writes = event in ("os.rename", "os.remove", "os.link", "os.mkdir", "os.truncate", "ctypes.call_function")
        if writes or (event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)):
            left -= 1
            if left == 0:
                os._exit(9)

    try:
        sys.addaudithook(count)
        work()
        os._exit(0)
    finally:
        os._exit(1)


# random walks


def walk(folder: Path, seed: int, steps: int) -> None:
    """Capture, change, delete, rename, undo and redo at random; undoing all restores every byte."""
    rng, history, states = random.Random(seed), History(folder), [held(folder)]
    at = 0
    for step in range(steps):
        try:
            match rng.randrange(6):
                case 0 if at > 0:
                    assert history.undo() is not None
                    at -= 1
                    assert held(folder) == states[at]
                    continue
                case 1 if at + 1 < len(states):
                    assert history.redo() is not None
                    at += 1
                    assert held(folder) == states[at]
                    continue
                case 2:
                    plan = history.write(deleting(_any(folder, rng)))
                case 3:
                    plan = history.write(renaming(_any(folder, rng), f"r{step}"))
                case 4:
                    ref = _any(folder, rng)
                    field = {"passages": "gist", "claims": "question"}.get(ref.section, "note")
                    plan = history.write(
                        changing(ref, **{field: rng.choice(["", "y: z", "a, b", "it's # no", "ў 🙂"])})
                    )
                case _:
                    plan = history.write(capturing(f"n{step}", note=rng.choice(["", "a, b"])))
        except EditError:
            assert held(folder) == states[at]
            continue
        if plan.files:
            states = [*states[: at + 1], held(folder)]
            at += 1
    assert not [problem for problem in load(folder)[1] if problem.severity.value == "error"]
    while history.undo() is not None:
        at -= 1
        assert held(folder) == states[at]
    assert at == 0


def _any(folder: Path, rng: random.Random) -> Ref:
    dataset, _ = load(folder)
    return Ref(*rng.choice([key for key in dataset.locations if key[0] not in ("values", "kinds", "relation_types")]))


@pytest.fixture
def no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.mark.usefixtures("no_sync")
def test_walks_restore_every_byte(folder: Path) -> None:
    for seed in range(25):
        walk(folder, seed, 4)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("no_sync")
def test_many_walks_restore_every_byte(folder: Path, tmp_path: Path) -> None:
    for seed in range(1000):
        walk(folder, 1000 + seed, 8)
    harbour = shutil.copytree(HARBOUR, tmp_path / "harbour", ignore=shutil.ignore_patterns("documents"))
    for seed in range(20):
        walk(harbour, seed, 10)


# several writers


def interleaved(folder: Path, turns: int) -> None:
    """Let two writers and an editor write at once; nothing of any of them is lost."""
    barrier, failed = threading.Barrier(3), []

    def explorer(name: str) -> None:
        try:
            barrier.wait(30)
            for turn in range(turns):
                write(folder, capturing(f"{name}{turn}"))
        except LetapisError as error:
            failed.append(error)

    threads = [threading.Thread(target=explorer, args=(name,)) for name in ("x", "y")]
    for thread in threads:
        thread.start()
    file = folder / "events.yaml"
    barrier.wait(30)
    for turn in range(turns):  # an editor that saves what it has just read, as a whole, unless it was changed since
        while not replace_if_unchanged(file, before := file.read_bytes(), before + f"# line {turn}\n".encode()):
            pass
    for thread in threads:
        thread.join(60)
    assert not failed
    dataset, problems = load(folder)
    assert not problems
    assert {f"{name}{turn}" for name in "xy" for turn in range(turns)} <= dataset.events.keys()
    assert {f"# line {turn}" for turn in range(turns)} <= {
        line for saved in folder.glob("events.yaml*") for line in saved.read_text().splitlines()
    }


@pytest.mark.usefixtures("no_sync")
def test_two_writers_at_once_lose_nothing(folder: Path) -> None:
    interleaved(folder, 5)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("no_sync")
def test_two_writers_at_once_lose_nothing_in_many_turns(folder: Path) -> None:
    for start in range(20):
        work = shutil.copytree(folder, folder / f".turn{start}", ignore=shutil.ignore_patterns(".turn*"))
        interleaved(work, 10)
