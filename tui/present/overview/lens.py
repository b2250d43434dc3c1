"""How close the overview is looked at: all of it, or the days around one."""

from __future__ import annotations

from msgspec import Struct

AROUND: tuple[int, ...] = (0, 400, 75, 14)
"""Days before and after one that are seen, from farthest to closest; 0 sees all there are."""


class Lens(Struct, frozen=True):
    """What is seen of time. Days are ordinals."""

    zoom: int = 0
    """Index into `AROUND`."""
    window: tuple[int, int] | None = None
    """First and last day that are seen; None where all are."""

    def zoomed(self, by: int, day: int | None) -> Lens | None:
        """Look closer around a day (`by` is 1), or from farther away (-1); None at the ends, or without a day."""
        zoom = max(0, min(self.zoom + by, len(AROUND) - 1))
        if zoom == self.zoom or (zoom and day is None):
            return None
        return _around(zoom, day)

    def panned(self, by: int, ends: tuple[int, int]) -> Lens | None:
        """Move half a window to earlier (`by` is -1) or later time (1); None without a window, or beyond `ends`."""
        if self.window is None:
            return None
        first, last = self.window
        step = by * (last - first) // 2
        if first + step > ends[1] or last + step < ends[0]:
            return None
        return Lens(self.zoom, (first + step, last + step))

    def following(self, day: int) -> Lens:
        """Look around a day that is out of view or close to its edge; else leave it as it is."""
        if not self.zoom:
            return self
        if self.window is not None:
            margin = (self.window[1] - self.window[0]) // 8
            if self.window[0] + margin <= day <= self.window[1] - margin:
                return self
        return _around(self.zoom, day)

    def clipped(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the part of a stretch of days that is seen; None where none of it is."""
        if self.window is not None:
            first, last = max(first, self.window[0]), min(last, self.window[1])
        return (first, last) if first <= last else None


def _around(zoom: int, day: int | None) -> Lens:
    around = AROUND[zoom]
    return Lens(zoom, (day - around, day + around) if around and day is not None else None)
