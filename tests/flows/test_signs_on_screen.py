"""The screens can be read without colour, in ASCII and in a small window: everything that matters has a sign."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import pytest
from driving import explorer, press, press_keys
from rich.segment import Segment
from samples import HARBOUR
from terminal import letapis
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import OptionList

from tui.core.model.problem import Problem, Severity
from tui.notebook.settings import Settings
from tui.present.signs import signs
from tui.screens.dialogs.problems import problem_line, problem_row

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


async def drawn(
    size: tuple[int, int], ascii_only: Literal["on", "off"], names: Iterable[str] = SCREENS
) -> dict[str, list[str]]:
    """Return the lines of screens, opened one after the other in one explorer."""
    lines = {}
    async with explorer(settings=Settings(ascii=ascii_only), size=size) as (pilot, first):
        for name in names:
            await press_keys(pilot, *SCREENS[name])
            strips = pilot.app.screen._compositor.render_strips()
            assert {strip.cell_length for strip in strips} == {size[0]}, name
            lines[name] = ["".join(segment.text for segment in strip) for strip in strips]
            await press_keys(pilot, *["escape"] * 4)
            assert pilot.app.screen is first, name
    return lines


@pytest.mark.parametrize("size", [(120, 34), pytest.param((80, 24), marks=pytest.mark.slow)])
async def test_in_ascii_nothing_else_is_drawn(size: tuple[int, int]) -> None:
    for name, lines in (await drawn(size, "on")).items():
        assert len(" ".join(lines).split()) > 20, name
        assert beyond_ascii("".join(lines)) == set(), name


async def test_in_ascii_rules_stand_where_they_do_with_all_signs() -> None:
    few = ("timeline", "facets", "reader", "compare")
    full, plain = await drawn((120, 34), "off", few), await drawn((120, 34), "on", few)
    for name in few:
        both = zip(full[name], plain[name], strict=True)
        rules = [other[at] for line, other in both for at, sign in enumerate(line) if sign == "│"]
        assert set(rules) <= {"|", signs().turn}, name


async def test_in_ascii_keys_are_spelled_and_cursor_focus_and_cut_have_signs_of_their_own() -> None:
    async with explorer(settings=Settings(ascii="on"), size=(120, 34)) as (pilot, screen):
        text = await press(pilot)
        wanted = (
            "Enter details",
            "   9-12 = @ Network down",
            "21 Dec * S Decree widens",
            "Oct : ",
            "~Sept ~ S Harbour Park",
        )
        assert [said for said in (*wanted, "#1 TIMELINE", "Network down in the_ ") if said not in text] == []
        assert "l Mira Lind is in Southport" in text
        (marked,) = [line for line in text.splitlines() if ">" in line]
        assert marked.startswith(">     9-12 = @ Network down")
        text = await press(pilot, "2", "j")
        assert "|#2 DETAILS" in text
        assert len([line for line in text.splitlines() if ")Harbourtown" in line]) == 1, "the second link of its line"
        text = await press(pilot, "3")
        assert "|#3 SOURCES" in text
        assert "|> The Harbour Gazette" in text
        assert '|  | "the network in' in text
        assert "j Down" in await press(pilot, "question_mark", *"one line")
        await press_keys(pilot, "escape", "1")
        await pilot.resize_terminal(80, 24)
        # a scroll bar puts no sign beside the text
        text = await press(pilot)
        assert screen.panes.timeline.show_vertical_scrollbar
        edge = [line[40] for line in text.splitlines()[4:22] if len(line) > 40]
        assert len(edge) > 10
        assert set(edge) <= {" ", "|"}


def rows_that_lose_a_letter(options: OptionList) -> list[str]:
    """Return the rows that do not begin with a blank, where the mark of the cursor would cover a letter."""
    rows = [options.get_option_at_index(at).prompt for at in range(options.option_count)]
    return [str(row) for row in rows if not str(row).lstrip("\n").startswith(" ")]


def test_the_mark_of_the_cursor_covers_no_letter_of_a_problem() -> None:
    problem = Problem(rule="rule", message="What is wrong", severity=Severity.WARNING)
    for row in (problem_row, problem_line):
        assert row(problem).plain.startswith(" ")


async def test_what_is_chosen_in_a_list_bears_the_mark_and_a_tiny_window_has_the_list_whole() -> None:
    async with explorer(size=(100, 30)) as (pilot, _):
        for key in ("f", "question_mark", "ctrl+k", "x"):
            text = await press(pilot, key)
            first = [line for line in text.splitlines() if "│ ▌" in line]
            moved = [line for line in (await press(pilot, "down")).splitlines() if "│ ▌" in line]
            assert (len(first), len(moved)) == (1, 1)
            assert first != moved
            assert rows_that_lose_a_letter(pilot.app.screen.query_one(OptionList)) == []
            await press_keys(pilot, "escape")
        for looked_for in ("views", "saved views", "saved filters"):
            text = await press(pilot, "question_mark", *looked_for)
            assert re.search(r" B +list bookmarks, notes, views \(saved filters\)", text)
            await press_keys(pilot, "escape")
        await pilot.resize_terminal(40, 10)
        for key in ("f", "question_mark", "ctrl+k", "x"):
            rows = (await press(pilot, key)).splitlines()[2:9]
            assert len([row for row in rows if row.strip()]) >= 6, rows
            assert [row for row in rows if row.startswith("▌")]
            await press_keys(pilot, "escape")


def segments(app: App[None]) -> list[Segment]:
    return [segment for line in app.screen._compositor.render_strips() for segment in line if segment.style]


async def assert_focus_is_seen(pilot: Pilot[None]) -> None:
    """The pane in focus and its cursor have their signs."""
    for key, heading in (("1", "▸1 TIMELINE"), ("2", "▸2 DETAILS"), ("3", "▸3 SOURCES")):
        text = await press(pilot, key)
        heads = next(line for line in text.splitlines() if "TIMELINE" in line)
        assert heads.count("▸") == 1
        assert heading in heads
        assert len([row for row in text.splitlines() if row.startswith("▌")]) == 1
        if key == "2":
            assert len([line for line in text.splitlines()[8:] if "▹" in line]) == 1
    assert "▌ The Harbour Gazette" in text


@pytest.mark.parametrize("no_colour", ["", "1"])
async def test_in_both_themes_with_and_without_colour_focus_matches_and_quotations_are_seen(
    no_colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", no_colour)
    async with explorer(query="quill", size=(160, 40)) as (pilot, _):
        for theme in ("letapis-light", "letapis-dark"):
            pilot.app.theme = theme
            assert "▎ “" in await press(pilot, "1")
            matches = [segment.style for segment in segments(pilot.app) if segment.text == "Quill"]
            assert len(matches) >= 3
            assert all(style is not None and style.underline and style.bold for style in matches)
            await assert_focus_is_seen(pilot)
            colours = {c.triplet for s in segments(pilot.app) if s.style for c in (s.style.color, s.style.bgcolor) if c}
            grey = {triplet for triplet in colours if triplet is None or len(set(triplet)) == 1}
            assert (colours == grey) is bool(no_colour)


def test_a_terminal_of_sixteen_colours_gets_no_others_and_in_ascii_no_other_sign() -> None:
    with letapis(HARBOUR, size=(120, 34), TERM="xterm", COLORTERM="", LETAPIS_ASCII="1") as terminal:
        terminal.wait_for("Ada Quill let go")
        terminal.send("f")
        terminal.until(lambda text: "Filter by" in text and "| >" in text)
        terminal.send("\x1b")
        terminal.until(lambda text: "Filter by" not in text)
        terminal.send("2")
        text = terminal.until(lambda text: "#2 DETAILS" in text)
        assert [line for line in text.splitlines() if line.startswith(">")]
        terminal.send("q")
        assert terminal.wait() == 0
        assert not re.search(rb"\x1b\[[0-9;]*[34]8;[25];", terminal.output)
        assert beyond_ascii(terminal.output.decode("utf-8")) == set()


def test_where_no_colour_is_asked_for_a_terminal_gets_shades_of_grey() -> None:
    with letapis(HARBOUR, "--filter", "quill", size=(120, 34), NO_COLOR="1") as terminal:
        wanted = ("Ada Quill let go", "▎ “", "▸1 TIMELINE", " quill ✕")
        terminal.until(lambda text: all(sign in text for sign in wanted))
        terminal.send("q")
        assert terminal.wait() == 0
        colours = set(re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", terminal.output))
        assert len(colours) > 3
        assert all(len(set(colour)) == 1 for colour in colours)
