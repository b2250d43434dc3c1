"""The comparison of sources under the fingers: `c` opens it, columns and days move, Enter leads on and `[` back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from driving import SIZES, each_size, explorer, flat, press_keys, screen_text
from making import day
from textual.pilot import Pilot

from tui.core.model.records import Ref
from tui.present.signs import signs
from tui.screens.compare.screen import CompareScreen
from tui.screens.explorer.screen import ExplorerScreen
from tui.screens.reader.screen import Reader, ReaderScreen
from tui.widgets.compare import CompareTitle

CUT = Ref("events", "network-cut")


@asynccontextmanager
async def comparing(
    size: tuple[int, int] = (120, 40), at: Ref = CUT
) -> AsyncIterator[tuple[Pilot[None], ExplorerScreen, CompareScreen]]:
    """Run the explorer and compare around an event."""
    async with explorer(size=size) as (pilot, screen):
        screen.navigation.show_record(at)
        await press_keys(pilot, "1", "c")
        assert isinstance(pilot.app.screen, CompareScreen)
        yield pilot, screen, pilot.app.screen


def told(screen: CompareScreen) -> tuple[str, str]:
    place = screen.grid.cursor.place
    assert place is not None
    return place.entry.source, place.entry.event.id


async def test_the_days_are_told_side_by_side_and_columns_that_do_not_fit_are_taken_along() -> None:
    async with comparing((160, 48)) as (pilot, _, compare):
        text = flat(screen_text(pilot.app))
        assert [said for said in ("9–12 August 2020", "3 of 4 sources", "only here") if said not in text] == []
        assert "≠ Network down in the whole town" in text
        assert told(compare)[1] == "network-cut"
        columns = {(160, 48): 3, (100, 30): 2, (80, 24): 2, (40, 10): 1}
        async for size in each_size(pilot, columns):
            assert len(compare.grid.cursor.grid.edges) == columns[size]
            await pilot.press("h", "h", "h")
            assert compare.grid.cursor.grid.left == 0
            seen = [told(compare)[0]]
            for _ in range(3):
                await pilot.press("l")
                seen.append(told(compare)[0])
            assert seen == [*[column.source for column in compare.comparison.columns], seen[-1]]
            assert compare.grid.cursor.grid.left == 3 - columns[size]
            place = compare.grid.cursor.place
            assert place is not None
            top = compare.grid.scroll_offset.y
            assert top <= place.first <= top + compare.grid.size.height


async def test_one_bar_marks_the_account_below_its_date_and_no_other_one_touches_it() -> None:
    async with comparing((80, 24)) as (pilot, _, compare):
        await pilot.press("l")
        lines = screen_text(pilot.app).splitlines()
        marked = [line for line in lines if signs().cursor in line]
        assert marked
        assert all(line.count(signs().cursor) == 1 for line in marked)
        edge, _ = compare.grid.cursor.grid.edges[-1]
        assert all(line[edge - 1] == signs().cursor and line[edge] == " " for line in marked)
        assert not any(line[edge:].lstrip().startswith(signs().quotation) for line in marked)
        compare.grid.show(compare.comparison, compare.at)
        await pilot.pause()
        assert compare.grid.scroll_offset.y in compare.grid.cursor.grid.headings


async def test_more_and_fewer_days_and_steps() -> None:
    async with comparing(at=Ref("events", "council-vote")) as (pilot, _, compare):
        assert compare.days == (day("2020-08-08"), day("2020-08-10"))
        await pilot.press("plus")
        assert compare.days == (day("2020-08-06"), day("2020-08-12"))
        assert told(compare)[1] == "council-vote"
        await pilot.press("minus", "minus")
        assert compare.days == (day("2020-08-09"), day("2020-08-09"))
        await pilot.press("minus")
        assert "One day is the least" in screen_text(pilot.app)
        await pilot.press("d")
        assert compare.days.first == day("2020-08-10")
        await pilot.press("m")
        assert compare.days.first == day("2020-10-01")
        await pilot.press("M")
        assert compare.days.first == day("2020-08-01")
        await pilot.press("D")
        assert compare.days.first == day("2017-12-21")
        assert "21 December 2017" in screen_text(pilot.app)


async def test_enter_opens_the_event_and_one_step_back_is_the_comparison_again() -> None:
    async with comparing() as (pilot, screen, compare):
        await pilot.press("plus", "n", "n")
        standing, days = told(compare), compare.days
        await press_keys(pilot, "enter")
        assert pilot.app.screen is screen
        assert screen.panes.timeline.cursor == Ref("events", standing[1])
        await press_keys(pilot, "left_square_bracket")
        again = pilot.app.screen
        assert isinstance(again, CompareScreen)
        assert (told(again), again.days) == (standing, days)
        await press_keys(pilot, "escape")
        assert pilot.app.screen is screen
        assert screen.panes.timeline.cursor == CUT
        assert screen.session.state.spot.comparing is None


async def test_s_reads_the_excerpt_and_comes_back_and_v_narrows_to_the_source_of_the_column() -> None:
    async with comparing() as (pilot, screen, compare):
        place = compare.grid.cursor.place
        assert place is not None
        await press_keys(pilot, "s")
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert pilot.app.screen.query_one(Reader).key == place.entry.passages[0]
        await press_keys(pilot, "escape")
        assert pilot.app.screen is compare
        source = told(compare)[0]
        await press_keys(pilot, "v")
        assert pilot.app.screen is screen
        assert str(screen.session.state.spot.query) == f"source:{source}"
        # without an event or a date it says what is needed
        await press_keys(pilot, "escape", "w", "c")
        assert pilot.app.screen is screen
        assert "Put the cursor on an event" in screen_text(pilot.app)


async def test_the_filter_in_force_applies_and_is_said_and_its_days_are_compared() -> None:
    async with explorer(query="date:2020-08-12..2020-08-15 is:disputed") as (pilot, screen):
        await press_keys(pilot, "c")
        compare = pilot.app.screen
        assert isinstance(compare, CompareScreen)
        assert compare.days == (day("2020-08-12"), day("2020-08-15"))
        line = "".join(part.text for part in compare.query_one(CompareTitle).parts(120))
        assert " disputed " in line
        assert all(place.entry.event.id in ("network-cut", "quill-held") for place in compare.grid.cursor.grid.places)
        await press_keys(pilot, "escape", "backslash", "c")
        assert isinstance(pilot.app.screen, CompareScreen)
        assert "disputed" not in "".join(part.text for part in pilot.app.screen.query_one(CompareTitle).parts(120))
        assert screen.session.state.spot.suspended


async def test_a_click_moves_the_cursor_and_a_second_one_opens() -> None:
    async with comparing((160, 48)) as (pilot, screen, compare):
        grid = compare.grid
        other = next(place for place in grid.cursor.grid.places if place is not grid.cursor.place and not place.titled)
        edge, _ = grid.cursor.grid.edges[other.column - grid.cursor.grid.left]
        spot = (edge + 3, other.first - grid.scroll_offset.y)
        await pilot.click(grid, offset=spot)
        assert grid.cursor.place == other
        await pilot.click(grid, offset=spot)
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.panes.timeline.cursor == other.entry.event


async def test_every_key_can_be_pressed_at_any_size() -> None:
    moves = "j j k l h G g ctrl+d ctrl+u pagedown pageup n N tab shift+tab"
    days = "plus plus plus minus d D m M question_mark escape"
    async with comparing() as (pilot, _, compare):
        async for _size in each_size(pilot, [*SIZES, (60, 20)]):
            await press_keys(pilot, *f"{moves} {days}".split())
            assert pilot.app.screen is compare
            assert compare.grid.cursor.place is not None
