"""Disks that are full, read-only or slow, files that vanish, clocks that jump: it is said, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from samples import HARBOUR
from terminal import Terminal

from tui.cli.main import run
from tui.core.atomic_file import write_file
from tui.core.loading import loader
from tui.core.opening import open_dataset
from tui.notebook import keeper
from tui.notebook.book import with_filter


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return shutil.copytree(HARBOUR, tmp_path / "harbour")


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("call", ["fsync", "open", "replace", "link"])
@pytest.mark.parametrize("why", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_what_cannot_be_written_leaves_all_as_it_was(
    call: str, why: int, harbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    target = tmp_path / "out.md"
    target.write_text("mine")
    before, real = everything(tmp_path), getattr(os, call)

    def fails(*args: object, **how: object) -> object:
        if call == "open" and not int(args[1]) & (os.O_WRONLY | os.O_RDWR):
            return real(*args, **how)
        raise OSError(why, os.strerror(why))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fails)
        assert run(["export", "-d", str(harbour), "--format", "md", "-o", str(target), "--force"]) in (0, 2)
        assert run(["add", "person", "more", "-d", str(harbour), "--name", "One More"]) in (0, 2)
    said = capsys.readouterr().err
    after = everything(tmp_path)
    if target.read_text() == "mine" and "more" not in loader.load(harbour)[0].people:
        assert os.strerror(why) in said
    else:  # that call is not needed for it
        assert call in ("link", "replace")
    assert {path: raw for path, raw in after.items() if path not in ("out.md", "harbour/people.yaml")}.keys() == (
        before.keys() - {"out.md", "harbour/people.yaml"}
    )


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can mount")
def test_on_a_disk_that_is_really_full(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small], check=False).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        (small / "out.md").write_text("mine")
        (small / "rest").write_bytes(b"x" * 48_000)
        assert run(["export", "-d", str(HARBOUR), "--format", "html", "-o", str(small / "out.md"), "--force"]) == 2
        assert (small / "out.md").read_text() == "mine"
        opened = open_dataset(HARBOUR, cache_folder=small / "cache")
        assert "disk is full" in opened.keep()
        assert opened.store.about.title
        notebook = keeper.Notebook(small)
        notebook.open(HARBOUR, "T")
        assert sorted(path.name for path in small.iterdir() if path.is_file()) == ["out.md", "rest"]
    finally:
        subprocess.run(["umount", small], check=True)


def test_a_file_that_vanishes_between_the_look_and_the_reading_is_told(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def vanished(path: str, *how: int, **others: object) -> int:
        if str(path).endswith("people.yaml"):
            Path(path).unlink(missing_ok=True)
        return real(path, *how, **others)

    monkeypatch.setattr(os, "open", vanished)
    dataset, problems = loader.load(harbour)
    assert dataset.events
    assert any(problem.file == "people.yaml" for problem in problems)


def test_a_clock_that_jumps_costs_no_draft_of_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    for jump in (-(10**9), 10**8, 0):
        monkeypatch.setattr(time, "time", lambda jump=jump: now + jump)
        write_file(tmp_path / "a", f"{jump}".encode())
        notebook = keeper.Notebook(tmp_path / "notebooks")
        notebook.open(HARBOUR, "T")
        notebook.change(lambda book: with_filter(book, "kind:law"))
        notebook.close()
    assert (tmp_path / "a").read_text() == "0"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".new"] == []
    assert len([*keeper.notebooks(tmp_path / "notebooks")]) == 1


SLOW = """
import os, sys, time
real = os.fsync
def slow(handle):
    time.sleep(2)
    real(handle)
os.fsync = slow
from tui.cli.main import main
main()
"""


@pytest.mark.slow
def test_a_slow_disk_keeps_no_key_waiting(home: Path) -> None:
    with Terminal(sys.executable, "-c", SLOW, HARBOUR, LETAPIS_HOME=str(home)) as terminal:
        terminal.wait_for("16 events")
        terminal.send("b")
        began = time.monotonic()
        terminal.wait_for("Bookmarked")
        terminal.send("/cable")
        terminal.wait_for("/ cable")
        assert time.monotonic() - began < 2
        terminal.send("\x11")
        assert terminal.wait() == 0
    assert len([*keeper.notebooks(home / "data" / "notebooks")]) == 1
