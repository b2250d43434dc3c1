"""What the list of events shows, row by row."""

from __future__ import annotations

import pytest
from cases import for_each
from making import joined, store_of
from msgspec.structs import replace

from tui.core.index.index import Index
from tui.core.model.dataset import EventKind
from tui.core.model.records import Citation, Event, Passage, Ref, Source
from tui.core.query import parser
from tui.core.text.display import cells
from tui.present.signs import use_signs
from tui.present.timeline.rows import DateHeading, EventRow, Gap, Row, Rows, line
from tui.present.timeline.timeline import TimelineRows, length


def rows_of(*dates: str, text: str = "", title: str = "Event {}") -> Rows:
    """The rows of laws with these dates, which one source tells of, the first of them differently."""
    told = [(Citation(passage="s/p", differs="Otherwise."),), *[(Citation(passage="s/p"),)] * len(dates)]
    events = [
        Event(id=f"e{number}", title=title.format(number), date=date, kind="law", evidence=evidence)
        for number, (date, evidence) in enumerate(zip(dates, told, strict=False))
    ]
    source = Source(id="s", title="A source", passages={"p": Passage(gist="A gist.")})
    index = Index(store_of(kinds={"law": EventKind(title="Law", sign="§")}, sources=[source], events=events))
    return TimelineRows(index, index.run(parser.parse(text)))


def said(row: Row) -> str:
    match row:
        case DateHeading():
            return f"{row.text} after {row.after}" if row.after else row.text
        case Gap():
            return row.text
        case EventRow():
            return f"{row.date} {row.sign}"
    return "?"


SUMMER = ("2020-08-09/2020-08-12", "2020-08-10", "2020-08-11", "2020-08-16", "2020-08-22~", "2020-08")


def test_a_month_with_its_gaps() -> None:
    assert [said(row) for row in rows_of(*SUMMER)] == [
        *("2020", "August", "Aug ░", "9–12 ━", "10 ◆", "11 ◆"),
        *("4 days", "16 ◆", "6 days", "~22 ◇"),
    ]


def test_sparse_years_have_no_headings_of_months() -> None:
    assert [said(row) for row in rows_of("1993", "2005-09~", "2017-12-21")] == [
        *("1993", "1993 ░", "2005 after 11 years", "~Sept ◇", "2017 after 12 years", "21 Dec ◆")
    ]


def test_a_gap_that_began_before_the_month_is_not_named_within_it() -> None:
    listed = [said(row) for row in rows_of("2005-01-01", "2020-07", "2020-07", "2020-07-10~", "2020-07-16")]
    assert listed[2:] == ["2020 after 15 years", "July", "July ░", "July ░", "~10 ◇", "6 days", "16 ◆"]


def test_a_long_gap_is_named_in_months_and_years() -> None:
    assert [length(days) for days in (1, 4, 60, 61, 335, 729, 732, 3650)] == [
        *("1 day", "4 days", "60 days", "2 months", "11 months", "2 years", "2 years", "10 years")
    ]


def test_what_is_known_of_a_date_shows_without_colour() -> None:
    rows = rows_of("2020", "2020-01/2020-03", "2020-08-01?", "2020-08-02")
    assert {row.sign for row in rows if isinstance(row, EventRow)} == {"░", "━", "◇", "◆"}


def test_the_heading_of_a_row_is_found_from_within() -> None:
    listed = rows_of(*SUMMER)
    assert listed.heading(0) == "2020"
    assert {listed.heading(number) for number in range(1, len(listed))} == {"August 2020"}


def test_a_record_is_found_and_headings_are_none() -> None:
    listed = rows_of(*SUMMER)
    for number in range(len(listed)):
        ref = listed.ref(number)
        assert (ref is None) == isinstance(listed[number], DateHeading | Gap)
        if ref is not None:
            assert listed.find(ref) == number
    assert listed.find(Ref("events", "nobody")) is None
    assert listed.ref(-1) is None
    assert listed.ref(len(listed)) is None
    with pytest.raises(IndexError):
        listed[len(listed)]


def test_days_and_months_are_stepped_through() -> None:
    listed = rows_of("2020-07-01", "2020-08-09", "2020-08-09", "2020-08-10", "2020-09-02")
    first = listed.row_of(0)
    day = listed.day_from(first, 1)
    assert listed.ref(day) == Ref("events", "e1")
    assert listed.ref(listed.day_from(day, 1)) == Ref("events", "e3")
    assert listed.ref(listed.month_from(day, 1)) == Ref("events", "e4")
    assert listed.month_from(first, -1) == first


def test_matches_are_marked_where_they_stand() -> None:
    listed = rows_of("2020-08-09", text="cable", title="The cables fail")
    row = next(row for row in listed if isinstance(row, EventRow))
    assert [row.title[start:end] for start, end in row.matches] == ["cable"]
    assert [piece.text for piece in line(row, 60) if piece.match] == ["cable"]


def test_without_the_calendar_there_are_no_headings() -> None:
    listed = rows_of("2020-08-09", "2019", text="sort:title")
    assert [said(row) for row in listed] == ["2020-08 ◆", "2019 ░"]


def test_latest_first_has_headings_too() -> None:
    assert [said(row) for row in rows_of("2005", "2020", text="sort:-date")] == [
        *("2020", "2020 ░", "2005 after 14 years", "2005 ░")
    ]


@for_each(
    width=[0, 1, 5, 12, 20, 24, 31, 32, 40, 79, 200],
    title=["Short", "Широкая 漢字漢字漢字漢字漢字漢字漢字 title", "x" * 300, "a\x1b[31mb\u202e"],
)
def test_a_line_is_as_wide_as_asked_for(width: int, title: str) -> None:
    rows = rows_of(*SUMMER, title=title)
    assert len(rows) >= len(SUMMER)
    for row in rows:
        for ascii_only in (False, True):
            use_signs(ascii_only=ascii_only)
            text = joined(line(row, width))
            assert cells(text) == width
            assert text.isprintable()


def test_voices_and_dispute_stand_at_the_right() -> None:
    for ascii_only, drawn in (
        (False, "    9 Aug ◆ § Event 0                ≠  "),
        (True, "    9 Aug * S Event 0                !  "),
    ):
        use_signs(ascii_only=ascii_only)
        assert joined(line(rows_of("2020-08-09")[1], 40)) == drawn


def test_the_dates_of_narrow_rows_are_shorter_and_a_title_takes_what_is_blank_at_the_right() -> None:
    row = replace(rows_of("2020-08/2025~")[1], title="A" * 40, disputed=False)
    assert joined(line(row, 40)) == f"Aug–~2025 ◇ § {'A' * 23}…  "
    assert joined(line(replace(row, disputed=True), 40)) == f"Aug–~2025 ◇ § {'A' * 19}…   ≠  "
    assert joined(line(row, 30)) == f"   Aug+ ◇ {'A' * 17}…  "


def test_a_month_is_named_where_a_label_without_it_would_leave_days_out() -> None:
    for date, label, has_month in (
        ("2020-08-12/2020-08-13", "12–13 ━", True),
        ("[2020-08-12..2020-08-20]", "12…20 ░", True),
        ("2020-08-28/2020-09-03", "28–Sep ━", True),
        ("2020-08-01/2020-08-03", "1–3 Aug ━", False),
        ("2020-08-12", "12 Aug ◆", False),
        ("2020-08", "Aug ░", False),
        ("2020-08/2020-10", "Aug–Oct ━", False),
    ):
        heads = ["2020", "August"] if has_month else ["2020"]
        assert [said(row) for row in rows_of(date)] == [*heads, label]
