"""A compiled file is never used when anything about it is odd, and what ends its making leaves nothing behind."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from compiles import compiled, is_compiled, kept_in, reopened, target_of
from terminal import ROOT

from tui.core.compiled import cache, layout, process
from tui.core.compiled.checking import Checking
from tui.core.compiled.process import compile_in_child
from tui.core.errors import Cancelled
from tui.core.opening import Wait, open_compiled, open_dataset
from tui.core.query import parser


def test_a_damaged_file_is_never_used(folder: Path, target: Path) -> None:
    compiled(folder)
    whole = target.read_bytes()
    rng = random.Random(3)
    for _ in range(25):
        damaged = bytearray(whole)
        if rng.random() < 0.2:
            del damaged[rng.randrange(len(damaged)) :]
        else:
            damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
        target.write_bytes(damaged)
        assert not is_compiled(folder)
    target.write_bytes(whole)
    assert is_compiled(folder)


def test_a_file_that_is_checked_beside_other_work_is_trusted_no_more(folder: Path, target: Path) -> None:
    compiled(folder)
    assert cache.open_trusted(target, folder) is not None
    whole = target.read_bytes()
    damaged = bytearray(whole)
    damaged[len(damaged) // 2] ^= 1
    target.write_bytes(damaged)
    checking = Checking(target)
    assert cache.opened(target, folder, checking) is None
    assert open_compiled(folder, kept_in(folder), None, checking) is None
    assert type(reopened(folder, checking=checking).store).__name__ == "MemoryStore"
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
    folder: Path, target: Path, tmp_path: Path, monkeypatch
) -> None:
    compiled(folder)
    whole = target.read_bytes()
    for change in (f"PRAGMA user_version = {layout.FORMAT + 1}", "PRAGMA application_id = 1", "DELETE FROM meta"):
        target.write_bytes(whole)
        with closing(sqlite3.connect(target)) as database, database:
            database.execute(change)
        layout.seal(target)
        assert not is_compiled(folder)
    target.write_bytes(b"")
    assert not is_compiled(folder)
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    target_of(other).write_bytes(whole)
    assert not is_compiled(other)
    target.write_bytes(whole)
    assert is_compiled(folder)
    monkeypatch.setattr(layout, "program", lambda: 1)
    assert not is_compiled(folder)


def test_where_it_cannot_be_kept_that_is_said(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    found = open_dataset(folder, cache_folder=tmp_path / "file" / "within")
    assert "irectory" in found.keep() or "exists" in found.keep()
    assert found.index.run(parser.parse("park")).count


def opens(folder: Path, code: str) -> subprocess.Popen[str]:
    """Run some code in another process that can open the dataset with its cache."""
    head = "from functools import partial\nfrom pathlib import Path\nfrom tui.core.opening import open_dataset\n"
    head += f"opened = partial(open_dataset, Path({str(folder)!r}), cache_folder=Path({str(kept_in(folder))!r}))\n"
    return subprocess.Popen([sys.executable, "-c", head + code], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_full_disk_leaves_nothing_behind(folder: Path) -> None:
    code = (
        "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "print(opened().keep() or 'kept')\nprint(type(opened().store).__name__)"
    )
    said, store = opens(folder, code).communicate()[0].splitlines()
    assert said != "kept"
    assert store == "MemoryStore"
    assert list(kept_in(folder).iterdir()) == []


def test_two_at_once_leave_one_whole_file(folder: Path) -> None:
    running = [opens(folder, "print([opened(fresh=True).keep() for _ in range(3)])") for _ in range(2)]
    found = {reopened(folder).index.run(parser.parse("park")).count for _ in range(20)}
    assert [child.communicate()[0].strip() for child in running] == [str([""] * 3)] * 2
    assert len(found) == 1
    assert is_compiled(folder)


def test_a_compile_in_a_child_tells_how_far_it_is_and_can_be_cancelled(folder: Path, target: Path) -> None:
    told: list[tuple[str, int, int]] = []
    compile_in_child(folder, target, lambda *step: told.append(step), threading.Event(), fresh=False)
    assert told
    assert all(done <= total for _, done, total in told)
    assert is_compiled(folder)
    target.unlink()
    enough = threading.Event()
    enough.set()
    with pytest.raises(Cancelled):
        compile_in_child(folder, target, lambda *step: None, enough, fresh=False)
    assert not target.exists()


def test_a_compile_that_is_killed_in_mid_writing_leaves_nothing_behind(
    folder: Path, target: Path, tmp_path: Path, monkeypatch
) -> None:
    others = cache.scratch(target)
    (tmp_path / "writes_for_ever.py").write_text(
        "import json, sys, time; from pathlib import Path; from tui.core.compiled.cache import scratch\n"
        "print(json.dumps(['writing', bool(scratch(Path(sys.argv[2]))), 1]), flush=True); time.sleep(60)"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(process, "__name__", "writes_for_ever")
    enough = threading.Event()
    with pytest.raises(Cancelled):
        process.compile_in_child(folder, target, lambda *_: enough.set(), enough, fresh=False)
    assert list(target.parent.iterdir()) == [others]


@pytest.mark.parametrize("kept", ["off", "no folder"])
def test_a_large_dataset_that_cannot_be_kept_is_not_compiled(
    folder: Path, tmp_path: Path, monkeypatch, kept: str
) -> None:
    (tmp_path / "no folder").write_text("a file")
    monkeypatch.setattr("tui.core.opening.LARGE", 1)
    monkeypatch.setattr(process, "compile_in_child", lambda *_, **__: pytest.fail("it would be for nothing"))
    wait = Wait(lambda *_: None, threading.Event())
    found = open_dataset(folder, cache_folder=None if kept == "off" else tmp_path / kept, wait=wait)
    assert type(found.store).__name__ == "MemoryStore"


def test_what_nobody_opens_is_removed_in_time(folder: Path) -> None:
    compiled(folder)
    old = kept_in(folder) / "old.letapis"
    old.write_bytes(b"")
    os.utime(old, (1, 1))
    assert reopened(folder, fresh=True).keep() == ""
    assert not old.exists()
