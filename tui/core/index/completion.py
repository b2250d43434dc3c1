"""What a query may go on with while it is typed: names of fields, and the values that the dataset has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.core.index.index import Index
from tui.core.model.records import Ref
from tui.core.query import tree
from tui.core.query.fields import FIELDS
from tui.core.text import folding

if TYPE_CHECKING:
    from tui.core.index.offers import Offer

MOST = 20
"""Completions that are offered at once."""

LAST = re.compile(r'(?:^|[\s(])(-*)((?:[A-Za-z]+!?:)?(?:"[^"]*|[^\s()"]*))$')


def complete(index: Index, text: str) -> list[str]:
    """Return whole queries that begin as `text` does, its last term completed; at most MOST, the likeliest first."""
    match = LAST.search(text)
    if match is None:
        return []
    before, term = text[: match.start(2)], match.group(2)
    field, colon, value = term.partition(":")
    if not colon:
        fitting = [f"{name}:" for name in FIELDS if term and name.startswith(term.casefold())]
    elif field.casefold() in FIELDS and not (match.group(1) and field.casefold() == "sort"):
        fitting = list(dict.fromkeys(_values(index, field.casefold(), value.removeprefix('"'))))
        fitting = [str(tree.Field(field.casefold(), held)) for held in fitting]
    else:
        fitting = []
    return [before + done for done in fitting[:MOST] if done != term]


def _values(index: Index, field: str, typed: str) -> Iterator[str]:
    """Yield the values of a field that begin as `typed` does; names also by a word within them."""
    wanted = folding.fold(typed)
    spec = FIELDS[field]
    if spec.names_records:
        yield from _names(index, spec.section, wanted)
    elif spec.kind == "choice":
        held = index.postings.values(field)
        yield from (value for value in held if value and folding.fold(value).startswith(wanted))
    else:
        yield from (value for value in spec.values if value.startswith(wanted))


def _names(index: Index, section: str, wanted: str) -> Iterator[str]:
    """Yield the spellings that begin so, then the names of what has a word that begins so."""
    within = index.postings.facet("section", section)
    words = folding.words(wanted)
    if words:
        within = within & index.postings.starting_with(words[-1])
    others = []
    for number in within:
        ref = index.postings.refs[number]
        known = spellings(index, ref)
        fitting = [name for name in known if folding.fold(name).startswith(wanted)]
        begun = words[-1:]  # of signs alone nothing begins
        inside = (name for name in known for word in folding.words(name) if begun and word.startswith(begun[0]))
        if fitting:
            yield fitting[0]
        elif held := next(inside, ""):
            others.append(held)
    yield from others


def spellings(index: Index, ref: Ref) -> tuple[str, ...]:
    """Return what a record is called: of an entity all its names, of a source its id, title and publisher."""
    entity = index.store.entity(ref.id) if ref.section != "sources" else None
    if entity is not None and entity.section == ref.section:
        return entity.spellings
    source = index.store.sources.get(ref.id)
    return (ref.id, source.title, source.publisher) if source else (ref.id,)


def go_on(index: Index, text: str) -> str:
    """Return the likeliest query that goes on from `text` letter by letter, or nothing: what is shown behind it.

    While nothing of a value is typed, none is likelier than others.
    """
    if text.endswith(":"):
        return ""
    whole = next((offered for offered in complete(index, text) if offered.startswith(text)), "")
    match = LAST.search(text)
    if whole or match is None:
        return whole
    field, _, value = match.group(2).partition(":")
    spec = FIELDS.get(field.casefold())
    if not spec or not spec.names_records or len(value) < 2 or '"' in value:
        return ""
    wanted = folding.fold(value)
    held = (word for name in _names(index, spec.section, wanted) for word in folding.as_written(name))
    word = next((word for word in held if len(word) > len(value) and folding.fold(word).startswith(wanted)), "")
    return text + word[len(value) :] if word else ""


def offered(index: Index, text: str, cursor: int) -> tuple[Offer, ...]:
    """Return what is offered where the cursor stands in a text: see `offers`."""
    from tui.core.index.offers import offers  # nothing is offered before something is typed

    return offers(index, text, cursor)
