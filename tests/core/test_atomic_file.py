"""A file changes in one step or not at all, and never over what others wrote meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.core import atomic_file
from tui.core.atomic_file import create_file, locked, write_file
from tui.core.atomic_file import replace_if_unchanged as replace

ROOT = Path(__file__).parents[2]


def test_the_file_holds_the_new_or_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"one\n")
    file.chmod(0o640)
    assert replace(file, b"one\n", b"two\n")
    assert file.read_bytes() == b"two\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert not replace(file, b"one\n", b"three\n")
    assert file.read_bytes() == b"two\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_a_new_file_is_never_put_over_one_that_is_there_by_now(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "a.yaml"
    assert replace(file, None, b"one\n")
    assert not replace(file, None, b"two\n")
    assert file.read_bytes() == b"one\n"
    assert [path.name for path in file.parent.iterdir()] == ["a.yaml"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems cannot exchange two names")
@pytest.mark.parametrize("saved", ["in place", "as a new file"])
def test_what_is_saved_between_the_look_and_the_step_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: str
) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"one\n")
    step, steps = atomic_file._exchange, []

    def late(one: Path, other: Path) -> bool:
        if not steps:
            if saved == "in place":
                file.write_bytes(b"theirs\n")
            else:
                (tmp_path / "swap").write_bytes(b"theirs\n")
                (tmp_path / "swap").replace(file)
        steps.append((one, other))
        return step(one, other)

    monkeypatch.setattr(atomic_file, "_exchange", late)
    assert not replace(file, b"one\n", b"two\n")
    assert file.read_bytes() == b"theirs\n"
    assert len(steps) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_what_is_saved_over_what_stood_there_for_a_moment_stays_and_the_save_before_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"old")
    step, saves = atomic_file._exchange, [b"first save", b"second save"]

    def late(one: Path, other: Path) -> bool:
        if saves:
            path.write_bytes(saves.pop(0))
        return step(one, other)

    monkeypatch.setattr(atomic_file, "_exchange", late)
    assert atomic_file.replace_if_unchanged(path, b"old", b"new")
    assert path.read_bytes() == b"second save"
    assert [kept.read_bytes() for kept in tmp_path.glob("f.yaml.*")] == [b"first save"]


def test_drafts_that_a_kill_left_are_swept_once_they_are_old(tmp_path: Path) -> None:
    file = tmp_path / "a[1].yaml"
    file.write_bytes(b"one\n")
    old, young, other = (tmp_path / name for name in (".a[1].yaml.0a.new", ".a[1].yaml.0b.new", ".a1.yaml.0c.new"))
    for left in (old, young, other):
        left.write_bytes(b"half")
    for left in (old, other):
        os.utime(left, (0, 0))
    assert replace(file, b"one\n", b"two\n")
    assert not old.exists()
    assert young.exists()
    assert other.exists()


def test_without_that_step_the_file_is_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_file, "_exchange", lambda one, other: False)
    file = tmp_path / "a.yaml"
    file.write_bytes(b"one\n")
    assert replace(file, b"one\n", b"two\n")
    assert file.read_bytes() == b"two\n"


def test_a_folder_that_cannot_be_written_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"one\n")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_file.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace(file, b"one\n", b"two\n")
    assert file.read_bytes() == b"one\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_the_lock_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    order: list[str] = []
    begun = threading.Event()

    def second() -> None:
        begun.set()
        with locked(tmp_path):
            order.append("second")

    other = threading.Thread(target=second)
    with locked(tmp_path):
        other.start()
        assert begun.wait(10)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]


PROGRAM = """
import sys
from pathlib import Path
from tui.core.atomic_file import replace_if_unchanged as replace
file, size = Path(sys.argv[1]), int(sys.argv[2])
before, turn = file.read_bytes(), 0
print("ready", flush=True)
while True:
    turn += 1
    after = (b"%d\\n" % turn) * size
    assert replace(file, before, after)
    before = after
