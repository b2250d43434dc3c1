"""What of each source is used: which records rest on which passage, and which of them on that one alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tui.core.model.records import Ref, Source
from tui.core.store.base import Store


class PassageUse(NamedTuple):
    """What rests on one passage."""

    key: str
    """Id of the passage in its source."""
    records: tuple[Ref, ...]
    """Those that rest on it; empty where nothing does."""
    alone: frozenset[Ref]
    """Those that rest on no other passage."""


class SourceUse(NamedTuple):
    """What rests on the passages of one source, in their order."""

    source: Source
    passages: tuple[PassageUse, ...]

    @property
    def used(self) -> int:
        """How many passages something rests on."""
        return sum(bool(use.records) for use in self.passages)

    @property
    def alone(self) -> int:
        """How many records rest on one passage of this source and on nothing else."""
        return sum(len(use.alone) for use in self.passages)


def uses(store: Store, *, with_alone: bool = True) -> Iterator[SourceUse]:
    """Yield the use of every source, in the order of the files.

    Without `with_alone`, no record is read: of a great many that takes a while.
    """
    for source in store.sources.values():
        yield SourceUse(source, tuple(_use(store, source.id, key, with_alone=with_alone) for key in source.passages))


def _use(store: Store, source: str, key: str, *, with_alone: bool) -> PassageUse:
    records = tuple(store.resting_on(f"{source}/{key}"))
    looked_at = records if with_alone else ()
    alone = frozenset(ref for ref in looked_at if len({cited.passage for cited in store.citations(ref)}) == 1)
    return PassageUse(key, records, alone)
