from __future__ import annotations

from tui.core.model.dataset import Dataset
from tui.core.model.records import Person, Record
from tui.core.model.sections import ENTITY_SECTIONS, FILE_SECTIONS, LISTED_SECTIONS, NAME_ORDER, SECTION, SECTIONS

ROWS = """
an event         | 2 events         | Events               | Timeline      |          | title
an organisation  | 2 organisations  | Organisations        | Organisations | org      | name
a person         | 2 people         | People               | People        | person   | name
a place          | 2 places         | Places               | Places        | place    | name
a source         | 2 sources        | Sources              | Sources       | source   | title
a claim          | 2 claims         | Figures and accounts | Claims        |          | question
a relation       | 2 relations      | Relations            | Relations     |          |
a kind           | 2 kinds          |                      |               | kind     |
a relation type  | 2 relation types |                      |               | relation |
a passage        | 2 passages       |                      |               |          |
a value          | 2 values         |                      |               |          |
"""


def test_a_section_has_its_words_its_headings_its_field_and_what_ids_are_made_of() -> None:
    rows = [[cell.strip() for cell in line.split("|")] for line in ROWS.strip().splitlines()]
    found = [
        [info.one, info.counted(2), info.heading, info.list_heading, info.field, info.id_from]
        for info in SECTION.values()
    ]
    assert found == rows
    people, events = SECTION["people"], SECTION["events"]
    assert [people.counted(1), people.counted(0), events.counted(1200)] == ["1 person", "0 people", "1,200 events"]
    assert all(not info.id_from or info.id_from in info.type.__struct_fields__ for info in SECTION.values())


def test_sections_are_those_of_the_dataset() -> None:
    assert set(FILE_SECTIONS) < set(Dataset.__struct_fields__)
    assert SECTIONS == ("events", "organisations", "people", "places", "sources", "claims", "relations")
    assert SECTIONS == LISTED_SECTIONS
    assert [SECTION[name].tab for name in SECTIONS[:3]] == ["Events", "Orgs", "People"]
    assert sorted(NAME_ORDER) == sorted(SECTIONS)
    assert SECTIONS[1:4] == ENTITY_SECTIONS
    assert set(FILE_SECTIONS) == {*SECTIONS, "kinds", "relation_types"}


def test_every_struct_of_a_record_knows_its_section() -> None:
    for section in SECTIONS:
        assert issubclass(SECTION[section].type, Record)
        assert SECTION[section].type.section == section
    assert SECTION["people"].type is Person
