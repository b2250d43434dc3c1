"""Faults beyond single records: the version of the format, duplicate ids, files that were not read."""

from __future__ import annotations

from tui.core.loading.report import Raw, Report
from tui.core.loading.yaml_faults import Position, shorten
from tui.core.loading.yaml_reader import Map, find
from tui.core.model.problem import Problem, Severity

FORMAT = 1
"""The version of the format that this program reads and writes."""


def version(root: Map, report: Report) -> None:
    """Report a version of the format that this program does not know."""
    written = root.get("letapis")
    if written is None:
        message = "`letapis:` is missing: it names the version of the format."
        report.add("dataset.yaml", Position(1, 1), "no-version", message, f"Begin the file with `letapis: {FORMAT}`.")
    elif written != str(FORMAT):
        newer = isinstance(written, str) and written.isdecimal() and len(written) < 9 and int(written) > FORMAT
        message = f"Version {shorten(str(written))} of the format is not known; this program reads {FORMAT}."
        mend = "Install a newer Letapis." if newer else f"Write `letapis: {FORMAT}`."
        report.add("dataset.yaml", find(root, "letapis"), "unknown-version", message, mend)


def twice(raw: Raw, first: Raw, report: Report) -> None:
    """Report an id that is already in use, with both places."""
    where = f"{first.file}:{first.key.line}:{first.key.column}"
    also = "" if first.section == raw.section else f" in `{first.section}`"
    message = f"`{raw.id}` is used twice: first at {where}{also}."
    mend = "Keep one of them, or give this one another id."
    if also:
        mend = "Organisations, people and places share their ids: give this one another."
    report.at(raw, (), "duplicate", message, mend)


def holes(report: Report) -> None:
    """Note that unknown references were not reported, since their targets may be in a file that was not read."""
    named = ", ".join(sorted(set(report.unreadable)))
    note = Problem(
        rule="not-checked",
        message=f"References to unknown records were not reported: {shorten(named, 200)} could not be read.",
        mend="Mend that first, then check again.",
        severity=Severity.NOTE,
    )
    report.problems.append(note)
