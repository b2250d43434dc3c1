"""A record from options or an editor as lines of YAML."""

from __future__ import annotations

import msgspec
import pytest

from tui.core.errors import EditError
from tui.core.model.field_info import field_infos
from tui.core.model.records import Passage, Value
from tui.core.model.sections import SECTION
from tui.exchange.editing.draft import Draft, draft, given_of, template, value_of, written
from tui.exchange.editing.draft_fields import KINDS


def test_every_key_of_the_format_can_be_given() -> None:
    otherwise = {"id", "accept", "passages", "document", "values"}
    types = {section: info.type for section, info in SECTION.items()}
    for word, kind in KINDS.items():
        own = {"passage": Passage, "value": Value}.get(word, types[kind.section])
        fields = msgspec.structs.fields(own)
        wanted = {field.encode_name for field in fields} - otherwise
        if word == "claim":
            wanted |= {field.encode_name for field in msgspec.structs.fields(Value)}
        assert {key.name for key in kind.keys} == wanted, word


def test_an_option_is_described_as_the_field_of_the_record_is() -> None:
    keys = {key.name: key for key in KINDS["organisation"].keys}
    assert keys["founded"].help == field_infos(SECTION["organisations"].type)["founded"].description
    assert keys["kind"].description.startswith("what kind of organisation it is; one of: company, product, ")
    assert keys["names"].help.endswith("search finds too: NAME, or LANG=NAME; may be given again")
    assert "may be given again" not in template("organisation", "hpark")
    assert keys["founded"].description in template("organisation", "hpark")
    assert all(key.description for kind in KINDS.values() for key in kind.keys)


def test_a_claim_has_its_values_as_a_list_and_its_note_below() -> None:
    made = draft(
        "claim",
        "cost",
        {"about": "hpark", "question": "How much?", "value": "6.5", "unit": "%", "evidence": ["a/b"], "note": "Mine"},
        [("a/c", "differs", "says: more"), ("a/d", "tells", "a week")],
    )
    assert made.lines == (
        "cost:",
        "  about: hpark",
        "  question: How much?",
        "  values:",
        "    - value: '6.5'",
        "      unit: '%'",
        "      evidence:",
        "        - a/b",
        "        - passage: a/c",
        "          differs: 'says: more'",
        "        - passage: a/d",
        "          tells: a week",
        "  note: Mine",
    )


def test_a_value_of_a_claim_is_an_entry_of_its_list() -> None:
    made = draft("value", "cost", {"value": "5", "unit": "%", "as_of": "2020", "preferred": "because: it counts"})
    assert made == Draft(
        "claims", "", "cost", ("- value: '5'", "  unit: '%'", "  as_of: '2020'", "  preferred: 'because: it counts'")
    )
    assert written("value", "cost", "# out\n- value: a\n  unit: b\n").lines == ("- value: a", "  unit: b")
    for text in ("cost:\n  value: a\n", "- value: a\n- value: b\n", "value: a\n"):
        with pytest.raises(EditError):
            written("value", "cost", text)


def test_lists_of_maps() -> None:
    made = draft("source", "rev", {"title": "T", "authors": ["Roe, Ann", "The Staff"], "derives_from": ["stat20"]})
    assert made.lines[2:] == (
        "  authors:",
        "    - family: Roe",
        "      given: Ann",
        "    - literal: The Staff",
        "  derives_from:",
        "    - stat20",
    )
    made = draft("event", "e", {"title": "T", "date": "2020", "involves": ["hpark", "doe=signed, all=of it"]})
    assert made.lines[-3:] == ("    - entity: hpark", "    - entity: doe", "      role: signed, all=of it")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("about 2,000 people", {"value": "2,000", "unit": "people", "qualifier": "about"}),
        ("12–14 firms", {"value": "12–14", "unit": "firms"}),
        ("58 % of founders", {"value": "58", "unit": "% of founders"}),
        ("7", {"value": "7"}),
        ("part of the staff", {"value": "part of the staff"}),
        ("of 12 firms 3", {"value": "of 12 firms 3"}),
    ],
)
def test_how_many_moved_is_typed_in_words_and_comes_back_as_it_was(typed: str, written: dict[str, str]) -> None:
    key = next(key for key in KINDS["event"].keys if key.name == "moved")
    assert value_of(key, [typed]) == [written]
    assert given_of(key, [written]) == [typed]


def test_an_id_is_made_of_what_it_is_called() -> None:
    assert draft("event", "", {"title": "Network down: 9 August!"}).id == "network-down-9-august"
    assert draft("relation", "", {"from": "doe", "type": "leads", "to": "hpark"}).id == "doe-leads-hpark"
    assert draft("passage", "rev/share", {"gist": "G"})[:3] == ("sources", "share", "rev")
    for kind, name in (("event", ""), ("passage", "share"), ("passage", "/share"), ("passage", "rev/"), ("person", "")):
        with pytest.raises(EditError):
            draft(kind, name, {})


@pytest.mark.parametrize("word", KINDS)
def test_the_template_offers_every_key_and_reads_as_a_record(word: str) -> None:
    name = {"passage": "rev/share", "value": "cost"}.get(word, "own-id")
    text = template(word, name, ["passages:", "rev/share  # what: it says"])
    assert all(f"{key.name}: " in text for key in KINDS[word].keys)
    made = written(word, name if word in ("passage", "value") else "", text)
    assert made.id == {"passage": "share", "value": ""}.get(word, "own-id")
    lines = made.lines if word == "value" else made.lines[1:]
    assert [line.split(":")[0].strip(" -") for line in lines if line.strip() != "values:"] == [
        key.name for key in KINDS[word].keys if key.needed
    ]


def test_what_was_written_keeps_its_own_form() -> None:
    text = "# out\n\nquill:   # her\n    name: Ada Quill\n    # kept\n    names: [{value: AQ}]\n\n# out\n"
    assert written("person", "", text) == Draft(
        "people", "quill", "", ("quill:", "    name: Ada Quill", "    # kept", "    names: [{value: AQ}]")
    )


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "  name: no id\n", "a:\n  name: A\nb:\n  name: B\n", "just words\n"]
)
def test_what_is_no_single_record_is_refused(text: str) -> None:
    with pytest.raises(EditError):
        written("person", "", text)
