"""From a row to the words that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from textual.screen import Screen

from tui.core.model.records import PassageKey, Ref
from tui.core.query.tree import Query
from tui.core.store.base import Store
from tui.present.page import Link
from tui.screens.stack import leave, push

PickedThere: TypeAlias = Ref | Query | None
"""What a full screen comes back with: a record or a term that was picked."""
MakeReader: TypeAlias = Callable[[PassageKey], Screen[PickedThere]]
"""Makes the reader of a passage."""


def read_first(
    below: Screen[PickedThere], store: Store, link: Link | None, reader: MakeReader, say: Callable[[str], None]
) -> None:
    """Open the first words that a link's record rests on; what is picked there leaves the screen below too."""
    citations = store.citations(link.ref) if link is not None and link.ref.section else ()

    def left(picked: PickedThere) -> None:
        if picked is not None:
            leave(below, picked)

    if citations:
        push(below, reader(citations[0].passage), left)
    else:
        say("Nothing is cited for it")
