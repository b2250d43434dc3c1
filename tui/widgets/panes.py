"""The three panes of the explorer: focus, zoom, widths and headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.core.text.display import shown
from tui.keys.commands import Where
from tui.messages import Posted
from tui.notebook.pane_shares import LEAST, SHARES, PaneShares
from tui.present.arrangement import THREE_FROM, TWO_FROM
from tui.present.bars import pane_tabs
from tui.widgets.bar import Heading
from tui.widgets.indexed_page import IndexedPage
from tui.widgets.list_tabs import ListTabs
from tui.widgets.page_view import PageView
from tui.widgets.sources import Sources
from tui.widgets.timeline import Timeline

NAMES = ("first", "second", "third")
WHERE: tuple[Where, ...] = ("list", "page", "sources")
"""Where in the key table each pane is."""


class Pane(Vertical):
    """One of the panes; the line at its left edge can be drawn to another place."""

    ALLOW_SELECT: ClassVar[bool] = False

    class Pulled(Posted):
        """The left edge of the pane with the id `pane` is wanted in column `x` of the screen."""

        pane: str
        x: int

    _held = False
    """Whether the mouse holds the edge."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the edge."""
        if event.button == 1 and self._is_edge(event):
            event.stop()
            self._held = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the edge with the mouse; brighten it under the mouse."""
        self.set_class(self._held or self._is_edge(event), "-edge")
        if self._held:
            event.stop()
            self.post_message(self.Pulled(self.id or "", event.screen_x))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        if self._held:
            event.stop()
            self._held = False
            self.release_mouse()

    def on_leave(self) -> None:
        """Draw the edge as ever."""
        if not self._held:
            self.remove_class("-edge")

    def _is_edge(self, event: events.MouseEvent) -> bool:
        return event.screen_x == self.region.x > 0


class Panes(Horizontal):
    """Arranges list, details and sources. The screen carries the classes `-at-N` and `-zoom`, for the stylesheet."""

    class Rearranged(Message):
        """Another pane was entered, or the panes have other widths."""

    def __init__(self, shares: PaneShares | None = None) -> None:
        """Take how the width is shared."""
        super().__init__(id="panes")
        self._shares = shares or PaneShares()
        self.pane = 1
        """The pane with the focus, or which had it last: 1, 2 or 3."""

    def compose(self) -> ComposeResult:
        """Yield the panes, each with its heading."""
        with Pane(id="first", classes="pane"):
            yield Heading(classes="heading")
            yield ListTabs(id="lists")
            yield Static(id="nothing", markup=False)
            yield Timeline(id="timeline")
        with Pane(id="second", classes="pane"):
            yield Heading(classes="heading")
            yield IndexedPage(page="details")
        with Pane(id="third", classes="pane"):
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
    def lists(self) -> ListTabs:
        """The tabs above the list."""
        return self.query_one("#lists", ListTabs)

    @property
    def details(self) -> PageView:
        """The card in the second pane."""
        return self.card.page

    @property
    def card(self) -> IndexedPage:
        """The card with its index, which shows where the pane has the whole of a wide screen."""
        return self.query_one(IndexedPage)

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
        return self.size.width < TWO_FROM or self.zoomed

    @property
    def has_two(self) -> bool:
        """Whether the details and the sources stand in one place, so that only one of them is shown at a time."""
        return not self.alone and self.size.width < THREE_FROM

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

    def on_unmount(self) -> None:
        """Remember the widths."""
        self._shares.keep()

    def on_resize(self) -> None:
        """Fit the widths and the headings to the new width."""
        if self._shares.now != SHARES:
            self._share_width()
        self.call_after_refresh(self.post_message, self.Rearranged())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, whoever gave it."""
        for pane, widget in enumerate((self.timeline, self.details, self.sources), 1):
            if event.widget is widget:
                self._turn_to(pane)

    # headings

    def show_headings(self, order: str, name: str, place: str, caption: str, count: int) -> None:
        """Write the headings, each with the tabs of the panes that can stand in its place (all raw text).

        Args:
            order: by what the list in the first pane is sorted.
            name: what it lists.
            place: which passage of how many the sources pane shows.
            caption: date and name of the record shown, for a pane that has the whole width.
            count: how many passages there are, for the tab of a sources pane that is hidden.
        """
        alone = caption if self.alone else ""
        for pane, aside in ((1, order), (2, alone), (3, alone or place)):
            tabs = pane_tabs(pane, name, count, alone=self.alone, has_two=self.has_two)
            self.heading(pane).show(tabs, aside, "sort_list" if pane == 1 else "")

    def advise(self, advice: str) -> None:
        """Show advice (raw text) above an empty list; hide it for an empty text."""
        nothing = self.query_one("#nothing", Static)
        nothing.display = bool(advice)
        if advice:
            nothing.update(Content(shown(advice, lines=True)), layout=False)

    # widths

    def _widen(self, by: int) -> None:
        """Make the pane with the focus wider by `by` parts, the others narrower."""
        pane = min(self.pane, 2) if self.has_two else self.pane
        first, second, third = (share + (by if at == pane else -by / 2) for at, share in enumerate(self._shares.now, 1))
        if min(first, second, third) >= LEAST:
            self._shares.now = first, second, third
            self._share_width()

    def _share_width(self) -> None:
        """Give each pane its part of the width; where two fit, the last two have the same place."""
        first, second, third = self._shares.now
        for name, share in zip(NAMES, (first, second, second if self.has_two else third), strict=True):
            self.query_one(f"#{name}").styles.width = f"{share:.2f}fr"

    @on(Pane.Pulled)
    def _pulled(self, message: Pane.Pulled) -> None:
        """Move the left edge of a pane; the pane before it gains what it loses."""
        message.stop()
        pane = 2 if self.has_two else NAMES.index(message.pane) + 1
        first, second, third = self._shares.now
        before, own = (first, second) if pane == 2 else (second, third)
        left, right = self.query_one(f"#{NAMES[pane - 2]}").region, self.query_one(f"#{message.pane}").region
        both = before + own
        wanted = both * (message.x - left.x) / max(1, left.width + right.width)
        kept = max(LEAST, min(wanted, both - LEAST))
        self._shares.now = (kept, both - kept, third) if pane == 2 else (first, kept, both - kept)
        self._share_width()
