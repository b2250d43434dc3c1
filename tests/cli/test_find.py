"""`letapis find` and `letapis show`: the same query as in the explorer, for people and for programs."""

import csv
import io
import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from making import shipped
from samples import HARBOUR, ROOT

from tui.cli.main import run
from tui.core.model.records import Ref
from tui.core.model.sections import SECTION, SECTIONS
from tui.core.query import parser
from tui.environment import read_environment
from tui.notebook import book
from tui.notebook.keeper import Notebook


@pytest.fixture
def ask(capsysbinary):
    """Run a command on harbour: its status, what it prints, what it says."""

    def asked(*arguments: str) -> tuple[int, str, str]:
        status = run([arguments[0], "-d", str(HARBOUR), *arguments[1:]])
        said = capsysbinary.readouterr()
        return status, said.out.decode(), said.err.decode()

    return asked


def ids(lines: str) -> list[str]:
    return [line.split("\t")[1] for line in lines.splitlines()]


def test_finds_what_the_core_finds(ask) -> None:
    index = shipped()
    for text in ("", "kind:law", "cable", "is:disputed", "org:hpark OR person:quill", "sort:-date kind:letter"):
        result = index.run(parser.parse(text))
        expected = [(SECTION[s].singular, ref.id) for s in SECTIONS for ref in index.refs(result, s)]
        status, out, _ = ask("find", text)
        found = [tuple(line.split("\t")[:2]) for line in out.splitlines()]
        assert (status, found) == (0, expected)


def test_events_come_first_and_by_the_calendar(ask) -> None:
    _, out, _ = ask("find", "")
    types = [line.split("\t")[0] for line in out.splitlines()]
    events = types.count("event")
    assert types[:events] == ["event"] * events
    assert ids(out)[0] == "park-founded"


def test_words_of_a_query_need_no_quotation_marks_and_negated_terms_are_no_options(ask) -> None:
    assert ask("find", "kind:law", "decree") == ask("find", "kind:law decree")
    status, out, _ = ask("find", "--section", "events", "kind:law", "-date:2005")
    assert (status, ids(out)) == (0, ["park-decree"])


def test_sections_and_limit(ask) -> None:
    status, out, err = ask("find", "--section", "people", "--section", "places", "--limit", "2")
    assert status == 0
    assert len(out.splitlines()) == 2
    assert {line.split("\t")[0] for line in out.splitlines()} <= {"person", "place"}
    assert err.startswith("2 of ")


def test_nothing_found_says_what_to_leave_out(ask) -> None:
    status, out, err = ask("find", "kind:law", "zebra")
    assert (status, out) == (1, "")
    assert "without zebra: 2 events" in err


def test_a_mistake_is_pointed_at_and_a_better_query_offered(ask) -> None:
    status, out, err = ask("find", "kind:law (cable")
    assert (status, out) == (2, "")
    said = err.splitlines()
    assert said[1].index("(") == said[2].index("^")
    assert said[3] == "  try: kind:law (cable)"
    assert ask("find", "漢字 orgg:x")[2].splitlines()[2] == "  " + " " * 5 + "^^^^^", "behind wide letters too"
    status, _, err = ask("find", "kind:law (org:brigthkeel OR cable)")
    assert status == 2
    assert err.splitlines()[1:] == [
        "  kind:law (org:brigthkeel OR cable)",
        "                ^^^^^^^^^^",
        "  try: kind:law (org:Brightkeel OR cable)",
    ]


def test_whole_documents_are_searched_where_they_are(ask, tmp_path) -> None:
    status, out, _ = ask("find", "text:warehouses", "--section", "sources")
    assert (status, ids(out)) == (0, ["rev21"])
    assert ask("find", "text:warehouses", "--documents", str(tmp_path))[0] == 2


def test_json_lines_stand_on_their_own(ask) -> None:
    status, out, _ = ask("find", "id:quill-held", "--format", "jsonl", "--section", "events")
    record = json.loads(out)
    assert status == 0
    assert (record["type"], record["id"]) == ("event", "quill-held")
    assert record["involves"][0] == {"entity": {"id": "quill", "name": "Ada Quill"}, "role": "held"}
    assert (record["earliest"], record["latest"]) == ("2020-08-12", "2020-08-13")
    proof = record["evidence"][1]
    assert proof["source"] == {"id": "lystok", "title": "Год без навін"}
    assert proof["quote"] == "затрымалі каля брамы гавані 13 жніўня"
    assert proof["differs"] == "Gives 13 August alone."


def test_csv_has_a_heading_and_one_row_a_record(ask) -> None:
    _, out, _ = ask("find", "kind:law", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["id"] for row in rows] == ["park-founded", "park-decree"]
    assert rows[1]["quotes"] == "A decree of 21 December 2017 widened the rules"


def test_table_prints_dates_in_words_and_keeps_brackets(tmp_path, capsys) -> None:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: T}\n", encoding="utf-8")
    (tmp_path / "events.yaml").write_text(
        'events:\n  e: {title: "[bold]x[/bold] [sic]\\e]0;t\\a", date: 2020-08~}\n', encoding="utf-8"
    )
    run(["find", "-d", str(tmp_path), "--format", "table"])
    out = capsys.readouterr().out
    assert "about Aug 2020" in out
    assert "[bold]x[/bold] [sic]␛]0;t␇" in out


