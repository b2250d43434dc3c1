"""A range of days: how it is lengthened, shortened, moved and is written."""

from __future__ import annotations

from making import days

from tui.core.dates import edtf
from tui.core.dates.day_range import WIDTHS, DayRange
from tui.core.query import parser, tree


def test_wider_and_back_is_the_same_and_ends_somewhere() -> None:
    one = days("2020-08-08", "2020-08-10")
    assert one.widened() == days("2020-08-06", "2020-08-12")
    assert one.widened().shorter() == one
    assert one.shorter() == days("2020-08-09", "2020-08-09")
    assert one.shorter().shorter() == one.shorter()
    widest = one
    for _ in range(len(WIDTHS) + 3):
        widest = widest.widened()
    assert widest.width == WIDTHS[-1] == widest.widened().width


def test_it_widens_by_weeks_then_months_then_years() -> None:
    one = days("2020-08-09", "2020-08-09")
    reached = [one.width] + [(one := one.widened()).width for _ in WIDTHS[1:]]
    assert reached == [1, 3, 7, 15, 31, 61, 91, 183, 365, 731, 1827, 3653, 18263]


def test_a_range_stays_in_the_years_that_there_are() -> None:
    first = DayRange(edtf.FIRST_DAY, edtf.FIRST_DAY + 2)
    last = DayRange(edtf.LAST_DAY, edtf.LAST_DAY)
    assert first.widened() == DayRange(edtf.FIRST_DAY, edtf.FIRST_DAY + 6)
    assert last.widened() == DayRange(edtf.LAST_DAY - 2, edtf.LAST_DAY)
    assert first.moved(edtf.FIRST_DAY - 5).first == edtf.FIRST_DAY
    assert last.widened().moved(edtf.LAST_DAY) == last.widened()


def test_days_are_written_for_queries_and_in_words() -> None:
    some = days("2020-08-09", "2020-08-12")
    assert parser.parse(f"date:{some.text}") == tree.Field("date", "2020-08-09..2020-08-12")
    assert some.words == "9–12 August 2020"
    for text, whole in (("-0043", "-0043"), ("-0043-03", "-0043-03"), ("2020-24", ""), ("2020-08-09", "")):
        first, last = edtf.bounds(text)
        assert DayRange(first or 0, last or 0).whole == whole
    assert some.shorter().shorter().words == "10 August 2020"
