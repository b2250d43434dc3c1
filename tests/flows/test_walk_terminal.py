"""The walk in a real terminal, and how it ends there: by key, by signal, for a while to the shell."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import SIZES, flat
from samples import HARBOUR
from terminal import Terminal, letapis


@pytest.fixture
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    with letapis(HARBOUR, size=request.param) as running:
        yield running


@pytest.mark.parametrize("terminal", SIZES[:4], indirect=True, ids=lambda size: f"{size[0]}x{size[1]}")
def test_walk_in_a_real_terminal(terminal: Terminal) -> None:
    terminal.until(lambda text: "16 events" in text and "Network down" in text)
    terminal.send("/gullwing")
    terminal.until(lambda text: "1 of 16" in text)
    terminal.send("\r")
    terminal.until(lambda text: "Ada Quill" in text)
    terminal.send("s")
    terminal.until(lambda text: "excerpt 9 of 12" in text and "was held at the harbour gate" in flat(text))
    terminal.send("[")
    terminal.until(lambda text: "1 of 16" in text and "excerpt 9 of 12" not in text)
    terminal.send("q")
    assert terminal.wait() == 0
    assert b"\x1b[?1049l" in terminal.output


@pytest.mark.parametrize("terminal", [(1, 1)], indirect=True)
def test_one_cell_is_enough_to_quit(terminal: Terminal) -> None:
    terminal.until(lambda _: b"\x1b[?1049h" in terminal.output)
    terminal.send("q")
    assert terminal.wait() == 0


@pytest.mark.parametrize("terminal", [(80, 24)], indirect=True)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_leaves_the_terminal_as_it_was(terminal: Terminal, number: signal.Signals) -> None:
    terminal.until(lambda text: "16 events" in text)
    terminal.signal(number)
    assert terminal.wait() == 128 + number
    for mode in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l"):
        assert mode in terminal.output


@pytest.mark.parametrize("terminal", [(80, 24)], indirect=True)
def test_to_the_shell_and_back_everything_is_drawn_again(terminal: Terminal) -> None:
    terminal.until(lambda text: "16 events" in text)
    terminal.send("\x1a")
    terminal.stopped()
    assert b"\x1b[?1049l" in terminal.output
    before = len(terminal.output)
    terminal.signal(signal.SIGCONT)
    terminal.until(lambda _: b"16 events" in terminal.output[before:] and b"TIMELINE" in terminal.output[before:])
    terminal.send("q")
    assert terminal.wait() == 0


@pytest.mark.parametrize("terminal", [(80, 24)], indirect=True)
def test_ctrl_c_says_how_to_quit(terminal: Terminal) -> None:
    terminal.until(lambda text: "16 events" in text)
    terminal.send("\x03")
    terminal.until(lambda text: "ctrl+q" in text)


def test_control_characters_in_data_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text('letapis: 1\ndataset: {title: "a\\e]0;owned\\ab"}\n')
    (tmp_path / "events.yaml").write_text(
        'events:\n  one: {title: "x\\e[2Jy\\x9bz\\u202e [/] [bold]", date: 2020-08-09, evidence: []}\n'
    )
    with letapis(str(tmp_path), size=(100, 24)) as running:
        running.wait_for("1 event")
        running.wait_for("[/] [bold]")
        assert b"]0;owned" not in running.output.replace(b"\xe2\x90\x9b]0;owned", b"")
        assert "\x9b" not in running.output.decode()
        assert "\u202e" not in running.output.decode()
