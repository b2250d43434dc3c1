"""The two lines that tell a new user of the first keys and signs, until these were used or the lines are hidden."""

from __future__ import annotations

from tui.notebook.learned import Learned
from tui.present.bars import Part
from tui.present.first_steps import first_steps
from tui.widgets.bar import Bar


class FirstSteps(Bar):
    """Shows the keys that the user has still to try."""

    def __init__(self, learned: Learned) -> None:
        super().__init__(id="first-steps")
        self.learned = learned

    def used(self, *commands: str) -> None:
        """Drop what was used; hide it once nothing is left."""
        if self.learned.use(*commands):
            self.refresh()
            if not self.learned.left:
                self.display = False

    @property
    def is_shown(self) -> bool:
        """Whether it is on the screen."""
        return self.is_attached and self.display

    def leave(self) -> None:
        """Hide it for good."""
        self.used(*self.learned.left)

    def line(self, y: int, width: int) -> tuple[Part, ...]:
        """Return one of the two lines."""
        return first_steps(self.learned.left, width)[y] if y < 2 else ()
