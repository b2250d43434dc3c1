"""Sources of reference managers come in whole: what has no field stands in the note, and goes out as it came."""

import gc
import json
from pathlib import Path
from typing import Any

import pytest
from importing import imported, refused

from tui.cli.main import run
from tui.core.model.records import Source
from tui.exchange.importers.content import Options
from tui.exchange.importers.formats import read

CHAPTER: dict[str, Any] = {
    "id": "cable",
    "type": "chapter",
    "title": "The <i>cable</i>",
    "container-title": "Lights of the harbour",
    "publisher": "Quay Press",
    "publisher-place": "Harbourtown",
    "volume": 3,
    "page": "12-19",
    "DOI": "10.1234/cable",
    "author": [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        {"family": "Roe", "given": "Ann", "suffix": "Jr.", "dropping-particle": "de"},
        {"literal": "Office, World"},
        {},
        {"family": None},
    ],
    "editor": [{"family": "Lee", "given": "Bo"}, {"literal": "Lamps; and Co"}],
    "issued": {"date-parts": [["2011", 3]]},
    "original-date": {"date-parts": [[1990]]},
    "abstract": None,
    "note": "Read twice.",
}


def only(tmp_path: Path, name: str, content: Any) -> Source:
    (source,) = imported(tmp_path, name, content).sources.values()
    return source


def test_item_of_csl_comes_in_whole_and_goes_out_as_it_came(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = only(tmp_path, "x.json", CHAPTER)
    assert (source.title, source.publisher, source.issued) == ("The cable", "Quay Press", "2011-03")
    assert source.url == "https://doi.org/10.1234/cable"
    assert [author.full for author in source.authors] == ["Jan van der Berg", "Ann de, Jr. Roe", "Office, World"]
    assert source.note.split("\n") == [
        "Read twice.", "Container title: Lights of the harbour", "Publisher place: Harbourtown", "Volume: 3",
        "Page: 12-19", "Editor: Lee, Bo; “Lamps; and Co”", "Original date: 1990",
    ]  # fmt: skip
    assert "lost" not in capsys.readouterr().err
    run(["export", "-d", str(tmp_path / "new"), "--format", "csl"])
    (item,) = json.loads(capsys.readouterr().out)
    kept = {key: value for key, value in CHAPTER.items() if key not in ("abstract", "author", "title")}
    back = kept | {"volume": "3", "issued": {"date-parts": [[2011, 3]]}, "URL": source.url, "title": "The cable"}
    assert {key: value for key, value in item.items() if key != "author"} == back
    assert item["author"][0] == CHAPTER["author"][0]
    assert item["author"][2] == CHAPTER["author"][2]


def test_every_form_of_csl_is_read(tmp_path: Path) -> None:
    zotero = {
        "key": "ABCD",
        "data": {
            "key": "ABCD",
            "version": 7,
            "itemType": "newspaperArticle",
            "title": "New ferry",
            "creators": [
                {"creatorType": "author", "firstName": "Ann", "lastName": "Roe"},
                {"creatorType": "editor", "name": "The Board"},
            ],
            "publicationTitle": "The Alder Mirror",
            "date": "3 May 2011",
            "tags": [{"tag": "ferry"}],
            "pages": "4",
        },
    }
    plain = {"id": "b", "type": "book", "title": "A Book", "issued": {"date-parts": [[2011]]}}
    for number, (value, title) in enumerate(
        [(plain, "A Book"), ([plain], "A Book"), ({"items": [plain]}, "A Book"), (zotero, "New ferry"),
         ([zotero], "New ferry"), ({"items": [{"key": "Q", "csljson": plain}]}, "A Book")]
    ):  # fmt: skip
        folder = tmp_path / str(number)
        folder.mkdir()
        source = only(folder, "x.json", value)
        assert source.title == title
    (tmp_path / "z").mkdir()
    source = only(tmp_path / "z", "x.json", zotero)
    assert (source.type, source.publisher, source.issued) == ("article-newspaper", "The Alder Mirror", "2011-05-03")
    assert source.note == "Editor: The Board\nKeyword: ferry\nPage: 4"


def test_what_a_source_has_no_place_for_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = [{"id": "a", "type": "book", "title": "T", "author": [{}], "custom": {"a": 1}}, {"id": "q"}, 3]
    source = only(tmp_path, "x.json", items)
    assert source.authors == ()
    said = capsys.readouterr().err
    for sentence in ("1 field: a source has no place for custom", "1 record: no title", "1 record: it is no item"):
        assert f"lost: {sentence}" in said


BIB = r"""
@string{press = {Quay Press}}
@incollection{lamp,
  title = {A {L}amp}, subtitle = "with caf{\'e} \& gro{\ss}en \emph{waves}",
  author = {{World Office} and M{\"u}ller, J{\"o}rg and van der Berg, Jan and de la Cruz, Jr., Juan and others},
  booktitle = {Lights}, publisher = press # { and Co}, pages = {12--19}, date = {1450~/1460},
  urldate = {2020-01-02}, url = {https://lamp.example/a_b~c}, note = {seen 50% of it}, foo = {bar},
}
@comment{nothing}
@article{lamp, title = {Twice}, journal = {The Mirror}, year = 2011, month = mar, number = 4, editor = {Roe, Ann}}
@broken{x, title = {never closed
@book{last, title = {Read all the same}, author = {}, year = {no year}}
"""


def test_bibtex_comes_in_with_its_letters_names_and_dates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("bibtexparser", reason="BibTeX is read by bibtexparser")
    lamp, twice, last = imported(tmp_path, "x.bib", BIB).sources.values()
    assert (lamp.type, lamp.title) == ("chapter", "A Lamp: with café & großen waves")
    assert [author.literal for author in lamp.authors] == ["World Office", "", "", ""]
    assert [author.family for author in lamp.authors[1:]] == ["Müller", "van der Berg", "de la Cruz"]
    assert (lamp.issued, lamp.accessed, lamp.publisher) == ("1450~/1460", "2020-01-02", "Quay Press and Co")
    assert (lamp.url, lamp.note) == (
        "https://lamp.example/a_b~c",
        "seen 50% of it\nContainer title: Lights\nPage: 12–19",
    )
    assert (twice.title, twice.issued, twice.publisher) == ("Twice", "2011-03", "The Mirror")
    assert twice.note == "Issue: 4\nEditor: Roe, Ann"
    assert (last.title, last.authors, last.issued, last.note) == ("Read all the same", (), "", "Dated “no year”")
    said = capsys.readouterr().err
    for sentence in (
        "1 record: an entry that cannot be read (line 11",
        "1 field: a source has no place for foo",
        "1 field: “and others” stands for names",
        "1 date: no date that can be read (entry last, issued “no year”)",
    ):
        assert f"lost: {sentence}" in said


RIS = """
TY  - JOUR
AU  - Roe, Ann
AU  - Harbour Council
A2  - Lee, Bo, Jr.
TI  - Cables
T2  - Harbour Journal
VL  - 3
SP  - 12
EP  - 19
PY  - 2011
DA  - 2011/03/05/Spring
DO  - 10.1234/abc
UR  - https://mirror.example/x
SN  - 1234-5678
KW  - cable
KW  - anchor
N1  - A remark
C1  - custom
ER  -

TY  - CHAP
T1  - In the book
T2  - The book
PB  - Press
Y1  - 2010///
ER  -
"""


def test_ris_comes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("rispy", reason="RIS is read by rispy")
    first, second = imported(tmp_path, "x.ris", RIS).sources.values()
    assert (first.title, first.publisher, first.issued) == ("Cables", "Harbour Journal", "2011-03-05")
    assert [author.full for author in first.authors] == ["Ann Roe", "Harbour Council"]
    assert first.note.split("\n") == [
        "A remark", "Editor: Lee, Bo, Jr.", "Volume: 3", "Page: 12–19", "DOI: 10.1234/abc", "ISSN: 1234-5678",
        "Keyword: cable, anchor",
    ]  # fmt: skip
    assert (second.type, second.issued, second.publisher) == ("chapter", "2010", "Press")
    said = capsys.readouterr().err
    assert "lost: 1 field: a source has no place for C1 of RIS (reference 1 “custom”)" in said
    assert "lost: 1 date: other words of a date are left out (reference 1, issued “Spring”)" in said


def test_library_that_is_not_there_is_named_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("bibtexparser", BIB), ("rispy", RIS)):
        monkeypatch.setitem(__import__("sys").modules, name, None)
        assert refused(tmp_path, "x.txt", text, capsys)
        run(["import", str(tmp_path / "x.txt"), str(tmp_path / "new")])
        assert f"is read where {name} is installed: pip install 'letapis[references]'" in capsys.readouterr().err


