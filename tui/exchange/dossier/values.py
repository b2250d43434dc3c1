"""A dossier as values: voices (source, curator, sender, Letapis), numbered citations, and a foot that hides nothing.

All texts are raw; the writers escape them.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from tui.exchange.drawing.figures import FigureChart

Styled: TypeAlias = tuple[tuple[str, bool], ...]
"""Pieces of text, each with whether it is in italics."""
LISTED = "who and what belongs to it"
"""What stands above the parts of a record."""


class Quoted(Struct, frozen=True):
    """A passage as evidence of one statement. `words` is the source's voice, all other texts are the curator's."""

    number: int
    """Of the citation of its source."""
    who: str
    """Who says so: the publisher, else the title of the source."""
    place: str
    """Where in the source; empty where nothing is known."""
    words: str
    """The excerpt; empty where the passage has none."""
    language: str
    """BCP 47 tag of the source; empty where it has none."""
    gist: str
    otherwise: str
    """What it says instead of the statement, in a sentence; empty where it says that."""
    contradicts: bool
    """Whether that and the statement cannot both be true."""


class AnswerRow(Struct, frozen=True):
    """A row of the table of a claim."""

    value: str
    """With qualifier and unit."""
    when: str
    """In words."""
    basis: str
    who: str
    """Who says so."""
    numbers: tuple[int, ...]
    """Of the citations of who says so."""
    others: tuple[Quoted, ...]
    """Passages that say something else."""
    remarks: tuple[str, ...]
    """Why it is preferred, how it was computed, from what its date was inferred, and the curator's remark."""


class Evidenced(Struct, frozen=True, kw_only=True):
    """What stands in a dossier with its own evidence."""

    anchor: str
    """`section/id`."""
    quoted: tuple[Quoted, ...]
    """What it rests on, without what is quoted above it already."""
    counted: tuple[str, ...]
    """What Letapis says of it: whether accounts contradict each other, and how many sources and voices there are."""
    remark: str
    """The curator's."""
    note: str
    """The sender's."""


class ClaimTable(Evidenced, frozen=True, kw_only=True):
    """A claim with all its answers."""

    question: str
    about: str
    """The name of what it is about; empty where it stands below that."""
    contradiction: str
    """What cannot all be true."""
    disputed: bool
    facts: tuple[str, ...]
    """What is measured."""
    answers: tuple[AnswerRow, ...]
    chart: FigureChart | None
    """Its figures over time; None where it has none for several times."""

    @property
    def columns(self) -> dict[str, list[str]]:
        """Heading → what stands below it, an answer a row, before the column of who says so; none is empty."""
        found = {
            "answer": [answer.value for answer in self.answers],
            "as of": [answer.when for answer in self.answers],
            "basis": [answer.basis for answer in self.answers],
        }
        return {heading: texts for heading, texts in found.items() if any(texts)}


class RecordEntry(Evidenced, frozen=True, kw_only=True):
    """A record of the dossier."""

    name: str
    facts: tuple[str, ...]
    """Date, kind, places: the curator's."""
    parts: tuple[str, ...]
    """Who was in it, or what it is part of."""
    summary: str
    """The curator's."""
    questions: tuple[ClaimTable, ...]


class Chapter(Struct, frozen=True):
    """Entries under a heading, which is empty where the sender's own order mixes all kinds."""

    heading: str
    entries: tuple[RecordEntry, ...]
    questions: tuple[ClaimTable, ...] = ()
    """Claims that were chosen without what they are about."""


class Cited(Struct, frozen=True):
    """A source in the numbered list at the end."""

    number: int
    anchor: str
    text: Styled
    """Authors, title, publisher, date, in the style of choice."""
    remark: str
    """What its date is inferred from, whom it repeats, and its language where that is another than the dossier's."""
    url: str
    archived: str


class Dossier(Struct, frozen=True):
    """A whole dossier."""

    title: str
    sender: str
    """Their name; empty where they gave none."""
    introduction: str
    """The sender's words: paragraphs with empty lines between them."""
    dataset: str
    """Title of the dataset."""
    language: str
    parts: tuple[Chapter, ...]
    citations: tuple[Cited, ...]
    foot: tuple[str, ...]
    """Sentences on what it rests on and what it leaves open."""
    again: str
    """Of what data and by which filter it was made; for whoever makes it again."""

    @property
    def voices(self) -> tuple[tuple[str, str, str], ...]:
        """Each voice, how it is called here, and whose words are marked so."""
        return (
            ("source", "Source", "the words of the source, in quotation marks, as the curator copied them"),
            (
                "curator",
                "Curator",
                "what the people who made the dataset say: titles, dates, roles, remarks, tables and citations",
            ),
            ("sender", self.sender or "Sender", "introduction and notes of whoever made this dossier"),
            ("program", "Letapis", "what the program counts: sources, what is disputed, what this rests on"),
        )

    @property
    def by_sender(self) -> str:
        """Whose the sender's words are, for the end of a label: "by Ann Roe"."""
        return f"by {self.sender or 'the sender'}"
