"""What of each source is used: its passages, what rests on them, and those on which nothing does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tui.core.model import Ref, Source
from tui.core.store import Store
from tui.present.cards_parts import Hand, Marks, heading, joined, plural
from tui.present.cards_source import place_in_source
from tui.present.page import Block, Link, Page, Span, say

BAR = 30
"""Cells of the bar that shows how much of a source is used."""


def coverage(store: Store, *, marks: Marks | None = None) -> Page:
    """Return for every source how many of its passages something rests on, by what, and the passages left over."""
    hand = Hand(store, marks)
    sources = list(store.sources.values())
    keys = [f"{source.id}/{key}" for source in sources for key in source.passages]
    used = sum(bool(store.resting_on(key)) for key in keys)
    blocks = [
        Block((say(f"{used:,} of {plural(len(keys), 'passage')} in {plural(len(sources), 'source')}", "muted"),)),
    ]
    held = [source for source in sources if source.passages or source.held == "yes"]
    for source in held:
        blocks.extend(_source(hand, source))
    others = [hand.source(source.id) for source in sources if source not in held]
    if others:
        blocks.append(heading("Known only through others", plural(len(others), "source")))
        blocks.append(Block(joined(others), hang=2))
    return Page(tuple(blocks))


def _source(hand: Hand, source: Source) -> Iterable[Block]:
    keys = {key: hand.store.resting_on(f"{source.id}/{key}") for key in source.passages}
    used = sum(bool(refs) for refs in keys.values())
    yield Block(hand.source(source.id, source.title), space=1, anchor=source.id)
    if not keys:
        yield Block((Span("no passages", "muted"),), hang=2)
        return
    full = round(BAR * used / len(keys))
    by = Counter(ref.section for refs in keys.values() for ref in refs)
    kinds = ", ".join(f"{section} {count:,}" for section, count in by.most_common())
    bar = (Span("━" * full, "text"), Span("─" * (BAR - full), "muted"))
    yield Block((*bar, say(f"  {used} of {plural(len(keys), 'passage')}", "muted")), hang=2)
    if kinds:
        yield Block((say(f"cited by {kinds}", "muted"),), hang=2)
    for key, refs in keys.items():
        if refs:
            continue
        passage = source.passages[key]
        link = Link(Ref("passages", f"{source.id}/{key}"), "")
        facts = joined([hand.text(place_in_source(passage), "muted"), hand.text(passage.gist, "gist")], "  ")
        yield Block((say(key, "link", link), Span("  "), *facts), label=Span("unused", "warn"), hang=9)
