"""What a dossier needs beside the records: the user's notes, the documents and the state of the data."""

from __future__ import annotations

from msgspec.structs import replace

from tui.core.index.index import Index
from tui.core.model.records import Ref
from tui.core.opening import Opened
from tui.exchange.exporters.selection import Selection, Sender
from tui.notebook.book import Book


def sent(selection: Selection, opened: Opened, sender: Sender) -> Selection:
    """Return a selection as the sender of a dossier frames it, its excerpts to be compared with the documents."""
    return replace(selection, sender=sender, document=lambda source: opened.document(source)(), state=opened.state)


def notes_of(book: Book) -> dict[Ref, str]:
    """Return the user's note on each record that has one."""
    return {note.ref: note.text for note in book.notes}


def kept(index: Index, book: Book) -> Selection:
    """Return the records with a bookmark or a note, in the order in which they were kept; what is gone is left out."""
    return Selection(index.store, tuple(ref for ref in book.kept if index.store.find(f"{ref.section}/{ref.id}")))


def in_kept_order(selection: Selection, book: Book) -> Selection:
    """Return a selection with the kept records first, in the order in which they were kept."""
    place = {ref: number for number, ref in enumerate(book.kept)}
    refs = sorted(selection.refs, key=lambda ref: place.get(ref, len(place)))
    return replace(selection, refs=tuple(refs))
