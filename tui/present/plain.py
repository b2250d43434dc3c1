"""Records in plain lines: one fact a line, in words, for those who listen to the screen and for programs like grep.

No line is broken or cut, nothing is drawn, and a sign that only eyes can read is a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.core.dates import edtf
from tui.core.model.records import Ref, date_of
from tui.core.model.sections import SECTION
from tui.core.query.tree import Field
from tui.core.store.base import Store
from tui.core.store.related import evidence_of, short_name
from tui.core.text.display import shown
from tui.present.cards.card import card
from tui.present.page import Block, Page, Span
from tui.present.signs import signs
from tui.present.source import citations
from tui.present.source.evidence import excerpts

UNCUT = 10_000
"""Cells of the longest name of a source."""
_SAID = {" · ": ", ", " → ": " to ", "  ": ", ", " ── ": ", ", " -- ": ", "}
"""What is drawn between words of ours → what is said."""


def in_one_line(store: Store, ref: Ref) -> str:
    """Return what a list says of a record: "Evening of lanterns, 10 August 2020, event, 2 sources, id lanterns"."""
    date = date_of(store.record(ref))
    sources = 0 if ref.section == "sources" else len({citation.source for citation in store.citations(ref)})
    parts = (
        store.name(ref),
        edtf.parse(date).display_long if date else "",
        SECTION[ref.section].singular,
        SECTION["sources"].counted(sources) if sources else "",
        f"id {ref.id}",
    )
    return shown(", ".join(part for part in parts if part))


def card_lines(store: Store, ref: Ref) -> Iterator[str]:
    """Yield what the card of a record says; of a passage, its source's."""
    own_id = shown(ref.id.partition("/")[0])
    for line in page_lines(store, card(store, ref)):
        yield f"Id: {line}" if line == own_id else line


def evidence_lines(store: Store, ref: Ref) -> Iterator[str]:
    """Yield what a record rests on: who says so and where, the excerpt, its gist, and what is told differently."""
    found = evidence_of(store, ref)
    if not found:
        yield from page_lines(store, excerpts(store, ref, 0))
    elif not store.citations(ref):
        yield "What is told of it rests on:"
    for number, citation in enumerate(found, 1):
        source_id, _, key = citation.passage.partition("/")
        source = store.sources.get(source_id)
        cited = citations.plain(store, source_id, key) if source else citation.passage
        yield f"Evidence {number} of {len(found)}: {shown(cited)}"
        passage = source.passages.get(key) if source else None
        if passage is None:
            yield "This source is not held: it is known only through others."
        elif passage.quote:
            yield f"Excerpt: {shown(f'“{passage.quote}”')}"
        if passage and passage.gist:
            yield f"Gist: {shown(passage.gist)}"
        if citation.differs:
            yield f"Differs: {shown(citation.differs)}"
        if citation.tells:
            yield f"Tells: {shown(citation.tells)}"


def page_lines(store: Store, page: Page) -> Iterator[str]:
    """Yield a line for each block of a page; a row says its label, and the year that it stands under."""
    year = label = ""
    hang, goes_on = 0, False
    for block in page.blocks:
        words = _words(store, block.spans)
        if block.space:
            year = ""
        if block.spans and all(span.role == "label" for span in block.spans):
            year = words
        elif words:
            if block.label:
                label, goes_on = _label(block.label), block.label.role == "label"
            elif not goes_on or block.hang != hang:
                label = ""
            hang = block.hang
            dated = [year] if block.label and year and year not in label else []
            head = ", ".join([*dated, label] if label else dated) or _head(block)
            aside = f" ({_words(store, [block.aside])})" if block.aside and block.aside.text else ""
            yield f"{f'{head}: ' if head else ''}{words}{aside}"


def _label(label: Span) -> str:
    """Return the label of a row; a word in place of a sign."""
    text = label.text.strip()
    words = {signs().disputed: "Disputed", signs().preferred: "Preferred"}
    return words.get(text, text if any(map(str.isalnum, text)) else "")


def _head(block: Block) -> str:
    """Return what a block without a label is."""
    return "Gist" if all(span.role == "gist" for span in block.spans) else ""


def _words(store: Store, spans: Iterable[Span]) -> str:
    return "".join(_said(store, span) for span in spans).removeprefix(", ").strip()


def _said(store: Store, span: Span) -> str:
    """Return what is said of a span: its text, uncut, with words or commas in place of signs."""
    if span.link and span.link.ref.section == "sources" and span.text.endswith("…"):
        return shown(short_name(store, span.link.ref.id, UNCUT))
    term = span.link.term if span.link else None
    kind = store.kinds.get(term.value) if isinstance(term, Field) and term.name == "kind" else None
    if kind is not None and span.text.endswith(f" {shown(kind.title)}"):
        return shown(kind.title)  # without its sign
    if span.role not in ("muted", "heading") and not span.text.isspace():
        return span.text
    text = span.text.removeprefix(f"{signs().disputed} ")
    for drawn, said in _SAID.items():
        text = text.replace(drawn, said)
    return text
