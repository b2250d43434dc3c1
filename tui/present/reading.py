"""A source as a page to read: an outline of its passages, or its text with the excerpts marked in place."""

from __future__ import annotations

from collections.abc import Iterable

from tui.core.documents import Document
from tui.core.model import Passage, PassageKey, Ref, Source
from tui.core.store import Store
from tui.present.cards_parts import Hand, Marks, heading, plural, term_of
from tui.present.cards_source import imprint, quotation, resting
from tui.present.evidence import CITATION
from tui.present.page import Block, Link, Page, Span, say
from tui.present.reading_text import full_text


def reading(
    store: Store,
    source_id: str,
    passage_key: PassageKey = "",
    document: Document | None = None,
    *,
    marks: Marks | None = None,
) -> Page:
    """Return the source as a page; links to `("passages", key)` stand where its passages do.

    Without a document it is an outline: every section and passage with its gist, its excerpt and what rests
    on it. `passage_key` is the one asked for; it stands out in the text.
    """
    hand = Hand(store, marks)
    source = store.sources.get(source_id)
    if source is None:
        return Page((Block((Span("No such source: ", "muted"), say(source_id))),))
    blocks = list(imprint(hand, source))
    if source.summary:
        blocks.append(Block(hand.text(source.summary), space=1))
    if document is None:
        blocks.extend(_outline(hand, source))
    else:
        blocks.extend(full_text(hand, source, document, passage_key))
    if source.note:
        blocks.append(Block(hand.text(source.note, "gist"), label=Span("Note", "label"), hang=9, space=2))
    return Page(tuple(blocks))


def _outline(hand: Hand, source: Source) -> Iterable[Block]:
    if not source.passages:
        yield Block((Span("No passage of it is recorded.", "muted"),), space=1)
        return
    quotes = sum(bool(passage.quote) for passage in source.passages.values())
    yield Block(
        (
            say(
                f"{plural(len(source.passages), 'passage')}, {plural(quotes, 'excerpt')}; no full text",
                "muted",
            ),
        ),
        space=1,
    )
    section = None
    for key, passage in source.passages.items():
        if passage.section_title != section:
            section = passage.section_title
            yield from _section(hand, section)
        yield from _passage(hand, f"{source.id}/{key}", passage)


def _section(hand: Hand, title: str) -> Iterable[Block]:
    if title:
        yield Block(hand.text(title, "heading"), space=2)
    else:
        yield heading("Before the first heading")


def _passage(hand: Hand, key: PassageKey, passage: Passage) -> Iterable[Block]:
    ref = Ref("passages", key)
    number = f"¶ {passage.paragraph}" if passage.paragraph else "¶"
    place = say(number, "muted", Link(ref, term_of(ref)))
    yield Block((place,), space=1, anchor=f"{CITATION}{key}", aside=say(key.partition("/")[2], "muted"))
    yield from quotation(hand, passage)
    yield from resting(hand, key)
