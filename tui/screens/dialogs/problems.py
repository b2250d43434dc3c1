"""What is wrong with the data: each problem with its place and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.core.model.problem import Problem, Severity
from tui.core.text.display import shown
from tui.screens import take_away
from tui.widgets.bindings import keys_for
from tui.widgets.key_hints import KeyHints
from tui.widgets.marked_list import MarkedList

_LOOKS = {Severity.ERROR: "bold $error", Severity.WARNING: "$warning", Severity.NOTE: "$text-muted"}


class ProblemsScreen(ModalScreen[bool]):
    """Lists problems; Enter opens the place of one in the editor. Returns whether that was done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys_for("close", "close"),
        *keys_for("cursor(1)", "cursor_down"),
        *keys_for("cursor(-1)", "cursor_up"),
        *keys_for("choose", "choose"),
    ]

    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]

    def __init__(self, problems: Sequence[Problem], folder: Path, editor: str = "") -> None:
        super().__init__()
        self._problems = problems
        self._folder = folder
        self._editor = editor
        self._edited = False

    def compose(self) -> ComposeResult:
        """Make the list."""
        count = len(self._problems)
        with Vertical(classes="dialog tall"):
            words = "1 problem" if count == 1 else f"{count} problems" if count else "No problems"
            yield Static(words, classes="dialog-title", markup=False)
            yield MarkedList(*(Option(row(problem)) for problem in self._problems), markup=False)
            yield KeyHints(("choose", "open in the editor"), ("close", "close"))

    def on_mount(self) -> None:
        """Stand on the first one."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._open(self._problems[event.option_index])

    def _open(self, problem: Problem) -> None:
        if problem.file:
            said = take_away.edit(self.app, self._folder / problem.file, max(1, problem.line), self._editor)
            self._edited |= not said
            if said:
                self.query_one(KeyHints).warn(said)

    def action_cursor(self, by: int) -> None:
        """Move by one problem."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if by > 0 else options.action_cursor_up)()

    def action_choose(self) -> None:
        """Open the place of the problem that is marked."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._open(self._problems[at])

    def action_close(self) -> None:
        """Close."""
        self.dismiss(self._edited)


def row(problem: Problem) -> Content:
    """Return a problem in two or three lines: what, how to mend it, and where."""
    mend = f"\n  {shown(problem.mend)}" if problem.mend else ""
    return Content.assemble(
        (problem.severity.value, _LOOKS[problem.severity]),
        f"  {shown(problem.message)}{mend}",
        (f"\n  {shown(problem.place)}  {shown(problem.record)}", "$text-muted"),
    )
