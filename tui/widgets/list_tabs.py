"""The tabs above the list of the first pane."""

from __future__ import annotations

from tui.present.bars import Part
from tui.present.list_tabs import list_tabs
from tui.widgets.bar import Bar


class ListTabs(Bar):
    """A tab for each kind of record; a click lists it."""

    listing = "events"

    def show(self, listing: str) -> None:
        """Mark the section that is listed."""
        if listing != self.listing:
            self.listing = listing
            self.refresh()

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        return list_tabs(self.listing, width)