"""


@pytest.mark.parametrize("after", range(4))
def test_a_kill_leaves_the_one_or_the_other_whole(tmp_path: Path, after: int) -> None:
    file, size = tmp_path / "a.yaml", 20_000
    file.write_bytes(b"0\n" * size)
    command = [sys.executable, "-c", PROGRAM, str(file), str(size)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        while int(file.read_bytes().split(b"\n", 1)[0]) <= after * 3:  # until it has gone round some times
            assert process.poll() is None
        os.kill(process.pid, signal.SIGKILL)
    lines = file.read_bytes().split(b"\n")
    assert len(lines) == size + 1
    assert len(set(lines[:-1])) == 1
    others = [path.name for path in tmp_path.iterdir() if path.name != "a.yaml"]
    assert all(name.startswith(".a.yaml.") and name.endswith(".new") for name in others)


def test_a_whole_file_keeps_its_permissions_and_links(tmp_path: Path) -> None:
    file, link = tmp_path / "a", tmp_path / "link"
    link.symlink_to(file)
    mask = os.umask(0o027)
    try:
        write_file(link, iter([b"one\n", b"two\n"]))
    finally:
        os.umask(mask)
    assert link.is_symlink()
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"one\ntwo\n", 0o640)
    file.chmod(0o604)
    write_file(link, b"three\n", mode=0o600)
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"three\n", 0o604)
    write_file(tmp_path / "new", b"", mode=0o600)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600


def test_what_is_no_regular_file_is_written_through(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        write_file(pipe, [b"one", b"two"], through=True)
        assert reader.communicate(timeout=10)[0] == b"onetwo"
    assert pipe.is_fifo()


def test_a_file_of_several_names_stays_the_file_of_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, other = tmp_path / "a", tmp_path / "b"
    file.write_bytes(b"one, and longer\n")
    other.hardlink_to(file)
    write_file(file, b"two\n")
    assert replace(other, b"two\n", b"three\n")
    assert not replace(other, b"two\n", b"four\n")
    assert file.read_bytes() == other.read_bytes() == b"three\n"
    fill, fills = atomic_file._fill, []

    def full(path: Path, contents: bytes) -> None:
        fills.append(contents)
        fill(path, contents if len(fills) > 1 else contents[:2])
        if len(fills) == 1:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_file, "_fill", full)
    with pytest.raises(OSError, match="No space"):
        write_file(file, b"five\n")
    assert other.read_bytes() == b"three\n"
    assert file.samefile(other)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


@pytest.mark.parametrize("can", [True, False])
def test_the_owner_of_a_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can: bool) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"one\n")
    owners: list[tuple[int, int]] = []

    def chown(path: Path, user: int, group: int) -> None:
        owners.append((user, group))
        if not can:
            raise PermissionError

    own = file.stat()
    theirs = os.stat_result((*own[:4], own.st_uid + 1, own.st_gid, *own[6:]))
    monkeypatch.setattr(atomic_file, "_status", lambda _: theirs)
    monkeypatch.setattr(atomic_file.os, "chown", chown)
    write_file(file, b"two\n")
    assert owners == [(own.st_uid + 1, own.st_gid)]
    assert file.read_bytes() == b"two\n"
    assert (file.stat().st_ino == own.st_ino) is not can  # where none can be given away, it is written in its place


def test_an_open_file_is_written_where_it_stands(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("/dev/stdout")
    code = (
        "import sys\nfrom pathlib import Path\nfrom tui.core.atomic_file import is_file, write_file\n"
        "for path in map(Path, sys.argv[1:]):\n"
        "    write_file(path, [b'two', b'\\n'], new=True, through=True)\n    assert not is_file(path)"
    )
    names = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", str(link)] if sys.platform == "linux" else ["/dev/stdout"]
    command = [sys.executable, "-c", code, *names, "/dev/null"]
    assert subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout == b"two\n" * len(names)
    file = tmp_path / "log"
    file.write_bytes(b"one\n")
    with file.open("ab") as log:
        subprocess.run(command, cwd=ROOT, check=True, stdout=log)
    assert file.read_bytes() == b"one\n" + b"two\n" * len(names)


def test_a_new_file_that_is_asked_for_is_written_over_none(tmp_path: Path) -> None:
    file, link = tmp_path / "a", tmp_path / "link"
    link.symlink_to(file)
    write_file(link, b"one\n", new=True)
    for path in (file, link):
        with pytest.raises(FileExistsError):
            write_file(path, b"two\n", new=True)
    assert file.read_bytes() == b"one\n"


def test_what_fails_half_way_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"one\n")

    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    for write in (write_file, create_file):
        with pytest.raises(KeyboardInterrupt):
            write(file if write is write_file else tmp_path / "b", pieces())
    assert file.read_bytes() == b"one\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_new_file_is_never_put_over_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(atomic_file.os, "link", refused)
    file = tmp_path / "deep" / "a"
    assert create_file(file, b"one\n")
    assert not create_file(file, b"two\n")
    monkeypatch.setattr(atomic_file.os.path, "lexists", lambda _: False)  # it comes after the first look
    assert not create_file(file, b"two\n")
    assert file.read_bytes() == b"one\n"
    assert [path.name for path in file.parent.iterdir()] == ["a"]


def test_a_lock_that_is_held_too_long_is_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "deep" / "a"):
        with locked(path), pytest.raises(OSError, match="another Letapis"), locked(path, patience=0.05):
            pass
        with locked(path, patience=0):
            pass


@pytest.mark.parametrize("step", ["_draft", "_write", "_rename", "_sync"])
def test_a_kill_at_any_step_leaves_the_old_or_the_new_file(tmp_path: Path, step: str) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom tui.core import atomic_file\n"
        f"atomic_file.{step} = lambda *a: os.kill(os.getpid(), signal.SIGKILL)\n"
        "atomic_file.write_file(Path(sys.argv[1]), b'new')\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(file)], cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert file.read_bytes() == (b"new" if step == "_sync" else b"old")
    write_file(file, b"next")
    assert file.read_bytes() == b"next"
