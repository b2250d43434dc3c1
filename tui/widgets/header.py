"""The first line of the screen, and the heads of the panes."""

from __future__ import annotations

from msgspec.structs import replace

from tui.present import bars
from tui.present.bars import Head, Part
from tui.present.signs import signs
from tui.theme import roles
from tui.widgets.bar import Bar


class Header(Bar):
    """Name, dataset, filter, count, problems."""

    LOOKS = roles.HEADER
    value = Head()

    def show(self, value: Head) -> None:
        """Show `value`."""
        if value != self.value:
            self.value = value
            self.refresh()

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        return bars.head(self.value, width)


class Heading(Bar):
    """Head of a pane."""

    LOOKS = roles.HEADING
    title = ""
    aside = ""
    tabs: tuple[str, ...] = ()
    commands: tuple[str, ...] = bars.PANE_COMMANDS
    """What a click on each tab does."""
    bright = False

    def light(self, bright: bool) -> None:
        """Make it bright, as that of the pane which has the focus, or take that back."""
        if bright != self.bright:
            self.bright = bright
            self.refresh()

    def show(
        self,
        title: str,
        aside: str = "",
        tabs: tuple[str, ...] = (),
        commands: tuple[str, ...] = bars.PANE_COMMANDS,
    ) -> None:
        """Show the pane's name, something at the right, and the names of the other panes (all raw text)."""
        self.commands = commands
        if (title, aside, tabs) != (self.title, self.aside, self.tabs):
            self.title, self.aside, self.tabs = title, aside, tabs
            self.refresh()

    def say(self, aside: str) -> None:
        """Show something else at the right (raw text)."""
        self.show(self.title, aside, self.tabs, self.commands)

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        parts = bars.heading(self.title, self.aside, width, tabs=self.tabs, commands=self.commands)
        if not self.bright:
            return parts
        mark = signs().focus  # colour alone would not tell which pane has the focus
        return (Part(mark, "key"), *(replace(part, tone="key") if part.tone == "name" else part for part in parts[1:]))
