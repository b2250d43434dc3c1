"""How the panes stand on the screen: which one has the focus, which are seen, how wide they are."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tui.keys.commands import Command, Where, hints
from tui.widgets.details import Details
from tui.widgets.filter_bar import FilterBar
from tui.widgets.footer import Footer
from tui.widgets.header import Header, Heading
from tui.widgets.overview import Overview
from tui.widgets.sources import Sources
from tui.widgets.timeline import Timeline

PANES = ("first", "second", "third")
_WHERE: tuple[Where, ...] = ("list", "page", "sources")
_SHARES = (38, 36, 26)
"""Parts of the width that the panes begin with."""
_LEAST = 14


class ArrangedScreen(Screen[None]):
    """Overview, three panes, filter and hints; knows nothing of what they show."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-middle"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (14, "-short"), (24, "-tall"), (34, "-lofty")]

    def __init__(self) -> None:
        super().__init__(classes="-at-1")
        self._pane = 1
        self._shares = list(_SHARES)

    def fit(self, size: Size) -> None:
        """Arrange the panes for a screen of `size` before they are drawn; else Textual does it after the first time."""
        across, down = self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS
        for length, breakpoints in ((size.width, across), (size.height, down)):
            name = max((least, name) for least, name in breakpoints if least <= length)[1]
            self.add_class(name, update=False)

    def compose(self) -> ComposeResult:
        """Make the widgets, in the order in which they are read."""
        yield Header(id="header")
        yield Overview(id="overview")
        with Horizontal(id="panes"):
            with Vertical(id="first", classes="pane"):
                yield Heading(classes="heading")
                yield Static(id="nothing", markup=False)
                yield Timeline(id="timeline")
            with Vertical(id="second", classes="pane"):
                yield Heading(classes="heading")
                yield Details(id="details")
            with Vertical(id="third", classes="pane"):
                yield Heading(classes="heading")
                yield Sources(id="sources")
        yield FilterBar(id="filter")
        yield Footer(id="footer")

    # the parts

    @property
    def timeline(self) -> Timeline:
        """The first pane's list."""
        return self.query_one("#timeline", Timeline)

    @property
    def details(self) -> Details:
        """The second pane's page."""
        return self.query_one("#details", Details)

    @property
    def sources(self) -> Sources:
        """The third pane's page."""
        return self.query_one("#sources", Sources)

    @property
    def overview(self) -> Overview:
        """The strip above the panes."""
        return self.query_one("#overview", Overview)

    @property
    def filter_bar(self) -> FilterBar:
        """The filter's line."""
        return self.query_one("#filter", FilterBar)

    @property
    def footer(self) -> Footer:
        """The last line."""
        return self.query_one("#footer", Footer)

    def heading(self, pane: int) -> Heading:
        """Return the head of pane 1, 2 or 3."""
        return self.query_one(f"#{PANES[pane - 1]} > Heading", Heading)

    @property
    def alone(self) -> bool:
        """Whether one pane has the whole width."""
        return self.size.width < 80 or self.has_class("-zoom")

    # which pane

    def enter_pane(self, pane: int) -> None:
        """Give pane 1, 2 or 3 the focus; where not all panes fit, it is made to be seen."""
        self._stand_in(pane)
        (self.timeline, self.details, self.sources)[pane - 1].focus()

    def _stand_in(self, pane: int) -> None:
        if pane != self._pane:
            self._pane = pane
            self._mark_pane()

    def _mark_pane(self) -> None:
        for number in (1, 2, 3):
            self.set_class(number == self._pane, f"-at-{number}")
            self.heading(number).light(number == self._pane)
        self.arranged()

    def arranged(self) -> None:
        """Do what a new arrangement asks for; the headings of panes say what else there is."""

    def on_mount(self) -> None:
        """Begin in the first pane."""
        self.heading(self._pane).light(True)
        self.timeline.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Let the headings say what a pane of this width has to say."""
        del event
        self.call_after_refresh(self.arranged)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus: with it go the hints and, on a small screen, the pane that is seen."""
        for pane, widget in enumerate((self.timeline, self.details, self.sources), 1):
            if event.widget is widget:
                self._stand_in(pane)
        self.footer.show(self.hints_of(event.widget))
        self.set_class(event.widget is self.filter_bar.input, "-editing")

    def hints_of(self, widget: Widget | None) -> tuple[Command, ...]:
        """Return the commands whose hints belong below `widget`."""
        if widget is self.filter_bar.input:
            return hints("filter")
        return hints(_WHERE[self._pane - 1], "main", "app")

    # actions

    def action_pane_1(self) -> None:
        """To the list."""
        self.enter_pane(1)

    def action_pane_2(self) -> None:
        """To the details."""
        self.enter_pane(2)

    def action_pane_3(self) -> None:
        """To the sources."""
        self.enter_pane(3)

    def action_next_pane(self) -> None:
        """To the next pane."""
        self.enter_pane(self._pane % 3 + 1)

    def action_previous_pane(self) -> None:
        """To the previous pane."""
        self.enter_pane((self._pane - 2) % 3 + 1)

    def action_zoom_pane(self) -> None:
        """Give the pane the whole screen, or take it back."""
        self.toggle_class("-zoom")
        self.call_after_refresh(self.arranged)

    def action_zoom_in(self) -> None:
        """Let the overview show less time, closer."""
        self.overview.action_zoom_in()

    def action_zoom_out(self) -> None:
        """Let the overview show more time."""
        self.overview.action_zoom_out()

    def action_pan_earlier(self) -> None:
        """Let the overview show earlier time."""
        self._pan(-1)

    def action_pan_later(self) -> None:
        """Let the overview show later time."""
        self._pan(1)

    def _pan(self, by: int) -> None:
        if not self.overview.pan(by):
            shows_all = self.overview.window is None
            self.footer.say("The overview shows all of it: + looks closer" if shows_all else "No event is further on")

    def action_select_range(self) -> None:
        """Begin a range of days at the cursor, or narrow to the one begun."""
        if not self.overview.select_range():
            self.footer.say("A range begins and ends on an event: put the cursor on one", "warn")
        elif self.overview.in_range:
            self.footer.say("A range begins here: go to its end and press r again; Esc leaves it")

    def action_wider(self) -> None:
        """Make the pane wider."""
        self._widen(4)

    def action_narrower(self) -> None:
        """Make the pane narrower."""
        self._widen(-4)

    def _widen(self, by: int) -> None:
        own = self._pane - 1
        others = [at for at in range(3) if at != own]
        after = list(self._shares)
        after[own] += by
        for at in others:
            after[at] -= by // 2
        if min(after) >= _LEAST:
            self._shares = after
            self._share_out()

    def _share_out(self) -> None:
        for name, share in zip(PANES, self._shares, strict=True):
            self.query_one(f"#{name}").styles.width = f"{share}fr"

    def action_scroll_details_down(self) -> None:
        """Scroll the details down, from wherever the focus is."""
        self.details.scroll_lines(3)

    def action_scroll_details_up(self) -> None:
        """Scroll the details up."""
        self.details.scroll_lines(-3)
