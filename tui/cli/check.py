"""`letapis check`: every problem, with file, line and column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.common import (
    Statuses,
    dataset_folder,
    documents_folder,
    format_option,
    in_colour,
    in_plain,
    shared_options,
    talk,
    with_links,
    write,
)
from tui.cli.links import line_address, linked
from tui.cli.progress import ProgressBar
from tui.core.checks.check import findings
from tui.core.documents import folder as documents
from tui.core.documents.verify import NOT_CHECKABLE, anchorings, counts, verify
from tui.core.errors import UseError
from tui.core.loading import loader
from tui.core.model.problem import Severity
from tui.core.model.problems import in_reading_order
from tui.core.model.sections import SECTIONS
from tui.core.store.coverage import uses
from tui.core.store.memory import MemoryStore
from tui.core.text.display import shown
from tui.environment import read_environment
from tui.exchange.exporters.escape import json_list, json_map

if TYPE_CHECKING:
    from tui.core.documents.folder import Document
    from tui.core.documents.verify import Anchorings
    from tui.core.model.dataset import Dataset
    from tui.core.model.problem import Problem
    from tui.core.store.coverage import SourceUse

MOST = 100
"""Problems that are printed unless all are asked for."""


@click.command("check")
@click.argument("chosen", required=False, metavar="[DATASET]", type=click.Path(path_type=Path))
@shared_options
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@format_option(
    ["text", "json", "github"],
    "Lines as compilers print them, one JSON array, or annotations of a GitHub workflow.",
    "text",
)
@click.option(
    "--all", "whole", is_flag=True, help=f"Print all problems, and not the {MOST} gravest, where there are more."
)
@click.option("--coverage", is_flag=True, help="Say of each passage which records rest on it, and which on it alone.")
@click.pass_context
def check_command(
    ctx: click.Context, chosen: Path | None, format_: str, *, strict: bool, whole: bool, coverage: bool
) -> int:
    """Print the problems of a dataset, with file, line and column.

    All are counted, and where there are very many the gravest are printed; JSON and annotations hold them all.
    With the documents at hand, each excerpt is looked up in its source: one that is not there word
    for word is a problem. Without them, the summary says how many could not be looked up.
    """
    folder = chosen or dataset_folder(ctx)
    documents_in = documents_folder(ctx, folder)
    with ProgressBar("reading") as bar:
        read = loader.load_all(folder, progress=lambda done, total: bar.show("reading", done / max(total, 1) / 2))
        loaded = read.dataset
        texts = _documents(loaded, documents_in)
        excerpts = anchorings(loaded, texts)
        broken = findings(loaded, lambda done, total: bar.show("checking", (1 + done / total) / 2))
        # with no document at all the summary says enough: a note for each source would bury what can be mended
        found = in_reading_order(chain(read.problems, broken, verify(loaded, texts, excerpts) if texts else ()))
        tally = Counter(problem.severity for problem in found)
    if format_ == "json":
        problems = map(_plain, found)
        used = map(_plain_use, uses(MemoryStore(loaded))) if coverage else iter(())
        write(json_map({"problems": problems, "coverage": used}) if coverage else json_list(problems))
    elif format_ == "github":
        write(_annotation(problem, folder) for problem in found)
    else:
        _print(found if whole else _gravest(found), folder)
        write(_coverage(loaded, plain=in_plain()) if coverage else ())
    where = folder.resolve() if {*folder.parts} <= {".."} else folder  # a name, and not "here"
    talk(f"{where}: {_summary(loaded, tally, excerpts, documents_in)}")
    if tally.total() > MOST and format_ == "text" and not whole:
        talk(f"Only the {MOST} gravest are printed: --all prints them all.")
    failed = tally[Severity.ERROR] or (strict and tally[Severity.WARNING])
    return Statuses.NOTHING if failed else Statuses.FINE


def _documents(dataset: Dataset, folder: Path | None) -> Mapping[str, Document]:
    try:
        return documents.find(dataset.sources, folder, read_environment().cache)
    except OSError as error:
        raise UseError(f"cannot read the documents in {folder}: {error.strerror}") from None


def _gravest(found: Iterable[Problem]) -> Collection[Problem]:
    """Return as many problems as anybody reads, errors before warnings, in reading order."""
    grave = {severity: place for place, severity in enumerate(Severity)}
    return in_reading_order(nsmallest(MOST, found, key=lambda problem: grave[problem.severity]))


def _print(found: Iterable[Problem], folder: Path) -> None:
    """Print a line for each problem and one, indented, for how to mend it; with `--plain`, both in one line."""
    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
    coloured, links, before_mend = in_colour(), with_links(), " " if in_plain() else "\n    "
    for problem in found:
        place = shown(str(folder / problem.place)) if problem.file else shown(problem.place)
        if links and problem.file:
            place = linked(place, line_address(folder / problem.file, problem.line))
        word = problem.severity.value
        word = click.style(word, fg=colours[problem.severity]) if coloured else word
        mend = f"{before_mend}{shown(problem.mend)}" if problem.mend else ""
        write([f"{place}: {word}: {shown(problem.message)} [{problem.rule}]{mend}\n"])


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_ESCAPES = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})
"""What means something in the properties of an annotation; line ends are no part of a text that is shown."""


def _annotation(problem: Problem, folder: Path) -> str:
    """Return a problem as a workflow of GitHub shows it at its line."""
    place = {"file": str(folder / problem.file) if problem.file else "", "line": problem.line, "col": problem.column}
    known = {name: value for name, value in {**place, "title": problem.rule}.items() if value}
    properties = ",".join(f"{name}={shown(str(value)).translate(_ESCAPES)}" for name, value in known.items())
    said = shown(f"{problem.message} {problem.mend}".strip()).replace("%", "%25")
    return f"::{_LEVELS[problem.severity]} {properties}::{said}\n"


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


def _summary(dataset: Dataset, tally: Mapping[Severity, int], anchored: Anchorings, documents_in: Path | None) -> str:
    """Return what was checked and what was found, in two sentences, and why excerpts could not be looked up."""
    found_words = ", ".join(_many(tally[each], each.value) for each in Severity if tally[each])
    records = sum(len(getattr(dataset, section)) for section in SECTIONS)
    why = _why_not(dataset, anchored, documents_in)
    verdicts = ", ".join(
        f"{count} {verdict}" + (f" ({why})" if verdict == NOT_CHECKABLE else "")
        for verdict, count in counts(dataset, anchored).items()
    )
    excerpts = f" Excerpts: {verdicts}." if verdicts else ""
    return f"{_many(records, 'record')}, {found_words or 'no problems'}.{excerpts}"


def _why_not(dataset: Dataset, anchored: Anchorings, documents_in: Path | None) -> str:
    """Return why excerpts could not be looked up: there are no documents, or none with a text for some sources."""
    if documents_in is None:
        return "there is no folder of documents: name it with --documents"
    missing = [
        source.id
        for source in dataset.sources.values()
        if source.id not in anchored and any(passage.quote for passage in source.passages.values())
    ]
    more = f" and {_many(len(missing) - 3, 'source')} more" if len(missing) > 3 else ""
    return f"no text of {', '.join(missing[:3])}{more} in {documents_in}"


def _coverage(dataset: Dataset, *, plain: bool) -> Iterator[str]:
    """Yield a line for each source and, indented, one for each passage: what rests on it, and what on it alone.

    If it is to be plain, a passage is named with its source, so that a line can stand alone.
    """
    for use in uses(MemoryStore(dataset)):
        size = len(use.passages)
        alone = f", {_many(use.alone, 'record')} on one of them alone" if use.alone else ""
        yield f"{shown(use.source.id)}: {use.used} of {_many(size, 'passage')} used{alone}\n"
        for passage in use.passages:
            records = (f"{ref.section}/{ref.id}{' (alone)' if ref in passage.alone else ''}" for ref in passage.records)
            named = f"{use.source.id}/{passage.key}" if plain else f"    {passage.key}"
            yield f"{shown(named)}: {shown(', '.join(records)) or 'unused'}\n"


def _plain_use(use: SourceUse) -> dict[str, object]:
    return {
        "source": use.source.id,
        "passages": [
            {
                "passage": passage.key,
                "records": [f"{ref.section}/{ref.id}" for ref in passage.records],
                "alone": [f"{ref.section}/{ref.id}" for ref in passage.records if ref in passage.alone],
            }
            for passage in use.passages
        ],
    }


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
