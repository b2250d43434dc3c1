"""Verify the excerpts of a dataset against the documents: one problem for each that differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TypeAlias

from tui.core.documents import anchor
from tui.core.documents.folder import Document
from tui.core.documents.location import PassageFinding, misplaced
from tui.core.model.dataset import Dataset, Location
from tui.core.model.problem import Problem, Severity
from tui.core.model.records import PassageKey, Source

NOT_CHECKABLE = "not checkable here"
"""The verdict on an excerpt of a source whose document is not at hand."""
_NOWHERE = Location("", 0, 0)


Anchorings: TypeAlias = Mapping[str, Mapping[str, anchor.Anchoring]]
"""Source → passage → position of its excerpt; only sources that have a document."""


def anchorings(dataset: Dataset, documents: Mapping[str, Document]) -> Anchorings:
    """Return the position of each excerpt in the document of its source."""
    return {
        source.id: anchor.verdicts(source.passages, documents[source.id].text)
        for source in dataset.sources.values()
        if source.id in documents and not documents[source.id].unread
    }


def verify(dataset: Dataset, documents: Mapping[str, Document], found: Anchorings | None = None) -> Iterator[Problem]:
    """Yield the problems of all excerpts; a source without a document is a note, not a failure.

    `found` is the result of `anchorings`, if it is known already.
    """
    found = anchorings(dataset, documents) if found is None else found
    for source in dataset.sources.values():
        quoted = [passage for passage in source.passages.values() if passage.quote]
        if not quoted:
            continue
        document = documents.get(source.id)
        if document is None or document.unread:
            yield _not_checkable(dataset, source, document, len(quoted))
            continue
        if not document.same:
            yield _other_text(dataset, source, document)
        yield from _excerpts(dataset, source, document, found[source.id])


def counts(dataset: Dataset, found: Anchorings) -> dict[str, int]:
    """Return how many excerpts got each verdict; `not checkable here` counts those without a document."""
    tally: Counter[str] = Counter()
    for source in dataset.sources.values():
        if source.id in found:
            tally.update(each.verdict for each in found[source.id].values())
        else:
            tally.update(NOT_CHECKABLE for passage in source.passages.values() if passage.quote)
    return dict(tally)


def verdict_of(
    sources: Mapping[str, Source], document: Callable[[str], Document | None]
) -> Callable[[PassageKey], str]:
    """Return what gives the verdict on the excerpt of a passage; a source's document is read when first asked for."""

    @cache
    def of_source(source: str) -> Mapping[str, anchor.Anchoring]:
        found = document(source)
        return {} if found is None or found.unread else anchor.verdicts(sources[source].passages, found.text)

    def verdict(key: PassageKey) -> str:
        source, _, passage = key.partition("/")
        found = of_source(source).get(passage)
        return found.verdict if found else NOT_CHECKABLE

    return verdict


def _excerpts(
    dataset: Dataset, source: Source, document: Document, found: Mapping[str, anchor.Anchoring]
) -> Iterator[Problem]:
    for key, anchoring in found.items():
        if not anchoring.holds:
            message, mend, severity = _described(anchoring, document)
            rule = f"excerpt-{anchoring.verdict.replace(' ', '-')}"
            yield from _of_passage(dataset, source, PassageFinding(key, rule, message, mend), severity)
    for each in misplaced(source, document, found):
        yield from _of_passage(dataset, source, each, Severity.WARNING)


def _of_passage(dataset: Dataset, source: Source, finding: PassageFinding, severity: Severity) -> Iterator[Problem]:
    """Yield the problem of a passage, unless it is a warning that the dataset accepts."""
    key = finding.key
    if severity is Severity.WARNING and finding.rule in (*source.accept, *source.passages[key].accept):
        return
    place = dataset.locations.get(("passages", f"{source.id}/{key}"), _NOWHERE)
    yield _problem(finding, place, f"sources/{source.id}/{key}", severity)


def _described(anchoring: anchor.Anchoring, document: Document) -> tuple[str, str, Severity]:
    """Return the message, how to mend it, and the severity of an excerpt that does not hold."""
    name = document.path.name
    match anchoring.verdict:
        case "changed" if anchoring.grave:
            message = f"the excerpt differs from {name} in a figure, a name or a negation: {anchoring.difference}"
            return message, "compare the two and paste the quote anew", Severity.ERROR
        case "changed":
            message = f"the excerpt is not word for word in {name}: {anchoring.difference}"
            return message, "paste the quote anew", Severity.WARNING
        case "found twice":
            numbers = dict.fromkeys(_line(document, at) for at in (anchoring.start, *anchoring.elsewhere))
            lines = f"line{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
            like = f"; none is word for word: {anchoring.difference}" if anchoring.difference else ""
            message = f"the excerpt stands in {anchoring.places} places of {name}, {lines}{like}"
            return message, "add the words before or after it as prefix: or suffix:", Severity.ERROR
        case "moved":
            line = _line(document, anchoring.start)
            message = f"the excerpt stands in line {line} of {name}, but the order of the passages wants it elsewhere"
            return message, "put the passages in the order of the document", Severity.ERROR
        case _ if not document.is_running:
            message = f"the excerpt is not found in {name}, whose text may come out of the file in another order"
            return message, "look at the page, then paste the quote as the reader shows it", Severity.ERROR
        case _:
            return f"the excerpt does not stand in {name}", "paste the quote from the document", Severity.ERROR


def _line(document: Document, offset: int) -> int:
    """Return the number of the line in which a place of the document is, from 1."""
    return document.text.count("\n", 0, offset) + 1


def _not_checkable(dataset: Dataset, source: Source, document: Document | None, count: int) -> Problem:
    message = f"{count} excerpts of {source.id} cannot be checked here: its document is not in the folder"
    mend = "name the folder with --documents"
    if document is not None:
        message = f"the excerpts of {source.id} cannot be checked here: {document.path.name}: {document.unread}"
        mend = ""
    return _of_source(dataset, source, PassageFinding("", "not-checkable", message, mend), Severity.NOTE)


def _other_text(dataset: Dataset, source: Source, document: Document) -> Problem:
    name = document.path.name
    message = f"{name} is another text than {source.id} was checked against"
    mend = "check the excerpts, then write its sha256 under document:"
    if source.document is None:
        message = f"{source.id} does not say which text its excerpts were taken from"
        mend = f"check them, then write under document: the sha256 of {name}"
    return _of_source(dataset, source, PassageFinding("", "other-text", message, mend), Severity.WARNING)


def _of_source(dataset: Dataset, source: Source, finding: PassageFinding, severity: Severity) -> Problem:
    place = dataset.locations.get(("sources", source.id), _NOWHERE)
    return _problem(finding, place, f"sources/{source.id}", severity)


def _problem(finding: PassageFinding, place: Location, record: str, severity: Severity) -> Problem:
    return Problem(
        rule=finding.rule,
        message=finding.message,
        mend=finding.mend,
        file=place.file,
        line=place.line,
        column=place.column,
        record=record,
        severity=severity,
    )
