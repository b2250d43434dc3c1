"""What the panes show for a state: the row under the cursor, the counts, the headings and the chips."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tui.core.model.records import Ref
from tui.core.query import parser
from tui.core.query.parser import parse
from tui.notebook.book import Book
from tui.present.empty import NO_DETAILS, NO_EXCERPTS
from tui.session import state
from tui.session.state import State
from tui.session.view import View, Views, counted, ordered


@pytest.mark.parametrize(
    ("term", "chip"),
    [
        ("date:2020-08-09..2020-08-12", "date 9–12 Aug 2020"),
        ("date!:2020-08", "date surely Aug 2020"),
        ("date:2020-08..", "date since Aug 2020"),
        ("date:..2020", "date until 2020"),
        ("before:2020", "before 2020"),
        ("date:2020-08-09/2020-08-12", "date 9–12 Aug 2020"),
        ("date:[2020,2021]", "date 2020 or 2021"),
        ("date:[2020-08-09..2020-08-11]", "date between 9 and 11 Aug 2020"),
        ("date:20", "date 20"),
        ("dated:month", "dated to the month"),
        ("dated:other", "dated in another way"),
        ("-dated:day", "not dated to the day"),
        ("is:disputed", "disputed"),
        ("org:gullwing", "org Gullwing"),
        ("cable", "cable"),
        ("org:nobody", "org nobody"),
        ("kind:law", "kind law"),
        ("known:2020-09", "known Sept 2020"),
        ("before:2020-09", "before Sept 2020"),
        ("after:2020-09", "after Sept 2020"),
        ("after!:2020", "after surely 2020"),
        ("(org:gullwing OR org:hpark)", "org Gullwing or Harbour Park"),
        ("(cable OR lamp)", "cable or lamp"),
        ("(is:disputed OR is:noted)", "disputed or noted"),
        ("(cable OR org:hpark)", "cable OR org:hpark"),
        ("-(org:gullwing OR org:hpark)", "not org Gullwing or Harbour Park"),
    ],
)
def test_a_term_reads_as_words(views: Views, term: str, chip: str) -> None:
    assert views.chip(parser.parse(term)) == chip


def under(views: Views, text: str, chosen: Ref | None = None) -> View:
    return views.view(state.choose(state.with_query(State(), parse(text)), chosen))


@pytest.mark.parametrize(
    "text", ["kind:law", "date:2021", "id:park-decree", "person:quill", "date:2005..2017", "-date:2020"]
)
def test_the_cursor_goes_to_the_event_that_is_nearest_by_the_calendar(views: Views, text: str) -> None:
    events = list(views.store.event_ids)
    matching = [events.index(ref.id) for ref in views.index.refs(views.run(parse(text)), "events")]
    for number, event in enumerate(events):
        nearest = min(matching, key=lambda other: (abs(other - number), other))
        assert under(views, text, Ref("events", event)).cursor == Ref("events", events[nearest])


def test_the_cursor_without_a_chosen_event_is_on_the_first_row(views: Views) -> None:
    first = Ref("events", "park-founded")
    for chosen in (None, Ref("events", "nobody"), Ref("people", "quill"), first):
        assert under(views, "kind:law", chosen).cursor == first
    people = state.list_section(State(), "people", Ref("people", "quill"))
    assert views.view(people).cursor == Ref("people", "quill")
    assert views.view(state.choose(people, Ref("events", "park-decree"))).cursor == Ref("people", "lind")
    empty = under(views, "cabel", first)
    assert (empty.cursor, empty.subject, empty.count) == (None, None, 0)
    opened = views.view(state.open_record(state.choose(State(), first), Ref("people", "quill")))
    assert (opened.cursor, opened.subject) == (first, Ref("people", "quill"))
    assert views.lists(State(), first)
    assert not views.lists(State(), Ref("people", "quill"))


@pytest.mark.parametrize(
    ("text", "listing", "count", "heading"),
    [
        ("", "events", "16 events", "by date"),
        ("kind:law", "events", "2 of 16 events", "by date"),
        ("date:2020-08", "events", "10 of 16 events · 8 for certain", "by date"),
        ("date!:2020-08", "events", "8 of 16 events · 10 possibly", "by date"),
        ("tidewach", "events", "1 of 16 events · 1 by another spelling", "by date"),
        ("date:2020 tidewach", "events", "1 of 16 events · all for certain · 1 by another spelling", "by date"),
        ("org:hpark sort:title", "events", "5 of 16 events", "by title"),
        ("sort:date", "events", "16 events", "by date"),
        ("sort:-date", "events", "16 events", "by date, latest first"),
        ("sort:title", "people", "5 people", "by number of events"),
        ("date:2020-08", "organisations", "1 of 8 organisations", "by number of events"),
        ("id:quill", "people", "1 of 5 people", "by number of events"),
    ],
)
def test_what_is_listed_is_counted_under_its_heading(
    views: Views, text: str, listing: str, count: str, heading: str
) -> None:
    at = state.list_section(state.with_query(State(), parse(text)), listing, None)
    view = views.view(at)
    assert (" · ".join(filter(None, counted(view))), ordered(view)) == (count, heading)
    if listing == "people":
        assert counted(replace(view, total=1, count=1)) == ("1 person", "")
    head = views.head(state.suspend(at), view, 3)
    assert (head.title, head.problems) == ("The harbour software sector", 3)
    assert (head.count, head.readings) == counted(view)
    assert (head.suspended, head.timed) == (True, "date" in text and "sort" not in text)
    assert len(head.chips) == len(text.split())


def test_the_day_of_an_event_and_the_event_nearest_to_a_day(views: Views) -> None:
    result, starts, ends = views.run(parse("")), views.index.postings.starts, views.index.postings.ends
    days = {event: views.day(Ref("events", event)) for event in views.store.event_ids}
    assert (days["network-cut"], days["eleven-firms"]) == (737646, 737849)
    assert views.day(None) is views.day(Ref("people", "quill")) is None
    for day in range(737630, 737680):
        nearest = min(range(16), key=lambda n: (abs(starts[n] - day), starts[n] != ends[n]))
        assert views.nearest_day(result, day) == Ref("events", views.index.event_id(nearest))
    assert views.nearest_day(result, 737646) == Ref("events", "council-vote")  # not what goes on for days
    assert views.nearest_day(views.run(parse("cabel")), 1) is None


def test_what_is_known_at_a_day_lists_what_appeared_since_too(views: Views) -> None:
    at = state.know(State(), "2020-09")
    view = views.view(at)
    assert (view.count, view.listed.count, view.at is not None, view.standing is not None) == (
        view.count,
        16,
        True,
        True,
    )
    again = views.view(at)
    assert (again.at, again.rows) == (view.at, view.rows)
    assert again.at is view.at
    other = views.view(state.know(State(), "2021"))
    assert other.at is not None
    assert other.at.text == "2021"
    only = views.view(state.show_since(at))
    assert only.listed == only.result
    assert 0 < only.count == view.count < 16
    plain = views.view(State())
    assert (plain.at, plain.standing) == (None, None)
    assert views.view(state.with_query(State(), parse("known:2020-08.."))).at is None  # it has no last day


def test_pages_are_made_again_only_for_another_record_query_or_piece_of_evidence(views: Views) -> None:
    quill = state.choose(State(), Ref("events", "quill-held"))
    view, book = views.view(quill), Book()
    page, excerpts = views.card(view, book), views.excerpts(view)
    again = views.view(quill)
    assert views.card(again, book) is page
    assert views.excerpts(again) is excerpts
    assert again.rows is view.rows
    assert views.excerpts(views.view(state.cite(quill, 1))) is not excerpts
    other = views.view(State())
    assert views.card(other, book) is not page
    assert views.citations(view) == views.store.event("quill-held").evidence
    nothing = under(views, "cabel")
    assert (views.card(nothing, book), views.excerpts(nothing), views.citations(nothing)) == (
        NO_DETAILS,
        NO_EXCERPTS,
        (),
    )
    assert views.caption(None) == ""
    assert views.caption(Ref("events", "council-vote")) == "9 Aug 2020  Vote for the harbour council"
    assert views.caption(Ref("people", "quill")) == "Ada Quill"
