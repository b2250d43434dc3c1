"""What cards say of events, entities, claims and relations."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.core.index.index import Index
from tui.core.model.dataset import Dataset, EventKind, RelationType
from tui.core.model.records import (
    Citation,
    Claim,
    Event,
    Involvement,
    Name,
    Organisation,
    Passage,
    Person,
    Place,
    Ref,
    Relation,
    Source,
    Value,
)
from tui.core.query import parser
from tui.core.store.base import Store
from tui.core.store.memory import MemoryStore
from tui.present.cards.card import card
from tui.present.cards.claim import figure
from tui.present.cards.parts import date_in_year
from tui.present.page import Page, lay_out

TOLD = (Citation(passage="gazette/cut"), Citation(passage="echo/cut", differs="Counts a whole week."))


def cut_off() -> Event:
    return Event(
        id="cut-off",
        title="Harbour cut off",
        date="2020-08-09/2020-08-12",
        date_from="the weather report",
        kind="network",
        place="town",
        involves=(Involvement(entity="lantern", role="blamed an anchor"), Involvement(entity="doe")),
        summary="Nothing worked [sic].",
        note="The islands waited longer.",
        evidence=TOLD,
    )


@pytest.fixture
def store() -> Store:
    passage = Passage(section_title="The cut", paragraph=3, gist="It failed.", quote="it was gone by noon")
    values = (
        Value(value="6.5", unit="%", qualifier="about", as_of="2020", basis="output", evidence=TOLD[:1]),
        Value(
            value="5.1",
            unit="%",
            as_of="2019",
            basis="value added",
            preferred="states its basis",
            evidence=TOLD[1:],
        ),
        Value(value="7", unit="%", as_of="2021", said_by="doe", derived="a guess", evidence=TOLD[:1]),
    )
    return MemoryStore(
        Dataset(
            root=Path(),
            kinds={"network": EventKind(title="Network", sign="@")},
            relation_types={"leads": RelationType(title="leads", reverse="led by")},
            sources={
                "gazette": Source(id="gazette", title="Cables", publisher="The Gazette", passages={"cut": passage}),
                "echo": Source(
                    id="echo",
                    title="Echo",
                    publisher="Echo",
                    derives_from=("gazette",),
                    passages={"cut": passage},
                ),
            },
            organisations={
                "lantern": Organisation(
                    id="lantern",
                    name="Lantern",
                    kind="company",
                    founded="2005-09~",
                    names=(Name(value="Lantren", use="misprint"), Name(value="Ліхтар", lang="be")),
                    evidence=TOLD,
                )
            },
            people={"doe": Person(id="doe", name="Jan Doe", role="director")},
            places={
                "town": Place(id="town", name="Town"),
                "pier": Place(id="pier", name="Pier", within="town"),
            },
            events={"cut-off": cut_off()},
            relations={
                "runs": Relation(id="runs", source="doe", type="leads", target="lantern", start="2017", end="2021-02")
            },
            claims={"share": Claim(id="share", about="lantern", question="What share?", values=values)},
        )
    )


def text(page: Page, width: int = 70) -> list[str]:
    return ["".join(span.text for span in line).rstrip() for line in lay_out(page, width).lines]


def terms(page: Page) -> set[str]:
    return {str(link.term) for link, _, _ in lay_out(page, 70).links if link.term}


def test_an_event_says_when_where_who_and_from_what_it_was_dated(store: Store) -> None:
    lines = text(card(store, Ref("events", "cut-off")))
    assert lines[0] == "Harbour cut off"
    assert lines[1] == "9–12 August 2020 · Town · @ Network"
    assert lines[2] == "  dated from the weather report"
    assert "Nothing worked [sic]." in lines
    assert "Who      Lantern  blamed an anchor" in lines
    assert "         Jan Doe" in lines
    assert "Note     The islands waited longer." in lines
    assert lines[-1] == "cut-off"


def test_an_event_puts_accounts_that_differ_side_by_side_and_counts_voices(store: Store) -> None:
    lines = text(card(store, Ref("events", "cut-off")))
    assert "≠ 1 account differs" in lines
    assert "  Echo  Counts a whole week." in lines
    assert "2 sources, 1 independent: Echo repeats The Gazette" in lines


def test_what_can_be_opened_can_become_a_term(store: Store) -> None:
    found = terms(card(store, Ref("events", "cut-off")))
    assert {"org:lantern", "person:doe", "place:town", "kind:network", "source:echo"} <= found
    assert any(term.startswith("date:") for term in found)


def test_every_term_is_a_query_that_finds_something(store: Store) -> None:
    index = Index(store)
    for section in ("events", "organisations", "people", "places", "relations", "claims", "sources"):
        for record_id in store.ids(section):
            for term in terms(card(store, Ref(section, record_id))):
                result = index.run(parser.parse(term))
                assert len(result.events) + len(result.others), term


def test_an_organisation_shows_spellings_ties_from_its_side_figures_and_its_timeline(store: Store) -> None:
    lines = text(card(store, Ref("organisations", "lantern")))
    assert lines[:2] == ["Lantern", "company"]
    assert lines.index("Names    Ліхтар  Belarusian") + 1 == lines.index("         Lantren  misprint")
    assert "Founded  about September 2005" in lines
    assert "  led by Jan Doe  2017 to February 2021" in lines
    assert "≠ What share?" in lines
    assert lines[lines.index("2020") + 1] == "9–12 Aug  Harbour cut off  blamed an anchor"
    assert any(line.startswith("Sources") and line.endswith("2 sources, 1 independent") for line in lines)


def test_a_person_without_evidence_has_the_sources_of_what_is_told(store: Store) -> None:
    lines = text(card(store, Ref("people", "doe")))
    assert lines[:2] == ["Jan Doe", "director"]
    assert "  leads Lantern  2017 to February 2021" in lines
    assert any(line.startswith("Sources") for line in lines)
    assert "What they said" in lines


def test_a_place_names_its_parts(store: Store) -> None:
    assert "Parts    Pier" in text(card(store, Ref("places", "town")))
    assert "place in Town" in text(card(store, Ref("places", "pier")))


def test_a_claim_orders_values_by_time_stars_the_preferred_and_says_why_they_differ(store: Store) -> None:
    lines = text(card(store, Ref("claims", "share")))
    assert lines[:2] == ["What share?", "About Lantern"]
    told = [line for line in lines if "%" in line]
    assert told[0].startswith("★ 5.1 %  value added · 2019 · Echo")
    assert told[1].startswith("  about 6.5 %  output · 2020 · The Gazette")
    assert told[2].startswith("  7 %  2021 · said by Jan Doe")
    assert "    preferred states its basis" in lines
    assert "    computed: a guess" in lines
    assert any(line.startswith("≠ spread 5.1 to 6.5 %") and "basis" in line for line in lines)


def test_claims_of_one_measure_and_scope_make_a_series_by_time() -> None:
    def claim(key: str, year: str, scope: str = "town") -> Claim:
        values = (Value(value=year[-1], unit="firms", as_of=year),)
        return Claim(id=key, about="park", question=f"How many in {year}?", measure="firms", scope=scope, values=values)

    claims = {one.id: one for one in (claim("a", "2021"), claim("b", "2019"), claim("c", "2020", "country"))}
    lines = text(card(MemoryStore(Dataset(root=Path(), claims=claims)), Ref("claims", "a")))
    start = next(at for at, line in enumerate(lines) if line.startswith("The same measure"))
    assert lines[start + 1 : start + 3] == ["2019  9 firms  How many in 2019?", "2021  1 firms"]
    assert not any("2020" in line for line in lines)


def test_a_relation_names_both_ends_and_its_time(store: Store) -> None:
    lines = text(card(store, Ref("relations", "runs")))
    assert lines[:2] == ["Jan Doe leads Lantern", "2017 to February 2021"]


def test_a_passage_stands_on_top_of_its_sources_card(store: Store) -> None:
    lines = text(card(store, Ref("passages", "gazette/cut")))
    assert lines[0] == "Cables"
    assert lines.index("This passage") < lines.index("▎ “it was gone by noon”") < lines.index("  ◆ Harbour cut off")
    assert "Repeated by  Echo" in lines


def test_a_record_that_is_gone_gives_a_card_that_says_so(store: Store) -> None:
    assert text(card(store, Ref("events", "nope"))) == ["No such record: nope"]


def test_what_matches_the_filter_is_marked_where_it_stands(store: Store) -> None:
    def marks(raw: str) -> list[tuple[int, int]]:
        at = raw.find("cut")
        return [(at, at + 3)] if at >= 0 else []

    page = card(store, Ref("events", "cut-off"), marks=marks)
    assert [span.text for block in page.blocks for span in block.spans if span.match] == ["cut"]
    assert text(page) == text(card(store, Ref("events", "cut-off")))


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


@pytest.mark.parametrize("width", [1, 5, 20, 200])
def test_no_line_is_wider_than_the_pane(store: Store, width: int) -> None:
    for section in ("events", "organisations", "people", "places", "relations", "claims", "sources"):
        for record_id in store.ids(section):
            assert all(len(line) <= width for line in text(card(store, Ref(section, record_id)), width))


def test_an_event_that_one_source_alone_tells_of_says_which() -> None:
    lone = Event(id="lone", title="Lone", date="2020", evidence=(*TOLD[:1], Citation(passage="gazette/cut")))
    dataset = Dataset(
        root=Path(),
        events={"lone": lone, "cut-off": cut_off()},
        sources={
            s: Source(id=s, title=s.title(), passages={"cut": Passage(gist="It failed.")}) for s in ("gazette", "echo")
        },
        places={"town": Place(id="town", name="Town")},
        organisations={"lantern": Organisation(id="lantern", name="Lantern", kind="company")},
        people={"doe": Person(id="doe", name="Jan Doe")},
    )
    made = MemoryStore(dataset)
    said = {event: "\n".join(block_texts(card(made, Ref("events", event)))) for event in ("lone", "cut-off")}
    assert "only in Gazette" in said["lone"]
    assert "1 source" not in said["lone"]
    assert "only in" not in said["cut-off"]
    assert "2 sources" in said["cut-off"]


def block_texts(page: Page) -> list[str]:
    return ["".join(span.text for span in block.spans) for block in page.blocks]
