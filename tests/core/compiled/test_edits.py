"""After any edit, what is read ahead or taken from the compiled file is what a plain reading of all files gives."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
from compiles import reopened, target_of
from samples import HARBOUR

from tui.core.checks.check import check
from tui.core.compiled import compiling
from tui.core.compiled.cached_records import CompiledRecords
from tui.core.loading.files import File
from tui.core.loading.loader import load, load_all
from tui.core.loading.outcome import CachedRecord
from tui.core.loading.parallel import ParallelReader
from tui.core.model.problem import Problem, Severity
from tui.core.model.problems import in_reading_order

RESTORED = 0.4
"""How often all files are made whole again, so that not everything is broken after a few edits; else what was wrong
stays, and some of it is mended or made worse by the next edit."""


def _edit(lines: list[bytes], rng: random.Random) -> None:
    """Change one line of a file, or two."""
    at = rng.randrange(len(lines))
    match rng.randrange(6):
        case 0:
            lines.insert(at, lines[at])
        case 1:
            del lines[at]
        case 2:
            other = rng.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            column = rng.randrange(len(lines[at]) + 1)
            sign = bytes([rng.choice(b"x: -'\"#0]{}[&*\xff")])
            lines[at] = lines[at][:column] + sign + lines[at][column + 1 :]
        case 4:
            lines[at] = lines[at].replace(b"20", b"21")
        case _:
            lines.insert(at, b"  astray: {title: Astray, date: 2020, kind: law, summary: s, evidence: [nope/x]}")


def _apart(folder: Path) -> None:
    """Put every record of a dataset into a file of its own, so that few of them are touched by an edit."""
    for path in sorted(folder.rglob("*.yaml")):
        if path.name == "dataset.yaml":
            continue
        section, records = "", list[list[bytes]]()
        for line in path.read_bytes().splitlines(keepends=True):
            if line[:1].isalpha():
                section = line.decode().partition(":")[0]
            elif re.match(rb"  [\w-]", line):
                records.append([f"{section}:\n".encode(), line])
            elif records:
                records[-1].append(line)
        path.unlink()
        for number, record in enumerate(records):
            path.with_name(f"{path.stem}-{number:02}.yaml").write_bytes(b"".join(record))


def _watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that takes the paths of the files that were taken from the compiled file."""
    taken: list[str] = []
    real = CompiledRecords.records

    def records(self: CompiledRecords, file: File) -> list[CachedRecord] | None:
        found = real(self, file)
        if found is not None:
            taken.append(file.path)
        return found

    monkeypatch.setattr(CompiledRecords, "records", records)
    return taken


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(("seed", "edits"), [(1, 12), pytest.param(2, 100, marks=pytest.mark.slow)])
def test_after_any_edit_it_is_as_if_all_had_been_read(
    seed: int, edits: int, apart: bool, tmp_path: Path, monkeypatch
) -> None:
    folder, rng, taken, flawed = tmp_path / "harbour", random.Random(seed), _watched(monkeypatch), False
    again = most = 0
    shutil.copytree(HARBOUR, folder, ignore=shutil.ignore_patterns("documents"))
    if apart:
        _apart(folder)
        assert not load(folder)[1]
    whole = {path: path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
    target = target_of(folder)
    for number in range(edits):
        if rng.random() < RESTORED:
            for path, raw in whole.items():
                path.write_bytes(raw)
        path = rng.choice(list(whole))
        lines = path.read_bytes().split(b"\n")
        _edit(lines, rng)
        path.write_bytes(b"\n".join([*lines, b""]))
        dataset, problems = load(folder)
        taken.clear()
        made = compiling.make(folder, target)
        assert (made.loaded.dataset, made.loaded.problems) == (dataset, problems), number
        again += len(taken) if flawed else 0
        most += len(whole) if flawed else 0
        flawed = any(problem.severity is Severity.ERROR for problem in problems)
        if number % 5 == 0:
            with ParallelReader(folder, 2) as reading:
                assert load_all(folder, reading)[:2] == (dataset, problems), number
        made.keep(target)
        _require_reopened(folder, problems, in_reading_order([*problems, *check(dataset)]))
    assert not apart or again > most // 2  # what is wrong in a file is no reason to read all others again


def _require_reopened(folder: Path, read: tuple[Problem, ...], wanted: tuple[Problem, ...]) -> None:
    found = reopened(folder)
    assert type(found.store).__name__ == "CompiledStore"
    assert found.problems == wanted
    assert found.errors == sum(problem.severity is Severity.ERROR for problem in read)
