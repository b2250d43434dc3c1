"""What is kept, as values: changes that can be made twice, and a file that says what it was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.errors import DamagedNotebookError, NewerNotebookError
from tui.core.model.records import Ref
from tui.notebook.book import (
    LONGEST_HISTORY,
    MOST_RECENT,
    Book,
    Framing,
    LastPlace,
    Note,
    from_bytes,
    put_back,
    take_off,
    to_bytes,
    with_bookmark,
    with_dossier,
    with_filter,
    with_note,
    with_recent,
    with_renamed,
    with_session,
    with_view,
    without_view,
)

DECREE, VOTE = Ref("events", "park-decree"), Ref("events", "harbour-vote")
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def test_one_bookmark_for_each_record_the_latest_last() -> None:
    book = with_bookmark(with_bookmark(Book(), DECREE, "Decree"), VOTE, "Vote")
    book = with_bookmark(book, DECREE, "Decree widens the rules")
    assert [(mark.ref, mark.name) for mark in book.bookmarks] == [(VOTE, "Vote"), (DECREE, "Decree widens the rules")]
    passage = Ref("passages", "gazette/quill-held")
    assert with_bookmark(Book(), passage, "").bookmarks[0].ref == passage


def test_a_bookmark_and_a_note_on_one_record_do_not_touch_each_other() -> None:
    book = with_note(with_bookmark(Book(), DECREE, "Decree"), DECREE, "look this up", "Decree")
    mark, note = book.bookmark(DECREE), book.note(DECREE)
    assert mark is not None
    assert note is not None
    assert take_off(book, note).bookmark(DECREE) == mark
    assert take_off(book, mark).note(DECREE) == note
    assert put_back(take_off(book, note), note) == book


def test_a_note_without_words_is_taken_off() -> None:
    book = with_note(Book(), DECREE, " look this up \n", "Decree")
    assert [note.text for note in book.notes] == ["look this up"]
    assert with_note(book, DECREE, " \n ", "Decree").notes == ()


def test_words_for_a_dossier_come_back_for_the_same_records_or_filter_and_for_no_others() -> None:
    records = tuple(Ref("events", name) for name in "abc")
    keys = tuple(f"events/{ref.id}" for ref in records)
    more, others = (*records, DECREE, VOTE), (records[0], DECREE, VOTE)
    kept, filtered = Framing(title="Mine", introduction="Hello", records=keys), Framing(title="Laws", query="kind:law")
    book = with_dossier(with_dossier(Book(), kept, "note", "Ann"), filtered, "plain", "Ann")
    assert (book.sender, book.dossier_style) == ("Ann", "plain")
    assert [book.framing(refs) for refs in (records, more, others, ())] == [kept, kept, Framing(), Framing()]
    assert [book.framing((), query) for query in ("kind:law", "kind:network")] == [filtered, Framing()]
    again = with_dossier(book, Framing(title="Ours", records=(*keys, "events/d")), "plain", "")
    assert [one.title for one in again.dossiers] == ["Laws", "Ours"]
    renamed = with_renamed(again, records[0], Ref("events", "z"))
    assert renamed.dossiers[1].records == ("events/z", *keys[1:], "events/d")
    earlier = Book(dossier_title="Old", dossier_introduction="Words")
    assert earlier.framing(records) == Framing(title="Old", introduction="Words")


def test_records_opened_lately_are_each_there_once_the_latest_first() -> None:
    book = with_recent(with_recent(with_recent(Book(), DECREE), VOTE), DECREE)
    assert book.recent_refs == (DECREE, VOTE)
    assert from_bytes(to_bytes(book)) == book
    for number in range(MOST_RECENT):
        book = with_recent(book, Ref("people", str(number)))
    assert len(book.recent_refs) == MOST_RECENT
    assert VOTE not in book.recent_refs


def test_history_has_each_filter_once_and_forgets_the_oldest() -> None:
    book = Book()
    for number in range(LONGEST_HISTORY + 10):
        book = with_filter(book, f"word{number}")
    book = with_filter(with_filter(book, "word100"), "")
    assert len(book.history) == LONGEST_HISTORY
    assert book.history[0] == "word10"
    assert book.history[-2:] == (f"word{LONGEST_HISTORY + 9}", "word100")


def test_a_view_takes_the_place_of_the_one_with_its_name() -> None:
    book = with_view(with_view(with_view(Book(), "laws", "kind:law"), "summer", "date:2020-08"), "laws", "kind:letter")
    assert {view.name: view.query for view in book.views} == {"summer": "date:2020-08", "laws": "kind:letter"}
    assert [view.name for view in without_view(book, "laws").views] == ["summer"]


@given(TEXT, TEXT, TEXT.filter(str.strip), st.integers(0, 9))
def test_every_book_comes_back_from_its_file_as_it_was(name: str, query: str, words: str, citation: int) -> None:
    book = with_view(with_note(Book(dataset=name), DECREE, words, name), name, query)
    book = with_session(with_bookmark(book, VOTE, name), LastPlace(query=query, citation=citation))
    assert from_bytes(to_bytes(book)) == book


def test_the_file_can_be_read_by_people() -> None:
    text = to_bytes(with_note(Book(), DECREE, "гавань", "Decree")).decode()
    assert text.startswith('{\n "letapis_notebook": 1,\n')
    assert '"text": "гавань"' in text


def test_what_is_no_notebook_is_damaged() -> None:
    wrong = (b"", b"{", b"[]", b"{}", b'{"letapis_notebook": "x"}', b'{"letapis_notebook": 1, "notes": [{}]}')
    for data in (*wrong, b"\xff", b"[" * 9999):
        with pytest.raises(DamagedNotebookError):
            from_bytes(data)


def test_no_beginning_of_a_file_passes_for_the_whole() -> None:
    data = to_bytes(with_note(Book(), DECREE, "words", "Decree")).rstrip()
    for end in range(len(data)):
        with pytest.raises(DamagedNotebookError):
            from_bytes(data[:end])


def test_a_later_format_is_not_taken_for_damage() -> None:
    with pytest.raises(NewerNotebookError):
        from_bytes(b'{"letapis_notebook": 2, "notes": {"quite": "other"}}')


def test_a_note_keeps_what_the_record_was_called() -> None:
    note = with_note(Book(), DECREE, "words", "Decree widens", "2017-12-21", "2026-01-02T03:04:05Z").notes[0]
    assert note == Note(
        record="events/park-decree", name="Decree widens", date="2017-12-21", kept="2026-01-02T03:04:05Z", text="words"
    )


@pytest.mark.parametrize("value", [b'"\xe5"', b"1e999", b'{"deep": [-1e999]}'])
def test_what_cannot_be_written_again_is_damage_also_where_this_version_does_not_look(value: bytes) -> None:
    raw = to_bytes(Book()).rstrip(b"}\n") + b', "later": ' + value + b"}"
    with pytest.raises(DamagedNotebookError):
        from_bytes(raw)


def test_what_is_kept_of_a_record_follows_its_id_and_comes_back_with_it() -> None:
    event, source, passage = Ref("events", "a"), Ref("sources", "s"), Ref("passages", "s/k")
    book = with_note(with_bookmark(Book(), event, "A"), passage, "mine", "K")
    for ref in (Ref("events", "ab"), source, passage):
        book = with_recent(with_bookmark(book, ref, ref.id), ref)
    book = with_session(book, LastPlace(chosen="events/a", opened="sources/s", reading="s/k"))
    renamed = with_renamed(with_renamed(book, event, Ref("events", "z")), source, Ref("sources", "t"))
    assert {one.record for one in renamed.bookmarks} == {"events/z", "events/ab", "sources/t", "passages/t/k"}
    assert [one.record for one in renamed.notes] == ["passages/t/k"]
    assert renamed.session == LastPlace(chosen="events/z", opened="sources/t", reading="t/k")
    assert with_renamed(book, passage, Ref("passages", "s/n")).session == LastPlace(
        chosen="events/a", opened="sources/s", reading="s/n"
    )
    back = with_renamed(with_renamed(renamed, Ref("sources", "t"), source), Ref("events", "z"), event)
    assert back == book


@pytest.mark.parametrize(
    ("query", "after"),
    [
        ("person:quill", "person:ada"),
        ("date:2020 (person:quill OR -id:quill) gate", "date:2020 (person:ada OR -id:ada) gate"),
        ("quill", "quill"),
        ("place:quill", "place:quill"),
        ("person:quill-b", "person:quill-b"),
        ("person:", "person:"),
    ],
)
def test_filters_that_are_kept_ask_for_a_record_by_its_new_id_and_again_by_the_old_one(query: str, after: str) -> None:
    book = with_session(with_view(with_filter(Book(), query), "V", query), LastPlace(query=query))
    old, new = Ref("people", "quill"), Ref("people", "ada")
    renamed = with_renamed(book, old, new)
    assert renamed.session is not None
    assert (renamed.views[0].query, renamed.history[-1], renamed.session.query) == (after, after, after)
    assert with_renamed(renamed, new, old) == book
