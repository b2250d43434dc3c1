"""The table of signs: on one screen none has two meanings, and the help explains each that is drawn."""

from __future__ import annotations

from collections import defaultdict
from typing import get_args

import pytest
from cases import for_each
from making import shipped
from msgspec.structs import asdict

from tui.present.legend import explained, legend, meanings
from tui.present.signs import ScreenName, Signs, kind_signs

OVER: dict[ScreenName, tuple[ScreenName, ...]] = {"facets": ("explorer",), "bookmarks": ("explorer",)}
"""Dialogs and the screen that is seen around them."""
FRAME = {"rule", "column", "rail", "enter", "ascii_only"}


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
