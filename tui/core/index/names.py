"""The names of all records, and which records a typed text means.

All names stand in one folded text, a line for each record, so that looking through those of 100,000 records takes
milliseconds and reads no record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from pyroaring import BitMap

from tui.core.index.name_lookup import Naming
from tui.core.index.postings import Postings
from tui.core.model.records import AnyRecord, Event, Organisation, Person, Place, Ref, Source
from tui.core.model.sections import ENTITY_SECTIONS, NAME_ORDER
from tui.core.store.base import Store
from tui.core.text import folding

ENOUGH = 1000
"""Lines that are compared closely; of more with a common beginning, the first ones."""
_NAME, _WORD = "\t", " "
"""Before each name of a line, and before each word of a name."""
_BETWEEN = {sign: _WORD for sign in range(128) if not chr(sign).isalnum() and chr(sign) != _NAME}
"""ASCII that is in no word."""
_ALONE = f"[{folding.ALONE}]"
_NO_WORD = rf"[^\w{_NAME}{folding.ALONE}]|_"


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


def names_of(store: Store, ref: Ref, record: AnyRecord) -> tuple[str, ...]:
    """Return the names of a record, its own first, its id last (raw texts)."""
    match record:
        case Event():  # by far the most
            return (record.title, ref.id)
        case Organisation() | Person() | Place():
            return (*record.spellings, ref.id)
        case Source():
            others = (record.publisher, *(author.full for author in record.authors))
            return (record.title, *filter(None, others), ref.id)
        case _:
            return (store.name(ref), ref.id)


def written(store: Store) -> str:
    """Return all names, folded, a line for each record in the order of `NAME_ORDER` and of the store."""
    return "\n".join(["", *_lines(store), ""])


def _lines(store: Store) -> Iterator[str]:
    return (line(store, ref) for ref in _refs(store))


def line(store: Store, ref: Ref) -> str:
    """Return the line of a record in what is `written`."""
    record = store.record(ref)
    return _line(names_of(store, ref, record) if record is not None else (ref.id,))


def line_number(store: Store, section: str, place: int) -> int:
    """Return the number of the line in what is `written`, 0-based, of the record at a place in its section."""
    before = NAME_ORDER[: NAME_ORDER.index(section)]
    return 1 + sum(len(store.ids(name)) for name in before) + place


def _line(names: Iterable[str]) -> str:
    begin = f"{_NAME}{_WORD}"
    text = folding.fold(f"{begin}{begin.join(name.replace(_NAME, _WORD) for name in names)}{_NAME}")
    spaced = (
        text.translate(_BETWEEN)
        if text.isascii()
        else folding.compiled(_NO_WORD).sub(_WORD, folding.compiled(_ALONE).sub(r" \g<0> ", text))
    )
    return _WORD.join(filter(None, spaced.split(_WORD))).replace(f"{_WORD}{_NAME}", _NAME)


def _refs(store: Store) -> Iterator[Ref]:
    return (Ref(section, record_id) for section in NAME_ORDER for record_id in store.ids(section))


class Names:
    """Finds the records of one dataset by what is typed of a name."""

    def __init__(self, store: Store, postings: Postings, naming: Naming) -> None:
        self._store, self._postings, self._naming = store, postings, naming
        self._ids = [(section, store.ids(section)) for section in NAME_ORDER]

    @cached_property
    def _text(self) -> str:
        return self._postings.names() or written(self._store)

    @property
    def _first_tie(self) -> int:
        """The line of the first relation: its name is made of other records' names, which come before it."""
        return sum(len(ids) for section, ids in self._ids if section != "relations")

    def first(self, most: int) -> list[Ref]:
        """Return the first records in the order in which records come where nothing is typed."""
        return list(islice(_refs(self._store), most))

    def own(self, section: str) -> list[str]:
        """Return the own names of a section's records, folded, in the order of the store."""
        start = sum(len(ids) for name, ids in self._ids[: NAME_ORDER.index(section)]) + 1
        lines = self._text.split("\n")[start : start + len(self._store.ids(section))]
        return [line.split(_NAME, 2)[1] for line in lines]

    def find(self, typed: str, most: int) -> list[Hit]:
        """Return the records that a text may mean, at most so many: by name, by its sound, then by their texts."""
        wanted = folding.words(typed)
        if not wanted:
            return []
        hits = self._by_name(wanted, most)
        for more in (self._by_sound, self._by_text):
            if len(hits) < most:
                seen = {hit.ref for hit in hits}
                hits += islice((hit for hit in more(typed) if hit.ref not in seen), most - len(hits))
        return hits

    def _by_name(self, wanted: Sequence[str], most: int) -> list[Hit]:
        found: list[tuple[NameMatch, int]] = []
        for line, text in self._lines_with(wanted).items():
            names = [name.split() for name in text.split(_NAME)[1:-1]]
            matching = match(wanted, names)
            if matching is not None:
                found.append((matching, line))
        ties = self._first_tie
        found.sort(key=lambda pair: (pair[1] >= ties, pair[0].closeness, pair[0].beyond, pair[1]))
        return [self._hit(matching, self._ref(line)) for matching, line in found[:most]]

    def _hit(self, matching: NameMatch, ref: Ref) -> Hit:
        record = self._store.record(ref) if matching.name else None
        names = names_of(self._store, ref, record)[:-1] if record is not None else ()
        return Hit(ref, matching.closeness, names[matching.name] if matching.name < len(names) else "")

    def _lines_with(self, wanted: Sequence[str]) -> dict[int, str]:
        """Return lines in which the longest of the words begins one, by their number; the closest where they are many.

        One look finds all of a rare word; of a beginning that thousands have, names that are it or begin with it come
        before those in which it stands somewhere.
        """
        longest = f"{_WORD}{max(wanted, key=len)}"
        found = dict(islice(self._holding(longest), ENOUGH))
        if len(found) == ENOUGH:
            whole = _WORD + _WORD.join(wanted)
            for needle in (f"\n{_NAME}{whole}{_NAME}", f"\n{_NAME}{whole}", f"{_NAME}{whole}"):
                found |= dict(islice(self._holding(needle), ENOUGH))
        return found

    def _holding(self, needle: str) -> Iterator[tuple[int, str]]:
        """Yield the number and the text of each line that holds a text."""
        text, line, at = self._text, -1, 0
        # a line break that the text begins with is the one before its line
        skip = needle.startswith("\n")
        while (found := text.find(needle, at)) >= 0:
            line += text.count("\n", at, found + skip)
            start = text.rfind("\n", 0, found + skip)
            at = text.index("\n", found + skip)
            yield line, text[start + 1 : at]

    def _ref(self, line: int) -> Ref:
        for section, ids in self._ids:
            if line < len(ids):
                return Ref(section, ids[line])
            line -= len(ids)
        raise IndexError(line)

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
