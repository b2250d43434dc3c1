"""What a dossier is made of: the records that the user keeps, in the order in which they were kept."""

from __future__ import annotations

from making import shipped

from tui.core.model.records import Ref
from tui.exchange.exporters.selection import Selection
from tui.notebook.book import Book, with_bookmark, with_note
from tui.session.dossier import in_kept_order, kept, notes_of

CUT, QUILL, PARK, GONE = (
    Ref("events", "network-cut"),
    Ref("people", "quill"),
    Ref("organisations", "hpark"),
    Ref("events", "gone"),
)


def test_kept_records_come_in_the_order_in_which_they_were_kept_without_what_is_gone() -> None:
    book = with_bookmark(Book(), QUILL, "Quill", kept="2020-01-01T00:00:00")
    book = with_note(book, CUT, "Why?", "Cut", kept="2020-01-02T00:00:00")
    book = with_bookmark(book, GONE, "Gone", kept="2020-01-03T00:00:00")
    assert kept(shipped(), book).refs == tuple(ref for ref in book.kept if ref != GONE)
    assert set(kept(shipped(), book).refs) == {QUILL, CUT}
    assert notes_of(book) == {CUT: "Why?"}
    ordered = in_kept_order(Selection(shipped().store, (PARK, CUT, GONE, QUILL)), book)
    assert ordered.refs == (*book.kept, PARK)
    assert in_kept_order(Selection(shipped().store, (PARK, CUT)), Book()).refs == (PARK, CUT)
