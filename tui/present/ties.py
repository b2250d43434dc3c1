"""Chains of ties between two entities as a page: each tie with what it is, when, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from tui.core.model.records import EntityId, Ref
from tui.core.model.sections import SECTION, TYING_SECTIONS
from tui.core.store.related import short_name
from tui.core.text.display import cells
from tui.core.ties.chains import Chain, Reach, Tie, Ways
from tui.core.ties.telling import told
from tui.keys.keymap import key
from tui.present.bars import Part
from tui.present.cards.parts import CardWriter, Spans, heading, joined, paragraph, plural
from tui.present.neighbours import anchor_of, own_records, resting_on
from tui.present.page import Block, Page, Span, say
from tui.present.signs import signs

SHOWN = 3
"""Records of one tie of several that are shown; of more it is said how many there are."""
_SHOWN_ALONE = 100
"""The same where two are tied directly."""
_HANG = 2
_NAMED = 8
"""Sources, and places, by which two that nothing ties come near each other."""
_LONGEST_NAME = 24
"""Cells of a source's name."""


def chains_page(writer: CardWriter, ways: Ways) -> Page:
    """Return how two are tied: directly by all that ties them, or over others by chains, which are drawn first."""
    chains, reported = ways.chains, ways.reported
    apart = len(chains[0].ties)
    if apart == 1:
        (tie,) = chains[0].ties
        blocks = [heading("Tied directly", f"{plural(len(tie.records), 'record')} · {_voices(chains[0])}", "chain 1")]
        return Page((*blocks, *_told(writer, chains[0], 1, {}, _SHOWN_ALONE)))
    best = f": the {len(chains)} best of the shortest chains" if len(chains) > 1 else ""
    blocks = [Block((say(f"{apart} steps apart{best}", "muted"),)), *_drawn(writer, chains, 1)]
    if reported:
        shorter = f"{len(reported[0].ties)} steps over media that told of both"
        blocks += [Block((say(shorter, "muted"),), space=1), *_drawn(writer, reported, len(chains) + 1)]
    earlier: dict[Tie, int] = {}
    for number, chain in enumerate((*chains, *reported), 1):
        blocks.append(heading(f"Chain {number}", f"weakest tie: {_voices(chain)}", f"chain {number}"))
        blocks.extend(_told(writer, chain, number, earlier, SHOWN))
        for tie in chain.ties:
            earlier.setdefault(tie, number)
    return Page(tuple(blocks))


def _voices(chain: Chain) -> str:
    weakest = min(tie.voices for tie in chain.ties)
    return "rests on no source" if not weakest else plural(weakest, "voice")


def _drawn(writer: CardWriter, chains: Sequence[Chain], begin: int) -> Iterable[Block]:
    """Yield both ends, and between them a line for each chain, numbered from `begin`, with the names that it passes."""
    branch = Span(signs().branch + signs().rule, "bar")
    rule = Span(f" {signs().rule * 2} ", "muted")

    def name(entity: EntityId) -> str:
        return writer.store.name(writer.store.entity_ref(entity))

    yield Block((say(name(chains[0].ties[0].near), "heading"),), space=1)
    for number, chain in enumerate(chains, begin):
        passed = [(say(name(tie.near)),) for tie in chain.ties[1:]]
        names = [span for one in passed for span in (rule, *one)][1:]
        yield Block((Span(f"{number} ", "muted"), *names), label=branch, hang=3, aside=say(_voices(chain), "muted"))
    yield Block((say(name(chains[0].ties[-1].far), "heading"),))


def _bold(spans: Spans) -> Spans:
    return tuple(replace(span, role="heading") for span in spans)


def _ends(tie: Tie) -> tuple[EntityId, EntityId]:
    return tie.near, tie.far


