"""How many events fall into each slot of a scale, surely or spread over several."""

from __future__ import annotations

import pytest
from cases import for_each
from making import day, index_of
from pyroaring import BitMap

from tui.core.dates.scale import Days, scale
from tui.core.index.day_groups import calendar
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.index.slot_counts import SlotCounts, first_and_last, slot_counts

SUMMER = [f"2020-08-{day:02}" for day in (9, 9, 9, 10, 10, 11, 12, 15, 24)]
LONG = ["1993", "2005-09~", "2017-12-21", *SUMMER, "2020-09", "2021-02-04", "2025"]


def on(counts: SlotCounts, text: str, events: BitMap | None = None) -> tuple[float, float]:
    return counts.of(events)[counts.scale.slot_of(day(text))]


def test_all_events_are_counted_once_at_any_width() -> None:
    dates = [*LONG, "2020-08/2020-10", "2020-08-30/2020-09-02~"]
    for width in (20, 80, 160):
        counts = slot_counts(index_of(*dates), width, None)
        assert sum(map(sum, counts.of(None))) == pytest.approx(len(dates))
        assert counts.of(None) == counts.of(BitMap(range(len(dates))))
        assert sum(map(sum, counts.of(BitMap([0])))) == pytest.approx(1)


def test_a_vague_date_is_spread_and_a_certain_span_counts_on_each_of_its_days() -> None:
    counts = slot_counts(index_of(*SUMMER, "2020-08"), 100, None)
    assert on(counts, "2020-08-01") == (0, pytest.approx(1 / 31))
    counts = slot_counts(index_of(*SUMMER, "2020-08-19/2020-08-21"), 100, None)
    assert [on(counts, f"2020-08-{d}")[0] for d in (18, 19, 20, 21, 22)] == [0, 1, 1, 1, 0]


def test_a_window_holds_only_what_sorts_in_it() -> None:
    counts = slot_counts(index_of(*LONG), 100, (day("2020-08-08"), day("2020-08-16")))
    assert {slot.bin.unit for slot in counts.scale.slots} == {"day"}
    assert sum(map(sum, counts.of(None))) == 8
    empty = slot_counts(index_of(), 100, None)
    assert (empty.scale.slots, empty.labels, empty.of(None)) == ((), (), [])


def test_the_days_from_the_first_to_the_last_event() -> None:
    assert first_and_last(index_of("2020-08-12", "1993-02-01", "2025-03-04")) == (day("1993-02-01"), day("2025-03-04"))
    assert first_and_last(index_of()) is None


ODD = (
    "../2020-09-10",
    "2019-12-30/2020-01-02",
    "2019/2021",
    "2020-10-08/..",
    "[2020-08-09,2020-10-02]",
    "2020-08~/2020-09",
)


@for_each(width=[12, 60, 140], window=[None, (day("2020-08-10"), day("2020-10-02"))])
def test_each_event_is_where_a_slow_look_at_its_days_places_it(width: int, window: tuple[int, int] | None) -> None:
    index = index_of(*LONG, *ODD)
    held = [n for n, on in enumerate(calendar(index).days) if window is None or window[0] <= on <= window[1]]
    counts = slot_counts(index, width, window)
    slots = counts.scale.slots
    wide: dict[int, list[int]] = {7: [], 31: []}
    for number in held:
        first, last, sorts = index.postings.starts[number], index.postings.ends[number], calendar(index).days[number]
        for days, found in wide.items():
            found.extend([sorts] * (last != AFTER_ALL and days < last - max(first, sorts)))
        sure, is_open = number in index.postings.facet("lasts", "surely"), first == BEFORE_ALL or last == AFTER_ALL
        first, last = (sorts, sorts) if is_open else (first, last)
        begin, end = counts.scale.slots_of(first, last)
        named = begin == end and slots[begin].bin.first <= first and last <= slots[begin].bin.last and not is_open
        sure = sure or (named and number not in index.postings.facet("lasts", "about"))
        share = 1 if sure else 1 / (end - begin + 1)
        wanted = [share * (begin <= at <= end) for at in range(len(slots))]
        assert [pair[not sure] for pair in counts.of(BitMap([number]))] == pytest.approx(wanted)
    sorted_days = [calendar(index).days[number] for number in held]
    assert counts.scale == scale(Days(sorted_days, wide[31], wide[7]), width)
