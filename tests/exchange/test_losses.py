"""Losses are counted by kind and reason, and reported whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import HARBOUR

from tui.cli.main import run
from tui.exchange.losses import Losses


def some() -> Losses:
    losses = Losses()
    losses.add("date", "no date that can be read", "row 3", "someday")
    losses.add("text", "cut", text="x" * 60)
    losses.add("date", "no date that can be read", "row 9", "never")
    losses.add("row", "more cells than columns")
    return losses


def test_a_sentence_for_each_kind_and_reason_with_the_first_of_them() -> None:
    assert [*some().summary()] == [
        "2 dates: no date that can be read (first: row 3 “someday”)",
        f"1 text: cut (“{'x' * 39}…”)",
        "1 row: more cells than columns",
    ]
    assert some().counted() == "2 dates, 1 text, 1 row"


def test_the_report_has_each_of_them() -> None:
    lines = [json.loads(line) for line in some().json_lines()]
    assert len(lines) == 4
    assert lines[0] == {
        "kind": "date",
        "reason": "no date that can be read",
        "place": "row 3",
        "text": "someday",
    }
    assert lines[3] == {"kind": "row", "reason": "more cells than columns"}


def test_an_import_writes_its_report_and_strictly_fails(tmp_path: Path, capsys) -> None:
    table = tmp_path / "t.csv"
    table.write_text("title,date\nBells,2020\nLamps,someday\nNets,never\n")
    report = tmp_path / "report.jsonl"
    assert run(["import", str(table), str(tmp_path / "new"), "--report", str(report), "--strict"]) == 1
    assert capsys.readouterr().err.count("lost: ") == 1
    assert [json.loads(line)["place"] for line in report.read_text().splitlines()] == ["row 3", "row 4"]
    assert (tmp_path / "new" / "events.yaml").is_file()


def test_an_export_that_holds_all_loses_nothing(tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    assert (
        run(["export", "-d", str(HARBOUR), "--format", "jsonl", "--report", str(report), "--strict", "kind:network"])
        == 0
    )
    assert report.read_text() == ""


def test_an_export_says_in_words_which_fields_it_leaves_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["export", "dossier", "-d", str(HARBOUR), "--section", "people", "--section", "places"]
    assert run([*asked, "-o", str(tmp_path / "dossier.html")]) == 0
    said = capsys.readouterr().err
    assert "a dossier leaves out the fields names.lang and names.use of people (" in said
    assert "a dossier leaves out the field names.lang of places (" in said