def _told(writer: CardWriter, chain: Chain, number: int, earlier: Mapping[Tie, int], most: int) -> Iterable[Block]:
    """Yield names and ties of a chain; a tie that an earlier chain has (`earlier`) is not told again."""
    bar = Span(f"{signs().rail} ", "bar")
    first = chain.ties[0]
    yield Block(resting_on(writer, _bold(writer.entity(first.near)), first.records, *_ends(first)))
    for tie in chain.ties:
        rest = f"as in chain {earlier[tie]}" if tie in earlier else ""
        if not rest:
            for ref in tie.records[:most]:
                yield Block(tie_record(writer, ref, _ends(tie)), bar=bar, hang=_HANG, wide=True)
            rest = f"and {len(tie.records) - most:,} more" if len(tie.records) > most else ""
        if rest:
            yield Block((say(rest, "muted"),), bar=bar, hang=_HANG)
        way = anchor_of((tie.near, str(number), tie.far)) if len(chain.ties) > 1 else ""
        yield Block(resting_on(writer, _bold(writer.entity(tie.far)), tie.records, *_ends(tie)), anchor=way)


def tie_record(writer: CardWriter, ref: Ref, ends: Sequence[EntityId] = ()) -> Spans:
    """Return a record that ties two entities, the `ends`: what it is, the part of each in it, when, who says so."""
    found = told(writer.store, ref, ends)
    of_event = ref.section == "events"
    part = writer.text(found.part, "gist" if of_event else "text")
    what = joined([writer.to(ref), part], " · " if of_event else ", ")
    names = ", ".join(short_name(writer.store, source, _LONGEST_NAME) for source in found.sources)
    said = joined([writer.entity(sayer) for sayer in found.sayers])
    parts = [what, (say(found.when, "muted"),), said, (say(names, "muted"),)]
    return resting_on(writer, (*joined(parts, " · "), *writer.later(found.sources)), (ref,), *ends)


def kind_switches(kinds: Sequence[str], width: int) -> tuple[Part, ...]:
    """Return a line of the kinds of record that make ties, each with its key and whether it counts.

    Where `width` has no room for it, blanks are fewer and long names shorter.
    """
    line: list[Part] = []
    for lead, gap, longest in ((" by ", "   ", width), (" ", "  ", width), (" ", "  ", 6)):
        line = [Part(lead, "muted")]
        for section in TYING_SECTIONS:
            command, counts, name = f"tie_{section}", section in kinds, SECTION[section].plural
            name = name if len(name) <= longest else f"{name[:3]}."
            said = f"[{'x' if counts else ' '}] {name}"
            line.append(Part(f"{key(command, spelled=signs().ascii_only)} ", "key", command))
            line += [Part(said, "plain" if counts else "muted", command), Part(gap)]
        if sum(cells(part.text) for part in line[:-1]) <= width:
            break
    return tuple(line[:-1])


def apart_page(writer: CardWriter, ends: Sequence[EntityId], reach: Reach, nearer: Sequence[str] = ()) -> Page:
    """Return how far two entities, the `ends`, reach that nothing ties, and the nearest that they come.

    `nearer` says how near they are under other conditions (raw texts).
    """
    blocks = [Block((say("Nothing that is recorded ties them"),))]
    for at, (entity, count) in enumerate(zip(ends, (reach.near, reach.far), strict=True)):
        said = f" is tied to {count:,} {'other' if count == 1 else 'others'}" if count else " is tied to nobody"
        blocks.append(Block((*writer.entity(entity), say(said, "muted")), space=int(not at)))
    for at, said in enumerate(nearer):
        blocks.append(Block((say(f"{said[0].upper()}{said[1:]}"),), space=int(not at)))
    for lead, named in (
        ("The closest they come: records on both sides cite ", [*map(writer.source, reach.sources[:_NAMED])]),
        ("Events on both sides were in ", [*map(writer.entity, reach.places[:_NAMED])]),
    ):
        if named:
            blocks.append(paragraph((say(lead, "muted"), *joined(named))))
    alone = [end for end, count in zip(ends, (reach.near, reach.far), strict=True) if not count]
    return Page((*blocks, *(block for end in alone for block in own_records(writer, end))))
