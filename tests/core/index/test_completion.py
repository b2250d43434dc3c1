"""What a query may go on with: the fields, and the values that harbour has."""

from __future__ import annotations

from functools import lru_cache

import pytest
from samples import HARBOUR

from tui.core.index.completion import MOST, complete, go_on
from tui.core.index.index import Index
from tui.core.opening import open_dataset
from tui.core.query import parser
from tui.core.query.fields import FIELDS


@lru_cache(maxsize=1)
def harbour() -> Index:
    return open_dataset(HARBOUR).index


@pytest.mark.parametrize(
    ("text", "completed"),
    [
        ("pe", ["person:"]),
        ("cable -pl", ["cable -place:"]),
        ("dat", ["date:", "date!:", "dated:"]),
        ("person:qu", ['person:"Ada Quill"']),
        ("person:Ада", ['person:"Ада Квіл"']),
        ('(org:"north', ['(org:"Northern Crane"']),
        ("kind:e", ["kind:election"]),
        ("is:s", ["is:single-voice"]),
        ("sort:l", ["sort:latest"]),
        ("relation:l", ["relation:leads"]),
        ("source:gaz", ["source:gazette"]),
        ("is:disputed", []),
        ("cable ", []),
        ("nothing:x", []),
        ("-sort:", []),
        ("date:2020", []),
        ("", []),
    ],
)
def test_a_term_is_completed(text: str, completed: list[str]) -> None:
    assert complete(harbour(), text) == completed


@pytest.mark.parametrize("field", [name for name in FIELDS if not name.startswith(("date", "text", "id"))])
def test_what_is_offered_is_a_query_that_the_dataset_answers(field: str) -> None:
    negated = "" if field == "sort" else "-"
    offered = complete(harbour(), f"{negated}{field}:")
    assert len(offered) <= MOST
    assert offered or field.rstrip("!") in ("before", "after", "known")
    for text in offered:
        assert text.startswith(negated)
        assert harbour().run(parser.parse(text)).total == 16


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("pe", "person:"),
        ("person:qu", "person:quill"),
        ("cable person:КВ", "cable person:КВіл"),
        ('person:"Ad', 'person:"Ada Quill"'),
        ("org:bri", "org:brightkeel"),
        ("is:dis", "is:disputed"),
        ("person:zz", ""),
        ("cable", ""),
        ("org:😀", ""),
        ("-(place:...", ""),
        ("", ""),
    ],
)
def test_what_stands_behind_the_cursor_goes_on_from_the_text(text: str, whole: str) -> None:
    assert go_on(harbour(), text) == whole
