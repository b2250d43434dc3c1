"""What rests on each passage, and what rests on one passage alone."""

from __future__ import annotations

from pathlib import Path

from tui.core.model.dataset import Dataset
from tui.core.model.records import Citation, Event, Passage, Ref, Source
from tui.core.store.coverage import uses
from tui.core.store.memory import MemoryStore


def test_use_of_a_source() -> None:
    def event(name: str, *keys: str) -> Event:
        return Event(id=name, title=name, date="2020", evidence=tuple(Citation(passage=f"s/{key}") for key in keys))

    source = Source(id="s", title="S", passages={key: Passage(gist="G") for key in "abc"})
    events = {"one": event("one", "a"), "two": event("two", "a", "b")}
    store = MemoryStore(Dataset(root=Path(), sources={"s": source}, events=events))
    one, two = Ref("events", "one"), Ref("events", "two")
    (use,) = uses(store)
    assert [(part.key, set(part.records), part.alone) for part in use.passages] == [
        ("a", {one, two}, {one}),
        ("b", {two}, set()),
        ("c", set(), set()),
    ]
    assert (use.source, use.used, use.alone) == (source, 2, 1)
    (quick,) = uses(store, with_alone=False)
    assert (quick.used, quick.alone) == (2, 0)
