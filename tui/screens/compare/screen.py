"""The comparison of sources: the same days as told by each, on the whole screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from tui.core.dates.day_range import DayRange
from tui.core.index.day_moves import step
from tui.core.index.highlight import marker
from tui.core.index.index import Index
from tui.core.model.records import PassageKey, Ref
from tui.core.query.day_window import Comparing
from tui.core.query.tree import Field, Query
from tui.core.store.base import Store
from tui.core.text.display import shown
from tui.keys.commands import within
from tui.paths import resource_dir
from tui.present.banner import AsKnown
from tui.present.compare.columns import compare
from tui.widgets.banner import show_banner
from tui.widgets.bindings import bindings
from tui.widgets.compare import CompareGrid
from tui.widgets.compare_heads import CompareHeads, CompareTitle
from tui.widgets.footer import Footer

HINTS = ("open", "go_to_excerpt", "next_source", "more_days", "fewer_days", "next_day", "next_month", "leave")
"""Commands that the footer names, in order."""


class Outcome(NamedTuple):
    """How a reader left the comparison for something else."""

    at: Comparing
    """Where they stood in it."""
    picked: Ref | Query
    """The record to open, or the term to filter by."""


class CompareScreen(Screen[Outcome | None]):
    """Comes back with what to go on to, or with None."""

    CSS_PATH: ClassVar = [resource_dir("styles") / "screens" / "compare.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-middle"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (14, "-short"), (24, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare")]

    def __init__(
        self,
        store: Store,
        index: Index,
        wanted: Query,
        at: Comparing,
        *,
        chips: tuple[str, ...],
        standing: AsKnown | None,
        reader: Callable[[PassageKey], Screen[Ref | Query | None]],
    ) -> None:
        """Take the filter without its days, how its terms stand on their chips (raw), and what opens a passage."""
        super().__init__()
        self._standing = standing
        self._store, self._index, self._wanted = store, index, wanted
        self._begin = at
        self._days = at.days
        self._chips = tuple(map(shown, chips))
        self._reader = reader

    def compose(self) -> ComposeResult:
        """Yield title, heads, columns and footer."""
        yield CompareTitle(id="compare-title")
        yield CompareHeads(id="compare-heads")
        yield CompareGrid(id="compare")
        yield Footer()

    def on_mount(self) -> None:
        """Show the days asked for, under the banner that a screen below bears."""
        show_banner(self, self._standing)
        commands = {command.id: command for command in within("compare")}
        self.query_one(Footer).show(tuple(commands[name] for name in HINTS))
        self._show(self._begin)
        self.grid.focus()

    @property
    def grid(self) -> CompareGrid:
        """The columns."""
        return self.query_one(CompareGrid)

    @property
    def days(self) -> DayRange:
        """The days compared."""
        return self._days

    @property
    def at(self) -> Comparing:
        """Where the cursor stands."""
        place = self.grid.place
        return Comparing(self._days, place.entry.source, place.entry.event.id) if place else Comparing(self._days)

    def _show(self, at: Comparing) -> None:
        self._days = at.days
        self.comparison = compare(self._store, self._index, self._wanted, at.days, marks=marker(self._wanted))
        self.query_one(Footer).say()
        self.grid.show_comparison(self.comparison, at)

    @on(CompareGrid.LaidOut)
    def _laid_out(self, message: CompareGrid.LaidOut) -> None:
        message.stop()
        self.query_one(CompareHeads).show_lines(message.grid.heads)
        self.query_one(CompareHeads).styles.height = max(1, len(message.grid.heads))
        self.query_one(CompareTitle).show(self.comparison, message.grid, self._chips)

    # where to

    @on(CompareGrid.Opened)
    def _opened(self, message: CompareGrid.Opened) -> None:
        message.stop()
        self.dismiss(Outcome(self.at, message.place.entry.event))

    def _read(self, picked: Ref | Query | None) -> None:
        if picked is not None:
            self.dismiss(Outcome(self.at, picked))

    # actions

    def action_go_to_excerpt(self) -> None:
        """Read the first passage of the entry in its place in the source; the comparison waits below."""
        place = self.grid.place
        if place is not None:
            self.app.push_screen(self._reader(place.entry.passages[0]), self._read)

    def action_filter_by(self) -> None:
        """Narrow the explorer to the source under the cursor."""
        place = self.grid.place
        if place is not None:
            self.dismiss(Outcome(self.at, Field("source", place.entry.source)))

    def action_more_days(self) -> None:
        """Compare more days."""
        self._show(self.at._replace(days=self._days.widened()))

    def action_fewer_days(self) -> None:
        """Compare fewer days."""
        if self._days.width == 1:
            self.query_one(Footer).say("One day is the least there is to compare")
            return
        self._show(self.at._replace(days=self._days.narrowed()))

    def action_next_day(self) -> None:
        """To the next day with events."""
        self._step(1)

    def action_previous_day(self) -> None:
        """To the previous day with events."""
        self._step(-1)

    def action_next_month(self) -> None:
        """To the next month with events."""
        self._step(1, months=True)

    def action_previous_month(self) -> None:
        """To the previous month with events."""
        self._step(-1, months=True)

    def _step(self, by: int, *, months: bool = False) -> None:
        days = step(self._index, self._wanted, self._days, by, months=months)
        if days is None:
            told = " under this filter" if self._chips else ""
            self.query_one(Footer).say(f"Nothing is told {'after' if by > 0 else 'before'} these days{told}")
            return
        self._show(Comparing(days, self.at.source))

    def action_go_back(self) -> None:
        """Back to where the comparison was opened."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Take a message away, or go back to where the comparison was opened."""
        footer = self.query_one(Footer)
        if footer.message:
            footer.say()
        else:
            self.dismiss(None)
