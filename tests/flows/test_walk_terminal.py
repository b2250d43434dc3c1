"""The walk in a real terminal, and the smallest terminal there is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from driving import SIZES, flat
from samples import HARBOUR
from terminal import Terminal, letapis


@pytest.fixture
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    with letapis(HARBOUR, size=request.param) as running:
        yield running


@pytest.mark.parametrize("terminal", SIZES[::3], indirect=True, ids=lambda size: f"{size[0]}x{size[1]}")
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
