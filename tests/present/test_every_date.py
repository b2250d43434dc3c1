"""Every date of the table is sorted, filtered, drawn and printed, and nothing claims more than it says."""

from __future__ import annotations

import json
import random
import re
from functools import cache

import pytest
import yaml
from cases import for_each
from hypothesis import given
from hypothesis import strategies as st
from making import store_of
from samples import EDTF_TABLE

from tui.core.dates import edtf
from tui.core.dates.grammar import Interval
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.index.index import Index
from tui.core.model.records import Event, Ref
from tui.core.query import parser, tree
from tui.exchange.exporters.selection import select
from tui.exchange.formats import FORMATS
from tui.present.cards.card import card
from tui.present.overview.strip import Strip
from tui.present.signs import signs, use_signs
from tui.present.timeline.rows import EventRow
from tui.present.timeline.timeline import TimelineRows

WRITTEN: list[str] = [row[0] for row in yaml.safe_load(EDTF_TABLE.read_text(encoding="utf-8"))["dates"]]


@cache
def index_of(*texts: str) -> Index:
    return Index(store_of(events=[Event(id=f"e{n:03}", title=f"Event {n}", date=text) for n, text in enumerate(texts)]))


def date_of(index: Index, number: int) -> str:
    return index.store.event(index.event_id(number)).date


# sorts


def test_the_order_is_total_and_does_not_hang_on_the_order_in_the_files() -> None:
    orders = set()
    for seed in range(12):
        events = [Event(id=f"e{n:03}", title="T", date=text) for n, text in enumerate(WRITTEN * 2)]
        random.Random(seed).shuffle(events)
        orders.add(store_of(events=events).event_ids)
    assert len(orders) == 1
    (order,) = orders
    assert len(set(order)) == 2 * len(WRITTEN)


def test_the_order_is_that_of_the_dates_and_equals_stand_together() -> None:
    index = index_of(*WRITTEN, *reversed(WRITTEN))
    keys = [edtf.parse(date_of(index, number)).sort_key[:2] for number in range(index.postings.events)]
    assert keys == sorted(keys)


@given(st.sampled_from(WRITTEN), st.sampled_from(WRITTEN), st.sampled_from(WRITTEN))
def test_of_any_three_dates_the_order_is_one(one: str, two: str, three: str) -> None:
    a, b, c = edtf.parse(one), edtf.parse(two), edtf.parse(three)
    assert (a < b) + (b < a) + (a == b) == 1
    assert not (a < b and b < c) or a < c
    assert sorted([a, b, c]) == sorted([c, a, b])


# filters


@for_each(text=WRITTEN)
def test_it_is_found_by_itself_by_both_readings(text: str) -> None:
    index = index_of(*WRITTEN)
    for field in ("date", "date!"):
        found = index.run(tree.Field(field, text))
        assert text in {date_of(index, number) for number in found.events}, field


@given(st.sampled_from(WRITTEN), st.integers(-400, 400), st.integers(0, 400))
def test_what_must_be_in_a_time_may_be_in_it_and_the_index_says_what_the_date_says(
    near: str, off: int, width: int
) -> None:
    index = index_of(*WRITTEN)
    value = edtf.parse(near)
    around = value.earliest or value.latest or 700_000
    first = max(1, min(around + off, edtf.LAST_DAY - width))
    lo, hi = first, first + width
    span = f"{edtf.of_day(lo).text}..{edtf.of_day(hi).text}"
    may = index.run(tree.Field("date", span))
    must = index.run(tree.Field("date!", span))
    assert must.events <= may.events
    assert (may.may, may.must) == (len(may.events), len(must.events))
    for number in range(index.postings.events):
        known = edtf.parse(date_of(index, number))
        assert (number in may.events) == known.may_be_in(lo, hi), known.text
        assert (number in must.events) == known.must_be_in(lo, hi), known.text


