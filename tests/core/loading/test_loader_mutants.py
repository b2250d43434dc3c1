"""Whatever is done to the files of a sound dataset, loading gives a dataset with sound references and problems."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from mutants import mutant
from samples import HARBOUR

from tui.core.checks.check import check
from tui.core.loading.loader import load
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Severity
from tui.core.store.memory import MemoryStore

FILES = {
    path.relative_to(HARBOUR).as_posix(): path.read_text(encoding="utf-8") for path in sorted(HARBOUR.rglob("*.yaml"))
}


def closed(dataset: Dataset) -> bool:
    """Whether every reference points to something."""
    passages = {f"{source.id}/{key}" for source in dataset.sources.values() for key in source.passages}
    sections = ("organisations", "people", "places", "events", "relations", "claims")
    cited = {c.passage for name in sections for record in getattr(dataset, name).values() for c in record.evidence}
    entities = {place.within for place in dataset.places.values()} | {o.place for o in dataset.organisations.values()}
    for event in dataset.events.values():
        entities |= {*event.places, *(part.entity for part in event.involves)}
        assert not event.kind or event.kind in dataset.kinds
    for relation in dataset.relations.values():
        entities |= {relation.source, relation.target}
        assert relation.type in dataset.relation_types
    for claim in dataset.claims.values():
        entities |= {value.said_by for value in claim.values}
        assert claim.about in dataset.events or dataset.entity(claim.about)
    derived = {other for source in dataset.sources.values() for other in source.derives_from}
    return cited <= passages and all(map(dataset.entity, entities - {""})) and derived <= set(dataset.sources)


def survives(folder: Path, seed: int) -> bool:
    """Load one mutant; return whether it has problems."""
    chance = random.Random(seed)
    victim = chance.choice(list(FILES))
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(mutant(text, chance) if name == victim else text, encoding="utf-8")
    dataset, problems = load(folder)
    assert closed(dataset), seed
    assert all(problem.line for problem in problems if problem.severity is Severity.ERROR), seed
    assert all(problem.message and problem.rule for problem in problems), seed
    check(dataset)
    MemoryStore(dataset)
    return bool(problems)


def test_mutants_load(tmp_path: Path) -> None:
    assert sum(survives(tmp_path, seed) for seed in range(40)) > 20


@pytest.mark.slow
def test_many_mutants_load(tmp_path: Path) -> None:
    assert sum(survives(tmp_path, seed) for seed in range(60, 5000)) > 2000
