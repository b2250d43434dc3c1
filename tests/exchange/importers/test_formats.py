"""Formats are told apart by content, and a file in none of them is refused in a sentence that says what it is."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tui.cli import import_
from tui.cli.main import run
from tui.core.loading import loader
from tui.exchange.importers import bibtex
from tui.exchange.importers.content import decoded
from tui.exchange.importers.formats import FORMATS


def zipped(*names: str, **texts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in (*texts, *names):
            archive.writestr(name, texts.get(name, ""))
    return file.getvalue()


FOREIGN = {
    "an Excel file: save the sheet as CSV": zipped("xl/workbook.xml"),
    "a Word document": zipped("word/document.xml"),
    "a LibreOffice spreadsheet: save": zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "an EPUB": zipped(mimetype="application/epub+zip"),
    "a zip file: unpack it": zipped("a.csv"),
    "a damaged zip file": zipped("a.csv")[:30],
    "an old Excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "a PDF": b"%PDF-1.7\n%\xe2\xe3",
    "an image": b"\x89PNG\r\n\x1a\n",
    "gzip": b"\x1f\x8b\x08\0\0",
    "it is empty": b"\xef\xbb\xbf \r\n",
    "it is no text": b"\x01\0\0\x02\xff\0\xfe\x03" * 50,
    "it is HTML": b"<!-- x --> <!DOCTYPE html><html><p>title,date",
    "it is XML": b"<?xml version='1.0'?><kml/>",
    "it is Markdown: what can be read is a table": b"# 2020-08-09\n## Bells\nText\n",
    "it is YAML: a dataset is opened by its folder": b"letapis: 1\ndataset:\n  title: x\n",
    "it is YAML: a dataset is": b"events:\n  a: {title: Bells, date: 2020}\n  b:\n    title: x\n    date: 2020\n",
    "broken in line 2, column 3": b'{"a": 1,\n  b}',
    "broken in line 3": b'{"a": 1}\n{"a": 2}\n{"a"\n',
    "its JSON is nested too deeply": b"[" * 100_000,
    "cannot be taken over: it is nested too deeply": b"@book{a, title={" + b"{" * 100_000 + b"}" * 100_000 + b"}}",
    "a number in it has more than 4,300 digits": b'[{"type": "book", "id": ' + b"9" * 5000 + b"}]",
    "a number in it has more": b'{"id": 1}\n{"id": ' + b"9" * 5000 + b"}",
    "in none of the formats": b'{"a": {"b": 1}}',
    "no heading says which column has the titles": b"a,b\n1,2\n",
    "it has headings, and no rows below them": b"title,date\n",
    "1 row: no title": b"title,date\n,2020\n",
}


def test_each_foreign_file_has_its_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for sentence, data in FOREIGN.items():
        for name in ("x.csv", "x.json", "x"):
            (tmp_path / name).write_bytes(data)
            assert run(["import", str(tmp_path / name), str(tmp_path / "new")]) == 2, sentence
            said = capsys.readouterr().err
            assert sentence in said
            assert said.startswith("letapis: ")
            assert (said.count("\n"), (tmp_path / "new").exists()) == (1, False), said


def test_what_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(import_, "MAX_BYTES", 1 << 20)
    assert run(["import", "/dev/zero", str(tmp_path / "new")]) == 2
    assert "has more than 1 MB: make several files of it" in capsys.readouterr().err
    monkeypatch.setattr(bibtex, "MOST_ENTRIES", 2)
    (tmp_path / "b.bib").write_text("@book{a,\n" * 3)
    assert run(["import", str(tmp_path / "b.bib"), str(tmp_path / "new")]) == 2
    assert "it has 3 entries, and 2 are read at once: make several files of it" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_formats_are_told_apart_by_content() -> None:
    item = {"id": "x", "type": "book", "title": "A Book", "issued": {"date-parts": [[2011]]}}
    for name, value in (
        ("ftm", {"id": "p", "schema": "Person", "properties": {}}),
        ("timelinejs", {"events": [{"start_date": {"year": 2020}}]}),
        ("timelinejs", {"timeline": {"date": []}}),
        ("csl", item),
        ("csl", [item]),
        ("csl", {"items": [item]}),
        ("annotations", {"items": [{"target": "x"}]}),
        ("annotations", [{"target": {"source": "x"}}]),
        ("json", [{"title": "Bells", "date": "2020", "type": "protest"}]),
        ("json", [{"title": "Bells", "date": "2020", "type": "hearing"}]),
        ("json", {"events": [{"title": "Bells", "date": "2020"}]}),
    ):
        content = decoded(json.dumps(value).encode())
        assert next(each.name for each in FORMATS.values() if each.recognised(content)) == name, value
    assert [each.name for each in FORMATS.values() if each.recognised(decoded(b"title,date"))] == ["csv"]


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"title;date\nBells;2020\n")))
    assert run(["import", "-", str(tmp_path / "new")]) == 0
    assert list(loader.load(tmp_path / "new")[0].events) == ["bells"]


def test_a_folder_is_asked_for_unless_it_is_a_preview(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.csv").write_text("title,date\nBells,2020\n")
    assert run(["import", str(tmp_path / "t.csv")]) == 2
    assert "in which folder" in capsys.readouterr().err
