"""Dates that a running text names, and dates as curators type them: relative ones count from the day of the source."""

from __future__ import annotations

import re

import pytest

from tui.core.dates import edtf
from tui.core.dates.in_text import dates_in, read_date, sentence_at
from tui.core.errors import DateError

ISSUED = "2020-09-02"  # a Wednesday

FOUND = {
    "on 9 August 2020": "2020-08-09", "on 9 August": "2020-08-09", "August 9, 2019": "2019-08-09",
    "from 12 to 13 August": "2020-08-12/2020-08-13", "9.8.2020": "2020-08-09", "2020-08-09": "2020-08-09",
    "in May 2019": "2019-05", "in May": "2020-05", "in 2017": "2017", "mid-September 2019": "2019-09-11/2019-09-20",
    "the last week of August": "2020-08-25/2020-08-31", "summer 2019": "2019-22", "9 августа": "2020-08-09",
    "9 жніўня 2020": "2020-08-09",
}  # fmt: skip
COUNTED = {
    "yesterday": "2020-09-01", "the day before yesterday": "2020-08-31", "on Monday": "2020-08-31",
    "last Wednesday": "2020-08-26", "on Wednesday": "2020-09-02", "last Friday": "2020-08-28",
    "this Friday": "2020-09-04", "next Tuesday": "2020-09-08", "next Wednesday": "2020-09-09",
    "three weeks ago": "2020-08-12", "вчера": "2020-09-01", "учора": "2020-09-01",
}  # fmt: skip


def test_dates_are_found_in_words_and_figures() -> None:
    for text, date in FOUND.items():
        (one,) = dates_in(f"They left {text}, they say.", ISSUED)
        wanted = {"2019-22": "2019-06-01/2019-08-31"}.get(date, date)
        assert edtf.bounds(one.date) == edtf.bounds(wanted), text
        says_year = any(map(str.isdigit, text[-4:]))
        assert one.inferred_from == ("" if says_year else f"“{one.words}”, in a text of 2 September 2020"), text


def test_every_number_word_counts() -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    for number, word in enumerate(words, 1):
        (one,) = dates_in(f"They left {word} days ago, they say.", "2020-09-20")
        assert one.date == f"2020-09-{20 - number:02}", word


def test_relative_dates_count_from_the_day_of_the_source_and_say_so() -> None:
    for text, date in COUNTED.items():
        (one,) = dates_in(f"They left {text}, they say.", ISSUED)
        assert one.date == date, text
        assert text.removeprefix("on ") in one.inferred_from
        assert "2 September 2020" in one.inferred_from
        assert dates_in(f"They left {text}.", "") == []


def test_what_comes_later_counts_from_the_date_before_it() -> None:
    found = dates_in("On 9 August 2020 it broke. The next day it rained. Two days later they met.", ISSUED)
    read = {one.date: one.inferred_from for one in found}
    assert read == {
        "2020-08-09": "",
        "2020-08-10": "“The next day”, from “9 August 2020”",
        "2020-08-12": "“Two days later”, from 10 August 2020 (“The next day”)",
        "2020-08-11": "“Two days later”, from “9 August 2020”",  # it may be meant so as well
    }


HEADED = """\
The Pier Post
Wednesday, 2 September 2020

How the pier was lost

The crew came to the pier in the year in which the hall was built, and stayed there for long.

14 May 2016

The council voted on the rent. The hall had cost much since 2011. The next day some came with lamps. A week later the
crew wrote. In June the light went out. Back in March nobody had asked.

3 September

The crew moved, as all knew. Last week the crew said so on a wall. In 2018 a bank came. Two days later it left.
"""
"""A chronicle with dated lines, of a source of 2 September 2020."""


def headed(words: str) -> list[tuple[str, str]]:
    """Return the dates of the sentence with these words, each with what it was inferred from."""
    at = HEADED.index(words)
    start, end = HEADED.rfind("\n\n", 0, at) + 2, HEADED.index("\n", HEADED.find(".\n", at))
    text = HEADED[start:end]
    first, last = sentence_at(text, at - start)
    found = dates_in(text, ISSUED, at=at - start, above=HEADED[:start])
    return [(one.date, one.inferred_from) for one in found if first <= one.at < last and not one.is_bound] or [
        (found[0].date, found[0].inferred_from)
    ]


