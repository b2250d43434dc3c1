"""The last line of the screen: the keys that matter here, or something that has to be said."""

from __future__ import annotations

from tui.core.text.display import cut, shown
from tui.keys.commands import Command
from tui.present import bars
from tui.present.bars import Part, Tone
from tui.present.signs import signs
from tui.widgets.bar import Bar


class Footer(Bar):
    """Key hints; a message takes their place until it is taken back."""

    commands: tuple[Command, ...] = ()
    message = ""
    tone: Tone = "plain"

    def show(self, commands: tuple[Command, ...]) -> None:
        """Show the hints of `commands`."""
        if commands != self.commands:
            self.commands = commands
            self.refresh()

    def say(self, message: str = "", tone: Tone = "plain") -> None:
        """Say `message` (raw text) in place of the hints; an empty one brings them back."""
        if (message, tone) != (self.message, self.tone):
            self.message, self.tone = message, tone
            self.refresh()

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        if self.message:
            return (Part(" "), Part(cut(shown(self.message), max(0, width - 2)), self.tone))
        return bars.hints(self.commands, width, spelled=signs().ascii_only)
