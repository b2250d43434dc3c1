"""Ask for one line of text."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.screens.dialogs.dialog import Dialog
from tui.widgets.key_hints import KeyHints
from tui.widgets.line_input import LineInput


class AskScreen(Dialog[str]):
    """Comes back with what was typed once nothing is wrong with it."""

    VERTICAL_BREAKPOINTS = []

    def __init__(
        self, title: str, example: str, wrong: Callable[[str], str], understood: Callable[[str], str] | None = None
    ) -> None:
        """Take the title and an example of what may be typed (raw).

        `wrong` returns what is wrong with a text, "" for nothing; `understood` how a text that is being typed is
        understood, "" where that is not clear yet.
        """
        super().__init__()
        self._title, self._example = title, example
        self._wrong, self._understood = wrong, understood
        self.commands["choose"] = self._choose

    def compose(self) -> ComposeResult:
        """Make the input."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title", markup=False)
            yield LineInput(self._example, longest=100)
            yield KeyHints(("choose", "go"), ("close", "close"))

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        text = event.value.strip()
        understood = self._understood(text) if self._understood and text else ""
        self.query_one(KeyHints).show(("choose", understood or "go"), ("close", "close"))

    @on(Input.Submitted)
    def _choose(self) -> None:
        text = self.query_one(Input).value.strip()
        wrong = self._wrong(text)
        if wrong:
            self.query_one(KeyHints).warn(wrong)
        else:
            self.dismiss(text)
