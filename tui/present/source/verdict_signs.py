"""One sign for each verdict on an excerpt; none depends on colour."""

from __future__ import annotations

from tui.core.documents.anchor import Verdict

_SIGNS: dict[Verdict, tuple[str, str]] = {
    "exact": ("✓", "="),
    "same words": ("≈", "~"),
    "changed": ("≠", "!"),
    "found twice": ("‖", "2"),
    "moved": ("↕", "^"),
    "absent": ("∅", "0"),
}


def sign_of(verdict: Verdict | None, *, ascii_only: bool = False) -> str:
    """Return the sign of a verdict, one cell wide; a blank where there is none yet."""
    return _SIGNS[verdict][ascii_only] if verdict else " "
