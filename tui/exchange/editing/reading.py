"""The dataset as it is with planned contents of some files: what differs is read, all else is as it was compiled.

Where nothing is compiled, or something is at fault before or after, all of it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from tui.core.checks import check
from tui.core.compiled import cache
from tui.core.compiled.cached_records import CompiledRecords
from tui.core.compiled.edit import Edit, Unfit
from tui.core.compiled.recheck import judged, recheck
from tui.core.compiled.rows import CompiledRows, problems_of
from tui.core.compiled.store import CompiledStore
from tui.core.errors import EditError
from tui.core.loading.fingerprints import unchanged
from tui.core.loading.loader import load
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Problem, Severity
from tui.core.model.records import AnyRecord, Ref
from tui.core.model.sections import SECTIONS
from tui.core.store.base import Store
from tui.core.store.memory import MemoryStore

Contents: TypeAlias = Mapping[str, bytes]
"""Paths in the dataset → contents in place of those of the files."""
AS_IT_IS: Contents = MappingProxyType({})
_Key: TypeAlias = frozenset[tuple[str, bytes]]
T = TypeVar("T")


class _Read:
    """A dataset of which all files were read."""

    def __init__(self, dataset: Dataset, found: Collection[Problem]) -> None:
        self._dataset, self._found = dataset, found

    @cached_property
    def store(self) -> Store:
        """Its records."""
        return MemoryStore(self._dataset)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The errors and warnings, those of the rules among them; computed on first use."""
        problems = chain(self._found, check.findings(self._dataset))
        return tuple(problem for problem in problems if problem.severity is not Severity.NOTE)


class PlanReader:
    """Reads a dataset with other contents of some files, for one plan."""

    def __init__(self, folder: Path, compiled: Path | None = None) -> None:
        """Read `folder`; files that are unchanged since the compiled file `compiled` are not read."""
        self.folder = folder
        self._rows = None if compiled is None else cache.whole(compiled, folder)
        self._edits: dict[_Key, Edit | None] = {}
        self._whole: dict[_Key, _Read] = {}
        self._found: dict[_Key, tuple[Problem, ...]] = {}

    def _edit(self, instead: Contents) -> Edit | None:
        """Return what differs from the compiled file; None where all must be read."""

        def find() -> Edit | None:
            try:
                return None if self._rows is None else Edit(self._rows, self.folder, instead)
            except Unfit:
                return None

        return _once(self._edits, instead, find)

    def _read(self, instead: Contents) -> _Read:
        records = None if self._rows is None else CompiledRecords(self._rows)
        return _once(self._whole, instead, lambda: _Read(*load(self.folder, instead, records)))

    @cached_property
    def _current(self) -> CompiledRows | None:
        """The compiled file where all of it is as the files are."""
        if self._rows is None:
            return None
        known = CompiledRecords(self._rows)
        return self._rows if unchanged(self.folder, known.fingerprints, known.walked) else None

    def store(self, instead: Contents = AS_IT_IS) -> Store:
        """Return the records with other contents of some files; its ids may be those of the compiled file.

        Raises:
            NotADataset: the folder has no dataset.yaml.
        """
        if (edit := self._edit(instead)) is not None:
            return edit.after
        if not instead and self._current is not None:
            return CompiledStore(self._current)
        return self._read(instead).store

    def differing(self, before: Contents, after: Contents) -> Iterator[tuple[AnyRecord | None, AnyRecord | None]]:
        """Yield the records that differ between two states of the files, as they are in each; None where not there."""
        old, new = self._edit(before), self._edit(after)
        stores = self.store(before), self.store(after)
        if old is not None and new is not None:
            refs = {*old.was, *old.records, *new.was, *new.records}
        else:
            refs = {Ref(section, key) for store in stores for section in SECTIONS for key in store.ids(section)}
        pairs = ((stores[0].record(ref), stores[1].record(ref)) for ref in refs)
        return ((one, other) for one, other in pairs if one != other)

    def fresh(self, instead: Contents) -> tuple[Problem, ...]:
        """Return the errors and warnings with other contents of some files that the dataset does not have as it is."""
        return _once(self._found, instead, lambda: self._fresh(instead))

    def _fresh(self, instead: Contents) -> tuple[Problem, ...]:
        before, after = self._edit(AS_IT_IS), self._edit(instead)
        found: Iterable[Problem]
        known: Iterable[Problem]
        if before is not None and after is not None:
            found, now = recheck(after).problems, recheck(before)
            compiled = problems_of(before.rows, {problem.file for problem in found})
            known = [*now.problems, *(problem for problem in compiled if judged(problem) not in now.again)]
        else:
            found = self._read(instead).problems
            known = self._read(AS_IT_IS).problems if self._current is None else problems_of(self._current)
        keys = set(map(problem_key, known)) if found else set()
        return tuple(problem for problem in found if problem_key(problem) not in keys)

    def warnings(self, instead: Contents) -> tuple[Problem, ...]:
        """Return the fresh warnings. Raises EditError where there is a fresh error."""
        fresh = self.fresh(instead)
        if errors := errors_of(fresh):
            raise EditError("\n".join(f"{one.message} {one.mend}".rstrip() for one in errors))
        return fresh


def _once(held: dict[_Key, T], instead: Contents, make: Callable[[], T]) -> T:
    """Return what is made of some contents, which is made once."""
    key = frozenset(instead.items())
    if key not in held:
        held[key] = make()
    return held[key]


def errors_of(problems: Iterable[Problem]) -> list[Problem]:
    """Return the errors among problems."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def problem_key(problem: Problem) -> tuple[str, ...]:
    """Return what identifies a problem without its line, which moves when a record is inserted above."""
    return problem.rule, problem.record, problem.file, problem.message
