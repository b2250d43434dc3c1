"""Bars of one line: head of the screen, heads of panes, footer, and the banner of "as known at"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.core.text.display import cells, cut, shown
from tui.keys.commands import Command
from tui.messages import Posted
from tui.present import bars
from tui.present.banner import AsKnown, banner
from tui.present.bars import DropTerm, Head, Part, Tab, Tone
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
        self._pointed: str | DropTerm = ""
        """What a click where the mouse is would do."""

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        raise NotImplementedError

    def line(self, y: int, width: int) -> tuple[Part, ...]:
        """Return what to draw in the line `y`, of those that have more than one."""
        return self.parts(width) if y == 0 else ()

    def render_line(self, y: int) -> Strip:
        """Draw the bar."""
        width = self.size.width
        segments = [Segment(part.text, self._style(part)) for part in self.line(y, width)]
        return Strip(segments).adjust_cell_length(width, self._look("plain"))

    def _style(self, part: Part) -> Style:
        pointed = part.does and part.does == self._pointed and not part.text.isspace()
        return self._look(part.tone, "pointed") if pointed else self._look(part.tone)

    def notify_style_update(self) -> None:
        """Draw it again when its styles change: the heading of the pane in focus is brighter."""
        super().notify_style_update()
        self._look.forget()
        self.refresh()

    def _does(self, x: int, y: int) -> str | DropTerm:
        """Return what a click in a cell does."""
        at = 0
        for part in self.line(y, self.size.width):
            if at <= x < at + cells(part.text):
                return part.does
            at += cells(part.text)
        return ""

    def _point(self, does: str | DropTerm) -> None:
        if does != self._pointed:
            self._pointed = does
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Underline what a click would do."""
        self._point(self._does(event.x, event.y))

    def on_leave(self) -> None:
        """Underline nothing."""
        self._point("")

    def on_click(self, event: events.Click) -> None:
        """Post what the part that was clicked does."""
        does = self._does(event.x, event.y)
        if isinstance(does, DropTerm) and event.chain > 1:  # the term that has come in the place of the one dropped
            event.stop()
        elif does:
            event.stop()
            self.post_message(self.Picked(does))


class PartsLine(Bar):
    """A line of parts that are made elsewhere."""

    LOOKS = roles.AROUND_LANES
    _parts: tuple[Part, ...] = ()

    def show(self, parts: tuple[Part, ...]) -> None:
        """Show `parts`."""
        if parts != self._parts:
            self._parts = parts
            self.refresh()

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw."""
        del width
        return self._parts


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
    """Head of a pane: its name, with the names of the panes or pages that share its place."""

    LOOKS = roles.HEADING
    tabs: tuple[Tab, ...] = ()
    aside = ""
    aside_does = ""
    """The id of the command that a click on `aside` runs."""
    remark = ""
    bright = False

    def light(self, bright: bool) -> None:
        """Mark it as the heading of the pane with the focus, or not."""
        if bright != self.bright:
            self.bright = bright
            self.refresh()

    def show(self, tabs: tuple[Tab, ...], aside: str = "", aside_does: str = "") -> None:
        """Show tabs, and something at the right (raw text), on which a click may run a command."""
        self.aside_does = aside_does
        if (tabs, aside, "") != (self.tabs, self.aside, self.remark):
            self.tabs, self.aside, self.remark = tabs, aside, ""
            self.refresh()

    def say(self, remark: str) -> None:
        """Say something at the right (raw text) until something else is shown; tabs make room for it."""
        self.remark = remark
        self.refresh()

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        tabs = self.tabs
        if self.remark and bars.width_of(tabs) + cells(self.remark) + 2 > width:
            tabs = tuple(tab for tab in tabs if tab.here)
        does = "" if self.remark else self.aside_does
        return bars.heading(tabs, self.remark or self.aside, width, bright=self.bright, aside_does=does)


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

    def on_click(self, event: events.Click) -> None:
        """Bring the hints back where a message is."""
        if self.message:
            event.prevent_default()  # else the hint below the message would run
            self.say()


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
