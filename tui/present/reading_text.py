"""The whole text of a source, its excerpts marked in place, what rests on each below its paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from tui.core import anchor
from tui.core.documents import Document
from tui.core.model import PassageKey, Ref, Source
from tui.present.cards_parts import Hand, heading, joined, plural, term_of
from tui.present.cards_source import quotation, resting
from tui.present.page import Block, Link, Span, say


class Place(NamedTuple):
    """Where an excerpt stands in the text: offsets, the key of its passage, and the verdict."""

    start: int
    end: int
    key: PassageKey
    verdict: str
    difference: str


def full_text(hand: Hand, source: Source, document: Document, asked: PassageKey) -> Iterable[Block]:
    """Yield the verdict, what is not in the text, the text itself, the passages without excerpts."""
    places = tuple(_places(source, document.text))
    yield from _verdict(document, places)
    yield from _lost(hand, places)
    found = sorted(place for place in places if place.start >= 0)
    yield from _paragraphs(hand, document.text, found, asked)
    silent = [key for key, passage in source.passages.items() if not passage.quote]
    if silent:
        yield heading("Passages without an excerpt")
    for key in silent:
        ref = Ref("passages", f"{source.id}/{key}")
        number = source.passages[key].paragraph
        yield Block((say(f"¶ {number}" if number else "¶", "muted", Link(ref, term_of(ref))),), space=1)
        yield from quotation(hand, source.passages[key])
        yield from resting(hand, ref.id)


def _places(source: Source, text: str) -> Iterator[Place]:
    page = anchor.DocumentText(text)
    for key, passage in source.passages.items():
        if passage.quote:
            at = anchor.locate(passage, page)
            yield Place(at.start, at.end, f"{source.id}/{key}", at.verdict, at.difference)


def _verdict(document: Document, places: tuple[Place, ...]) -> Iterable[Block]:
    told = Counter(place.verdict for place in places)
    if document.same:
        lead = Span("The text that the excerpts were checked against", "good")
    else:
        lead = Span("Another text than the excerpts were checked against", "warn")
    bad = any(verdict not in ("exact", "same words") for verdict in told)
    counts = ", ".join(f"{count} {verdict}" for verdict, count in told.most_common())
    facts = (
        say(
            f"{plural(len(places), 'excerpt')}: {counts}" if places else "no excerpt",
            "warn" if bad else "muted",
        ),
    )
    yield Block(joined([(lead,), facts], " · "), space=1)


def _lost(hand: Hand, places: tuple[Place, ...]) -> Iterable[Block]:
    """Yield the excerpts that this text does not hold as they are recorded; those not in it at all as links."""
    for place in places:
        if place.verdict in ("exact", "same words"):
            continue
        ref = Ref("passages", place.key)
        link = None if place.start >= 0 else Link(ref, term_of(ref))
        name = say(place.key.partition("/")[2], "text", link)
        yield Block(
            (name, Span("  "), *hand.text(place.difference, "gist")),
            label=say(place.verdict, "warn"),
            hang=14,
        )


def _paragraphs(hand: Hand, text: str, places: list[Place], asked: PassageKey) -> Iterable[Block]:
    """Yield each line of the text that says something as a paragraph, numbered as passages count them."""
    offset = 0
    links = {place.key: Link(Ref("passages", place.key), term_of(Ref("passages", place.key))) for place in places}
    waiting = list(reversed(places))
    open_places: list[Place] = []
    for line in text.splitlines(keepends=True):
        end = offset + len(line)
        while waiting and waiting[-1].start < end:
            open_places.append(waiting.pop())
        here = [place for place in open_places if place.end > offset]
        if line.strip():
            bar = Span("▎ ", "bar") if any(place.key == asked for place in here) else Span("  ")
            yield Block(_marked(hand, line, offset, here, links), bar=bar, space=1)
            begun = [place.key for place in here if place.start >= offset]
            yield from resting(hand, *begun, hang=6)
        open_places = [place for place in here if place.end > end]
        offset = end


def _marked(hand: Hand, line: str, offset: int, places: list[Place], links: dict[PassageKey, Link]) -> tuple[Span, ...]:
    """Return a line with its excerpts as links, the shortest where several cover the same words."""
    text = line.rstrip()
    edges = {0, len(text)}
    for place in places:
        edges.update(min(max(0, edge - offset), len(text)) for edge in (place.start, place.end))
    spans: list[Span] = []
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        over = [place for place in places if place.start <= start + offset and place.end >= end + offset]
        inner = min(over, key=lambda place: place.end - place.start, default=None)
        link = links[inner.key] if inner else None
        spans.extend(hand.text(text[start:end], "quote" if inner else "text", link))
    return tuple(spans)
