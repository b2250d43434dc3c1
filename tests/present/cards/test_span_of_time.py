"""From when to when something held, where its start or end is itself a bound."""

from __future__ import annotations

import pytest

from tui.present.cards.parts import span_of_time


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2017", "", "since 2017"),
        ("", "2021-02", "until February 2021"),
        ("2017", "2021-02", "2017 to February 2021"),
        ("2017", "2017", "2017"),
        ("../2021-03-26", "", "since 26 March 2021 or earlier"),
        ("2020-08/..", "", "since August 2020 or later"),
        ("[2020..2022]", "", "began between 2020 and 2022"),
        ("", "../2021", "until 2021"),
        ("", "", ""),
    ],
)
def test_span_of_time(start: str, end: str, said: str) -> None:
    assert span_of_time(start, end) == said
