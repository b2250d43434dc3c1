"""The dates of the table of dates, and whether one that comes back from a format says more than it did."""

from __future__ import annotations

from pathlib import Path

import yaml

from tui.core.dates import edtf

TABLE = yaml.safe_load((Path(__file__).parents[1] / "core" / "dates" / "edtf.yaml").read_text(encoding="utf-8"))
DATES: list[str] = [row[0] for row in TABLE["dates"]]
FAR = 10**8


def says_no_more(back: str, record: str) -> bool:
    """Whether a date leaves out no day that another may mean, and is sure of none of which the other is not."""
    one, other = edtf.parse(back), edtf.parse(record)
    bounds = [(-FAR if v.earliest is None else v.earliest, FAR if v.latest is None else v.latest) for v in (one, other)]
    if bounds[0][0] > bounds[1][0] or bounds[0][1] < bounds[1][1]:
        return False
    return not one.certain or bool(
        other.certain and other.certain[0] <= one.certain[0] <= one.certain[1] <= other.certain[1]
    )
