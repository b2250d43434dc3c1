"""Open a dataset: folder → its store, its index and its problems, in one step that a thread can take.

What was compiled before is opened as it is while the files are unchanged. Else a small dataset is read into memory,
and compiled when there is time (`Opened.keep`); a large one is compiled first, in a process of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tui.core.compiled import cache
from tui.core.compiled.cached_records import CompiledRecords
from tui.core.compiled.checking import Checking
from tui.core.compiled.postings import CompiledPostings
from tui.core.compiled.rows import CompiledRows, problems_of
from tui.core.compiled.store import CompiledStore
from tui.core.errors import Cancelled
from tui.core.index.index import Index
from tui.core.loading import files
from tui.core.loading.changes import Changes, between
from tui.core.loading.fingerprints import state, unchanged
from tui.core.loading.folder import require_dataset
from tui.core.loading.outcome import FilesRead, Kept
from tui.core.model.problem import Problem, Severity
from tui.core.model.problems import in_reading_order
from tui.core.store.base import Store

if TYPE_CHECKING:
    from tui.core.compiled.compiling import Made
    from tui.core.compiled.streaming import StepProgress
    from tui.core.documents.folder import Document

LARGE = 4_000_000
"""Bytes of YAML from which on a dataset is compiled before it is shown; less takes under a second to read."""

STEP_SHARES = {"reading": 0.7, "indexing": 0.3}
"""What part of the time of a compile each step takes, in their order, as measured at 100,000 events."""

PAUSE = 0.1
"""Seconds between two reports of progress."""

FIRST = 1000
"""Problems that the explorer lists: the others come up when these are mended."""

AT_ONCE = 0.1
"""Seconds that the first drawing waits for the check of a compiled file, which has begun long before."""


class Wait(Struct, frozen=True):
    """How a long compile reports its progress, and how it is cancelled."""

    progress: StepProgress
    cancelled: Event
    """Set when the user cancels or leaves."""


class _Documents(Struct, frozen=True):
    """Where the full texts of the sources are looked for."""

    chosen: Path | None
    """The folder that the user named; None for the dataset's own."""
    cache_folder: Path | None

    def find(self, store: Store, folder: Path) -> Mapping[str, Document]:
        """Return the documents of the dataset in `folder`, by source."""
        from tui.core.documents import folder as documents

        try:
            return documents.find(store.sources, documents.folder_of(folder, self.chosen), self.cache_folder)
        except OSError:
            return {}

    def texts(self, store: Store, folder: Path) -> dict[str, str]:
        """Return the text of each document."""
        return {key: held.text for key, held in self.find(store, folder).items()}


def _intact() -> bool:
    """It was checked before."""
    return True


