"""Records that were read before, or in another process, make the dataset that reading all files makes."""

from __future__ import annotations

import gc
from multiprocessing import active_children
from pathlib import Path

import pytest
from samples import HARBOUR

from tests.core.loading.test_loader import BASE, write
from tui.core.loading import files
from tui.core.loading.files import File
from tui.core.loading.loader import load, load_all, read_alone
from tui.core.loading.outcome import CachedRecord
from tui.core.loading.parallel import ParallelReader
from tui.core.model.dataset import Location

CLAIM = "claims:\n  c:\n    about: hpark\n    question: Q\n    values: [{value: 5}, {value: 6}]\n"
WRONG = "people:\n  ann: {name: A, evidence: [rev/one, rev/x]}\n"


def read(folder: Path, path: str) -> File:
    (file,) = files.contents(folder, [path], [])
    return file


class Earlier:
    """What an earlier load knew of the files of a folder; it counts what is asked for."""

    def __init__(self, folder: Path) -> None:
        self.known = {path: read_alone(folder, read(folder, path)) for path in files.paths(folder, [])}
        self.asked: list[str] = []

    def records(self, file: File) -> list[CachedRecord] | None:
        self.asked.append(file.path)
        return self.known[file.path]


def test_a_file_alone_has_its_records_with_the_places_of_their_parts(tmp_path: Path) -> None:
    write(tmp_path, {**BASE, "c.yaml": CLAIM, "wrong.yaml": "people: {ann: {}}\n", "kinds.yaml": "kinds: {}\n"})
    whole, _ = load(tmp_path)
    (claim,) = read_alone(tmp_path, read(tmp_path, "c.yaml")) or []
    assert claim == CachedRecord(
        "claims",
        whole.claims["c"],
        Location("c.yaml", 2, 3),
        {("values", "c/0"): Location("c.yaml", 5, 14), ("values", "c/1"): Location("c.yaml", 5, 26)},
    )
    base = read_alone(tmp_path, read(tmp_path, "base.yaml")) or []
    assert [(one.section, one.record.id, len(one.parts)) for one in base] == [
        *(("sources", "rev", 2), ("organisations", "hpark", 0), ("people", "j-doe", 0)),
        *(("places", "town", 0), ("events", "opening", 0)),
    ]
    assert base[0].parts["passages", "rev/two"] == whole.locations["passages", "rev/two"]
    for path in ("dataset.yaml", "wrong.yaml", "kinds.yaml"):
        assert read_alone(tmp_path, read(tmp_path, path)) is None, path


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"z.yaml": CLAIM},
        {"z.yaml": WRONG},
        {"z.yaml": CLAIM + WRONG},
        {"a.yaml": "people:\n  hpark: {name: Twice}\n"},
        {"z.yaml": "people:\n  hpark: {name: Twice}\n"},
        {"z.yaml": "people:\n  ann: {name: A, evidence: [rev/three]}\n"},
        {"z.yaml": "people: {ann: {role: x}}\nevents: {e: {title: E, date: 2020, involves: [{entity: ann}]}}\n"},
        {"z.yaml": "people: {ann: {name: 'A"},
    ],
)
def test_cached_records_make_the_same_dataset(tmp_path: Path, more: dict[str, str | bytes]) -> None:
    write(tmp_path, {**BASE, **more})
    earlier = Earlier(tmp_path)
    whole, found = load_all(tmp_path), load_all(tmp_path, earlier)
    assert (found.dataset, found.problems, found.walked) == (whole.dataset, whole.problems, whole.walked)
    assert [one.plain for one in found.fingerprints] == [one.plain for one in whole.fingerprints]
    assert earlier.asked == files.paths(tmp_path, []), "each file is asked for once"


def test_a_file_is_plain_where_all_in_it_is_compiled_as_written(tmp_path: Path) -> None:
    more = {"a.yaml": CLAIM, "b.yaml": WRONG, "c.yaml": "kinds: {}\n", "d.yaml": "people: {hpark: {name: Twice}}\n"}
    found = load_all(write(tmp_path, {**BASE, **more}))
    plain = {
        "dataset.yaml": False,
        "a.yaml": True,
        "b.yaml": False,
        "base.yaml": True,
        "c.yaml": False,
        "d.yaml": False,
    }
    assert {one.path: one.plain for one in found.fingerprints} == plain


def test_progress_is_reported_in_bytes_and_the_collector_is_left_as_it_was(tmp_path: Path) -> None:
    folder = write(tmp_path, {**BASE})
    seen: list[tuple[int, int, bool]] = []
    gc.enable()  # whatever ran before in this process
    head, base = (len(text.encode()) for text in BASE.values())
    load_all(folder, None, lambda done, total: seen.append((done, total, gc.isenabled())))
    assert seen == [(head, head + base, False), (head + base, head + base, False)]
    assert gc.isenabled()
    gc.disable()
    try:
        load(folder)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_drafts_stand_in_for_files(tmp_path: Path) -> None:
    folder = write(tmp_path, {**BASE})
    dataset, problems = load(folder, {"b.yaml": b"people: {ann: {name: Ann}}\n", "base.yaml": CLAIM.encode()})
    assert list(dataset.people) == ["ann"]
    assert [problem.message for problem in problems] == ["No record is called `hpark`."]
    assert list(load(folder, {})[0].people) == ["j-doe"]


def test_other_processes_read_what_this_one_would(tmp_path: Path) -> None:
    write(tmp_path, {**BASE, "c.yaml": CLAIM, "z.yaml": WRONG.replace("name", "nmae")})
    before = set(active_children())
    with ParallelReader(HARBOUR, 2) as reading:
        assert load_all(HARBOUR, reading)[:2] == load(HARBOUR)
    with ParallelReader(tmp_path, 2) as reading:
        for path in ("base.yaml", "c.yaml"):
            file = read(tmp_path, path)
            assert reading.records(file) == read_alone(tmp_path, file)
            assert reading.records(file) is None, "each is given once"
        assert reading.records(read(tmp_path, "dataset.yaml")) is None
        assert reading.records(read(tmp_path, "z.yaml")) is None
    assert set(active_children()) <= before, "they have ended"
    with ParallelReader(tmp_path, 2) as reading:
        assert reading.records(read(tmp_path, "c.yaml")._replace(raw=b"other")) is None
