"""Voices and disputes on the screen: signs and facet, and one key to all that is told differently."""

from __future__ import annotations

from driving import explorer, press_keys, screen_text
from textual.widgets import Input

from tui.core.model.records import Ref
from tui.core.query.facet_picks import Picks
from tui.present.facets import facets
from tui.present.legend import legend
from tui.present.signs import Signs
from tui.present.timeline.rows import EventRow, line
from tui.screens.dialogs.facets import FacetsScreen
from tui.screens.dialogs.page import PageScreen
from tui.widgets.page_view import PageView


async def test_one_key_leads_from_a_record_to_where_accounts_of_it_differ_and_back() -> None:
    async with explorer(at="network-cut", size=(100, 30)) as (pilot, screen):
        for key in ("i", "ш"):
            await press_keys(pilot, key)
            assert isinstance(pilot.app.screen, PageScreen)
            view = pilot.app.screen.query_one(PageView)
            assert view.link is not None
            assert view.link.ref == Ref("events", "network-cut")
            assert "so told by The Harbour Gazette" in screen_text(pilot.app)
            await press_keys(pilot, "N", "enter")
            assert pilot.app.screen is screen
            assert screen.session.state.spot.opened == Ref("claims", "outage-length")
            await press_keys(pilot, "left_square_bracket")
            assert screen.session.state.spot.opened is None
        screen.navigation.show_record(Ref("events", "brightkeel-bought"))
        await press_keys(pilot, "i")
        assert "Disputes: where accounts differ   none about “Northern Crane buys Brightkeel”" in screen_text(pilot.app)
        assert "3 claims in dispute, 3 events told differently" in screen_text(pilot.app)


async def test_a_single_voice_is_a_facet_with_a_count_and_a_chip() -> None:
    async with explorer() as (pilot, screen):
        assert screen.session.views is not None
        offered = {
            value.pick: value.count for one in facets(screen.session.views.index, Picks()) for value in one.values
        }
        await press_keys(pilot, "f")
        assert isinstance(pilot.app.screen, FacetsScreen)
        pilot.app.screen.query_one(Input).value = "single-voice"
        await pilot.pause()
        await press_keys(pilot, "enter")
        assert str(screen.session.state.spot.query) == "is:single-voice"
        rows = [row for row in screen.panes.timeline.rows if isinstance(row, EventRow)]
        assert {row.voices for row in rows} == {1}
        assert len(rows) == offered["is", "single-voice"]
        assert "single-voice ✕" in screen_text(pilot.app)
        # and the help says what the signs mean
        await press_keys(pilot, "question_mark")
        pilot.app.screen.query_one(Input).value = "single voice"
        await pilot.pause()
        assert "a single voice (is:single-voice) has no figure" in screen_text(pilot.app)
        await press_keys(pilot, "tab", "tab", "tab", "enter")
        assert "This is a sign: it runs nothing" in screen_text(pilot.app)
        await press_keys(pilot, "escape")
        assert pilot.app.screen is screen


def test_the_number_of_voices_stands_out_where_there_are_several() -> None:
    def figure(voices: int, disputed: bool) -> tuple[str, str]:
        row = EventRow(Ref("events", "e"), "9", "9", "◆", "", "Title", (), voices, disputed)
        piece = next(piece for piece in line(row, 60) if piece.role in ("count", "voices"))
        return piece.text.strip(), piece.role

    assert figure(1, True) == ("", "count")
    assert figure(2, True) == ("2", "voices")


def test_every_sign_of_a_row_is_in_the_legend(drawn: Signs) -> None:
    said = dict(legend())
    wanted = (drawn.day, drawn.span, drawn.rough, drawn.within, drawn.disputed, drawn.since, drawn.unsure)
    assert set(wanted) <= set(said)
    assert all(words for words in said.values())
