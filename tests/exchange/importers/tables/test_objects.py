"""A list of objects in JSON is mapped as a table is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.incoming import Incoming
from tui.exchange.importers.tables import objects


def read(value: Any) -> Incoming:
    return objects.read(Content(json.dumps(value)), Options())


def test_events_with_sources_under_any_key() -> None:
    items = [
        {"title": "Bells", "date": "2020-08-09", "source": "https://harbour.example/1", "place": "Quay, Harbourtown"},
        {"title": "Nets", "date": 2021, "summary": None, "people": ["Doe; Jan", "Ann Roe"], "open": True},
        {"name": "Lamps", "date": {"start": "2022", "end": "2023"}, "sources": [{"title": "Log", "url": "https://h.example"}]},
    ]  # fmt: skip
    for value in (items, {"title": "Harbour", "events": items, "version": 3}):
        incoming = read(value)
        bells, nets, lamps = incoming.sections["events"].values()
        assert bells["evidence"] == ["harbour-example-1/bells"]
        assert (nets["date"], lamps["date"]) == ("2021", "2022/2023")
        assert "summary" not in nets
        assert [one["name"] for one in incoming.sections["people"].values()] == ["Doe; Jan", "Ann Roe"]
        assert incoming.sections["sources"]["log"]["url"] == "https://h.example"
        assert "None" not in str(incoming.sections)
        lost = [loss.text for loss in incoming.losses.found]
        assert lost == (["open"] if value is items else ["version", "open"])
    assert incoming.title == "Harbour"


def test_objects_by_their_ids_and_deeper_in_the_file() -> None:
    items = {"first": {"name": "Bells", "startDate": "2020"}, "second": {"name": "Nets", "startDate": "2021"}}
    for value in (items, {"data": {"all": items, "count": 2}}):
        assert list(read(value).sections["events"]) == ["first", "second"]
    geo = {
        "features": [{"type": "Feature", "properties": {"title": "Bells", "date": "2020"}, "geometry": {"x": [1, 2]}}]
    }
    assert [event["title"] for event in read(geo).sections["events"].values()] == ["Bells"]


def test_lines_of_json_and_items_that_are_no_objects() -> None:
    text = '{"what": "Bells", "when": "2020"}\n{"what": "Nets", "when": "\\ud800"}\n3\n'
    incoming = objects.read(Content(text), Options())
    assert [event["date"] for event in incoming.sections["events"].values()] == ["2020", "XXXX"]
    assert [loss.place for loss in incoming.losses.found if loss.kind == "record"] == ["item 3"]


def test_what_has_no_titles_and_dates_is_refused() -> None:
    for value in ([], {}, [1, 2], [{"a": 1}], {"a": {"b": 1}}, [{"title": "Bells"}]):
        with pytest.raises(ValueError, match="no list of objects"):
            read(value)
