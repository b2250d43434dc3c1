"""The first frame is there at once, and whatever goes wrong behind it gives the terminal back."""

from __future__ import annotations

import signal
import sys
import time

from samples import HARBOUR
from terminal import Terminal, letapis

PROGRAM = """
import sys, time
from tui.cli.first_frame import first_frame
from tui.screens.early_input import EarlyInput
from tui.screens.ending import terminal_given_back
early = EarlyInput(0)
with terminal_given_back(early.give_back), early, first_frame("The harbour"):
    {body}
"""


def test_it_says_what_opens() -> None:
    with Terminal(sys.executable, "-c", PROGRAM.format(body="time.sleep(30)")) as terminal:
        terminal.wait_for("The harbour   opening")
        assert "textual" not in terminal.text


def test_a_failure_behind_it_gives_the_terminal_back() -> None:
    with Terminal(sys.executable, "-c", PROGRAM.format(body="raise ImportError('no such library')")) as terminal:
        assert terminal.wait() == 1
        assert terminal.restored
        assert "no such library" in terminal.output.decode()


def test_a_signal_behind_it_gives_the_terminal_back() -> None:
    with Terminal(sys.executable, "-c", PROGRAM.format(body="time.sleep(30)")) as terminal:
        terminal.wait_for("The harbour")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM
        assert terminal.restored


QUESTION = b"\x1b]11;?\x1b\\"
LIGHT_REPLY = b"\x1b]11;rgb:fbfb/fafa/f7f7\x1b\\"
DARK_GROUND, LIGHT_GROUND = b"48;2;20;23;27", b"48;2;251;250;247"


def _at_once(terminal: Terminal) -> None:
    terminal.send(b"/net" + LIGHT_REPLY + b"work\r")


def _late_and_in_pieces(terminal: Terminal) -> None:
    pieces = [LIGHT_REPLY[at : at + 5] for at in range(0, len(LIGHT_REPLY), 5)]
    terminal.send("/net")
    terminal.wait_for("Network down")
    for piece in pieces:
        terminal.send(piece)
        time.sleep(0.01)
    terminal.send("work\r")


def test_the_terminal_is_asked_for_its_colour_and_keys_typed_ahead_survive_the_answer() -> None:
    for answer, ground in ((_at_once, LIGHT_GROUND), (_late_and_in_pieces, DARK_GROUND)):
        with letapis(HARBOUR, COLORFGBG="") as terminal:
            terminal.await_bytes(QUESTION.decode())
            answer(terminal)
            terminal.wait_for("3 of 16")
            terminal.settle()
            assert "/ network" in terminal.text, answer
            assert "rgb" not in terminal.text
            assert ground in terminal.output, answer
            terminal.send("q")
            assert terminal.wait() == 0
            assert terminal.restored
            assert b"rgb:" not in terminal.output  # nor was it echoed


def test_what_the_environment_says_comes_first() -> None:
    with letapis(HARBOUR, COLORFGBG="0;15") as terminal:
        terminal.wait_for("16 events")
        assert LIGHT_GROUND in terminal.output
