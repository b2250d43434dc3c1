"""Which records a typed text means, by their names: the closest first.

The index says who is called so; of a great many, only the likeliest are read and compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import chain, islice
from typing import NamedTuple

from pyroaring import BitMap

from tui.core.index import name_terms
from tui.core.index.name_lookup import Naming
from tui.core.index.postings import Postings
from tui.core.model.records import AnyRecord, Ref
from tui.core.model.sections import ENTITY_SECTIONS, NAME_ORDER
from tui.core.store.base import Store
from tui.core.text import folding

ENOUGH = 100
"""Records that are compared closely of those called so, and of those among them that are likeliest meant."""


class Closeness(IntEnum):
    """How a text is tied to a record, the closest first."""

    NAME = 0
    BEGINS_NAME = 1
    IN_NAME = 2
    OTHER_NAME = 3
    BEGINS_OTHER_NAME = 4
    IN_OTHER_NAME = 5
    SOUNDS_ALIKE = 6
    IN_TEXT = 7


class NameMatch(NamedTuple):
    """How close a text comes to one of a record's names; the smallest is the closest."""

    closeness: Closeness
    beyond: int
    """Words of the name beyond those of the text."""
    name: int
    """Which of its names, 0-based; the first is its own."""


class Hit(NamedTuple):
    """A record that a text may mean."""

    ref: Ref
    closeness: Closeness
    name: str = ""
    """The other name that was meant (raw text); empty where it is the record's own, or none."""


def match(wanted: Sequence[str], names: Sequence[Sequence[str]]) -> NameMatch | None:
    """Return how close folded words come to the closest of a record's names, None where they are in none.

    Args:
        wanted: what was typed; the last word may be the beginning of a longer one.
        names: the folded words of each name, the record's own first.
    """
    found = []
    for at, words in enumerate(names):
        degree = _degree(wanted, words)
        if degree is not None:
            found.append(NameMatch(Closeness(degree + (3 if at else 0)), len(words) - len(wanted), at))
    return min(found, default=None)


def _degree(wanted: Sequence[str], words: Sequence[str]) -> int | None:
    """Return 0 where the words are the name, 1 where they begin it, 2 where each begins a word of it, else None."""
    if list(wanted) == list(words):
        return 0
    last = len(wanted) - 1
    if len(words) > last and list(words[:last]) == list(wanted[:last]) and words[last].startswith(wanted[last]):
        return 1
    return 2 if all(any(word.startswith(want) for word in words) for want in wanted) else None


def _rank(hit: Hit, beyond: int) -> tuple[bool, Closeness, int, int]:
    """Return the place of a hit among others, the smallest first.

    A relation is called after other records, which come before it. Of those whose own name has the words somewhere,
    people come first, who are known by a part of theirs, then events: what is typed of them are words of their titles.
    """
    in_name = hit.closeness == Closeness.IN_NAME
    kind = ("people", "events").index(hit.ref.section) if hit.ref.section in ("people", "events") else 2
    return hit.ref.section == "relations", hit.closeness, kind if in_name else 0, beyond


def names_of(store: Store, ref: Ref, record: AnyRecord) -> tuple[str, ...]:
    """Return all names of a record, its own first (raw texts)."""
    return (*name_terms.names_of(store, ref, record), *name_terms.also_called(record))


class Names:
    """Finds the records of one dataset by what is typed of a name."""

    def __init__(self, store: Store, postings: Postings, naming: Naming) -> None:
        self._store, self._postings, self._naming = store, postings, naming

    def first(self, most: int) -> list[Ref]:
        """Return the first records in the order in which records come where nothing is typed."""
        every = (Ref(section, one) for section in NAME_ORDER for one in self._store.ids(section))
        return list(islice(every, most))

    def find(self, typed: str, most: int) -> list[Hit]:
        """Return the records that a text may mean, at most so many: by name, by its sound, then by their texts."""
        wanted = folding.words(typed)
        if not wanted:
            return []
        hits = self._by_name(typed, wanted, most)
        for more in (self._by_sound, self._by_text):
            if len(hits) < most:
                seen = {hit.ref for hit in hits}
                hits += islice((hit for hit in more(typed) if hit.ref not in seen), most - len(hits))
        return hits

    def _by_name(self, typed: str, wanted: Sequence[str], most: int) -> list[Hit]:
        beginning = typed.strip().lower()
        by_id = dict.fromkeys(self._postings.ids_from(beginning, most))
        hits = {}
        for ref in (*self._called(wanted), *by_id):
            compared = self._compared(ref, wanted)
            if compared is None and ref in by_id:
                compared = Hit(ref, Closeness.BEGINS_OTHER_NAME if ref.id != beginning else Closeness.OTHER_NAME), 0
            if compared is not None:
                hits[ref] = compared
        return [hit for hit, _ in sorted(hits.values(), key=lambda pair: _rank(*pair))[:most]]

    def _compared(self, ref: Ref, wanted: Sequence[str]) -> tuple[Hit, int] | None:
        """Return a record as a hit, and how many words its name has beyond those wanted; None where it is none."""
        record = self._store.record(ref)
        names = names_of(self._store, ref, record) if record is not None else ()
        found = match(wanted, [folding.words_once(name) for name in names])
        if found is None:
            return None
        closeness = found.closeness
        if closeness == Closeness.BEGINS_NAME and ref.section not in ENTITY_SECTIONS:
            closeness = Closeness.IN_NAME  # titles begin with anybody's name
        return Hit(ref, closeness, names[found.name] if found.name else ""), found.beyond

    def _called(self, wanted: Sequence[str]) -> Iterator[Ref]:
        """Yield records that are called so, at most `ENOUGH` of the likeliest, and so many of all of them."""
        postings = self._postings
        numbers: dict[int, None] = {}
        for called in name_terms.called(postings, wanted):
            in_order = (called & postings.facet("section", section) for section in NAME_ORDER)
            numbers |= dict.fromkeys(islice(chain.from_iterable(in_order), ENOUGH))
        return map(postings.refs.__getitem__, numbers)

    def _by_sound(self, typed: str) -> Iterator[Hit]:
        for section in (section for section in NAME_ORDER if section in ENTITY_SECTIONS):
            for record_id in self._naming.like(typed, section):
                yield Hit(Ref(section, record_id), Closeness.SOUNDS_ALIKE)

    def _by_text(self, typed: str) -> Iterator[Hit]:
        postings = self._postings
        having = BitMap.intersection(*(postings.starting_with(word) for word in folding.words(typed)))
        for section in NAME_ORDER:
            for number in having & postings.facet("section", section):
                yield Hit(postings.refs[number], Closeness.IN_TEXT)
