"""What other tools have written becomes a dataset without errors, and what does not is told."""

from pathlib import Path

import pytest
from importing import imported, refused
from samples import HARBOUR

from tui.cli.main import run
from tui.core.loading import loader
from tui.exchange.importers.incoming import Incoming, files, slug


@pytest.mark.parametrize(("format_", "name"), [("csv", "h.csv"), ("timelinejs", "h.json")])
def test_events_of_harbour_come_back(tmp_path: Path, format_: str, name: str) -> None:
    assert run(["export", "-d", str(HARBOUR), "--format", format_, "-o", str(tmp_path / name)]) == 0
    harbour, _ = loader.load(HARBOUR)
    back = imported(tmp_path, name, (tmp_path / name).read_text(encoding="utf-8"))
    assert {(event.id, event.title) for event in back.events.values()} == {
        (event.id, event.title) for event in harbour.events.values()
    }


def test_sources_of_harbour_come_back(tmp_path: Path) -> None:
    run(["export", "-d", str(HARBOUR), "--format", "csl", "-o", str(tmp_path / "h.json")])
    back = imported(tmp_path, "h.json", (tmp_path / "h.json").read_text(encoding="utf-8"))
    source = back.sources["rev21"]
    assert (source.title, source.issued, source.authors[0].family) == ("How a small sector grew", "2021-03-12", "Roe")


def test_plain_table_of_a_spreadsheet(tmp_path: Path, capsys) -> None:
    text = (
        "Title,Date,Kind,Place,Involves,Description\n"
        "Кабель порваны,2020-08-09,Network,Гаваньск,Lantern; Tidewatch,Gone by noon.\n"
        "No date at all,someday,,,,\n"
        "Back again,2020-08~,network,Гаваньск,lantern,\n"
    )
    dataset = imported(tmp_path, "t.csv", text)
    first, undated, second = dataset.events.values()
    assert (undated.date, undated.note) == ("XXXX", "Dated “someday” in the table.")
    assert first.title == "Кабель порваны"
    assert first.kind == second.kind == "network"
    assert first.place == second.place
    assert [entity.name for entity in dataset.organisations.values()] == ["Lantern", "Tidewatch"]
    assert second.involves[0].entity == first.involves[0].entity
    assert "lost: 1 date: no date that can be read (row 3 “someday”)" in capsys.readouterr().err


def test_same_titles_get_ids_of_their_own(tmp_path: Path) -> None:
    dataset = imported(tmp_path, "t.csv", "title,date\nA,2020\nA,2021\nA,2022\n")
    assert list(dataset.events) == ["a", "a-2", "a-3"]


def test_each_kind_gets_a_sign_of_its_own(tmp_path: Path) -> None:
    dataset = imported(tmp_path, "t.csv", "title,date,kind\nA,2020,Network\nB,2020,Net\nC,2020,Не\nD,2020,Ne\n")
    assert [kind.sign for kind in dataset.kinds.values()] == ["N", "E", "Н", "A"]


def test_apostrophe_of_a_guarded_cell_is_taken_off(tmp_path: Path) -> None:
    dataset = imported(tmp_path, "t.csv", "title,date\n'=1+1,2020\n")
    assert [event.title for event in dataset.events.values()] == ["=1+1"]


def test_what_is_none_of_these_is_refused_in_one_line(tmp_path: Path, capsys) -> None:
    for name, text in (
        *(("a.json", "{"), ("a.json", "3"), ("a.json", '{"events": 1}'), ("a.json", "[" * 100_000)),
        ("a.json", '{"type": "event", "id": 3, "where": "x", "evidence": [1], "kind": {}}'),
        ("a.json", '[{"id": [1], "type": {"a": 1}, "author": [[1]], "issued": [{"a": 2}], "editor": [[1]]}]'),
        *(("a.json", '[{"id": "x"}]'), ("a.csv", "x,y\n1,2\n"), ("a.csv", ""), ("a.csv", "title,date\n,\n")),
    ):
        assert refused(tmp_path, name, text, capsys), text


def test_file_that_is_not_there(tmp_path: Path, capsys) -> None:
    assert run(["import", str(tmp_path / "none.csv"), str(tmp_path / "new")]) == 2
    assert "No such file" in capsys.readouterr().err


def test_slugs_are_ids() -> None:
    assert slug("The Week, the Cables!") == "the-week-the-cables"
    assert slug("Ўсё  добра") == "усе-добра"
    assert slug("«»") == ""


def test_files_are_named_after_sections() -> None:
    incoming = Incoming()
    incoming.add("places", "Harbourtown", {"name": "Harbourtown", "note": ""})
    assert files(incoming, "T")["places.yaml"] == "places:\n  harbourtown:\n    name: Harbourtown\n"


def test_entries_without_a_text_are_not_written() -> None:
    incoming = Incoming()
    incoming.add("events", "e", {"title": "E", "moved": [{"value": ""}, {"value": "3"}, {}], "after": ["", "a"]})
    assert incoming.sections["events"]["e"] == {"title": "E", "moved": [{"value": "3"}], "after": ["a"]}
