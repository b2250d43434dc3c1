"""Years before 1 wherever a year is named, picked, typed or completed."""

from __future__ import annotations

from making import store_of

from tui.core.index.completion import completions
from tui.core.index.day_groups import Turns
from tui.core.index.index import Index
from tui.core.model.records import Event
from tui.core.query import parser
from tui.core.query.facet_picks import taken_apart
from tui.core.query.typed_dates import date_meant
from tui.present.cards.parts import date_in_year
from tui.present.facets import facets, is_known
from tui.present.timeline.rows import DateHeading
from tui.present.timeline.timeline import TimelineRows

DATES = ("-0217", "-0043-03-15", "-0043-03-17/-0043-03-20", "0000-12-31", "0001-06-02", "2020-08-09", "../-0100")


def index() -> Index:
    return Index(store_of(events=[Event(id=f"e{n}", title=f"Event {n}", date=date) for n, date in enumerate(DATES)]))


def found(query: str) -> list[str]:
    of = index()
    return [of.store.event(of.event_id(number)).date for number in of.run(parser.parse(query)).order]


def test_events_sort_and_are_found() -> None:
    assert found("") == [DATES[n] for n in (0, 6, 1, 2, 3, 4, 5)]
    assert found("date:-0043") == found("date:-0043-03-01..-0043-04") == [*DATES[1:3]]
    assert found("date!:..-0001") == [DATES[n] for n in (0, 6, 1, 2)]
    assert found("after:-0001") == [*DATES[3:6]]
    assert found("-before:0001") == [*DATES[4:6]]


def test_years_are_picked_and_completed_by_their_name() -> None:
    of = index()
    none = taken_apart(parser.parse(""), lambda field, value: is_known(of, field, value))
    years = next(facet for facet in facets(of, none) if facet.title == "Years")
    assert [year.name for year in years.values] == ["218 BC", "101 BC", "44 BC", "1 BC", "0001", "2020"]
    picked = taken_apart(parser.parse("date:-0043"), lambda field, value: is_known(of, field, value))
    assert [value.name for facet in facets(of, picked) for value in facet.values if value.asked] == ["44 BC"]
    assert [(one.text, one.name) for one in completions(of, "date:44", 7)] == [("date:-0043", "44 BC")]


def test_headings_and_gaps_go_through_the_year_before_1() -> None:
    of = index()
    listed = TimelineRows(of, of.run(parser.parse("")))
    headings = [row for row in map(listed.__getitem__, range(len(listed))) if isinstance(row, DateHeading)]
    assert [row.text for row in headings if row.is_year] == ["218 BC", "101 BC", "44 BC", "1 BC", "1", "2020"]
    assert next(row.after for row in headings if row.text == "2020") == "2019 years"
    turns = [turn.free for turn in Turns(of, of.run(parser.parse("")).events, down=False).named()]
    assert min(turns) >= 0


def test_a_date_in_words_is_known_for_what_it_is() -> None:
    assert date_in_year("-0043-03-15") == ("44 BC", "15 Mar")
    assert date_in_year("-0043") == ("44 BC", "44 BC")
    assert (date_meant("44 BC"), date_meant("15 march 44 bc")) == ("-0043", "-0043-03-15")
