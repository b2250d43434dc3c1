"""Bars of one line: head of the screen, heads of panes, footer, and the banner of "as known at"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec.structs import replace
from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.core.text.display import cells, cut, shown
from tui.keys.commands import Command
from tui.messages import Posted
from tui.present import bars
from tui.present.banner import AsKnown, banner
from tui.present.bars import DropTerm, Head, Part, Tone
from tui.present.signs import signs
from tui.theme import roles
from tui.widgets.styles import Looks


class Bar(Widget):
    """A line drawn from the parts that a subclass returns for a width; a click posts what its part does."""

    ALLOW_SELECT: ClassVar[bool] = False
    LOOKS: ClassVar[Mapping[str, str]] = roles.BAR
    """Tone → style."""

    class Picked(Posted):
        """A part was clicked; `does` is the id of a command, or the term to remove from the filter."""

        does: str | DropTerm

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        looks: Mapping[str, str] | None = None,
    ) -> None:
        """`looks` replaces the styles of the class, tone by tone."""
        super().__init__(id=id, classes=classes)
        self._look = Looks(self, looks or self.LOOKS)

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw the bar."""
        width = self.size.width
        segments = [Segment(part.text, self._look(part.tone)) for part in self.parts(width)] if y == 0 else []
        return Strip(segments).adjust_cell_length(width, self._look("plain"))

    def notify_style_update(self) -> None:
        """Draw it again when its styles change: the heading of the pane in focus is brighter."""
        super().notify_style_update()
        self._look.forget()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Post what the part that was clicked does."""
        at = 0
        for part in self.parts(self.size.width):
            if at <= event.x < at + cells(part.text):
                if part.does:
                    event.stop()
                    self.post_message(self.Picked(part.does))
                return
            at += cells(part.text)


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
        """Mark it as the heading of the pane with the focus, or not."""
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
        mark = signs().focus  # some terminals have no colours
        return (Part(mark, "key"), *(replace(part, tone="key") if part.tone == "name" else part for part in parts[1:]))


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
        return bars.hints(self.commands, width)


class Banner(Bar):
    """Names the day as of which everything is shown; a click on its text shows or hides what came later."""

    LOOKS = roles.BANNER
    value: AsKnown | None = None
    remark: str | None = None

    def show(self, value: AsKnown | None, remark: str | None = None) -> None:
        """Show `value`; nothing for None. `remark`, raw text or empty, takes the place of keys that do nothing here."""
        if (value, remark) != (self.value, self.remark):
            self.value, self.remark = value, remark
            self.display = value is not None
            self.refresh()

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        return banner(self.value, width, self.remark) if self.value else ()


def show_banner(screen: Screen[Any], value: AsKnown | None, remark: str | None = "") -> None:
    """Show the banner of `value` at the top of `screen`, or none; with its keys where `remark` is None."""
    found = screen.query(Banner)
    if found:
        found.first().show(value, remark)
    elif value is not None:
        made = Banner(id="banner")
        made.show(value, remark)
        screen.mount(made, before=0)
