"""FollowTheMoney comes in: entities as records, and every one that has no place is counted."""

import json
from pathlib import Path
from typing import Any

import importing
import pytest
from samples import HARBOUR

from tui.cli.main import run
from tui.core.loading import loader
from tui.core.model.dataset import Dataset


def imported(tmp_path: Path, *entities: dict[str, Any], text: str = "") -> Dataset:
    return importing.imported(tmp_path, "e.ftm.json", text or "\n".join(map(json.dumps, entities)))


def entity(key: str, schema: str, **properties: Any) -> dict[str, Any]:
    listed = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return {"id": key, "schema": schema, "properties": listed}


REED = entity("NK-1", "Person", name=["Tom Reed", "Том Рыд"], alias=["T. Reed", "Tom Reed"], position="founder")
KEEL = entity("NK-2", "Company", name="Brightkeel", incorporationDate="2011-04", dissolutionDate="2022")
PARK = entity("NK-3", "PublicBody", name="Harbour Park", previousName="Row of Warehouses", abbreviation="HP")


def test_records_of_harbour_come_back(tmp_path: Path) -> None:
    run(["export", "-d", str(HARBOUR), "--format", "ftm", "-o", str(tmp_path / "h.json")])
    back = imported(tmp_path, text=(tmp_path / "h.json").read_text(encoding="utf-8"))
    harbour, _ = loader.load(HARBOUR)
    for section in ("organisations", "people", "places", "sources", "events", "relations"):
        assert set(getattr(back, section)) == set(getattr(harbour, section)), section
    for event in back.events.values():
        known = harbour.events[event.id]
        assert event.title == known.title
        taking_part = [part.entity for part in event.involves if part.role != "place"]
        assert taking_part == list(dict.fromkeys(p.entity for p in known.involves))
    for key, relation in back.relations.items():
        assert (relation.source, relation.target) == (harbour.relations[key].source, harbour.relations[key].target)
    for key, organisation in back.organisations.items():
        assert {name.value for name in organisation.names} == {name.value for name in harbour.organisations[key].names}


def test_people_and_organisations(tmp_path: Path) -> None:
    dataset = imported(tmp_path, REED, KEEL, PARK)
    (reed,) = dataset.people.values()
    assert (reed.id, reed.name, reed.role) == ("tom-reed", "Tom Reed", "founder")
    assert [name.value for name in reed.names] == ["Том Рыд", "T. Reed"]
    keel, park = dataset.organisations.values()
    assert (keel.kind, keel.founded, keel.dissolved) == ("company", "2011-04", "2022")
    assert (park.kind, [(name.value, name.use) for name in park.names]) == (
        "state-body",
        [("Row of Warehouses", "former"), ("HP", "short")],
    )


def test_dates_of_events(tmp_path: Path) -> None:
    dates = {
        "2020-08-09/2020-08-12": {"startDate": "2020-08-09", "endDate": "2020-08-12"},
        "2020-08-10": {"startDate": "2020-08-10", "endDate": "2020-08-10"},
        "2020-08-09T07:00:00": {"date": "2020-08-09T07:00:00"},
        "2020-08-11": {"date": ["2020-08-11T00:00:00", "2020-08"]},
        "../2020-08-13": {"endDate": "2020-08-13"},
        "[2015-03-01,2015-03-05]": {"date": "2015-03-05", "startDate": "2015-03-01"},
        "XXXX": {"date": "soon"},
        "2020": {"startDate": "2020", "endDate": "2019"},
        "2020-08": {"startDate": ["soon", "2020-08"]},
    }
    events = [entity(date, "Event", name="The cut", **properties) for date, properties in dates.items()]
    assert [event.date for event in imported(tmp_path, *events).events.values()] == list(dates)


def test_events_name_who_was_there_and_where(tmp_path: Path) -> None:
    one = entity("e1", "Event", name="Move", date="2020-08", involved="NK-1", organizer="NK-2", location="Southport")
    two = entity("e2", "Event", name="School", date="2021-01", involved=[{"id": "NK-1"}, "gone"], location="southport")
    dataset = imported(tmp_path, one, two, KEEL, REED)
    move, school = dataset.events.values()
    assert [(part.entity, part.role) for part in move.involves] == [("tom-reed", ""), ("brightkeel", "organiser")]
    assert [part.entity for part in school.involves] == ["tom-reed"]
    assert move.place == school.place == "southport"