class Opened(Struct, frozen=True, dict=True, eq=False):
    """An open dataset."""

    folder: Path
    store: Store
    index: Index
    errors: int
    """How many errors were found when its files were read: what is unsound is left out."""
    _documents: _Documents
    files_read: Callable[[], FilesRead]
    """Returns the files as they were read."""
    keep: Callable[[], str] = str
    """Writes the compiled file if there is none; returns why it could not, or an empty text."""
    find_problems: Callable[[], Iterable[Problem]] = tuple
    """Returns the problems in reading order, or yields them."""
    count_problems: Callable[[], int] | None = None
    """Returns how many problems there are, where that is known without reading them."""
    kept: Kept = Kept()
    """What is shown as it was read before, because the files are now at fault."""
    is_intact: Callable[[], bool] = _intact
    """Waits for the check of the compiled file that it was opened from; whether that is intact. For a thread."""

    @property
    def compiled(self) -> Path | None:
        """The compiled file, which need not be there; None where none is kept."""
        kept = self._documents.cache_folder
        return None if kept is None else cache.path_of(self.folder, kept)

    def is_current(self) -> bool:
        """Whether its files are as they were when they were read; for a thread: files are looked at."""
        files = self.files_read()
        return unchanged(self.folder, files.fingerprints, files.walked)

    @property
    def state(self) -> str:
        """One hash for the content of all its files; see `fingerprints.state`."""
        return state(self.files_read().fingerprints)

    def broken_since(self) -> tuple[Problem, ...]:
        """Return why files that changed since cannot be read, one problem a file; for a thread."""
        from tui.core.compiled.compiling import broken_since

        return tuple(broken_since(self.folder, self.files_read().fingerprints))

    def keeping(self, broken: tuple[Problem, ...]) -> Opened:
        """Return it as it is, with the problems of files that are broken now in place of those they had."""
        paths = {problem.file for problem in broken}
        problems = in_reading_order(chain(broken, (one for one in self.problems if one.file not in paths)))
        return replace(self, find_problems=lambda: problems, count_problems=None, kept=Kept(broken, whole=True))

    def changes_since(self, before: Opened) -> Changes:
        """Return what changed since `before`, the same dataset as it was read earlier; for a thread."""
        return between(before.files_read(), self.files_read())

    @cached_property
    def problem_count(self) -> int:
        """How many problems the dataset has."""
        return len(self.problems) if self.count_problems is None else self.count_problems()

    @cached_property
    def problems(self) -> Collection[Problem]:
        """All problems of the dataset in the order of the files; computed on first use."""
        return in_reading_order(self.find_problems())

    @cached_property
    def first_problems(self) -> tuple[Problem, ...]:
        """As many problems as anybody looks through, from the beginning."""
        return tuple(islice(self.find_problems(), FIRST))

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The full texts on disk, by source; searched on first use, as they can be large."""
        return self._documents.find(self.store, self.folder)

    @property
    def document_folder(self) -> Path:
        """The folder in which the full texts are looked for; it need not be there."""
        return self._documents.chosen or self.folder / "documents"

    def document(self, source_id: str) -> Callable[[], Document | None]:
        """Return what reads the full text of one source; its result is None where that is not at hand.

        It may be called in another thread: the store, which belongs to this one, is asked here, and keeps its answers.
        """
        tuple(self.store.sources.values())
        return lambda: self.documents.get(source_id)


def check_ahead(folder: Path, cache_folder: Path | None) -> Checking | None:
    """Begin to check the compiled file of `folder` beside other work; None where none is kept."""
    return None if cache_folder is None else Checking(cache.path_of(folder, cache_folder))


def open_compiled(
    folder: Path, cache_folder: Path | None, chosen: Path | None = None, checking: Checking | None = None
) -> Opened | None:
    """Open `folder` from its compiled file in a few milliseconds.

    None where none may be used, or where `checking` (else it begins here) takes longer than the first drawing waits.
    A file that was noted as intact is not waited for; whether it still is, `is_intact` of what is returned says.
    """
    checking = checking or check_ahead(folder, cache_folder)
    if cache_folder is None or checking is None:
        return None
    path, documents = cache.path_of(folder, cache_folder), _Documents(chosen, cache_folder)
    trusted = cache.open_trusted(path, folder)
    rows = trusted or (cache.opened(path, folder, checking) if checking.done(AT_ONCE) else None)
    return None if rows is None else replace(_from_rows(rows, folder, documents), is_intact=checking.is_intact)


def open_dataset(
    folder: Path,
    chosen: Path | None = None,
    *,
    cache_folder: Path | None = None,
    fresh: bool = False,
    wait: Wait | None = None,
    checking: Checking | None = None,
    before: Opened | None = None,
) -> Opened:
    """Open `folder`, from its compiled file where that may be used.

    Args:
        folder: the dataset.
        chosen: the folder that the user named for the documents.
        cache_folder: where compiled files and texts of documents are kept; None keeps none.
        fresh: whether all files are read again, without the compiled file.
        wait: called with the progress on a large dataset, which is compiled in a process of its own, and read in this
            one only where nothing can be kept.
        before: the same dataset as it was read before: what cannot be read now stays as it is there.
        checking: looks, or has looked, whether the compiled file is whole.

    Raises:
        NotADataset: the folder holds no dataset.
        Cancelled: `wait` says so.
    """
    require_dataset(folder)
    target = None if cache_folder is None else cache.path_of(folder, cache_folder)
    documents = _Documents(chosen, cache_folder)
    rows = None if fresh or target is None else cache.opened(target, folder, checking)
    far = None if rows is not None or wait is None or not _is_large(folder) else wait
    if far is not None and target is not None:
        if before is not None and (broken := before.broken_since()):
            return before.keeping(broken)
        rows = _compiled_apart(folder, target, far, fresh=fresh)
    if rows is not None:
        return _from_rows(rows, folder, documents)
    from tui.core.compiled.compiling import make

    known = None if fresh else target
    last_good = None if before is None else before.files_read()
    progress = _silent if far is None else _stopping(far)
    made = make(folder, known, progress, last_good)
    if wait is not None and wait.cancelled.is_set():
        raise Cancelled
    return _from_memory(made, target, folder, documents)


def _silent(step: str, done: int, total: int) -> None:
    """Report no progress."""


def share_done(step: str, done: int, total: int) -> float:
    """Return the share of a whole compile that is done, from 0 to 0.99.

    Args:
        step: one of `STEP_SHARES`.
        done: bytes where it is reading, else records.
        total: as `done`; may be 0.
    """
    steps = list(STEP_SHARES)
    before = sum(STEP_SHARES[name] for name in steps[: steps.index(step)])
    return min(before + STEP_SHARES[step] * (done / total if total else 0), 0.99)


def _stopping(wait: Wait) -> StepProgress:
    """Return a function that reports progress at most ten times a second, and raises Cancelled if that is set."""
    last = 0.0

    def tell(step: str, done: int, total: int) -> None:
        nonlocal last
        if wait.cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - last >= PAUSE:
            last = now
            wait.progress(step, done, total)

    return tell


def _is_large(folder: Path) -> bool:
    total = 0
    for path in files.paths(folder, []):
        total += files.size(folder, path)
        if total >= LARGE:
            return True
    return False


def _compiled_apart(folder: Path, target: Path, wait: Wait, *, fresh: bool) -> CompiledRows | None:
    """Compile in a separate process; None if the file cannot be written, so that the dataset is read in memory."""
    from tui.core.compiled.process import compile_in_child

    try:
        cache.scratch(target).unlink()  # else all would be read before it shows that nothing can be kept
        compile_in_child(folder, target, wait.progress, wait.cancelled, fresh=fresh)
    except OSError:
        return None
    return cache.opened(target, folder)


def _from_rows(rows: CompiledRows, folder: Path, documents: _Documents) -> Opened:
    store = CompiledStore(rows)
    index = Index(store, CompiledPostings(rows, store), texts=lambda: documents.texts(store, folder))
    found = rows.meta("errors", int)
    return Opened(
        folder,
        store,
        index,
        found,
        documents,
        lambda: CompiledRecords(rows),
        find_problems=lambda: problems_of(rows),
        count_problems=lambda: int(rows.value("SELECT total(count) FROM problem")),
    )


def _from_memory(made: Made, target: Path | None, folder: Path, documents: _Documents) -> Opened:
    def write() -> str:
        try:
            if target is not None:
                made.keep(target)
        except OSError as error:
            return f"{error.strerror or error}"
        return ""

    index = Index(made.store, made.postings, texts=lambda: documents.texts(made.store, folder))
    errors = sum(problem.severity is Severity.ERROR for problem in made.loaded.problems)
    return Opened(
        folder,
        made.store,
        index,
        errors,
        documents,
        lambda: made.loaded,
        write,
        lambda: made.problems,
        kept=made.loaded.kept,
    )
