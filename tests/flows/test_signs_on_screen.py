"""The screens can be read without colour, in ASCII and in a small window: everything that matters has a sign."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from driving import explorer, press, press_keys
from rich.segment import Segment
from samples import HARBOUR
from terminal import letapis
from textual.app import App

from tui.notebook.settings import Settings
from tui.screens.explorer.screen import ExplorerScreen

SCREENS: dict[str, tuple[str, ...]] = {
    "timeline": (),
    "details": ("2", "j"),
    "sources": ("3", "j"),
    "filter": ("slash", *"gull"),
    "lifted": ("slash", *"gull", "enter", "backslash"),
    "nothing": ("slash", *"gull kind:law", "enter"),
    "reader": ("s",),
    "facets": ("f",),
    "help": ("question_mark",),
    "find": ("ctrl+k",),
    "date": ("t",),
    "copy": ("y",),
    "export": ("x",),
    "lanes": ("l",),
    "compare": ("c",),
    "palette": ("ctrl+p",),
    "disputed": ("question_mark", *"differently", "enter"),
    "coverage": ("question_mark", *"used of", "enter"),
    "densest": ("question_mark", *"densest", "enter"),
    "note": ("a", *"words"),
    "as known then": ("u", *"2020-09", "enter"),
    "date understood": ("t", *"aug"),
    "bookmarks": ("b", "B"),
    "card of an organisation": ("w", "2"),
    "zoomed": ("z",),
}
"""Name of a screen → keys that lead to it; those that Esc does not take back come last."""


def beyond_ascii(text: str) -> set[str]:
    """Signs that are neither ASCII nor letters, which are the data's own."""
    return {sign for sign in text if not sign.isascii() and not sign.isalpha()}


async def every_screen(size: tuple[int, int], ascii_only: Literal["on", "off"]) -> dict[str, list[str]]:
    """Return the lines of all screens, opened one after the other in one explorer."""
    drawn = {}
    async with explorer(settings=Settings(ascii=ascii_only), size=size) as (pilot, first):
        for name, keys in SCREENS.items():
            await press_keys(pilot, *keys)
            strips = pilot.app.screen._compositor.render_strips()
            assert {strip.cell_length for strip in strips} == {size[0]}, name
            drawn[name] = ["".join(segment.text for segment in strip) for strip in strips]
            await press_keys(pilot, *["escape"] * 4)
            assert pilot.app.screen is first, name
    return drawn


def assert_ascii(drawn: dict[str, list[str]]) -> None:
    for name, lines in drawn.items():
        assert len(" ".join(lines).split()) > 20, name
        assert beyond_ascii("".join(lines)) == set(), name


@pytest.mark.timeout(300)
async def test_in_ascii_nothing_else_is_drawn_and_rules_stand_where_they_do_with_all_signs() -> None:
    full, plain = await every_screen((120, 34), "off"), await every_screen((120, 34), "on")
    assert_ascii(plain)
    for name in SCREENS:
        both = zip(full[name], plain[name], strict=True)
        rules = [other[at] for line, other in both for at, sign in enumerate(line) if sign == "│"]
        assert set(rules) <= {"|"}, name


@pytest.mark.slow
async def test_in_a_usual_terminal_nothing_but_ascii_is_drawn() -> None:
    assert_ascii(await every_screen((80, 24), "on"))


async def test_in_ascii_the_keys_are_spelled_and_the_signs_still_differ() -> None:
    async with explorer(settings=Settings(ascii="on"), size=(120, 34)) as (pilot, _):
        text = await press(pilot)
        assert "Enter details" in text
        assert "   9-12 = @ Network down" in text
        assert "21 Dec * S Decree widens" in text
        assert "Oct : " in text
        assert "~Sept ~ S Harbour Park" in text
        help_text = await press(pilot, "question_mark", *"one line")
        assert "j Down" in help_text


async def test_in_ascii_cursor_focus_and_cut_have_signs_of_their_own() -> None:
    async with explorer(settings=Settings(ascii="on"), size=(120, 34)) as (pilot, _):
        text = await press(pilot)
        assert "#1 TIMELINE" in text
        assert "Network down in the whole~ " in text
        assert "r Mira Lind is in Southport" in text
        marked = [line for line in text.splitlines() if ">" in line]
        assert len(marked) == 1
        assert marked[0].startswith(">   9-12 = @ Network down")
        text = await press(pilot, "2", "j")
        assert "|#2 DETAILS" in text
        assert [line.index("|>") for line in text.splitlines() if "|>" in line] == [45]
        text = await press(pilot, "3")
        assert "|#3 SOURCES" in text
        assert "|>The Harbour Gazette" in text
        assert '|>| "the network in Harbourtown' in text


async def test_in_ascii_a_scroll_bar_puts_no_sign_beside_the_text() -> None:
    async with explorer(settings=Settings(ascii="on"), size=(80, 24)) as (pilot, screen):
        text = await press(pilot)
        assert screen.panes.timeline.show_vertical_scrollbar
        edge = [line[40] for line in text.splitlines()[4:22] if len(line) > 40]
        assert len(edge) > 10
        assert set(edge) <= {" ", "|"}


async def test_who_looks_for_views_in_the_help_finds_the_key() -> None:
    async with explorer(size=(100, 30)) as (pilot, _):
        for looked_for in ("views", "saved views", "saved filters"):
            text = await press(pilot, "question_mark", *looked_for)
            assert re.search(r" B +list bookmarks, notes, views \(saved filters\)", text)
            await press_keys(pilot, "escape")