def test_what_counts_from_a_day_counts_from_the_dated_line_above_and_says_so() -> None:
    head = "the heading “14 May 2016”"
    for words, wanted in (
        ("The council voted", [("2016-05-14", head)]),
        ("The hall had", [("2016-05-14", head)]),  # and never 2011, since when something is so
        ("some came", [("2016-05-15", f"“The next day”, from {head}")]),
        ("A week later", [
            ("2016-05-22", "“A week later”, from 15 May 2016 (“The next day”)"),
            ("2016-05-21", f"“A week later”, from {head}"),
        ]),
        ("In June", [("2016-06", f"“In June”, under {head}")]),
        ("The crew moved", [("2016-09-03", "the heading “3 September”, after “14 May 2016”")]),
        ("Last week", [  # that of who writes, or of a diary
            ("2020-08-24/2020-08-30", "“Last week”, in a text of 2 September 2020"),
            ("2016-08-22/2016-08-28", "“Last week”, from the heading “3 September”"),
        ]),
        ("In 2018", [("2018", "")]),
        ("Two days later", [("2016-09-03", "the heading “3 September”, after “14 May 2016”")]),  # than in 2018
    ):  # fmt: skip
        assert headed(words) == wanted, words
    assert read_date("the next day", ISSUED, HEADED[: HEADED.index("The next")]).date == "2016-05-15"
    assert read_date("june", ISSUED, HEADED[: HEADED.index("The next")]).date == "2016-06"


def test_a_month_before_the_dated_line_may_be_of_its_year_or_of_the_next() -> None:
    found = dates_in("In March they asked.", ISSUED, above="14 May 2016\n\n")
    assert [one.date for one in found] == ["2016-03", "2017-03", "2016-05-14"]


@pytest.mark.parametrize(
    ("above", "date"),
    [
        *(("14 May 2016\n", "2016-05-14"), ("## Friday, 14 May 2016\n\n", "2016-05-14")),
        *(("**May 14, 2016**\n\n", "2016-05-14"), ("14 May 2016: the vote\n\n", "2016-05-14")),
        *(("14 May 2016. The council voted.\n\n", "2016-05-14"), ("14 May 2016 – It rained.\n\n", "2016-05-14")),
        *(("2016\n\n14 May\n\n", "2016-05-14"), ("2016\n\nMay\n\n", "2016-05"), ("14.05.2016\n\n", "2016-05-14")),
        *(
            (f"{'word ' * 20}.\n\nThe vote (14 May 2016)\n\n", "2016-05-14"),
            ("30 Dec 2015\n\n14 May\n\n", "2016-05-14"),
        ),
    ],
)
def test_a_dated_line_is_a_date_alone_or_begins_or_heads_a_section(above: str, date: str) -> None:
    (one,) = dates_in("The crew moved.", ISSUED, above=above)
    assert (one.date, one.at) == (date, -1)


@pytest.mark.parametrize(
    "above",
    [
        "Wednesday, 2 September 2020\n\n",
        "By Ann Roe, 14 May 2016\n\n",
        "Photo: 14 May 2016\n\n",
        "On 14 May 2016 the council voted.\n\n",
        f"{'word ' * 20}\n14 May 2016 and went home again\nwhen it was over.\n\n",
    ],
)
def test_no_other_line_is_a_heading_with_a_date(above: str) -> None:
    assert not dates_in("The crew moved.", ISSUED, above=above)


def test_a_line_that_is_a_date_names_it() -> None:
    for line in ("2 September 2020", "Wednesday, 2 September 2020", "2020-09-02"):
        assert [(one.date, one.words) for one in dates_in(line, ISSUED)] == [("2020-09-02", line)]
    assert [one.date for one in dates_in("3 September", ISSUED, above="14 May 2016\n\n")] == ["2016-09-03"]


