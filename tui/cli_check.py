"""`letapis check`: every problem, with file, line and column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli_common import (
    Statuses,
    UseError,
    dataset_folder,
    dataset_options,
    documents_folder,
    in_colour,
    read,
    talk,
    write,
)

if TYPE_CHECKING:
    from tui.core.documents import Document
    from tui.core.model import Dataset
    from tui.core.problem import Problem
    from tui.core.verify import Anchorings


@click.command("check")
@dataset_options
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines as compilers print them, or one JSON array.",
)
@click.option("--coverage", is_flag=True, help="Say of each source how much of it is used.")
@click.pass_context
def check_command(
    ctx: click.Context,
    dataset: Path | None,
    documents: Path | None,
    format_: str,
    *,
    strict: bool,
    coverage: bool,
) -> int:
    """Print every problem of a dataset, with file, line and column.

    With the documents at hand, each excerpt is looked up in its source: one that does not stand there word
    for word is a problem. Without them, the summary says how many could not be looked up.
    """
    from tui.core.problem import Severity

    folder = dataset_folder(ctx, dataset)
    loaded, early = read(folder)
    texts = _documents(loaded, documents_folder(ctx, documents, folder))
    excerpts = _anchorings(loaded, texts)
    found = _all_problems(loaded, early, texts, excerpts)
    if format_ == "json":
        from tui.exchange.escape import json_text

        write([json_text([_plain(problem) for problem in found])])
    else:
        _print(found, folder)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failed = any(problem.severity in failing for problem in found)
    if coverage:
        for line in _coverage(loaded):
            talk(line)
    talk(_summary(loaded, found, excerpts))
    return Statuses.NOTHING if failed else Statuses.FINE


def _documents(dataset: Dataset, folder: Path | None) -> dict[str, Document]:
    from tui.core import documents

    try:
        return documents.find(dataset.sources, folder)
    except OSError as error:
        raise UseError(f"letapis: cannot read the documents in {folder}: {error.strerror}") from None


def _anchorings(dataset: Dataset, texts: dict[str, Document]) -> Anchorings:
    from tui.core.verify import anchorings

    return anchorings(dataset, texts)


def _all_problems(
    dataset: Dataset, early: Sequence[Problem], texts: dict[str, Document], anchored: Anchorings
) -> list[Problem]:
    from tui.core.check import check
    from tui.core.problem import in_reading_order
    from tui.core.verify import verify

    # with no document at all the summary says enough: a note for each source would bury what can be mended
    excerpts = verify(dataset, texts, anchored) if texts else []
    return in_reading_order(dict.fromkeys([*early, *check(dataset), *excerpts]))


def _print(found: Sequence[Problem], folder: Path) -> None:
    """Print a line for each problem and one, indented, for how to mend it."""
    from tui.core.problem import Severity
    from tui.core.text import shown

    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
    for problem in found:
        place = shown(str(folder / problem.place)) if problem.file else shown(problem.place)
        word = problem.severity.value
        word = click.style(word, fg=colours[problem.severity]) if in_colour() else word
        write([f"{place}: {word}: {shown(problem.message)} [{problem.rule}]\n"])
        if problem.mend:
            write([f"    {shown(problem.mend)}\n"])


def _plain(problem: Problem) -> dict[str, object]:
    return {
        "severity": problem.severity.value,
        "rule": problem.rule,
        "message": problem.message,
        "mend": problem.mend,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "record": problem.record,
    }


def _summary(dataset: Dataset, found: Sequence[Problem], anchored: Anchorings) -> str:
    """Return what was checked and what was found, in two sentences."""
    from tui.core.verify import counts

    tally = Counter(problem.severity.value for problem in found)
    said = ", ".join(_many(tally[word], word) for word in ("error", "warning", "note") if tally[word])
    records = sum(
        len(getattr(dataset, section))
        for section in ("sources", "organisations", "people", "places", "events", "relations", "claims")
    )
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in counts(dataset, anchored).items())
    excerpts = f" Excerpts: {verdicts}." if verdicts else ""
    return f"{_many(records, 'record')}, {said or 'no problems'}.{excerpts}"


def _coverage(dataset: Dataset) -> list[str]:
    """Return a line for each source: how many of its passages something rests on, and which nothing does."""
    from tui.core.store_memory import MemoryStore
    from tui.core.text import shown

    store = MemoryStore(dataset)
    found = []
    for source in dataset.sources.values():
        idle = [key for key in source.passages if not store.resting_on(f"{source.id}/{key}")]
        used = len(source.passages) - len(idle)
        rest = f"; unused: {', '.join(shown(key) for key in idle)}" if idle else ""
        found.append(f"{shown(source.id)}: {used} of {len(source.passages)} passages used{rest}")
    return found


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