def test_show_prints_the_words_of_the_sources(ask) -> None:
    status, out, _ = ask("show", "network-cut")
    assert status == 0
    assert "“was down for three days after the vote”" in out
    assert "≠ Counts three days" in out
    assert "Lantern Telecom  blamed an anchor" in out
    assert "↵" not in out


def test_show_in_other_formats_and_of_passages_and_sections(ask) -> None:
    out = ask("show", "network-cut", "--format", "md")[1]
    assert out.startswith("# Network down in the whole town\n")
    assert "> “was down for three days after the vote”" in out
    record = json.loads(ask("show", "share-2019", "--format", "json")[1])
    assert record["disputed"] is True
    assert [value["value"] for value in record["values"]] == ["6.5", "5.1", "5.8"]
    assert "the network in Harbourtown slowed to a crawl" in ask("show", "gazette/cut")[1]
    assert ask("show", "organisations/hpark")[1].startswith("Harbour Park\n")


def test_show_of_what_is_not_there_says_what_is(ask) -> None:
    status, out, err = ask("show", "network-kut")
    assert (status, out) == (2, "")
    assert "did you mean network-cut?" in err


def test_what_was_known_says_what_came_since(ask) -> None:
    status, out, err = ask("find", "--section", "events", "known:2020-09")
    assert (status, len(ids(out))) == (0, 10)
    assert err.strip() == "10 events known by the end of Sept 2020, 6 since"


def test_both_readings_of_a_date_are_counted_where_they_differ(ask) -> None:
    assert "5 of 16 events, 1 for certain" in ask("find", "date:2020-08-12")[2]
    assert "1 of 16 events, 5 possibly" in ask("find", "date!:2020-08-12")[2]
    assert ask("find", "date:2017 kind:law")[2] == ""


def test_a_plain_date_that_finds_nothing_is_offered_as_a_date(ask) -> None:
    status, out, said = ask("find", "2020-08-09")
    assert (status, out) == (1, "")
    assert "  with date:2020-08-09: 4 events" in said.splitlines()


def keep_in_notebook() -> Path:
    """Bookmark and note something of harbour, as the explorer does; return the file."""
    notebook = Notebook(read_environment().folder("data") / "notebooks")
    notebook.open(HARBOUR, "The harbour software sector")
    for ref in (Ref("events", "park-decree"), Ref("people", "quill"), Ref("events", "gone")):
        notebook.change(partial(book.with_bookmark, ref=ref, name="as it was called"))
    notebook.change(partial(book.with_note, ref=Ref("events", "network-cut"), text="look it up", name=""))
    notebook.close()
    assert notebook.file is not None
    return notebook.file


def test_what_is_kept_in_the_explorer_is_found(ask) -> None:
    assert ask("find", "is:bookmarked")[0] == 1
    file = keep_in_notebook()
    before = file.read_bytes()
    status, out, err = ask("find", "is:bookmarked")
    assert (status, ids(out), err) == (0, ["park-decree", "quill"], "")
    assert ids(ask("find", "is:noted OR is:bookmarked", "date:2017..2020")[1]) == ["park-decree", "network-cut"]
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "said"), [(b"{", "is damaged"), (b'{"letapis_notebook": 99}', "was written by a later Letapis")]
)
def test_a_notebook_that_cannot_be_read_is_said_once_and_left_alone(ask, data: bytes, said: str) -> None:
    file = keep_in_notebook()
    file.write_bytes(data)
    status, out, err = ask("find", "is:bookmarked OR kind:law date:2020 OR is:noted")
    assert (status, out) == (1, "")
    assert err.count(f"letapis: your notebook of this dataset {said}") == 1
    assert ask("find", "kind:law")[2] == ""
    assert file.read_bytes() == data
    assert [*file.parent.glob("*.json")] == [file]


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_plain_output_names_no_key(locale: str, ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setenv("LETAPIS_ASCII", "1" if locale == "C" else "0")
    store = shipped().store
    outputs = {name: ask("show", name)[1] for section in SECTIONS for name in store.ids(section)[:2]}
    outputs |= {" ".join(words): ask(*words)[1] for words in (("find",), ("export", "--format", "md"))}
    assert all(outputs.values())
    assert [name for name, out in outputs.items() if "read it in its place" in out or "↵" in out] == []


def test_a_query_is_read_as_utf_8_in_any_locale(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("title: T\n")
    titles = {"cafe": "Café", "cabin": "Cabin", "sea": "Море"}
    rows = "".join(f"  {key}: {{title: {title}, date: 2020}}\n" for key, title in titles.items())
    (tmp_path / "events.yaml").write_text(f"events:\n{rows}", encoding="utf-8")
    plain = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment = {**plain, "LETAPIS_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "tui", "find", "-d", str(tmp_path), "море OR caférs OR café"]
    found = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert sorted(ids(found.stdout.decode())) == ["cafe", "sea"]


def test_a_query_of_signs_says_that_nothing_in_it_can_be_looked_for(ask) -> None:
    status, out, said = ask("find", "---")
    assert (status, out) == (1, "")
    assert "no letter, figure or picture" in said
