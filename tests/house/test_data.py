"""The datasets that ship with the program, and the guide for those who keep one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from samples import BELARUS, DATA, HARBOUR

from tui.core.checks.check import check
from tui.core.documents import anchor
from tui.core.loading.loader import load
from tui.core.model.dataset import Dataset

_SAMPLE = re.compile(r"```\w+\n# (\S+)\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def belarus() -> Dataset:
    dataset, problems = load(BELARUS)
    assert problems == ()
    return dataset


def test_shipped_dataset_keeps_all_rules(belarus: Dataset) -> None:
    assert not [*check(belarus)]


def test_claims_of_one_measure_and_scope_have_one_unit(belarus: Dataset) -> None:
    units: dict[tuple[str, str], set[str]] = {}
    for claim in belarus.claims.values():
        units.setdefault((claim.measure, claim.scope), set()).update(v.unit for v in claim.values)
    mixed = {series: found for series, found in units.items() if len(found) > 1}
    assert mixed == {}


def test_every_inferred_date_of_a_value_says_from_what(belarus: Dataset) -> None:
    values = [(claim.id, value) for claim in belarus.claims.values() for value in claim.values]
    assert [where for where, value in values if value.as_of_from and not value.as_of] == []


def test_a_role_says_the_part_of_its_own_entity(belarus: Dataset) -> None:
    """It follows a name in the list of who took part, but a title on the entity's card, where another is nobody."""
    roles = {part.role for event in belarus.events.values() for part in event.involves}
    assert [role for role in roles if re.match(r"(?i)(he|she|it|they|we|i) ", role)] == []


def test_samples_of_the_guide_check_clean_beside_harbour(tmp_path: Path) -> None:
    copy = shutil.copytree(HARBOUR, tmp_path / "harbour")
    names = []
    for name, text in _SAMPLE.findall((DATA / "README.md").read_text(encoding="utf-8")):
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text(text, encoding="utf-8")
        names.append(name)
    assert "sources/quay.yaml" in names
    dataset, problems = load(copy)
    assert [p for p in (*problems, *check(dataset)) if p.file in names] == []
    letter = (copy / "documents" / "quay.txt").read_text(encoding="utf-8")
    verdicts = {key: anchor.locate(p, letter).verdict for key, p in dataset.sources["quay"].passages.items()}
    assert set(verdicts.values()) == {"exact"}