@pytest.mark.parametrize("environ", [{}, {"NO_COLOR": "1"}], ids=["colour", "none"])
@pytest.mark.parametrize("theme", ["letapis-dark", "letapis-light"])
async def test_the_pane_in_focus_and_its_cursor_have_their_signs(
    environ: dict[str, str], theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    async with explorer(size=(160, 40)) as (pilot, _):
        pilot.app.theme = theme
        for key, heading in (("1", "▸1 TIMELINE"), ("2", "▸2 DETAILS"), ("3", "▸3 SOURCES")):
            text = await press(pilot, key)
            heads = next(line for line in text.splitlines() if "TIMELINE" in line)
            assert heads.count("▸") == 1
            assert heading in heads
            rows = [line for line in text.splitlines() if line.startswith("▌")]
            assert len(rows) == 1
            assert "Network down" in rows[0]
        text = await press(pilot, "2")
        marked = [line for line in text.splitlines()[8:] if "▸" in line]
        assert len(marked) == 1
        text = await press(pilot, "3")
        assert "▌The Harbour Gazette" in text


async def test_what_is_chosen_in_a_list_bears_the_mark() -> None:
    async with explorer(size=(100, 30)) as (pilot, _):
        for key in ("f", "question_mark", "ctrl+k", "x"):
            text = await press(pilot, key)
            first = [line for line in text.splitlines() if "│ ▌" in line]
            moved = [line for line in (await press(pilot, "down")).splitlines() if "│ ▌" in line]
            assert (len(first), len(moved)) == (1, 1)
            assert first != moved
            await press(pilot, "escape")


async def test_a_filter_that_is_lifted_stands_in_parentheses() -> None:
    async with explorer(query="gullwing", size=(100, 30)) as (pilot, _):
        assert " gullwing ✕" in await press(pilot)
        text = await press(pilot, "backslash")
        assert " (gullwing) ✕" in text
        assert "16 events" in text


def segments(app: App[None], text: str) -> list[Segment]:
    """Segments on the screen with this text."""
    return [s for line in app.screen._compositor.render_strips() for s in line if s.text == text]


@pytest.mark.parametrize("theme", ["letapis-dark", "letapis-light"])
async def test_what_matches_is_underlined_and_quotations_have_bars(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with explorer(query="quill", size=(160, 40)) as (pilot, screen):
        assert isinstance(screen, ExplorerScreen)
        pilot.app.theme = theme
        await pilot.pause()
        matches = segments(pilot.app, "Quill")
        assert len(matches) >= 3
        for match in matches:
            assert match.style is not None
            assert match.style.underline
            assert match.style.bold
        text = await press(pilot)
        assert "▎ “" in text


@pytest.mark.parametrize("theme", ["letapis-dark", "letapis-light"])
async def test_without_colour_there_is_none(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with explorer(query="quill", size=(120, 34)) as (pilot, _):
        pilot.app.theme = theme
        await pilot.pause()
        for line in pilot.app.screen._compositor.render_strips():
            for segment in line:
                for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    if colour is not None and colour.triplet is not None:
                        assert len(set(colour.triplet)) == 1, (segment.text, colour)


TRUE_COLOUR = re.compile(rb"[34]8;2;(\d+);(\d+);(\d+)")


def test_a_terminal_of_sixteen_colours_gets_no_others_and_every_sign() -> None:
    with letapis(HARBOUR, size=(120, 34), TERM="xterm", COLORTERM="") as terminal:
        terminal.wait_for("Ada Quill let go")
        terminal.send("f")
        terminal.until(lambda text: "│ ▌" in text)
        terminal.send("\x1b")
        terminal.until(lambda text: "│ ▌" not in text)
        terminal.send("2")
        text = terminal.until(lambda text: "▸2 DETAILS" in text)
        assert [line for line in text.splitlines() if line.startswith("▌")]
        assert not re.search(rb"\x1b\[[0-9;]*[34]8;[25];", terminal.output)
        terminal.send("q")
        assert terminal.wait() == 0


def test_where_no_colour_is_asked_for_a_terminal_gets_shades_of_grey() -> None:
    with letapis(HARBOUR, "--filter", "quill", size=(120, 34), NO_COLOR="1") as terminal:
        wanted = ("Ada Quill let go", "▎ “", "▸1 TIMELINE", " quill ✕")
        terminal.until(lambda text: all(sign in text for sign in wanted))
        terminal.send("q")
        assert terminal.wait() == 0
        colours = set(TRUE_COLOUR.findall(terminal.output))
        assert len(colours) > 3
        assert all(len(set(colour)) == 1 for colour in colours)


def test_in_ascii_nothing_else_ever_reaches_a_terminal() -> None:
    with letapis(HARBOUR, size=(120, 34), LETAPIS_ASCII="1") as terminal:
        terminal.wait_for("Ada Quill let go")
        terminal.send("f")
        terminal.until(lambda text: "Filter by" in text and "| >" in text)
        terminal.send("\x1b")
        terminal.until(lambda text: "Filter by" not in text)
        terminal.send("q")
        assert terminal.wait() == 0
        assert beyond_ascii(terminal.output.decode("utf-8")) == set()


async def test_in_a_tiny_window_a_list_has_it_whole_and_shows_where_its_cursor_is() -> None:
    async with explorer(size=(40, 10)) as (pilot, _):
        for key in ("f", "question_mark", "ctrl+k", "x"):
            rows = (await press(pilot, key)).splitlines()[2:9]
            assert len([row for row in rows if row.strip()]) >= 6, rows
            assert [row for row in rows if row.startswith("▌")]
            await press_keys(pilot, "escape")
