"""Hostile text is shown literally, with visible signs for what cannot be shown, and never reaches the terminal raw."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import FORBIDDEN, RAW, STRINGS, words, write
from terminal import ROOT, Terminal, letapis


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    write(folder)
    return folder


WANTED = {word for n in range(len(STRINGS)) for word in words(n)}
_POINTER = re.compile(r"\x1b\]22;\w+\x07")
"""The shape of the pointer, which the terminal library sets of its own accord."""


def assert_clean(terminal: Terminal, status: int | None = 0) -> None:
    """The program ends, and has written nothing raw."""
    assert terminal.wait() == status or status is None
    output = _POINTER.sub("", terminal.output.decode("utf-8"))
    raw = [sign for sign in FORBIDDEN if sign in output]
    assert not raw, f"raw characters: {[hex(ord(sign)) for sign in raw]}"
    sequences = [text for text in RAW if text in output]
    assert not sequences, f"raw sequences: {sequences}"


@pytest.mark.parametrize("size", [(80, 24), pytest.param((160, 48), marks=pytest.mark.slow)])
def test_every_pane_and_the_lanes_show_all_of_it_and_nothing_raw(dataset: Path, size: tuple[int, int]) -> None:
    assert len(set(STRINGS)) == 100
    with letapis(str(dataset), size=size) as terminal:
        terminal.wait_for(words(0)[0])
        terminal.send("l")
        terminal.wait_for("Lanes ")
        seen = ""
        for last in range(10, len(STRINGS) + 10, 10):
            terminal.send("j" * 10)
            terminal.wait_for(words(min(last, len(STRINGS) - 1))[0])
            seen += terminal.text
        assert [words(n)[0] for n in range(len(STRINGS)) if words(n)[0] not in seen] == []
        terminal.send("wwt\x1b\x1b")
        terminal.until(lambda text: "Lanes " not in text)
        terminal.drawn = False
        terminal.send("g")
        for number in range(len(STRINGS)):
            terminal.await_bytes(words(number)[1])
            terminal.send("j")
        terminal.send("s")
        for _ in STRINGS:
            terminal.read(0.02)
            terminal.send("n")
        terminal.settle()
        assert terminal.process.poll() is None
        terminal.send("\x11")
        assert_clean(terminal)
    assert [word for word in sorted(WANTED) if word not in terminal.said] == []


def test_commands_show_all_of_it_on_a_terminal_and_nothing_raw_and_a_pipe_gets_what_is_in_the_file(
    dataset: Path,
) -> None:
    with letapis("find", "", "-d", str(dataset), size=(200, 48)) as terminal:
        assert_clean(terminal)
        output = terminal.output.decode("utf-8")
        assert [word for word in WANTED if word not in output] == []
    for command in (["check"], ["show", "e5"]):
        with letapis(*command, "-d", str(dataset)) as terminal:
            assert_clean(terminal, None)
    find = [sys.executable, "-m", "tui", "find", "--format", "jsonl", "lq040x", "-d", str(dataset)]
    ended = subprocess.run(find, cwd=ROOT, capture_output=True, timeout=30, check=False)
    assert ended.returncode == 0, ended.stderr
    assert b"\x1b" not in ended.stdout


def test_a_line_of_a_megabyte_loads_and_shows(tmp_path: Path) -> None:
    write(tmp_path)
    event = (
        f"events:\n  endless:\n    title: Endless\n    date: 1999\n    kind: law\n    summary: {'long ' * 200_000}\n"
    )
    (tmp_path / "endless.yaml").write_text(f"{event}    evidence: [s/p0]\n", encoding="utf-8")
    with letapis(str(tmp_path)) as terminal:
        terminal.wait_for("Endless")
        terminal.send("g")
        terminal.wait_for("long long")
        terminal.send("q")
        assert terminal.wait() == 0