def test_the_last_week_month_and_year_count_from_the_source() -> None:
    for words, date in (
        *(("last week", "2020-08-24/2020-08-30"), ("this week", "2020-08-31/2020-09-06"), ("last month", "2020-08")),
        *(("next month", "2020-10"), ("last year", "2019"), ("last autumn", "2019-09-01/2019-11-30")),
        ("last winter", "2019-12-01/2020-02-29"),
        *(("this autumn", "2020-09-01/2020-11-30"), ("two months ago", "2020-07~"), ("two years ago", "2018~")),
    ):
        (one,) = dates_in(f"They left {words}.", ISSUED)
        assert one.date == date, words
    for text in ("three weeks after the fire", "the day before the vote", "for the last year", "tomorrow"):
        assert not dates_in(f"On it, {text} they left.", "9999-12-31" if text == "tomorrow" else ISSUED), text


def test_a_day_with_the_name_of_the_week_is_one_date_and_a_state_is_a_bound() -> None:
    assert [one.date for one in dates_in("On Friday, 14 May 2016 it broke.", ISSUED)] == ["2016-05-14"]
    for words in ("since 2011", "until 14 May 2011", "before the end of June", "by May"):
        (one,) = dates_in(f"It was so {words}.", ISSUED)
        assert one.is_bound, words


SENSES = {
    "since": ("She has led it since 1909.", "She led it from 1909 to some day.", "Она ведёт его с 3 мая 1909."),
    "until": ("She led it until 9 May 1912.", "Till May 1912 she led it.", "She led it from 1909 to 1912.",
              "Яна вяла яго да 9 мая 1912."),
    "by": ("By 9 May 1912 there were 40.", "As of May 1912 she led it.", "By the 9th of May 1912 it was dark."),
    "began": ("She founded it in 1909.", "She joined the harbour board on 9 May 1912.", "She became its head in 1909."),
    "ended": ("She left the board on 30 May 1912.", "She resigned in 1909."),
    "": ("She never joined it in 1909.", "It was not until 9 May 1912 that she went.", "It was so before May 1909.",
         "She founded it, and told so on 9 May 1912.", "Who founded it told the court on 9 May 1912.",
         "She left. On 9 May 1912 it rained.", "In 1909 she spoke."),
}  # fmt: skip
"""What is said of a date → sentences that say so of the last one they name."""


def test_what_is_said_of_a_date_is_known_and_a_state_is_no_beginning() -> None:
    for sense, texts in SENSES.items():
        for text in texts:
            assert dates_in(text, "1912-06-20", at=len(text))[0].sense == sense, text


BEFORE = "On 3 March 2030 it opened. "
TAKEN = {
    # what is told of → what is filled in as its date, and from what it was inferred; nothing where it can be misread
    f"{BEFORE}Maud left in the same month.": ("2030-03", "“in the same month”, after “3 March 2030”"),
    f"{BEFORE}The following week Maud left.": ("2030-03-04/2030-03-10", ""),
    f"{BEFORE}The committee was founded that week.": ("2030-02-25/2030-03-03", "“that week”, after “3 March 2030”"),
    "They met in the first week of May 2031. On the 9th it rained. The next day Maud left.": ("2031-05-10", "the 9th”"),
    f"{BEFORE}On the 31st of April it rained. The next day Maud left.": ("", ""),
    "On 3.3.2030 it opened. The next day Maud left.": ("2030-03-04", "from “3.3.2030”"),
    "It rained in the first week of May. Maud left that month.": (
        "2031-05", "“that month”, after 1–7 May 2031 (“the first week of May”)"
    ),
    f"{BEFORE}The year before, Maud left.": ("2029", "“The year before”, after “3 March 2030”"),
    f"{BEFORE}On 20 April Maud left.": ("", ""),
    "In May 2031 it closed. On 20 June Maud left.": ("2031-06-20", "“20 June”, after “May 2031”"),
    f"{BEFORE}Maud left on the 28th, at nine.": ("2030-03-28", "“on the 28th”, after “3 March 2030”"),
    f"{BEFORE}Maud left on the 2nd.": ("", ""),
    f"{BEFORE}Ivo left on the 28th. The following morning Maud did.": ("2030-03-29", "28 March 2030 (“on"),
    f"{BEFORE}About two weeks later Maud left.": ("2030-03-17~", ""),
    f"{BEFORE}Two weeks later Maud recalled the promise of the year before.": ("2030-03-17", ""),
    f"{BEFORE}More than two weeks later Maud left.": ("", ""),
    f"{BEFORE}Two or three weeks later Maud left.": ("", ""),
    f"{BEFORE}Twenty-two days later Maud left.": ("", ""),
    f"{BEFORE}Some weeks later Ivo left. The next day Maud did.": ("", ""),
    f"{BEFORE}By the autumn there were 140 of them; a year earlier there had been 212.": ("", ""),
    f"{BEFORE}By May 2031 there were 140 of them; a year earlier there had been 212.": ("", ""),
    f"{BEFORE}On Friday Maud left.": ("", ""),
    f"{BEFORE}Maud left within a week.": ("", ""),
    "Maud left on Friday.": ("2031-10-03", "“Friday”, in a text of 9 October 2031"),
    "Maud left on a wet Sunday.": ("", ""),
    "In June 2031 the Friday boat was struck.": ("2031-06", ""),
    "Maud told The Sunday Times.": ("", ""),
    "Sunday Times readers liked Maud.": ("", ""),
    "Maud will leave on Friday.": ("", ""),
    "Maud left last Tuesday.": ("", ""),
    "Maud left last summer.": ("", ""),
    "Maud left last autumn.": ("2030-09-01/2030-11-30", ""),
    "Maud left in August.": ("2031-08", "“in August”, in a text of 9 October 2031"),
    "Maud will be heard in November.": ("", ""),
    "On Friday Maud recalled last year's promise.": ("2031-10-03", ""),
    "Maud recalled the promise of last year.": ("", ""),
    "Nothing was to be cut before the end of 2032.": ("", ""),
    "A strike was called for 14 May 2030.": ("", ""),
    "Maud left on the night of 14 May 2030.": ("2030-05-14", ""),
}  # fmt: skip


