"""The records to export, of which dataset, in which order, and with which options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field

from tui.core.index.index import Index, Result
from tui.core.model.records import (
    AnyRecord,
    Claim,
    Event,
    Organisation,
    Person,
    Place,
    Ref,
    Relation,
    Source,
)
from tui.core.model.sections import SECTIONS
from tui.core.store.base import Store
from tui.exchange.losses import Losses

if TYPE_CHECKING:
    from tui.core.documents.folder import Document
    from tui.core.index.lanes import By
    from tui.exchange.exporters.holding import Holding

STEP = 64
"""Items between two reports of progress."""

_T = TypeVar("_T")
_R = TypeVar("_R", Event, Organisation, Person, Place, Source, Claim, Relation)


class Sender(Struct, frozen=True):
    """What the user adds to a dossier. All texts are raw."""

    title: str = ""
    """Empty for that of the dataset."""
    introduction: str = ""
    """Paragraphs with empty lines between them."""
    notes: Mapping[Ref, str] = {}
    style: str = "plain"
    """Of the citations: the name of one of ours, or the path of a file in CSL."""
    own_order: bool = False
    """Whether the records stay in the order of the selection, not by kind and date."""
    name: str = ""
    """Of the user; may be empty."""


class Selection(Struct, frozen=True):
    """Records of one dataset, in the order to write them."""

    store: Store
    refs: tuple[Ref, ...]
    query: str = ""
    """The filter that chose them, in its canonical form; empty for everything."""
    raw: bool = False
    """Whether a table keeps cells that a spreadsheet could take for formulas as they are."""
    lanes: By = "org"
    """What each lane of a drawing represents."""
    sender: Sender = Sender()
    """Dossiers: what the user adds."""
    document: Callable[[str], Document | None] = lambda _source: None
    """Returns the full text of a source, with which its excerpts are compared; None where it is not at hand."""
    state: str = ""
    """A hash of the files of the dataset; empty where it is not known."""
    losses: Losses = field(default_factory=Losses)
    """What the format could not hold of the records; filled in while they are written."""
    report: Callable[[float], None] = lambda _share: None
    """Called now and then with the share of the work that is done, from 0 to 1."""

    def tracked(self, items: Sequence[_T], first: float = 0.0, last: float = 1.0) -> Iterator[_T]:
        """Yield the items and report progress, from the share `first` of the work to `last`."""
        for number, item in enumerate(items):
            if number % STEP == 0:
                self.report(first + (last - first) * number / len(items))
            yield item
        self.report(last)

    def records(self, kind: type[_R], last: float = 1.0) -> Iterator[_R]:
        """Yield the chosen records of one type; report progress up to the share `last`."""
        for ref in self.tracked(self.refs, 0.0, last):
            record: AnyRecord | None = self.store.record(ref) if ref.section == kind.section else None
            if isinstance(record, kind):
                yield record

    def cited(self, first: float = 0.0, last: float = 1.0) -> Iterator[Source]:
        """Yield the sources that were chosen or that a chosen record rests on, in the order of the files.

        Progress is reported from the share `first` to `last`.
        """
        wanted = {
            citation.source for ref in self.tracked(self.refs, first, last) for citation in self.store.citations(ref)
        }
        wanted |= {ref.id for ref in self.refs if ref.section == "sources"}
        yield from (source for key, source in self.store.sources.items() if key in wanted)

    def tell(self, holding: Holding, sources: Iterable[Source] = (), refs: Iterable[Ref] = ()) -> None:
        """Tell what a format cannot hold of the chosen records, and of others that are written with them."""
        others = (Ref("sources", source.id) for source in sources)
        holding.tell(self.store, dict.fromkeys((*self.refs, *others, *refs)), self.losses)


def select(
    index: Index, result: Result, sections: tuple[str, ...] = SECTIONS, *, raw: bool = False, lanes: By = "org"
) -> Selection:
    """Return the records of a result: events in its order, then the other sections in the order of the files."""
    refs = tuple(ref for section in sections for ref in index.refs(result, section))
    return Selection(index.store, refs, str(result.query), raw, lanes)
