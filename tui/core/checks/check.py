"""Check a dataset against the rules across records; `accept:` in a record lifts a warning."""

from __future__ import annotations

from collections.abc import Iterator

from tui.core.checks.rules import RULES, Finding
from tui.core.model.dataset import Dataset, LeftOut
from tui.core.model.problem import Problem, Severity, in_reading_order
from tui.core.model.records import Ref
from tui.core.model.sections import SECTIONS

_OF_DOCUMENTS = ("excerpt-", "other-text", "not-checkable")
"""Beginnings of the rules of excerpts in their documents, which `tui.core.documents` checks where it has them."""


_OF_USE = frozenset(("unused-passage", "unmentioned-entity", "unused-kind"))
"""Rules that what is left out could satisfy."""
_OF_LACK = {"uncited": "evidence", "no-passages": "passages", "no-gist": "gist"}
"""Rules that complain of a lack → the key that is lacking; where something in it is at fault, that is reported."""


def check(dataset: Dataset) -> list[Problem]:
    """Return what breaks a rule and is not accepted, in reading order."""
    accepted = _accepted(dataset)
    used: set[tuple[Ref, str]] = set()
    problems: list[Problem] = []
    for name, rule in RULES.items():
        for finding in rule.check(dataset):
            if _follows(dataset.left_out, name, finding.ref):
                continue
            by = next((ref for ref in _with_parent(finding.ref) if name in accepted.get(ref, ())), None)
            if by is None or rule.severity is Severity.ERROR:
                problems.append(_problem(dataset, name, rule.severity, finding))
            else:
                used.add((by, name))
    for ref, names in accepted.items():
        problems += [_problem(dataset, name, Severity.WARNING, found) for name, found in _needless(ref, names, used)]
    return in_reading_order(problems)


def _follows(left_out: LeftOut, rule: str, ref: Ref) -> bool:
    """Whether a finding only follows from what is at fault and left out, which is reported itself."""
    if rule in _OF_USE:
        return left_out.unread or ref.id in left_out.mentioned
    field = _OF_LACK.get(rule, "")
    return any((f"{one.section}/{one.id}", field) in left_out.fields for one in _with_parent(ref))


def _accepted(dataset: Dataset) -> dict[Ref, tuple[str, ...]]:
    """Return the names of the rules that each record and passage accepts to be broken."""
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


def _with_parent(ref: Ref) -> Iterator[Ref]:
    """Yield the records whose `accept` applies to `ref`: itself, and the claim of a value or source of a passage."""
    yield ref
    if ref.section in ("values", "passages"):
        yield Ref("claims" if ref.section == "values" else "sources", ref.id.partition("/")[0])


def _needless(ref: Ref, names: tuple[str, ...], used: set[tuple[Ref, str]]) -> Iterator[tuple[str, Finding]]:
    """Yield a finding, after the name of its rule, for each name in an `accept` that lifts nothing."""
    for name in names:
        if name.startswith(_OF_DOCUMENTS):
            continue
        if name not in RULES:
            message, mend = (
                f"`accept` lists `{name}`, which is not a rule.",
                "`letapis check` names the rule of every problem.",
            )
            yield "unknown-rule", Finding(ref, message, mend)
        elif RULES[name].severity is Severity.ERROR:
            yield "unneeded-accept", Finding(ref, f"`{name}` cannot be accepted.", "Remove it from `accept`.")
        elif (ref, name) not in used:
            message = f"`accept` lists `{name}`, but nothing here breaks it."
            yield "unneeded-accept", Finding(ref, message, "Remove it from `accept`.")


def _problem(dataset: Dataset, rule: str, severity: Severity, finding: Finding) -> Problem:
    ref = finding.ref
    where = dataset.locations.get((ref.section, ref.id))
    record = Ref("claims", ref.id.partition("/")[0]) if ref.section == "values" else ref
    return Problem(
        rule=rule,
        message=finding.message,
        mend=finding.mend,
        file=where.file if where else "",
        line=where.line if where else 0,
        column=where.column if where else 0,
        record=f"{record.section}/{record.id}",
        severity=severity,
    )
