"""The notebook's file: whole at every moment, shared by several processes, and never written over when damaged."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from samples import ROOT

from tui.core.atomic_file import locked, write_file
from tui.core.model.records import Ref
from tui.notebook.book import Book, from_bytes, to_bytes, with_bookmark, with_filter
from tui.notebook.keeper import Notebook, file_name, notebooks

DECREE, VOTE = Ref("events", "park-decree"), Ref("events", "harbour-vote")
KEEPS = """
import sys
from functools import partial
from pathlib import Path
from tui.core.model.records import Ref
from tui.notebook.book import with_bookmark
from tui.notebook.keeper import Notebook

notebook = Notebook(Path(sys.argv[1]))
notebook.open(Path(sys.argv[2]), "Harbour")
notebook.report = lambda text: print(text, flush=True)
for number in range(int(sys.argv[4])):
    name = f"{sys.argv[3]}-{number}"
    notebook.change(partial(with_bookmark, ref=Ref("events", name), name=name * 20))
    notebook.close()
    print(number, flush=True)
"""


def kept(notebook: Notebook) -> list[str]:
    return [mark.ref.id for mark in notebook.book.bookmarks]


def opened(home: Path, dataset: Path | None = None, title: str = "Harbour") -> tuple[Notebook, str]:
    notebook = Notebook(home)
    return notebook, notebook.open(dataset or home / "harbour", title)


def mark(notebook: Notebook, ref: Ref = DECREE) -> None:
    """Bookmark a record, and wait until that is written."""
    notebook.change(partial(with_bookmark, ref=ref, name=ref.id))
    notebook.close()


def keeping(home: Path, dataset: Path, name: str, count: int) -> subprocess.Popen[str]:
    """Start a process that adds bookmarks, and prints the number of each that is written."""
    command = [sys.executable, "-c", KEEPS, str(home), str(dataset), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_what_is_kept_is_there_the_next_time(tmp_path: Path) -> None:
    first, said = opened(tmp_path)
    assert said == ""
    mark(first)
    assert kept(first) == ["park-decree"]
    again, said = opened(tmp_path)
    assert (kept(again), said) == (["park-decree"], "")
    assert again.book.title == "Harbour"


def test_each_dataset_has_its_own(tmp_path: Path) -> None:
    first, _ = opened(tmp_path, tmp_path / "a" / "harbour")
    mark(first)
    other, _ = opened(tmp_path, tmp_path / "b" / "harbour", "Another")
    assert kept(other) == []
    assert other.file != first.file


def test_without_a_folder_all_stays_in_memory(tmp_path: Path) -> None:
    notebook = Notebook()
    assert notebook.open(tmp_path, "Harbour") == ""
    mark(notebook)
    assert kept(notebook) == ["park-decree"]
    assert list(tmp_path.iterdir()) == []


def test_a_dataset_that_was_moved_takes_its_notebook_along(tmp_path: Path) -> None:
    old, new, other = tmp_path / "old", tmp_path / "new", tmp_path / "other"
    old.mkdir()
    other.mkdir()
    first, _ = opened(tmp_path / "home", old)
    mark(first)
    old.rename(new)
    assert kept(opened(tmp_path / "home", new, "Another")[0]) == []
    assert kept(opened(tmp_path / "home", other)[0]) == []  # of the same title; the other one is only away
    moved, said = opened(tmp_path / "home", new)
    assert (kept(moved), said) == (["park-decree"], "")
    assert [book.dataset for _, book in notebooks(tmp_path / "home")] == [str(old)]
    moved.change(partial(with_filter, query="cable"))
    moved.close()
    assert [book.dataset for _, book in notebooks(tmp_path / "home")] == [str(new)]


def test_fields_that_another_version_has_written_are_kept(tmp_path: Path) -> None:
    notebook, _ = opened(tmp_path)
    mark(notebook)
    assert notebook.file is not None
    known = json.loads(notebook.file.read_text())
    known |= {"colour": {"of": "cover"}}
    known["bookmarks"][0]["stars"] = 5
    notebook.file.write_text(json.dumps(known))
    notebook.change(partial(with_filter, query="cable"))
    notebook.close()
    after = json.loads(notebook.file.read_text())
    assert (after["colour"], after["bookmarks"][0]["stars"], after["history"]) == ({"of": "cover"}, 5, ["cable"])


def test_two_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    one, _ = opened(tmp_path)
    two, _ = opened(tmp_path)
    mark(one)
    mark(two, VOTE)
    assert sorted(kept(two)) == ["harbour-vote", "park-decree"]
    assert sorted(kept(opened(tmp_path)[0])) == ["harbour-vote", "park-decree"]


def test_four_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    running = [keeping(tmp_path, tmp_path / "harbour", name, 12) for name in "abcd"]
    said = [process.communicate()[0].split() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0, 0]
    assert said == [[str(number) for number in range(12)]] * 4
    wanted = sorted(f"{name}-{number}" for name in "abcd" for number in range(12))
    assert sorted(kept(opened(tmp_path)[0])) == wanted


def kill_while_writing(tmp_path: Path, times: int) -> None:
    """Kill a process that writes, at random moments; the file is whole each time and has all that was promised."""
    chance = random.Random(20260101)
    file = tmp_path / file_name(str(tmp_path / "harbour"))
    for turn in range(times):
        process = keeping(tmp_path, tmp_path / "harbour", f"turn{turn}", 10_000)
        assert process.stdout is not None
        first = process.stdout.readline()  # it writes now
        assert first == "0\n"
        time.sleep(chance.uniform(0, 0.06))  # the random moment itself: nothing is waited for
        process.send_signal(signal.SIGKILL)
        said = [first, *process.stdout.readlines()]
        process.wait()
        promised = {f"turn{turn}-{number}" for number in range(len(said))}
        found = {mark.ref.id for mark in from_bytes(file.read_bytes()).bookmarks}
        assert promised <= found
        assert len({name for name in found if name.startswith(f"turn{turn}-")} - promised) <= 1
    left = {path.name for path in tmp_path.iterdir()}
    assert {name for name in left if not name.startswith(f".{file.name}.")} == {file.name}


def test_killed_while_writing_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    kill_while_writing(tmp_path, 5)


@pytest.mark.slow
def test_killed_many_times_while_writing(tmp_path: Path) -> None:
    kill_while_writing(tmp_path, 150)


def test_a_damaged_file_is_set_aside_with_a_word(tmp_path: Path) -> None:
    file = tmp_path / file_name(str(tmp_path / "harbour"))
    for number, damage in enumerate((b'{"letapis_noteb', b"\x00" * 40), 1):
        file.write_bytes(damage)
        notebook, said = opened(tmp_path)
        aside = file.with_name(f"{file.stem}.damaged-{number}.json")
        assert str(aside) in said
        assert aside.read_bytes() == damage
        mark(notebook)
        assert kept(opened(tmp_path)[0]) == ["park-decree"]


def test_damage_while_it_is_open_costs_nothing(tmp_path: Path) -> None:
    notebook, _ = opened(tmp_path)
    mark(notebook)
    assert notebook.file is not None
    notebook.file.write_bytes(b"damage")
    told: list[str] = []
    notebook.report = told.append
    mark(notebook, VOTE)
    assert "damaged-1" in told[0]
    assert kept(opened(tmp_path)[0]) == ["park-decree", "harbour-vote"]


def test_what_a_later_version_wrote_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / file_name(str(tmp_path / "harbour"))
    file.write_bytes(b'{"letapis_notebook": 99}')
    notebook, said = opened(tmp_path)
    assert "later" in said
    mark(notebook)
    assert file.read_bytes() == b'{"letapis_notebook": 99}'
    assert kept(notebook) == ["park-decree"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser writes everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    notebook, _ = opened(tmp_path)
    told: list[str] = []
    notebook.report = told.append
    mark(notebook)
    tmp_path.chmod(0o700)
    assert "Permission denied" in told[0]


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    notebook, said = opened(tmp_path / "home", tmp_path / "harbour")
    told = [said]
    notebook.report = told.append
    mark(notebook)
    assert any("Cannot write the notebook" in text for text in told)
    assert kept(notebook) == ["park-decree"]
    assert (tmp_path / "home").read_text() == "in the way"


def test_a_full_disk_is_said_and_what_waited_is_written_when_there_is_room(tmp_path: Path) -> None:
    notebook, _ = opened(tmp_path)
    mark(notebook)
    assert notebook.file is not None
    before = notebook.file.read_bytes()
    told: list[str] = []
    notebook.report = told.append
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, hard))  # as on a full disk, writing fails half-way
    try:
        mark(notebook, VOTE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "Cannot write the notebook: File too large" in told[0]
    assert notebook.file.read_bytes() == before
    assert kept(notebook) == ["park-decree", "harbour-vote"]
    notebook.change(partial(with_filter, query="cable"))
    notebook.close()
    again, _ = opened(tmp_path)
    assert kept(again) == ["park-decree", "harbour-vote"]
    assert again.book.history == ("cable",)


def test_a_lock_that_is_held_for_ever_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.core.atomic_file.PATIENCE", 0.05)
    file = tmp_path / "book.json"
    with locked(file), pytest.raises(OSError, match="another Letapis"), locked(file):
        pass


def test_a_link_to_a_file_elsewhere_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "book.json", tmp_path / "book.json"
    link.symlink_to(real)
    write_file(link, to_bytes(Book(title="Harbour")))
    assert link.is_symlink()
    assert from_bytes(real.read_bytes()).title == "Harbour"
    assert [path.name for path in real.parent.iterdir()] == ["book.json"]


@pytest.mark.parametrize("name", ["harbour", "Летапіс 2020", "../..", "a" * 300, "", "x\x1b[2J\n"])
def test_a_notebook_has_a_file_name_whatever_the_dataset_is_called(name: str) -> None:
    found = file_name(f"/somewhere/{name}")
    assert found.isprintable()
    assert "/" not in found
    assert len(found.encode()) < 200
