"""A list of options that marks the highlighted one with a sign, for terminals without colours."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import OptionList

from tui.present.signs import signs


class MarkedList(OptionList):
    """Options that begin with a blank, which the highlighted one fills with the mark of the cursor."""

    def render_line(self, y: int) -> Strip:
        """Draw a line, with the mark where it is the first one of the highlighted option."""
        strip = super().render_line(y)
        if self.highlighted is None or _option_of(strip) != self.highlighted:
            return strip
        if self.scroll_offset.y + y > 0 and _option_of(super().render_line(y - 1)) == self.highlighted:
            return strip
        first = next((segment.style for segment in strip if segment.text), None)
        return Strip.join([Strip([Segment(signs().cursor, first)]), strip.crop(1)])

    def action_page_up(self) -> None:
        """A page up; where no row is seen there is no page."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """A page down; where no row is seen there is no page."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]


def _option_of(strip: Strip) -> int | None:
    """Return the index of the option drawn in a line, which Textual keeps there for clicks; None below the options."""
    return next((segment.style.meta.get("option") for segment in strip if segment.style), None)
