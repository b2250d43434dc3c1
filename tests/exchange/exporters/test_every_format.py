"""Every format: whole, parseable, attributed, and harmless with hostile text."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from cases import for_each
from msgspec.structs import replace
from samples import HARBOUR

from tui.core.index.index import Index
from tui.core.loading import loader
from tui.core.model.records import Event
from tui.core.model.sections import SECTIONS
from tui.core.query import parser
from tui.core.store.memory import MemoryStore
from tui.exchange.exporters.selection import Selection, select
from tui.exchange.exporters.table import COLUMNS
from tui.exchange.exporters.to_dict import to_dict
from tui.exchange.formats import FORMATS
from tui.exchange.json_schema import schema

EVIL = '"</script><b>\\u202ex[/b] [sic] `*_ {\\\\ =1"'


def chosen(folder: Path, text: str = "", *, raw: bool = False) -> Selection:
    index = Index(MemoryStore(loader.load(folder)[0]))
    return select(index, index.run(parser.parse(text)), raw=raw)


def written(name: str, selection: Selection) -> str:
    return "".join(FORMATS[name].write(selection))


@pytest.fixture(scope="module")
def harbour() -> Selection:
    return chosen(HARBOUR)


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Selection:
    """A dataset whose every text wants to be something else."""
    folder = tmp_path_factory.mktemp("evil")
    (folder / "dataset.yaml").write_text(f"letapis: 1\ndataset: {{title: {EVIL}}}\n", encoding="utf-8")
    (folder / "all.yaml").write_text(
        f"""
sources:
  s:
    title: {EVIL}
    publisher: {EVIL}
    url: "javascript:alert(1)"
    issued: 2020-08
    passages:
      p: {{section: {EVIL}, paragraph: 1, gist: {EVIL}, quote: {EVIL}}}
people:
  p: {{name: {EVIL}, role: {EVIL}, evidence: [s/p]}}
events:
  e:
    title: {EVIL}
    date: 2020-08-09
    summary: {EVIL}
    involves: [{{entity: p, role: {EVIL}}}]
    evidence: [{{passage: s/p, differs: {EVIL}}}]