def test_only_what_can_be_read_in_one_way_is_taken_and_what_it_counts_from_is_said() -> None:
    for text, (date, why) in TAKEN.items():
        at = text.index("Maud") if "Maud" in text else text.rindex(". ", 0, -1) + 2 if ". " in text else 0
        start, end = sentence_at(text, at)
        here = [one for one in dates_in(text, "2031-10-09", at=at) if start <= one.at < end and not one.is_bound]
        taken = here[0] if len(here) == 1 and here[0].is_sure else None
        assert (taken.date if taken else "") == date, text
        assert why in (taken.inferred_from if taken else ""), text
        for one in dates_in(text, "2031-10-09", at=at):  # what is counted from is named as it is printed
            quoted = re.findall("“([^”]*)”", one.inferred_from)
            assert all(words in text for words in quoted), text
            assert bool(quoted) is bool(one.inferred_from), text
    under = {
        "Last summer it rained.": 3,
        "On Friday it rained.": 2,
        "Yesterday it rained.": 2,
        "That winter it froze.": 1,
    }
    for text, ways in under.items():
        assert (
            len({one.date for one in dates_in(text, "2031-10-09", above="14 January 2016\n\n") if one.at >= 0}) == ways
        )
    with pytest.raises(DateError, match="2031-06-01/2031-08-31 or 2030-06-01/2030-08-31"):
        read_date("last summer", "2031-10-09")


def test_a_sentence_ends_where_the_next_one_begins() -> None:
    text = "Dr. Roe met J. Doe. “They left.” In 1.5 hours it rained… They went"
    begins = ("Dr. Roe", "“They", "In 1.5", "They went")
    for one in begins:
        at = text.index(one)
        start, end = sentence_at(text, at + 2)
        assert start == at, one
        assert text[end:].startswith(begins) or end == len(text)


def test_no_date_is_seen_where_there_is_none() -> None:
    for text in ("They may march on.", "100 to 12 people", "version 1.2.3", "from 12 to 30 crowns", "a day in the sun"):
        assert dates_in(text, ISSUED) == []


def test_the_nearest_date_comes_first() -> None:
    text = "On 9 August it broke, on 12 August it came back, on 15 August all was well."
    assert dates_in(text, ISSUED, at=text.index("came"))[0].date == "2020-08-12"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        *(
            ("2020~", "2020~"),
            ("2020-08-09/..", "2020-08-09/.."),
            ("9 aug 2020", "2020-08-09"),
            ("aug 2020", "2020-08"),
        ),
        *(
            ("about 2020", "2020~"),
            ("yesterday", "2020-09-01"),
            ("9 aug", "2020-08-09"),
            ("12-13 aug", "2020-08-12/2020-08-13"),
        ),
    ],
)
def test_a_curator_types_a_date_in_any_way(text: str, date: str) -> None:
    assert read_date(text, ISSUED).date == date


