"""Complete a query while it is typed: the list of completions, and the text shown behind the cursor.

Both come from one lookup for a text and a cursor.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from msgspec import Struct
from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.dates.days import year_name, year_text
from tui.core.errors import QueryError
from tui.core.index import name_terms
from tui.core.index.index import Index
from tui.core.index.listing_order import in_list_order
from tui.core.model.records import Ref
from tui.core.query import parser, tree
from tui.core.query.fields import FIELDS, FieldSpec
from tui.core.query.tree import Field
from tui.core.text import folding
from tui.core.text.synonyms import means

MOST = 8
"""Completions listed at once."""
LOOKED_AT = 100
"""Records whose spellings are compared: those with the most events."""
SHORTEST = 2
"""Letters of a plain word, or of a name, from which on it is completed in the list, or behind the cursor."""

_TERM = re.compile(r'(?:^|[\s(])(-*)((?:[A-Za-z]+!?:)?(?:"[^"]*|[^\s()"]*))$')
_REST = re.compile(r'[^\s()"]*')


class Completion(Struct, frozen=True):
    """One way to complete a query. Texts are raw."""

    text: str
    """The whole query."""
    cursor: int
    """Where the cursor goes in it: an offset in characters."""
    name: str
    note: str
    """More about the value; may be empty."""
    count: int | None
    """Events that the query gives; None for a field, and where the rest of the query is incomplete."""


class _Candidate(NamedTuple):
    """A field or value that fits what is typed."""

    text: str
    """The term in canonical form."""
    name: str
    note: str = ""
    spelling: str = ""
    """The name of a record that fits, as the data spells it; empty for other values and for names that sound alike."""


class _Lookup(NamedTuple):
    """What fits the term at the cursor, with the text around the term."""

    head: str
    term: str
    tail: str
    spec: FieldSpec | None
    """Field of the term; None while the name of one is typed."""
    candidates: tuple[_Candidate, ...]
    """At most MOST, the likeliest first."""


_NOTHING = _Lookup("", "", "", None, ())


def inline_completion(index: Index, text: str) -> str:
    """Return the likeliest query that begins with `text`, letter by letter; empty where there is none.

    Of a field's values none is likelier than another before a letter is typed, and dates are not guessed.
    """
    found = _lookup(index, text, len(text))
    _, colon, value = found.term.partition(":")
    if (colon and not value) or (found.spec and found.spec.kind == "date"):
        return ""
    for candidate in found.candidates:
        spelled = str(Field(found.spec.name, candidate.spelling)) if found.spec and candidate.spelling else ""
        for whole in (candidate.text, spelled):
            if len(whole) > len(found.term) and whole.startswith(found.term):
                return found.head + whole
    if len(value) < SHORTEST or '"' in value:
        return ""
    wanted = folding.fold(value)
    words = (word for candidate in found.candidates for word in folding.as_written(candidate.spelling))
    word = next((word for word in words if len(word) > len(value) and folding.fold(word).startswith(wanted)), "")
    return text + word[len(value) :] if word else ""


def completions(index: Index, text: str, cursor: int) -> tuple[Completion, ...]:
    """Return how the term at the cursor may be completed, the likeliest first; at most MOST."""
    found = _lookup(index, text, cursor)
    if found.spec is None and len(found.term) < SHORTEST:
        return ()
    counted = found.spec is not None and found.spec.kind != "order" and found.spec.name != "relation"
    made = []
    for candidate in found.candidates:
        whole = found.head + candidate.text + found.tail
        events = _events(index, whole) if counted else None
        count = None if events is None else len(events)
        made.append(Completion(whole, len(found.head + candidate.text), candidate.name, candidate.note, count))
    return () if [one.text for one in made] == [text] else tuple(made)


def _lookup(index: Index, text: str, cursor: int) -> _Lookup:
    """Look up what fits at the cursor, or remember it; not where it depends on user marks, which change."""
    return (_look_up if "is:" in text.lower() else _remembered)(index, text, cursor)


def _look_up(index: Index, text: str, cursor: int) -> _Lookup:
    match = _TERM.search(text[:cursor])
    if match is None or not match.group(2):
        return _NOTHING
    head, term = text[: match.start(2)], match.group(2)
    tail = _behind(term, text[cursor:])
    name, colon, typed = term.partition(":")
    name = name.lower()
    if not colon:
        fields = (spec for spec in FIELDS.values() if spec.name.startswith(name))
        found = [_Candidate(f"{spec.name}:", f"{spec.name}:", spec.help) for spec in fields]
        return _Lookup(head, term, tail, None, tuple(found[:MOST]))
    spec = FIELDS.get(name)
    if spec is None or (match.group(1) and spec.kind == "order"):  # an order cannot be negated
        return _NOTHING
    within = _events(index, head + tail) or index.events(tree.Everything())
    values = _values(index, spec, typed.removeprefix('"'), within)
    return _Lookup(head, term, tail, spec, tuple(islice(values, MOST)))


_remembered = lru_cache(maxsize=4)(_look_up)


def _behind(term: str, after: str) -> str:
    """Return what follows the term of which the beginning of `after` is the end."""
    if term.count('"') % 2 and after.count('"') % 2:  # its closing quotation mark is there
        return after[after.index('"') + 1 :]
    found = _REST.match(after)
    return after[found.end() :] if found else after


def _events(index: Index, text: str) -> BitMap | None:
    """Return the events of a query, after closing what is open in it; None where it is wrong."""
    try:
        parser.parse(text)
    except QueryError as error:
        text = error.suggestion or text
    try:
        return index.events(parser.parse(text))
    except QueryError:
        return None


def _values(index: Index, spec: FieldSpec, typed: str, within: BitMap) -> Iterator[_Candidate]:
    """Yield the values of a field that begin as `typed` does, those with the most events `within` first."""
    wanted = folding.fold(typed)
    if spec.names_records:
        yield from _named(index, spec, typed, within)
    elif spec.kind == "choice":
        titles = {value: _title(index, spec, value) for value in index.postings.values(spec.name) if value}
        fitting = [value for value, title in titles.items() if _begins((value, title), wanted)]
        fitting = fitting or [value for value, title in titles.items() if means(f"{title} {value}", typed)]
        for value in _by_frequency(index, spec, fitting, within):
            title = titles[value]
            yield _candidate(spec, value, title, "" if folding.fold(title) == folding.fold(value) else value)
    elif spec.kind == "date":
        for year in _years(index):
            name = year_name(int(year)) if int(year) < 1 else year
            if year != typed and _begins((year, name), wanted):
                yield _candidate(spec, year, name, "" if name == year else year)
    else:
        yield from (_candidate(spec, value) for value in spec.values if value.startswith(wanted))


def _candidate(spec: FieldSpec, value: str, name: str = "", note: str = "", spelling: str = "") -> _Candidate:
    return _Candidate(str(Field(spec.name, value)), name or value, note, spelling)


def _begins(names: Iterable[str], wanted: str) -> str:
    """Return the first of `names` that begins as `wanted`, a folded text, does; empty where none does."""
    return next((name for name in names if folding.fold(name).startswith(wanted)), "")


def _title(index: Index, spec: FieldSpec, value: str) -> str:
    """Return the title of a kind of event; of other values the words."""
    known = index.store.kinds.get(value) if spec.name == "kind" else None
    return known.title if known else value.replace("-", " ")


def _by_frequency(index: Index, spec: FieldSpec, values: Iterable[str], within: BitMap) -> list[str]:
    facet = index.postings.facet
    return sorted(values, key=lambda value: -within.intersection_cardinality(facet(spec.name, value)))


def _named(index: Index, spec: FieldSpec, typed: str, within: BitMap) -> Iterator[_Candidate]:
    """Yield records by a name that begins as `typed` does, then by a word in a name, then by sound."""
    words = folding.words(typed)
    numbers = index.postings.facet("section", spec.section)
    if words:
        numbers = numbers & name_terms.named(index.postings, words[-1:])
    likeliest = islice(in_list_order(index, numbers, spec.section, "events"), LOOKED_AT)
    ids = [index.postings.refs[number].id for number in likeliest]
    later: list[_Candidate] = []
    for record_id in _by_frequency(index, spec, ids, within):
        ref = Ref(spec.section, record_id)
        names = _spellings(index, ref)
        if first := _begins(names, folding.fold(typed)):
            title = index.store.name(ref)
            other = first not in (title, ref.id)
            yield _candidate(spec, ref.id, first if other else title, title if other else ref.id, first)
        elif words and (inside := _with_word(names, words[-1])):
            later.append(_candidate(spec, ref.id, index.store.name(ref), ref.id, inside))
    yield from later
    if words and not ids:
        alike = [index.postings.refs[number].id for number in index.called(spec.name, typed)]
        for record_id in _by_frequency(index, spec, alike, within):
            yield _candidate(spec, record_id, index.store.name(Ref(spec.section, record_id)), "another spelling")


def _with_word(names: Iterable[str], begun: str) -> str:
    """Return the first name with a word that begins as `begun` does; empty where none has one."""
    return next((name for name in names if any(word.startswith(begun) for word in folding.words(name))), "")


def _spellings(index: Index, ref: Ref) -> tuple[str, ...]:
    """Return the names of an entity, or id, title and publisher of a source."""
    if ref.section == "sources":
        source = index.store.sources[ref.id]
        return (ref.id, source.title, source.publisher)
    entity = index.store.entity(ref.id)
    return entity.spellings if entity is not None and entity.section == ref.section else (ref.id,)


def _years(index: Index) -> Iterator[str]:
    """Yield the years in which an event begins."""
    _, starts = index.postings.in_order("starts")
    at = bisect_left(starts, edtf.FIRST_DAY)
    while at < len(starts) and starts[at] <= edtf.LAST_DAY:
        year = year_text(edtf.year_of(starts[at]))
        yield year
        at = bisect_left(starts, (edtf.bounds(year)[1] or starts[at]) + 1, at)
