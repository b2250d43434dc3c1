"""Who is tied to whom around an entity, as a grid of up to some twenty names."""

from __future__ import annotations

from string import ascii_lowercase

from tui.core.model.records import EntityId
from tui.core.text.display import cells, cut, shown
from tui.core.ties.graph import TieGraph
from tui.present.cards.parts import CardWriter
from tui.present.neighbours import resting_on
from tui.present.page import Block, Page, Span, say

NAMES = 20
"""Names that are drawn: the entity, and those with the most ties to it."""
_NAME = 6
"""Cells of a name at least, however little room the columns leave."""
_AROUND = 6
"""Cells of a row beside the name and the columns: the letter at both ends, and blanks."""
_MANY = 9
"""Records of a tie from which only "+" is written."""


def grid_page(writer: CardWriter, graph: TieGraph, root: EntityId, width: int) -> Page:
    """Return a triangle of `width` cells, in which names are cut so that the columns fit.

    There is a line for each name, and in the column of each earlier name how many records tie the two. The root comes
    first, then those tied to it by the most records; the same number by their ids. A letter stands for each name, and
    heads its column.
    """
    around = graph.around(root)
    names = [root, *sorted(around, key=lambda entity: (-len(around[entity]), entity))[: NAMES - 1]]
    left = f" of {len(around):,}" if len(around) >= NAMES else ""
    said = f"and the {len(names) - 1}{left} with the most ties: how many records tie each two"
    blocks = [Block((*writer.entity(root), say(f" {said}", "muted")))]
    room = max(_NAME, width - _AROUND - 2 * (len(names) - 1))
    called = {entity: cut(shown(writer.store.name(writer.store.entity_ref(entity))), room) for entity in names}
    width = max(map(cells, called.values()))
    for at, entity in enumerate(names):
        counts = [graph.of(entity).intersection_cardinality(graph.of(other)) for other in names[:at]]
        drawn = tuple(Span(f" {_count(count)}", "heading" if count else "muted") for count in counts)
        name = writer.to(writer.store.entity_ref(entity), called[entity])
        name = resting_on(writer, name, graph.between(root, entity) if at else (), root, entity)
        letter = Span(ascii_lowercase[at], "label")
        blank = Span(" " * (width - cells(called[entity]) + 1))
        row = (letter, Span("  "), *name, blank, *drawn, Span(" "), letter)
        blocks.append(Block(row, space=int(not at), keep=True, anchor=f"name {entity}"))
    legend = f"{_count(0)} not tied   {_count(_MANY + 1)} more than {_MANY}   the letter of a name heads its column"
    blocks.append(Block((Span(legend, "muted"),), space=1))
    return Page(tuple(blocks))


def _count(records: int) -> str:
    """Return a number of records in one cell."""
    return "+" if records > _MANY else str(records) if records else "."
