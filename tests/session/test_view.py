"""What the chips of the filter say."""

from __future__ import annotations

import pytest
from samples import HARBOUR

from tui.core.opening import open_dataset
from tui.core.query import parser
from tui.session.view import Views


@pytest.mark.parametrize(
    ("term", "chip"),
    [
        ("date:2020-08-09..2020-08-12", "date 9–12 Aug 2020"),
        ("date!:2020-08", "date surely Aug 2020"),
        ("date:2020-08..", "date since Aug 2020"),
        ("date:..2020", "date until 2020"),
        ("before:2020", "before 2020"),
        ("date:2020-08-09/2020-08-12", "date 9–12 Aug 2020"),
        ("date:[2020,2021]", "date 2020 or 2021"),
        ("date:20", "date 20"),
        ("dated:month", "dated to the month"),
        ("dated:other", "dated in another way"),
        ("-dated:day", "not dated to the day"),
        ("is:disputed", "disputed"),
        ("org:gullwing", "org Gullwing"),
        ("cable", "cable"),
    ],
)
def test_a_term_reads_as_words(term: str, chip: str) -> None:
    found = open_dataset(HARBOUR)
    assert Views(found.store, found.index).chip(parser.parse(term)) == chip
