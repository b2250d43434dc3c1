"""A date in the filter: both counts are on the screen, one key reads it the other way, the order is named."""

from __future__ import annotations

from driving import each_size, explorer, press_keys, screen_text
from textual.app import App

from tui.core.model.records import Ref
from tui.widgets.bar import Header


def head(app: App[None]) -> str:
    return "".join(part.text for part in app.screen.query_one(Header).parts(app.screen.size.width))


READINGS = [
    ("date:2020-08-12", "5 of 16 events · 1 for certain", "date!:2020-08-12", "1 of 16 events · 5 possibly"),
    ("date!:2020-08-12", "1 of 16 events · 5 possibly", "date:2020-08-12", "5 of 16 events · 1 for certain"),
    ("before:2020-08", "4 of 16 events · 2 for certain", "before!:2020-08", "2 of 16 events · 4 possibly"),
    ("after:2020-12", "3 of 16 events · 2 for certain", "after!:2020-12", "2 of 16 events · 3 possibly"),
    (
        "date:2017 kind:law",
        "1 of 16 events · all for certain",
        "date!:2017 kind:law",
        "1 of 16 events · all for certain",
    ),
]


async def test_both_counts_are_on_the_screen_and_one_key_switches() -> None:
    async with explorer(size=(80, 24)) as (pilot, screen):
        for text, count, switched, other in READINGS:
            await press_keys(pilot, "slash", "ctrl+u", *text, "enter")
            assert count in head(pilot.app)
            await press_keys(pilot, "V")
            assert str(screen.session.state.spot.query) == switched
            assert other in head(pilot.app)
            await press_keys(pilot, "left_square_bracket")
            assert str(screen.session.state.spot.query) == text
        await press_keys(pilot, "slash", "ctrl+u", *"date:2020-08-12", "enter")
        async for size in each_size(pilot, [(160, 48), (40, 10)]):
            assert ("5 of 16 events · 1 for certain" in head(pilot.app)) == (size[0] > 40), "the filter comes first"
            assert "date 12 Aug 2020" in head(pilot.app)
        # the cursor stays, and a click on the count switches too
        await press_keys(pilot, "G")
        cursor = screen.panes.timeline.cursor
        await press_keys(pilot, "V", "V")
        assert screen.panes.timeline.cursor == cursor
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        await pilot.click(Header, offset=(head(pilot.app).index("5 of 16") + 2, 0))
        await pilot.pause()
        assert str(screen.session.state.spot.query) == "date!:2020-08-12"
        await press_keys(pilot, "escape", "V")
        assert "No date in the filter" in screen_text(pilot.app)


SORTED = {
    "latest": ("by last day", "park-founded"),
    "report": ("by report date", "lind-leaves"),
    "voices": ("by voices, most first", "network-cut"),
    "title": ("by title", "quill-held"),
    "-date": ("by date, latest first", "eleven-firms"),
}


async def test_header_and_timeline_say_by_what_they_are_sorted() -> None:
    async with explorer(size=(160, 48)) as (pilot, screen):
        for by, (said, first) in SORTED.items():
            await press_keys(pilot, "slash", "ctrl+u", *f"sort:{by}", "enter", "g")
            assert said in screen.panes.heading(1).render_line(0).text
            assert "sorted by" in head(pilot.app)
            assert screen.panes.timeline.cursor == Ref("events", first)
