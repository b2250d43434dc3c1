"""The keys by which a cursor and the view move through a page of lines."""

from __future__ import annotations

from tui.widgets.page_canvas import PageCanvas


class PageMoves(PageCanvas):
    """A canvas with the actions that move; what inherits from it says how it steps and scrolls."""

    def _step(self, by: int) -> None:
        """Move the cursor one stop down (1) or up (-1), or where there is none the view by a line."""
        raise NotImplementedError

    def _scroll_by(self, count: int) -> None:
        """Move the view by some lines, and the cursor with it."""
        raise NotImplementedError

    def action_cursor_down(self) -> None:
        """Next stop, or one line down."""
        self._step(1)

    def action_cursor_up(self) -> None:
        """Previous stop, or one line up."""
        self._step(-1)

    def action_half_down(self) -> None:
        """Half a page down."""
        self._scroll_by(max(1, self.size.height // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self._scroll_by(-max(1, self.size.height // 2))

    def action_page_down(self) -> None:
        """A page down."""
        self._scroll_by(max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        """A page up."""
        self._scroll_by(-max(1, self.size.height - 1))

    def action_first(self) -> None:
        """To the top."""
        self._scroll_by(-len(self.lines))

    def action_last(self) -> None:
        """To the end."""
        self._scroll_by(len(self.lines))
