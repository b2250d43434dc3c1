"""Lanes and lasting events: what a slow look at each event gives."""

from __future__ import annotations

import pytest
from cases import for_each
from making import shipped
from pyroaring import BitMap

from tui.core.dates.scale import around
from tui.core.index import lanes as lane_rows
from tui.core.index.durations import lengths
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.index.index import Index
from tui.core.index.lanes import lanes, lanes_of, name, values
from tui.core.query.parser import parse


@pytest.fixture
def index() -> Index:
    return shipped()


def bounds(index: Index) -> list[tuple[int, int, int]]:
    """Return the first and the last day of each event, and the day on which it sorts."""
    postings = index.postings
    return [(postings.starts[n], postings.ends[n], postings.calendar.days[n]) for n in range(postings.events)]


@for_each(by=["org", "person", "kind", "source"])
def test_lanes_hold_the_events_that_have_their_value(index: Index, by: lane_rows.By) -> None:
    store = index.store
    for query in ("", "date:2020", "kind:law"):
        events = index.events(parse(query))
        wanted: dict[str, list[int]] = {}
        for number in events:
            for value in values(store, store.event(index.event_id(number)), by):
                wanted.setdefault(value, []).append(number)
        ordered = sorted(wanted.items(), key=lambda lane: (not lane[0], lane[1][0], lane[0]))
        found = lanes(index, events, by)
        assert [(lane.value, list(lane.events)) for lane in found] == ordered
        for number in events:
            inside = [at for at, (_, numbers) in enumerate(ordered) if number in numbers]
            assert list(lanes_of(index, number, found)) == inside


def test_a_lane_is_called_by_the_name_that_tells_it_from_the_others(index: Index) -> None:
    store = index.store
    assert [name(store, by, "") for by in lane_rows.NAMES] == [
        "(no organisation)", "(nobody)", "(no kind)", "(no source)"
    ]  # fmt: skip
    assert list(lane_rows.NAMES.values()) == ["organisations", "people", "kinds", "sources"]
    assert (name(store, "org", "hpark"), name(store, "person", "quill")) == ("Harbour Park", "Ada Quill")
    assert (name(store, "kind", "law"), name(store, "kind", "strange")) == (store.kinds["law"].title, "strange")
    assert name(store, "source", "gone") == "gone"
    publishers = [source.publisher for source in store.sources.values()]
    for source in store.sources.values():
        alone = publishers.count(source.publisher) == 1
        short = source.publisher if alone else f"{source.publisher}: {source.title}"
        assert name(store, "source", source.id) == (short if source.publisher else source.title)


@for_each(unit=["year", "month", "day"])
def test_what_lasts_beyond_the_unit_in_which_it_begins(index: Index, unit: str) -> None:
    lasting = BitMap(
        number
        for number, (first, last, day) in enumerate(bounds(index))
        if (first == BEFORE_ALL and last != AFTER_ALL) or (first != BEFORE_ALL and last > around(day, unit).last)  # type: ignore[arg-type]
    )
    long = lengths(index)
    assert [number for number in range(index.postings.events) if long.is_beyond(number, unit)] == [*lasting]  # type: ignore[arg-type]


def test_what_goes_on_until_a_day(index: Index) -> None:
    events = bounds(index)
    days = {day + shift for first, last, sorts in events for day in (last, sorts) for shift in (-1, 0, 1)}
    for day in days:
        for numbers in (range(0), range(4), range(3, 8), range(len(events))):
            wanted = [n for n in numbers if BEFORE_ALL < events[n][0] < events[n][1] >= day]
            assert list(lengths(index).reaching(day, numbers)) == wanted
