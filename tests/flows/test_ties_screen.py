"""Ties by keys: from a record to the question, the tree, the chains, and on to a record."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import explorer, press_keys, reading, said, screen_lines, screen_text, until
from samples import BELARUS, HARBOUR

from tui.core.model.records import Ref
from tui.screens.dialogs.dialog import Dialog
from tui.screens.reader.screen import ReaderScreen
from tui.screens.ties.screen import TiesScreen


async def test_from_a_name_to_a_chain_to_its_record_and_on_as_a_tree() -> None:
    async with explorer(size=(100, 30)) as (pilot, screen):
        screen.navigation.show_record(Ref("people", "quill"))
        await pilot.press("T")
        await pilot.press(*"gullwing", "enter")
        shown = pilot.app.screen
        assert isinstance(shown, TiesScreen)
        assert (shown.question.first, shown.question.last) == ("quill", "gullwing")
        await pilot.press("1")
        assert shown.question.kinds == ("events", "claims")
        await pilot.press("1", "T", "enter")
        assert shown.question.last == ""
        await pilot.press("j", "space")
        (way,) = shown.question.opened
        assert way[0] == "quill"
        await pilot.press("T")
        assert shown.question.last == way[-1]
        await pilot.press("t", *"2001", "enter")
        assert shown.question.date == "2001"
        await pilot.press("t", *"2002", "enter")
        assert shown.question.date == "2002"
        await pilot.press("t", "backspace", "enter")
        assert shown.question.date == ""
        await pilot.press("j", "s")
        assert isinstance(pilot.app.screen, ReaderScreen)
        await pilot.press("escape", "enter")
        assert pilot.app.screen is screen
        assert screen.session.view.subject is not None


@pytest.mark.parametrize("section", ["events", "sources", "claims", "relations"])
async def test_whose_ties_are_meant_is_asked_at_a_record_of_any_kind(section: str) -> None:
    async with explorer(size=(100, 30)) as (pilot, screen):
        for record_id in screen.session.store.ids(section):
            screen.navigation.show_record(Ref(section, record_id))
            await pilot.press("T")
            assert isinstance(pilot.app.screen, Dialog)
            await pilot.press("escape")


async def test_the_source_of_a_row_is_that_of_its_tie_and_the_reader_stands_beside_the_tie() -> None:
    async with explorer(size=(160, 48)) as (pilot, screen):
        screen.navigation.show_record(Ref("people", "quill"))
        await pilot.press("T", "enter")
        shown = pilot.app.screen
        assert isinstance(shown, TiesScreen)
        while (link := shown._page.link) is None or link.ref != Ref("organisations", "gullwing"):
            await pilot.press("j")
        await pilot.press("s")
        reader = await reading(pilot)
        assert reader.key == "gazette/quill-held"
        beside = said(reader.beside)
        assert "Ada Quill leads Gullwing" in beside


async def test_the_source_of_a_figure_on_a_card_is_that_under_the_cursor_and_enter_goes_to_its_passage() -> None:
    async with explorer(size=(160, 48)) as (pilot, screen):
        screen.navigation.show_record(Ref("organisations", "hpark"))
        await pilot.press("2")
        page = screen.panes.card.page
        while (link := page.link) is None or link.passage != "rev21/value-added":
            await pilot.press("j")
        await pilot.press("s")
        reader = await reading(pilot)
        assert reader.key == "rev21/value-added"
        assert "Harbour Park" in said(reader.beside)
        await pilot.press("escape", "enter")
        assert screen.session.view.subject == Ref("sources", "rev21")
        assert screen.session.passage == "rev21/value-added"


async def test_a_name_under_the_cursor_of_the_details_is_the_other_end() -> None:
    async with explorer(size=(100, 30)) as (pilot, screen):
        screen.navigation.show_record(Ref("organisations", "brightkeel"))
        await pilot.press("2")
        while (link := screen.panes.card.page.link) is None or link.ref != Ref("people", "reed"):
            await pilot.press("j")
        await pilot.press("T")
        shown = pilot.app.screen
        assert isinstance(shown, TiesScreen)
        assert (shown.question.first, shown.question.last) == ("brightkeel", "reed")


async def test_t_on_a_name_of_a_chain_asks_about_that_tie_alone_and_esc_goes_back_to_the_chain() -> None:
    async with explorer(BELARUS, (100, 30)) as (pilot, screen):
        screen.navigation.show_record(Ref("organisations", "pandadoc"))
        await pilot.press("T")
        await pilot.press(*"tsepkalo", "enter")
        shown = pilot.app.screen
        assert isinstance(shown, TiesScreen)
        asked = shown.question
        while shown._page.link is None or shown._page.link.ref.id != "belarusian-it-sector":
            await pilot.press("j")
        await pilot.press("T")
        assert shown.question.first == "security-forces"
        assert shown.question.last == "belarusian-it-sector"
        assert "Tied directly" in screen_text(pilot.app)
        await pilot.press("escape")
        assert shown.question == asked
        await pilot.press("escape")
        assert pilot.app.screen is screen


async def test_as_known_at_a_date_ties_say_the_date_count_what_was_told_and_mark_the_rest() -> None:
    async with explorer(HARBOUR, (100, 30)) as (pilot, screen):
        await pilot.press("u", *"2020-09", "enter")
        screen.navigation.show_record(Ref("people", "quill"))
        await pilot.press("T", "enter")
        shown = pilot.app.screen
        assert isinstance(shown, TiesScreen)
        lines = screen_lines(pilot.app)
        assert "KNOWN BY the end of Sept" in lines[0]
        assert "under the filter known:2020-09" in lines[3]
        known = screen_text(pilot.app)
        await pilot.press("\\")
        assert "whatever the filter known:2020-09" in screen_lines(pilot.app)[3]
        assert screen_text(pilot.app) != known


async def test_x_draws_the_answer_in_a_file_and_offers_to_open_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer(HARBOUR, (100, 30)) as (pilot, screen):
        screen.navigation.show_record(Ref("people", "quill"))
        await press_keys(pilot, "T", *"gullwing", "enter", "1", "x", "enter")
        drawn = (tmp_path / "ties-quill-gullwing.svg").read_text(encoding="utf-8")
        assert "<title>How are Ada Quill and Gullwing tied?</title>" in drawn
        assert "by events and claims" in drawn
        await until(pilot, lambda: "Written to" in screen_text(pilot.app))
        await press_keys(pilot, "escape", "T", "enter", "x", "enter")
        assert "<title>Tied to Ada Quill</title>" in (tmp_path / "ties-quill.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [160, 80])
async def test_which_kinds_count_stands_on_the_screen_and_all_brings_back_what_was_left_out(width: int) -> None:
    async with explorer(size=(width, 24)) as (pilot, screen):
        screen.navigation.show_record(Ref("people", "quill"))
        await pilot.press("T", "enter")
        assert screen_lines(pilot.app)[1].split("   ")[:3] == [" by 1 [x] relations", "2 [x] events", "3 [x] claims"]
        await pilot.press("1", "t", *"2001", "enter")
        assert "1 [ ] relations" in screen_lines(pilot.app)[1]
        left_out = screen_text(pilot.app)
        await pilot.press("\\")
        assert "1 [x] relations" in screen_lines(pilot.app)[1]
        assert "2001" not in screen_lines(pilot.app)[2]
        await pilot.press("\\")
        assert screen_text(pilot.app).replace("put back", "all") == left_out.replace("put back", "all")


async def test_the_footer_of_ties_offers_nothing_that_is_refused() -> None:
    async with explorer(size=(160, 30)) as (pilot, screen):
        screen.navigation.show_record(Ref("people", "quill"))
        await pilot.press("T", "enter")
        shown = pilot.app.screen
        assert isinstance(shown, TiesScreen)
        assert {"tie_grid", "toggle_ties"} <= {command.id for command in shown.footer.commands}
        assert "suspend_filter" not in {command.id for command in shown.footer.commands}
        await pilot.press("T", *"gullwing", "enter")
        assert not {"tie_grid", "toggle_ties"} & {command.id for command in shown.footer.commands}
        for key, said in (("d", "The grid is of"), ("\\", "Nothing is left out"), ("f", "in the explorer, where Esc")):
            await pilot.press(key)
            assert said in screen_lines(pilot.app)[-1]
        await pilot.press("j")
        assert "s source" in screen_lines(pilot.app)[-1]
