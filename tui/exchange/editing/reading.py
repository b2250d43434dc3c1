"""The dataset as it is with planned contents of some files: each such state is read once, and only what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from tui.core.checks import check
from tui.core.compiled import cache
from tui.core.compiled.cached_records import CompiledRecords
from tui.core.compiled.rows import CompiledRows, problems_of
from tui.core.compiled.store import CompiledStore
from tui.core.errors import EditError
from tui.core.loading.fingerprints import unchanged
from tui.core.loading.loader import load
from tui.core.model.dataset import Dataset, Location
from tui.core.model.problem import Problem, Severity
from tui.core.model.records import Ref

Contents = Mapping[str, bytes]
"""Paths in the dataset → contents in place of those of the files."""
_AS_IT_IS: Contents = MappingProxyType({})


class PlannedDataset:
    """A dataset as it was read."""

    def __init__(self, dataset: Dataset, found: tuple[Problem, ...]) -> None:
        self.dataset, self._found = dataset, found

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The errors and warnings, those of the rules among them; computed on first use."""
        problems = (*self._found, *check.check(self.dataset))
        return tuple(problem for problem in problems if problem.severity is not Severity.NOTE)


class PlanReader:
    """Reads a dataset with other contents of some files, for one plan."""

    def __init__(self, folder: Path, compiled: Path | None = None) -> None:
        """Read `folder`; files that are unchanged since the compiled file `compiled` are not read."""
        self.folder = folder
        self._rows = None if compiled is None else cache.whole(compiled, folder)
        self._records = None if self._rows is None else CompiledRecords(self._rows)
        self._read: dict[frozenset[tuple[str, bytes]], PlannedDataset] = {}

    def read(self, instead: Contents = _AS_IT_IS) -> PlannedDataset:
        """Return the dataset with other contents of some files. Raises NotADataset."""
        key = frozenset(instead.items())
        if key not in self._read:
            self._read[key] = PlannedDataset(*load(self.folder, instead, self._records))
        return self._read[key]

    @cached_property
    def _current(self) -> CompiledRows | None:
        """The compiled file where all of it is as the files are."""
        records = self._records
        current = records is not None and unchanged(self.folder, records.fingerprints, records.walked)
        return self._rows if current else None

    @cached_property
    def known(self) -> frozenset[tuple[str, ...]]:
        """The problems that the dataset has as it is; see `problem_key`."""
        found = self.read().problems if self._current is None else problems_of(self._current)
        return frozenset(map(problem_key, found))

    def location(self, ref: Ref) -> Location | None:
        """Return where a record is in the files as they are; None where it is not there."""
        if self._current is None:
            return self.read().dataset.locations.get(ref)
        return CompiledStore(self._current).location(ref)

    def fresh(self, instead: Contents) -> tuple[Problem, ...]:
        """Return the errors and warnings with other contents of some files that the dataset does not have as it is."""
        problems = self.read(instead).problems
        return tuple(problem for problem in problems if problem_key(problem) not in self.known) if problems else ()

    def warnings(self, instead: Contents) -> tuple[Problem, ...]:
        """Return the fresh warnings. Raises EditError where there is a fresh error."""
        fresh = self.fresh(instead)
        if errors := errors_of(fresh):
            raise EditError("\n".join(f"{one.message} {one.mend}".rstrip() for one in errors))
        return fresh


def errors_of(problems: Iterable[Problem]) -> list[Problem]:
    """Return the errors among problems."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def problem_key(problem: Problem) -> tuple[str, ...]:
    """Return what identifies a problem without its line, which moves when a record is inserted above."""
    return problem.rule, problem.record, problem.file, problem.message
