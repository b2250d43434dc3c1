"""The table of fields: what each row gives to messages, chips and the guide; a new row adds a field."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from samples import HARBOUR

from tui.core.errors import QueryError
from tui.core.index.completion import completions
from tui.core.opening import open_dataset
from tui.core.query.fields import FIELDS, USER_MARKS, FieldKind, FieldSpec, guide
from tui.core.query.parser import parse

GUIDE = Path(__file__).parents[3] / "docs" / "query.md"


def test_the_guide_lists_every_field_with_its_help() -> None:
    assert guide() in GUIDE.read_text("utf-8")
    assert guide().splitlines()[:3] == [
        "| field | takes |",
        "| --- | --- |",
        "| `org:` | an organisation, by any of its names or its id |",
    ]
    assert len(guide().splitlines()) == len(FIELDS) + 2


def test_every_kind_of_field_is_in_use_and_only_closed_ones_list_values() -> None:
    assert {spec.kind for spec in FIELDS.values()} == set(get_args(FieldKind))
    assert {spec.name for spec in FIELDS.values() if spec.values} == {"dated", "is", "has", "sort"}
    assert set(USER_MARKS) < set(FIELDS["is"].values)
    for spec in FIELDS.values():
        if spec.name != "sort" and spec.values:
            assert all(value in spec.help and words for value, words in spec.values.items())


@pytest.mark.parametrize(
    ("name", "section", "noun", "names_records", "must"),
    [
        ("org", "organisations", "organisation", True, False),
        ("person", "people", "person", True, False),
        ("source", "sources", "source", True, False),
        ("kind", "kinds", "kind", False, False),
        ("relation", "relation_types", "relation type", False, False),
        ("id", "", "record", False, False),
        ("is", "", "is", False, False),
        ("date", "", "date", False, False),
        ("date!", "", "date!", False, True),
    ],
)
def test_what_a_field_names(name: str, section: str, noun: str, names_records: bool, must: bool) -> None:
    spec = FIELDS[name]
    assert (spec.section, spec.noun, spec.names_records, spec.must) == (section, noun, names_records, must)


@pytest.mark.parametrize(
    ("name", "value", "chip"),
    [
        ("org", "Brightkeel", "org Brightkeel"),
        ("date!", "2020", "date surely 2020"),
        ("dated", "day", "dated to the day"),
        ("dated", "other", "dated in another way"),
        ("is", "single-voice", "single-voice"),
        ("has", "quote", "has quote"),
        ("sort", "-date", "sorted by date, latest first"),
        ("sort", "voices", "sorted by voices, most first"),
    ],
)
def test_the_text_of_a_chip(name: str, value: str, chip: str) -> None:
    assert FIELDS[name].chip_text(value) == chip


def test_one_row_adds_a_field(monkeypatch: pytest.MonkeyPatch) -> None:
    added = FieldSpec("lasts", "surely: on all days of its date", "closed", {"surely": "all the time"}, "lasts {value}")
    with pytest.raises(QueryError, match="no field lasts:"):
        parse("lasts:surely")
    monkeypatch.setitem(FIELDS, "lasts", added)
    index = open_dataset(HARBOUR).index
    asked = index.run(parse("lasts:surely")).events
    assert 0 < len(asked) < 16
    assert asked == index.events(parse("")) & index.postings.facet("lasts", "surely")
    assert [(one.name, one.note) for one in completions(index, "las", 3)] == [("lasts:", added.help)]
    assert [(one.text, one.count) for one in completions(index, "lasts:s", 7)] == [("lasts:surely", len(asked))]
    with pytest.raises(QueryError, match="lasts: takes surely"):
        parse("lasts:ever")
    assert added.chip_text("surely") == "lasts all the time"
    assert f"| `lasts:` | {added.help} |" in guide()
