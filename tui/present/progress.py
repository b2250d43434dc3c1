"""How far a long compile, or export, is, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SHARES = {"reading": 0.6, "indexing": 0.2, "writing": 0.2}
"""What part of the whole time each step takes, in their order, as measured at 100,000 events."""
SURE = 0.03
"""Share of the whole from which on the time left is told; before, it would be a guess."""


@dataclass
class Pace:
    """Remembers when the work and its present step began."""

    began: float
    """In seconds, of any clock."""
    step: str = ""
    step_began: float = field(default=0.0)
    shares: Mapping[str, float] = field(default_factory=SHARES.copy)
    """What part of the whole time each step takes, in their order."""

    def tell(self, step: str, done: int, total: int, now: float) -> str:
        """Return what to say: "reading 41 % · 6.2 MB/s · 8 s left".

        Args:
            step: one of `shares`.
            done: bytes where it is reading, else records.
            total: as `done`; may be 0.
            now: seconds, of the clock of `began`.
        """
        if step != self.step:
            self.step, self.step_began = step, now
        steps = list(self.shares)
        before = sum(self.shares[name] for name in steps[: steps.index(step)])
        whole = min(before + self.shares[step] * (done / total if total else 0), 0.99)
        said = [f"{step} {whole:.0%}".replace("%", " %")]
        seconds = now - self.step_began
        if seconds > 0 and done:
            speed = done / seconds
            said.append(f"{speed / 1e6:.1f} MB/s" if step == "reading" else f"{speed:,.0f} records/s")
        if whole >= SURE:
            left = (now - self.began) * (1 - whole) / whole
            said.append(f"{left:.0f} s left" if left < 90 else f"{left / 60:.0f} min left")
        return " · ".join(said)
