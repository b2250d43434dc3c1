"""The comparison of sources on the whole screen: the same days as each of them reports them."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from tui.core.dates.day_range import DayRange
from tui.core.index.day_moves import step
from tui.core.index.highlight import marker
from tui.core.index.index import Index
from tui.core.model.records import Ref
from tui.core.query.day_window import Comparing
from tui.core.query.tree import Field, Query
from tui.core.store.base import Store
from tui.core.text.display import shown
from tui.keys.commands import hints
from tui.paths import resource_dir
from tui.present.banner import AsKnown
from tui.present.compare.columns import Comparison, compare
from tui.present.legend import legend_of_comparison
from tui.screens.dialogs.go_to import find_name
from tui.screens.full_page import MakeReader
from tui.screens.stack import Unanswered, leave, push, run
from tui.widgets.bar import Footer, PartsLine, show_banner
from tui.widgets.bindings import Commands, bindings
from tui.widgets.compare import CompareGrid, CompareHeads, CompareTitle


class Outcome(NamedTuple):
    """How the user left the comparison for something else."""

    at: Comparing
    """Where the cursor was."""
    picked: Ref | Query
    """The record to open, or the term to filter by."""


class CompareScreen(Screen[Outcome | None]):
    """Comes back with what was picked, or with None."""

    CSS_PATH: ClassVar = [resource_dir("styles") / "screens" / "compare.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-middle"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (14, "-short"), (24, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare", dispatched=True)]

    def __init__(
        self,
        store: Store,
        index: Index,
        wanted: Query,
        at: Comparing,
        *,
        chips: tuple[str, ...],
        standing: AsKnown | None,
        reader: MakeReader,
    ) -> None:
        """Take the filter without its days, its terms as they are on their chips (raw), and what opens a passage."""
        super().__init__()
        self._unanswered = Unanswered(self)
        self._standing = standing
        self._store, self._index, self._wanted = store, index, wanted
        self._chips = tuple(map(shown, chips))
        self._reader = reader
        self.comparison = self._compare(at.days)
        self.grid, self._footer = CompareGrid(self.comparison, at, id="compare"), Footer()
        self._legend = PartsLine(classes="legend")
        self._commands: Commands = {
            **self.grid.commands(),
            "go_to_excerpt": self._go_to_excerpt,
            "find_name": lambda: find_name(self, store, index.names, lambda ref: leave(self, Outcome(self.at, ref))),
            "filter_by": self._filter_by,
            "more_days": lambda: self._show(self.at._replace(days=self.days.widened()), self.comparison),
            "fewer_days": self._fewer_days,
            "next_day": lambda: self._step(1),
            "previous_day": lambda: self._step(-1),
            "next_month": lambda: self._step(1, months=True),
            "previous_month": lambda: self._step(-1, months=True),
            "go_back": lambda: leave(self),
            "leave": lambda: leave(self),
        }

    def compose(self) -> ComposeResult:
        """Yield title, heads, columns and footer."""
        yield CompareTitle(id="compare-title")
        yield CompareHeads(id="compare-heads")
        yield from (self.grid, self._legend, self._footer)

    def on_mount(self) -> None:
        """Show the hints, and the banner that a screen below has."""
        show_banner(self, self._standing)
        self._footer.show(hints("compare"))
        self.grid.focus()

    def on_key(self, event: events.Key) -> None:
        """Bring the hints back; say of a key that does nothing here where it does."""
        self._footer.say(self._unanswered.said(event))

    def action_run_command(self, name: str) -> None:
        """Run a command of the key table, if it is one of this screen's."""
        run(self, self._commands, name)

    @property
    def days(self) -> DayRange:
        """The days compared."""
        return self.comparison.days

    @property
    def at(self) -> Comparing:
        """The days compared, the source and the event under the cursor."""
        return self.grid.cursor.at

    def _compare(self, days: DayRange, before: Comparison | None = None) -> Comparison:
        return compare(self._store, self._index, self._wanted, days, marks=marker(self._wanted), before=before)

    def _show(self, at: Comparing, before: Comparison | None = None) -> None:
        """Show days with the cursor at `at`; columns that are in the comparison `before` too keep their order."""
        self.comparison = self._compare(at.days, before)
        self._footer.say()
        self.grid.show(self.comparison, at)

    @on(CompareGrid.LaidOut)
    def _laid_out(self, message: CompareGrid.LaidOut) -> None:
        message.stop()
        self.query_one(CompareHeads).show_lines(message.grid.heads)
        self.query_one(CompareHeads).styles.height = max(1, len(message.grid.heads))
        self.query_one(CompareTitle).show(self.comparison, message.grid, self._chips)
        drawn = {span.text.strip() for line in message.grid.lines for span in line}
        self._legend.show(legend_of_comparison(drawn, self.size.width))

    @on(CompareGrid.Opened)
    def _opened(self, message: CompareGrid.Opened) -> None:
        message.stop()
        leave(self, Outcome(self.at, message.place.entry.event))

    # commands

    def _go_to_excerpt(self) -> None:
        """Read the first passage of the account in its place in the source; the comparison waits below."""

        def left(picked: Ref | Query | None) -> None:
            if picked is not None:
                leave(self, Outcome(self.at, picked))

        if self.grid.cursor.place is not None:
            entry = self.grid.cursor.place.entry
            push(self, self._reader(entry.passages[0], entry.event), left)

    def _filter_by(self) -> None:
        """Filter the explorer by the source under the cursor."""
        if self.grid.cursor.place is not None:
            leave(self, Outcome(self.at, Field("source", self.grid.cursor.place.entry.source)))

    def _fewer_days(self) -> None:
        if self.days.width == 1:
            self._footer.say("One day is the least there is to compare")
        else:
            self._show(self.at._replace(days=self.days.shorter()), self.comparison)

    def _step(self, by: int, *, months: bool = False) -> None:
        days = step(self._index, self._wanted, self.days, by, months=months)
        if days is None:
            under = " under this filter" if self._chips else ""
            self._footer.say(f"Nothing is told {'after' if by > 0 else 'before'} these days{under}")
        else:
            self._show(Comparing(days, self.at.source))
