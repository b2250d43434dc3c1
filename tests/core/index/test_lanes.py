"""Lanes, lasting events and spans: what a slow look at each event gives."""

from __future__ import annotations

import pytest
from cases import for_each
from making import shipped
from pyroaring import BitMap

from tui.core.dates.scale import Days, around
from tui.core.index import lanes as lane_rows
from tui.core.index.durations import lengths, over
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.index.index import Index
from tui.core.index.lanes import lanes, lanes_of, name, values
from tui.core.index.spans import spans
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
    assert over(index, unit) == lengths(index).over(unit) == lasting  # type: ignore[arg-type]


def test_what_goes_on_until_a_day(index: Index) -> None:
    events = bounds(index)
    days = {day + shift for first, last, sorts in events for day in (last, sorts) for shift in (-1, 0, 1)}
    for day in days:
        for before in (0, 4, 8, len(events)):
            wanted = [n for n, (first, last, _) in enumerate(events[:before]) if BEFORE_ALL < first < last >= day]
            assert list(lengths(index).reaching(day, before)) == wanted


def columns(days: Days) -> list[list[int]]:
    return [list(days.all), list(days.to_month), list(days.to_day)]


def test_spans_hold_each_pair_of_days_once(index: Index) -> None:
    surely = index.postings.facet("lasts", "surely")
    wanted: dict[tuple[int, int, int, bool, bool], list[int]] = {}
    for number, (first, last, day) in enumerate(bounds(index)):
        sure, open_end = first == last or number in surely, first == BEFORE_ALL or last == AFTER_ALL
        ends = (day, day) if open_end else (first, last)
        wanted.setdefault((day, *ends, sure, open_end and not sure), []).append(number)
    found = spans(index)
    plain = [(*key[1:], numbers) for key, numbers in sorted(wanted.items())]
    assert [(*span[:4], list(span.events)) for span in found.within(None)] == plain
    sorts = sorted(key[0] for key in wanted)
    for first in sorts:
        for last in sorts:
            inside = [(*key[1:], numbers) for key, numbers in sorted(wanted.items()) if first <= key[0] <= last]
            assert [(*span[:4], list(span.events)) for span in found.within((first, last))] == inside
            for width, days in zip((AFTER_ALL, 31, 7), columns(found.days((first, last))), strict=True):
                known = [key[0] for key, held in sorted(wanted.items()) if key[2] - key[1] <= width for _ in held]
                assert list(days) == [day for day in known if first <= day <= last]
    assert columns(found.days(None)) == columns(found.days((1, AFTER_ALL)))
