"""What cards say of events, entities, claims and relations."""

from __future__ import annotations

import pytest
from cases import for_each
from making import lines, store_from, store_of

from tui.core.index.index import Index
from tui.core.model.records import Claim, Organisation, Ref, Value
from tui.core.model.sections import SECTIONS
from tui.core.query import parser
from tui.core.store.base import Store
from tui.present.cards.card import card
from tui.present.cards.claim import figure
from tui.present.cards.parts import date_in_year
from tui.present.page import Page, lay_out

DATA = """\
kinds: {network: {title: Network, sign: "@"}}
relation_types: {leads: {title: leads, reverse: led by}}
sources:
  gazette:
    title: Cables
    publisher: The Gazette
    passages:
      cut: {section: The cut, paragraph: 3, gist: It failed., quote: "it was gone by noon"}
      back: {gist: It came back.}
  echo: {title: Echo, publisher: Echo, derives_from: [gazette], passages: {cut: {gist: It failed.}}}
organisations:
  lantern:
    name: Lantern
    kind: company
    founded: 2005-09~
    names: [{value: Lantren, use: misprint}, {value: Ліхтар, lang: be}]
    evidence: [gazette/cut, {passage: echo/cut, differs: Counts a whole week.}]
people: {doe: {name: Jan Doe, role: director}}
places: {town: {name: Town}, pier: {name: Pier, within: town}}
events:
  cut-off:
    title: Harbour cut off
    date: 2020-08-09/2020-08-12
    date_from: the weather report
    kind: network
    place: town
    involves: [{entity: lantern, role: blamed an anchor}, {entity: doe}]
    summary: Nothing worked [sic].
    note: The islands waited longer.
    evidence: [gazette/cut, {passage: echo/cut, differs: Counts a whole week.}]
  lone: {title: Lone, date: 2021-03, evidence: [gazette/cut, gazette/back]}
relations: {runs: {from: doe, type: leads, to: lantern, start: 2017, end: 2021-02}}
claims:
  share:
    about: lantern
    question: What share?
    contradiction: No share is two.
    values:
      - {value: "6.5", unit: "%", qualifier: about, as_of: 2020-08, basis: output, evidence: [gazette/cut]}
      - {value: "5.1", unit: "%", as_of: 2020, basis: value added, preferred: states its basis, evidence: [echo/cut]}
      - {value: "7", unit: "%", as_of: 2021, said_by: doe, derived: a guess, evidence: [gazette/cut]}
"""


@pytest.fixture(scope="module")
def store() -> Store:
    return store_from(DATA)


def terms(page: Page) -> set[str]:
    return {str(link.term) for link, _, _ in lay_out(page, 70).links if link.term}


def test_an_event_says_when_where_who_and_from_what_it_was_dated(store: Store) -> None:
    told = lines(card(store, Ref("events", "cut-off")))
    assert told[:3] == [
        "Harbour cut off", "9–12 August 2020 · Town · @ Network", "  date inferred: the weather report"
    ]  # fmt: skip
    assert "Nothing worked [sic]." in told
    assert "Who      Lantern  blamed an anchor" in told
    assert "         Jan Doe" in told
    assert "Note     The islands waited longer." in told
    assert told[-1] == "cut-off"


def test_an_event_puts_accounts_that_differ_side_by_side_and_counts_voices(store: Store) -> None:
    told = lines(card(store, Ref("events", "cut-off")))
    assert "≠ 1 account differs" in told
    assert "  Echo  Counts a whole week." in told
    assert "2 sources, one voice: Echo repeats The Gazette" in told
    assert not any("only in" in line for line in told)
    lone = "\n".join(lines(card(store, Ref("events", "lone"))))
    assert "only in The Gazette" in lone
    assert "1 source" not in lone


def test_what_can_be_opened_can_become_a_term_that_finds_something(store: Store) -> None:
    found = terms(card(store, Ref("events", "cut-off")))
    assert {"org:lantern", "person:doe", "place:town", "kind:network", "source:echo"} <= found
    assert any(term.startswith("date:") for term in found)
    index = Index(store)
    for ref in (Ref(section, name) for section in SECTIONS for name in store.ids(section)):
        for term in terms(card(store, ref)):
            result = index.run(parser.parse(term))
            assert len(result.events) + len(result.others), term


def test_an_organisation_shows_spellings_ties_from_its_side_figures_and_its_timeline(store: Store) -> None:
    told = lines(card(store, Ref("organisations", "lantern")))
    assert told[:2] == ["Lantern", "company"]
    assert told.index("Names    Ліхтар  Belarusian") + 1 == told.index("         Lantren  misprint")
    assert "Founded  about September 2005" in told
    assert "  led by Jan Doe  2017 to February 2021" in told
    assert "≠ What share?" in told
    assert told[told.index("2020") + 1] == "9–12 Aug  Harbour cut off · blamed an anchor"
    assert any(line.startswith("Sources") and line.endswith("2 sources, one voice") for line in told)


