"""Texts as runs of words, each text once: what phrases are looked for in.

The texts of a record itself, those of a passage and the names of an entity are a run each; the last two belong to all
records that are found by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.core.index import searchable_text
from tui.core.model.records import Event, Passage, Ref, Source
from tui.core.store.base import Store
from tui.core.text import folding

BREAK = "\ue000"
"""Between two texts of a run: it is in no folded word, so that no phrase goes from one text to the next."""

_END = "\n\x1f\n"
"""Between two texts that are folded in one go; a text in which it stands is only cut into two."""


def words(run: str) -> set[str]:
    """Return the words of a run."""
    return {*run.split()} - {BREAK}


def number_of_names(entity: int) -> int:
    """Return the number of the run of an entity's names, given the entity's; that of a record is the record's."""
    return -1 - entity


def of_record(store: Store, ref: Ref) -> str:
    """Return the run of a record: its own texts, what it says of its sources, and of an event the claims about it."""
    return _run(_own_texts(store, ref))


def of_passage(passage: Passage) -> str:
    """Return the run of a passage."""
    return _run(searchable_text.passage_texts(passage))


def of_names(names: Iterable[str]) -> str:
    """Return the run of the names of an entity."""
    return _run(names)


def _own_texts(store: Store, ref: Ref) -> Iterator[str]:
    record = store.record(ref)
    if record is None:
        return
    yield from searchable_text.own_texts(store, record)
    for citation in () if isinstance(record, Source) else record.evidence:
        yield citation.differs
        yield citation.tells
    if isinstance(record, Event):
        for claim in store.claims_about(record.id):
            yield from searchable_text.claim_texts(store.claim(claim))


def _run(texts: Iterable[str]) -> str:
    folded = folding.fold(_END.join(filter(None, texts)))
    return f" {BREAK} ".join(" ".join(folding.cut(text)) for text in folded.split(_END))