@for_each(text=WRITTEN)
def test_no_day_outside_its_bounds_finds_it_and_no_day_alone_holds_what_is_wider(text: str) -> None:
    index, value = index_of(text), edtf.parse(text)
    first, last = value.outer
    for day in (first, last):
        if day is not None:
            alone = edtf.of_day(day).text
            assert index.run(tree.Field("date", alone)).count == 1
            assert index.run(tree.Field("date!", alone)).count == (first == last)
    if first is not None and first > edtf.FIRST_DAY:
        assert index.run(tree.Field("date", f"..{edtf.of_day(first - 1).text}")).count == 0
    if last is not None and last < edtf.LAST_DAY:
        assert index.run(tree.Field("date", f"{edtf.of_day(last + 1).text}..")).count == 0


# draws


@for_each(text=WRITTEN, ascii_only=[False, True])
def test_its_sign_and_its_label_are_no_surer_than_it_is(text: str, ascii_only: bool) -> None:
    use_signs(ascii_only=ascii_only)
    index, value = index_of(text), edtf.parse(text)
    row = next(row for row in TimelineRows(index, index.run(parser.parse(""))) if isinstance(row, EventRow))
    qualified = value.approximate or value.uncertain
    assert (row.sign == signs().day) == value.is_day
    assert (row.sign == signs().rough) == qualified
    assert (row.sign == signs().span) == (not qualified and not value.is_day and isinstance(value.shape, Interval))
    days = re.fullmatch(r"(\d{1,2})(?:–(\d{1,2}))?( [A-Z][a-z]+)?", row.date)
    if days and not qualified and "X" not in text[:4]:  # it names days: these it must be, and no others
        start, end = value.shape.points[0], value.shape.points[-1]
        assert start.earliest == start.latest
        assert end.earliest == end.latest
        assert int(days[1]) == int(edtf.of_day(start.earliest).text[-2:])
        assert int(days[2] or days[1]) == int(edtf.of_day(end.latest).text[-2:])
    if re.fullmatch(r"\d{1,2}( [A-Z][a-z]+)?", row.date):
        assert value.is_day


@for_each(text=WRITTEN, width=[10, 40, 100, 200])
def test_the_overview_draws_it_only_where_it_may_be_and_as_sure_only_where_it_must(text: str, width: int) -> None:
    beside = ("2020-08-09", "2020-08-10", "2020-08-10", "2020-08-11", "2020-08-12")
    index, value = index_of(text, *beside), edtf.parse(text)
    number = index.number("e000")
    found = index.run(tree.Field("id", "e000"))
    assert list(found.events) == [number]
    picture = Strip(index, found).picture(width)
    columns = zip((slot.bin for slot in picture.scale.slots), picture.columns, strict=True)
    drawn_at = [(bin_, column) for bin_, column in columns if column.match or column.rough]
    assert drawn_at
    start, end = index.postings.starts[number], index.postings.ends[number]
    open_ended = BEFORE_ALL in (start, end) or AFTER_ALL in (start, end)
    for bin_, column in drawn_at:
        assert open_ended or (start <= bin_.last and end >= bin_.first)
        if column.match and not open_ended:
            covered = value.certain is not None and value.certain[0] <= bin_.last and value.certain[1] >= bin_.first
            assert covered or value.must_be_in(bin_.first, bin_.last)
    if not any(column.match for _, column in drawn_at):
        assert sum(column.rough for _, column in drawn_at) == pytest.approx(1)


# prints


@for_each(text=WRITTEN)
def test_the_card_says_it_in_its_own_words(text: str) -> None:
    index = index_of(text)
    said = [span.text for block in card(index.store, Ref("events", "e000")).blocks for span in block.spans]
    assert edtf.parse(text).display_long in said


@for_each(text=WRITTEN)
def test_what_is_exported_is_what_is_written_or_its_words(text: str) -> None:
    index = index_of(text)
    selection = select(index, index.run(parser.parse("")))
    (line,) = "".join(FORMATS["jsonl"].write(selection)).splitlines()
    assert json.loads(line)["date"] == text
    assert text in "".join(FORMATS["tsv"].write(selection))
    assert edtf.parse(text).display_long in "".join(FORMATS["md"].write(selection))
