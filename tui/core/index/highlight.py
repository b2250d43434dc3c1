"""Find in a text the words that a query looks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from tui.core.index import searchable_text
from tui.core.query import tree
from tui.core.query.tree import Phrase, Query, Word
from tui.core.text import folding, spelling

Marks: TypeAlias = Callable[[str], list[tuple[int, int]]]
"""Raw text → start and end of each match, ascending and without overlap."""


def marker(wanted: Query) -> Marks | None:
    """Return a function that finds the words of `wanted` in a text; None if it contains no words."""
    nodes = list(tree.positive_words(wanted))
    looked_for = [(folding.words(node.text), isinstance(node, Phrase)) for node in nodes]
    looked_for = [(run, whole) for run, whole in looked_for if run]
    if not looked_for:
        return None

    typed = [word for node in nodes if isinstance(node, Word) for word in folding.as_written(node.text)]
    typed = [word for word in typed if spelling.keys(word)]

    @lru_cache(maxsize=512)
    def marks(text: str) -> list[tuple[int, int]]:
        spans = folding.word_spans(text)
        found = [hit for run, whole in looked_for for hit in _runs(spans, run, whole=whole)]
        if not found and typed:
            found = _spelled_like(text, spans, typed)
        return _merged(sorted(found))

    return marks


def _spelled_like(text: str, spans: list[tuple[str, int, int]], typed: list[str]) -> list[tuple[int, int]]:
    """Return the capitalised words (probably names) that a typed word spells differently."""
    capitals = [(text[start:end], start, end) for _, start, end in spans if text[start].isupper()]
    return [
        (start, end) for word, start, end in capitals if any(searchable_text.spells(wanted, word) for wanted in typed)
    ]


def _runs(spans: list[tuple[str, int, int]], run: tuple[str, ...], *, whole: bool) -> list[tuple[int, int]]:
    """Return where the words `run` follow one another; unless `whole`, the last may be the start of a longer word."""
    found = []
    for at in range(len(spans) - len(run) + 1):
        here = spans[at : at + len(run)]
        if tuple(word for word, _, _ in here[:-1]) != run[:-1]:
            continue
        word, start, end = here[-1]
        if word == run[-1]:
            found.append((here[0][1], end))
        elif not whole and word.startswith(run[-1]):
            found.append((here[0][1], min(end, start + len(run[-1]))))
    return found


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
