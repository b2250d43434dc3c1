"""How many sources a record has, how many of them are independent, and which repeat which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.core.model.records import Citation
from tui.core.store import accounts
from tui.present.cards.parts import CardWriter, Spans, joined, plural
from tui.present.page import Block, Span, say


def voices_line(writer: CardWriter, citations: Iterable[Citation], space: int = 1) -> Iterable[Block]:
    """Yield how many sources there are, how many of them are independent, and which repeat which."""
    ids = tuple(dict.fromkeys(citation.source for citation in citations))
    if not ids:
        yield Block((Span("Rests on no passage", "warn"),), space=space)
        return
    said: Spans = (say(source_count(writer, ids), "muted"),)
    ties = repetitions(writer, ids)
    if ties:
        said = (*said, Span(": ", "muted"), *ties)
    if writer.at is not None:
        then = len(accounts.voices((one for one in ids if one in writer.at.out), writer.store.sources))
        said = (*said, say(f" · {plural(then, 'voice')} by {writer.at.words}", "muted"))
    yield Block(said, space=space)


def source_count(writer: CardWriter, ids: Sequence[str]) -> str:
    """Return how many sources there are, each once in `ids`, and how many independent: "3 sources, 2 independent"."""
    said = plural(len(ids), "source")
    if len(ids) < 2:
        return said
    voices = accounts.voices(ids, writer.store.sources)
    return f"{said}, {'all' if len(voices) == len(ids) else f'{len(voices):,}'} independent"


def repetitions(writer: CardWriter, ids: Sequence[str]) -> Spans:
    """Return why sources, each once in `ids`, are fewer voices: "Echo repeats The Gazette"; empty where none does.

    What ties two of them may be a source that is not among them: all of the chain is named.
    """
    sources = writer.store.sources
    voices = [sorted(voice, key=ids.index) for voice in accounts.voices(ids, sources) if len(voice) > 1]
    repeating: dict[str, list[str]] = {}
    for voice in voices:
        for one, other in accounts.ties(voice, sources):
            repeating.setdefault(other, []).append(one)
    return joined([_repeats(writer, ones, other) for other, ones in repeating.items()], "; ")


def _repeats(writer: CardWriter, ones: Sequence[str], other: str) -> Spans:
    verb = " repeats " if len(ones) == 1 else " repeat "
    first = joined([writer.source(one) for one in ones[:-1]])
    return (*joined([first, writer.source(ones[-1])], " and "), Span(verb, "muted"), *writer.source(other))
