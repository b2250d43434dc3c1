"""How far long work is: one line on standard error, where that is a terminal, which goes when it is done."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from time import monotonic
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from tui.present.progress import Pace

SOON = 1.0
"""Seconds after which something is said at all."""
APART = 0.1
"""Seconds between two words."""


class Progress:
    """Says how far some work is, step by step. A context manager."""

    def __init__(self, shares: Mapping[str, float] | None = None) -> None:
        """Take the steps in their order, and what part of the whole time each takes; None: those of a compile."""
        self._began = self._last = monotonic()
        self._shares = shares
        self._pace: Pace | None = None
        self._drawn = 0
        """Cells of the line that stands there."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            self._draw("")

    def tell(self, step: str, done: int, total: int) -> None:
        """Say that `done` of `total` bytes or records of a step are done; see `Pace.tell`."""
        now = monotonic()
        if now - self._began < SOON or now - self._last < APART or not sys.stderr.isatty():
            return
        self._last = now
        if self._pace is None:
            self._pace = self._paced()
        self._draw(self._pace.tell(step, done, total, now))

    def _paced(self) -> Pace:
        from tui.present.progress import SHARES, Pace  # what is quick does without

        shares = self._shares or SHARES
        return Pace(self._began, next(iter(shares)), self._began, shares)

    def _draw(self, said: str) -> None:
        try:
            room = os.get_terminal_size(sys.stderr.fileno()).columns or 80  # some do not know
        except OSError:
            room = 80
        said = said[: room - 1]
        sys.stderr.write(f"\r{said:<{self._drawn}}" + ("" if said else "\r"))
        sys.stderr.flush()
        self._drawn = len(said)


class Writing(Progress):
    """Says how far the writing of `records` records is."""

    def __init__(self, records: int) -> None:
        super().__init__({"writing": 1.0})
        self._records = records
        self._reached = 0.0

    def reach(self, share: float) -> None:
        """Take note that this share of the work is done, of 1; it never goes back."""
        self._reached = max(self._reached, share)
        self.tell("writing", int(self._reached * self._records), self._records)