""",
        encoding="utf-8",
    )
    selection = chosen(folder)
    assert {ref.section for ref in selection.refs} == {"events", "people", "sources"}
    return selection


@for_each(name=FORMATS)
def test_nothing_invisible_leaves_in_any_format(name: str, evil: Selection) -> None:
    text = written(name, evil)
    assert [c for c in text if not c.isprintable() and c not in "\n\r\t"] == []


@for_each(name=FORMATS)
def test_every_format_names_what_was_chosen(name: str, harbour: Selection) -> None:
    text = written(name, harbour)
    assert ("The Example Review" in text) or ("How a small sector grew" in text) or name in ("annotations", "figures")
    assert len(text) > 500


@for_each(name=["csl", "timelinejs", "jsonld", "annotations"])
def test_json_formats_parse(name: str, harbour: Selection, evil: Selection) -> None:
    assert json.loads(written(name, harbour))
    assert json.loads(written(name, evil))


@for_each(name=["jsonl", "ftm"])
def test_line_formats_have_one_object_a_line(name: str, harbour: Selection) -> None:
    lines = [json.loads(line) for line in written(name, harbour).splitlines()]
    assert len({line["id"] for line in lines}) == len(lines) or name == "jsonl"
    assert all({"id", "type"} <= set(line) or {"id", "schema"} <= set(line) for line in lines)


def test_json_lines_hold_every_record_in_order(harbour: Selection) -> None:
    lines = [json.loads(line) for line in written("jsonl", harbour).splitlines()]
    assert [line["id"] for line in lines] == [ref.id for ref in harbour.refs]
    sections = [ref.section for ref in harbour.refs]
    assert sections == sorted(sections, key=SECTIONS.index)


def test_ftm_links_only_to_what_is_there(harbour: Selection) -> None:
    one = Selection(harbour.store, tuple(ref for ref in harbour.refs if ref.id == "quill-held"))
    lines = [json.loads(line) for line in written("ftm", one).splitlines()]
    ids = {line["id"] for line in lines}
    linked = {value for line in lines for values in line["properties"].values() for value in values
              if value.startswith("letapis-")}  # fmt: skip
    assert linked <= ids


def test_csv_reads_back_with_the_columns_said(harbour: Selection) -> None:
    rows = list(csv.reader(io.StringIO(written("csv", harbour), newline="")))
    assert rows[0] == list(COLUMNS)
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert len(rows) == len(harbour.refs) + 1


def test_csv_guards_formulas_unless_raw(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: T}\n", encoding="utf-8")
    (tmp_path / "events.yaml").write_text("events:\n  e: {title: '=1+1', date: 2020}\n", encoding="utf-8")
    guarded = written("csv", chosen(tmp_path))
    assert ",'=1+1," in guarded
    assert ",=1+1," in written("csv", chosen(tmp_path, raw=True))


@for_each(name=["html", "dossier"])
def test_html_is_one_closed_page_that_loads_nothing(name: str, harbour: Selection, evil: Selection) -> None:
    for selection in (harbour, evil):
        page = written(name, selection)
        assert "style-src 'sha256-" in page
        assert "default-src 'none'" in page
        page = re.sub(r"<script( type=\"application/json\" id=\"data\")?>.*?</script>", "", page, flags=re.DOTALL)
        body = ET.fromstring(page[page.index("<body>") : page.index("</html>")])
        ids = [element.attrib["id"] for element in body.iter() if "id" in element.attrib]
        links = [element.attrib["href"] for element in body.iter("a")]
        assert len(ids) == len(set(ids))
        assert [link for link in links if link[0] == "#" and link[1:] not in ids] == []
        assert [link for link in links if link[0] != "#" and not link.startswith("https://")] == []
        assert not re.search(r"<(script|img|link|iframe)\b", page)


def test_html_under_a_filter_brings_along_what_it_names_and_rests_on() -> None:
    page = written("html", chosen(HARBOUR, "kind:law"))
    found = re.findall(r'^<article id="(.*?)"', page, re.MULTILINE)
    assert found[:2] == ["events/park-founded", "events/park-decree"]
    assert {"organisations/hpark", "organisations/council", "places/harbourtown", "sources/rev21"} <= {*found}
    assert "organisations/tidewatch" not in found
    assert '<li><a href="#organisations/hpark">Harbour Park</a> (subject)</li>' in page


def test_markdown_says_the_filter_and_the_sources_and_escapes_markup(evil: Selection) -> None:
    text = written("md", evil)
    assert "<script" not in text
    assert r"\[sic\]" in text
    assert "<b>" not in text
    text = written("md", chosen(HARBOUR, "kind:law"))
    assert "To make this again: the filter kind:law" in text
    assert "## What this rests on" in text
    assert "Ann Roe. How a small sector grew. The Example Review, 12 March 2021." in text


def test_bibtex_braces_balance(harbour: Selection, evil: Selection) -> None:
    for selection in (harbour, evil):
        for name in ("bibtex", "biblatex"):
            text = re.sub(r"\\[{}]", "", written(name, selection))
            assert text.count("{") == text.count("}")


def test_every_event_of_harbour_expands_with_its_evidence(harbour: Selection) -> None:
    for ref in harbour.refs:
        record = to_dict(harbour.store, ref)
        assert record["id"] == ref.id
        if ref.section == "events":
            event = harbour.store.event(ref.id)
            assert [proof["passage"] for proof in record["evidence"]] == [c.passage for c in event.evidence]
    assert list(harbour.records(Event))


def test_annotations_quote_what_the_passage_quotes(harbour: Selection) -> None:
    items = json.loads(written("annotations", harbour))["items"]
    exact = {item["id"]: item["target"]["selector"]["exact"] for item in items}
    assert exact["urn:letapis:gazette/cut"] == "the network in Harbourtown slowed to a crawl"


def test_schema_knows_every_section_and_every_reference_resolves() -> None:
    found = schema()
    assert set(SECTIONS) | {"letapis", "dataset", "kinds", "relation_types"} == set(found["properties"])
    references = re.findall(r'"#/\$defs/(\w+)"', json.dumps(found))
    assert set(references) <= set(found["$defs"])
    assert "id" not in found["$defs"]["Event"]["properties"]
    assert set(found["$defs"]["Event"]["required"]) == {"title", "date"}


@for_each(name=FORMATS)
def test_every_format_reports_its_progress(name: str, harbour: Selection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.exchange.exporters.selection.STEP", 1)
    shares: list[float] = []
    assert written(name, replace(harbour, report=shares.append)) == written(name, harbour)
    assert shares[0] == 0
    assert len(shares) >= len(harbour.refs)
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_each_format_has_its_usual_ending() -> None:
    endings = {
        "md": "md",
        "dossier": "html",
        "svg": "svg",
        "figures": "svg",
        "bibtex": "bib",
        "biblatex": "bib",
        "csl": "json",
        "timelinejs": "json",
        "ftm": "jsonl",
    }
    endings |= {
        "jsonl": "jsonl",
        "csv": "csv",
        "tsv": "tsv",
        "html": "html",
        "jsonld": "jsonld",
        "annotations": "jsonld",
        "graphml": "graphml",
        "gexf": "gexf",
    }
    assert {name: entry.ending for name, entry in FORMATS.items()} == endings


def test_records_with_nothing_but_what_they_must_have_leave_in_every_format(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: T}\n", encoding="utf-8")
    (tmp_path / "all.yaml").write_text(
        """
sources: {s: {title: S, passages: {p: {gist: G}}}}
people: {p: {name: P, evidence: [s/p]}}
places: {l: {name: L}}
events: {e: {title: E, date: 2020, evidence: [s/p]}, f: {title: F, date: 2020}}
claims: {c: {question: Q, about: e, values: [{value: 1, evidence: [s/p]}]}}
""",
        encoding="utf-8",
    )
    selection = chosen(tmp_path)
    for name in FORMATS:
        assert written(name, selection).strip(), name
