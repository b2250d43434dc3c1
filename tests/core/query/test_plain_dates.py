"""Dates that stand as plain words."""

from __future__ import annotations

import pytest

from tui.core.query.parser import parse
from tui.core.query.plain_dates import as_dates


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
