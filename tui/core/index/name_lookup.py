"""Look up the records that a field's value names, by id or by name in any spelling, and suggest the nearest name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from pyroaring import BitMap

from tui.core.errors import QueryError
from tui.core.index import name_terms, searchable_text
from tui.core.index.postings import Postings
from tui.core.model.records import Ref
from tui.core.query.fields import FIELDS
from tui.core.query.tree import Field
from tui.core.store.base import Store
from tui.core.text import folding, spelling
from tui.core.text.suggest import did_you_mean

MANY = 2000
"""Records among which the one nearest to a mistyped value is looked for at once."""


def spelled_like(postings: Postings, text: str, kind: str = "") -> BitMap:
    """Return the items with a name of which `text`, one word, is a spelling, or the beginning of one.

    `kind` is what the terms begin with: `name_terms.SOUNDING` finds sources; without it, entities and what is tied to
    them are found.
    """
    words = folding.as_written(text)
    found = [BitMap()]
    if len(words) == 1:
        own = spelling.script(words[0])
        for key in spelling.keys(words[0]):
            for script in spelling.SCRIPTS:
                term = kind + searchable_text.name_term(script, key)
                as_beginning = spelling.is_beginning(key, same_script=script == own)
                found.append(postings.starting_with(term) if as_beginning else postings.word(term))
    return BitMap.union(*found)


class Naming:
    """Looks names up in one dataset."""

    def __init__(self, store: Store, postings: Postings) -> None:
        self.store, self.postings = store, postings

    def called(self, field: Field) -> list[str]:
        """Return the ids of what the value of a field names, in any spelling; empty where nothing is called so."""
        return [self.postings.refs[number].id for number in self.numbers(field)]

    def numbers(self, field: Field) -> BitMap:
        """Return the numbers of what the value of a field names, in any spelling."""
        if found := self.literal(field):
            return found
        section = FIELDS[field.name].section
        return BitMap(self.postings.numbers[Ref(section, one)] for one in self.like(field.value, section))

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
        return [self.postings.refs[number].id for number in self.literal(field)]

    def literal(self, field: Field) -> BitMap:
        """Return the numbers of what is called so to the letter."""
        section, postings = FIELDS[field.name].section, self.postings
        for known in (field.value, field.value.lower()):  # ids are in small letters
            if (number := postings.numbers.get(Ref(section, known))) is not None:
                return BitMap([number])
        wanted = folding.words(field.value)
        if not wanted:
            return BitMap()
        candidates = postings.facet("section", section) & name_terms.named(postings, wanted)
        return candidates if len(wanted) == 1 else BitMap(filter(partial(self._holds, wanted), candidates))

    def together(self, field: Field) -> BitMap:
        """Return all that is tied to what has a name which begins so, where that is kept together; else nothing.

        It is not kept for places, which also mean the places within them, nor for what is known by its id.
        """
        section, wanted = FIELDS[field.name].section, folding.words(field.value)
        if section == "places" or len(wanted) != 1 or len(wanted[0]) > name_terms.LETTERS:
            return BitMap()
        is_id = any(Ref(section, known) in self.postings.numbers for known in (field.value, field.value.lower()))
        return BitMap() if is_id else name_terms.found_by(self.postings, field.name, wanted[0])

    def _holds(self, wanted: tuple[str, ...], number: int) -> bool:
        names = self._names(self.postings.refs[number])
        return any(searchable_text.holds(name, wanted, open_end=True) for name in names)

    def like(self, text: str, section: str) -> list[str]:
        """Return the ids of what has a name in which all words of a text stand, spelled differently."""
        written = folding.as_written(text)
        if not written:
            return []
        kind = name_terms.SOUNDING if section == "sources" else ""
        sounding = (spelled_like(self.postings, word, kind) for word in written)
        candidates = BitMap.intersection(self.postings.facet("section", section), *sounding)
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
        return name_terms.names_of(self.store, ref, record) if record is not None else ()


def unknown(field: Field, known: Sequence[str], alike: Sequence[str] = ()) -> QueryError:
    """Return the error for a value that this dataset does not have, with the nearest one that it has.

    `alike` are those that mean the same. Where none is near and there are few, they are named.
    """
    near = next(iter(alike), "") or did_you_mean(field.value, known)
    better = str(Field(field.name, near)) if near else ""
    hint = f": did you mean {near}?" if near else ""
    if not near and FIELDS[field.name].kind == "choice" and any(known):
        hint = f": there are {', '.join(filter(None, known))}"
    noun = FIELDS[field.name].noun
    return QueryError(f"no {noun} here is called {field.value}{hint}", field.start, field.end, better)
