"""A date in the filter: both counts are on the screen, one key reads it the other way, the order is named."""

from __future__ import annotations

import pytest
from driving import explorer, press_keys, screen_text
from textual.app import App

from tui.widgets.bar import Header


def head(app: App[None]) -> str:
    return "".join(part.text for part in app.screen.query_one(Header).parts(app.screen.size.width))


READINGS = [
    ("date:2020-08-12", "5 of 16 events · 1 surely", "date!:2020-08-12", "1 of 16 events · 5 may be"),
    ("date!:2020-08-12", "1 of 16 events · 5 may be", "date:2020-08-12", "5 of 16 events · 1 surely"),
    ("before:2020-08", "3 of 16 events · 2 surely", "before!:2020-08", "2 of 16 events · 3 may be"),
    ("after:2020-12", "3 of 16 events · 2 surely", "after!:2020-12", "2 of 16 events · 3 may be"),
    ("date:2017 kind:law", "1 of 16 events · all surely", "date!:2017 kind:law", "1 of 16 events · all surely"),
]


@pytest.mark.parametrize(
    ("size", "text", "count", "switched", "other"),
    [*(((80, 24), *row) for row in READINGS), *((size, *READINGS[0]) for size in ((160, 48), (40, 10)))],
)
async def test_both_counts_are_on_the_screen_and_one_key_switches(
    size: tuple[int, int], text: str, count: str, switched: str, other: str
) -> None:
    async with explorer(query=text, size=size) as (pilot, screen):
        assert count in head(pilot.app)
        await press_keys(pilot, "V")
        assert str(screen.session.state.spot.query) == switched
        assert other in head(pilot.app)
        await press_keys(pilot, "left_square_bracket")
        assert str(screen.session.state.spot.query) == text


async def test_the_cursor_stays_while_the_reading_changes() -> None:
    async with explorer(query="date:2020-08-12") as (pilot, screen):
        await press_keys(pilot, "G")
        cursor = screen.panes.timeline.cursor
        await press_keys(pilot, "V", "V")
        assert screen.panes.timeline.cursor == cursor


async def test_a_click_on_the_count_switches_and_without_a_date_v_says_why_not() -> None:
    async with explorer(query="date:2020-08-12") as (pilot, screen):
        await pilot.click(Header, offset=(head(pilot.app).index("5 of 16") + 2, 0))
        await pilot.pause()
        assert str(screen.session.state.spot.query) == "date!:2020-08-12"
        await press_keys(pilot, "escape", "V")
        assert "No date in the filter" in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("by", "said", "first"),
    [
        ("latest", "TIMELINE BY LAST DAY", "park-founded"),
        ("report", "TIMELINE BY REPORT DATE", "lind-leaves"),
        ("voices", "TIMELINE BY VOICES, MOST FIRST", "network-cut"),
        ("title", "TIMELINE BY TITLE", "quill-held"),
        ("-date", "TIMELINE BY DATE, LATEST FIRST", "eleven-firms"),
    ],
)
async def test_header_and_timeline_say_by_what_they_are_sorted(by: str, said: str, first: str) -> None:
    async with explorer(query=f"sort:{by}", size=(160, 48)) as (pilot, screen):
        await press_keys(pilot, "g")
        assert said in screen_text(pilot.app)
        assert "sorted by" in head(pilot.app)
        cursor = screen.panes.timeline.cursor
        assert cursor is not None
        assert cursor.id == first