LINKS = [
    ("Ownership", "owner", "asset", "owns", {"percentage": "25%"}, "25%"),
    ("Directorship", "director", "organization", "directs", {"role": "chair"}, "chair"),
    ("Membership", "member", "organization", "member-of", {}, ""),
    ("Employment", "employee", "employer", "employed-by", {}, ""),
    ("Representation", "agent", "client", "represents", {}, ""),
    ("UnknownLink", "subject", "object", "linked-to", {"role": "guest"}, "guest"),
]


def test_links_are_relations(tmp_path: Path) -> None:
    links = [
        entity(schema, schema, **{first: "NK-1", second: "NK-2"}, startDate="2011-04-01", endDate="2021", **more)
        for schema, first, second, _, more, _ in LINKS
    ]
    dataset = imported(tmp_path, *links, REED, KEEL)
    told = [(one.source, one.type, one.target, one.role, one.start, one.end) for one in dataset.relations.values()]
    assert told == [("tom-reed", kind, "brightkeel", role, "2011-04-01", "2021") for *_, kind, _, role in LINKS]
    assert all(dataset.relation_types[kind].reverse for *_, kind, _, _ in LINKS)


def test_documents_are_sources(tmp_path: Path) -> None:
    article = entity(
        "a", "Article", title="The cut", publisher="Gazette", author=["Ann Roe", "Bo Lee"], language="eng",
        publishedAt="2020-09-02T00:00:00", sourceUrl="https://gazette.example/cut", bodyText="not taken",
    )  # fmt: skip
    bare = entity("b", "Document", fileName="scan.pdf", sourceUrl="javascript:x", language="!")
    first, second = imported(tmp_path, article, bare).sources.values()
    assert (first.title, first.type, first.issued, first.language) == ("The cut", "article", "2020-09-02", "eng")
    assert [author.full for author in first.authors] == ["Ann Roe", "Bo Lee"]
    assert (second.title, second.url, second.language) == ("scan.pdf", "", "")


def test_parts_of_one_entity_are_put_together(tmp_path: Path) -> None:
    dataset = imported(tmp_path, entity("p", "Person", name="Ada Quill"), entity("p", "Person", position="director"))
    assert [(person.name, person.role) for person in dataset.people.values()] == [("Ada Quill", "director")]


def test_list_of_an_api_is_read(tmp_path: Path) -> None:
    assert len(imported(tmp_path, text=json.dumps({"results": [REED, KEEL]})).people) == 1


def test_what_has_no_place_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(
        tmp_path,
        {**REED, "properties": {**REED["properties"], "birthDate": ["1980"], "proof": ["d"]}},
        entity("v", "Vessel", name="Swallow"),
        entity("w", "Vessel", name="Gull"),
        entity("n", "Company", country="xx"),
        entity("e", "Event", name="Undated"),
        entity("o", "Ownership", owner="NK-1", asset="v"),
    )
    said = [line.removeprefix("lost: ") for line in capsys.readouterr().err.splitlines()[:-1]]
    assert said == [
        "1 record: no name (Company n)",
        "2 records: a dataset has no record like Vessel (first: v)",
        "1 date: no date (Event e)",
        "2 links: the entity is not in the file, or became no record (first: “v”)",
        "1 record: one of its ends is no record (Ownership o)",
        "1 field: a dataset has no place for birthDate of Person (NK-1 “1980”)",
    ]


def test_two_thousand_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    dataset = imported(tmp_path, *(entity(f"p{n}", "Person", name="Ann Roe") for n in range(2000)))
    assert len(dataset.people) == 2000
    assert "ann-roe-2000" in dataset.people


def test_what_has_no_record_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in (
        '{"schema": "Person", "properties": 3}',
        '{"schema": "Vessel", "properties": {"name": ["x"]}}',
        '{"schema": 3, "properties": {}}\n{"schema": []}',
        '[{"schema": "Person", "properties": {"name": [[], {}, null, true]}}]',
        '{"schema": "Person", "properties": {}}\n{"broken',
    ):
        assert importing.refused(tmp_path, "x.json", text, capsys), text


