"""`letapis check --documents` held against texts in which something was changed: what alters the sense fails, with
file, line and difference; what only looks different passes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from shelf import PASSAGES, TEXTS, Shelf, checked, put_up


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return put_up(tmp_path)


def test_what_nobody_changed_passes(shelf: Shelf, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    status, told, err = checked(shelf, capsysbinary)
    assert (status, told) == (0, [])
    assert f"Excerpts: {sum(map(len, PASSAGES.values()))} exact." in err


class Planted(NamedTuple):
    """A change of one document that alters what it says."""

    source: str
    before: str
    after: str
    key: str
    shown: tuple[str, ...]
    """What the line about the passage `key` must show."""


FIGURES = [
    Planted("gazette", "7 am on 12 August", "7 am on 13 August", "back", ("[-12-] {+13+}",)),
    Planted("gazette", "1.2 million", "1.3 million", "cost", ("[-1.2-] {+1.3+}",)),
    Planted("gazette", "1.2 million", "12 million", "cost", ("[-1.2-] {+12+}",)),
    Planted("gazette", "71 per cent", "17 per cent", "result", ("[-71-] {+17+}",)),
    Planted("gazette", "counted 300", "counted 3000", "crowd", ("[-300-] {+3000+}",)),
    Planted("gazette", "more than 900", "more than 900,000", "crowd", ("[-900-] {+900,000+}",)),
    Planted("gazette", "of nine firms", "of ten firms", "letter", ("[-nine-] {+ten+}",)),
    Planted("gazette", "moved twelve people", "moved twenty people", "moves", ("[-twelve-] {+twenty+}",)),
    Planted("lystok", "13 жніўня", "18 жніўня", "quill", ("[-13-] {+18+}",)),
    Planted("lystok", "каля тысячы", "каля сотні", "market", ("[-тысячы-] {+сотні+}",)),
    Planted("lystok", "толькі 12-га", "толькі 21-га", "cable", ("[-12-] {+21+}",)),
    Planted("notebook", "12 судов", "2 судов", "ships", ("[-12-] {+2+}",)),
    Planted("notebook", "3,5 млн", "35 млн", "price", ("[-3,5-] {+35+}",)),
    Planted("notebook", "к пятнице", "к субботе", "friday", ("[-пятнице-] {+субботе+}",)),
]
NAMES = [
    Planted("gazette", "Mayor Osk Brand", "Mayor Osk Grand", "result", ("[-Brand-] {+Grand+}",)),
    Planted("gazette", "said Jan Doe", "said Jan Roe", "doe", ("[-Doe-] {+Roe+}",)),
    Planted("gazette", "firm Brightkeel", "firm Gullwing", "moves", ("[-Brightkeel-] {+Gullwing+}",)),
    Planted("gazette", "in Harbour Park signed", "in Anchor Park signed", "letter", ("[-Harbour-] {+Anchor+}",)),
    Planted("lystok", "«Ліхтар»", "«Маяк»", "lantern", ("[-Ліхтар-] {+Маяк+}",)),
    Planted("notebook", "Анна Корж", "Анна Корт", "korzh", ("[-Корж-] {+Корт+}",)),
    Planted("notebook", "«Ласточки»", "«Чайки»", "captain", ("[-Ласточки-] {+Чайки+}",)),
]
NEGATIONS = [
    Planted("gazette", "who did not sign", "who did sign", "doe", ("[-not-]",)),
    Planted("gazette", "the quay had seen", "the quay had not seen", "anchor", ("{+not+}",)),
    Planted("gazette", "does not expect", "does expect", "lind", ("[-not-]",)),
    Planted("lystok", "нікога не чапала", "чапала", "police", ("[-нікога не-]",)),
    Planted("notebook", "связи не было", "связи было", "link", ("[-не-]",)),
    Planted("notebook", "но никто ему", "но каждый ему", "friday", ("[-никто-] {+каждый+}",)),
]


@pytest.mark.parametrize("planted", FIGURES + NAMES + NEGATIONS, ids=lambda planted: planted.after)
def test_changed_sense_fails_with_place_and_difference(
    planted: Planted, shelf: Shelf, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = shelf.documents / f"{planted.source}.txt"
    assert TEXTS[planted.source].count(planted.before) == 1
    path.write_text(TEXTS[planted.source].replace(planted.before, planted.after), encoding="utf-8")
    status, told, _ = checked(shelf, capsysbinary)
    assert status == 1
    (line,) = told
    assert f"{planted.source}.yaml:{shelf.line(planted.source, planted.key)}:7: error: " in line
    assert "[excerpt-changed]" in line
    assert [part for part in planted.shown if part not in line] == []


def moved(source: str, paragraph: str, behind: str) -> str:
    """Return the text of a source with the paragraph that begins so behind the one that begins so."""
    parts = TEXTS[source].strip("\n").split("\n\n")
    (one,) = (part for part in parts if part.startswith(paragraph))
    parts.remove(one)
    at = next(at for at, part in enumerate(parts) if part.startswith(behind))
    return "\n\n".join([*parts[: at + 1], one, *parts[at + 1 :]]) + "\n"


@pytest.mark.parametrize(
    ("source", "paragraph", "behind", "keys"),
    [
        ("gazette", "Service came back", "What comes next", {"back", "cost"}),
        ("lystok", "Аду Квіл", "У лістападзе", {"quill"}),
        ("notebook", "Утром 11 августа", "Тетрадь", {"friday", "price"}),
    ],
)
def test_moved_paragraph_fails_with_the_line_where_it_is_now(
    source: str,
    paragraph: str,
    behind: str,
    keys: set[str],
    shelf: Shelf,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    text = moved(source, paragraph, behind)
    (line,) = (number for number, each in enumerate(text.splitlines(), 1) if each.startswith(paragraph))
    (shelf.documents / f"{source}.txt").write_text(text, encoding="utf-8")
    status, told, _ = checked(shelf, capsysbinary)
    assert status == 1
    wanted = {f"{source}.yaml:{shelf.line(source, key)}:7" for key in keys}
    assert {re.sub(r"^.*/(.*?): error: .*$", r"\1", each) for each in told} == wanted
    assert [each for each in told if f"in line {line} of {source}.txt" not in each] == []


@pytest.mark.parametrize(
    ("source", "key", "before", "after", "lines"),
    [
        (
            "gazette",
            "anchor",
            "had seen an anchor.",
            "had seen an anchor. Nobody at the quay had seen an anchor.",
            "line 9 ",
        ),
        ("lystok", "police", "не чапала.", "не чапала.\n\nПаліцыя стаяла ўбаку і нікога не чапала.", "lines 9, 11 "),
        (
            "notebook",
            "captain",
            "фонари.",
            "фонари. Капитан «Ласточки» ждал у мола до полуночи - пока не погасли.",
            "line 5 ",
        ),
    ],
)
def test_doubled_sentence_fails_with_both_lines(
    source: str,
    key: str,
    before: str,
    after: str,
    lines: str,
    shelf: Shelf,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    text = TEXTS[source].replace(before, after)
    assert text != TEXTS[source]
    (shelf.documents / f"{source}.txt").write_text(text, encoding="utf-8")
    status, told, _ = checked(shelf, capsysbinary)
    assert status == 1
    (line,) = told
    assert f"{source}.yaml:{shelf.line(source, key)}:7: error: " in line
    assert f"stands in 2 places of {source}.txt, {lines}[" in line


@pytest.mark.parametrize(
    ("context", "before", "after", "shown"),
    [
        ("prefix: his rival Mira Lind", "Mira Lind had", "Mira Lund had", "[-Lind-] {+Lund+}"),
        ("suffix: . On the same evening", "same evening", "next evening", "[-same-] {+next+}"),
    ],
)
def test_changed_words_beside_the_quote_are_told(
    context: str, before: str, after: str, shown: str, shelf: Shelf, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    key, _, words = context.partition(": ")
    quote = "had 19" if key == "prefix" else "his rival Mira Lind had 19"
    head = "sources:\n  gazette:\n    title: G\n    passages:\n      p:\n"
    text = f'{head}        quote: "{quote}"\n        {key}: "{words}"\n'
    (shelf.dataset / "gazette.yaml").write_text(text, encoding="utf-8")
    assert checked(shelf, capsysbinary)[:2] == (0, [])
    (shelf.documents / "gazette.txt").write_text(TEXTS["gazette"].replace(before, after), encoding="utf-8")
    _, (line,), _ = checked(shelf, capsysbinary)
    assert "gazette.yaml:5:7: " in line
    assert shown in line


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


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_changed_looks_pass(
    change: Callable[[str], str], shelf: Shelf, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    changed = {source: change(text) for source, text in TEXTS.items()}
    assert changed != TEXTS
    for source, text in changed.items():
        (shelf.documents / f"{source}.txt").write_bytes(text.encode())
    passes(shelf, capsysbinary)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "cp1251"])
def test_another_encoding_passes(encoding: str, shelf: Shelf, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for source, text in TEXTS.items():
        (shelf.documents / f"{source}.txt").write_bytes(text.encode(encoding))
    passes(shelf, capsysbinary)


def test_web_page_passes(shelf: Shelf, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for source, text in TEXTS.items():
        (shelf.documents / f"{source}.txt").unlink()
        (shelf.documents / f"{source}.html").write_text(page(text), encoding="utf-8")
    passes(shelf, capsysbinary)


def passes(shelf: Shelf, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Assert that every excerpt is found, word for word but for its looks."""
    status, told, err = checked(shelf, capsysbinary)
    assert (status, told) == (0, [])
    verdicts = err.partition("Excerpts: ")[2].strip().rstrip(".")
    counts = {name: int(count) for count, name in (part.split(" ", 1) for part in verdicts.split(", "))}
    assert set(counts) <= {"exact", "same words"}
    assert sum(counts.values()) == sum(map(len, PASSAGES.values()))
