"""What only looks different in a document, its white space, its signs, its lines, leaves every excerpt where it was."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from cases import for_each
from shelf import PASSAGES, TEXTS

from tui.core.documents.anchor import verdicts
from tui.core.documents.text import text_of


def replaced(before: str, after: str) -> Callable[[str], str]:
    """Return a change of all texts: one sign, or what a pattern finds, for another."""
    return lambda text: re.sub(before, after, text)


def wrapped(width: int, end: str = "\n") -> Callable[[str], str]:
    """Return a change that breaks lines after about so many characters."""
    return replaced(rf"(?<!\n)(.{{{width}}}\S*) (?=\S)", rf"\1{end}")


def cut(hyphen: str) -> Callable[[str], str]:
    """Return a change that cuts every long word at the end of a line."""
    return replaced(r"\b([^\W\d_]{4})([^\W\d_]{4,})", rf"\1{hyphen}\n\2")


def page(text: str) -> str:
    """Return a text as a web page with markup inside its sentences."""
    text = text.replace("12 ", "<b>12</b>&nbsp;").replace("Brand", "<i>Br</i>and").replace("«", "&laquo;<em>")
    text = text.replace("»", "</em>&raquo;").replace(" — ", "&nbsp;&mdash; ")
    body = "\n".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return f"<!doctype html><html><head><meta charset=utf-8><script>not()</script></head><body>{body}</body></html>"


HARMLESS: dict[str, Callable[[str], str]] = {
    "no-break space": replaced(" ", "\u00a0"),
    "narrow no-break space": replaced(r"(?<=\d) ", "\u202f"),
    "thin space": replaced(r"(?<=\d) ", "\u2009"),
    "two blanks": replaced(" ", "  "),
    "tabs": replaced(" ", "\t"),
    "ideographic space": replaced(r"(?<=,) ", "\u3000"),
    "blank at the end of lines": replaced(r"(?m)$", "  "),
    "indented lines": replaced(r"(?m)^", "    "),
    "lines of Windows": replaced("\n", "\r\n"),
    "lines of old Macs": replaced("\n", "\r"),
    "line separators": replaced("\n", "\u2028"),
    "lines of forty": wrapped(40),
    "lines of a word": replaced(" ", "\n"),
    "lines of Windows, of sixty": wrapped(60, "\r\n"),
    "paragraphs run together": replaced(r"\n+", " "),
    "curved quotation marks": replaced(r'"([^"]*)"', r"“\1”"),
    "low quotation marks": replaced(r'["«]([^"»]*)["»]', r"„\1“"),
    "straight quotation marks": replaced("[«»]", '"'),
    "guillemets with thin blanks": replaced(r'["«]([^"»]*)["»]', "«\u202f\\1\u202f»"),
    "curved apostrophes": replaced("'", "’"),
    "en dashes": replaced("[-—]", "–"),
    "figure dashes": replaced("[-—]", "‒"),
    "dashes without blanks": replaced(" — ", "—"),
    "double hyphens": replaced(" — ", " -- "),
    "soft hyphens": replaced(r"\b([^\W\d_]{4})([^\W\d_]{4,})", "\\1\u00ad\\2"),
    "zero-width spaces": replaced(" ", " \u200b"),
    "word joiners": replaced(r"(?<=\d)(?= )", "\u2060"),
    "letters and marks apart": lambda text: unicodedata.normalize("NFD", text),
    "ligatures": replaced("fi", "ﬁ"),
    "words cut at the end of lines": cut("-"),
    "words cut at soft hyphens": cut("\u00ad"),
}


def stand(texts: dict[str, str], ending: str = ".txt") -> None:
    """Assert that every excerpt is found, word for word but for its looks."""
    for source, text in texts.items():
        found = verdicts(PASSAGES[source], text_of(text.encode(), ending))
        assert {anchoring.verdict for anchoring in found.values()} <= {"exact", "same words"}, source


@for_each(look=HARMLESS)
def test_in_other_looks_every_excerpt_stands(look: str) -> None:
    changed = {source: HARMLESS[look](text) for source, text in TEXTS.items()}
    assert changed != TEXTS
    stand(changed)


def test_in_a_web_page_every_excerpt_stands() -> None:
    stand({source: page(text) for source, text in TEXTS.items()}, ".html")
