"""Which values of a claim contradict: what can be computed is, all else is left to the curator."""

from __future__ import annotations

import math

import msgspec
import pytest
from cases import for_each

from tui.core.checks import contradiction
from tui.core.checks.contradiction import bearing, meant
from tui.core.model.records import Claim, Value
from tui.core.text.numbers import Figure


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


QUALIFIED = {
    "more than|over|above|at least|from|not less than|upwards of|exceeding": (50, math.inf),
    "up to|at most|less than|under|below|as much as|as many as|no more than": (-math.inf, 60),
    "nearly|almost|just under|close to": (44, 60),
    "about|around|some|roughly|approximately|circa|ca|c|estimated|perhaps": (44, 66),
    "exactly|": (50, 60),
}


def test_a_qualifier_widens_a_figure_to_the_range_that_it_means() -> None:
    for words, range_ in QUALIFIED.items():
        for word in words.split("|"):
            for said in (word, f"{word.title()} – as they say"):
                found = meant(Figure(50, 60), Value(value="50-60", qualifier=said if word else ""))
                assert found == pytest.approx(range_), said


def test_very_many_values_of_a_claim_are_not_compared_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    monkeypatch.setattr(contradiction, "bearing", lambda *pair: compared.append(pair) or bearing(*pair))
    values = tuple(value(f"{number}, firms") for number in range(1000))
    claim = Claim(id="c", about="o", question="How many?", values=values * 2)
    assert contradiction.bearings(claim) == {"same", "contradict"}
    assert len(compared) == contradiction.MOST * (contradiction.MOST - 1) // 2
    compared.clear()
    assert contradiction.bearings(msgspec.structs.replace(claim, values=values[:1] * 1000)) == {"same"}
    assert not compared
