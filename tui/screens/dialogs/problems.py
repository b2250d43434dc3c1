"""What is wrong with the data: a list by file, and of each problem the lines around it with the fault marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from textwrap import wrap
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.core.model.problem import Problem, Severity
from tui.core.text.display import shown
from tui.present.cards.parts import plural
from tui.present.problems import FaultLine, FileHeading, ProblemRow, around, by_file, counted
from tui.screens import output
from tui.screens.dialogs.dialog import LOW, WIDEST, Dialog, Picker, row_width
from tui.screens.stack import leave, push
from tui.widgets.bindings import keys_for
from tui.widgets.key_hints import KeyHints

WIDE = 120
"""Columns from which the problem under the cursor stands beside the list."""
FRAME = 20
"""Lines of a screen that do not show lines of the file: the frame, and what is said of the problem."""
MENDING = (("change_record", "change it in a form"), ("edit_record", "edit it there"))
_LOOKS = {Severity.ERROR: "bold $error", Severity.WARNING: "$warning", Severity.NOTE: "$muted"}
_KEYS: list[BindingType] = [
    *keys_for("run_command('list_down')", "cursor_down"),
    *keys_for("run_command('list_up')", "cursor_up"),
    *keys_for("run_command('edit_record')", "edit_record"),
    *keys_for("run_command('change_record')", "change_record"),
]


class ProblemsScreen(Dialog[None]):
    """Lists problems; Enter shows one with the lines around it, and a key opens its place in the editor."""

    HORIZONTAL_BREAKPOINTS = [(0, "-filling"), (WIDEST + 1, "-alone"), (WIDE, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = _KEYS

    def __init__(
        self,
        problems: Sequence[Problem],
        total: int,
        folder: Path,
        editor: str,
        edited: Callable[[], None],
        change: Callable[[Problem], str],
    ) -> None:
        """Of `total` problems, `problems` are listed.

        `edited` is called after the place of a problem was open in the editor.
        `change` opens the form of the record that a problem names; it returns why there is none, or "".
        """
        super().__init__()
        self._entries: tuple[ProblemRow, ...] = by_file(problems)
        self._total = total
        self._folder, self._editor, self._after_edit, self._change = folder, editor, edited, change
        self._wide: bool | None = None
        self._title = Static(classes="dialog-title", markup=False)
        self._beside = Static(classes="beside", markup=False)
        hints = (
            ("choose", "show the place"),
            ("change_record", "change it in a form"),
            ("edit_record", "edit it there"),
            ("close", "close"),
        )
        self._picker = Picker(self._title, *hints, chosen=self._show, compact=False, beside=self._beside)
        self.commands |= {
            **self._picker.commands(),
            "edit_record": lambda: self._warn(self.edit()),
            "change_record": lambda: self._warn(self.change()),
        }

    def compose(self) -> ComposeResult:
        """Make the list."""
        yield self._picker

    def on_resize(self) -> None:
        """List the problems, each in one line where the whole of one stands beside them."""
        wide = self.app.size.width >= WIDE
        if wide != self._wide:
            self._wide = wide
            self._list(self._picker.at)
        else:
            self.call_after_refresh(self._show_beside)

    def show_problems(self, problems: Sequence[Problem], total: int) -> None:
        """List the problems that there are now, the cursor where it was."""
        at = self._picker.at
        self._entries, self._total = by_file(problems), total
        self._list(at)

    def _list(self, at: int | None) -> None:
        problems = [entry for entry in self._entries if isinstance(entry, Problem)]
        self._title.update(Content(counted(problems, self._total)))
        width = row_width(self.app.size)
        draw = problem_line if self._wide else partial(problem_row, width=width)
        rows = [
            Option(_heading(entry), disabled=True) if isinstance(entry, FileHeading) else Option(draw(entry))
            for entry in self._entries
        ]
        wanted = min(at or 1, len(rows) - 1)
        self._picker.show(rows, wanted + isinstance(self._entries[wanted], FileHeading) if rows else None)
        self.call_after_refresh(self._show_beside)  # it has a width then

    def _problem(self) -> Problem | None:
        at = self._picker.at
        entry = self._entries[at] if at is not None and at < len(self._entries) else None
        return entry if isinstance(entry, Problem) else None

    @on(OptionList.OptionHighlighted)
    def _show_beside(self) -> None:
        problem = self._problem()
        width = max(8, self._beside.content_size.width - 8)
        if problem is None:
            self._beside.update("")
            return
        said = sum(len(line) // max(1, width) + 1 for line in str(problem_page(problem)).split("\n"))
        self._beside.update(problem_page(problem, self.lines(problem, width, self._beside.size.height - said - 1)))

    def lines(self, problem: Problem, width: int, room: int) -> tuple[FaultLine, ...]:
        """Return lines around a problem in `width` cells, as many as there is `room` for; none of what has no place."""
        each = max(1, min(10, room // 2))
        first = max(1, problem.line - each)
        if not (problem.file and problem.line):
            return ()
        try:
            with (self._folder / problem.file).open(encoding="utf-8", errors="replace") as file:
                found = [line.rstrip("\n") for line in islice(file, first - 1, problem.line + each)]
        except OSError:
            return ()
        return around(found, first, problem, width)

    def _show(self, at: int | None) -> None:
        if at is not None and self._problem() is not None:
            push(self, FaultScreen(self))

    def step(self, by: int) -> None:
        """Go to the next problem (1) or the previous one (-1)."""
        (self._picker.list.action_cursor_down if by > 0 else self._picker.list.action_cursor_up)()

    @property
    def problem(self) -> Problem | None:
        """The problem under the cursor."""
        return self._problem()

    def _warn(self, wrong: str) -> None:
        if wrong:
            self._picker.foot.warn(wrong)

    def change(self) -> str:
        """Open the form of the record that the problem under the cursor names; return what went wrong, or ""."""
        problem = self._problem()
        return self._change(problem) if problem is not None else ""

    def edit(self) -> str:
        """Open the place of the problem under the cursor in the editor; return what went wrong, or ""."""
        problem = self._problem()
        if problem is None or not problem.file:
            return "This problem has no place in a file"
        wrong = output.edit(self.app, self._folder / problem.file, max(1, problem.line), self._editor)
        if not wrong:
            self._after_edit()
        return wrong


class FaultScreen(Dialog[None]):
    """Shows one problem of a list with the lines around it."""

    BINDINGS: ClassVar[list[BindingType]] = _KEYS

    def __init__(self, problems: ProblemsScreen) -> None:
        super().__init__()
        self._problems = problems
        self._page = Static(classes="fault", markup=False)
        self._foot = KeyHints(
            ("change_record", "change it in a form"),
            ("edit_record", "edit it there"),
            ("list_down", "next"),
            ("close", "back"),
        )
        self.commands |= {
            "edit_record": lambda: self._warn(self._problems.edit()),
            "change_record": lambda: self._warn(self._problems.change()),
            "list_down": lambda: self._step(1),
            "list_up": lambda: self._step(-1),
            "choose": self.commands["close"],
        }

    def compose(self) -> ComposeResult:
        """Yield the page and the keys."""
        with Vertical(classes="dialog whole"):
            yield self._page
            yield self._foot

    def on_resize(self) -> None:
        """Fit the lines to the width."""
        self._show()

    def show_problems(self, problems: Sequence[Problem], _: int) -> None:
        """Show the problem that the list is at now; nothing is left to show where there are none."""
        if problems:
            self.call_after_refresh(self._show)
        else:
            leave(self)

    def _show(self) -> None:
        problem = self._problems.problem
        if problem is not None:
            width = max(8, row_width(self.app.size) - 6)
            height = self.app.size.height
            lines = self._problems.lines(problem, width, height - FRAME)
            self._page.update(problem_page(problem, lines, airy=height >= LOW))

    def _step(self, by: int) -> None:
        self._problems.step(by)
        self._show()

    def _warn(self, wrong: str) -> None:
        if wrong:
            self._foot.warn(wrong)


def _heading(heading: FileHeading) -> Content:
    return Content.assemble(
        (f" {shown(heading.path or 'the dataset')}", "bold $foreground"),
        (f"  {plural(heading.problems, 'problem')}", "$muted"),
    )


def _place(problem: Problem) -> str:
    return ":".join(str(number) for number in (problem.line, problem.column) if number)


def problem_line(problem: Problem) -> Content:
    """Return a problem in one line: how bad it is, where, and what is wrong."""
    return Content.assemble(
        ("  ", "bold $accent"),  # the look of the cursor's mark, which fills the first cell
        (f"{problem.severity.value:8}", _LOOKS[problem.severity]),
        (f"{_place(problem):>8}  ", "$muted"),
        shown(problem.message),
    )


def problem_row(problem: Problem, width: int = 76) -> Content:
    """Return a problem in lines of `width` cells: what, how to mend it, and where."""
    severity = f"  {problem.severity.value}"
    said = (f"{severity}  {shown(problem.message)}", f"    {shown(problem.mend)}" if problem.mend else "")
    lines = [line for text in said for line in wrap(text, max(16, width), subsequent_indent="    ")]
    return Content.assemble(
        ("  ", "bold $accent"),
        (severity[2:], _LOOKS[problem.severity]),
        "\n".join(lines)[len(severity) :],
        (f"\n    {_place(problem)}  {shown(problem.record)}".rstrip(), "$muted"),
    )


def problem_page(problem: Problem, lines: Sequence[FaultLine] = (), *, airy: bool = True) -> Content:
    """Return all of a problem, with lines of its file, the fault marked in them; blank lines part an `airy` page."""
    blank = "\n\n" if airy else "\n"
    mend = f"{shown(problem.mend)}{blank}" if problem.mend else ""
    width = len(str(lines[-1].number)) if lines else 0
    look = _LOOKS[problem.severity]
    parts: list[str | tuple[str, str]] = []
    for at, line in enumerate(lines):
        here = line.mark is not None
        parts.append((f"{chr(10) * min(at, 1)}{line.number:{width}}  ", "bold $foreground" if here else "$muted"))
        parts.append((line.text, "$foreground" if here else "$muted"))
        if line.mark is not None:
            start, end = line.mark
            parts.append((f"\n{' ' * (width + 2 + start)}{'^' * (end - start)}", look))
    return Content.assemble(
        (problem.severity.value, look),
        (f"  {shown(problem.rule)}{blank}", "$muted"),
        (f"{shown(problem.message)}{blank}", "bold"),
        mend,
        (f"{shown(problem.place)}  {shown(problem.record)}{blank}", "$muted"),
        *parts,
    )
