"""Ask for one line of text."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.widgets.bindings import bindings
from tui.widgets.key_hints import KeyHints
from tui.widgets.line_input import LineInput

_HINTS = (("choose", "go"), ("close", "close"))


class AskScreen(ModalScreen[str | None]):
    """Comes back with what was typed once nothing is wrong with it, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog")]

    def __init__(
        self, title: str, example: str, wrong: Callable[[str], str], understood: Callable[[str], str] | None = None
    ) -> None:
        """Take a title, what a text may look like, and what is asked of each text that is typed; all raw."""
        super().__init__()
        self._title = title
        self._example = example
        self._wrong = wrong
        """Says what is wrong with a text; "" where nothing is."""
        self._understood = understood
        """Says what a text is taken for while it is typed; "" where that is not clear yet."""

    def compose(self) -> ComposeResult:
        """Make the input."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title", markup=False)
            yield LineInput(self._example, longest=100)
            yield KeyHints(*_HINTS)

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        said = self._understood(event.value.strip()) if self._understood and event.value.strip() else ""
        self.query_one(KeyHints).show(("choose", said or "go"), ("close", "close"))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Give the answer, if nothing is wrong with it."""
        text = self.query_one(Input).value.strip()
        wrong = self._wrong(text)
        if not wrong:
            self.dismiss(text)
            return
        self.query_one(KeyHints).warn(wrong)

    def action_close(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
