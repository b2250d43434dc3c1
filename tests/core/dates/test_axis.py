"""The labels below an even scale; those below others are in scale.txt."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.core.dates.test_scale import axis, ordinals
from tui.core.dates.scale import TimeUnit, even


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
    assert {cells: axis(line, line.width + 4).lstrip() for cells, line in found.items()} == lines
