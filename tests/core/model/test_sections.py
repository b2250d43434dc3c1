from __future__ import annotations

from tui.core.model.dataset import Dataset
from tui.core.model.records import Person, Record
from tui.core.model.sections import ENTITY_SECTIONS, FILE_SECTIONS, LISTED_SECTIONS, SECTION, SECTIONS


def test_a_section_has_the_words_for_one_and_for_many() -> None:
    people, events, types = SECTION["people"], SECTION["events"], SECTION["relation_types"]
    assert [people.counted(1), people.counted(2), people.counted(0)] == ["1 person", "2 people", "0 people"]
    assert events.counted(1200) == "1,200 events"
    assert [people.one, events.one, types.one] == ["a person", "an event", "a relation type"]
    assert types.counted(2) == "2 relation types"


def test_sections_are_those_of_the_dataset() -> None:
    assert set(FILE_SECTIONS) < set(Dataset.__struct_fields__)
    assert SECTIONS == ("events", "organisations", "people", "places", "sources", "claims", "relations")
    assert SECTIONS[:-1] == LISTED_SECTIONS
    assert SECTIONS[1:4] == ENTITY_SECTIONS
    assert set(FILE_SECTIONS) == {*SECTIONS, "kinds", "relation_types"}


def test_every_struct_of_a_record_knows_its_section() -> None:
    for section in SECTIONS:
        assert issubclass(SECTION[section].type, Record)
        assert SECTION[section].type.section == section
    assert SECTION["people"].type is Person


def test_what_an_id_is_made_of_is_a_field() -> None:
    for info in SECTION.values():
        assert not info.id_from or info.id_from in info.type.__struct_fields__
