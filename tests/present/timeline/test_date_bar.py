"""Dates drawn against the scale of their month or year."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from making import day, joined, store_of
from samples import EDTF_TABLE

from tui.core.dates import edtf
from tui.core.index.index import Index
from tui.core.model.records import Event
from tui.core.query import parser
from tui.present.signs import use_signs
from tui.present.timeline.date_bar import CELLS, SCALE_FROM, bar, period, ticks
from tui.present.timeline.rows import line
from tui.present.timeline.timeline import TimelineRows

WRITTEN: list[str] = [row[0] for row in yaml.safe_load(EDTF_TABLE.read_text(encoding="utf-8"))["dates"]]
AUGUST, YEAR = (day("2020-08-01"), day("2020-08-31")), (day("2020-01-01"), day("2020-12-31"))


def test_a_bar_is_as_wide_as_the_date_may_be() -> None:
    for text, drawn in (
        ("2020-08-09", "        ◆"),
        ("2020-08-09/2020-08-12", "        ━━━━"),
        ("2020-08-09~", "        ◇"),
        ("2020-08-09~/2020-08-12~", "        ····"),
        ("[2020-08-09..2020-08-12]", "        ····"),
        ("2020-08", "·" * 31),
        ("2020-08-30/2020-09-02", " " * 29 + "━…"),
        ("2020-07-30/2020-08-02", "…━"),
        ("../2020-08-02", "…━"),
        ("2020-08-30/..", " " * 29 + "━…"),
        ("2020-09", ""),
    ):
        assert bar(edtf.parse(text), *AUGUST) == drawn.ljust(CELLS)


def test_a_year_has_the_same_width_as_a_month() -> None:
    assert ticks(*AUGUST) == "1        10        20        30"
    assert ticks(*YEAR) == "Jan    Apr     July    Oct     "
    assert bar(edtf.parse("2020"), *YEAR) == "·" * CELLS
    assert bar(edtf.parse("2020-04/2020-06"), *YEAR).strip() == "···━━━···"


@given(st.sampled_from(WRITTEN), st.dates(date(1, 1, 1), date(9999, 12, 31)), st.booleans())
def test_no_date_of_the_table_is_drawn_where_it_cannot_be_or_surer_than_it_is(
    text: str, elsewhere: date, month: bool
) -> None:
    value = edtf.parse(text)
    for near in (value.earliest or value.latest or 1, elsewhere.toordinal()):
        first, last = period(near, month=month)
        assert first <= near <= last
        use_signs(ascii_only=True)
        assert bar(value, first, last).isascii()
        use_signs(ascii_only=False)
        drawn = bar(value, first, last)
        assert len(drawn) == CELLS
        assert bool(drawn.strip()) == value.may_be_in(first, last)
        certain = value.certain is not None and value.certain[0] <= last and value.certain[1] >= first
        assert (certain and not value.approximate and not value.uncertain) or not {"◆", "━"} & set(drawn)


@pytest.mark.parametrize("width", [SCALE_FROM - 1, SCALE_FROM, 140])
def test_wide_rows_have_bars_below_the_scale_of_their_heading(width: int) -> None:
    events = [Event(id=f"e{n}", title="T" * 200, date=f"2020-08-{n + 10}") for n in range(5)]
    index = Index(store_of(events=[*events, Event(id="y", title="Y", date="2018")]))
    listed = TimelineRows(index, index.run(parser.parse("")))
    texts = [joined(line(row, width)) for row in listed]
    assert {len(text) for text in texts} == {width}
    heads = [text for text in texts if ticks(*AUGUST) in text]
    if width <= SCALE_FROM:
        assert heads == []
        assert not any("Jan" in text for text in texts)
        return
    (head,) = heads
    assert head.startswith(" August")
    left = head.index(ticks(*AUGUST))
    for n, text in enumerate(texts[texts.index(head) + 1 :]):
        assert text[left:].index("◆") == n + 9
    assert [text.rstrip() for text in texts if text.startswith(" 2020")] == [" 2020  ┈ 19 months later"]
    assert sum("Jan" in text for text in texts) == 1
