"""Whatever the dates are: nothing is lost, headings head something, and steps go where they say."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import index_of, joined, store_of

from tui.core.dates import edtf
from tui.core.dates.month_names import LONG_MONTHS
from tui.core.index.day_groups import calendar
from tui.core.index.index import Index
from tui.core.model.records import Event
from tui.core.query import parser, tree
from tui.core.text.display import cells
from tui.present.overview.strip import Strip
from tui.present.timeline.rows import BRIEF_CELLS, DATE_CELLS, DateHeading, EventRow, Gap, line
from tui.present.timeline.timeline import TimelineRows

_DAYS = st.dates(date(1500, 1, 1), date(2100, 12, 31)) | st.dates(date(2020, 7, 1), date(2020, 10, 31))


@st.composite
def _written(draw: st.DrawFn) -> str:
    """A date of any shape."""
    first, last = sorted((draw(_DAYS), draw(_DAYS)))
    forms = ("{0}", "{0:%Y-%m}", "{0:%Y}", "{1}X", "{0}/{2}", "{0}/..", "../{2}", "{0:%Y}-21", "{0:%Y}-XX")
    text = draw(st.sampled_from(forms)).format(first, first.year // 10, last)
    return text + (draw(st.sampled_from(("", "", "~", "?"))) if "X" not in text and not text.endswith("..") else "")


def _listed(written: list[str], order: str) -> tuple[Index, TimelineRows]:
    index = index_of(*written)
    return index, TimelineRows(index, index.run(parser.parse(order)))


@given(st.lists(_written(), max_size=40), st.sampled_from(("", "sort:-date", "sort:title")))
def test_every_event_stands_once_and_every_heading_heads_something(written: list[str], order: str) -> None:
    index, listed = _listed(written, order)
    refs = [ref for number in range(len(listed)) if (ref := listed.ref(number)) is not None]
    assert refs == index.refs(index.run(parser.parse(order)), "events")
    assert all(listed.ref(found) == ref for ref in refs if (found := listed.find(ref)) is not None)
    assert all(listed.find(ref) is not None for ref in refs)
    for row, following in pairwise([*listed, None]):
        if isinstance(row, Gap):
            assert isinstance(following, EventRow)
        if isinstance(row, DateHeading):
            assert isinstance(following, EventRow) or (row.is_year and isinstance(following, DateHeading))


@given(st.lists(_written(), min_size=1, max_size=40), st.sampled_from(("", "sort:-date")))
def test_events_stand_under_their_year_and_month(written: list[str], order: str) -> None:
    index, listed = _listed(written, order)
    year = month = ""
    for number, row in enumerate(listed):
        if isinstance(row, DateHeading):
            year, month = (row.text, "") if row.is_year else (year, row.text)
        elif isinstance(row, EventRow):
            day = listed.day(number)
            assert day is not None
            assert year == str(edtf.year_of(day))
            assert month in ("", LONG_MONTHS[edtf.month_of(day) - 1])
            assert listed.heading(number) == f"{month} {year}".strip()
            assert 0 < cells(row.date) <= DATE_CELLS
            assert 0 < cells(row.brief) <= BRIEF_CELLS
    assert calendar(index).days[0] == min(calendar(index).days)


@given(st.lists(_written(), min_size=1, max_size=40))
def test_days_and_months_are_stepped_through_one_by_one_and_back(written: list[str]) -> None:
    _, listed = _listed(written, "")
    for step in (listed.day_from, listed.month_from):
        first = listed.row_of(0)
        # within a day or month, one lands on what is known to its day and not on what may be anywhere before it
        at = first if step(first, 1) == first else step(step(first, 1), -1)
        seen = [at]
        while (following := step(at, 1)) != at:
            assert following > at
            assert step(following, -1) == at
            at = following
            seen.append(at)
        assert len(seen) == len(set(seen))


@given(st.lists(_written(), max_size=25), st.integers(1, 200))
@settings(max_examples=60)
def test_the_overview_counts_all(written: list[str], width: int) -> None:
    index = index_of(*written)
    picture = Strip(index, index.run(tree.Everything())).picture(width)
    counted = sum(sum(column) for column in picture.columns)
    assert counted >= len(written) - 1e-6  # what surely fills several slots counts in each
    assert sum(len(run.text) for bar in picture.bars(1) for run in bar) >= width


@given(st.text(max_size=60), st.integers(0, 120))
def test_any_title_fits_any_width(title: str, width: int) -> None:
    index = Index(store_of(events=[Event(id="e", title=title, date="2020-08-09")]))
    listed = TimelineRows(index, index.run(tree.Everything()))
    text = joined(line(listed[1], width))
    assert cells(text) == width
    assert text.isprintable() or not text.strip()


@pytest.mark.slow
def test_a_hundred_thousand_events_are_listed_without_being_made() -> None:
    written = [date.fromordinal(730_000 + number % 8000).isoformat() for number in range(100_000)]
    _, listed = _listed(written, "")
    assert listed.records == 100_000
    assert isinstance(listed[len(listed) // 2], EventRow | DateHeading | Gap)
