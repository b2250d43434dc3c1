"""The progress of a long compile, in words."""

from __future__ import annotations

from tui.core.opening import share_done

SURE = 0.03
"""Share of the whole from which on the time left is estimated."""


class Pace:
    """Remembers when the work and its present step began."""

    def __init__(self, began: float) -> None:
        """Take the time at which the work began, in seconds of any clock."""
        self._began = self._step_began = began
        self._step = ""

    def text(self, step: str, done: int, total: int, now: float) -> str:
        """Return the progress in words: "reading 41 % · 6.2 MB/s · 8 s left".

        Args:
            step: one of `opening.STEP_SHARES`.
            done: bytes where it is reading, else records.
            total: as `done`; may be 0.
            now: seconds, of the clock of `began`.
        """
        if step != self._step:
            self._step, self._step_began = step, now
        whole = share_done(step, done, total)
        said = [f"{step} {whole:.0%}".replace("%", " %")]
        seconds = now - self._step_began
        if seconds > 0 and done:
            speed = done / seconds
            said.append(f"{speed / 1e6:.1f} MB/s" if step == "reading" else f"{speed:,.0f} records/s")
        if whole >= SURE:
            left = (now - self._began) * (1 - whole) / whole
            said.append(f"{left:.0f} s left" if left < 90 else f"{left / 60:.0f} min left")
        return " · ".join(said)
