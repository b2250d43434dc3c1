"""The user's bookmarks, notes and saved views as shown: signs beside rows, notes on cards, the list of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.errors import DateError
from tui.core.model.records import Ref
from tui.core.store.base import Store
from tui.core.text.display import cut_at_word, shown
from tui.notebook.book import Book, Bookmark, Note, SavedView
from tui.present.page import Block, Page, Span, say
from tui.present.signs import signs

LONGEST_WORDS = 80
"""Cells of a note in the list."""


class KeptEntry(Struct, frozen=True):
    """A line of the list of bookmarks, notes and views. Texts are raw."""

    sign: str
    text: str
    """The current name of the record, or its last known one; for a view, the name of the view."""
    aside: str
    """The date of an event; the note's first words; the view's query; that the record is gone."""
    kept: Bookmark | SavedView
    """The bookmark, note or view of the line."""
    also: Bookmark | None = None
    """The bookmark on a record that has a note too."""
    gone: bool = False
    """Whether the dataset no longer has the record."""


class Sent(Struct, frozen=True):
    """Said of the list of what is kept: make a dossier of it, or of the view under the cursor."""

    under_cursor: KeptEntry | None


Answered: TypeAlias = KeptEntry | Sent
"""What the list of what is kept comes back with."""


def signs_of(book: Book) -> dict[Ref, str]:
    """Return the sign of each record with a bookmark or a note; a bookmark comes before a note."""
    return {note.ref: signs().noted for note in book.notes} | {mark.ref: signs().bookmark for mark in book.bookmarks}


def with_kept(page: Page, book: Book, ref: Ref) -> Page:
    """Return a card with the user's bookmark on its title, and the user's note below the head."""
    blocks = list(page.blocks)
    if blocks and book.bookmark(ref) is not None:
        blocks[0] = replace(blocks[0], aside=Span(signs().bookmark, "bar"))
    note = book.note(ref)
    if note is not None:
        at = next((at for at, block in enumerate(blocks) if at and block.space), len(blocks))
        blocks[at:at] = _note(note)
    return Page(tuple(blocks))


def _note(note: Note) -> Iterable[Block]:
    kept = _day(note.kept[:10])
    yield Block((Span(f"{signs().noted} Your note", "label"),), space=1, aside=say(kept, "muted") if kept else None)
    bar = Span(f"{signs().column} ", "bar")
    for line in note.text.split("\n"):
        yield Block((say(line),), bar=bar)


def entries(book: Book, store: Store) -> tuple[KeptEntry, ...]:
    """Return all entries: views by name, then records with a bookmark, a note or both, in their order."""
    views = sorted(book.views, key=lambda view: view.name.casefold())
    found = [KeptEntry(signs().view, view.name, view.query, view) for view in views]
    bookmarks, notes = ({one.ref: one for one in kept} for kept in (book.bookmarks, book.notes))
    found += [_entry([kept[ref] for kept in (notes, bookmarks) if ref in kept], store) for ref in book.kept]
    return tuple(found)


def _entry(kept: Sequence[Bookmark], store: Store) -> KeptEntry:
    """Return the line of a record with a note, a bookmark, or first its note and then its bookmark."""
    one, ref = kept[0], kept[0].ref
    gone = not _is_there(store, ref)
    day = _day(one.date)
    words = cut_at_word(" ".join(shown(one.text).split()), LONGEST_WORDS) if isinstance(one, Note) else ""
    aside = "  ".join(part for part in (day, "no longer in the dataset" if gone else "", words) if part)
    name = (one.name or ref.id) if gone else named(store, ref)
    sign = "".join(signs().noted if isinstance(each, Note) else signs().bookmark for each in reversed(kept))
    return KeptEntry(sign, name, aside, one, kept[1] if len(kept) > 1 else None, gone)


def named(store: Store, ref: Ref) -> str:
    """Return the name of a record in a bookmark (raw text); for a passage, its source and place."""
    if ref.section != "passages" or not _is_there(store, ref):
        return store.name(ref)
    passage = store.passage(ref.id)
    number = f", paragraph {passage.paragraph}" if passage.paragraph else ""
    return f"{store.name(ref)}{number}: {passage.gist or passage.quote or ref.id}"


def _is_there(store: Store, ref: Ref) -> bool:
    if ref.section != "passages":
        return store.record(ref) is not None
    source, _, passage = ref.id.partition("/")
    return source in store.sources and passage in store.sources[source].passages


def _day(text: str) -> str:
    """Return a date in words; the text itself where it is no date, as the file may be edited by hand."""
    try:
        return edtf.parse(text).display if text else ""
    except DateError:
        return text
