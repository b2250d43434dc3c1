"""Our two themes, as the terminal library wants them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.theme import Theme

from tui.theme import colours

_FIELDS = (
    "primary",
    "secondary",
    "accent",
    "warning",
    "error",
    "success",
    "foreground",
    "background",
    "surface",
    "panel",
)


def _theme(name: str, table: Mapping[str, str], *, dark: bool) -> Theme:
    """Return a theme whose variables are as in the table: Textual computes some of the fields anew, not quite alike."""
    fields: dict[str, Any] = {field: table[field] for field in _FIELDS}
    return Theme(name=name, dark=dark, variables=dict(table), **fields)


DARK = _theme("letapis-dark", colours.DARK, dark=True)
LIGHT = _theme("letapis-light", colours.LIGHT, dark=False)
