"""What a plan of an edit would change is found by what it touches, and is what all rules say of all records."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from samples import HARBOUR

from tui.core.compiled import compiling
from tui.core.loading.loader import load
from tui.core.loading.yaml_spans import spans
from tui.core.model.records import Ref
from tui.core.model.sections import SECTIONS
from tui.core.store.related import passage_keys, referring
from tui.exchange.editing import reading
from tui.exchange.editing.pointers import RecordFields
from tui.exchange.editing.reading import Contents, PlanReader, errors_of, problem_key
from tui.exchange.editing.splice import spliced
from tui.exchange.editing.workspace import Workspace

TYPES = {
    "dataset:": "  also_check: [title-without-verb]",
    "kinds:": '  gale: {title: Gale, sign: "%"}',
    "relation_types:": "  owns: {title: owns, reverse: owned by}",
}
"""Line of dataset.yaml → what is added below it."""
MORE = """places:
  quay: {name: Quay}
  north-quay: {name: North quay, within: quay}
  crane: {name: Crane, within: north-quay}
people:
  ann: {name: Ann Weir}
  bob: {name: Bob Weir, names: [{value: Ann Weir}]}
organisations:
  crane-co: {name: Crane Co, kind: company, place: crane}
events:
  gale: {title: A gale comes, date: 2020-01-02, kind: gale, involves: [{entity: ann, role: her ship}], place: quay}
  later: {title: It is over, date: 2020-01-03, after: [gale], accept: [uncited]}
  last: {title: All is well, date: 2020-01-04, after: [later], evidence: [log/a]}
sources:
  log: {title: The log, issued: 2020-01-03, passages: {a: {gist: All was well.}, b: {gist: Wind., quote: 40 knots}}}
  copy: {title: A copy of it, derives_from: [log], passages: {a: {gist: The same.}}}
  digest: {title: A digest, derives_from: [copy], passages: {a: {gist: In short.}}}
relations:
  bob-owns: {from: bob, type: owns, to: crane-co, start: 2020-01-03, evidence: [log/a]}
claims:
  wind: {about: gale, question: How strong?, values: [{value: '40', unit: knots, said_by: ann, evidence: [log/b]}]}
"""
"""Records of every kind that depend on one another."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "harbour"
    shutil.copytree(HARBOUR, folder, ignore=shutil.ignore_patterns("documents"))
    head = folder / "dataset.yaml"
    lines = head.read_text(encoding="utf-8").splitlines()
    head.write_text("\n".join("\n".join([line, *filter(None, [TYPES.get(line)])]) for line in lines), encoding="utf-8")
    (folder / "more.yaml").write_text(MORE, encoding="utf-8")
    return folder


def edited(text: str, rng: random.Random) -> str | None:
    """Return a file with one record changed as another one is, taken out, copied, or under another id."""
    root = spans(text)
    tree: Any = root.plain if root is not None else {}
    records = [(section, key) for section in SECTIONS for key in tree.get(section, {})]
    if not records:
        return None
    section, key = rng.choice(records)
    own: dict[str, RecordFields] = dict(tree[section])
    match rng.randrange(7):
        case 0:
            del own[key]
        case 1:
            own[f"{key}-2"] = own[key]
        case 2:
            own = {f"{one}-2" if one == key else one: fields for one, fields in own.items()}
        case 3:
            name = rng.choice([*own[key]])
            own[key] = {field: value for field, value in own[key].items() if field != name}
        case _:
            name, value = rng.choice([pair for fields in own.values() for pair in fields.items()])
            own[key] = {**own[key], name: value}
    return spliced(text, {**tree, section: own} if own else {one: tree[one] for one in tree if one != section})


def drawn(folder: Path, rng: random.Random) -> Contents:
    """Return other contents of one file or two."""
    paths = [path for path in sorted(folder.rglob("*.yaml")) if path.name != "dataset.yaml"]
    paths += [folder / "more.yaml"] * 8
    found = {}
    for path in rng.sample(paths, rng.choice([1, 1, 2])):
        after = edited(path.read_text(encoding="utf-8"), rng)
        if after is not None:
            found[path.relative_to(folder).as_posix()] = after.encode()
    return found


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("seed", "edits"), [(1, 35), pytest.param(2, 600, marks=pytest.mark.slow)])
def test_what_an_edit_changes_is_what_all_rules_say_of_all_records(
    seed: int, edits: int, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng, target, whole = random.Random(seed), tmp_path / "c.letapis", list[Path]()
    compiling.make(folder).keep(target)

    def counted(folder: Path, *how: Any) -> Any:
        whole.append(folder)
        return load(folder, *how)

    monkeypatch.setattr(reading, "load", counted)
    quick, told = 0, set[str]()
    for _ in range(edits):
        instead = drawn(folder, rng)
        wanted = PlanReader(folder).fresh(instead)
        whole.clear()
        found = PlanReader(folder, target).fresh(instead)
        assert sorted(found, key=problem_key) == sorted(wanted, key=problem_key), instead
        quick += not whole
        told |= {problem.rule for problem in found} if not whole else set()
        if not errors_of(found) and rng.random() < 0.3:  # what is planned next is held against files that have changed
            for path, raw in instead.items():
                (folder / path).write_bytes(raw)
        if rng.random() < 0.1:
            compiling.make(folder).keep(target)
    assert quick > edits // 3
    assert len(told) > 8


def test_what_refers_to_a_record_is_known_without_reading_the_files(folder: Path) -> None:
    store, space = compiling.make(folder).store, Workspace(folder)
    refs = [Ref(section, key) for section in SECTIONS for key in store.ids(section)]
    passages = [
        Ref("passages", key) for ref in refs if ref.section == "sources" for key in passage_keys(store.sources[ref.id])
    ]
    for ref in [*refs, *passages]:
        assert set(referring(store, ref)) == {one for one in space.resting(ref) if one.id}, ref
