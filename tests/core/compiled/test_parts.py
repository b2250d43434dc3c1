"""The parts of a compiled file: its seal, its place in the cache, its rows, and the process that writes it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from compiles import compiled

from tui.core.compiled import cache, fork_writer, layout, process, write
from tui.core.compiled.checking import Checking
from tui.core.compiled.layout import Damaged, require_whole, seal
from tui.core.compiled.rows import CompiledRows
from tui.core.compiled.store import Ids
from tui.core.errors import NotADataset
from tui.core.index.build import build
from tui.core.loading.loader import load_all
from tui.core.store.memory import MemoryStore


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 20])
def test_a_sealed_file_is_whole_and_with_any_byte_changed_damaged(tmp_path: Path, monkeypatch, size: int) -> None:
    monkeypatch.setattr(layout, "_BLOCK", 8)
    path, body = tmp_path / "a", bytes(range(size))
    path.write_bytes(body)
    seal(path)
    whole = path.read_bytes()
    assert (whole[:size], whole[-8:], len(whole)) == (body, b"LETAPIS\x01", size + 12)
    status = path.stat()
    assert require_whole(path) == layout.identity(status) == (
        status.st_dev, status.st_ino, size + 12, status.st_mtime_ns, status.st_ctime_ns
    )  # fmt: skip
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(Damaged, match="the compiled file is damaged"):
            require_whole(path)
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        with pytest.raises(Damaged, match="is cut off" if cut < 12 else "is damaged"):
            require_whole(path)
    with pytest.raises(OSError, match="No such file"):
        require_whole(tmp_path / "b")


def test_the_file_in_the_cache_is_named_by_its_dataset(folder: Path, tmp_path: Path, target: Path) -> None:
    assert target.parent == tmp_path / "cache"
    assert target.name.startswith("harbour-")
    assert target.name.endswith(f"-{len(os.path.realpath(folder))}.letapis")
    long = cache.path_of(tmp_path / ("ä b" * 20), tmp_path)
    assert long.parent == tmp_path
    assert long.name.startswith(("ä-b" * 20)[:40] + "-")
    assert len(long.name.split("-")[-2]) == 8


def test_drafts_are_private_and_cleared_by_the_process_that_left_them(target: Path) -> None:
    first, second = cache.scratch(target), cache.scratch(target)
    assert first != second
    assert first.name.startswith(f".compiling-{os.getpid()}-")
    assert (first.read_bytes(), target.parent.stat().st_mode & 0o777) == (b"", 0o700)
    other = first.with_name(".compiling-1-x")
    other.write_bytes(b"")
    cache.clear(target.parent, os.getpid())
    assert list(target.parent.iterdir()) == [other]


def test_old_files_of_ours_are_removed_and_nothing_else(tmp_path: Path) -> None:
    now, day = time.time(), 24 * 3600
    ages = {
        "a.letapis": 89,
        "a.intact": 89,
        "b.letapis": 91,
        "b.intact": 91,
        ".compiling-1-a": 0.9,
        ".compiling-1-b": 1.1,
        "c.txt": 999,
    }
    for name, days in ages.items():
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (now - days * day, now - days * day))
    (tmp_path / "read.letapis").write_bytes(b"")
    os.utime(tmp_path / "read.letapis", (now - day, now - 999 * day))
    (tmp_path / "gone.letapis").symlink_to("nowhere")
    cache.tidy(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "a.letapis", "a.intact", ".compiling-1-a", "c.txt", "read.letapis", "gone.letapis"
    }  # fmt: skip


def test_rows_that_are_not_there_or_of_another_kind_are_damage(folder: Path, target: Path) -> None:
    compiled(folder)
    rows = CompiledRows(target)
    assert [ask("SELECT 1 WHERE 0") for ask in (rows.value, rows.row, rows.all)] == [None, None, []]
    assert rows.value("SELECT ?", "\udcff") is None  # a byte of a command line that is not UTF-8
    assert (rows.value("SELECT 7, 8"), rows.row("SELECT 7, 8")) == (7, (7, 8))
    with pytest.raises(Damaged, match="the compiled file lacks nothing"):
        rows.raw("nothing")
    with pytest.raises(Damaged, match=r"root of the compiled file: Expected `int`, got `str`"):
        rows.meta("root", int)
    with pytest.raises(sqlite3.OperationalError):
        rows.value("DELETE FROM meta")
    rows.close()
    with pytest.raises(sqlite3.ProgrammingError):
        rows.value("SELECT 1")


def test_ids_are_read_in_chunks(folder: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("layout", "store"):
        monkeypatch.setattr(f"tui.core.compiled.{module}.IDS_IN_CHUNK", 3)
    found = compiled(folder)
    wanted = list(MemoryStore(load_all(folder).dataset).event_ids)
    ids = Ids(CompiledRows(target), "events")
    assert (list(ids), len(ids), ids[-1], ids[-16], ids[5:2:-1]) == (wanted, 16, wanted[-1], wanted[0], wanted[5:2:-1])
    refs = found.index.postings.refs
    assert [refs[at] for at in range(-len(refs), len(refs))] == [*refs, *refs]
    for sequence, at in ((ids, 16), (ids, -17), (refs, len(refs))):
        with pytest.raises(IndexError):
            _ = sequence[at]


def test_a_check_beside_other_work_waits_and_reads_another_file_itself(tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_bytes(b"x")
    bad.write_bytes(b"x")
    seal(good)
    checking = Checking(good)
    assert checking.done(60)
    checking.require_whole(good)
    for check in (checking, Checking(bad)):
        with pytest.raises(Damaged):
            check.require_whole(bad)


Run = Callable[..., tuple[int, list[object]]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the process's main with a compile that does what it is given; return its status and what it printed."""

    def run(work: Callable[[Callable[[str, int, int], None]], object], *options: str) -> tuple[int, list[object]]:
        def compile_to(target: Path, folder: Path, progress: Callable[[str, int, int], None], *, fresh: bool) -> None:
            assert (target, folder, fresh) == (Path("target"), Path("folder"), "--fresh" in options)
            work(progress)

        monkeypatch.setattr(process, "compile_to", compile_to)
        monkeypatch.setattr(process.gc, "disable", lambda: None)
        status = process.main("folder", "target", *options)
        return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_the_process_reports_its_progress_and_why_it_failed(told: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(error: Exception) -> Callable[[object], None]:
        def work(_: object) -> None:
            raise error

        return work

    now = iter([10.0, 10.05, 10.25, 10.3])
    monkeypatch.setattr(process.time, "monotonic", lambda: next(now))
    steps = [["reading", 0, 9], ["reading", 2, 9]]
    assert told(lambda tell: [tell("reading", at, 9) for at in range(4)], "--fresh") == (0, steps)
    monkeypatch.undo()
    assert told(fails(OSError("no room"))) == (1, [["failed", "no room", 0]])
    assert told(fails(NotADataset("Not one", "no dataset.yaml"))) == (1, [["failed", "no dataset.yaml", 0]])
    assert told(fails(BrokenPipeError())) == (1, [])


def test_why_the_process_failed_is_raised(tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(process, "__name__", "fails")
    steps: list[object] = []
    for code, error in (
        ('print(\'["failed", "no room", 0]\'); sys.exit(1)', "no room"),
        ("sys.exit(3)", "the compile ended early"),
    ):
        (tmp_path / "fails.py").write_text(f"import sys\n{code}")
        with pytest.raises(OSError, match=error):
            process.compile_in_child(tmp_path, target, lambda *step: steps.append(step), threading.Event(), fresh=True)
    assert steps == []


def test_the_copy_of_the_process_writes_its_part_or_says_that_it_failed(
    folder: Path, target: Path, monkeypatch
) -> None:
    monkeypatch.setattr(fork_writer, "processes", lambda: 2)

    def writes(path: Path) -> None:
        path.write_text("its part")

    with fork_writer.writing_in_fork(writes, target) as wait:
        assert wait is not None
        path = wait()
        assert path.read_text() == "its part"
    assert list(target.parent.iterdir()) == []
    with fork_writer.writing_in_fork(lambda _: sys.exit(0), target) as wait, pytest.raises(OSError, match="failed"):
        wait()  # type: ignore[misc]
    with fork_writer.writing_in_fork(writes, target):  # nobody waits for it
        pass
    assert list(target.parent.iterdir()) == []
    monkeypatch.setattr(fork_writer, "processes", lambda: 1)
    with fork_writer.writing_in_fork(writes, target) as wait:
        assert wait is None


def test_prefixes_are_united_and_what_cannot_be_written_is_said(folder: Path, target: Path, monkeypatch) -> None:
    monkeypatch.setattr(write, "HEAVY", 3)
    loaded = load_all(folder)
    store = MemoryStore(loaded.dataset)
    postings = build(store)
    write.write(target, loaded, store, postings, ())
    rows = CompiledRows(target)
    prefixes = {prefix for (prefix,) in rows.all("SELECT prefix FROM prefix")}
    begun = {term[:size] for term in postings.terms for size in range(1, len(term) + 1)}
    many = {prefix for prefix in begun if sum(term.startswith(prefix) for term in postings.terms) > 3}
    assert prefixes == {prefix for prefix in begun if len(prefix) <= 2} | many
    assert (rows.meta("errors", int), rows.meta("dense_from", int)) == (0, postings.dense_from)
    rows.close()
    scratch = target.with_name(".compiling-full")
    scratch.symlink_to("/dev/full")
    monkeypatch.setattr(cache, "scratch", lambda _: scratch)
    with pytest.raises(OSError, match="the compiled dataset cannot be written: "):
        write.write(target, loaded, store, postings, ())
    assert {path.stem for path in target.parent.iterdir()} == {target.stem}


def test_the_number_of_the_program_changes_with_its_code() -> None:
    code = "from tui.core.compiled.layout import program; print(program())"
    number = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert int(number) == layout.program()
