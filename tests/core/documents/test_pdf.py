"""Documents that are PDFs: their text in paragraphs, and one sentence where there is none."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import textwrap
from pathlib import Path
from types import SimpleNamespace

import pypdf
import pytest
from making import joined
from pdf import pdf
from samples import HARBOUR

from tui.cli.main import run
from tui.core.documents import folder as documents
from tui.core.documents import pdf_pages
from tui.core.documents.pdf import MISSING, _without_margins, paragraphs, text_of_pdf
from tui.core.documents.pdf_pages import read_pages
from tui.core.documents.text import text_of
from tui.core.errors import DocumentError
from tui.core.loading import loader
from tui.core.model.records import DocumentStamp, Source
from tui.core.store.memory import MemoryStore
from tui.present.source.source import reading

GAZETTE = (HARBOUR / "documents/gazette.txt").read_text(encoding="utf-8")


def set_in_type(text: str, width: int = 70, lines: int = 10) -> bytes:
    """Return a text as a PDF, as it would be printed: short lines, a running title, numbered pages."""
    set_lines = [line for part in text.split("\n\n") for line in textwrap.wrap(part, width)]
    starts = range(0, len(set_lines), lines)
    return pdf(*(["THE GAZETTE", *set_lines[at : at + lines], str(number)] for number, at in enumerate(starts, 1)))


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """Harbour with one of its documents as a PDF."""
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    (folder / "documents/gazette.txt").unlink()
    (folder / "documents/gazette.pdf").write_bytes(set_in_type(GAZETTE))
    return folder


def test_lines_of_pages_are_paragraphs_again() -> None:
    found = text_of(set_in_type(GAZETTE), ".pdf").split("\n\n")
    wanted = GAZETTE.strip().split("\n\n")
    assert {"The week the cables went quiet", "Four days in August", wanted[6], wanted[8]} <= set(found)
    assert len(set(wanted) & set(found)) >= len(wanted) - 4  # a last line that is full may hide where a paragraph ends
    assert "GAZETTE" not in " ".join(found)
    assert " ".join(" ".join(found).split()) == " ".join(GAZETTE.split())


def test_check_finds_the_excerpts_in_it_and_a_changed_figure_fails(printed: Path, capsysbinary) -> None:
    assert run(["check", "-d", str(printed)]) == 0
    said = capsysbinary.readouterr()
    assert "[other-text]" in said.out.decode()
    assert "[excerpt-" not in said.out.decode()
    assert "not checkable" not in said.err.decode()
    (printed / "documents/gazette.pdf").write_bytes(set_in_type(GAZETTE.replace("71 per cent", "17 per cent")))
    assert run(["check", "-d", str(printed)]) == 1
    assert "[-71-] {+17+}" in capsysbinary.readouterr().out.decode()


def test_a_pdf_is_known_by_its_checksum(tmp_path: Path) -> None:
    raw = pdf(["The lamp was lit."])
    (tmp_path / "scan 7.PDF").write_bytes(raw)
    stamp = DocumentStamp(sha256=hashlib.sha256(raw).hexdigest())
    found = documents.find({"lamp": Source(id="lamp", title="L", document=stamp)}, tmp_path)
    assert (found["lamp"].text, found["lamp"].same, found["lamp"].unread) == ("The lamp was lit.", True, "")


def test_without_the_extra_one_sentence_says_how_to_get_it_in_the_reader_too(
    printed: Path, monkeypatch, capsysbinary
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert run(["check", "-d", str(printed)]) == 0
    said = capsysbinary.readouterr()
    (line,) = [line for line in said.out.decode().splitlines() if "gazette.pdf" in line]
    assert MISSING in line
    assert ": note: " in line
    assert "12 not checkable here" in said.err.decode()
    store = MemoryStore(loader.load(printed)[0])
    held = documents.find(store.sources, printed / "documents")
    outline = reading(store, "gazette", "", held["gazette"])
    assert outline.note == f"gazette.pdf: {MISSING}"
    assert "no full text" in "\n".join(joined(block.spans) for block in outline.blocks(0))


def test_a_text_beside_an_unreadable_pdf_is_taken(printed: Path) -> None:
    (printed / "documents/gazette.pdf").write_bytes(b"%PDF-1.4")
    (printed / "documents/gazette.txt").write_text("plain", encoding="utf-8")
    store = MemoryStore(loader.load(printed)[0])
    assert documents.find(store.sources, printed / "documents")["gazette"].text == "plain"


SOUND = pdf(["One line."])


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "the PDF is broken: EmptyFileError"),
        (b"%PDF-1.4 and nothing more", "the PDF is broken: PdfStreamError"),
        (SOUND[:300], "the PDF is broken: "),
        (pdf([]), "the PDF has no text: its pages are pictures"),
        (pdf(["Secret"], encrypted=True), "the PDF is locked with a password"),
        (re.sub(rb"/Kids \[.*?\]", b"/Kids [2 0 R]", SOUND), "the PDF is broken: "),
    ],
    ids=["empty", "no objects", "cut off", "no text", "locked", "pages in a circle"],
)
def test_what_has_no_text_says_why(raw: bytes, why: str) -> None:
    with pytest.raises(DocumentError, match=why):
        text_of_pdf(raw)


def test_what_the_library_needs_or_can_open_is_not_taken_for_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    def needs_more(_: object) -> None:
        raise pypdf.errors.DependencyError

    page = SimpleNamespace(extract_text=lambda: "One line.")
    opened = SimpleNamespace(is_encrypted=True, decrypt=lambda password: password == "", pages=[page])
    monkeypatch.setattr(pypdf, "PdfReader", lambda _: opened)
    assert [*read_pages(SOUND)] == [["One line."]]
    monkeypatch.setattr(pypdf, "PdfReader", needs_more)
    with pytest.raises(DocumentError, match="one more library: pip install cryptography"):
        next(read_pages(SOUND))


def test_a_page_that_takes_long_or_much_memory_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for doing, why in (
        ("while True: pass", "a page of the PDF takes longer than 0 s to read"),
        ("bytearray(1 << 30)", "the PDF takes too much memory to read"),
    ):
        hostile = f"import pypdf\ndef extract_text(_):\n    {doing}\npypdf.PageObject.extract_text = extract_text\n"
        command = f"{hostile}from tui.core.documents import pdf_pages\npdf_pages.LONGEST_PAGE = 0.4\npdf_pages.main()"
        monkeypatch.setattr(pdf_pages, "COMMAND", ("-c", command))
        monkeypatch.setattr(pdf_pages, "LONGEST_PAGE", 0.4)
        with pytest.raises(DocumentError, match=why):
            text_of_pdf(SOUND)


def test_a_pdf_that_takes_long_or_has_much_text_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("LONGEST", "MOST_TEXT"):
        with monkeypatch.context() as patch:
            patch.setattr(pdf_pages, limit, 0)
            with pytest.raises(DocumentError, match="or has too much text"):
                text_of_pdf(SOUND)


def test_running_titles_and_page_numbers_are_left_out() -> None:
    for pages, kept in (
        (["T|a|1", "T|b|2", "T|c|3"], "abc"),
        (["T|a", "T|b"], "TaTb"),
        (["T|a", "T|b", "T|c", *"defghi"], "abcdefghi"),
        (["T|a", "T|b", "T|c", *"defghij"], "TaTbTcdefghij"),
        (["T|a", "T|b", "T|c", "T|d", *"efghijkl"], "abcdefghijkl"),
        (["T|a", "T|b", "T|c", "T|d", *"efghijklm"], "TaTbTcTdefghijklm"),
        (["T|U|a", "T|b|U", "T|c|U", "U|d|T"], "abcd"),
        (["a|1", "- 2 -|b", "3", "4|T|- 4 -|T"], "abT- 4 -T"),
        ([" a ||", "| b"], "ab"),
        (["S", "S", "S"], ""),
        (["a|S|b", "c|S|d", "e|S|f"], "aSbcSdeSf"),
        (["", ""], ""),
    ):
        assert "".join(_without_margins([page.split("|") for page in pages])) == kept


WIDE = ["x" * 9 + " " + "y" * 10] * 3


def test_a_line_in_which_the_next_word_had_room_ends_a_paragraph() -> None:
    for last, following, is_one in (
        ("twelve chars", "Sixxxx more", False),
        ("twelve chars", "Sevennn more", True),
        ("twelve chars", "sixxxx more", True),
        ("and a stop.)", "sixxxx more", False),
        ("and a stop.”", "sixxxx more", False),
        ("has a cut-of-", "Six", True),
        ("and a full line here", "Six", True),
        ("and a full line here", "• six", False),
        ("and a full line here", "(12) six", False),
        ("and a full line here", "1234. six", True),
    ):
        found = paragraphs([*WIDE, last, following]).split("\n\n")
        assert found[-1].endswith(following)
        assert (len(found[-1]) > len(following)) is is_one


def test_the_usual_length_of_a_line_is_reached_by_one_in_ten() -> None:
    short, long = ["nine sign"] * 17, ["nineteen signs long"] * 3
    assert len(paragraphs([*long, *short[:-1], "Nine sign"]).split("\n\n")) == 2
    assert len(paragraphs([*long[:1], *short[:-1], "Nine sign"]).split("\n\n")) == 1
    assert paragraphs([]) == ""


def test_words_cut_at_the_ends_of_lines() -> None:
    for lines, text in (
        (
            "The connec-|tion of a ten-|year plan, a connection for ten-year",
            "The connection of a ten-year plan, a connection",
        ),
        ("plans and some-|thing", "plans and some-\nthing"),
        ("a lamp|on the har-|bour wall, a harbour", "a lamp on the harbour wall"),
        ("a soft\u00ad|ly said", "a softly said"),
        ("from 10-|20 boats", "from 10- 20 boats"),
        ("the year 1905-|and more", "the year 1905- and more"),
        ("The Connec-|tion of a CONNECTION", "The Connection of a CONNECTION"),
        ("the ten‐|year plan, ten-year", "the ten‐year plan"),
        ("one|two", "one two"),
    ):
        assert paragraphs(lines.split("|")).startswith(text)


def test_the_text_of_a_pdf_is_read_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = pdf(["The lamp was lit."])
    assert text_of(raw, ".pdf", tmp_path / "kept") == "The lamp was lit."
    (file,) = (tmp_path / "kept").iterdir()
    assert re.fullmatch(rf"pdf-[0-9a-f]{{40}}-{re.escape(pypdf.__version__)}-\d+\.letapis", file.name)
    monkeypatch.setattr("tui.core.documents.pdf.text_of_pdf", lambda _: "read anew")
    assert text_of(raw, ".pdf", tmp_path / "kept") == "The lamp was lit."
    file.write_bytes(file.read_bytes().replace(b"lit", b"out"))
    assert text_of(raw, ".pdf", tmp_path / "kept") == "read anew"
    assert [path.suffix for path in (tmp_path / "kept").iterdir()] == [".letapis"]
    monkeypatch.setattr("tui.core.documents.pdf.text_of_pdf", lambda _: "read a third time")
    assert text_of(raw, ".pdf", tmp_path / "kept") == "read anew"


def test_half_a_letter_in_a_pdf_is_kept_as_a_question_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.core.documents.pdf.text_of_pdf", lambda _: "lit \ud800")
    raw = pdf(["The lamp was lit."])
    assert text_of(raw, ".pdf", tmp_path).startswith("lit ")
    assert text_of(raw, ".pdf", tmp_path) == "lit ?"


def test_where_nothing_can_be_kept_it_is_read_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kept").write_text("a file, no folder", encoding="utf-8")
    assert text_of(pdf(["The lamp was lit."]), ".pdf", tmp_path / "kept") == "The lamp was lit."
