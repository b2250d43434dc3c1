"""Dates in other people's ways of writing, and dates that stand as plain words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import HARBOUR

from tui.core.dates import edtf
from tui.core.errors import QueryError
from tui.core.opening import open_dataset
from tui.core.query.parser import parse
from tui.core.query.typed_dates import date_meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9.8.2020", "2020-08-09"),
        ("2020-8-9", "2020-08-09"),
        ("20200809", "2020-08-09"),
        ("9 aug 2020", "2020-08-09"),
        ("8.2020", "2020-08"),
        ("August 2020", "2020-08"),
        ("9 aug - 12 aug 2020", "2020-08-09..2020-08-12"),
        ("2020-08-09 .. 2020-08-12", "2020-08-09..2020-08-12"),
        ("2020-08-09...2020-08-12", "2020-08-09..2020-08-12"),
        ("2020-08-09-2020-08-12", "2020-08-09..2020-08-12"),
        ("2020-08-09–2020-08-12", "2020-08-09..2020-08-12"),
        ("2020-08-09–2020-08-09", "2020-08-09"),
        ("2020-08-12–2020-08-09", ""),
        ("august", ""),
        ("9.8", ""),
        ("2020-13", ""),
        ("31.2.2020", ""),
        ("", ""),
    ],
)
def test_a_date_is_read_as_it_was_meant(text: str, meant: str) -> None:
    assert date_meant(text) == meant


@given(st.text(alphabet="0129-./–… XQaugt~?", max_size=24) | st.text(max_size=24))
def test_what_is_meant_is_a_time_of_the_query(text: str) -> None:
    if meant := date_meant(text):
        first, last = edtf.parse_range(meant)
        assert first is not None
        assert last is not None
        assert first <= last


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('date:"autumn 2020"', "date:2020-09..2020-11"),
        ("date:autumn 2020", "date:2020-09..2020-11"),
        ("cable date!:9.8.2020 OR letter", "cable date!:2020-08-09 OR letter"),
        ("-date:mid-August 2020", "-date:2020-08-11..2020-08-20"),
        ("(before:early 2021) cable", "before:2021-01-01..2021-05-01 cable"),
        ("after:2020s", "after:2020..2029"),
        ("known:9 жніўня 2020", "known:2020-08-09"),
        ("date:9 aug 2020 to 12 sept 2020 cable", "date:2020-08-09..2020-09-12 cable"),
        ("date:2020-08 - 2020-09", "date:2020-08..2020-09"),
        ("date:may 2020 march", "date:2020-05 march"),
        ("date:2020 august", "date:2020 august"),
        ("date:2020 to", "date:2020 to"),
        ("date:2020-23", "date:2020-23"),
    ],
)
def test_a_time_is_taken_as_people_type_it_and_shows_how_it_was_understood(text: str, read: str) -> None:
    assert str(parse(text)) == read
    assert str(parse(read)) == read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cable date:autumn", "of which year? Write 2020,"),
        ("date:autumm 2020", "that is no date: write 2020,"),
        ("date:2020-13", "there is no month 13"),
    ],
)
def test_what_is_no_time_is_said_to_be_none_where_it_stands(text: str, said: str) -> None:
    with pytest.raises(QueryError, match=re.escape(said)) as caught:
        open_dataset(HARBOUR).index.run(parse(text))
    assert text[caught.value.start : caught.value.end] in text.replace("date:", " ").split()
