"""Tables as people have them become events with their sources, and nothing of them is lost without a word."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cases import for_each
from hypothesis import given, settings
from hypothesis import strategies as st
from importing import imported
from samples import HARBOUR

from tui.cli.main import run
from tui.core.checks.check import check
from tui.core.loading import loader
from tui.core.model.problem import Severity
from tui.core.model.sections import SECTIONS
from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.incoming import Fields, Incoming
from tui.exchange.importers.tables import csv_table


def read(text: str, **columns: str) -> Incoming:
    """Return what comes of a table; `columns` is role → heading."""
    return csv_table.read(Content(text), Options(columns={heading: role for role, heading in columns.items()}))


def events(text: str, **columns: str) -> list[Fields]:
    return list(read(text, **columns).sections["events"].values())


def told(incoming: Incoming) -> str:
    return "\n".join([*incoming.losses.summary(), *incoming.notices])


CABLE = "place,title,date,summary\nМаяк,Кабель — «порваны»,2020-08-09,gone by noon\n"


def test_any_encoding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for encoding, mark in (
        *(("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE)),
        *(("utf-16-be", codecs.BOM_UTF16_BE), ("utf-16-le", b""), ("utf-16-be", b""), ("cp1251", b"")),
    ):
        folder = tmp_path / f"{encoding}{len(mark)}"
        folder.mkdir()
        (event,) = imported(folder, "t.csv", mark + CABLE.encode(encoding)).events.values()
        assert (event.title, event.date) == ("Кабель — «порваны»", "2020-08-09")
        assert ("is read as Windows-1251" in capsys.readouterr().err) == (encoding == "cp1251")


def test_western_letters_of_old_windows(tmp_path: Path) -> None:
    (event,) = imported(tmp_path, "t.csv", "title,date\nCafé “Möwe” opens,2011\n".encode("cp1252")).events.values()
    assert event.title == "Café “Möwe” opens"
    (tmp_path / "told").mkdir()
    told_so = imported(tmp_path / "told", "t.csv", "title,date\nŁódź,2011\n".encode("cp1250"), "--encoding", "cp1250")
    assert [event.title for event in told_so.events.values()] == ["Łódź"]
    assert run(["import", str(tmp_path / "t.csv"), str(tmp_path / "none"), "--encoding", "klingon"]) == 2


def test_a_few_broken_letters_do_not_make_it_another_encoding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (event,) = imported(tmp_path, "t.csv", CABLE.encode().replace(b"noon", b"no\xffn")).events.values()
    assert (event.title, event.summary) == ("Кабель — «порваны»", "gone by no\ufffdn")
    assert "1 text: letters that UTF-8 does not have stand as \ufffd (line 2" in capsys.readouterr().err


@for_each(delimiter=[",", ";", "\t", "|"], end=["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end(delimiter: str, end: str) -> None:
    rows = (("title", "date", "summary"), ('"Bells, or; lamps|\t"', "2020", f'"a ""b""{end}c"'), ("Nets", "2021", ""))
    first, second = events(end.join(delimiter.join(row) for row in rows) + end)
    assert first == {"title": "Bells, or; lamps|", "date": "2020", "summary": f'a "b"{end}c'}
    assert second == {"title": "Nets", "date": "2021"}


def test_spreadsheets_say_their_delimiter() -> None:
    assert events("sep=;\ntitle;date\nBells, lamps;2020\n") == [{"title": "Bells, lamps", "date": "2020"}]


def test_lines_above_the_headings_are_told() -> None:
    incoming = read("Events of the harbour\n\nwhat happened,when\nBells,2020\n")
    assert incoming.sections["events"]["bells"]["date"] == "2020"
    assert told(incoming) == "1 text: a line above the headings is no part of the table (row 1 “Events of the harbour”)"


def test_ragged_rows() -> None:
    incoming = read("title,date,place\nBells\n\nNets,2020,Quay,more,cells\n")
    assert [event.get("place") for event in incoming.sections["events"].values()] == [None, "quay"]
    assert "1 text: more cells in a row than headings (row 4 “more | cells”)" in told(incoming)


def test_a_second_column_of_titles_is_never_silent() -> None:
    incoming = read("title,date,title\nBells,2020,At noon\n")
    assert incoming.sections["events"]["bells"]["summary"] == "At noon"
    assert "column 3 “title” is read where column 1 “title” is empty (else it is the summary" in told(incoming)
    assert "1 field: “Title” is the title of the event, or a name once more (row 2 “At noon”)" in told(
        read("title,date,Title,summary\nBells,2020,At noon,x\n")
    )


@for_each(
    headings=[
        "What happened;Date of the event;Source URL",
        "Ereignis;Beginn;Link",
        "Titel;Datum;Weblink",
        "Titre;Date de début;Lien",
        "Título;Fecha;Enlace",
        "Wydarzenie;Data;Link",
        "Событие;Дата;Ссылка",
        "Падзея;Калі;Спасылка",
        "Подія;Дата (д.м.р.);Посилання",
        "eventTitle;startDate;sourceUrl",
    ]
)
def test_headings_in_many_words_and_languages(headings: str) -> None:
    incoming = read(f"{headings}\nBells;9 August 2020;https://harbour.example/bells\n")
    (event,) = incoming.sections["events"].values()
    (source,) = incoming.sections["sources"].values()
    assert (event["title"], event["date"], source["url"]) == ("Bells", "2020-08-09", "https://harbour.example/bells")
    assert told(incoming) == ""


def test_columns_are_mapped_by_the_user_where_headings_say_nothing() -> None:
    text = "A,B,C\nBells,2020,why\n"
    with pytest.raises(ValueError, match="no heading says which column has the titles; the headings are: A, B, C"):
        read(text)
    assert events(text, title="A", date="b") == [{"title": "Bells", "date": "2020"}]
    with pytest.raises(ValueError, match="it has no column “D”"):
        read(text, title="D")


def test_dates_are_read_and_what_may_mean_two_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "title,start,end\nFair,3 May 2011,9.5.2011\nBells,3/4/2011,\nNets,,2012\n"
    incoming = read(text)
    assert [event["date"] for event in incoming.sections["events"].values()] == [
        "2011-05-03/2011-05-09", "XXXX", "../2012",
    ]  # fmt: skip
    assert "--dates dmy or --dates mdy says which (row 3 “3/4/2011”)" in told(incoming)
    for order, date in (("dmy", "2011-04-03"), ("mdy", "2011-03-04")):
        (tmp_path / order).mkdir()
        assert imported(tmp_path / order, "t.csv", text, "--dates", order).events["bells"].date == date
    assert "lost" not in capsys.readouterr().err


def test_an_event_without_a_date_is_kept_and_its_words_are_noted() -> None:
    incoming = read("title,date\nBells,some day\nNets,n.d.\n")
    assert list(incoming.sections["events"].values()) == [
        {"title": "Bells", "date": "XXXX", "note": "Dated “some day” in the table."},
        {"title": "Nets", "date": "XXXX"},
    ]
    assert len([*incoming.losses.found]) == 1


def test_midnight_is_no_time_of_day() -> None:
    incoming = read("title,date\nBells,2020-08-09 00:00:00\nNets,2020-08-09T00:00:00Z\nLamps,2020-08-09 07:00\n")
    dates = [event["date"] for event in incoming.sections["events"].values()]
    assert dates == ["2020-08-09", "2020-08-09", "2020-08-09T07:00"]
    assert told(incoming) == "midnight is how programs fill up a day: it is taken as no time of day"


def test_sources_links_and_quotes_become_sources_with_passages() -> None:
    long = " ".join(["word"] * 25)
    incoming = read(
        "title,date,source,url,quote,notes,publisher\n"
        "Bells,2020,The Gazette,https://harbour.example/1,bells rang at noon,seen,Quay Press\n"
        f"Nets,2021,The Gazette,https://harbour.example/1,{long},,\n"
        'Lamps,2022,"Log, p. 3 https://harbour.example/log.",,,,\n'
        "Ropes,2023,A; B,https://harbour.example/a https://harbour.example/b,,,\n"
        "Sails,2024,,,torn,,\n"
    )
    sources, found = incoming.sections["sources"], incoming.sections["events"]
    assert found["bells"]["evidence"] == ["the-gazette/bells-rang-at-noon"]
    assert found["bells"]["note"] == "seen"
    gazette = sources["the-gazette"]
    assert (gazette["url"], gazette["publisher"]) == ("https://harbour.example/1", "Quay Press")
    assert [len(each["quote"].split()) for each in gazette["passages"].values()] == [4, 20]
    assert (sources["log-p-3"]["title"], sources["log-p-3"]["url"]) == ("Log, p. 3", "https://harbour.example/log")
    assert (sources["a"]["url"], sources["b"]["url"]) == ("https://harbour.example/a", "https://harbour.example/b")
    assert len(found["ropes"]["evidence"]) == 2
    assert found["sails"]["note"] == "“torn”"
    assert "excerpts are cut after 20 words" in told(incoming)
    assert "an excerpt without a source stands in the note (row 6 “torn”)" in told(incoming)


def test_a_foreign_type_is_a_kind_and_ours_are_known_in_any_case() -> None:
    incoming = read(
        "title,date,Type\nJan Doe,,PERSON\nFair,2020,Market day\nBells,2021,Event\nPark,2005,organization\n"
    )
    assert list(incoming.sections) == ["people", "organisations", "events"]
    assert [event.get("kind") for event in incoming.sections["events"].values()] == ["market-day", None]
    assert incoming.sections["organisations"]["park"]["founded"] == "2005"


def test_an_organisation_has_two_dates_and_no_time_between_them() -> None:
    incoming = read("title,date,end,type\nPark,2005-09~,2019,organisation\nQuay,,c. 2011,organisation\n")
    park, quay = incoming.sections["organisations"].values()
    assert (park["founded"], park["dissolved"]) == ("2005-09~", "2019")
    assert "founded" not in quay
    assert quay["dissolved"] == "2011~"


def test_one_rule_for_lists_in_a_cell() -> None:
    incoming = read('title,date,place,involves\nA,2020,"Quay, Harbourtown","Doe, Jan | HP; Tern"\nB,2021,Quay; Pier,\n')
    assert [place["name"] for place in incoming.sections["places"].values()] == ["Quay, Harbourtown", "Quay"]
    assert [one["name"] for one in incoming.sections["organisations"].values()] == ["Doe, Jan", "HP", "Tern"]
    assert "an event has one place (row 3 “Pier”)" in told(incoming)
    assert "names in “involves” are taken for organisations" in told(incoming)


def test_places_sources_and_organisations_may_be_called_alike(tmp_path: Path) -> None:
    text = "title,date,source,place,involves,type\nX,,,,,source\nX,,,,,organisation\nBells,2020,X,X,X,\n"
    dataset = imported(tmp_path, "t.csv", text)
    (bells,) = dataset.events.values()
    assert bells.place in dataset.places
    assert bells.involves[0].entity in dataset.organisations
    assert bells.evidence[0].source in dataset.sources


def test_likely_duplicates_and_other_columns_are_told() -> None:
    incoming = read("title,date,depth,width\nBells,2020,3,\nbells!,2020,,\nNets,2020,,\n")
    assert "2 events are likely the same as others: rows 2 and 3" in told(incoming)
    assert "1 column: left out: depth; --map" in told(incoming)


def test_titles_that_cannot_be_searched_are_told() -> None:
    assert "no title that can be searched (row 3 “---”)" in told(read("title,date\n標題,2020\n---,2021\n"))


def test_the_sheet_of_a_timeline() -> None:
    incoming = read(
        "Year,Month,Day,Time,End Year,End Month,End Day,Display Date,Headline,Text,Media,Media Caption,Type,Group\n"
        ",,,,,,,,The harbour,<p>Its story</p>,,,title,\n"
        '1815,12,10,,1852,11,27,,Quill lives,"<p>See <a href=""https://harbour.example/q"">this</a> &amp; that</p>",'
        "https://harbour.example/q.png,Quill at work,,People\n"
        "1900,,,,1950,,,,Steam,,,,era,\n"
    )
    quill, steam = incoming.sections["events"].values()
    assert (incoming.title, incoming.summary) == ("The harbour", "Its story")
    assert (quill["date"], quill["summary"], quill["kind"]) == ("1815-12-10/1852-11-27", "See this & that", "people")
    assert {source["url"] for source in incoming.sections["sources"].values()} == {
        "https://harbour.example/q", "https://harbour.example/q.png",
    }  # fmt: skip
    assert steam == {"title": "Steam", "date": "1900/1950"}
    assert told(incoming) == ""


def test_our_own_table_comes_back_with_its_passages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "-d", str(HARBOUR), "--format", "csv", "-o", str(tmp_path / "h.csv")]) == 0
    capsys.readouterr()
    back = imported(tmp_path, "h.csv", (tmp_path / "h.csv").read_bytes())
    harbour, _ = loader.load(HARBOUR)
    assert {(key, event.date, event.place) for key, event in back.events.items()} == {
        (key, event.date, event.place) for key, event in harbour.events.items()
    }
    for key, event in back.events.items():
        own = harbour.events[key]
        assert [each.passage for each in event.evidence] == [each.passage for each in own.evidence]
    for source in back.sources.values():
        for key, passage in source.passages.items():
            assert passage.quote == harbour.sources[source.id].passages[key].quote
    for key, relation in back.relations.items():
        own_relation = harbour.relations[key]
        for field in ("source", "type", "target", "start", "end", "summary", "evidence"):
            assert getattr(relation, field) == getattr(own_relation, field)
    assert len(back.relations) == len(harbour.relations)
    for key, claim in harbour.claims.items():
        assert back.claims[key].about == claim.about
        assert [(one.value, one.evidence) for one in back.claims[key].values] == [
            (" ".join(filter(None, (one.qualifier, one.value, one.unit))), one.evidence) for one in claim.values
        ]
    (lost,) = (line for line in capsys.readouterr().err.splitlines() if line.startswith("lost:"))
    assert "4 texts: a table does not say how a type of relation reads backwards" in lost


def test_entries_with_semicolons_come_back_from_our_own_table(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "dataset.yaml").write_text("letapis: 1\ndataset: {title: T}\n")
    quotes = ["we came; we saw", "one | two", '"so", he said; "no"', "plain, with a comma"]
    passages = "".join(f"      p{number}: {{quote: {json.dumps(quote)}}}\n" for number, quote in enumerate(quotes))
    cited = ", ".join(f"s/p{number}" for number in range(len(quotes)))
    (data / "all.yaml").write_text(
        f"sources:\n  s:\n    title: S\n    passages:\n{passages}      bare: {{gist: g}}\n"
        'organisations:\n  o: {name: "Roe; Sons", kind: group, names: [{value: "R; S"}, {value: RS}]}\n'
        f"events:\n  e: {{title: E, date: 2020, involves: [{{entity: o}}], evidence: [s/bare, {cited}]}}\n"
    )
    assert run(["export", "-d", str(data), "--format", "csv", "-o", str(tmp_path / "t.csv")]) == 0
    back = imported(tmp_path, "t.csv", (tmp_path / "t.csv").read_bytes())
    assert [name.value for name in back.organisations["o"].names] == ["R; S", "RS"]
    assert [part.entity for part in back.events["e"].involves] == ["o"]
    assert [each.passage for each in back.events["e"].evidence] == ["s/bare", *(f"s/p{n}" for n in range(4))]
    assert [back.sources["s"].passages[f"p{n}"].quote for n in range(4)] == quotes


def test_a_name_that_two_records_have_is_told() -> None:
    incoming = read("type,id,title,date,people\nperson,a,Jan Doe,,\nperson,b,Jan Doe,,\nevent,,Bells,2020,Jan Doe\n")
    assert incoming.sections["events"]["bells"]["involves"] == [{"entity": "a"}]
    assert "several records have this name: the first is meant (row 3 “Jan Doe”)" in told(incoming)


def test_cells_that_nothing_is_made_of_are_told() -> None:
    incoming = read(
        "title,date,year,type,place,author,End Month\nJan Doe,2020,,person,Quay,,\nBells,2020,2021,,,Roe,5\n"
    )
    assert "people have no dates (row 2 “2020”)" in told(incoming)
    for lost in ("the place (row 2 “Quay”)", "the year of the date (row 3", "the authors of the source (row 3 “Roe”)"):
        assert f"have no place for it: {lost}" in told(incoming)


def test_an_answer_that_somebody_has_emptied_in_our_own_table_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "-d", str(HARBOUR), "--format", "csv", "-o", str(tmp_path / "h.csv")]) == 0
    text = (tmp_path / "h.csv").read_text(encoding="utf-8")
    back = imported(tmp_path, "h.csv", text.replace("300 people;", ";"))
    capsys.readouterr()
    assert "300 people;" in text
    assert [(one.value, one.evidence[0].passage) for one in back.claims["crowd"].values] == [
        ("more than 900 people", "gazette/crowd"), ("about 1000 people", "lystok/market"),
    ]  # fmt: skip


def test_next_best_columns_and_tables_in_markdown() -> None:
    text = "| Case no | incident_date | notes |\n|---|:---:|---|\n| 5 | 3 May 2011 | Bells |\n"
    assert events(text) == [{"title": "Bells", "date": "2011-05-03"}]


def test_a_quotation_mark_that_is_not_closed_is_told_with_its_row() -> None:
    incoming = read('title,date\n"Bells, 2020\nNets,2021\nA 5" rope,2022\n')
    assert "a quotation mark is not closed" in told(incoming)
    assert 'row 2 “"Bells”' in told(incoming)
    assert [event["title"] for event in incoming.sections["events"].values()] == ['"Bells', "Nets", 'A 5" rope']


def test_cells_of_any_size(tmp_path: Path) -> None:
    (event,) = imported(tmp_path, "t.csv", f"title,date,summary\nBells,2020,{'x' * 300_000}\n").events.values()
    assert len(event.summary) == 300_000


def test_preview_shows_columns_and_five_records_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Was;Beginn;Tiefe\n" + "".join(f"Bells {n};{2000 + n};3\n" for n in range(7)))
    assert run(["import", str(table), "--preview"]) == 0
    said = capsys.readouterr()
    lines = {line.split()[0]: " ".join(line.split()) for line in said.out.splitlines() if line.strip()}
    assert "a table, separated by semicolons" in said.out
    assert lines["Was"] == "Was the title of the event, or a name Bells 0"
    assert lines["Beginn"] == "Beginn the date, or its start 2000"
    assert lines["Tiefe"] == "Tiefe nothing 3"
    assert "“Paris, France” is one place" in said.out
    assert said.out.count("title: Bells") == 5
    assert [*tmp_path.iterdir()] == [table]
    assert "Nothing was written." in said.err


def test_map_is_checked(tmp_path: Path) -> None:
    text = '"Und dann, was?",Am\nBells,2020\n'
    assert imported(tmp_path, "t.csv", text, "--map", "title=Und dann, was?,date=Am").events["bells"].date == "2020"
    for wrong in ("title", "colour=Am", "title=Wo,date=Am"):
        assert run(["import", str(tmp_path / "t.csv"), str(tmp_path / "n"), "--map", wrong]) == 2
        assert not (tmp_path / "n").exists()


WORDS = "title date type source url quote end year place involves id person organisation event 2020 3/4/2011 -44 no"
ODD = [
    '"',
    '""',
    '"a',
    "'=1",
    "<p>x</p>",
    "a; b",
    "\0",
    "\ud800",
    "\x1b[2J",
    "---",
    "\ufffe",
    "\u2028",
    "|",
    " ",
    "x" * 300,
]
ADDRESSES = ["https://a.b/c", "log: https://h.example/(x)"]
CELL = st.one_of(st.sampled_from([*WORDS.split(), *ODD, *ADDRESSES]), st.text(max_size=12))
ROWS = st.lists(st.lists(CELL, max_size=6), max_size=8)


@given(ROWS, st.sampled_from([",", ";", "\t"]), st.booleans())
@settings(deadline=None)
def test_any_table_is_imported_whole_or_refused_in_a_sentence(
    rows: list[list[str]], delimiter: str, with_headings: bool
) -> None:
    if with_headings:
        rows = [["title", "date", "source", "quote", "place", "type"], *rows]
    text = "\n".join(delimiter.join(row) for row in rows)
    with TemporaryDirectory() as folder:
        table, new = Path(folder) / "t.csv", Path(folder) / "new"
        table.write_bytes(text.encode("utf-8", "surrogatepass"))
        status = run(["import", str(table), str(new)])
        assert status in (0, 2)
        assert new.exists() == (status == 0)
        if status == 0:
            dataset, problems = loader.load(new)
            problems = [*problems, *check(dataset)]
            assert [each.message for each in problems if each.severity is Severity.ERROR] == []
            assert any(getattr(dataset, section) for section in SECTIONS)
