"""Run a query: a tree → the set of events that match, the other records that match, and the counts.

A set is a roaring bitmap of item numbers (see `postings`); events are numbered by the calendar.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from pyroaring import BitMap

from tui.core import dates, names, query, searchable
from tui.core.model import Ref
from tui.core.postings import AFTER_ALL, BEFORE_ALL, Postings, build
from tui.core.query import And, Everything, Field, Not, Or, Phrase, Query, QueryError, Word
from tui.core.store import Store


@dataclass(frozen=True)
class Result:
    """What a query gives."""

    query: Query
    events: BitMap
    """Numbers of the events that match; not to be changed."""
    others: BitMap
    """Numbers of the other records that match; not to be changed."""
    order: Sequence[int]
    """The matching events in the order to show them: by the calendar unless the query sorts otherwise."""
    total: int
    """How many events there are without a query."""
    must: int | None
    """Where the query asks what *may* be in a time: how many of the events *must* be in it."""

    @property
    def count(self) -> int:
        """How many events match."""
        return len(self.order)

    @property
    def by_calendar(self) -> bool:
        """Whether the events come in the order of the calendar."""
        return isinstance(self.order, BitMap)

    def position(self, number: int) -> int | None:
        """Return the place of an event in the order, 0-based, or None when it does not match."""
        if number not in self.events:
            return None
        return self.events.rank(number) - 1 if self.by_calendar else self.order.index(number)

    def nearest(self, number: int) -> int | None:
        """Return the matching event nearest to event `number` by the calendar, None where nothing matches."""
        if not self.events:
            return None
        before = self.events.rank(number)
        around = [self.events[at] for at in (before - 1, before) if 0 <= at < len(self.events)]
        return min(around, key=lambda other: abs(other - number))


class Index:
    """Answers queries over one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.postings: Postings = build(store)
        count = len(self.postings.refs)
        self._all = BitMap(range(count))
        self._events = BitMap(range(self.postings.events))
        self._by_end = sorted(range(count), key=self.postings.ends.__getitem__)
        self._ends = [self.postings.ends[number] for number in self._by_end]
        self._by_start = sorted(range(count), key=self.postings.starts.__getitem__)
        self._starts = [self.postings.starts[number] for number in self._by_start]
        self._matching = lru_cache(maxsize=256)(self._evaluate)

    def run(self, wanted: Query) -> Result:
        """Return what matches `wanted`.

        Raises:
            QueryError: a value that this dataset does not have, or a date that is none.
        """
        found = self._matching(wanted)
        events = found & self._events
        strict = _strictly(wanted)
        must = None if strict == wanted else len(self._matching(strict) & self._events)
        return Result(wanted, events, found - self._events, self._order(wanted, events), len(self._events), must)

    def number(self, event_id: str) -> int:
        """Return the number of an event. Raises KeyError where there is none."""
        return self.postings.numbers[Ref("events", event_id)]

    def event_id(self, number: int) -> str:
        """Return the id of the event with this number."""
        return self.postings.refs[number].id

    def refs(self, result: Result, section: str) -> list[Ref]:
        """Return the records of `section` that match: events in the order of the result, others as filed."""
        if section == "events":
            return [self.postings.refs[number] for number in result.order]
        numbers = result.others & self.postings.facet("section", section)
        return [self.postings.refs[number] for number in numbers]

    def counts(self, result: Result, field: str, values: Iterable[str]) -> dict[str, int]:
        """Return how many of the matching events have each of `values`."""
        facet = self.postings.facet
        return {value: result.events.intersection_cardinality(facet(field, value)) for value in values}

    def loosened(self, wanted: Query) -> list[tuple[Query, int]]:
        """Return for each term of `wanted` the term and how many events there are without it, most first."""
        parts = query.terms(wanted)
        found: list[tuple[Query, int]] = []
        for at, part in enumerate(parts):
            rest = query.joined(parts[:at] + parts[at + 1 :])
            found.append((part, len(self._matching(rest) & self._events)))
        return sorted(found, key=lambda pair: -pair[1])

    # evaluation

    def _evaluate(self, node: Query) -> BitMap:
        match node:
            case Everything():
                return self._all
            case Word():
                return self._words(names.words(node.text), open_end=True)
            case Phrase():
                return self._words(names.words(node.text), open_end=False)
            case Not():
                return self._all - self._matching(node.node)
            case And():
                return BitMap.intersection(*(self._matching(part) for part in node.nodes))
            case Or():
                return BitMap.union(*(self._matching(part) for part in node.nodes))
            case Field():
                return self._field(node)

    def _words(self, wanted: tuple[str, ...], *, open_end: bool) -> BitMap:
        """Return the items with these words one after the other; the last may be the beginning of one."""
        if not wanted:  # signs only, such as the "-" before a negation is typed out
            return self._all
        last = self.postings.starting_with(wanted[-1]) if open_end else self.postings.word(wanted[-1])
        if len(wanted) == 1:
            return last
        candidates = BitMap.intersection(last, *(self.postings.word(word) for word in wanted[:-1]))
        return BitMap(number for number in candidates if self._holds(number, wanted, open_end))

    def _holds(self, number: int, wanted: tuple[str, ...], open_end: bool) -> bool:
        found = searchable.texts(self.store, self.postings.refs[number])
        return any(searchable.holds(text, wanted, open_end=open_end) for _, text in found)

    def _field(self, field: Field) -> BitMap:
        return _EVALUATORS[field.name](self, field)

    def _entities(self, field: Field) -> BitMap:
        section = _SECTION_OF[field.name]
        found = self._named(field, section)
        if field.name == "place":
            found = [part for place in found for part in self.store.parts_of(place)]
        return BitMap.union(BitMap(), *(self.postings.facet(field.name, entity) for entity in found))

    def _named(self, field: Field, section: str) -> list[str]:
        """Return the ids in `section` that the value means: the id itself, else every name that fits."""
        known = self.store.ids(section)
        if field.value in known:
            return [field.value]
        wanted = names.words(field.value)
        found = [i for i in known if wanted and self._is_called(Ref(section, i), wanted)]
        if not found:
            raise self._unknown(field, [self.store.name(Ref(section, i)) for i in known])
        return found

    def _is_called(self, ref: Ref, wanted: tuple[str, ...]) -> bool:
        record = self.store.record(ref)
        if record is None:
            return False
        labels = ("title", "publisher") if ref.section == "sources" else ("name",)
        texts = searchable.own_texts(self.store, record)
        return any(label in labels and searchable.holds(text, wanted, open_end=True) for label, text in texts)

    def _source(self, field: Field) -> BitMap:
        found = self._named(field, "sources")
        return BitMap.union(BitMap(), *(self.postings.facet("source", source) for source in found))

    def _choice(self, field: Field) -> BitMap:
        """Return the items whose kind or type of relation starts as the value does, by id or title."""
        held = [value for name, value in self.postings.facets if name == field.name]
        wanted = names.fold(field.value)
        titles = {
            **{key: kind.title for key, kind in self.store.kinds.items()},
            **{key: kind.title for key, kind in self.store.relation_types.items()},
        }
        found = [v for v in held if v == field.value]
        found = found or [v for v in held if names.fold(v).startswith(wanted)]
        found = found or [v for v in held if names.fold(titles.get(v, "")).startswith(wanted)]
        if not found:
            raise self._unknown(field, held)
        return BitMap.union(BitMap(), *(self.postings.facet(field.name, value) for value in found))

    def _exact(self, field: Field) -> BitMap:
        return self.postings.facet(field.name, field.value)

    def _id(self, field: Field) -> BitMap:
        ref = self.store.find(field.value)
        if ref is None or ref not in self.postings.numbers:
            raise self._unknown(field, [ref.id for ref in self.postings.refs])
        return BitMap(n for r, n in self.postings.numbers.items() if r.id == ref.id)

    def _everything(self, field: Field) -> BitMap:
        return self._all

    def _date(self, field: Field) -> BitMap:
        first, last = self._range(field)
        if field.name == "date!":
            return self._from(first) & self._until(last) & self.postings.dated
        return self._ending_from(first) & self._starting_until(last) & self.postings.dated

    def _before(self, field: Field) -> BitMap:
        first, _ = self._range(field)
        return self._starting_until(first - 1) & self.postings.dated

    def _after(self, field: Field) -> BitMap:
        _, last = self._range(field)
        return self._ending_from(last + 1) & self.postings.dated

    def _known(self, field: Field) -> BitMap:
        """Return what rests on a source that was surely out by the end of the time given."""
        _, last = self._range(field)
        out = [s.id for s in self.store.sources.values() if s.issued and _latest(s.issued) <= last]
        return BitMap.union(BitMap(), *(self.postings.facet("source", source) for source in out))

    def _range(self, field: Field) -> tuple[int, int]:
        try:
            first, last = dates.parse_range(field.value)
        except dates.DateError as error:
            raise QueryError(f"{field.name}:{field.value} — {error}", 0, 0) from None
        return (BEFORE_ALL if first is None else first, AFTER_ALL if last is None else last)

    # items by their first and last day

    def _starting_until(self, day: int) -> BitMap:
        return BitMap(self._by_start[: bisect_right(self._starts, day)])

    def _from(self, day: int) -> BitMap:
        return BitMap(self._by_start[bisect_left(self._starts, day) :])

    def _until(self, day: int) -> BitMap:
        return BitMap(self._by_end[: bisect_right(self._ends, day)])

    def _ending_from(self, day: int) -> BitMap:
        return BitMap(self._by_end[bisect_left(self._ends, day) :])

    def _order(self, wanted: Query, events: BitMap) -> Sequence[int]:
        chosen = [field.value for field in query.fields(wanted, "sort")]
        if not chosen or chosen[-1] == "date":
            return events
        if chosen[-1] == "-date":
            return list(reversed(events))
        key = self._sort_key(chosen[-1])
        return sorted(events, key=key)

    def _sort_key(self, name: str) -> Callable[[int], tuple[object, int]]:
        def voices(number: int) -> tuple[object, int]:
            event = self.store.event(self.event_id(number))
            return (-len({citation.source for citation in event.evidence}), number)

        def title(number: int) -> tuple[object, int]:
            return (names.words(self.store.event(self.event_id(number)).title), number)

        return voices if name == "voices" else title

    def _unknown(self, field: Field, known: Sequence[str]) -> QueryError:
        """Return the error for a value that this dataset does not have, with the nearest one that it has."""
        what = {"org": "organisation", "id": "record"}.get(field.name, field.name)
        near = get_close_matches(field.value, known, n=1, cutoff=0.55)
        better = str(Field(field.name, near[0])) if near else ""
        hint = f": did you mean {near[0]}?" if near else ""
        return QueryError(f"no {what} here is called {field.value}{hint}", 0, 0, better)


_SECTION_OF = {"org": "organisations", "person": "people", "place": "places"}

_EVALUATORS: dict[str, Callable[[Index, Field], BitMap]] = {
    "org": Index._entities,
    "person": Index._entities,
    "place": Index._entities,
    "kind": Index._choice,
    "relation": Index._choice,
    "source": Index._source,
    "date": Index._date,
    "date!": Index._date,
    "before": Index._before,
    "after": Index._after,
    "known": Index._known,
    "id": Index._id,
    "is": Index._exact,
    "has": Index._exact,
    "sort": Index._everything,
}


def _strictly(node: Query) -> Query:
    """Return `node` with every "may be in" read as "must be in"."""
    match node:
        case Field(name="date"):
            return Field("date!", node.value)
        case Not():
            return node
        case And():
            return And(tuple(_strictly(part) for part in node.nodes))
        case Or():
            return Or(tuple(_strictly(part) for part in node.nodes))
        case _:
            return node


def _latest(text: str) -> int:
    latest = dates.parse(text).latest
    return AFTER_ALL if latest is None else latest


assert set(_EVALUATORS) == set(query.FIELDS), "every field of the grammar is evaluated"  # noqa: S101
