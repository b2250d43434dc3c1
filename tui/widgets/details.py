"""The details pane: the card of the record under the cursor, or of the one opened from it."""

from __future__ import annotations

from tui.widgets.page_view import PageView


class Details(PageView):
    """Shows a card; a page view under a name of its own, so that the stylesheet and the screen find it."""
