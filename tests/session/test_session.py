"""What can be done with an open dataset: filter, show, go to where one left, bookmark and note."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.errors import QueryError
from tui.core.model.problem import Problem
from tui.core.model.records import Ref
from tui.core.opening import Opened, open_dataset
from tui.core.query.parser import parse
from tui.core.query.tree import Everything
from tui.keys.keymap import key
from tui.notebook.book import LastPlace
from tui.notebook.keeper import Notebook
from tui.session import state
from tui.session.session import Notice, Session
from tui.session.state import Spot, State

QUILL, HPARK = Ref("people", "quill"), Ref("organisations", "hpark")
DECREE, CUT = Ref("events", "park-decree"), Ref("events", "network-cut")


@pytest.fixture
def session(harbour: Opened) -> Session:
    notebook = Notebook()
    notebook.open(harbour.folder, "Harbour")
    return Session(harbour, notebook)


def test_a_record_is_asked_for_by_its_new_id_on_every_step_of_the_way_once_it_is_read(session: Session) -> None:
    for text in ("person:quill", "kind:law"):
        session.go(state.show_query(session.state, parse(text)))
    session.go(state.go_back(session.state))
    session.follow_id(QUILL, Ref("people", "xyz"))
    session.go(session.showing(DECREE))  # until then it has the id that it had
    at = session.asking_by_new_ids()
    assert [str(spot.query) for spot in (*at.back, at.spot, *at.ahead)].count("person:xyz") >= 1
    assert all("quill" not in str(spot.query) for spot in (*at.back, at.spot, *at.ahead))
    again = Session(session.opened, session.notebook)
    assert again.stay(session) is not None  # nobody is called so here
    assert again.filter == Everything()


def test_a_change_that_is_refused_leaves_all_as_it_was(session: Session) -> None:
    session.go(state.with_query(session.state, parse("kind:law")))
    before, view = session.state, session.view
    with pytest.raises(QueryError):
        session.go(state.with_query(before, parse("org:nobody-at-all")))
    assert (session.state, session.view) == (before, view)
    assert (session.view.count, session.filter) == (2, parse("kind:law"))
    assert not session.checked
    session.go(session.suspended())
    assert session.filter == Everything()


@pytest.mark.parametrize(
    ("query", "at", "cursor", "count", "notice"),
    [
        ("", "", CUT, 16, None),  # where the dataset says that it opens
        ("kind:law", "", Ref("events", "park-decree"), 2, None),
        ("", "park-decree", DECREE, 16, None),
        ("", "quill", None, 5, None),
        ("", "gazette/cut", CUT, 16, None),
        ("date:2020", "park-decree", None, 12, None),
        ("", "nobody", CUT, 16, Notice("Nothing here is called nobody", "warn")),
        ("kind:law org:", "", Ref("events", "park-decree"), 2, "org: takes"),
        ("is:disputedd", "", CUT, 16, "— try is:disputed"),
    ],
)
def test_a_session_begins_at_a_record_and_under_a_filter(
    session: Session, query: str, at: str, cursor: Ref | None, count: int, notice: Notice | str | None
) -> None:
    said = session.begin(query, at)
    ref = session.store.find(at)
    if ref is not None and ref.section != "passages":
        assert session.view.subject == ref
    if cursor is not None:
        assert session.view.cursor == cursor
    assert session.view.count == (count if at != "quill" else 16)
    assert session.state.back == ()
    if isinstance(notice, str):
        assert said is not None
        assert (notice in said.text, said.tone) == (True, "plain" if query.endswith(":") else "warn")
    else:
        assert said == notice


def test_the_last_place_comes_back_without_a_filter_that_means_nothing_now(session: Session) -> None:
    session.resume(LastPlace(query="kind:law", chosen="events/park-decree", suspended=True))
    assert session.state == State(Spot(parse("kind:law"), suspended=True, chosen=DECREE))
    session.resume(LastPlace(query="org:nobody-at-all", chosen="events/park-decree"))
    assert session.state == State(Spot(chosen=DECREE))
    session.resume(LastPlace(query="org:nobody-at-all", suspended=True))
    assert session.filter == Everything()


def test_after_reading_again_the_state_stays_without_what_is_gone(session: Session) -> None:
    before = Session(session.opened, session.notebook)
    before.go(State(Spot(parse("kind:law"), opened=QUILL), back=(Spot(),)))
    assert session.stay(before) is None
    assert session.view.subject == QUILL
    assert session.state.back == (Spot(),)
    before.state = State(Spot(parse("kind:law"), opened=Ref("people", "nobody")))
    assert session.stay(before) is None
    assert session.view.subject == session.view.cursor
    before.state = State(Spot(parse("org:nobody-at-all")))
    said = session.stay(before)
    assert said is not None
    assert (said.text.startswith("no organisation here is called"), said.tone) == (True, "warn")
    assert (session.state.spot.query, session.view.count) == (Everything(), 16)


def test_from_a_record_that_is_gone_the_cursor_goes_to_the_next_one(session: Session) -> None:
    listed = [session.view.rows.ref(row) for row in range(len(session.view.rows))]
    refs = [ref for ref in listed if ref is not None]
    for cursor, gone, after in ((3, (3,), 4), (3, (3, 4), 2), (-1, (-1,), -2)):
        before = Session(session.opened, session.notebook)
        before.go(state.choose(before.state, refs[cursor]))
        opened = open_dataset(session.opened.folder)
        for number in gone:
            del opened.store._dataset.events[refs[number].id]  # type: ignore[attr-defined]
        again = Session(opened, session.notebook)
        again.stay(before)
        assert again.state.spot.chosen == refs[after]


def test_what_was_just_written_is_under_the_cursor_or_else_in_the_details(session: Session) -> None:
    before = Session(session.opened, session.notebook)
    before.go(State(Spot(parse("kind:law"))))
    session.stay(before, DECREE)
    assert (session.view.cursor, session.state.back) == (DECREE, ())
    hidden = next(
        ref
        for ref in map(before.views.view(State()).rows.ref, range(99))
        if ref and not before.views.lists(before.state, ref)
    )
    for ref in (QUILL, hidden):
        session.stay(before, ref)
        assert session.view.subject == ref
        assert str(session.filter) == "kind:law"


def test_a_filter_with_a_mistake_is_refused_or_cut_before_the_field_that_is_begun(session: Session) -> None:
    assert session.filter_by_text("kind:law") is None
    for text, query in (("kind:law date:nonsense", "kind:law"), ("(", "kind:law"), ("tidewatch org:", "tidewatch")):
        assert isinstance(session.filter_by_text(text), QueryError)
        assert str(session.state.spot.query) == query


@pytest.mark.parametrize(
    ("before", "days", "surely", "query"),
    [
        ("kind:law", ("2020-08-09", "2020-08-12"), False, "kind:law date:2020-08-09..2020-08-12"),
        ("date:2019 kind:law date!:2020", ("2020-08-09", "2020-08-09"), True, "kind:law date!:2020-08-09"),
        ("before:2020", ("2020-08-09", "2020-08-09"), False, "before:2020 date:2020-08-09"),
    ],
)
def test_days_take_the_place_of_the_time_in_the_filter(
    session: Session, before: str, days: tuple[str, str], surely: bool, query: str
) -> None:
    session.filter_by_text(before)
    first, last = (edtf.parse(day).earliest or 0 for day in days)
    after = session.filter_days(first, last, surely=surely)
    assert str(after.spot.query) == query
    assert len(after.back) == 1
    assert session.filter_days(first, last).spot.query.nodes[-1].name == "date"  # type: ignore[union-attr]


def test_a_record_is_shown_and_the_cursor_goes_along_only_where_it_is_listed(session: Session) -> None:
    session.go(state.choose(session.state, CUT))
    shown = session.showing(QUILL)
    assert (shown.spot.opened, shown.spot.chosen, shown.back) == (QUILL, CUT, (session.state.spot,))
    assert (session.showing(DECREE).spot.opened, session.showing(DECREE).spot.chosen) == (None, DECREE)
    session.filter_by_text("date:2020")
    hidden = session.showing(DECREE)
    assert (hidden.spot.opened, hidden.spot.chosen) == (DECREE, CUT)
    session.go(state.suspend(state.with_query(state.choose(session.state, None), parse("kind:law"))))
    assert session.suspended().spot.chosen == session.view.cursor == Ref("events", "park-founded")


def test_the_passage_is_that_of_the_current_piece_of_evidence(session: Session) -> None:
    session.go(state.choose(session.state, CUT))
    evidence = session.store.event("network-cut").evidence
    assert (len(evidence) > 1, session.citations) == (True, evidence)
    for citation, wanted in ((0, 0), (1, 1), (99, len(evidence) - 1)):
        session.go(state.cite(session.state, citation))
        assert session.passage == evidence[wanted].passage
    session.filter_by_text("cabel")
    assert (session.citations, session.passage) == ((), None)


def test_the_head_counts_problems_once_they_are_known(session: Session) -> None:
    found = [Problem(rule="uncited", message="Rests on nothing.", mend="", file=file) for file in ("a", "b")]
    session.opened = replace(session.opened, find_problems=lambda: found)
    assert session.head().problems == 0
    session.checked = True
    assert session.head().problems == 2


def test_bookmarks_and_notes_are_kept_and_said_and_the_list_follows_later(session: Session) -> None:
    later = "; the list follows when the filter is run again"
    session.go(state.choose(session.state, DECREE))
    note = f"   {key('write_note')} writes a note"
    assert session.toggle_bookmark(DECREE) == f"Bookmarked: Decree widens the park's rules{note}"
    (mark,) = session.notebook.book.bookmarks
    assert (mark.ref, mark.name, mark.date) == (DECREE, "Decree widens the park's rules", "2017-12-21")
    session.filter_by_text("is:bookmarked")
    assert session.view.count == 1
    assert session.toggle_bookmark(CUT) == f"Bookmarked: Network down in the whole town{note}{later}"
    session.go(session.state)
    assert session.view.count == 1
    session.refilter()
    session.go(session.state)
    assert session.view.count == 2
    assert session.toggle_bookmark(CUT) == f"The bookmark is removed{later}"
    session.filter_by_text("kind:law")
    assert session.toggle_bookmark(DECREE) == "The bookmark is removed"
    assert session.notebook.book.bookmarks == ()

    assert session.note(HPARK) == ""
    said = session.keep_note(HPARK, session.called(HPARK), "Look at this")
    assert said.startswith("The note is kept ")
    assert f"{key('find_name')} finds the next " in said, "which need not be in the list"
    assert said.endswith(f"{key('dossier')} makes a dossier of all kept")
    assert len(said) < 80
    assert session.note(HPARK) == "Look at this"
    assert session.called(HPARK) == ("Harbour Park", "")
    session.filter_by_text("is:noted")
    assert session.keep_note(HPARK, session.called(HPARK), " ") == f"There is no note now{later}"
    assert session.note(HPARK) == ""


def test_a_filter_is_remembered_once_in_a_row(session: Session) -> None:
    for text in ("", "kind:law", "kind:law", "date:2020", "kind:law"):
        session.filter_by_text(text)
        session.remember_filter()
    assert session.notebook.book.history[-1] == "kind:law"
    assert "" not in session.notebook.book.history
    assert len(session.notebook.book.history) >= 2
