"""Which values of a claim contradict: what can be computed is, all else is left to the curator."""

from __future__ import annotations

from cases import for_each

from tui.core.checks.contradiction import bearing
from tui.core.model.records import Value


def value(text: str) -> Value:
    """Return a value written as `figure, unit, qualifier, as_of, basis`; later ones may be left out."""
    names = ("value", "unit", "qualifier", "as_of", "basis")
    return Value(**dict(zip(names, (part.strip() for part in text.split(",")), strict=False)))


@for_each(
    case=(
        ("1900, people", "1.9 thousand, people", "same"),
        ("1.2, million crowns", "1200000, crowns", "same"),
        ("1900", "1900, people", "same"),
        ("three days", "Three  days", "same"),
        ("6.5, %", "5.1, %", "contradict"),
        ("6.5, %, , 2019", "5.1, %", "contradict"),
        ("6.5, %, , 2019", "5.1, %, , 2019-08", "contradict"),
        ("6.5, %, , 2019, output", "5.1, %, , 2019", "contradict"),
        ("6.5, %, , 2019, output", "5.1, %, , 2019, Output", "contradict"),
        ("6.5, %, , 2019, output", "5.1, %, , 2019, value added", "open"),
        ("6.5, %, , 2019", "5.1, %, , 2020", "compatible"),
        ("80-90", "85", "compatible"),
        ("80-90", "90-95", "compatible"),
        ("80-90", "91-95", "contradict"),
        ("50, , about", "54", "compatible"),
        ("50, , about", "56", "contradict"),
        ("50, , more than", "900", "compatible"),
        ("50, , at least", "49", "contradict"),
        ("50, , up to", "7", "compatible"),
        ("50, , up to", "51", "contradict"),
        ("50, , nearly", "46", "compatible"),
        ("50, , nearly", "51", "contradict"),
        ("50, , more than", "40, , at most", "contradict"),
        ("5, firms", "5, people", "open"),
        ("three days", "3", "open"),
        ("three days", "9 to 12 August", "open"),
    )
)
def test_how_two_values_stand_to_each_other(case: tuple[str, str, str]) -> None:
    one, other = map(value, case[:2])
    assert bearing(one, other) == bearing(other, one) == case[2]
