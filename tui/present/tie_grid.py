"""Who is tied to whom around an entity, as a grid of up to some twenty names."""

from __future__ import annotations

from tui.core.model.records import EntityId
from tui.core.ties.graph import TieGraph
from tui.present.cards.parts import CardWriter
from tui.present.page import Block, Page, Span, say

NAMES = 20
"""Names that are drawn: the entity, and those with the most ties to it."""
_MANY = 9
"""Records of a tie from which only "+" is written."""


def grid_page(writer: CardWriter, graph: TieGraph, root: EntityId) -> Page:
    """Return a triangle: a line for each name, and in the column of each earlier name how many records tie the two.

    The root comes first, then those tied to it by the most records; the same number by their ids.
    """
    around = graph.around(root)
    names = [root, *sorted(around, key=lambda entity: (-len(around[entity]), entity))[: NAMES - 1]]
    left = f" of {len(around):,}" if len(around) >= NAMES else ""
    said = f"and the {len(names) - 1}{left} with the most ties: how many records tie each two"
    blocks = [Block((*writer.entity(root), say(f" {said}", "muted")))]
    width = len(str(len(names)))
    for at, entity in enumerate(names):
        counts = [graph.of(entity).intersection_cardinality(graph.of(other)) for other in names[:at]]
        drawn = tuple(Span(f"{_count(count):>{width + 1}}", "heading" if count else "muted") for count in counts)
        own = Span(f"{at + 1:>{width + 1}}", "label")
        row = (*drawn, own, Span("  "), *writer.entity(entity))
        blocks.append(Block(row, space=int(not at), keep=True, anchor=f"name {entity}"))
    legend = f"{_count(0)} not tied   {_count(_MANY + 1)} more than {_MANY}   the number of a name heads its column"
    blocks.append(Block((Span(legend, "muted"),), space=1))
    return Page(tuple(blocks))


def _count(records: int) -> str:
    """Return a number of records in one cell."""
    return "+" if records > _MANY else str(records) if records else "."
