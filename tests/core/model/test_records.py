"""Records and their parts: what they have where a file says nothing, and what is read from several of their fields."""

from __future__ import annotations

import msgspec

from tui.core.model import dataset, records
from tui.core.model.dataset import LACKING, Dataset, LeftOut
from tui.core.model.records import (
    Author,
    Citation,
    Claim,
    Event,
    Name,
    Organisation,
    Person,
    Place,
    Relation,
    Value,
    date_of,
)

ONE, TWO = Citation(passage="rev/one"), Citation(passage="rev/two", differs="less")


def test_a_field_without_a_value_is_empty_but_for_four() -> None:
    structs = {kind for module in (records, dataset) for kind in vars(module).values() if isinstance(kind, type)}
    structs = {kind for kind in structs if issubclass(kind, msgspec.Struct)} - {msgspec.Struct, Dataset, LeftOut}
    defaults = {
        (kind.__name__, field.name): field.default
        for kind in structs
        for field in msgspec.structs.fields(kind)
        if field.default not in (msgspec.NODEFAULT, (), None)
    }
    assert {place: value for place, value in defaults.items() if value not in ("", 0)} == {
        ("About", "title"): "Untitled dataset",
        ("Name", "use"): "alias",
        ("Source", "held"): "yes",
        ("Source", "type"): "document",
    }
    assert {field.name for kind in structs for field in msgspec.structs.fields(kind)} >= LACKING
    assert {place for place, value in defaults.items() if value == 0} == {("Event", "order"), ("Passage", "paragraph")}


def test_a_citation_names_its_source() -> None:
    assert TWO.source == "rev"


def test_an_author_has_one_name_or_two() -> None:
    assert Author(family="Doe", given="Jan").full == "Jan Doe"
    assert Author(family="Doe").full == "Doe"
    assert Author(literal="Harbour Office", family="x").full == "Harbour Office"
    assert Author().full == ""


def test_an_event_has_the_places_that_it_names() -> None:
    event = Event(id="e", title="E", date="2020", place="a", destination="c")
    assert event.places == ("a", "c")
    assert msgspec.structs.replace(event, origin="b").places == ("a", "b", "c")


def test_a_claim_rests_on_each_passage_of_its_values_once() -> None:
    again = Citation(passage="rev/one", differs="more")
    values = (Value(value="1", evidence=(TWO, ONE)), Value(value="2", evidence=(again,)))
    assert Claim(id="c", about="a", question="Q", values=values).evidence == (TWO, ONE)


def test_entities_share_one_space_of_ids_and_have_several_spellings() -> None:
    found = [Organisation(id="a", name="A", kind="ngo"), Person(id="b", name="B"), Place(id="c", name="C")]
    whole = Dataset(
        root=None,  # type: ignore[arg-type]
        **{entity.section: {entity.id: entity} for entity in found},
    )
    assert [whole.entity(entity_id) for entity_id in "abcd"] == [*found, None]
    assert Person(id="b", name="B", names=(Name(value="Bo"), Name(value="Be"))).spellings == ("B", "Bo", "Be")


def test_a_relation_is_listed_by_its_beginning_else_by_the_time_for_which_it_is_known() -> None:
    ends = {"id": "r", "source": "a", "target": "b", "type": "t"}
    assert date_of(Relation(**ends, start="2019", as_of="2020")) == "2019"
    assert date_of(Relation(**ends, as_of="2020")) == "2020"
    assert date_of(Relation(**ends)) == ""
    assert date_of(Event(id="e", title="E", date="2018")) == "2018"
    assert date_of(Person(id="p", name="P")) == ""
