"""Dates in other people's ways of writing, and dates that stand as plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import HARBOUR

from tui.core.dates import edtf
from tui.core.errors import QueryError
from tui.core.opening import open_dataset
from tui.core.query.parser import parse
from tui.core.query.suggest_dates import as_dates, date_meant


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


def test_a_mistaken_date_is_mended_in_its_place() -> None:
    index = open_dataset(HARBOUR).index
    with pytest.raises(QueryError) as caught:
        index.run(parse("cable date!:9.8.2020 OR letter"))
    assert caught.value.suggestion == "cable date!:2020-08-09 OR letter"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2020-08-09", "date:2020-08-09"),
        ("quill 2020-08..2020-09", "quill date:2020-08..2020-09"),
        ("2021", "date:2021"),
        ("-2021", None),
        ("2020-13", None),
        ("12:30", None),
        ("quill", None),
    ],
)
def test_a_word_that_is_a_date_is_asked_for_as_one(text: str, meant: str | None) -> None:
    found = as_dates(parse(text))
    assert (None if found is None else str(found)) == meant


def test_ids_are_found_in_capitals_too() -> None:
    index = open_dataset(HARBOUR).index
    assert index.run(parse("org:HPARK")).events == index.run(parse("org:hpark")).events
    assert index.run(parse("id:Quill")).others == index.run(parse("id:quill")).others