def test_what_is_written_as_biblatex_comes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("bibtexparser", reason="BibTeX is read by bibtexparser")
    source = only(tmp_path, "x.json", CHAPTER | {"note": "50% & {all}\nPMID: 3", "archive": "Box ~7"})
    run(["export", "-d", str(tmp_path / "new"), "--format", "biblatex", "-o", str(tmp_path / "x.bib")])
    (tmp_path / "back").mkdir()
    back = only(tmp_path / "back", "x.bib", (tmp_path / "x.bib").read_text(encoding="utf-8"))
    assert sorted(back.note.replace("–", "-").split("\n")) == sorted(
        [line for line in source.note.split("\n") if not line.startswith("Original")] + ["Original date: 1990"]
    )
    for key in ("id", "type", "title", "authors", "publisher", "issued", "url"):
        assert getattr(back, key) == getattr(source, key), key


def test_what_reads_bibtex_leaves_is_collected_though_the_collector_is_off() -> None:
    entry = "@book{a%d, title={T {\\'e}}, author={A B and C D}, year=2020}\n"
    was_on, usual = gc.isenabled(), gc.get_threshold()
    gc.disable()
    gc.set_threshold(1000)
    try:
        before = gc.get_stats()[0]["collections"]
        read("".join(entry % number for number in range(100)).encode(), Options())
        assert gc.get_stats()[0]["collections"] > before
        assert not gc.isenabled()
    finally:
        gc.set_threshold(*usual)
        if was_on:
            gc.enable()