def test_positions_have_their_holders_dates_and_organisations(tmp_path: Path) -> None:
    mayor = entity("pos", "Position", name="Mayor of Harbourtown", organization="NK-3", inceptionDate="1901")
    held = entity("o", "Occupancy", holder="NK-1", post="pos", startDate="2011", endDate="2015-05", status="ended")
    dataset = imported(tmp_path, held, mayor, REED, PARK)
    office = dataset.organisations["mayor-of-harbourtown"]
    assert (office.name, office.founded) == ("Mayor of Harbourtown", "1901")
    told = [(tie.source, tie.type, tie.target, tie.role, tie.start, tie.end) for tie in dataset.relations.values()]
    assert told == [
        ("tom-reed", "holds", office.id, "ended", "2011", "2015-05"),
        (office.id, "is-a-post-of", "harbour-park", "", "", ""),
    ]


def test_several_values_are_kept_and_contradictions_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = imported(
        tmp_path,
        {**REED, "properties": {**REED["properties"], "position": ["mayor", "deputy"], "proof": ["doc"]}},
        entity("c", "Company", name="Acme", incorporationDate="2015", dissolutionDate="2014", summary=["a", "b"]),
        KEEL,
        entity("doc", "Document", title="Minutes"),
        entity("m", "Documentation", entity="c", document="doc", role="mentioned"),
        entity("d", "Directorship", director="NK-1", organization=["c", "NK-2"], role=["CEO", "Chair"],
               startDate=["2015", "2015-03"], endDate="2010"),
        entity("e", "Event", name="Fair", date="2015", location=["Here", "There"], sourceUrl="https://fair.example/x"),
        entity("p", "Project", name="Bridge", startDate="2011", endDate="2012"),
    )  # fmt: skip
    reed = dataset.people["tom-reed"]
    assert (reed.role, [citation.source for citation in reed.evidence]) == ("mayor; deputy", ["minutes"])
    acme = dataset.organisations["acme"]
    assert (acme.founded, acme.dissolved, acme.summary) == ("2015", "", "a / b")
    assert [passage.gist for passage in dataset.sources["minutes"].passages.values()] == ["Acme: mentioned", "Tom Reed"]
    ties = [(tie.target, tie.role, tie.start, tie.end) for tie in dataset.relations.values()]
    assert ties == [("acme", "CEO, Chair", "2015-03", ""), ("brightkeel", "CEO, Chair", "2015-03", "")]
    fair, bridge = dataset.events.values()
    assert (fair.place, [(part.entity, part.role) for part in fair.involves]) == ("here", [("there", "place")])
    assert dataset.sources[fair.evidence[0].source].url == "https://fair.example/x"
    assert (bridge.date, dataset.kinds[bridge.kind].title) == ("2011/2012", "Project")
    said = capsys.readouterr().err
    assert "lost: 2 dates: the end lies before the start (first: Company c “2015; 2014”)" in said


def test_what_stands_where_another_kind_of_record_is_meant_is_told_and_left_out(tmp_path: Path) -> None:
    paper = entity("D-1", "Article", title="The Paper")
    quay = entity("A-1", "Address", name="Quay")
    dated = {"date": "2020", "addressEntity": "D-1", "involved": ["D-1", "A-1"], "proof": ["NK-1", "D-1"]}
    post = entity("P-1", "Position", name="Head", organization="D-1")
    owns = entity("O-1", "Ownership", owner="NK-1", asset="D-1")
    keel = entity("NK-2", "Company", name="Brightkeel", addressEntity="D-1")
    dataset = imported(tmp_path, REED, paper, quay, entity("E-1", "Event", name="Bells", **dated), post, owns, keel)
    (event,) = dataset.events.values()
    assert [part.entity for part in event.involves] == ["quay"]
    assert event.place == ""
    assert [citation.passage.partition("/")[0] for citation in event.evidence] == ["the-paper"]
    assert not dataset.relations
