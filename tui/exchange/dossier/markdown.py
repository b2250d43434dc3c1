"""A dossier as Markdown: each block says whose words it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.core.text.display import shown
from tui.exchange.dossier.making import HELD, make
from tui.exchange.dossier.values import LISTED, AnswerRow, ClaimTable, Dossier, Quoted, RecordEntry
from tui.exchange.exporters.holding import Holding
from tui.exchange.exporters.markdown_entry import escaped
from tui.exchange.exporters.selection import Selection

HOLDING = Holding("Markdown", HELD)


def write(selection: Selection) -> Iterator[str]:
    """Yield the dossier of what was selected."""
    selection.tell(HOLDING)
    yield from pieces(make(selection))


def pieces(dossier: Dossier) -> Iterator[str]:
    """Yield the text of a dossier."""
    yield f"# {escaped(dossier.title)}\n\n"
    if dossier.introduction:
        yield _sent(f"Introduction {dossier.by_sender}", dossier.introduction)
    yield "".join(f"- **{escaped(name)}:** {words}\n" for _, name, words in dossier.voices)
    note = f"Note {dossier.by_sender}"
    for part in dossier.parts:
        if part.heading:
            yield f"\n## {escaped(part.heading)}\n"
        for entry in part.entries:
            yield "\n" + "".join(_entry(entry, note))
        for question in part.questions:
            yield "\n" + "".join(_question(question, "###", note))
    yield "\n## Citations\n\n"
    for cited in dossier.citations:
        addresses = f" {_address(cited.url)}" if cited.url else ""
        addresses += f", archived {_address(cited.archived)}" if cited.archived else ""
        text = "".join(_styled(piece, italic) for piece, italic in cited.text)
        remark = f" {escaped(cited.remark)}" if cited.remark else ""
        yield f"- \\[{cited.number}\\] {text}{remark}{addresses}\n"
    yield "\n## What this rests on\n\n**Letapis:**\n\n"
    yield from (f"- {escaped(sentence)}\n" for sentence in dossier.foot)
    yield f"\n{escaped(dossier.again)}\n" if dossier.again else ""


def _entry(entry: RecordEntry, note: str) -> Iterator[str]:
    """Yield a record, the sender's note on it at its head; `note` is the label of that."""
    yield f"### {escaped(entry.name)}\n\n"
    yield _facts("Curator", entry.facts)
    yield _facts("Letapis", entry.counted)
    yield _sent(note, entry.note)
    parts = "".join(f"- {escaped(part)}\n" for part in entry.parts)
    yield f"**Curator:** {LISTED}\n\n{parts}\n" if parts else ""
    yield _curated(entry.summary)
    yield _curated(entry.remark)
    yield from map(_quoted, entry.quoted)
    for question in entry.questions:
        yield from _question(question, "####", note)


def _question(question: ClaimTable, level: str, note: str) -> Iterator[str]:
    about = f" ({escaped(question.about)})" if question.about else ""
    yield f"{level} {'≠ ' if question.disputed else ''}{escaped(question.question)}{about}\n\n"
    yield _facts("Curator", question.facts)
    yield _facts("Letapis", question.counted)
    yield _sent(note, question.note)
    columns = question.columns
    yield "**Curator:** answers\n\n"
    yield f"| {' | '.join(columns)} | who says so |\n{'| --- ' * len(columns)}| --- |\n"
    yield "".join(map(_row, question.answers, zip(*columns.values(), strict=True))) + "\n"
    if question.contradiction:
        yield f"**Curator:** ≠ cannot all be true: {escaped(question.contradiction)}\n\n"
    yield _curated(question.remark)
    for answer in question.answers:
        yield from (_curated(f"on “{answer.value}”: {remark}") for remark in answer.remarks)
    yield from map(_quoted, question.quoted)


def _facts(voice: str, facts: Iterable[str]) -> str:
    return f"**{voice}:** {' · '.join(map(escaped, facts))}\n\n" if facts else ""


def _row(answer: AnswerRow, texts: Iterable[str]) -> str:
    numbers = " ".join(f"[{number}]" for number in answer.numbers)
    others = (f"{one.who} [{one.number}], {one.otherwise}" for one in answer.others)
    said = "; ".join(filter(None, (f"{answer.who} {numbers}".strip(), *others)))
    return f"| {' | '.join(map(escaped, (*texts, said)))} |\n"


def _quoted(quoted: Quoted) -> str:
    """Return an excerpt with its place, and what the curator says of it."""
    place = escaped(", ".join(filter(None, (f"[{quoted.number}] {quoted.who}", quoted.place))))
    words = f"> **Source:** “{escaped(quoted.words)}” — {place}\n\n" if quoted.words else ""
    gist = escaped(quoted.gist)
    if gist and not words:
        gist += f" — {place}"
    curated = f"**Curator:** {gist}\n\n" if gist else "" if words else f"**Source:** {place}\n\n"
    return words + curated + _curated(quoted.otherwise)


def _curated(text: str) -> str:
    return f"**Curator:** {escaped(text)}\n\n" if text else ""


def _sent(label: str, text: str) -> str:
    """Return the sender's words, paragraph by paragraph, each labelled."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    return "".join(f"**{escaped(label)}:** *{escaped(paragraph)}*\n\n" for paragraph in paragraphs if paragraph)


def _styled(piece: str, italic: bool) -> str:
    """Return a piece with the blanks around it, which are no part of italics."""
    words = piece.strip()
    before, _, behind = piece.partition(words)
    return f"{before and ' '}{f'*{escaped(words)}*' if italic and words else escaped(words)}{behind and ' '}"


def _address(url: str) -> str:
    return f"<{shown(url)}>" if url.startswith(("https://", "http://")) and ">" not in url else escaped(url)
