"""Kinds of document: each is read, and without the extra one sentence says how to get what reads it."""

from __future__ import annotations

import sys

import pytest
from pdf import pdf

from tui.core.documents.pdf import MISSING
from tui.core.documents.text import ENDINGS, KINDS, text_of
from tui.core.errors import DocumentError

OPTIONAL = ("bs4", "charset_normalizer", "markdown_it", "pypdf")
SAMPLES = {
    "plain text": "Мора".encode(),
    "Markdown": b"---\ntitle: X\n---\n# Sea\n\nA *calm* ~~old~~ day.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
    "HTML": b"<title>Sea</title><script>x</script><p>A <b>calm</b>\nday.<p>Over.<pre>1\n2</pre>",
    "PDF": pdf(["A calm day."]),
}
READ = {
    "plain text": "Мора",
    "Markdown": "Sea\nA calm old day.\na\nb\n1\n2",
    "HTML": "Sea\nA calm day.\nOver.\n1\n2",
    "PDF": "A calm day.",
}


def test_every_kind_is_read_by_each_of_its_endings() -> None:
    assert list(ENDINGS) == [".txt", ".md", ".markdown", ".html", ".htm", ".pdf"]
    assert {kind.name for kind in KINDS} == SAMPLES.keys()
    for ending, kind in ENDINGS.items():
        assert text_of(SAMPLES[kind.name], ending.upper()) == READ[kind.name]
    assert [kind.name for kind in KINDS if not kind.has_paragraphs] == ["PDF"]


def test_without_the_extra_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OPTIONAL:
        monkeypatch.setitem(sys.modules, name, None)
    assert text_of(SAMPLES["plain text"], ".txt") == READ["plain text"]
    for raw, ending in (*((SAMPLES[kind.name], kind.endings[0]) for kind in KINDS[1:]), (b"\xcf\xee\xf0\xf2", ".txt")):
        with pytest.raises(DocumentError, match="letapis\\[documents\\]") as caught:
            text_of(raw, ending)
        assert caught.value.message == MISSING


def test_lines_of_html_break_at_blocks_and_hidden_elements_are_left_out() -> None:
    for name in ("address", "article", "footer", "form", "summary", "table", "ul", "p", "br"):
        inner = "" if name == "br" else "two"
        assert text_of(f"one<{name}>{inner}</{name}>three".encode(), ".html").splitlines() == (
            ["one", "three"] if name == "br" else ["one", "two", "three"]
        )
    for name in ("b", "span", "a", "em"):
        assert text_of(f"one<{name}>two</{name}>three".encode(), ".html") == "onetwothree"
    for name in ("script", "style", "template", "noscript"):
        assert text_of(f"one <{name}>two</{name}>three".encode(), ".html") == "one three"
    for name, text in (("pre", "one\ntwo"), ("textarea", "one\ntwo"), ("p", "one two")):
        assert text_of(f"<{name}>one\n two</{name}>".encode(), ".html") == text


def test_front_matter_of_markdown_is_at_its_beginning_only() -> None:
    for raw, text in (
        ("---\na: 1\n---\nText", "Text"),
        ("---  \r\na: 1\r\n...\r\nText", "Text"),
        ("---\na: 1\n\nText", "a: 1\nText"),
        ("One\n\n---\n\nTwo", "One\nTwo"),
    ):
        assert text_of(raw.encode(), ".md") == text, raw
