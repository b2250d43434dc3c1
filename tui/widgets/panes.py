"""The three panes of the explorer: focus, zoom, widths and headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from tui.keys.commands import Where
from tui.widgets.bar import Heading
from tui.widgets.page_view import PageView
from tui.widgets.sources import Sources
from tui.widgets.timeline import Timeline

NAMES = ("first", "second", "third")
WHERE: tuple[Where, ...] = ("list", "page", "sources")
"""Where in the key table each pane is."""
SHARES = (38, 36, 26)
"""Parts of the width that the panes begin with."""
LEAST = 14


class Panes(Horizontal):
    """Arranges list, details and sources. The screen carries the classes `-at-N` and `-zoom`, for the stylesheet."""

    class Rearranged(Message):
        """Another pane was entered, or the panes have other widths."""

    def __init__(self) -> None:
        super().__init__(id="panes")
        self.pane = 1
        """The pane with the focus, or which had it last: 1, 2 or 3."""
        self._shares = list(SHARES)

    def compose(self) -> ComposeResult:
        """Yield the panes, each with its heading."""
        with Vertical(id="first", classes="pane"):
            yield Heading(classes="heading")
            yield Static(id="nothing", markup=False)
            yield Timeline(id="timeline")
        with Vertical(id="second", classes="pane"):
            yield Heading(classes="heading")
            yield PageView(id="details")
        with Vertical(id="third", classes="pane"):
            yield Heading(classes="heading")
            yield Sources(id="sources")

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the panes do, by the ids of the key table."""
        return {
            "pane_1": lambda: self.enter(1),
            "pane_2": lambda: self.enter(2),
            "pane_3": lambda: self.enter(3),
            "next_pane": lambda: self.enter(self.pane % 3 + 1),
            "previous_pane": lambda: self.enter((self.pane - 2) % 3 + 1),
            "zoom_pane": self.zoom,
            "wider": lambda: self._widen(4),
            "narrower": lambda: self._widen(-4),
            "scroll_details_down": lambda: self.details.scroll_lines(3),
            "scroll_details_up": lambda: self.details.scroll_lines(-3),
        }

    @property
    def timeline(self) -> Timeline:
        """The list in the first pane."""
        return self.query_one("#timeline", Timeline)

    @property
    def details(self) -> PageView:
        """The card in the second pane."""
        return self.query_one("#details", PageView)

    @property
    def sources(self) -> Sources:
        """The excerpts in the third pane."""
        return self.query_one("#sources", Sources)

    def heading(self, pane: int | None = None) -> Heading:
        """Return the heading of pane 1, 2 or 3, or of the one with the focus."""
        return self.query_one(f"#{NAMES[(pane or self.pane) - 1]} > Heading", Heading)

    @property
    def alone(self) -> bool:
        """Whether one pane has the whole width."""
        return self.size.width < 80 or self.zoomed

    @property
    def zoomed(self) -> bool:
        """Whether one pane was given the whole screen."""
        return self.screen.has_class("-zoom")

    @property
    def is_drawn(self) -> bool:
        """Whether the panes are there: not before they are composed, nor once the screen is left."""
        return bool(self.query(Sources))

    # focus

    def enter(self, pane: int) -> None:
        """Give pane 1, 2 or 3 the focus; where not all panes fit, show it."""
        self._turn_to(pane)
        self.screen.set_focus((self.timeline, self.details, self.sources)[pane - 1])

    def _turn_to(self, pane: int) -> None:
        if pane != self.pane:
            self.pane = pane
            self._mark()
            self.post_message(self.Rearranged())

    def _mark(self) -> None:
        for number in (1, 2, 3):
            self.screen.set_class(number == self.pane, f"-at-{number}")
            self.heading(number).light(number == self.pane)

    def zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        self.screen.toggle_class("-zoom")
        self.call_after_refresh(self.post_message, self.Rearranged())

    def on_mount(self) -> None:
        """Begin in the first pane."""
        self.heading().light(True)
        self.enter(1)

    def on_resize(self) -> None:
        """Fit the headings to the new width."""
        self.call_after_refresh(self.post_message, self.Rearranged())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, whoever gave it."""
        for pane, widget in enumerate((self.timeline, self.details, self.sources), 1):
            if event.widget is widget:
                self._turn_to(pane)

    # headings

    def show_headings(self, first: str, name: str, place: str, caption: str) -> None:
        """Write the headings (all raw text).

        Args:
            first: what the first pane lists, and in which order.
            name: what it lists, for the tabs of the other panes.
            place: which passage of how many the sources pane shows.
            caption: date and name of the record shown, for a pane that has the whole width.
        """
        names = (name, "Details", "Sources")
        alone = caption if self.alone else ""
        for pane, aside in enumerate(("", alone, alone or place), 1):
            tabs = tuple("" if at == pane else other for at, other in enumerate(names, 1)) if self.alone else ()
            self.heading(pane).show(first if pane == 1 else names[pane - 1], aside, tabs)

    def advise(self, advice: str) -> None:
        """Show advice (raw text) above an empty list; hide it for an empty text."""
        nothing = self.query_one("#nothing", Static)
        nothing.display = bool(advice)
        if advice:
            nothing.update(advice, layout=False)

    # widths

    def _widen(self, by: int) -> None:
        """Make the pane with the focus wider by `by` parts, the others narrower."""
        after = [share + (by if at == self.pane else -(by // 2)) for at, share in enumerate(self._shares, 1)]
        if min(after) >= LEAST:
            self._shares = after
            for name, share in zip(NAMES, after, strict=True):
                self.query_one(f"#{name}").styles.width = f"{share}fr"
