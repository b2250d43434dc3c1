"""Places are found as in a dict of them, and take much less room."""

from __future__ import annotations

import pytest

from tui.core.model.dataset import Location
from tui.core.model.locations import Locations

PLACES = {
    ("events", "a"): Location("a.yaml", 1, 3),
    ("events", "b"): Location("ж/b.yaml", 128 << 20, 128 << 20),
    ("values", "a/0"): Location("a.yaml", 7, 1),
}


def test_places_are_found_under_section_and_id() -> None:
    found = Locations()
    found.update(PLACES)
    assert found == PLACES
    assert len(found) == 3
    assert found.of_section("events") == ["a", "b"]
    assert found.of_section("people") == []
    assert [key in found for key in (*PLACES, ("people", "a"), ("events", "a/0"), "events")] == [True] * 3 + [False] * 3
    assert found.get(("people", "a")) is None
    with pytest.raises(KeyError, match="people"):
        found["people", "a"]
    del found["events", "a"]
    assert ("events", "a") not in found
    assert found["events", "b"] == PLACES["events", "b"]
