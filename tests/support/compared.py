"""Four sources, two of which are one voice, that tell of the same days of August 2020."""

from __future__ import annotations

from collections.abc import Iterable

from making import store_of

from tui.core.index.index import Index
from tui.core.model.records import Citation, Event, Passage, Source


def source(name: str, *repeats: str, **more: str) -> Source:
    told = {f"p{n}": Passage(gist=f"{name} gist {n}.", quote=f"{name} words {n}") for n in range(1, 8)}
    return Source(
        id=name, title=f"Title of {name}", publisher=name.title(), derives_from=repeats, passages=told, **more
    )


def event(name: str, when: str, *told: str, differs: str = "") -> Event:
    evidence = tuple(Citation(passage=key, differs=differs if at else "") for at, key in enumerate(told))
    return Event(id=name, title=f"Event {name}", date=when, evidence=evidence)


EVENTS = (
    event("vote", "2020-08-09", "gull/p1", "tern/p1", differs="Says it was the tenth."),
    event("copied", "2020-08-09", "tern/p2", "echo/p1"),
    event("lone", "2020-08-09", "gull/p2", "gull/p3"),
    event("next", "2020-08-10", "echo/p2"),
    event("cut", "2020-08-08/2020-08-12", "skua/p1"),
    event("august", "2020-08", "gull/p4"),
    event("year", "2020", "skua/p2"),
    event("later", "2020-09-15", "gull/p5"),
    event("unsaid", "2020-08-09"),
)
SOURCES = (source("gull"), source("tern"), source("echo", "tern"), source("skua"))


def index_of(events: Iterable[Event] = EVENTS, sources: Iterable[Source] = SOURCES) -> Index:
    return Index(store_of(sources=list(sources), events=list(events)))
