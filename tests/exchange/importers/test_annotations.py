"""Highlights come in: each page a source, each quotation a passage that waits for its curator."""

import json
from pathlib import Path
from typing import Any

import pytest
from importing import imported, refused
from samples import HARBOUR

from tui.cli.main import run
from tui.core.checks.check import check
from tui.core.loading import loader
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Severity
from tui.exchange.importers import annotations
from tui.exchange.importers.content import Content, Options

PAGE = "https://gazette.example/2020/cables"


def note(exact: str, body: Any = None, source: Any = PAGE, **selector: Any) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": exact, **selector}
    return {"type": "Annotation", "body": body, "target": {"source": source, "selector": quote}}


def only(dataset: Dataset) -> Any:
    (source,) = dataset.sources.values()
    (passage,) = source.passages.values()
    return passage


def test_what_we_export_comes_back_and_stands_in_its_documents_again(tmp_path: Path) -> None:
    run(["export", "-d", str(HARBOUR), "--format", "annotations", "-o", str(tmp_path / "h.json")])
    back = imported(tmp_path, "notes.jsonld", (tmp_path / "h.json").read_text(encoding="utf-8"))
    harbour, _ = loader.load(HARBOUR)
    for source in back.sources.values():
        known = harbour.sources[source.id]
        assert (source.title, source.url) == (known.title, known.url)
        told = [(key, p.quote, p.prefix, p.suffix, p.gist) for key, p in source.passages.items()]
        assert told == [(key, p.quote, p.prefix, p.suffix, p.gist) for key, p in known.passages.items()]
    assert set(back.sources) == {key for key, source in harbour.sources.items() if source.passages}
    assert run(["check", "-d", str(tmp_path / "new"), "--documents", str(HARBOUR / "documents")]) == 0


def test_highlights_of_one_page_are_one_source(tmp_path: Path) -> None:
    body = {"type": "TextualBody", "value": "When it began."}
    notes = [
        note("the network slowed", body),
        note("By noon it was gone", source=f"{PAGE}#:~:text=noon"),
        note("a row of warehouses", source="https://other.example/"),
        note("the network slowed", {"value": "A second reader's remark."}),
    ]
    dataset = imported(tmp_path, "notes.jsonld", {"type": "AnnotationPage", "items": notes})
    assert [source.url for source in dataset.sources.values()] == [PAGE, "https://other.example/"]
    first = next(iter(dataset.sources.values()))
    assert [(p.quote, p.gist) for p in first.passages.values()] == [
        ("the network slowed", "When it began. / A second reader's remark."),
        ("By noon it was gone", ""),
    ]


def test_what_came_in_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(tmp_path, "notes.jsonld", [note("the network slowed"), note("By noon it was gone")])
    assert capsys.readouterr().err.startswith("1 source, 2 passages in ")


def test_a_highlight_without_a_remark_waits_for_its_gist(tmp_path: Path) -> None:
    dataset = imported(tmp_path, "notes.jsonld", [note("By noon it was gone")])
    (found,) = [problem for problem in check(dataset) if problem.rule == "no-gist"]
    assert (found.file, found.severity) == ("sources.yaml", Severity.WARNING)
    assert "`by-noon-it-was-gone` is still to be written" in found.message


