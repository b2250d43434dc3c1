"""A dataset goes out and comes back: each field of each record is the same, or the report names it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from cases import for_each
from fields_of import fields_of
from samples import BELARUS, HARBOUR

from tui.core.index.index import Index
from tui.core.loading import loader
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Severity
from tui.core.model.sections import SECTIONS
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


NAMED = ("place", "origin", "destination", "within", "about", "from", "to", "said_by", "entity")
"""Fields that hold the id of an entity or event."""
DATES = {"date", "issued", "accessed", "founded", "dissolved", "start", "end", "as_of"}


MOVED = {"authors.literal": "authors.family", "role": "type"}
"""What may come back where there was nothing → the field whose words these are, which was told."""


def by_value(dataset: Dataset, record: Any) -> dict[str, list[str]]:
    """Return the fields of a record as they can be compared across datasets: names and words in place of ids."""

    def named(path: str, value: str) -> str:
        if path.rpartition(".")[2] in NAMED:
            found = next((each for s in SECTIONS if (each := getattr(dataset, s).get(value))), None)
            return getattr(found, "name", getattr(found, "title", value))
        if path in ("after", "derives_from"):
            return getattr(dataset, "events" if path == "after" else "sources")[value].title
        if path == "kind":
            return dataset.kinds[value].title.casefold() if value in dataset.kinds else value
        if path == "type" and value in dataset.relation_types:
            return dataset.relation_types[value].title
        if path.endswith("evidence.passage"):
            source, _, key = value.partition("/")
            passage = dataset.sources[source].passages[key]
            return " ".join((passage.quote or passage.gist).split())
        return " ".join(value.split())

    found: dict[str, list[str]] = {}
    for path, value in fields_of(record):
        found.setdefault(path, []).append(named(path, value))
    return found


def told_of(losses: list[Loss]) -> set[str]:
    """Return the paths that the losses of one record name; "*" for the whole of it."""
    told = {loss.text.partition(":")[0] for loss in losses if loss.kind == "field"}
    told |= DATES if any(loss.kind == "date" for loss in losses) else set()
    told |= {"passages"} if any(loss.kind == "text" for loss in losses) else set()
    told |= {"type"} if any("becomes" in loss.reason for loss in losses) else set()
    return told | ({"*"} if any(loss.kind == "record" for loss in losses) else set())


def told_in_words(told: set[str]) -> set[str]:
    """Return the fields that hold the words of others too, because these have no place of their own."""
    return {f"{of}.value" for of in ("values", "moved") if {f"{of}.unit", f"{of}.qualifier"} & told}


def words_are_in(old: list[str], new: list[str]) -> bool:
    return len(old) == len(new) and all(one in other for one, other in zip(old, new, strict=True))


def untold(name: str, folder: Path, to: Path) -> list[str]:
    """Return the fields that came back otherwise, or not at all, and that no loss names."""
    selection, back, losses = there_and_back(name, folder, to)
    by_place: dict[str, list[Loss]] = {}
    for loss in losses:
        by_place.setdefault(loss.place, []).append(loss)
    before, _ = loader.load(folder)
    faults = []
    for ref in selection.refs:
        place = f"{ref.section}/{ref.id}"
        told = told_of(by_place.get(place, []))
        if "*" in told:
            continue
        record = getattr(before, ref.section)[ref.id]
        other = counterpart(record, getattr(back, ref.section))
        if other is None:
            faults.append(f"{place} is not there")
            continue
        old, new = by_value(before, record), by_value(back, other)
        made = [path for path in new if path not in old and MOVED.get(path) not in told]
        faults += [f"{place} {path}: nothing → {new[path]!r}" for path in made]
        for path in old:
            steps = path.split(".")
            if told.isdisjoint(".".join(steps[:count]) for count in range(1, len(steps) + 1)):
                wanted, found = sorted(old[path]), sorted(new.get(path, []))
                if path.startswith("names.") and "names.lang" in told:  # one name in two languages is one name
                    wanted, found = sorted({*wanted}), sorted({*found})
                if wanted != found and not (path in told_in_words(told) and words_are_in(old[path], new.get(path, []))):
                    faults.append(f"{place} {path}: {wanted!r} → {found!r}")
    return faults


def counterpart(record: Any, there: dict[str, Any]) -> Any:
    """Return what came back for a record: what has its id, else its title or name."""
    key = "title" if hasattr(record, "title") else "name"
    same = (each for each in there.values() if getattr(each, key, "") == getattr(record, key, None))
    return there.get(record.id) or next(same, None)


@for_each(name=OUT_AND_IN)
def test_what_harbour_loses_is_told_record_by_record(name: str, tmp_path: Path) -> None:
    assert untold(name, HARBOUR, tmp_path / name) == []


@pytest.mark.slow
@for_each(name=OUT_AND_IN)
def test_what_a_large_dataset_loses_is_told_record_by_record(name: str, tmp_path: Path) -> None:
    assert untold(name, BELARUS, tmp_path / name) == []
