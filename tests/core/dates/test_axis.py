"""The labels below the overview, as they read at growing widths."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.core.dates.test_scale import DECADE, NINETIES, SPRING, SUMMER, days, ordinals
from tui.core.dates.axis import labels
from tui.core.dates.scale import Scale, TimeUnit, even, scale


def read(found: Scale, width: int) -> str:
    line = ""
    for x, text in labels(found, width):
        assert not line or len(line) < x
        line = line.ljust(x) + text
    assert len(line) <= width
    return line


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (
            SUMMER,
            {
                2: "",
                3: "Aug",
                6: "Aug",
                7: "Aug Oct",
                8: "Aug 2020",
                12: "Aug 2020",
                34: "Aug 2020 10   15   20   25",
                35: "Aug 2020 10   15   20   25      Sep",
                40: "Aug 2020 10   15   20   25      Sept",
                102: "Aug 2020    5              10             15             20             25" + " " * 20 + "Sept",
            },
        ),
        (
            SPRING,
            {
                3: "",
                4: "2020",
                5: "Feb",
                7: "Feb Jul",
                8: "Feb 2020",
                14: "Feb 2020  July",
                38: "Feb 2020 10   15   20   25    Mar July",
            },
        ),
        (NINETIES, {3: "", 4: "1790", 5: "1700", 11: "1790s  1995", 17: "1790   1995", 24: "1790  1991    2020"}),
        (DECADE, {8: "1800s", 12: "1800s  1910s", 13: "1800s 1904", 44: "1801   1903 1904 1905   1911"}),
    ],
)
def test_years_come_before_months_and_months_before_days(texts: Sequence[str], lines: dict[int, str]) -> None:
    assert {width: read(scale(days(texts), width), width) for width in lines} == lines


@pytest.mark.parametrize(
    ("unit", "texts", "lines"),
    [
        ("century", ("1790-01-01", "1901-01-01"), {1: "1700", 2: "1700", 3: "1700  1900", 5: "1700 1800 1900"}),
        ("decade", ("1990-05-05", "2001-01-01"), {2: "1990s", 4: "1990s", 6: "1990s 2000s"}),
        ("month", ("2019-12-05", "2020-01-05"), {1: "2020", 2: "Dec 2019", 9: "Dec 2019 Jan 2020"}),
        ("month", ("2020-01-05",), {3: "2020", 4: "Jan 2020"}),
        ("day", ("2019-12-31", "2020-01-03"), {2: "Jan 2020", 9: "Jan 2020"}),
    ],
)
def test_bins_of_one_unit_are_named_where_there_is_room(
    unit: TimeUnit, texts: Sequence[str], lines: dict[int, str]
) -> None:
    found = {cells: even(ordinals(texts), unit, cells) for cells in lines}
    assert {cells: read(line, line.width + 4).lstrip() for cells, line in found.items()} == lines
