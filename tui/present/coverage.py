"""The page of coverage: which passages of each source are cited, by what, and which are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from tui.core.index.highlight import Marks
from tui.core.model.records import Ref, Source
from tui.core.model.sections import SECTION
from tui.core.store.base import Store
from tui.core.store.coverage import PassageUse, SourceUse, uses
from tui.present.cards.parts import CardWriter, heading, joined, plural
from tui.present.cards.source import place_in_source, what_it_is
from tui.present.page import Block, Link, Page, Span, say
from tui.present.signs import signs

BAR = 30
"""Cells of the bar that shows how much of a source is used."""
MOST_LISTED = 3000
"""Passages of a dataset whose records are all listed; of more, only the unused ones are."""
MOST_SOURCES = 400
"""Sources that are listed."""
MOST_RECORDS = 12
"""Records named of one passage; of more, how many there are."""


def coverage(store: Store, *, marks: Marks | None = None) -> Page:
    """Return for every source how many of its passages are cited, by what, and the uncited ones."""
    writer = CardWriter(store, marks)
    sources = list(islice(store.sources.values(), MOST_SOURCES))
    beyond = len(store.sources) - len(sources)
    whole = sum(len(source.passages) for source in sources) <= MOST_LISTED
    found = list(islice(uses(store, with_alone=whole), MOST_SOURCES))
    used = sum(use.used for use in found)
    passages = sum(len(use.passages) for use in found)
    first = (
        f"the first {len(sources):,} of {len(store.sources):,} sources" if beyond else plural(len(sources), "source")
    )
    blocks = [Block((say(f"{used:,} of {plural(passages, 'passage')} in {first}", "muted"),))]
    if whole:
        alone = sum(use.alone for use in found)
        blocks.append(Block((say(f"{plural(alone, 'record')} on one passage alone", "muted"),)))
    else:
        blocks.append(Block((Span("only unused passages are listed; letapis check --coverage lists all", "muted"),)))
    held = [use for use in found if use.passages or use.source.held == "yes"]
    for use in held:
        blocks.extend(_source(writer, use, whole=whole))
    if not sources:
        blocks.append(
            Block((Span("How much of each source is used is shown here, passage by passage.", "muted"),), space=1)
        )
    others = [writer.source(source.id) for source in sources if not source.passages and source.held != "yes"]
    if others:
        blocks.append(heading("Known only through others", plural(len(others), "source")))
        blocks.append(Block(joined(others), hang=2))
    return Page(tuple(blocks))


def _source(writer: CardWriter, use: SourceUse, *, whole: bool) -> Iterable[Block]:
    source = use.source
    yield Block(writer.source(source.id, source.bare_title), space=1, anchor=source.id)
    if not use.passages:
        yield Block((Span("no passages", "muted"),), hang=2)
        return
    full = round(BAR * use.used / len(use.passages))
    by = Counter(ref.section for passage in use.passages for ref in passage.records)
    kinds = ", ".join(SECTION[section].counted(count) for section, count in by.most_common())
    bar = (Span(signs().between * full, "text"), Span(signs().rule * (BAR - full), "muted"))
    yield Block((say(f"{use.used} of {plural(len(use.passages), 'passage')}  ", "muted"), *bar), hang=2)
    if kinds:
        yield Block((say(f"cited by {kinds}", "muted"),), hang=2)
    for passage in use.passages:
        if whole or not passage.records:
            yield from _passage(writer, source, passage)


def _passage(writer: CardWriter, source: Source, use: PassageUse) -> Iterable[Block]:
    """Yield a passage and the records that cite it, those that cite nothing else marked."""
    passage = source.passages[use.key]
    key = say(use.key, "link", Link(Ref("passages", f"{source.id}/{use.key}")))
    facts = [writer.text(place_in_source(passage), "muted")]
    if not use.records:
        facts.append(writer.text(passage.gist, "gist"))
        yield Block((key, Span("  "), *joined(facts, "  ")), label=Span("unused", "warn"), hang=9)
        return
    yield Block((key, Span("  "), *joined(facts)), hang=4, space=1)
    for ref in use.records[:MOST_RECORDS]:
        alone = (Span("  on this alone", "muted"),) if ref in use.alone else ()
        yield Block((*writer.to(ref), *what_it_is(writer, ref), *alone), hang=6)
    rest = len(use.records) - MOST_RECORDS
    if rest > 0:
        yield Block((say(f"and {rest:,} more", "muted"),), hang=6)
