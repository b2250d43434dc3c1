"""After a small edit the compiled file is brought up to date, and then holds what compiling everything anew gives."""

from __future__ import annotations

import random
import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from compiles import compiled, is_compiled, reopened, target_of
from held import held
from pyroaring import BitMap
from samples import HARBOUR

from tui.core.compiled import compiling, edit
from tui.core.compiled.patch import patch
from tui.core.compiled.postings import CompiledPostings
from tui.core.compiled.rows import CompiledRows
from tui.core.compiled.store import CompiledStore
from tui.core.index.index import Index
from tui.core.index.listing_order import in_list_order
from tui.core.index.listing_order import orders as listing_orders
from tui.core.index.orders import SORTED_BY, Orders
from tui.core.model.sections import LISTED_SECTIONS

LISTED = re.compile(r"[\w/-]+(?=[,\]])")
"""An entry of a list in brackets: the id of an entity or of a passage."""
KEY = re.compile(r" {4,}(- )?\w+: ")


def edit_line(line: str, alike: list[str], rng: random.Random) -> str:
    """Change a line as curators do: a remark, a reference, or a word, as another line with its key has it."""
    other, draw = rng.choice(alike), rng.random()
    if draw < 0.15:
        return f"# {line.strip()}\n{line}"
    if draw < 0.4:
        return other
    if listed := [*LISTED.finditer(line)]:
        spot, known = rng.choice(listed), [word for one in alike for word in LISTED.findall(one)]
        return line[: spot.start()] + rng.choice(known) + line[spot.end() :]
    return f"{line} {other.split()[-1]}" if draw < 0.7 else line.replace(line.rsplit(maxsplit=1)[-1], other.split()[-1])


def edit_one(folder: Path, rng: random.Random) -> None:
    """Change one line of one file."""
    paths = [path for path in sorted(folder.rglob("*.yaml")) if path.name != "dataset.yaml"]
    lines = {path: path.read_text(encoding="utf-8").splitlines() for path in paths}
    spots = [(path, at) for path, own in lines.items() for at, line in enumerate(own) if KEY.match(line)]
    path, at = rng.choice(spots)
    line = lines[path][at]
    key = line.partition(":")[0]
    lines[path][at] = edit_line(line, [one for own in lines.values() for one in own if one.startswith(f"{key}: ")], rng)
    path.write_text("\n".join([*lines[path], ""]), encoding="utf-8")


def orders(target: Path) -> list[object]:
    """Return every order that a compiled file holds, or works out where it was dropped."""
    with closing(CompiledRows(target)) as rows:
        store = CompiledStore(rows)
        postings = CompiledPostings(rows, store)
        events, index = Orders(store, postings), Index(store, postings)
        found: list[object] = [[list(part) for part in postings.in_order(name)] for name in ("told", "perhaps")]
        found += [list(events.order(BitMap(range(postings.events)), by)) for by in SORTED_BY]
        for section in LISTED_SECTIONS[1:]:
            numbers = postings.facet("section", section)
            found += [list(in_list_order(index, numbers, section, by)) for by in listing_orders(section)]
        return found


def require_patched(target: Path, fresh: Path) -> None:
    """Assert that two compiled files hold the same; orders may have been dropped, and are then worked out."""
    found, wanted = held(target), held(fresh)
    for key in found:
        assert found[key] == wanted[key], key
    assert {key.partition(":")[0] for key in wanted.keys() - found.keys()} <= {
        "order", "place", "listing", "told", "perhaps"
    }  # fmt: skip
    assert orders(target) == orders(fresh)


@pytest.mark.parametrize(("seed", "edits"), [(1, 18), pytest.param(2, 200, marks=pytest.mark.slow)])
def test_after_any_small_edit_it_holds_what_compiling_anew_gives(seed: int, edits: int, tmp_path: Path) -> None:
    folder, rng, patched = tmp_path / "harbour", random.Random(seed), 0
    shutil.copytree(HARBOUR, folder, ignore=shutil.ignore_patterns("documents"))
    target, fresh = target_of(folder), tmp_path / "fresh.letapis"
    compiling.make(folder).keep(target)
    whole = {path: path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
    for _ in range(edits):
        edit_one(folder, rng)
        compiling.make(folder).keep(fresh)
        if patch(target, folder):
            patched += 1
            require_patched(target, fresh)
        else:
            for path, raw in whole.items():
                path.write_bytes(raw)
            compiling.make(folder).keep(target)
    assert patched > edits // 2


def replace(path: Path, old: str, new: str) -> None:
    """Replace the one place of a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


EVENTS = """events:
  one: {title: The pier opens, date: 2001-02-03}
  two: {title: The pier closes, date: 2001-02-03}
"""


@pytest.mark.parametrize(("fewer", "more"), [(5000, 8_000_000), (0, 8_000_000), (5000, 10)])
def test_a_small_edit_reads_one_file_and_a_larger_one_all(
    fewer: int, more: int, folder: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edit, "MOST_RECORDS", fewer)
    monkeypatch.setattr(edit, "MOST_BYTES", more)
    path = folder / "pier.yaml"
    path.write_text(EVENTS)
    compiled(folder)
    replace(path, "The pier closes", "THE PIER — opens")
    whole = target.read_bytes()
    assert patch(target, folder) == (fewer > 0 and more > 10)
    if target.read_bytes() == whole:
        return
    assert is_compiled(folder)
    found = reopened(folder)
    assert [p.message for p in found.problems if p.rule == "look-alike"] == ["The same title and date as `one`."]
    monkeypatch.setattr(compiling, "load_all", lambda *_: pytest.fail("all files are read"))
    replace(path, "The pier opens", "The pier is opened")
    compiling.compile_to(target, folder, lambda *_: None, fresh=False)
    assert not any(problem.rule == "look-alike" for problem in reopened(folder).problems)
    assert {path.stem for path in target.parent.iterdir()} == {target.stem}


NAMING = {
    "an event": "events: {a: {title: A, date: 2020, involves: [{entity: x}]}}",
    "a relation": "relations: {a: {from: o, type: leads, to: x, start: 2020}}",
    "a claim about it": "claims: {a: {about: x, question: Q, values: [{value: V}]}}",
    "a claim that quotes it": "claims: {a: {about: o, question: Q, values: [{value: V, said_by: x}]}}",
    "a place within it": "places: {a: {name: A, within: x}}",
    "an organisation there": "organisations: {a: {name: A, kind: company, place: x}}",
    "nothing": "people: {a: {name: A}}",
}


@pytest.mark.parametrize("naming", NAMING)
def test_what_names_an_entity_that_was_changed_is_known_without_reading_it_again(
    naming: str, folder: Path, target: Path
) -> None:
    path = folder / "x.yaml"
    path.write_text("places: {x: {name: Old pier}}\n")
    (folder / "o.yaml").write_text("organisations: {o: {name: Other, kind: company}}\n")
    (folder / "a.yaml").write_text(f"{NAMING[naming]}\n")
    compiled(folder)
    replace(path, "Old pier", "New pier")
    assert patch(target, folder)
    found, read = reopened(folder), compiling.make(folder)
    assert found.store.entity("x") == read.store.entity("x")
    assert found.problems == read.problems
    unnamed = [
        problem for problem in found.problems if problem.record == "places/x" and problem.rule == "unmentioned-entity"
    ]
    assert bool(unnamed) is (naming == "nothing")
