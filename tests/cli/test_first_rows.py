"""The first rows, drawn before the terminal library is imported, are what the explorer draws over them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TypeAlias

import hostile
import pytest
from samples import HARBOUR
from terminal import TAKES_MOUSE, Terminal, letapis

from tui.notebook.pane_shares import SHARES
from tui.present.arrangement import arrangement

Cells: TypeAlias = list[list[tuple[object, ...]]]
"""All cells of a screen, line by line: sign, colours, attributes."""


def compiled(dataset: Path, cache: Path) -> Path:
    """Compile a dataset, to be kept in `cache`; return that."""
    subprocess.run(
        [sys.executable, "-m", "tui", "find", "-d", dataset],
        env={"LETAPIS_CACHE": str(cache), "LANG": "C.UTF-8"},
        check=True,
        capture_output=True,
    )
    return cache


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled(HARBOUR, tmp_path_factory.mktemp("cache"))


@pytest.fixture
def user(cache: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a new user, for whom the sample is compiled."""
    return {"LETAPIS_HOME": str(tmp_path), "LETAPIS_CACHE": str(cache)}


def cells(terminal: Terminal) -> Cells:
    lines = terminal._screen.buffer
    return [[tuple(lines[y][x]) for x in range(terminal.columns)] for y in range(terminal.rows)]


def both(terminal: Terminal, said: str = "? help") -> tuple[Cells, Cells]:
    """Return the screen as it is before the terminal library writes anything, and once all is drawn."""
    terminal.drawn = False
    terminal.await_bytes(TAKES_MOUSE.decode(), 25)
    before, mouse, behind = terminal.output.partition(TAKES_MOUSE)
    assert mouse
    terminal._draw(before)
    first = cells(terminal)
    terminal.drawn = True
    terminal._draw(mouse + behind)
    terminal.wait_for(said)
    terminal.settle()
    return first, cells(terminal)


def drawn(first: Cells) -> str:
    return "\n".join("".join(str(cell[0]) for cell in line) for line in first)


def assert_same(first: Cells, last: Cells, *, steps: bool = True) -> None:
    """Nothing that the first screen shows changes, and its first pane is whole, without the scroll bar."""
    place = arrangement(len(first[0]), len(first), SHARES, steps=steps)
    for y, (line, over) in enumerate(zip(first, last, strict=True)):
        whole = place.width if y == 0 else place.first - 1 if place.top <= y < place.end else 0
        assert line[:whole] == over[:whole], y
        assert [other for one, other in zip(line, over, strict=True) if one[0] != " " and one != other] == [], y
        assert {one[2] for one in line[whole:]} <= {first[0][0][2]}, "the ground"


LOOKS: dict[str, dict[str, str]] = {
    "dark": {"COLORFGBG": "15;0"},
    "light": {"COLORFGBG": "0;15"},
    "no colour": {"NO_COLOR": "1"},
    "ascii": {"LETAPIS_ASCII": "1"},
    "256 colours": {"COLORTERM": ""},
    "16 colours": {"COLORTERM": "", "TERM": "xterm"},
}


@pytest.mark.parametrize(
    ("look", "size"),
    [
        *((look, (100, 30)) for look in LOOKS),
        *(("dark", size) for size in ((160, 48), (80, 24), (119, 33), (60, 20), (70, 12))),
    ],
)
def test_they_look_as_the_explorer_draws_them(user: dict[str, str], size: tuple[int, int], look: str) -> None:
    with letapis(HARBOUR, size=size, **user | LOOKS[look]) as terminal:
        first, last = both(terminal)
    assert "Network down" in drawn(first)
    assert_same(first, last)


@pytest.mark.parametrize(
    "asked", [("--filter", "cable"), ("--at", "eleven-firms"), ("--filter", "date:2020-08", "--at", "lantern-evening")]
)
def test_they_are_what_was_asked_for(user: dict[str, str], asked: tuple[str, ...]) -> None:
    with letapis(HARBOUR, *asked, size=(100, 20), **user) as terminal:
        first, last = both(terminal)
    assert_same(first, last)


def test_they_begin_where_the_user_left(user: dict[str, str]) -> None:
    seen = "Network down"
    for keys, next_seen in (("G", "Eleven firms"), ("w", "ORGANISATIONS"), ("Wbj2", "Vote for"), ("", "")):
        with letapis(HARBOUR, size=(100, 24), **user) as terminal:
            first, last = both(terminal)
            for key in keys:
                terminal.send(key)
                terminal.settle()
            terminal.send("q")
            assert terminal.wait() == 0
        assert seen in drawn(first)
        assert_same(first, last)
        seen = next_seen


def test_they_share_the_width_as_the_user_has_it(user: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "pane-widths.txt").write_text("50.00 30.00 20.00\n")
    with letapis(HARBOUR, size=(160, 40), **user) as terminal:
        first, last = both(terminal)
    assert [line[80][0] for line in first[6:30]] == ["│"] * 24
    assert [line[80] for line in last[6:30]] == [line[80] for line in first[6:30]]


def test_nothing_of_a_dataset_reaches_the_terminal_raw(tmp_path: Path) -> None:
    dataset = tmp_path / "hostile"
    dataset.mkdir()
    hostile.write(dataset)
    cache = compiled(dataset, tmp_path / "cache")
    with letapis(dataset, size=(160, 48), LETAPIS_HOME=str(tmp_path), LETAPIS_CACHE=str(cache)) as terminal:
        first, last = both(terminal)
        early = terminal.output.partition(TAKES_MOUSE)[0].decode()
    assert hostile.words(4)[0] in drawn(first)
    assert [raw for raw in (*hostile.RAW, *hostile.FORBIDDEN) if raw in early] == []
    assert_same(first, last)


@pytest.mark.parametrize(
    "why", ["another theme", "never compiled", "a damaged notebook", "as known at", "nothing found"]
)
def test_else_the_name_of_what_opens_is_there(user: dict[str, str], tmp_path: Path, why: str) -> None:
    asked: tuple[str, ...] = ()
    if why == "another theme":
        (tmp_path / "config").mkdir()
        (tmp_path / "config" / "config.toml").write_text('theme = "nord"\n')
    elif why == "never compiled":
        user["LETAPIS_CACHE"] = str(tmp_path / "cache")
    elif why == "a damaged notebook":
        with letapis(HARBOUR, **user) as terminal:
            terminal.wait_for("? help")
            terminal.send("jq")
            terminal.wait()
        (notebook,) = (tmp_path / "data" / "notebooks").glob("*.json")
        notebook.write_text("{")
    else:
        asked = ("--filter", "known:2020-10" if why == "as known at" else "nowhere")
    with letapis(HARBOUR, *asked, **user) as terminal:
        first, _ = both(terminal, "notebook was damaged" if why == "a damaged notebook" else "? help")
    assert "harbour   opening" in drawn(first)
    assert "TIMELINE" not in drawn(first)


def test_keys_typed_meanwhile_count(user: dict[str, str]) -> None:
    for _ in range(5):
        with letapis(HARBOUR, **user) as terminal:
            terminal.await_bytes("Network down", 25)
            if TAKES_MOUSE in terminal.output:  # read so late that the screen itself is there
                continue
            terminal.send("jj/wid")
            terminal.wait_for("/ wid")
            terminal.wait_for("1 of 16")
            return
    pytest.fail("the first rows were never seen before the screen")
