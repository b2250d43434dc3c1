"""A query's tree → the set of items that match.

A set is a roaring bitmap of item numbers (see `postings`). Sets that come out of here are shared: not to be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TypeAlias

from pyroaring import BitMap

from tui.core.dates import edtf
from tui.core.errors import DateError, QueryError
from tui.core.index import searchable_text
from tui.core.index.facets import AFTER_ALL, BEFORE_ALL
from tui.core.index.name_lookup import MANY, Naming, spelled_like, unknown
from tui.core.index.postings import Postings
from tui.core.index.report_days import told_until
from tui.core.index.until_day import UntilDay
from tui.core.index.user_marks import Own, asked_for, items, nothing
from tui.core.model.records import Ref
from tui.core.model.sections import SECTIONS
from tui.core.query.fields import FIELDS, USER_MARKS, FieldKind
from tui.core.query.tree import And, Everything, Field, Not, Or, Phrase, Query, Word, is_searchable
from tui.core.store.base import Store
from tui.core.store.related import parts_of
from tui.core.text import folding
from tui.core.text.synonyms import means

Texts: TypeAlias = Callable[[], Mapping[str, str]]
"""Gives the full texts at hand, by source id; called when they are first searched."""


class Evaluator:
    """Evaluates trees over one dataset; what it has found it keeps."""

    def __init__(self, store: Store, postings: Postings, texts: Texts | None = None) -> None:
        self.store = store
        self.postings = postings
        self.naming = Naming(store, postings)
        self._texts = texts
        self.all = BitMap(range(len(postings.refs)))
        self.own: Own = nothing
        """The source of user marks."""
        self._kept = lru_cache(maxsize=512)(self._evaluate)

    def matching(self, node: Query, respelled: bool = True) -> BitMap:
        """Return the items that match; `respelled` says whether other spellings of names count."""
        return (self._evaluate if asked_for(node) else self._kept)(node, respelled)

    def _evaluate(self, node: Query, respelled: bool) -> BitMap:
        match node:
            case Everything():
                return self.all
            case Word(text="-"):  # before the negation is typed out
                return self.all
            case Word():
                found = self.words(folding.words(node.text), open_end=True)
                return found | spelled_like(self.postings, node.text) if respelled else found
            case Phrase():
                return self.words(folding.words(node.text), open_end=False)
            case Not():
                if isinstance(node.node, Field) and FIELDS[node.node.name].kind == "order":
                    raise _negated_order(node.node)
                return self.all - self.matching(node.node, respelled)
            case And():
                parts = [part for part in node.nodes if is_searchable(part)]  # a dash between words is none of them
                return BitMap.intersection(*(self.matching(part, respelled) for part in parts)) if parts else BitMap()
            case Or():
                return BitMap.union(*(self.matching(part, respelled) for part in node.nodes))
            case Field():
                if FIELDS[node.name].names_records and not respelled and not self.naming.literal(node):
                    return BitMap()
                return _EVALUATORS[FIELDS[node.name].kind](self, node)

    # words

    def words(self, wanted: tuple[str, ...], *, open_end: bool) -> BitMap:
        """Return the items with these words one after the other; the last may be the beginning of one."""
        if not wanted:
            return BitMap()
        last = self.postings.starting_with(wanted[-1]) if open_end else self.postings.word(wanted[-1])
        if len(wanted) == 1:
            return last
        found = self.postings.phrase(wanted, open_end=open_end)
        return self._looked_through(wanted, last, open_end=open_end) if found is None else found

    def _looked_through(self, wanted: tuple[str, ...], last: BitMap, *, open_end: bool) -> BitMap:
        """Return the items out of `last`, those with the last word, with all of the words one after the other."""
        candidates = BitMap.intersection(last, *(self.postings.word(word) for word in wanted[:-1]))
        seen: dict[str, bool] = {}  # records share passages and names

        def holds(text: str) -> bool:
            if text not in seen:
                seen[text] = searchable_text.holds(text, wanted, open_end=open_end)
            return seen[text]

        refs = self.postings.refs
        return BitMap(n for n in candidates if any(map(holds, searchable_text.texts(self.store, refs[n]))))

    # fields

    def named(self, field: Field) -> BitMap:
        """Return the items tied to an entity or source, and itself; of a place, also those of the places within it."""
        if together := self.naming.together(field):
            return together
        found = self.naming.named(field)
        if FIELDS[field.name].section == "places":
            found = [part for place in found for part in parts_of(self.store, place)]
        return self._any_of(field.name, found)

    def _any_of(self, name: str, values: Sequence[str]) -> BitMap:
        return BitMap.union(BitMap(), *(self.postings.facet(name, value) for value in values))

    def choice(self, field: Field) -> BitMap:
        """Return the items whose kind or type of relation starts as the value does, by id, title or a word of it."""
        held = self.postings.values(field.name)
        wanted = folding.fold(field.value)
        titles = {
            **{key: kind.title for key, kind in self.store.kinds.items()},
            **{key: kind.title for key, kind in self.store.relation_types.items()},
        }
        found = [v for v in held if v == field.value]
        found = found or [v for v in held if folding.fold(v).startswith(wanted)]
        found = found or [v for v in held if folding.fold(titles.get(v, "")).startswith(wanted)]
        found = found or [v for v in held if any(w.startswith(wanted) for w in folding.words(titles.get(v, "")))]
        if not found:
            raise unknown(field, held, [v for v in held if means(f"{titles.get(v, '')} {v}", field.value)])
        return self._any_of(field.name, found)

    def exact(self, field: Field) -> BitMap:
        """Return the items that are or have what the value says."""
        if field.name == "is" and field.value in USER_MARKS:
            return items(self.own, self.postings, field.value)
        return self.postings.facet(field.name, field.value)

    def record(self, field: Field) -> BitMap:
        """Return the record with this id, in whatever section."""
        ref = self.store.find(field.value) or self.store.find(field.value.lower())
        if ref is None or ref not in self.postings.numbers:
            raise unknown(field, self._ids_near(field.value))
        sections = SECTIONS if "/" not in field.value else (ref.section,)
        same = (Ref(section, ref.id) for section in sections)
        return BitMap(self.postings.numbers[known] for known in same if known in self.postings.numbers)

    def _ids_near(self, value: str) -> list[str]:
        refs = self.postings.refs
        near = refs if len(refs) <= MANY else self.postings.ids_from(value[:2], MANY)
        return [ref.id for ref in near]

    def everything(self, field: Field) -> BitMap:
        """Return all items: the field filters nothing."""
        return self.all

    def text(self, field: Field) -> BitMap:
        """Return the sources whose document holds the value, and what rests on them."""
        texts = self._texts() if self._texts else {}
        if not texts:
            message = "text: looks in the documents, and there are none here: open the dataset with --documents DIR"
            raise QueryError(message, field.start, field.end)
        wanted = folding.words(field.value)
        held = (
            source for source, text in texts.items() if wanted and searchable_text.holds(text, wanted, open_end=True)
        )
        return self._any_of("source", list(held))

    # dates

    def date(self, field: Field) -> BitMap:
        """Return the dated items that may be, or with `date!:` must be, in a time."""
        first, last = self._range(field)
        if FIELDS[field.name].must:
            return self._from(first) & self._until(last) & self.postings.dated
        return (self._ending_from(first) & self._starting_until(last) & self.postings.dated) - self._beside(first, last)

    def before(self, field: Field) -> BitMap:
        """Return the dated items that may begin, or with `before!:` must end, before a time."""
        first, _ = self._range(field)
        if FIELDS[field.name].must:
            return self._until(first - 1) & self.postings.dated
        return self._starting_until(first - 1) & self.postings.dated

    def after(self, field: Field) -> BitMap:
        """Return the dated items that may end, or with `after!:` must begin, after a time."""
        _, last = self._range(field)
        if FIELDS[field.name].must:
            return self._from(last + 1) & self.postings.dated
        return self._ending_from(last + 1) & self.postings.dated

    def known(self, field: Field) -> BitMap:
        """Return what rests on a source that was surely out by the end of the time given."""
        _, last = self._range(field)
        return told_until(self.postings, last)

    def _range(self, field: Field) -> tuple[int, int]:
        try:
            first, last = edtf.parse_range(field.value)
        except DateError as error:
            from tui.core.query.typed_dates import mistaken

            raise mistaken(field, error) from None
        return (BEFORE_ALL if first is None else first, AFTER_ALL if last is None else last)

    @cached_property
    def _sets(self) -> Sequence[edtf.Date]:
        return [edtf.parse(text) for text in self.postings.values("gaps")]

    def _beside(self, first: int, last: int) -> BitMap:
        """Return the items whose date is one of several, none of which is in a time: it is in a gap between two."""
        return self._any_of("gaps", [date.text for date in self._sets if not date.may_be_in(first, last)])

    @cached_property
    def _by_start(self) -> UntilDay:
        return UntilDay(*self.postings.in_order("starts"))

    @cached_property
    def _by_end(self) -> UntilDay:
        return UntilDay(*self.postings.in_order("ends"))

    def _starting_until(self, day: int) -> BitMap:
        return self._by_start.until(day)

    def _from(self, day: int) -> BitMap:
        return self.all - self._by_start.before(day)

    def _until(self, day: int) -> BitMap:
        return self._by_end.until(day)

    def _ending_from(self, day: int) -> BitMap:
        return self.all - self._by_end.before(day)


def _negated_order(field: Field) -> QueryError:
    """Return what to say of an order with a minus before it, which may be meant to turn it round."""
    turned = "sort:-date" if field.value == "date" else f"sort:{field.value}"
    message = f"sort: orders and filters nothing, so there is nothing to negate: write {turned}"
    return QueryError(message, field.start, field.end)


_EVALUATORS: dict[FieldKind, Callable[[Evaluator, Field], BitMap]] = {
    "name": Evaluator.named,
    "choice": Evaluator.choice,
    "closed": Evaluator.exact,
    "date": Evaluator.date,
    "before": Evaluator.before,
    "after": Evaluator.after,
    "report_time": Evaluator.known,
    "id": Evaluator.record,
    "document": Evaluator.text,
    "order": Evaluator.everything,
}
