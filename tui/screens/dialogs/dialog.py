"""What dialogs are made of: a screen that runs commands of the key table, and a list to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.core.text.display import shown
from tui.widgets.bindings import bindings
from tui.widgets.key_hints import Hint, KeyHints
from tui.widgets.line_input import LineInput
from tui.widgets.marked_list import MarkedList

T = TypeVar("T")


class Dialog(ModalScreen["T | None"], Generic[T]):
    """A question over another screen; comes back with the answer, or with None where it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog", dispatched=True)]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name=name)
        self.commands: dict[str, Callable[[], object]] = {"close": lambda: self.dismiss(None)}
        """What the keys do here, by the ids of the key table."""

    def action_run_command(self, name: str) -> None:
        """Run a command of the key table."""
        self.commands[name]()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave alone the commands that this dialog does not have."""
        return action != "run_command" or parameters[0] in self.commands


class Picker(Vertical):
    """A list to choose from, below a title and, where there is a hint, a line to type into."""

    def __init__(
        self,
        title: str,
        *hints: Hint,
        chosen: Callable[[int | None], object],
        clicked: Callable[[int], object] | None = None,
        typed: Callable[[str], object] | None = None,
        hint: str = "",
        note: str = "",
        compact: bool = True,
    ) -> None:
        """Take the title, and what the keys do.

        `chosen` is called with the number of the row under the cursor, `clicked` with that of one that was clicked
        (without it `chosen` is), `typed` with each text that is typed. `hint` says what may be typed (raw text;
        without one there is no line to type into), `note` stands below the list.
        """
        super().__init__(classes="dialog tall")
        self._title, self._hint, self._hints, self._note = title, hint, hints, note
        self._chosen, self._clicked, self._typed = chosen, clicked or chosen, typed
        self.list = MarkedList(compact=compact, markup=False)

    def compose(self) -> ComposeResult:
        """Make the title, the line and the list."""
        yield Static(Content(shown(self._title)), classes="dialog-title", markup=False)
        if self._hint:
            yield LineInput(self._hint, longest=200)
        yield self.list
        if self._note:
            yield Static(self._note, classes="dialog-note", markup=False)
        yield KeyHints(*self._hints)

    def on_mount(self) -> None:
        """Begin to type, or where there is nothing to type into, to choose."""
        (self.query_one(Input) if self._hint else self.list).focus()

    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what the keys do with the list while the line keeps the focus, by the ids of the key table."""
        return {
            "choose": lambda: self._chosen(self.at),
            "list_down": self.list.action_cursor_down,
            "list_up": self.list.action_cursor_up,
            "list_page_down": self.list.action_page_down,
            "list_page_up": self.list.action_page_up,
        }

    @property
    def at(self) -> int | None:
        """Number of the row under the cursor."""
        return self.list.highlighted

    def show(self, rows: Sequence[Content | Option], at: int | None = 0) -> None:
        """List other rows, the cursor on number `at` if there is one."""
        self.list.clear_options()
        self.list.add_options(rows)
        self.list.highlighted = at if rows else None

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._typed is not None:
            self._typed(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._chosen(self.at)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._clicked(event.option_index)
