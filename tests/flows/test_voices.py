"""Voices and disputes on the screen: signs and facet, and one key to all that is told differently."""

from __future__ import annotations

import pytest
from driving import opened, screen_text
from samples import HARBOUR
from textual.widgets import Input

from tui.app import LetapisApp
from tui.core.model.records import Ref
from tui.core.query.facet_picks import Picks
from tui.present.facets import facets
from tui.present.legend import legend
from tui.present.signs import ASCII, UNICODE
from tui.present.timeline.rows import EventRow, line
from tui.screens.dialogs.facets import FacetsScreen
from tui.screens.dialogs.page import PageScreen
from tui.screens.explorer.screen import ExplorerScreen
from tui.widgets.page_view import PageView


@pytest.mark.parametrize("key", ["i", "ш"])
async def test_one_key_leads_from_a_record_to_where_accounts_of_it_differ_and_back(key: str) -> None:
    app = LetapisApp(HARBOUR, at="network-cut")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, PageScreen)
        view = app.screen.query_one(PageView)
        assert view.link is not None
        assert view.link.ref == Ref("events", "network-cut")
        assert "so told by The Harbour Gazette" in screen_text(app)
        await pilot.press("N", "enter")
        await pilot.pause()
        assert app.screen is screen
        assert screen.session.state.spot.opened == Ref("claims", "outage-length")
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert screen.session.state.spot.opened is None


async def test_where_nothing_differs_the_page_says_so() -> None:
    app = LetapisApp(HARBOUR, at="brightkeel-bought")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(app, pilot)
        assert screen.panes.timeline.cursor == Ref("events", "brightkeel-bought")
        await pilot.press("i")
        await pilot.pause()
        assert "they do not on Northern Crane buys Brightkeel" in screen_text(app)
        assert "3 claims with answers that differ, 3 events told differently" in screen_text(app)


async def test_a_single_voice_is_a_facet_with_a_count_and_a_chip() -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot)
        assert screen.session.views is not None
        offered = {
            value.pick: value.count
            for one in facets(screen.session.views.index, Picks()).facets
            for value in one.values
        }
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, FacetsScreen)
        app.screen.query_one(Input).value = "single-voice"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert str(screen.session.state.spot.query) == "is:single-voice"
        rows = [row for row in screen.panes.timeline.rows if isinstance(row, EventRow)]
        assert {row.voices for row in rows} == {1}
        assert len(rows) == offered["is", "single-voice"]
        assert "single-voice ✕" in screen_text(app)


def test_the_number_of_voices_stands_out_where_there_are_several() -> None:
    def figure(voices: int, disputed: bool) -> tuple[str, str]:
        row = EventRow(Ref("events", "e"), "9", "◆", "", "Title", (), voices, disputed)
        piece = next(piece for piece in line(row, 60, UNICODE) if piece.role in ("count", "voices"))
        return piece.text.strip(), piece.role

    assert figure(1, False) == ("1", "count")
    assert figure(2, True) == ("2", "voices")


async def test_the_help_says_what_the_signs_mean() -> None:
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert app.screen.name == "help"
        app.screen.query_one(Input).value = "single voice"
        await pilot.pause()
        assert "1 is a single voice (is:single-voice)" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ExplorerScreen)


@pytest.mark.parametrize("drawn", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_every_sign_of_a_row_is_in_the_legend(drawn) -> None:
    said = dict(legend(drawn))
    wanted = (drawn.day, drawn.span, drawn.rough, drawn.within, drawn.disputed, drawn.since, drawn.unsure)
    assert set(wanted) <= set(said)
    assert all(words for words in said.values())
