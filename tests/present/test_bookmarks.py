"""What the reader keeps, as it is shown."""

from __future__ import annotations

from making import joined, lines, store_of

from tui.core.model.records import Event, Ref
from tui.notebook.book import Book, with_bookmark, with_note, with_order, with_view
from tui.present.bookmarks import entries, signs_of, with_kept
from tui.present.cards.card import card
from tui.present.signs import use_signs
from tui.present.timeline.rows import EventRow, line

CUT, GONE = Ref("events", "cut-off"), Ref("events", "gone")


STORE = store_of(events=[Event(id="cut-off", title="Cut off", date="2020-08-09", summary="Nobody could call.")])


def text(book: Book, ref: Ref) -> list[str]:
    return lines(with_kept(card(STORE, ref), book, ref), 60)


def test_a_bookmark_comes_before_a_note() -> None:
    book = with_note(with_bookmark(with_note(Book(), CUT, "a", ""), CUT, ""), GONE, "b", "")
    assert signs_of(book) == {CUT: "⚑", GONE: "✎"}
    use_signs(ascii_only=True)
    assert signs_of(book) == {CUT: "b", GONE: "a"}


def test_the_note_stands_below_the_date_as_the_readers_own() -> None:
    told = text(with_note(Book(), CUT, "first [/]\nsecond\x1b[2J", "Cut off", kept="2026-01-02T03:04:05Z"), CUT)
    at = told.index("│ first [/]")
    assert told[at - 1].startswith("✎ Your note")
    assert told[at - 1].endswith("2 Jan 2026")
    assert told[at + 1] == "│ second␛[2J"
    assert told.index("Nobody could call.") > at


def test_the_title_of_what_is_bookmarked_has_the_sign_and_no_other() -> None:
    assert text(with_bookmark(Book(), CUT, ""), CUT)[0].split() == ["Cut", "off", "⚑"]
    assert text(with_bookmark(Book(), GONE, ""), CUT)[0] == "Cut off"


def test_the_list_has_views_first_then_records_as_they_were_kept_or_in_the_users_own_order() -> None:
    book = with_bookmark(Book(), CUT, "Cut off", "2020-08-09", kept="2026-01-01T00:00:00Z")
    book = with_note(book, GONE, "look  it\nup", "What it was called", "2020-08", kept="2026-01-02T00:00:00Z")
    book = with_view(with_view(book, "Winter", "date:2020-12"), "autumn", "date:2020-10")
    found = entries(book, STORE)
    assert [(entry.sign, entry.text, entry.gone) for entry in found] == [
        *(("/", "autumn", False), ("/", "Winter", False)),
        *(("⚑", "Cut off", False), ("✎", "What it was called", True)),
    ]
    assert [entry.aside for entry in found][2:] == ["9 Aug 2020", "Aug 2020  no longer in the dataset  look it up"]
    ordered = entries(with_order(book, [GONE, CUT]), STORE)
    assert ordered == (found[0], found[1], found[3], found[2])
    both = entries(with_note(book, CUT, "mine", "Cut off", kept="2026-01-03T00:00:00Z"), STORE)[2:]
    assert [(entry.sign, entry.aside) for entry in both if entry.text == "Cut off"] == [("⚑✎", "mine")]
    assert both[0].also == book.bookmark(CUT)


def test_dates_that_are_none_are_shown_as_they_stand() -> None:
    book = with_note(Book(), CUT, "words", "Cut off", date="soon", kept="yesterday")
    assert entries(book, STORE)[0].aside == "soon  words"
    assert "yesterday" in text(book, CUT)[3]


def test_the_sign_stands_apart_from_a_title_that_is_cut_and_every_row_keeps_its_width() -> None:
    row = EventRow(CUT, "9 Aug", "9 Aug", "◆", "", "A title that is far too long for its row", (), 2, True)
    use_signs(ascii_only=True)
    for width in (24, 40, 60):
        plain, marked = (joined(line(row, width, kept)) for kept in (" ", "b"))
        assert marked.endswith(" b 2!  ")
        assert len(plain) == len(marked) == width
