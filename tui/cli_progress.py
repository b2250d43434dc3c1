"""How far a long export is: one line on standard error, where that is a terminal, which goes when it is done."""

from __future__ import annotations

import os
import sys
from time import monotonic

from tui.present.pace import Pace

SOON = 1.0
"""Seconds after which something is said at all."""
APART = 0.1
"""Seconds between two words."""


class Progress:
    """Says how far the writing of `records` records is. A context manager."""

    def __init__(self, records: int) -> None:
        self._records = records
        self._began = self._last = monotonic()
        self._pace = Pace(self._began, "writing", self._began, {"writing": 1.0})
        self._reached = 0.0
        self._drawn = 0
        """Cells of the line that stands there."""

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            self._draw("")

    def tell(self, share: float) -> None:
        """Take note that this share of the work is done, of 1; it never goes back."""
        now = monotonic()
        self._reached = max(self._reached, share)
        if now - self._began < SOON or now - self._last < APART:
            return
        self._last = now
        self._draw(self._pace.tell("writing", int(self._reached * self._records), self._records, now))

    def _draw(self, said: str) -> None:
        try:
            room = os.get_terminal_size(sys.stderr.fileno()).columns or 80  # some do not know
        except OSError:
            room = 80
        said = said[: room - 1]
        sys.stderr.write(f"\r{said:<{self._drawn}}" + ("" if said else "\r"))
        sys.stderr.flush()
        self._drawn = len(said)