def test_people_places_and_relations_say_what_they_are_and_of_whom(store: Store) -> None:
    told = lines(card(store, Ref("people", "doe")))
    assert told[:2] == ["Jan Doe", "director"]
    assert "  leads Lantern  2017 to February 2021" in told
    assert any(line.startswith("Sources") for line in told), "it has those of what is told of it"
    assert "What they said" in told
    assert "Parts    Pier" in lines(card(store, Ref("places", "town")))
    assert "place in Town" in lines(card(store, Ref("places", "pier")))
    assert lines(card(store, Ref("relations", "runs")))[:2] == ["Jan Doe leads Lantern", "2017 to February 2021"]


def test_a_claim_orders_values_by_time_stars_the_preferred_and_says_why_they_differ(store: Store) -> None:
    told = lines(card(store, Ref("claims", "share")))
    assert told[:2] == ["What share?", "About Lantern"]
    values = [line for line in told if "%" in line]
    assert values[0].startswith("★ 5.1 %  value added · 2020 · Echo")
    assert values[1].startswith("  about 6.5 %  output · August 2020 · The Gazette")
    assert values[2].startswith("  7 %  2021 · said by Jan Doe")
    assert "    preferred states its basis" in told
    assert "    computed: a guess" in told
    said = told.index("≠ No share is two.")
    assert told[said + 1] == "  spread 5.1 to 6.5 % · they differ in basis, qualifier"


def test_claims_of_one_measure_and_scope_make_a_series_by_time() -> None:
    def claim(key: str, year: str, scope: str = "town") -> Claim:
        values = (Value(value=year[-2:], unit="firms", as_of=year),)
        return Claim(id=key, about="park", question=f"How many in {year}?", measure="firms", scope=scope, values=values)

    claims = [claim("a", "2021"), claim("b", "2019"), claim("c", "2020", "country")]
    told = lines(card(store_of(claims=claims), Ref("claims", "a")))
    start = next(at for at, line in enumerate(told) if line.startswith("The same measure"))
    assert told[start + 1 : start + 5] == [
        "●───────────────  19 firms  2019",
        "                  How many in 2019?",
        "───────────────●  21 firms  2021",
        "19            21 firms",
    ]
    assert not any("2020" in line for line in told)


def test_figures_over_time_stand_on_the_card_of_what_they_are_about_scopes_apart_and_disputes_marked() -> None:
    def claim(key: str, scope: str, *values: tuple[str, str]) -> Claim:
        given = tuple(Value(value=text, unit="firms", as_of=year, qualifier="about") for text, year in values)
        return Claim(id=key, about="park", question=f"How many {key}?", measure="firms", scope=scope, values=given)

    claims = [
        claim("a", "town", ("2-4", "2021")),
        claim("b", "town", ("9", "2019"), ("6", "2019")),
        claim("c", "country", ("100", "2020")),
    ]
    park = Organisation(id="park", name="Park", kind="group")
    told = lines(card(store_of(organisations=[park], claims=claims), Ref("organisations", "park")))
    start = told.index("Over time: firms, town")
    chart = told[start + 1 : told.index("", start)]
    assert chart[0].endswith("●  about 9 firms  2019")
    assert [line.rpartition("  ")[2] for line in chart[:6:2]] == ["2019", "2019", "2021"]
    assert "disputed" in chart[1]
    assert chart[4].startswith("●═══●──")
    assert not any("country" in line for line in told if line.startswith("Over time"))


def test_a_passage_stands_on_top_of_its_sources_card(store: Store) -> None:
    told = lines(card(store, Ref("passages", "gazette/cut")))
    assert told[0] == "Cables"
    assert (
        told.index("This passage")
        < told.index("▎ “it was gone by noon”")
        < told.index("  Harbour cut off  9–12 August 2020")
    )
    assert "Repeated by  Echo" in told


def test_a_record_that_is_gone_gives_a_card_that_says_so(store: Store) -> None:
    assert lines(card(store, Ref("events", "nope"))) == ["No such record: nope"]


def test_what_matches_the_filter_is_marked_where_it_stands(store: Store) -> None:
    def marks(raw: str) -> list[tuple[int, int]]:
        at = raw.find("cut")
        return [(at, at + 3)] if at >= 0 else []

    page = card(store, Ref("events", "cut-off"), marks=marks)
    assert [span.text for block in page.blocks for span in block.spans if span.match] == ["cut"]
    assert lines(page) == lines(card(store, Ref("events", "cut-off")))


def test_a_small_timeline_stands_under_years() -> None:
    assert date_in_year("2020-08-09/2020-08-12") == ("2020", "9–12 Aug")
    assert date_in_year("2005~") == ("2005", "about 2005")
    assert date_in_year("2020-08-22~") == ("2020", "about 22 Aug")
    assert date_in_year("../2021-02-28")[0] == "2021"
    assert date_in_year("XXXX")[0] == ""


def test_figures_read_as_they_are_said() -> None:
    assert figure(Value(value="6.5", unit="%", qualifier="about")) == "about 6.5 %"
    assert figure(Value(value="30", unit="$")) == "$30"
    assert figure(Value(value="three days")) == "three days"


@for_each(width=[1, 5, 20, 200])
def test_no_line_is_wider_than_the_pane(store: Store, width: int) -> None:
    for ref in (Ref(section, name) for section in SECTIONS for name in store.ids(section)):
        assert all(len(line) <= width for line in lines(card(store, ref), width))
