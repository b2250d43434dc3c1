"""Rules of what is told: claims, events, relations and excerpts, held against their sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tui.core.checks.rules import Finding
from tui.core.dates import edtf
from tui.core.loading.yaml_faults import shorten
from tui.core.model.dataset import Dataset
from tui.core.model.records import Citation, Claim, Event, Organisation, Ref, Relation, Value
from tui.core.text import folding, numbers

LONGEST_QUOTE = 20
LONGEST_CONTEXT = 8
_BETWEEN_WORDS = re.compile(r"[\s—–]+")
_LETTER = re.compile(r"[^\W_]")


def word_count(text: str) -> int:
    """Words as a reader counts them, between white space and dashes: `6.5` and `high-tech` are one each."""
    return sum(bool(_LETTER.search(part)) for part in _BETWEEN_WORDS.split(text))


def facts(dataset: Dataset) -> Iterator[Finding]:
    """Check all that the dataset tells."""
    yield from _quotes(dataset)
    out = {key: edtf.parse(source.issued).latest if source.issued else None for key, source in dataset.sources.items()}
    for event in dataset.events.values():
        yield from _event(event, out, dataset)
    for relation in dataset.relations.values():
        yield from _relation(relation)
    for organisation in dataset.organisations.values():
        yield from _life(organisation)
    for claim in dataset.claims.values():
        yield from _claim(dataset, claim)


def _quotes(dataset: Dataset) -> Iterator[Finding]:
    for source in dataset.sources.values():
        seen: dict[tuple[object, ...], str] = {}
        for key, passage in source.passages.items():
            ref = Ref("passages", f"{source.id}/{key}")
            parts = (("quote", LONGEST_QUOTE), ("prefix", LONGEST_CONTEXT), ("suffix", LONGEST_CONTEXT))
            for field, most in parts:
                count = word_count(getattr(passage, field))
                if count > most:
                    message = f"The {field} has {count} words; {most} is the most."
                    yield Finding("quote-too-long", ref, message, "Choose the words that matter.")
            if not passage.gist.strip():
                message = f"The gist of `{key}` is still to be written."
                yield Finding("no-gist", ref, message, "Say in your own words what stands there: `gist:`.")
            if not passage.quote:
                continue
            same = (*map(folding.words, (passage.quote, passage.prefix, passage.suffix)), passage.paragraph)
            first = seen.setdefault(same, key)
            if first != key:
                message = f"The same words as in `{first}`."
                yield Finding("same-quote", ref, message, "Cite one of them, or add `prefix` or `suffix`.")


def _event(event: Event, out: Mapping[str, int | None], dataset: Dataset) -> Iterator[Finding]:
    """Check an event; `out` has the last day on which each source may have come out, None where that is open."""
    ref = Ref("events", event.id)
    if not event.evidence:
        yield Finding("uncited", ref, f"The event `{event.id}` rests on no passage.", "Give it `evidence:`.")
        return
    last = [out[citation.source] for citation in event.evidence]
    known = [day for day in last if day is not None]
    earliest = edtf.parse(event.date).earliest
    if earliest is not None and len(known) == len(last) and earliest > max(known):
        issued = dict.fromkeys(dataset.sources[citation.source].issued for citation in event.evidence)
        message = f"Dated {event.date}, after every source that tells of it ({shorten(', '.join(issued))}) came out."
        mend = "Mend the date; where the source foretells it, `accept: [event-after-source]`."
        yield Finding("event-after-source", ref, message, mend)


def _ordered(start: str, end: str) -> bool:
    """Whether an end may lie at or after a start."""
    if not start or not end:
        return True
    earliest, latest = edtf.parse(start).earliest, edtf.parse(end).latest
    return earliest is None or latest is None or earliest <= latest


def _relation(relation: Relation) -> Iterator[Finding]:
    ref = Ref("relations", relation.id)
    if not _ordered(relation.start, relation.end):
        message = f"It ends ({relation.end}) before it starts ({relation.start})."
        yield Finding("end-before-start", ref, message, "Mend one of the dates.")
    if relation.source == relation.target:
        message = f"`{relation.source}` stands at both ends."
        yield Finding("relation-to-itself", ref, message, "Mend `from` or `to`.")
    if not relation.evidence:
        yield Finding("uncited", ref, f"The relation `{relation.id}` rests on no passage.", "Give it `evidence:`.")


def _life(organisation: Organisation) -> Iterator[Finding]:
    if not _ordered(organisation.founded, organisation.dissolved):
        message = f"Dissolved ({organisation.dissolved}) before it was founded ({organisation.founded})."
        yield Finding("end-before-start", Ref("organisations", organisation.id), message, "Mend one of the dates.")


def _claim(dataset: Dataset, claim: Claim) -> Iterator[Finding]:
    ref = Ref("claims", claim.id)
    if claim.about in dataset.events and dataset.entity(claim.about):
        message = f"`{claim.about}` is the id of an event and of an entity."
        yield Finding("ambiguous-about", ref, message, "Give one of the two another id.")
    units = dict.fromkeys(numbers.plain_unit(value.unit) for value in claim.values if value.unit)
    if len(units) > 1:
        message = f"Its values differ in unit: {shorten(', '.join(units), 80)}."
        yield Finding("mixed-units", ref, message, "Use one unit, or make two claims of it.")
    preferred = sum(bool(value.preferred) for value in claim.values)
    if preferred > 1:
        yield Finding("two-preferred", ref, f"{preferred} values are preferred.", "Prefer one of them, or none.")
    for place, value in enumerate(claim.values):
        at = Ref("values", f"{claim.id}/{place}")
        if not value.evidence:
            message = f"The value `{shorten(value.value)}` rests on no passage."
            yield Finding("uncited", at, message, "Give it `evidence:`.")
        elif not value.derived and (missing := _unquoted(dataset, value)):
            message = f"`{missing}` of the value `{shorten(value.value)}` stands in none of the excerpts that it cites."
            mend = "Cite the passage that gives it, say how it was `derived:`, or mend it."
            yield Finding("figure-not-in-quotes", at, message, mend)


def _unquoted(dataset: Dataset, value: Value) -> str:
    """Give the first number of a value that none of its excerpts holds; empty where they hold all."""
    wanted = numbers.digits(value.value)
    if not wanted:
        return ""
    quoted = set().union(*(numbers.said(text) for text in _excerpts(dataset, value.evidence)))
    scaled = numbers.figure(value.value, value.unit)
    ends = {f"{end:.12g}" for end in scaled} if scaled else set()
    if ends and ends <= quoted:
        return ""
    return next((number for number in wanted if number not in quoted), "")


def _excerpts(dataset: Dataset, evidence: Iterable[Citation]) -> Iterator[str]:
    for citation in evidence:
        source, _, key = citation.passage.partition("/")
        passage = dataset.sources[source].passages[key]
        # a figure in a heading, or just before the excerpt, is verbatim too
        yield from (passage.quote, passage.prefix, passage.suffix, passage.section_title)
