"""The densest days: how many events surely lie in them, how many may, and what these two words count."""

from __future__ import annotations

import re

from driving import SIZES, each_size, explorer, press_keys, screen_text
from samples import HARBOUR

from tui.core.dates import edtf
from tui.core.opening import open_dataset
from tui.core.query import parser, tree
from tui.screens.dialogs.lists import densest_days


def test_both_counts_are_those_of_the_two_readings_of_a_date() -> None:
    index = open_dataset(HARBOUR).index
    result = index.run(tree.Everything())
    found = list(densest_days(index, result))
    assert len(found) == 4
    for choice in found:
        days = f"{edtf.of_day(choice.value.first).text}..{edtf.of_day(choice.value.last).text}"
        surely, may = index.run(parser.parse(f"date!:{days}")).count, index.run(parser.parse(f"date:{days}")).count
        numbers = [int(number) for number in re.findall(r"\d+", choice.aside)]
        assert numbers == [surely, may]
        assert choice.aside.startswith(f"{surely} events surely, ")
        assert surely < may


def test_where_both_are_the_same_one_is_said() -> None:
    index = open_dataset(HARBOUR).index
    result = index.run(parser.parse("id:brightkeel-bought"))
    assert [choice.aside for choice in densest_days(index, result)] == ["1 event surely"] * 4


async def test_the_dialog_says_what_surely_and_may_be_count() -> None:
    async with explorer() as (pilot, _):
        await press_keys(pilot, "question_mark", *"densest", "enter")
        async for width, _height in each_size(pilot, SIZES[:4]):
            text = screen_text(pilot.app)
            assert pilot.app.screen.name == "densest"
            note, foot = pilot.app.screen.query_one(".dialog-note"), pilot.app.screen.query_one(".dialog-foot")
            assert note.region.height == (2 if width == 40 else 1)
            assert note.region.bottom <= foot.region.y
            said = " ".join(" ".join(line.strip(" │") for line in text.splitlines()).split())
            assert "surely: the whole date lies in these days; up to: a part of it" in said
            assert "2 events surely, up to 5" in said
