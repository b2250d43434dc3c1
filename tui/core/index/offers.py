"""What the filter offers while it is typed: fields and values, in any spelling, each with what it would give."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct
from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.errors import QueryError
from tui.core.index.completion import LAST, spellings
from tui.core.index.index import Index
from tui.core.model.records import Ref
from tui.core.query import parser, tree
from tui.core.query.fields import FIELDS
from tui.core.query.tree import Field
from tui.core.text import folding

MOST = 8
"""Offers at once."""
LOOKED_AT = 400
"""Values, the most frequent first, among whose spellings is looked."""
SHORTEST = 2
"""Letters from which on a plain word may be the name of a field."""

_REST = re.compile(r'[^\s()"]*')


class Offer(Struct, frozen=True):
    """A way to go on. Texts are raw."""

    text: str
    """The whole query with it."""
    cursor: int
    """Where the cursor stands in it then, in characters."""
    name: str
    note: str
    """What else there is to say of it; may be empty."""
    count: int | None
    """Events that the query then gives; None for a field, and where the rest of the query is not whole."""


class Value(Struct, frozen=True):
    """A value of a field: as the query has it, as people call it, and what else there is to say of it."""

    value: str
    name: str
    note: str = ""


def offers(index: Index, text: str, cursor: int) -> tuple[Offer, ...]:
    """Return how the term in which the cursor stands may go on, the likeliest first, and at most MOST."""
    match = LAST.search(text[:cursor])
    if match is None:
        return ()
    head, term, tail = text[: match.start(2)], match.group(2), _behind(match.group(2), text[cursor:])
    name, colon, typed = term.partition(":")
    name = name.lower()
    if not colon:
        known = FIELDS if len(term) >= SHORTEST else {}
        fields = (Value(f"{field}:", f"{field}:", spec.help) for field, spec in known.items() if field.startswith(name))
        return tuple(_offer(head, field.value, tail, field, None) for field in fields)[:MOST]
    if name not in FIELDS or (match.group(1) and name == "sort"):  # an order is nothing to negate
        return ()
    rest = _events(index, head + tail) or index.events(tree.Everything())
    made: list[Offer] = []
    for value in islice(_values(index, name, typed.removeprefix('"'), rest), MOST):
        said = str(Field(name, value.value))
        found = None if name in ("sort", "relation") else _events(index, head + said + tail)
        made.append(_offer(head, said, tail, value, None if found is None else len(found)))
    return () if [offer.text for offer in made] == [text] else tuple(made)


def _offer(head: str, said: str, tail: str, value: Value, count: int | None) -> Offer:
    return Offer(head + said + tail, len(head + said), value.name, value.note, count)


def _behind(term: str, after: str) -> str:
    """Return what follows the term whose end stands at the beginning of `after`."""
    if term.count('"') % 2 and after.count('"') % 2:  # its own quotation mark stands there
        return after[after.index('"') + 1 :]
    found = _REST.match(after)
    return after[found.end() :] if found else after


def _events(index: Index, text: str) -> BitMap | None:
    """Return the events that a query gives, once it is whole; None where it says what is not there."""
    try:
        return index.events(parser.parse(_whole(text)))
    except QueryError:
        return None


def _whole(text: str) -> str:
    """Return a query with what is not closed in it closed."""
    try:
        parser.parse(text)
    except QueryError as error:
        return error.suggestion or text
    return text


def _values(index: Index, field: str, typed: str, within: BitMap) -> Iterator[Value]:
    """Yield the values of a field that begin as `typed` does, those with the most events `within` first."""
    wanted = folding.fold(typed)
    spec = FIELDS[field]
    if spec.names_records:
        yield from _named(index, field, typed, within)
    elif spec.kind == "choice":
        held = [Value(value, *_titled(index, field, value)) for value in index.postings.values(field) if value]
        fitting = [one for one in held if any(folding.fold(name).startswith(wanted) for name in (one.value, one.name))]
        yield from _frequent(index, field, fitting, within)
    elif spec.values:
        yield from (Value(value, value) for value in spec.values if value.startswith(wanted))
    elif spec.kind == "date":
        yield from (Value(year, year) for year in _years(index) if year.startswith(typed) and len(typed) < len(year))


def _titled(index: Index, field: str, value: str) -> tuple[str, str]:
    """Return the title of a kind or type, and its id where that says something else."""
    known = index.store.kinds.get(value) if field == "kind" else None
    title = known.title if known else value.replace("-", " ")
    return title, "" if folding.fold(title) == folding.fold(value) else value


def _frequent(index: Index, field: str, values: Iterable[Value], within: BitMap) -> list[Value]:
    facet = index.postings.facet
    return sorted(values, key=lambda held: -within.intersection_cardinality(facet(field, held.value)))


def _named(index: Index, field: str, typed: str, within: BitMap) -> Iterator[Value]:
    """Yield names: those that begin so, then those with a word that does, then those that sound so."""
    section = FIELDS[field].section
    words = folding.words(typed)
    numbers = index.postings.facet("section", section)
    if words:
        numbers = numbers & index.postings.starting_with(words[-1])
    ids = [index.postings.refs[number].id for number in numbers]
    later: list[Value] = []
    for one in _frequent(index, field, [Value(known, "") for known in ids], within)[:LOOKED_AT]:
        ref = Ref(section, one.value)
        known = spellings(index, ref)
        first = next((name for name in known if folding.fold(name).startswith(folding.fold(typed))), "")
        inside = any(word.startswith(words[-1]) for name in known for word in folding.words(name)) if words else False
        if first:
            yield _called(index, ref, first)
        elif inside:
            later.append(_called(index, ref))
    yield from later
    if words and not ids:
        known_so = index.called(field, typed)
        sounding = [_called(index, Ref(section, one), note="another spelling") for one in known_so]
        yield from _frequent(index, field, sounding, within)


def _called(index: Index, ref: Ref, name: str = "", note: str = "") -> Value:
    """Return what to say of a record; by `name`, where that is another of its names, and its own one behind it."""
    own = index.store.name(ref)
    other = bool(name) and name not in (own, ref.id)
    return Value(ref.id, name if other else own, note or (own if other else ref.id))


def _years(index: Index) -> Iterator[str]:
    """Yield the years in which an event begins."""
    _, starts = index.postings.in_order("starts")
    at = bisect_left(starts, edtf.FIRST_DAY)
    while at < len(starts) and starts[at] <= edtf.LAST_DAY:
        year = f"{edtf.year_of(starts[at]):04}"
        yield year
        at = bisect_left(starts, (edtf.bounds(year)[1] or starts[at]) + 1, at)
