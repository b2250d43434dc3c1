"""Losses are counted by kind and reason, and reported whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import HARBOUR

from tui.cli.main import run
from tui.exchange import losses as module
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


def test_very_many_are_kept_in_a_file_and_reported_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MANY", 3)
    monkeypatch.setattr(module, "_MUCH", 100)
    losses = Losses()
    texts = ["a", "\ud800\n", "x" * 200, *("b" * 5)]
    for number, text in enumerate(texts):
        losses.add("row", "odd", f"row {number}", text)
    for _ in range(2):
        assert [(one.place, one.text) for one in losses.found] == [(f"row {at}", text) for at, text in enumerate(texts)]
    assert len([*losses.json_lines()]) == 8
    assert [*losses.summary()] == ["8 rows: odd (first: row 0 “a”)"]


def test_very_many_reasons_are_counted_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "_MOST_REASONS", 150)
    fields = ", ".join(f"odd{number}={{x}}" for number in range(400))
    (tmp_path / "b.bib").write_text(f"@book{{a, title={{T}}, {fields}}}\n")
    report = tmp_path / "report.jsonl"
    assert run(["import", str(tmp_path / "b.bib"), str(tmp_path / "new"), "--report", str(report)]) == 0
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("lost: ")]
    assert len(said) == 101
    assert said[-1] == "lost: more for 51 other reasons; --report FILE writes all that was lost."
    assert len(report.read_text().splitlines()) == 400


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
