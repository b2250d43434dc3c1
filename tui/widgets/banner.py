"""The banner of the mode "as known at": one line across the top of each screen while the mode is on."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from tui.present.banner import AsKnown, banner
from tui.present.bars import Part
from tui.theme import roles
from tui.widgets.bar import Bar


class Banner(Bar):
    """Names the day as of which everything is shown; a click on its text shows or hides what came later."""

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


def show_banner(screen: Screen[Any], value: AsKnown | None, remark: str | None = "") -> None:
    """Show the banner of `value` at the top of `screen`, or none; with its keys where `remark` is None."""
    found = screen.query(Banner)
    if found:
        found.first().show(value, remark)
    elif value is not None:
        made = Banner(id="banner")
        made.show(value, remark)
        screen.mount(made, before=0)
