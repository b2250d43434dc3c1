"""A dataset goes out and comes back: each field of each record is the same, or the report names it."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from cases import for_each
from msgspec import to_builtins
from msgspec.structs import fields
from samples import BELARUS, HARBOUR

from tui.core.index.index import Index
from tui.core.loading import loader
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Severity
from tui.core.model.records import Ref
from tui.core.model.sections import SECTION
from tui.core.query import parser
from tui.core.store.memory import MemoryStore
from tui.exchange.exporters.selection import Selection, select
from tui.exchange.formats import FORMATS
from tui.exchange.importers.content import Options
from tui.exchange.importers.formats import read
from tui.exchange.importers.incoming import files
from tui.exchange.losses import Loss

OUT_AND_IN = ["csv", "timelinejs", "ftm", "csl", "annotations", "jsonl"]
if find_spec("bibtexparser"):  # else what is written as biblatex cannot be read back
    OUT_AND_IN.append("biblatex")


def there_and_back(name: str, folder: Path, to: Path) -> tuple[Selection, Dataset, list[Loss]]:
    """Return what went out, what came back, and all that was told."""
    index = Index(MemoryStore(loader.load(folder)[0]))
    selection = select(index, index.run(parser.parse("")))
    to.mkdir()
    data = b"".join(FORMATS[name].encoded(selection))
    incoming = read(data, Options(), "")
    for path, text in files(incoming, "Back").items():
        (to / path).write_text(text, encoding="utf-8")
    back, problems = loader.load(to)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    return selection, back, [*selection.losses.found, *incoming.losses.found]


def compared(dataset: Dataset, field: str, value: Any) -> Any:
    """Return a value as it can be compared across datasets: names and words in place of ids."""

    @cache
    def name(entity: str) -> str:
        sections = (dataset.organisations, dataset.people, dataset.places)
        return next((section[entity].name for section in sections if entity in section), entity)

    if field in ("place", "origin", "destination", "within", "about", "from", "to"):
        return name(value)
    if field == "kind":
        return dataset.kinds[value].title.casefold() if value in dataset.kinds else value
    if field == "involves":
        return [name(part["entity"]) for part in value if part.get("role") != "place"]
    if field == "authors":
        return [" ".join(part for key in ("given", "family", "literal") if (part := one.get(key))) for one in value]
    if field == "names":
        return sorted(one["value"] for one in value)
    if field == "evidence":
        return len(value) > 0
    if field == "passages":
        return [passage["quote"] for passage in value.values() if "quote" in passage]
    if field == "values":
        return [one["value"] for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def untold(name: str, folder: Path, to: Path) -> list[str]:
    """Return the fields that came back otherwise, or not at all, and that no loss names."""
    selection, back, losses = there_and_back(name, folder, to)
    told: dict[str, list[Loss]] = {}
    for loss in losses:
        told.setdefault(loss.place, []).append(loss)
    before, _ = loader.load(folder)
    faults = []
    rows = {loss.text for loss in losses if loss.kind == "row"}
    for ref in selection.refs:
        if SECTION[ref.section].singular in rows:  # a table that is read brings no claims, and no relations
            continue
        said = told.get(f"{ref.section}/{ref.id}", [])
        if not any(loss.kind == "record" for loss in said):
            named = {loss.text.partition(":")[0].partition(".")[0] for loss in said if loss.kind == "field"}
            named |= {"date", "issued", "accessed", "founded", "dissolved", "start", "end"} if dated(said) else set()
            named |= {"passages"} if any(loss.kind == "text" for loss in said) else set()
            named |= {"type"} if any("becomes" in loss.reason for loss in said) else set()
            faults += [fault for fault in differences(before, back, ref) if fault.split()[1].rstrip(":") not in named]
    return faults


def dated(losses: list[Loss]) -> bool:
    return any(loss.kind == "date" for loss in losses)


def differences(before: Dataset, back: Dataset, ref: Ref) -> list[str]:
    record, there = getattr(before, ref.section)[ref.id], getattr(back, ref.section)
    key = "title" if hasattr(record, "title") else "name"
    same = (each for each in there.values() if getattr(each, key, "") == getattr(record, key, None))
    other = there.get(ref.id) or next(same, None)  # an id that other records have too may be another one
    if other is None:
        return [f"{ref.section}/{ref.id} record is not there"]
    one, two = to_builtins(record), to_builtins(other)
    names = [info.encode_name for info in fields(type(record)) if info.encode_name in one]
    pairs = (
        (field, compared(before, field, one[field]), compared(back, field, two[field]) if field in two else None)
        for field in names
    )
    return [f"{ref.section}/{ref.id} {field}: {old!r} → {new!r}" for field, old, new in pairs if old != new]


@for_each(name=OUT_AND_IN)
def test_what_harbour_loses_is_told_record_by_record(name: str, tmp_path: Path) -> None:
    assert untold(name, HARBOUR, tmp_path / name) == []


@pytest.mark.slow
@for_each(name=OUT_AND_IN)
def test_what_a_large_dataset_loses_is_told_record_by_record(name: str, tmp_path: Path) -> None:
    assert untold(name, BELARUS, tmp_path / name) == []
