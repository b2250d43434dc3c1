"""How many events fall into each slot of a scale, surely or spread over several."""

from __future__ import annotations

import pytest
from making import day, index_of
from pyroaring import BitMap

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
