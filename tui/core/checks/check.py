"""Rules across records: what no single record shows. What an author means so is lifted by `accept:`."""

from __future__ import annotations

from collections.abc import Iterator

from tui.core.checks.facts import facts
from tui.core.checks.rules import ERRORS, RULES, Finding, severity
from tui.core.checks.ties import ties
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Problem, in_reading_order
from tui.core.model.records import Ref
from tui.core.model.sections import SECTIONS

__all__ = ["RULES", "check"]

_OF_OTHERS = ("excerpt-", "other-text", "not-checkable")
"""Rules of the excerpts in their documents, which are checked only where the documents are."""


def check(dataset: Dataset) -> list[Problem]:
    """Hold a dataset against all rules; gives what is broken and not accepted, in reading order."""
    accepted = _accepted(dataset)
    used: set[tuple[Ref, str]] = set()
    told: list[Finding] = []
    for finding in (*facts(dataset), *ties(dataset)):
        by = next((ref for ref in _above(finding.ref) if finding.rule in accepted.get(ref, ())), None)
        if by is None or finding.rule in ERRORS:
            told.append(finding)
        else:
            used.add((by, finding.rule))
    for ref, rules in accepted.items():
        told += _needless(ref, rules, used)
    return in_reading_order(_problem(dataset, finding) for finding in told)


def _accepted(dataset: Dataset) -> dict[Ref, tuple[str, ...]]:
    """What each record and passage accepts."""
    found: dict[Ref, tuple[str, ...]] = {}
    for section in SECTIONS:
        for record in getattr(dataset, section).values():
            if record.accept:
                found[Ref(section, record.id)] = record.accept
    for source in dataset.sources.values():
        for key, passage in source.passages.items():
            if passage.accept:
                found[Ref("passages", f"{source.id}/{key}")] = passage.accept
    return found


def _above(ref: Ref) -> Iterator[Ref]:
    """Yield the records whose `accept` counts for `ref`: itself, and the claim or source that it stands in."""
    yield ref
    if ref.section in ("values", "passages"):
        yield Ref("claims" if ref.section == "values" else "sources", ref.id.partition("/")[0])


def _needless(ref: Ref, rules: tuple[str, ...], used: set[tuple[Ref, str]]) -> Iterator[Finding]:
    for rule in rules:
        if rule.startswith(_OF_OTHERS):
            continue
        if rule not in RULES:
            mend = "`letapis check` names the rule of every problem."
            yield Finding("unknown-rule", ref, f"`accept` names no rule with `{rule}`.", mend)
        elif rule in ERRORS:
            yield Finding("unneeded-accept", ref, f"`{rule}` cannot be accepted.", "Take it out of `accept`.")
        elif (ref, rule) not in used:
            message = f"`{rule}` is accepted here, and nothing breaks it."
            yield Finding("unneeded-accept", ref, message, "Take it out of `accept`.")


def _problem(dataset: Dataset, finding: Finding) -> Problem:
    ref = finding.ref
    where = dataset.locations.get((ref.section, ref.id))
    record = Ref("claims", ref.id.partition("/")[0]) if ref.section == "values" else ref
    return Problem(
        rule=finding.rule,
        message=finding.message,
        mend=finding.mend,
        file=where.file if where else "",
        line=where.line if where else 0,
        column=where.column if where else 0,
        record=f"{record.section}/{record.id}",
        severity=severity(finding.rule),
    )