def test_long_highlight_is_cut_to_an_excerpt_with_a_note(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [f"word{n}" for n in range(30)]
    passage = only(imported(tmp_path, "notes.jsonld", [note(" ".join(words), suffix=" behind it")]))
    assert passage.quote == " ".join(words[:20])
    assert "10 words" in passage.note
    assert passage.suffix == ""
    assert "1 text: excerpts are cut after 20 words" in capsys.readouterr().err
    assert "quote-too-long" not in {problem.rule for problem in check(loader.load(tmp_path / "new")[0])}


def test_words_cut_by_the_tool_are_left_out_of_the_context(tmp_path: Path) -> None:
    passage = only(
        imported(
            tmp_path,
            "notes.jsonld",
            [note("it was gone", prefix="lowed to a crawl. By noon ", suffix=". The phone comp")],
        )
    )
    assert (passage.prefix, passage.suffix) == ("to a crawl. By noon", ". The phone")


def test_positions_give_the_order_of_the_document(tmp_path: Path) -> None:
    notes = []
    for start, exact in ((90, "came last"), (5, "came first"), (40, "came between")):
        one = note(exact)
        one["target"]["selector"] = [{"type": "TextPositionSelector", "start": start}, one["target"]["selector"]]
        notes.append(one)
    (source,) = imported(tmp_path, "notes.jsonld", notes).sources.values()
    assert list(source.passages) == ["came-first", "came-between", "came-last"]


def test_selector_that_refines_a_page_of_a_book(tmp_path: Path) -> None:
    one = note("the lamp was lit")
    one["target"]["selector"] = {"type": "FragmentSelector", "value": "page=7", "refinedBy": one["target"]["selector"]}
    one["target"]["source"] = {"id": "urn:isbn:0", "title": "The lamp\n book"}
    dataset = imported(tmp_path, "notes.jsonld", one)
    assert only(dataset).quote == "the lamp was lit"
    (source,) = dataset.sources.values()
    assert (source.id, source.title, source.url) == ("the-lamp-book", "The lamp book", "")


def test_export_of_hypothesis(tmp_path: Path) -> None:
    row = {
        "uri": PAGE,
        "created": "2020-09-03T10:00:00+00:00",
        "text": "Nobody saw it.",
        "tags": ["cable", "doubt"],
        "document": {"title": ["The week the cables went quiet"]},
        "target": [{"source": PAGE, "selector": [{"type": "TextQuoteSelector", "exact": "seen an anchor"}]}],
    }
    dataset = imported(tmp_path, "notes.jsonld", {"total": 1, "rows": [row]})
    (source,) = dataset.sources.values()
    assert (source.title, source.accessed) == ("The week the cables went quiet", "2020-09-03")
    assert only(dataset).gist == "Nobody saw it."


def test_one_annotation_a_line(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(note(f"words number {n}")) for n in range(3))
    (source,) = imported(tmp_path, "notes.jsonl", lines).sources.values()
    assert len(source.passages) == 3


def test_what_has_no_place_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bodies = [
        {"purpose": "tagging", "value": "cable"},
        {"purpose": "commenting", "value": "<p>It &amp; they</p>", "format": "text/html"},
        {"purpose": "linking", "value": "events/x"},
        {"value": "long " * 400},
    ]
    passage = only(imported(tmp_path, "notes.jsonld", [note("By noon it was gone", bodies), {"target": PAGE}]))
    assert passage.gist.startswith("It & they long long")
    assert passage.gist.endswith("long …")
    said = capsys.readouterr().err
    for sentence in ("1 record: no quotation", "1 text: tags have no place", "1 link: a passage is", "1 text: remarks"):
        assert f"lost: {sentence}" in said


HOSTILE = 'x: {b} [c] # "d" \\ \x1b[2J \u202e \U000e0041 &x *y !z %'


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    one = note(HOSTILE, {"value": HOSTILE}, f"javascript:{HOSTILE}", prefix=HOSTILE, suffix=HOSTILE)
    dataset = imported(tmp_path, "notes.jsonld", [{**one, "id": "urn:letapis:../../etc/passwd"}])
    assert only(dataset).quote == " ".join(HOSTILE.split())
    (source,) = dataset.sources.values()
    assert (source.url, "/" in source.id) == ("", False)


WRONG: list[Any] = [
    {"items": []},
    {"items": [1, None, "x"]},
    {"items": [{"target": None}]},
    {"items": [{"target": {"source": 3, "selector": {"exact": 4}}}]},
    {"items": [note("")]},
    {"items": [note("words", source="")]},
    {"items": [{"target": {"source": PAGE, "selector": "words"}}]},
    {"first": {"first": {"first": {"first": {"first": {"first": {"first": {"first": {"first": {}}}}}}}}}},
]


def test_what_is_no_highlight_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [value for value in WRONG if not refused(tmp_path, "x.json", json.dumps(value), capsys)] == []


def test_selectors_in_selectors_without_end_are_left(tmp_path: Path) -> None:
    selector: dict[str, Any] = {"exact": "too deep"}
    for _ in range(200):
        selector = {"refinedBy": selector}
    incoming = annotations.read(Content(json.dumps([{"target": {"source": PAGE, "selector": selector}}])), Options())
    assert incoming.sections == {}
    assert len([*incoming.losses.found]) == 1


def test_notes_on_pages_and_answers_keep_their_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quoted = note("By noon it was gone", {"value": "At noon?"}) | {"id": "a1"}
    rows = [
        quoted,
        {"id": "a2", "user": "acct:roe@h.example", "text": "All of it.", "uri": PAGE, "target": [{"source": PAGE}]},
        {"id": "a3", "user": "lee", "text": "I doubt it", "references": ["a1"], "target": [{"source": PAGE}]},
        {"id": "a4", "text": "2", "target": [{"source": PAGE, "selector": [{"exact": " "}]}]},
        {"id": "a5", "target": [f"{PAGE}?utm_source=x"], "bodyValue": "Tracked."},
        {"id": "a6", "body": ["https://film.example/", {"value": "Seen."}],
         "target": [PAGE, {"source": PAGE, "selector": {"exact": "it was gone"}}]},
        {"id": "a7", "target": [{"source": PAGE, "selector": {"exact": "first"}}, {"source": "https://two.example/"}]},
    ]  # fmt: skip
    dataset = imported(tmp_path, "notes.json", {"total": 7, "rows": rows})
    (source,) = dataset.sources.values()
    assert source.note.split("\n") == ["roe: All of it.", "2", "Tracked.", "Seen."]
    passages = [(passage.quote, passage.gist, passage.note) for passage in source.passages.values()]
    assert passages == [
        ("By noon it was gone", "At noon?", "lee: I doubt it"), ("it was gone", "Seen.", ""), ("first", "", ""),
    ]  # fmt: skip
    said = capsys.readouterr().err
    for sentence in (
        "1 link: a body that is no text (a6 “https://film.example/”)",
        "1 link: what only tracks readers is left out of an address (a5",
        "1 link: a target without words (a7 “https://two.example/”)",
    ):
        assert f"lost: {sentence}" in said


def test_chapters_of_one_book_are_one_source(tmp_path: Path) -> None:
    def at(source: Any, exact: str, **target: Any) -> dict[str, Any]:
        return {"target": {"source": source, "selector": {"exact": exact}, **target}}

    book = {"dc:title": "The lamp", "dc:identifier": ["urn:isbn:978"], "dc:creator": ["Ann Roe"], "dc:date": "1865"}
    folder = "https://lamp.example/book"
    epub = {"type": "EPUBContentSelector", "url": "/2.xhtml", "title": "Dusk"}
    pair = (1, "lit"), (2, "out")
    forms: list[Any] = [
        {"about": book, "items": [
            at("text/1.html", "lit"), at("text/2.html", "out", meta={"headings": [{"txt": "Dusk"}]})]},
        [at({"id": f"{folder}/ch{n}.html", "title": "The lamp"}, words) for n, words in pair],
        [at(f"urn:x/lamp.epub/{n}.html", words) for n, words in pair],
        [at({"id": f"urn:{n}", "partOf": {"id": folder, "title": "The lamp"}}, words) for n, words in pair],
        [at(folder, "lit"), {"target": {"source": folder, "selector": [epub, {"exact": "out"}]}}],
    ]  # fmt: skip
    for number, form in enumerate(forms):
        (tmp_path / str(number)).mkdir()
        (source,) = imported(tmp_path / str(number), "notes.json", form).sources.values()
        assert [passage.quote for passage in source.passages.values()] == ["lit", "out"]
        last = [*source.passages.values()][-1]
        assert last.section_title in ("Dusk", "ch2.html", "2.html", "urn:2"), number
    first = imported(tmp_path, "notes.json", forms[0]).sources["the-lamp"]
    assert (first.title, first.type, first.issued, first.note) == ("The lamp", "book", "1865", "ISBN: 978")
    assert [author.full for author in first.authors] == ["Ann Roe"]
