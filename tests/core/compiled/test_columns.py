"""Columns of a compiled file that an edit may have changed."""

from __future__ import annotations

from tui.core.compiled.columns import by_facet, by_name


def test_orders_change_with_what_they_are_made_of() -> None:
    told = {"told:items", "told:days", "perhaps:items", "perhaps:days"}
    reports = {"order:report", "place:report", "order:voices", "place:voices"}
    assert set(by_facet("source")) == told | reports | {"listing:sources:events"}
    for field, section in {"org": "organisations", "person": "people", "place": "places"}.items():
        assert by_facet(field) == [f"listing:{section}:events", f"listing:{section}:date"]
    assert by_facet("kind") == []
    assert by_name("events") == ["order:title", "place:title"]
    assert by_name("people") == ["listing:people:name"]
