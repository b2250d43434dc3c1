"""Terms under which records are filed by their names, beside those for the words of all their texts.

Each kind of them begins with a control character of its own, which no word contains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyroaring import BitMap

from tui.core.index import searchable_text
from tui.core.index.postings import Postings
from tui.core.model.records import AnyRecord, Event, Organisation, Person, Place, Ref, Source
from tui.core.store.base import Store
from tui.core.text import folding

_NAMED, _ALSO, _FIRST, _LENGTH, _FIELD = "\x02", "\x03", "\x04", "\x05", "\x06"
"""Before a word of a name, of what else a record is called by, before the first word of its own name, before how many
words that has, and before the beginning of a word in the name of what a field finds it by."""
SOUNDING = "\x07"
"""Before the sound of a word in the name of a source."""
LETTERS = 3
"""Letters of the beginning of a name, up to which the items of all names that begin so are kept together."""


def names_of(store: Store, ref: Ref, record: AnyRecord) -> tuple[str, ...]:
    """Return the names of a record by which a field of the query finds it, its own first (raw texts)."""
    match record:
        case Event():  # by far the most
            return (record.title,)
        case Organisation() | Person() | Place():
            return record.spellings
        case Source():
            return (record.title, record.publisher) if record.publisher else (record.title,)
        case _:
            return (store.name(ref),)


def also_called(record: AnyRecord) -> tuple[str, ...]:
    """Return the other names by which a record is looked for: those of the authors of a source."""
    return tuple(author.full for author in record.authors) if isinstance(record, Source) else ()


def own_terms(store: Store, ref: Ref, record: AnyRecord) -> Iterator[str]:
    """Yield the terms of a record's own names; some several times."""
    names = [folding.words_once(name) for name in names_of(store, ref, record)]
    for words in names:
        yield from map(_NAMED.__add__, words)
    if own := names[0]:
        yield _FIRST + own[0]
        yield f"{_LENGTH}{len(own)}"
    for name in also_called(record):
        yield from map(_ALSO.__add__, folding.words_once(name))
    if isinstance(record, Source):  # entities are filed by their sound with all that is tied to them
        yield from map(SOUNDING.__add__, searchable_text.name_terms(names_of(store, ref, record)))


def field_terms(field: str, names: Iterable[str]) -> set[str]:
    """Return the terms of the records that a field finds by a record with these names."""
    return {_field_term(field, word[:LETTERS]) for word in folding.words_once("\n".join(names))}


def _field_term(field: str, beginning: str) -> str:
    return f"{_FIELD}{field} {beginning}"


def found_by(postings: Postings, field: str, beginning: str) -> BitMap:
    """Return what a field finds by all records with a word in a name that begins so; at most `LETTERS` letters."""
    return postings.starting_with(_field_term(field, beginning))


def named(postings: Postings, wanted: Sequence[str]) -> BitMap:
    """Return the items that have all of these folded words in their names, the last one perhaps as a beginning."""
    whole = (postings.word(_NAMED + word) for word in wanted[:-1])
    return BitMap.intersection(postings.starting_with(_NAMED + wanted[-1]), *whole)


def called(postings: Postings, wanted: Sequence[str]) -> list[BitMap]:
    """Return the items that are called by words which begin so, the likeliest first; the last set has all of them.

    Before them come those of which the first word, and the number of words, is that of the own name.
    """
    start = postings.starting_with
    every = BitMap.intersection(*(start(_NAMED + word) | start(_ALSO + word) for word in wanted))
    first = _FIRST + wanted[0]
    begun = every & (start(first) if len(wanted) == 1 else postings.word(first))
    return [begun & postings.word(f"{_LENGTH}{len(wanted)}"), begun, every]
