"""What is wrong with the data: a list of problems, and beside it, on wide screens, the one under the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from tui.core.model.problem import Problem, Severity
from tui.core.text.display import shown
from tui.present.signs import signs
from tui.screens import output
from tui.screens.dialogs.dialog import Dialog, Picker
from tui.screens.stack import leave
from tui.widgets.bindings import keys_for

WIDE = 120
"""Columns from which the problem under the cursor stands beside the list."""
AROUND = 4
"""Lines of a file that are shown before and after that of a problem."""
_LOOKS = {Severity.ERROR: "bold $error", Severity.WARNING: "$warning", Severity.NOTE: "$foreground 60%"}


class ProblemsScreen(Dialog[bool]):
    """Lists problems; Enter opens the place of one in the editor. Returns whether that was done."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys_for("run_command('list_down')", "cursor_down"),
        *keys_for("run_command('list_up')", "cursor_up"),
    ]

    def __init__(self, problems: Sequence[Problem], folder: Path, editor: str) -> None:
        super().__init__()
        self._problems, self._folder, self._editor = problems, folder, editor
        self._edited = False
        self._wide: bool | None = None
        count = len(problems)
        title = "1 problem" if count == 1 else f"{count} problems" if count else "No problems"
        self._beside = Static(classes="beside", markup=False)
        hints = (("choose", "open in the editor"), ("close", "close"))
        self._picker = Picker(title, *hints, chosen=self._open, compact=False, beside=self._beside)
        self.commands |= {**self._picker.commands(), "close": lambda: leave(self, self._edited)}

    def compose(self) -> ComposeResult:
        """Make the list."""
        yield self._picker

    def on_resize(self) -> None:
        """List the problems, each in one line where the whole of one stands beside them."""
        wide, at = self.app.size.width >= WIDE, self._picker.at
        if wide != self._wide:
            self._wide = wide
            self._picker.show([(problem_line if wide else problem_row)(one) for one in self._problems], at or 0)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index < len(self._problems):
            problem = self._problems[event.option_index]
            self._beside.update(problem_page(problem, list(_lines_around(self._folder, problem))))

    def _open(self, at: int | None) -> None:
        problem = self._problems[at] if at is not None else None
        if problem is not None and problem.file:
            wrong = output.edit(self.app, self._folder / problem.file, max(1, problem.line), self._editor)
            self._edited |= not wrong
            if wrong:
                self._picker.foot.warn(wrong)


def problem_line(problem: Problem) -> Content:
    """Return a problem in one line: how bad it is, and what is wrong."""
    severity = f"  {problem.severity.value:9}"
    return Content.assemble((severity, _LOOKS[problem.severity]), shown(problem.message))


def problem_row(problem: Problem) -> Content:
    """Return a problem in two or three lines: what, how to mend it, and where."""
    mend = f"\n    {shown(problem.mend)}" if problem.mend else ""
    return Content.assemble(
        (f"  {problem.severity.value}", _LOOKS[problem.severity]),
        f"  {shown(problem.message)}{mend}",
        (f"\n    {shown(problem.place)}  {shown(problem.record)}", "$foreground 60%"),
    )


def problem_page(problem: Problem, lines: Sequence[tuple[int, str]] = ()) -> Content:
    """Return all of a problem, with lines of its file, each with its number (raw texts)."""
    mend = f"{shown(problem.mend)}\n\n" if problem.mend else ""
    width = len(str(lines[-1][0])) if lines else 0
    return Content.assemble(
        (problem.severity.value, _LOOKS[problem.severity]),
        (f"  {shown(problem.rule)}\n\n", "$foreground 60%"),
        (f"{shown(problem.message)}\n\n", "bold"),
        mend,
        (f"{shown(problem.place)}\n{shown(problem.record)}\n\n", "$foreground 60%"),
        *(
            (f"{signs().cursor if number == problem.line else ' '} {number:{width}}  {shown(line)}\n",
             "" if number == problem.line else "$foreground 60%")
            for number, line in lines
        ),
    )  # fmt: skip


def _lines_around(folder: Path, problem: Problem) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file around that of a problem; none of a file that cannot be read."""
    first = max(1, problem.line - AROUND)
    if problem.file and problem.line:
        try:
            with (folder / problem.file).open(encoding="utf-8", errors="replace") as file:
                found = [line.rstrip("\n") for line in islice(file, first - 1, problem.line + AROUND)]
        except OSError:
            return
        yield from enumerate(found, first)
