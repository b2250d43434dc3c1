"""The table of signs: on one screen none has two meanings, and the help explains each that is drawn."""

from __future__ import annotations

from collections import defaultdict
from typing import get_args

import pytest
from cases import for_each
from making import shipped
from msgspec.structs import asdict

from tui.core.text.display import cells
from tui.present.bars import Part
from tui.present.legend import explained, legend, legend_of_comparison, legend_of_reader, meanings
from tui.present.signs import ScreenName, Signs, kind_signs

OVER: dict[ScreenName, tuple[ScreenName, ...]] = {"facets": ("explorer",), "bookmarks": ("explorer",)}
"""Dialogs and the screen that is seen around them."""
FRAME = {"rule", "column", "rail", "branch", "enter", "ascii_only"}


@pytest.mark.usefixtures("drawn")
@for_each(place=get_args(ScreenName))
def test_on_one_screen_no_sign_has_two_meanings(place: ScreenName, drawn: Signs) -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for name, means in meanings().items():
        if {place, *OVER.get(place, ())} & {*means.on}:
            for sign in set(asdict(drawn)[name]) - {" "}:
                said[sign].add(means.meaning)
    assert said
    assert {sign: texts for sign, texts in said.items() if len(texts) > 1} == {}


def test_the_help_explains_every_sign_but_the_lines_of_the_frame(drawn: Signs) -> None:
    assert set(asdict(drawn)) - meanings().keys() == FRAME
    text = " ".join(example for example, _ in legend())
    assert all(asdict(drawn)[name][-1] in text for name in meanings())
    for place in get_args(ScreenName):
        assert {one.example for one in explained(place)} <= {one.example for one in legend()}


@for_each(name=["harbour", "belarus-it"])
def test_no_kind_of_event_takes_a_sign_of_the_table_or_of_another_kind(name: str, drawn: Signs) -> None:
    kinds = shipped(name).store.kinds
    found = kind_signs(kinds)
    assert len(set(found.values())) == len(kinds)
    assert not set(found.values()) & {sign for name in meanings() for sign in asdict(drawn)[name]}
    if not drawn.ascii_only:
        assert [found[key] for key in kinds] == [kind.sign for kind in kinds.values()], "the data's own signs are free"


def test_the_lines_below_reader_and_comparison_name_the_signs_that_are_drawn_and_no_others(drawn: Signs) -> None:
    def said(parts: tuple[Part, ...]) -> list[str]:
        return [part.text for part in parts if part.tone in ("strong", "key")]

    in_text = (drawn.exact, drawn.changed, " ", drawn.exact)
    beside = (" ", drawn.one_excerpt, drawn.standing)
    named = [drawn.exact, drawn.changed, drawn.one_excerpt, drawn.standing]
    assert said(legend_of_reader(in_text, beside, 200)) == named
    assert said(legend_of_comparison({drawn.disputed, drawn.alone, "words", ""}, 200)) == [drawn.alone, drawn.disputed]
    cut = legend_of_reader(in_text, beside, 40)
    assert said(cut) == [drawn.exact, "?"], "what has no room is in the help"
    assert sum(cells(part.text) for part in cut) <= 40
