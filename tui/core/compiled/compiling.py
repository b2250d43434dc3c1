"""Compile a dataset: read the changed files, index all records, write the compiled file."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from tui.core.checks.check import findings
from tui.core.compiled import cache
from tui.core.compiled.cached_records import CompiledRecords
from tui.core.compiled.fork_writer import processes
from tui.core.compiled.patch import patch
from tui.core.compiled.spool import Unsound
from tui.core.compiled.streaming import StepProgress, compile_flawed, compile_streaming
from tui.core.compiled.write import write
from tui.core.index.build import build
from tui.core.index.memory import MemoryPostings
from tui.core.loading import files
from tui.core.loading.fingerprints import Fingerprint, digest
from tui.core.loading.loader import load_all
from tui.core.loading.outcome import FilesRead, Loaded
from tui.core.loading.yaml_faults import Unreadable
from tui.core.loading.yaml_pieces import pieces
from tui.core.model.problem import Problem
from tui.core.model.problems import in_reading_order
from tui.core.store.memory import MemoryStore


@dataclass(frozen=True)
class Made:
    """A dataset in memory, with its postings."""

    loaded: Loaded
    store: MemoryStore
    postings: MemoryPostings

    @cached_property
    def problems(self) -> Collection[Problem]:
        """All problems of the dataset in the order of the files; computed on first use."""
        return in_reading_order(chain(self.loaded.problems, findings(self.loaded.dataset)))

    def keep(self, target: Path) -> None:
        """Write it to the compiled file `target`.

        Raises:
            OSError: it cannot be written.
        """
        if self.loaded.kept:  # what it holds is not what the files say
            return
        self.postings.prepare()
        write(target, self.loaded, self.store, self.postings, self.problems)
        cache.tidy(target.parent)


def make(
    folder: Path,
    target: Path | None = None,
    progress: StepProgress = lambda *_: None,
    last_good: FilesRead | None = None,
) -> Made:
    """Read a dataset; files that are unchanged since the compiled file `target` are not read again.

    What cannot be read stays as it is in `last_good`.

    Raises:
        NotADataset: the folder holds no dataset.
    """
    loaded = _read(folder, target, progress, ahead=1, last_good=last_good)
    store = MemoryStore(loaded.dataset)
    return Made(loaded, store, build(store))


def compile_to(target: Path, folder: Path, progress: StepProgress, *, fresh: bool) -> None:
    """Compile a large dataset with all processors; call it only in a process that does nothing else.

    Raises:
        NotADataset: the folder holds no dataset.
        OSError: the file cannot be written.
    """
    if not fresh and patch(target, folder):
        return
    with contextlib.suppress(Unsound):
        compile_streaming(target, folder, progress, fresh=fresh)
        cache.tidy(target.parent)
        return
    known = None if fresh else target
    compile_flawed(target, folder, lambda: _read(folder, known, progress, ahead=processes()), progress)
    cache.tidy(target.parent)


def broken_since(folder: Path, known: Sequence[Fingerprint]) -> list[Problem]:
    """Return why files that changed since `known` cannot be read, one problem a file; reads only those."""
    problems: list[Problem] = []
    prints = {one.path: one for one in known}
    changed = [path for path in files.paths(folder, []) if not _fits(folder / path, prints.get(path))]
    for file in files.contents(folder, changed, problems):
        if file.path in prints and prints[file.path].sha256 == digest(file.raw):
            continue
        try:
            deque(pieces(file.raw, []), maxlen=0)
        except Unreadable as stop:
            fault = stop.fault
            line, column = fault.mark
            found = Problem(
                rule=fault.rule, message=fault.message, mend=fault.mend, file=file.path, line=line, column=column
            )
            problems.append(found)
    return problems


def _read(
    folder: Path, target: Path | None, progress: StepProgress, *, ahead: int, last_good: FilesRead | None = None
) -> Loaded:
    def far(done: int, total: int) -> None:
        progress("reading", done, total)

    rows = cache.whole(target, folder) if target else None
    if rows:
        with contextlib.closing(rows):
            return load_all(folder, CompiledRecords(rows), far, last_good)
    if ahead < 2:
        return load_all(folder, None, far, last_good)
    from tui.core.loading.parallel import ParallelReader

    with ParallelReader(folder, ahead) as reading:
        return load_all(folder, reading, far)


def _fits(path: Path, known: Fingerprint | None) -> bool:
    try:
        return known is not None and known.fits(path.stat())
    except OSError:
        return False