@pytest.mark.parametrize("text", ["", "nonsense", "2020-13", "yesterday morning"])
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(DateError):
        read_date(text, ISSUED)
    with pytest.raises(DateError, match="of which year"):
        read_date("9 aug", "")


WEEKDAYS = (
    ("monday понедельник понедельника панядзелак панядзелка", "2020-08-31", "2020-09-07"),
    ("tuesday вторник вторника аўторак аўторка", "2020-09-01", "2020-09-08"),
    ("wednesday среда среду серада сераду", "2020-09-02", "2020-09-09"),
    ("thursday четверг четверга чацвер чацвярга", "2020-08-27", "2020-09-03"),
    ("friday пятница пятницу пятніца пятніцу", "2020-08-28", "2020-09-04"),
    ("saturday суббота субботу субота суботу", "2020-08-29", "2020-09-05"),
    ("sunday воскресенье воскресенья нядзеля нядзелю", "2020-08-30", "2020-09-06"),
)
FROM_THE_SOURCE = {
    "today|tonight|This morning|this evening|сегодня|сёння": "2020-09-02",
    "yesterday|last night|вчера|учора|ўчора|a day ago|one day ago|1 day ago": "2020-09-01",
    "the day before yesterday|позавчера|пазаўчора|two days ago": "2020-08-31",
    "tomorrow|завтра|заўтра": "2020-09-03",
    "a week ago|seven days ago|7 days ago|One Week Ago": "2020-08-26",
    "three days ago": "2020-08-30", "four days ago": "2020-08-29", "five days ago": "2020-08-28",
    "six days ago": "2020-08-27", "eight days ago": "2020-08-25", "nine days ago": "2020-08-24",
    "ten days ago|10 days ago": "2020-08-23", "12 weeks ago": "2020-06-10",
}  # fmt: skip
FROM_THE_DATE_BEFORE = {
    "the next day|the following day|On the day after|на следующий день|на наступны дзень": "2020-05-11",
    "the same day|on that day|the same evening|that evening|that night|в тот же день": "2020-05-10",
    "the day before|on the previous day|накануне|напярэдадні|a day earlier|one day before": "2020-05-09",
    "two weeks later|14 days after|two weeks after": "2020-05-24",
}


def test_words_that_count_from_another_day_are_read_in_three_languages() -> None:
    for names, last, following in WEEKDAYS:
        for name in names.split():
            found = {
                said: [one.date for one in dates_in(f"They left {said}{name}.", ISSUED)]
                for said in ("", "This ", "last ", "next ")
            }
            own = following if last < "2020-08-31" else last  # the day of the source's own week
            own = edtf.of_day((edtf.bounds(own)[0] or 0) - (7 if own > "2020-09-06" else 0)).text
            before, behind = (edtf.of_day((edtf.bounds(own)[0] or 0) + days).text for days in (-7, 7))
            assert found == {
                "": [last],
                "This ": [own],
                "last ": [own, before] if own < ISSUED else [before],
                "next ": [own, behind] if own > ISSUED else [behind],
            }, name
    for words, date in FROM_THE_SOURCE.items():
        for one in words.split("|"):
            assert [found.date for found in dates_in(f"They left {one}.", ISSUED)] == [date], one
            assert dates_in(f"They left {one}.", "") == []
    for words, date in FROM_THE_DATE_BEFORE.items():
        for one in words.split("|"):
            found = dates_in(f"On 10 May 2020 it broke. They left {one}.", ISSUED, at=99)
            assert {each.date for each in found} == {"2020-05-10", date}, one
            assert dates_in(f"They left {one}.", ISSUED) == [], one


