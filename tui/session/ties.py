"""A question about ties (of which two, or of one with all, by which records), and the page that answers it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.index.index import Index
from tui.core.index.report_time import AsOf
from tui.core.model.records import EntityId
from tui.core.model.sections import SECTION, TYING_SECTIONS
from tui.core.query.tree import Query
from tui.core.ties.chains import reach, steps, ways
from tui.core.ties.graph import TieGraph, counted
from tui.exchange.drawing.ties import TieTitle, around_drawing, chains_drawing
from tui.exchange.losses import Losses
from tui.present.cards.parts import CardWriter
from tui.present.neighbours import Way, neighbours_page
from tui.present.page import Page
from tui.present.tie_grid import grid_page
from tui.present.ties import apart_page, chains_page


class Question(Struct, frozen=True):
    """What is asked."""

    first: EntityId
    last: EntityId = ""
    """The entity at the other end; empty where all that is tied to the first is asked for."""
    kinds: tuple[str, ...] = TYING_SECTIONS
    """Sections whose records count."""
    date: str = ""
    """EDTF: as things stood at its end; empty for all times."""
    filtered: bool = False
    """Whether only records that match the filter count."""
    grid: bool = False
    """Around one: whether who is tied to whom is drawn as a grid, in the place of the tree."""
    opened: frozenset[Way] = frozenset()
    """Around one: the ways whose last entity is opened, so that its own ties are listed."""

    def switched(self, kind: str) -> Question:
        """Return the question with a kind of record left out, or counted again; one is always left."""
        kinds = tuple(one for one in TYING_SECTIONS if (one in self.kinds) != (one == kind))
        return replace(self, kinds=kinds) if kinds else self

    def unbound(self) -> Question:
        """Return the question with all kinds of records, of all times, whatever the filter."""
        return replace(self, kinds=TYING_SECTIONS, date="", filtered=False)

    def toggled(self, way: Way) -> Question:
        """Return the question with the end of a way opened, or closed again."""
        return replace(self, opened=self.opened ^ {way})


def graph_of(question: Question, index: Index, wanted: Query) -> TieGraph:
    """Return the ties that count for a question.

    Raises:
        DateError: its date is none.
        QueryError: a value in the filter that the dataset does not have.
    """
    day = edtf.parse(question.date).latest if question.date else None
    return TieGraph(index, counted(index, question.kinds, wanted if question.filtered else None, day))


def drawn(question: Question, index: Index, wanted: Query, losses: Losses) -> Iterator[str]:
    """Yield the answer to a question as a drawing (SVG); `losses` is told what that leaves out."""
    store, graph = index.store, graph_of(question, index, wanted)
    called = TieTitle(title(question, index), conditions(question, str(wanted)))
    if not question.last:
        return around_drawing(store, graph, question.first, called, losses)
    ends = (question.first, question.last)
    return chains_drawing(store, ways(graph, store, *ends), ends, called, losses)


def answered(question: Question, index: Index, wanted: Query, at: AsOf | None = None, *, width: int = 80) -> Page:
    """Return the page that answers a question, under the filter `wanted` where that is asked for; a grid fits `width`.

    What was not surely known by the time `at` is marked.
    """
    graph = graph_of(question, index, wanted)
    writer = CardWriter(index.store, at=at)
    if not question.last:
        if question.grid:
            return grid_page(writer, graph, question.first, width)
        return neighbours_page(writer, graph, question.first, question.opened)
    ends = (question.first, question.last)
    found = ways(graph, index.store, *ends)
    if found.chains:
        return chains_page(writer, found)
    return apart_page(writer, ends, reach(graph, index, *ends), tuple(_nearer(question, index, wanted)))


def _nearer(question: Question, index: Index, wanted: Query) -> Iterator[str]:
    """Yield how far apart the two are without each of the conditions of a question that nothing answers, in words."""
    others = {f"with {SECTION[kind].plural} too": replace(question, kinds=(*question.kinds, kind))
              for kind in TYING_SECTIONS if kind not in question.kinds}  # fmt: skip
    if question.filtered:
        others["without the filter"] = replace(question, filtered=False)
    if question.date:
        others["at any time"] = replace(question, date="")
    if len(others) > 1:
        others["without any of these conditions"] = Question(question.first, question.last)
    for said, other in others.items():
        apart = steps(graph_of(other, index, wanted), other.first, other.last)
        if apart is not None:
            yield f"{said}: {'tied directly' if apart == 1 else f'{apart} steps apart'}"


def title(question: Question, index: Index) -> str:
    """Return the question in words (raw text)."""
    names = [index.store.name(index.store.entity_ref(end)) for end in (question.first, question.last) if end]
    return f"How are {' and '.join(names)} tied?" if question.last else f"Tied to {names[0]}"


def conditions(question: Question, wanted: str, *, kinds: bool = True) -> str:
    """Return in words which records count (raw text), of which kinds only with `kinds`; `wanted` is the filter."""
    said = [SECTION[kind].plural for kind in question.kinds]
    listed = " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
    dated = f"as of {edtf.parse(question.date).display_long}" if question.date else ""
    under = f"{'under' if question.filtered else 'whatever'} the filter {wanted}" if wanted else ""
    return " · ".join(filter(None, (f"by {listed}" if kinds else "", dated, under)))
