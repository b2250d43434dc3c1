"""A value picked from the screen: a chip, or a word on why not; never an empty list without one."""

from __future__ import annotations

from tui.core.model.records import Ref
from tui.core.model.sections import LISTED_SECTIONS
from tui.core.query import parser
from tui.present.cards.card import card
from tui.session import state
from tui.session.picking import no_filter, picked
from tui.session.state import State
from tui.session.view import Views


def under(text: str) -> State:
    return state.with_query(State(), parser.parse(text))


def test_a_value_narrows_and_one_step_takes_it_back(views: Views) -> None:
    found = picked(views, under("kind:law"), parser.parse("org:hpark"))
    assert (str(found.state.spot.query), found.said, found.refused) == ("kind:law org:hpark", "", False)
    assert state.go_back(found.state).spot == under("kind:law").spot


def test_a_value_that_leaves_nothing_takes_the_place_of_one_of_the_same_field(views: Views) -> None:
    found = picked(views, under("date:2005 kind:law"), parser.parse("date:2017-12-21"))
    assert str(found.state.spot.query) == "kind:law date:2017-12-21"
    assert found.said == "date 21 Dec 2017, in the place of what the filter had there"
    assert not found.refused
    both = picked(views, under("date!:2005 kind:law"), parser.parse("date:2017-12-21")).state.spot.query
    assert str(both) == "kind:law date:2017-12-21"  # the readings of a date are one field


def test_the_kind_of_an_organisation_lists_organisations_and_says_so(views: Views) -> None:
    found = picked(views, State(), parser.parse("kind:state-body"))
    assert (found.state.spot.listing, str(found.state.spot.query)) == ("organisations", "kind:state-body")
    assert views.view(found.state).count > 0
    assert found.said == "No event has kind state-body, but 2 organisations: those are listed; w lists others"
    assert state.go_back(found.state).spot == State().spot


def test_a_type_of_relation_lists_the_relations(views: Views) -> None:
    found = picked(views, State(), parser.parse("relation:leads"))
    assert (found.state.spot.listing, views.view(found.state).count) == ("relations", 2)


def test_what_no_list_has_is_refused_in_words(views: Views) -> None:
    found = picked(views, State(), parser.parse("zzqq"))
    assert found.refused
    assert found.state == State()
    assert "it makes no filter" in found.said


def test_the_id_of_a_claim_lists_the_claim(views: Views) -> None:
    claim = views.store.ids("claims")[0]
    found = picked(views, State(), parser.parse(f"id:{claim}"))
    assert (found.state.spot.listing, views.view(found.state).count) == ("claims", 1)
    assert found.said == f"No event has id {claim}, but 1 claim: that is listed; w lists others"
    people = state.list_section(State(), "people", None)
    assert picked(views, people, parser.parse("zzqq")).said == "No person has zzqq: it makes no filter"


def test_two_values_that_exclude_each_other_are_refused(views: Views) -> None:
    at = under("kind:network")
    found = picked(views, at, parser.parse("org:hpark"))
    assert found.refused
    assert found.state == at
    assert "under this filter" in found.said


def test_a_value_takes_the_place_of_no_word_and_of_no_other_field(views: Views) -> None:
    for text in ("tidewatch", "tidewatch person:quill"):
        found = picked(views, under(text), parser.parse("kind:law"))
        assert (found.refused, found.said) == (True, "No event has kind law under this filter: it makes no filter")


def test_a_value_that_is_there_already_is_said(views: Views) -> None:
    assert picked(views, under("kind:law"), parser.parse("kind:law")).said == "kind law is in the filter already"


def test_every_link_and_row_of_the_dataset_narrows_to_something_or_says_why_not(views: Views) -> None:
    looked_at = 0
    for section in LISTED_SECTIONS:
        for record_id in views.store.ids(section):
            page = card(views.store, Ref(section, record_id))
            terms = {span.link.term for block in page.blocks for span in block.spans if span.link and span.link.term}
            for term in terms:
                found = picked(views, State(), term)
                looked_at += 1
                assert views.view(found.state).count
                assert found.state != State() or found.said
    assert looked_at > 200


def test_what_makes_no_filter_is_named() -> None:
    assert no_filter("a claim") == (
        "A claim makes no filter: no event could have it. v takes names, dates, kinds, sources"
    )
    assert no_filter("") == "Nothing here makes a filter: put the cursor on a name, a date, a kind or a source"


def test_a_plain_date_that_finds_nothing_is_offered_as_a_date(views: Views) -> None:
    assert views.advice(parser.parse("2020-08-09")) == "Nothing matches. date:2020-08-09 asks for the date: 4 events"
    assert views.advice(parser.parse("2090-08-09")) == "Nothing matches. Esc takes the filter back."
    assert views.advice(parser.parse("kind:law org:brightkeel zzz")) == (
        "Nothing matches. No single term is to blame: Esc takes the last one off."
    )
    assert views.advice(parser.parse("kind:law tidewatch")) == (
        "Nothing matches; there would be\n2 without “tidewatch”\n1 without “kind law”"
    )


def test_where_nothing_of_a_listing_matches_its_own_records_are_counted(views: Views) -> None:
    assert views.advice(parser.parse("kind:law"), "organisations") == (
        "Nothing matches here, but 2 events: w lists others"
    )
    none = parser.parse("org:brightkeel kind:law is:uncited")
    assert views.advice(parser.parse("org:brightkeel kind:law"), "people").startswith("Nothing matches")
    for listing in ("events", "organisations"):
        said = views.advice(parser.parse("org:brightkeel kind:law"), listing)
        count = len(views.index.refs(views.index.run(parser.parse("org:brightkeel")), listing))
        assert f"{count} without “kind law”" in said
    assert "No single term" in views.advice(none, "places")