PARTS = {
    "early": ("2020-05-01", "2020-05-10"), "mid": ("2020-05-11", "2020-05-20"), "late": ("2020-05-21", "2020-05-31"),
    "the beginning of": ("2020-05-01", "2020-05-10"), "the middle of": ("2020-05-11", "2020-05-20"),
    "the end of": ("2020-05-21", "2020-05-31"),
    "the first week of": ("2020-05-01", "2020-05-07"), "second week of": ("2020-05-08", "2020-05-14"),
    "the third week of": ("2020-05-15", "2020-05-21"), "fourth week of": ("2020-05-22", "2020-05-28"),
    "the last week of": ("2020-05-25", "2020-05-31"),
}  # fmt: skip


def test_parts_of_months_months_and_years_are_read_where_a_word_says_that_they_are_dates() -> None:
    for part, (first, last) in PARTS.items():
        for text in (f"{part} May 2020", f"{part} may"):
            assert [one.date for one in dates_in(f"They left {text}.", ISSUED)] == [f"{first}/{last}"], text
    for word in ("in", "since", "until", "by", "в", "у", "ў"):
        assert [(one.date, one.words) for one in dates_in(f"Here {word} May.", ISSUED)] == [("2020-05", f"{word} May")]
        assert [one.date for one in dates_in(f"Here {word} 1999.", "")] == ["1999"]
    for year in ("1500", "1999", "2099"):
        assert [one.date for one in dates_in(f"Here from {year}, of {year}.", "")] == [year]
    for text in ("in 1499 men", "in 2100", "with 2020 men", "may 9:30"):
        assert dates_in(f"Here {text}.", ISSUED) == [], text


def test_a_date_is_given_once_with_the_words_nearest_and_at_most_twelve_are() -> None:
    text = "In 1999 it broke; on 9 May 2020 and once more in 1999."
    for at, words in ((0, "In 1999"), (len(text), "in 1999")):
        assert {one.date: one.words for one in dates_in(text, "", at=at)} == {"1999": words, "2020-05-09": "9 May 2020"}
    many = ", ".join(f"in {year}" for year in range(1980, 1995))
    assert [one.date for one in dates_in(many, "")] == [str(year) for year in range(1980, 1992)]


def test_a_curator_says_that_a_date_is_not_exact_or_counts_from_the_source() -> None:
    for about in ("about", "Around", "circa", "c.", "ca", "ca.", "~", "около", "примерно", "каля", "прыкладна"):
        found = read_date(f" {about} 9 May 2020 ", "")
        assert (found.date, found.words) == ("2020-05-09~", f"{about} 9 May 2020")
    found = read_date("three weeks ago", ISSUED)
    assert found[:3] == ("2020-08-12", "three weeks ago", "“three weeks ago”, in a text of 2 September 2020")
    assert read_date("in May", ISSUED).date == read_date("may", "2020").date == "2020-05"
    assert read_date("the last week of may 2020", "").date == "2020-05-25/2020-05-31"
    for text, said in (("2020-13", "no month 13"), ("the next day", "what is “next”"), ("31 feb 2020", "day")):
        with pytest.raises(DateError, match=said):
            read_date(text, ISSUED)


@pytest.mark.parametrize(
    ("text", "issued", "date"),
    [
        ("20 Aug", "2021-01-10", "2020-08-20"),
        ("20 Aug", "2020", "2020-08-20"),
        ("15 Jan", "2020", "2020-01-15"),
        ("30 December", "2020-01-02", "2019-12-30"),
        ("9 aug", "2020-09", "2020-08-09"),
        ("yesterday", "2020-09-02~", "2020-09-01"),
    ],
)
def test_a_date_without_a_year_is_the_one_nearest_to_that_of_the_source(text: str, issued: str, date: str) -> None:
    assert read_date(text, issued).date == date
    assert [one.date for one in dates_in(f"It was {text}.", issued)] == [date]


@pytest.mark.parametrize("text", ["yesterday", "last Monday", "two weeks ago"])
@pytest.mark.parametrize("issued", ["2020", "2020-09"])
def test_nothing_is_counted_from_a_source_whose_day_is_not_known(text: str, issued: str) -> None:
    assert not dates_in(f"It broke {text}.", issued)
    with pytest.raises(DateError, match="counts from a day"):
        read_date(text, issued)


def test_short_names_of_months_are_read_in_a_text() -> None:
    found = dates_in("On 2 Sept, 14:05, and Aug 2020, but not the dec or mar of it.", "2020-09-02")
    assert {one.date for one in found} == {"2020-09-02", "2020-08"}
