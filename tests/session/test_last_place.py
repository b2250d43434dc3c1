"""Where the user left comes back, without what the dataset has no more."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tui.core.model.records import Ref
from tui.core.opening import Opened
from tui.core.query.parser import parse
from tui.notebook.book import LastPlace
from tui.session.last_place import passage_of, place_of, spot_of
from tui.session.state import Spot

SPOT = Spot(
    parse("kind:law date:2020"),
    suspended=True,
    listing="people",
    chosen=Ref("people", "quill"),
    opened=Ref("events", "park-decree"),
    citation=2,
    reading="gazette/cut",
)
PLACE = LastPlace(
    query="kind:law date:2020",
    suspended=True,
    listing="people",
    chosen="people/quill",
    opened="events/park-decree",
    citation=2,
    reading="gazette/cut",
    pane=3,
)


def test_a_spot_is_kept_and_comes_back(harbour: Opened) -> None:
    assert place_of(SPOT, 3) == PLACE
    assert spot_of(PLACE, harbour.store) == replace(SPOT, reading=None)  # the source is opened by its passage
    assert spot_of(place_of(Spot(), 1), harbour.store) == Spot()
    assert place_of(Spot(), 1).reading == ""


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ({"query": "kind:"}, {"query": parse("")}),
        ({"chosen": "people/nobody"}, {"chosen": None}),
        ({"opened": "events/nobody"}, {"opened": None}),
        ({"opened": ""}, {"opened": None}),
        ({"listing": "passages"}, {"listing": "events"}),
        ({"citation": -1}, {"citation": 0}),
    ],
)
def test_what_is_gone_is_left_out(harbour: Opened, gone: dict[str, object], left: dict[str, object]) -> None:
    assert spot_of(replace(PLACE, **gone), harbour.store) == replace(SPOT, reading=None, **left)


def test_the_passage_of_an_open_source(harbour: Opened) -> None:
    assert passage_of(PLACE, harbour.store) == "gazette/cut"
    for reading in ("", "gazette/nowhere", "nobody/cut"):
        assert passage_of(replace(PLACE, reading=reading), harbour.store) is None
