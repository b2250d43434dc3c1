"""What a reader may ask of the shipped dataset is answered on the screen within twelve keys from launch."""

from __future__ import annotations

import pytest
from driving import explorer, flat, press_keys, screen_text
from samples import BELARUS
from textual.pilot import Pilot

from tui.core.dates import edtf
from tui.core.model.records import Event, Ref
from tui.core.opening import open_dataset

MOST_KEYS = 12
"""From launch, each letter that is typed counted as a key."""

SIZES = [(80, 24), pytest.param((160, 48), marks=pytest.mark.slow)]
pytestmark = pytest.mark.parametrize("size", SIZES, ids=str)


class Walk:
    """Presses keys and counts them."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.left = MOST_KEYS

    async def press(self, *keys: str) -> str:
        """Press keys one after the other; return what is on the screen then."""
        for key in keys:
            self.left -= 1
            assert self.left >= 0, "that is more than twelve keys"
            await press_keys(self.pilot, key)
        return screen_text(self.pilot.app)


def of_day(text: str) -> list[str]:
    """Titles of the events that are known to be of a day, by the calendar."""
    found = open_dataset(BELARUS)
    events = (found.store.event(event) for event in found.store.event_ids)
    return [event.title for event in events if event.date == text]


async def test_what_happened_on_12_august_2020(size: tuple[int, int]) -> None:
    async with explorer(BELARUS, size) as (pilot, screen):
        walk = Walk(pilot)
        text = await walk.press("d", "d", "d")
        ref = screen.panes.timeline.cursor
        titles = of_day("2020-08-12")
        assert len(titles) > 3
        assert ref is not None
        assert screen.session.opened is not None
        event = screen.session.opened.store.record(ref)
        assert isinstance(event, Event)
        assert (event.title, event.date) == (titles[0], "2020-08-12")
        assert "August 2020" in text
        assert "12 August 2020" in text
        for title in titles[:3]:
            assert title[:12] in text
        narrowed = await walk.press("v")
        assert str(screen.session.state.spot.query) == "date:2020-08-12"
        assert "12 Aug 2020 ✕" in narrowed
        assert "4 for certain" in narrowed
        assert screen.panes.timeline.cursor == ref


async def test_a_date_that_is_typed_leads_there_as_well(size: tuple[int, int]) -> None:
    async with explorer(BELARUS, size) as (pilot, screen):
        walk = Walk(pilot)
        text = await walk.press("t", *"2020-08-12", "enter")
        assert screen.panes.timeline.cursor == Ref("events", "internet-back")
        assert "Internet works again" in text


async def test_when_the_densest_three_days_were(size: tuple[int, int]) -> None:
    async with explorer(BELARUS, size) as (pilot, screen):
        walk = Walk(pilot)
        text = await walk.press("question_mark", *"dens", "enter")
        (line,) = [line for line in text.splitlines() if "3 days" in line]
        assert "12–14 Aug 2020" in line
        assert "12 events" in line
        shown = await walk.press(*"3 ", "enter")
        assert str(screen.session.state.spot.query) == "date!:2020-08-12..2020-08-14"
        assert "12 of 202 events" in shown


async def test_what_is_known_only_to_the_month(size: tuple[int, int]) -> None:
    async with explorer(BELARUS, size) as (pilot, screen):
        walk = Walk(pilot)
        offered = await walk.press("f", *"month")
        assert "to the month, no finer" in offered
        text = await walk.press("enter")
        assert screen.session.view is not None
        assert "dated to the month ✕" in text
        assert f"{screen.session.view.count} of 202 events" in text
        rows = screen.panes.timeline.rows
        listed = [ref for ref in map(rows.ref, range(len(rows))) if ref is not None]
        assert len(listed) == screen.session.view.count > 20
        for ref in listed:
            assert screen.session.opened is not None
            event = screen.session.opened.store.event(ref.id)
            span = edtf.parse(event.date).span_days
            assert span is not None
            assert span >= 28


async def test_what_happened_between_the_election_and_the_release_of_chuprinsky(size: tuple[int, int]) -> None:
    async with explorer(BELARUS, size) as (pilot, screen):
        walk = Walk(pilot)
        assert screen.panes.timeline.cursor == Ref("events", "election-day")
        begun = await walk.press("r")
        assert "press r again" in begun
        there = await walk.press("d", "d", "d", "d", "d")
        assert "Chuprinsky is released" in there
        text = await walk.press("r")
        assert str(screen.session.state.spot.query) == "date:2020-08-09..2020-08-14"
        assert "9–14 Aug 2020 ✕" in text
        assert " for certain" in text


async def test_which_source_alone_reports_the_hackathon(size: tuple[int, int]) -> None:
    async with explorer(BELARUS, size) as (pilot, screen):
        walk = Walk(pilot)
        text = await walk.press("slash", *"hackathon")
        assert screen.panes.timeline.cursor == Ref("events", "build-hackathon")
        assert "Online hackathon Build for Belarus" in flat(text)
        assert "only in Startup Jedi" in flat(text)
