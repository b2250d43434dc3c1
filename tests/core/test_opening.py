"""Opening a dataset: from its files or its compiled file, and how a large one reports progress and is cancelled."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Event

import pytest
from samples import HARBOUR

from tui.core import opening
from tui.core.compiled.store import CompiledStore
from tui.core.errors import Cancelled, NotADataset
from tui.core.opening import STEP_SHARES, Opened, Wait, check_ahead, open_compiled, open_dataset, share_done
from tui.core.query.parser import parse
from tui.core.store.memory import MemoryStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))


def stores(*opened: Opened | None) -> list[type]:
    return [type(one.store) if one else type(None) for one in opened]


def test_the_files_are_read_until_a_compiled_file_is_kept_and_where_all_is_read_afresh(folder: Path) -> None:
    kept = folder.parent / "cache"
    first = open_dataset(folder, cache_folder=kept)
    assert (first.keep(), open_dataset(folder).keep()) == ("", "")
    again, fresh = open_dataset(folder, cache_folder=kept), open_dataset(folder, cache_folder=kept, fresh=True)
    assert stores(first, again, fresh) == [MemoryStore, CompiledStore, MemoryStore]
    for one in (first, again, fresh):
        assert (one.folder, one.errors, one.problems) == (folder, 0, ())
        assert one.index.run(parse("")).count == 16
    for checking in (None, check_ahead(folder, kept)):
        assert stores(open_compiled(folder, kept, checking=checking)) == [CompiledStore]
    assert check_ahead(folder, None) is open_compiled(folder, None) is None
    with (folder / "people.yaml").open("a") as file:
        file.write("  z: {}\n")
    assert open_compiled(folder, kept) is None
    broken = open_dataset(folder, cache_folder=kept)
    assert (broken.errors, [problem.file for problem in broken.problems]) == (1, ["people.yaml"])
    with pytest.raises(NotADataset):
        open_dataset(folder / "events")


def test_documents_are_those_of_the_dataset_or_of_the_folder_chosen(folder: Path) -> None:
    elsewhere = Path(shutil.copytree(folder / "documents", folder.parent / "elsewhere"))
    (elsewhere / "gazette.html").unlink(missing_ok=True)
    (elsewhere / "gazette.txt").write_text("Nothing of the kind.", encoding="utf-8")
    own, chosen = open_dataset(folder), open_dataset(folder, elsewhere)
    assert own.document("gazette")() is own.documents["gazette"]
    assert own.document("nowhere")() is None
    found = chosen.document("gazette")()
    assert found is not None
    assert found.text == "Nothing of the kind."
    assert [one.index.run(parse('text:"nothing of the kind"')).count > 0 for one in (own, chosen)] == [False, True]
    assert open_dataset(folder, folder / "no-folder").documents == {}


def test_a_large_dataset_is_compiled_in_a_child_or_reports_while_it_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[str, int, int]] = []
    wait = Wait(lambda *step: steps.append(step), Event())
    assert stores(open_dataset(folder, wait=wait)) == [MemoryStore]
    assert steps == []  # it is small
    monkeypatch.setattr(opening, "LARGE", 1)
    monkeypatch.setattr(opening, "PAUSE", 0)
    assert stores(open_dataset(folder, wait=wait)) == [MemoryStore]
    assert {step for step, _, _ in steps} == {"reading"}
    kept = folder.parent / "cache"
    assert stores(open_dataset(folder, cache_folder=kept, wait=wait)) == [CompiledStore]
    (folder.parent / "file").write_text("in the way")
    assert stores(open_dataset(folder, cache_folder=folder.parent / "file", wait=wait)) == [MemoryStore]
    wait.cancelled.set()
    with pytest.raises(Cancelled):
        open_dataset(folder, wait=wait)
    monkeypatch.undo()
    with pytest.raises(Cancelled):
        open_dataset(folder, wait=wait)


def test_the_shares_of_the_steps_add_up_to_just_below_the_whole() -> None:
    reading, indexing = STEP_SHARES
    assert (share_done(reading, 0, 9), share_done(reading, 0, 0)) == (0, 0)
    assert share_done(reading, 9, 9) == share_done(indexing, 0, 9) == STEP_SHARES[reading]
    assert share_done(indexing, 1, 2) == STEP_SHARES[reading] + STEP_SHARES[indexing] / 2
    assert share_done(indexing, 9, 9) == 0.99


def test_of_very_many_problems_the_first_are_listed_and_all_are_counted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = "".join(f"  odd-{number}: {{date: 2020-13, title: T}}\n" for number in range(9))
    (folder / "odd.yaml").write_text(f"events:\n{odd}")
    monkeypatch.setattr(opening, "FIRST", 3)
    opened = open_dataset(folder, cache_folder=folder.parent / "cache")
    for one in (opened, open_dataset(folder, cache_folder=folder.parent / "cache")):
        assert len(one.first_problems) == 3
        assert one.problem_count == len(one.problems) >= 9
        assert one.first_problems == (*one.problems,)[:3]
        assert one.keep() == ""
