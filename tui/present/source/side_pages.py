"""The pane beside a source: one of its passages with the records that cite it, or its outline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from tui.core.index.highlight import Marks
from tui.core.model.records import PassageKey, Ref
from tui.core.store.base import Store
from tui.keys import keymap
from tui.present.cards.parts import CardWriter, heading, plural, term_of
from tui.present.cards.source import passage_blocks, resting
from tui.present.page import Block, Link, Page, Span, say
from tui.present.source.parts import Reading, Stop, sign_of, stop_of

Mode: TypeAlias = Literal["record", "passage", "outline"]
"""What the pane shows: the record from which the source was opened, the passage, or all passages."""
MODES: dict[Mode, str] = {"record": "Came from", "passage": "Passage", "outline": "Outline"}
"""The heading of each, in the order of their numbers."""


def passage_page(store: Store, key: PassageKey, reading: Reading, *, marks: Marks | None = None) -> Page:
    """Return a passage, the verdict on its excerpt where there is one, and links to all records that rest on it."""
    writer = CardWriter(store, marks)
    source, _, name = key.partition("/")
    held = store.sources.get(source)
    passage = held.passages.get(name) if held else None
    if held is not None and not name:
        hint = f"There is no passage here. {keymap.key('select_words')} selects words of the text to make one."
        return Page((Block((Span(hint, "muted"),)),))
    if passage is None:
        return Page((Block((Span("No such passage: ", "muted"), say(key))),))
    blocks = [*passage_blocks(writer, passage)]
    stop = stop_of(reading, key)
    if stop is not None and stop.verdict is not None:
        sign = sign_of(stop.verdict)
        blocks.append(Block((say(f"{sign} {stop.verdict}", "warn" if stop.doubtful else "good"),), space=1))
    refs = store.resting_on(key)
    blocks.append(heading("What rests on it", plural(len(refs), "record")))
    blocks.extend(resting(writer, key))
    if not refs:
        blocks.append(Block((Span("Nothing rests on it.", "warn"),)))
    blocks.append(Block((say(key, "muted"),), space=1))
    return Page(tuple(blocks))


def outline_page(store: Store, source_id: str, reading: Reading) -> Page:
    """Return sections and passages of a source, one line each with the verdict's sign, as links into it."""
    writer = CardWriter(store)
    source = store.sources.get(source_id)
    if source is None or not source.passages:
        return Page((Block((Span("No passage of it is recorded.", "muted"),)),))
    verdicts = {stop.key: stop for stop in reading.stops}
    wide = len(str(len(source.passages)))
    blocks: list[Block] = []
    section: str | None = None
    for number, (name, passage) in enumerate(source.passages.items(), 1):
        if passage.section_title != section:
            section = passage.section_title
            title = writer.text(section or "Before the first heading", "heading")
            blocks.append(Block(title, space=1, anchor=f"section {number}"))
        key = f"{source_id}/{name}"
        blocks.extend(_entry(writer, key, f"{number:>{wide}}", verdicts.get(key), passage.gist or passage.quote))
    return Page(tuple(blocks))


def _entry(writer: CardWriter, key: PassageKey, number: str, stop: Stop | None, words: str) -> Iterable[Block]:
    ref = Ref("passages", key)
    sign = sign_of(stop.verdict if stop else None)
    label = say(f"{number} {sign}", "warn" if stop and stop.doubtful else "muted")
    spans = writer.text(words, "gist", Link(ref, term_of(ref)))
    yield Block(spans, label=label, hang=len(number) + 3, keep=True, anchor=key)
