"""Records of broken files, and records with a fault, stay as they were when they were last read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.core.compiled.compiling import broken_since
from tui.core.loading.loader import load_all
from tui.core.loading.outcome import FilesRead, Kept
from tui.core.model.problem import Severity
from tui.core.opening import open_dataset

FILES = {
    "dataset": 'letapis: 1\ndataset: {title: Test}\nkinds: {law: {title: Law, sign: "§"}}\n',
    "events": (
        "events:\n"
        "  one: {title: One, date: 2020, kind: law, evidence: [s/p], involves: [{entity: ann}]}\n"
        "  two: {title: Two, date: 2021, evidence: [s/p]}\n"
    ),
    "people": "people:\n  ann: {name: Ann, evidence: [s/p]}\n  bo: {name: Bo}\n",
    "sources": "sources:\n  s: {title: S, passages: {p: {gist: G}}}\n",
}
BROKEN = {"no YAML": b"people:\n  ann: {name: 'An\n", "not UTF-8": b"people:\n  ann: {name: \xff}\n"}


def written(folder: Path, **files: str | bytes | None) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / f"{name}.yaml"
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture(params=["memory", "compiled"])
def good(request: pytest.FixtureRequest, tmp_path: Path) -> FilesRead:
    """The dataset in the folder `d` as it was read: from its files, or from its compiled file."""
    folder = written(tmp_path / "d", **FILES)
    if request.param == "memory":
        return load_all(folder)
    assert open_dataset(folder, cache_folder=tmp_path / "cache").keep() == ""
    return open_dataset(folder, cache_folder=tmp_path / "cache").files_read()


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_the_records_of_a_broken_file_stay(tmp_path: Path, good: FilesRead, broken: bytes) -> None:
    folder = tmp_path / "d"
    sound = load_all(folder).dataset
    written(folder, people=broken, events=FILES["events"].replace("Two", "Another"))
    found = load_all(folder, last_good=good)
    assert found.dataset.people == sound.people
    assert found.dataset.events["one"] == sound.events["one"]
    assert found.dataset.events["two"].title == "Another"
    assert found.dataset.locations["people", "bo"] == sound.locations["people", "bo"]
    assert [problem.file for problem in found.problems] == ["people.yaml"]
    assert found.kept == Kept(found.problems)
    # and again from what was kept, until it is mended
    again = load_all(folder, last_good=found)
    assert (again.dataset.people, again.kept) == (sound.people, found.kept)
    mended = load_all(written(folder, people=FILES["people"]), last_good=again)
    assert (mended.dataset.people, mended.problems, bool(mended.kept)) == (sound.people, (), False)
    # without an earlier reading nothing is made up
    assert load_all(written(folder, people=broken)).dataset.people == {}


def test_a_record_with_a_fault_stays_and_all_its_faults_are_told(tmp_path: Path, good: FilesRead) -> None:
    text = FILES["events"].replace("date: 2021, evidence: [s/p]", "date: 2021-13, evidence: [s/q]")
    found = load_all(written(tmp_path / "d", events=text), last_good=good)
    two = found.dataset.events["two"]
    assert (two.date, [citation.passage for citation in two.evidence]) == ("2021", ["s/p"])
    assert [problem.rule for problem in found.problems] == ["no-date", "unknown-reference"]
    assert found.kept == Kept(records=1)
    # what it refers to may be gone meanwhile
    people = FILES["people"].replace("  ann: {name: Ann, evidence: [s/p]}\n", "")
    broken = load_all(written(tmp_path / "d", events="events: [", people=people), last_good=good)
    assert broken.dataset.events["one"].involves == ()
    assert {problem.rule for problem in broken.problems} == {"yaml-syntax", "unknown-reference"}


def test_what_was_moved_or_taken_away_is_not_kept_and_the_head_is(tmp_path: Path, good: FilesRead) -> None:
    folder = tmp_path / "d"
    moved = "people:\n  bo: {name: Bo the Second}\n"
    found = load_all(written(folder, people="people: [", moved=moved), last_good=good)
    assert {one.id: one.name for one in found.dataset.people.values()} == {"ann": "Ann", "bo": "Bo the Second"}
    found = load_all(written(folder, people=None), last_good=good)
    assert found.dataset.people.keys() == {"bo"}
    found = load_all(written(folder, dataset="kinds: [", moved=None, people=FILES["people"]), last_good=good)
    assert (found.dataset.about.title, [*found.dataset.kinds]) == ("Test", ["law"])
    assert found.dataset.events["one"].kind == "law"


def test_broken_files_are_found_without_reading_the_others(tmp_path: Path) -> None:
    folder = written(tmp_path / "d", **FILES)
    known = load_all(folder).fingerprints
    assert broken_since(folder, known) == []
    written(folder, people=BROKEN["no YAML"], events=BROKEN["not UTF-8"], sources="sources: {s: {titel: S}}\n")
    assert {(one.file, one.rule, one.severity) for one in broken_since(folder, known)} == {
        ("people.yaml", "yaml-syntax", Severity.ERROR),
        ("events.yaml", "encoding", Severity.ERROR),
    }
