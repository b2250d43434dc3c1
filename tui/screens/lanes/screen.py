"""The lanes on the full screen: who did what when, under the filter in force."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from tui.core.dates.typed import typed
from tui.core.index import lane_cursor as cursor
from tui.core.index.index import Index, Result
from tui.core.index.lane_board import LaneSpot
from tui.core.index.lanes import By
from tui.core.model.records import Ref
from tui.core.query.tree import Everything, Query
from tui.keys.commands import hints
from tui.messages import RowOpened, StepMissed, TermMissing, TermPicked
from tui.notebook.settings import Settings
from tui.paths import resource_dir
from tui.present.banner import AsKnown
from tui.present.lanes import captions
from tui.screens.dialogs.ask import ask_near, land
from tui.screens.dialogs.exporting import Asker, export
from tui.screens.dialogs.go_to import find_name
from tui.screens.explorer.missed_steps import no_lane, no_step_in_lanes
from tui.screens.stack import Unanswered, leave, push, run
from tui.theme import roles
from tui.widgets.bar import Footer, PartsLine, show_banner
from tui.widgets.bindings import Commands, bindings
from tui.widgets.lanes import LanesView

FOLLOWING = 4
"""Events of the row that are listed after that under the cursor, where the screen has lines enough."""


LEGEND = {"-low": 0, "-short": 1, "-tall": 2, "-lofty": 3}
"""Lines of the legend at most, by how high the screen is."""


class LanesScreen(Screen[Ref | Query | None]):
    """Shows the events of a result in lanes; comes back with the event or the term that was picked, or with None."""

    CSS_PATH: ClassVar = [resource_dir("styles") / "screens" / "lanes.tcss"]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-short"), (24, "-tall"), (34, "-lofty")]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("lanes", dispatched=True)]

    def __init__(
        self,
        index: Index,
        result: Result,
        at: Ref | None,
        *,
        counted: str,
        dataset: Path,
        settings: Callable[[], Settings] = Settings,
        like: tuple[By, int] | None = None,
        standing: AsKnown | None = None,
    ) -> None:
        """Take what matches, the record to begin at, and rows and level of the lanes left last.

        `counted` says how many events there are, `dataset` is their folder, and `settings` returns those in force.
        """
        super().__init__()
        self._unanswered = Unanswered(self)
        self._standing = standing
        self._result, self._counted, self._dataset, self._settings = result, counted, dataset, settings
        board, spot = cursor.begin(index, result.events, at, like)
        nothing = "No event is recorded yet" if result.query == Everything() else "No event matches the filter"
        self.view, self._footer = LanesView(board, spot, fit=like is None, nothing=nothing, id="lanes"), Footer()
        self.like: tuple[By, int] = (board.by, board.level)
        """What the rows are, and the level of the scale."""
        self._landed: LaneSpot | None = None
        self._explained: tuple[object, ...] = ()
        """What the legend was made of."""
        self._lines = 0
        """Lines of the legend: they are not fewer again, so that lanes do not change their height as one moves."""
        self._commands: Commands = {
            **self.view.keys.commands(),
            "go_to_date": self._go_to_date,
            "find_name": lambda: find_name(self, index.store, index.names, partial(leave, self)),
            "export": self._export,
            "leave": lambda: leave(self),
            "go_back": lambda: leave(self),
        }

    def compose(self) -> ComposeResult:
        """Yield heading, lanes, the line of the cursor, the legend and the footer."""
        yield PartsLine(id="lanes-heading")
        yield self.view
        yield PartsLine(id="lanes-standing", looks=roles.CURSOR_OF_LANES)
        for _ in range(FOLLOWING):
            yield PartsLine(classes="following")
        for _ in range(LEGEND["-lofty"]):
            yield PartsLine(classes="legend")
        yield self._footer

    def on_mount(self) -> None:
        """Give the lanes the focus, and show the hints of their commands."""
        useful = hints("lanes")
        if not self.view.board.lanes:
            useful = tuple(command for command in useful if command.id in ("help", "leave"))
            self.query_one("#lanes-standing").display = False
        self._footer.show(useful)
        self.view.focus()
        show_banner(self, self._standing)

    def on_key(self, event: events.Key) -> None:
        """Bring the hints back; say of a key that does nothing here where it does."""
        self._footer.say(self._unanswered.said(event))

    def action_run_command(self, name: str) -> None:
        """Run a command of the key table, if it is one of this screen's."""
        run(self, self._commands, name)

    def on_resize(self) -> None:
        """Fit the lines to the width."""
        self._say()

    @on(LanesView.Moved)
    def _moved(self) -> None:
        self.like = self.view.board.by, self.view.board.level
        if self.view.spot != self._landed:
            self._footer.say()
        self._say()

    def _say(self) -> None:
        board, width = self.view.board, self.size.width
        heading = captions.heading(board, self._counted, str(self._result.query), width)
        self.query_one("#lanes-heading", PartsLine).show(heading)
        self.query_one("#lanes-standing", PartsLine).show(captions.cursor_line(board, self.view.spot, width))
        if self.has_class("-lofty"):
            after = captions.following(board, self.view.spot, width, FOLLOWING)
            for line, parts in zip(self.query(".following").results(PartsLine), after, strict=True):
                line.show(parts)
        self.call_after_refresh(self._explain)

    def _explain(self) -> None:
        """Show the legend, once the rows whose signs come first in it are drawn."""
        board, width = self.view.board, self.size.width
        most = next((lines for name, lines in LEGEND.items() if self.has_class(name)), 0)
        drawn = self.view.drawn if most else frozenset[str]()
        explained = board.by, width, most, drawn
        if explained == self._explained:
            return
        if explained[:3] != self._explained[:3]:
            self._lines = 0
        self._explained = explained
        found = captions.legend(board, width, most, drawn=drawn) if drawn else ()
        self._lines = max(self._lines, len(found))
        for at, line in enumerate(self.query(".legend").results(PartsLine)):
            line.display = at < self._lines
            line.show(found[at] if at < len(found) else ())

    @on(RowOpened)
    def _opened(self, message: RowOpened) -> None:
        message.stop()
        leave(self, message.ref)

    @on(TermPicked)
    def _picked(self, message: TermPicked) -> None:
        message.stop()
        leave(self, message.term)

    @on(TermMissing)
    def _term_missed(self, message: TermMissing) -> None:
        message.stop()
        board = self.view.board
        self._footer.say(no_lane(board.by if board.lanes else None))

    @on(StepMissed)
    def _step_missed(self, message: StepMissed) -> None:
        message.stop()
        filtered = self._result.query != Everything()
        self._footer.say(*no_step_in_lanes(message, empty=not self.view.board.lanes, filtered=filtered))

    def _go_to_date(self) -> None:
        """Go to a date that is typed."""
        push(self, ask_near(self.view.spot.day), self._dated)

    def _dated(self, text: str | None) -> None:
        view = self.view
        if not text or not view.board.lanes:
            return
        found = land(view.board.index, self._result, typed(text, view.spot.day))
        if found.ref is not None:
            view.go_to(found.ref)
        self._landed = view.spot
        self._footer.say(found.said)

    def _export(self) -> None:
        """Write a drawing of the lanes, on pages to print."""
        board = self.view.board
        asker = Asker(self.app, self._settings(), partial(push, self), self._footer.say, self)
        export(asker, board.index, self._result, "svg", self._dataset, board.by)
