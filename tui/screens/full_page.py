"""A page of links on the full screen, over the explorer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from textual import events, on
from textual.screen import Screen

from tui.core.model.records import PassageKey, Ref
from tui.core.query.tree import Query
from tui.core.store.base import Store
from tui.core.store.related import evidence_of
from tui.messages import LinkOpened, TermMissing, TermPicked
from tui.present.page import Link
from tui.screens.stack import Unanswered, leave, push, run
from tui.session.picking import no_filter
from tui.widgets.bar import Footer

PickedThere: TypeAlias = Ref | Query | None
"""What a full screen comes back with: a record or a term that was picked, or nothing."""
MakeReader: TypeAlias = Callable[[PassageKey, Ref], Screen[PickedThere]]
"""Makes the reader of a passage, beside the record from which one comes to it."""


FRAME = 4
"""Cells of a screen that the margins and the scroll bar of its page take."""


def words_of(store: Store, link: Link) -> tuple[PassageKey, Ref] | None:
    """Return the passage that the line of a link rests on, and the record that the line tells; None for none."""
    if not link.ref.section:
        return None
    citations = evidence_of(store, link.ref)
    passage = link.passage or (citations[0].passage if citations else "")
    return (passage, link.told or link.ref) if passage else None


class FullPageScreen(Screen[PickedThere]):
    """Comes back with the record or the term that was picked on its page, or with None."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (14, "-high")]

    def __init__(self) -> None:
        super().__init__()
        self._unanswered = Unanswered(self)
        self.footer = Footer()
        self._commands: dict[str, Callable[[], object]] = dict.fromkeys(("leave", "go_back"), partial(leave, self))

    def on_key(self, event: events.Key) -> None:
        """Bring the hints back; say of a key that does nothing here where it does."""
        self.footer.say(self._unanswered.said(event))

    def action_run_command(self, name: str) -> None:
        """Run a command of the key table, if it is one of this screen's."""
        run(self, self._commands, name)

    def _read_first(self, store: Store, link: Link | None, reader: MakeReader) -> None:
        """Open the words that the line of a link rests on; what is picked there leaves this screen too."""
        here = words_of(store, link) if link is not None else None

        def left(picked: PickedThere) -> None:
            if picked is not None:
                leave(self, picked)

        if here is not None:
            push(self, reader(*here), left)
        else:
            self.footer.say("No source is cited for it")

    @on(LinkOpened)
    def _opened(self, message: LinkOpened) -> None:
        message.stop()
        leave(self, message.link.ref)

    @on(TermPicked)
    def _picked(self, message: TermPicked) -> None:
        message.stop()
        self._take_term(message.term)

    def _take_term(self, term: Query) -> None:
        """Filter by a value under the cursor: the explorer does; may be overridden."""
        leave(self, term)

    @on(TermMissing)
    def _missed(self, message: TermMissing) -> None:
        message.stop()
        self.footer.say(no_filter(message.what))
