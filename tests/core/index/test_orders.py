"""Each `sort:` gives the order that a plain look at the records gives, for few events and for many."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cases import for_each
from making import index_of
from making import shipped as index

from tui.core.dates import edtf
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.index.orders import SORTED_BY
from tui.core.model.records import Event
from tui.core.query import parser
from tui.core.query.fields import FIELDS
from tui.core.store import accounts
from tui.core.store.base import Store
from tui.core.text import folding


def latest(store: Store, event: Event) -> int:
    day = edtf.parse(event.date).latest
    return AFTER_ALL if day is None else day


def report(store: Store, event: Event) -> int:
    issued = [store.sources[citation.source].issued for citation in event.evidence]
    days = [edtf.parse(text).latest for text in issued if text]
    return min((day for day in days if day is not None), default=AFTER_ALL)


def voices(store: Store, event: Event) -> int:
    return -len(accounts.voices([citation.source for citation in event.evidence], store.voice_of))


KEYS: dict[str, Callable[[Store, Event], object]] = {
    "latest": latest,
    "report": report,
    "voices": voices,
    "title": lambda _, event: folding.words(event.title),
}


@for_each(dataset=["harbour", "belarus-it"], by=KEYS, narrowed=["", "is:disputed", "date:2020-08"])
def test_the_order_is_that_of_the_records(dataset: str, by: str, narrowed: str) -> None:
    found = index(dataset)
    result = found.run(parser.parse(f"{narrowed} sort:{by}"))
    numbers = sorted(result.events, key=lambda n: (KEYS[by](found.store, found.store.event(found.event_id(n))), n))  # type: ignore[operator]
    assert list(result.order) == numbers
    assert [result.position(number) for number in result.order] == list(range(result.count))


@for_each(by=["", "sort:date", "sort:earliest"])
def test_the_calendar_is_the_order_by_the_first_day(by: str) -> None:
    found = index("belarus-it")
    result = found.run(parser.parse(by))
    starts = [found.postings.starts[number] for number in result.order]
    assert result.by_calendar
    assert list(result.order) == sorted(result.order)
    assert [day for day in starts if day != BEFORE_ALL] == sorted(day for day in starts if day != BEFORE_ALL)


def test_backwards_is_the_calendar_from_its_end() -> None:
    found = index("harbour")
    assert list(found.run(parser.parse("sort:-date")).order) == list(range(15, -1, -1))


def test_what_no_source_dates_comes_last_and_is_not_lost() -> None:
    assert list(index_of("2020", "2021").run(parser.parse("sort:report")).order) == [0, 1]


def test_every_order_of_the_language_has_a_name() -> None:
    assert set(SORTED_BY) == set(FIELDS["sort"].values)


def test_an_order_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = index("harbour")
    first = list(found.run(parser.parse("sort:title")).order)

    def refuse(event_id: str) -> Event:
        raise AssertionError(event_id)

    monkeypatch.setattr(found.store, "event", refuse)
    assert list(found.run(parser.parse("sort:title is:disputed")).order) == [
        number for number in first if number in found.run(parser.parse("is:disputed")).events
    ]
