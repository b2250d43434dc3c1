"""The problems of the data, each with its place and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from tui.core.model.problem import Problem, Severity
from tui.core.text.display import shown
from tui.screens import take_away
from tui.screens.dialogs.dialog import Dialog, Picker
from tui.widgets.bindings import keys_for
from tui.widgets.key_hints import KeyHints

_LOOKS = {Severity.ERROR: "bold $error", Severity.WARNING: "$warning", Severity.NOTE: "$text-muted"}


class ProblemsScreen(Dialog[bool]):
    """Lists problems; Enter opens the place of one in the editor. Returns whether that was done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys_for("run_command('list_down')", "cursor_down"),
        *keys_for("run_command('list_up')", "cursor_up"),
    ]

    def __init__(self, problems: Sequence[Problem], folder: Path, editor: str) -> None:
        super().__init__()
        self._problems, self._folder, self._editor = problems, folder, editor
        self._edited = False
        count = len(problems)
        title = "1 problem" if count == 1 else f"{count} problems" if count else "No problems"
        self._picker = Picker(
            title, ("choose", "open in the editor"), ("close", "close"), chosen=self._open, compact=False
        )
        self.commands |= {**self._picker.commands(), "close": lambda: self.dismiss(self._edited)}

    def compose(self) -> ComposeResult:
        """Make the list."""
        yield self._picker

    def on_mount(self) -> None:
        """List the problems."""
        self._picker.show([row(problem) for problem in self._problems])

    def _open(self, at: int | None) -> None:
        problem = self._problems[at] if at is not None else None
        if problem is not None and problem.file:
            wrong = take_away.edit(self.app, self._folder / problem.file, max(1, problem.line), self._editor)
            self._edited |= not wrong
            if wrong:
                self.query_one(KeyHints).warn(wrong)


def row(problem: Problem) -> Content:
    """Return a problem in two or three lines: what, how to mend it, and where."""
    mend = f"\n  {shown(problem.mend)}" if problem.mend else ""
    return Content.assemble(
        (problem.severity.value, _LOOKS[problem.severity]),
        f"  {shown(problem.message)}{mend}",
        (f"\n  {shown(problem.place)}  {shown(problem.record)}", "$text-muted"),
    )
