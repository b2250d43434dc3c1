"""The banner of the mode "as known at": one line across the screen for as long as it lasts."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from tui.present.banner import AsKnown, banner
from tui.present.bars import Part
from tui.theme import roles
from tui.widgets.bar import Bar


class Banner(Bar):
    """Shows how things stood by a day; a click on its text lists what came since, or leaves it out."""

    LOOKS = roles.BANNER
    value: AsKnown | None = None
    remark: str | None = None

    def show(self, value: AsKnown | None, remark: str | None = None) -> None:
        """Show `value`; nothing for None. `remark`, raw text or empty, takes the place of keys that do nothing here."""
        if (value, remark) != (self.value, self.remark):
            self.value, self.remark = value, remark
            self.display = value is not None
            self.refresh()

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        return banner(self.value, width, self.remark) if self.value else ()


def stand(screen: Screen[Any], value: AsKnown | None, remark: str | None = "") -> None:
    """Let `screen` bear the banner of `value` on top, or none; with its keys where `remark` is None."""
    found = screen.query(Banner)
    if found:
        found.first().show(value, remark)
    elif value is not None:
        made = Banner(id="banner")
        made.show(value, remark)
        screen.mount(made, before=0)
