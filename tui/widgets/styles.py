"""The styles in which a widget draws, by role."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.style import Style as VisualStyle
from textual.widget import Widget


class Looks:
    """Styles of roles on the background of one widget, in the colours of the theme."""

    def __init__(self, widget: Widget, table: Mapping[str, str]) -> None:
        """Take one of the tables of `tui.theme.roles`: role → style."""
        self._widget = widget
        self._table = table
        self._known: dict[tuple[str, ...], Style] = {}

    def __call__(self, *roles: str) -> Style:
        """Return the style of a role, with what further roles add. Raises KeyError for a role not in the table."""
        style = self._known.get(roles)
        if style is None:
            visual = self._widget.visual_style
            for role in roles:
                visual += self._parsed(self._table[role])
            style = self._known[roles] = visual.rich_style
        return style

    def _parsed(self, text: str) -> VisualStyle:
        """Return a style of the table; left to Textual, a colour of the theme would lose the share behind it."""
        app = self._widget.app
        words = (app.theme_variables[word[1:]] if word.startswith("$") else word for word in text.split())
        return app.stylesheet.parse_style(" ".join(words))

    def forget(self) -> None:
        """Forget the styles: they have changed, with the theme for instance."""
        self._known.clear()
