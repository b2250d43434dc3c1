"""Look up the records that a field's value names, by id or by name in any spelling, and suggest the nearest name."""

from __future__ import annotations

from collections.abc import Sequence

from pyroaring import BitMap

from tui.core.errors import QueryError
from tui.core.index import searchable_text
from tui.core.index.postings import Postings
from tui.core.model.records import Named, Ref, Source
from tui.core.query.fields import FIELDS
from tui.core.query.tree import Field
from tui.core.store.base import Store
from tui.core.text import folding, spelling
from tui.core.text.suggest import did_you_mean

MANY = 2000
"""Records among which the one nearest to a mistyped value is looked for at once."""


def spelled_like(postings: Postings, text: str) -> BitMap:
    """Return the items with a name of which `text`, one word, is a spelling, or the beginning of one."""
    words = folding.as_written(text)
    found = [BitMap()]
    if len(words) == 1:
        own = spelling.script(words[0])
        for key in spelling.keys(words[0]):
            for script in spelling.SCRIPTS:
                term = searchable_text.name_term(script, key)
                as_beginning = spelling.is_beginning(key, same_script=script == own)
                found.append(postings.starting_with(term) if as_beginning else postings.word(term))
    return BitMap.union(*found)


class Naming:
    """Looks names up in one dataset."""

    def __init__(self, store: Store, postings: Postings) -> None:
        self.store, self.postings = store, postings

    def called(self, field: Field) -> list[str]:
        """Return the ids of what the value of a field names, in any spelling; empty where nothing is called so."""
        return self.literally(field) or self.like(field.value, FIELDS[field.name].section)

    def named(self, field: Field) -> list[str]:
        """Return the ids that the value of a field means: the id, else the names that hold it, else sound so.

        Raises:
            QueryError: nothing is called so; it names what is called nearly so.
        """
        found = self.called(field)
        if not found:
            raise unknown(field, self._near(field.value, FIELDS[field.name].section))
        return found

    def literally(self, field: Field) -> list[str]:
        """Return the ids of what is called so to the letter."""
        section = FIELDS[field.name].section
        for known in (field.value, field.value.lower()):  # ids are in small letters
            if Ref(section, known) in self.postings.numbers:
                return [known]
        wanted = folding.words(field.value)
        if not wanted:
            return []
        having = [self.postings.starting_with(wanted[-1]), *(self.postings.word(word) for word in wanted[:-1])]
        candidates = BitMap.intersection(self.postings.facet("section", section), *having)
        refs = [self.postings.refs[number] for number in candidates]
        return [
            ref.id
            for ref in refs
            if any(searchable_text.holds(name, wanted, open_end=True) for name in self._names(ref))
        ]

    def like(self, text: str, section: str) -> list[str]:
        """Return the ids of what has a name in which all words of a text stand, spelled differently."""
        written = folding.as_written(text)
        if not written:
            return []
        candidates = self.postings.facet("section", section)
        if section != "sources":  # titles are not filed by their sound; sources are few
            candidates = BitMap.intersection(candidates, *(spelled_like(self.postings, word) for word in written))
        return [
            ref.id
            for ref in (self.postings.refs[number] for number in candidates)
            if any(all(searchable_text.spells(word, name) for word in written) for name in self._names(ref))
        ]

    def _near(self, value: str, section: str) -> list[str]:
        """Return the names in a section that a mistyped value may mean; in a big one, those that begin like it."""
        items = self.postings.facet("section", section)
        if len(items) > MANY:
            items = items & self.postings.starting_with(folding.fold(value)[:2])
        return [name for number in items[:MANY] for name in self._names(self.postings.refs[number])]

    def _names(self, ref: Ref) -> Sequence[str]:
        record = self.store.record(ref)
        if isinstance(record, Source):
            return (record.title, record.publisher)
        return record.spellings if isinstance(record, Named) else ()


def unknown(field: Field, known: Sequence[str]) -> QueryError:
    """Return the error for a value that this dataset does not have, with the nearest one that it has."""
    near = did_you_mean(field.value, known)
    better = str(Field(field.name, near)) if near else ""
    hint = f": did you mean {near}?" if near else ""
    noun = FIELDS[field.name].noun
    return QueryError(f"no {noun} here is called {field.value}{hint}", field.start, field.end, better)
