"""Check a dataset against the rules across records; `accept:` in a record lifts a warning."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tui.core.checks.rules import RULES, Finding
from tui.core.loading.outcome import Progress
from tui.core.model.dataset import Dataset, LeftOut
from tui.core.model.problem import Problem, Severity
from tui.core.model.problems import in_reading_order
from tui.core.model.records import Ref
from tui.core.model.sections import SECTIONS

_OF_DOCUMENTS = ("excerpt-", "other-text", "not-checkable")
"""Beginnings of the rules of excerpts in their documents, which `tui.core.documents` checks where it has them."""


_OF_USE = frozenset(("unused-passage", "unmentioned-entity", "unused-kind"))
"""Rules that what is left out could satisfy."""
_OF_LACK = {"uncited": "evidence", "no-passages": "passages", "no-gist": "gist"}
"""Rules that complain of a lack → the key that is lacking; where something in it is at fault, that is reported."""


def check(dataset: Dataset) -> Collection[Problem]:
    """Return what breaks a rule and is not accepted, in reading order."""
    return in_reading_order(findings(dataset))


def findings(dataset: Dataset, progress: Progress = lambda *_: None) -> Iterator[Problem]:
    """Yield what breaks a rule and is not accepted; `progress` counts the rules."""
    used: set[tuple[Ref, str]] = set()
    for number, (name, rule) in enumerate(RULES.items()):
        progress(number, len(RULES))
        for finding in rule.check(dataset):
            if _follows(dataset.left_out, name, finding.ref):
                continue
            by = next((ref for ref in _with_parent(finding.ref) if name in _accepted(dataset, ref)), None)
            if by is None or rule.severity is Severity.ERROR:
                yield _problem(dataset, name, rule.severity, finding)
            else:
                used.add((by, name))
    for ref, names in _accepting(dataset):
        for name, found in _needless(ref, names, used):
            yield _problem(dataset, name, Severity.WARNING, found)


def _follows(left_out: LeftOut, rule: str, ref: Ref) -> bool:
    """Whether a finding only follows from what is at fault and left out, which is reported itself."""
    if rule in _OF_USE:
        return left_out.many or left_out.unread or ref.id in left_out.mentioned
    field = _OF_LACK.get(rule)
    if field is None:
        return False
    return left_out.many or any((f"{one.section}/{one.id}", field) in left_out.fields for one in _with_parent(ref))


def _accepted(dataset: Dataset, ref: Ref) -> tuple[str, ...]:
    """Return the names of the rules that a record or a passage accepts to be broken."""
    if ref.section == "passages":
        source, _, key = ref.id.partition("/")
        return dataset.sources[source].passages[key].accept
    return getattr(dataset, ref.section)[ref.id].accept if ref.section in SECTIONS else ()


def _accepting(dataset: Dataset) -> Iterator[tuple[Ref, tuple[str, ...]]]:
    """Yield the records and passages that accept that rules are broken, with the names of the rules."""
    for section in SECTIONS:
        for record in getattr(dataset, section).values():
            if record.accept:
                yield Ref(section, record.id), record.accept
    for source in dataset.sources.values():
        for key, passage in source.passages.items():
            if passage.accept:
                yield Ref("passages", f"{source.id}/{key}"), passage.accept


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
