"""When something held, in words."""

from __future__ import annotations

from tui.core.dates.spans import span_of_time


def test_a_span_of_time_says_where_its_start_or_end_is_itself_a_bound() -> None:
    for start, end, as_of, said in (
        ("2017", "", "", "since 2017"),
        ("", "2021-02", "", "until February 2021"),
        ("2017", "2021-02", "", "2017 to February 2021"),
        ("2017", "2017", "", "2017"),
        ("../2021-03-26", "", "", "since 26 March 2021 or earlier"),
        ("2020-08/..", "", "", "since August 2020 or later"),
        ("[2020..2022]", "", "", "began between 2020 and 2022"),
        ("", "../2021", "", "until 2021"),
        ("", "2020-08/..", "", "ended since August 2020"),
        ("", "[2020..2022]", "", "ended between 2020 and 2022"),
        ("", "", "2021-03-26", "so as of 26 March 2021"),
        ("2017", "", "2021-03", "since 2017, so as of March 2021"),
        ("", "", "", ""),
    ):
        assert span_of_time(start, end, as_of) == said
