"""Small datasets and what is read of them: stores and indexes of a few records, days, and what is drawn as text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from samples import DATA

from tui.core.dates.day_range import DayRange
from tui.core.index.index import Index
from tui.core.loading.loader import load
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Severity
from tui.core.model.records import Event
from tui.core.store.memory import MemoryStore
from tui.present.page import Page, lay_out


def store_of(**sections: Any) -> MemoryStore:
    """Return a store of records, each section a list of them; kinds and the like as the dataset has them."""
    given = {
        name: value if not isinstance(value, list | tuple) else {one.id: one for one in value}
        for name, value in sections.items()
    }
    return MemoryStore(Dataset(root=Path(), **given))


def index_of(*dates: str, **named: str) -> Index:
    """Return an index of events with these dates, called e0, e1 and so on, and of others by their names."""
    events = {**{f"e{n}": when for n, when in enumerate(dates)}, **named}
    return Index(store_of(events=[Event(id=key, title=f"Event {key[1:]}", date=events[key]) for key in events]))


def store_from(text: str) -> MemoryStore:
    """Return the store of a dataset that is one file of YAML, without its first line."""
    with TemporaryDirectory() as folder:
        Path(folder, "dataset.yaml").write_text(f"letapis: 1\n{text}", encoding="utf-8")
        dataset, problems = load(Path(folder))
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert not errors, errors
    return MemoryStore(dataset)


@cache
def shipped(name: str = "harbour") -> Index:
    """Return the index of a dataset in `data/`, one for all tests, which change nothing in it."""
    return Index(MemoryStore(load(DATA / name)[0]))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def days(first: str, last: str = "") -> DayRange:
    return DayRange(day(first), day(last or first))


def joined(pieces: Iterable[Any]) -> str:
    """Return the text of spans, runs or parts side by side."""
    return "".join(piece.text for piece in pieces)


def lines(page: Page, width: int = 70) -> list[str]:
    """Return a page as text, blanks at the right ends left out."""
    return [joined(line).rstrip() for line in lay_out(page, width).lines]
