"""A list to choose from by typing: the base of the help and of finding by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.core.text import folding
from tui.core.text.display import shown
from tui.widgets.bindings import bindings
from tui.widgets.key_hints import Hint, KeyHints
from tui.widgets.line_input import LineInput
from tui.widgets.marked_list import MarkedList

T = TypeVar("T")

NARROW = 60
"""Columns of a screen on which what leads a choice has no column of its own."""
MOST = 200
"""Choices that are drawn; typing narrows the rest."""


class Choice(Generic[T]):
    """Something to choose. Texts are raw."""

    def __init__(self, value: T, text: str, aside: str = "", also: str = "", lead: str = "") -> None:
        self.value = value
        self.text = text
        self.aside = aside
        """Stands muted behind the text."""
        self.lead = lead
        """Stands as the key of it before the text, padded by whoever makes the choices."""
        self.words = folding.words(f"{lead} {text} {aside} {also}")

    def fits(self, wanted: Sequence[str]) -> bool:
        """Whether every wanted word begins one of its own."""
        return all(any(word.startswith(want) for word in self.words) for want in wanted)


class ChoosingScreen(ModalScreen["T | None"], Generic[T]):
    """Shows choices, narrowed by what is typed; comes back with the value of the one chosen, or None."""

    HINTS: ClassVar[tuple[Hint, ...]] = (("choose", "choose"), ("close", "close"))

    NOTE: ClassVar[str] = ""
    """What a word in the choices means; empty where they need no explanation."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog")]

    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]

    def __init__(self, title: str, choices: Sequence[Choice[T]]) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._listed: list[Choice[T]] = []

    def compose(self) -> ComposeResult:
        """Make the input and the list."""
        with Vertical(classes="dialog tall"):
            yield Static(Content(shown(self._title)), classes="dialog-title", markup=False)
            yield LineInput("type to narrow", longest=200)
            yield MarkedList(compact=True, markup=False)
            if self.NOTE:
                yield Static(self.NOTE, classes="dialog-note", markup=False)
            yield KeyHints(*self.HINTS)

    def on_mount(self) -> None:
        """List everything."""
        self._list("")
        self.query_one(Input).focus()

    def _list(self, typed: str) -> None:
        wanted = folding.words(typed)
        self._listed = [choice for choice in self._choices if choice.fits(wanted)][:MOST]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._row(choice)) for choice in self._listed])
        options.highlighted = 0 if self._listed else None

    def _row(self, choice: Choice[T]) -> Content:
        said = shown(choice.lead)
        if self.app.size.width < NARROW:  # a column of its own would leave no room for the rest
            said = f"{said.rstrip()}  " if said.strip() else ""
        lead = (f"  {said}", "bold $accent")
        return Content.assemble(lead, shown(choice.text), (f"  {shown(choice.aside)}", "$foreground 60%"))

    @on(Input.Changed)
    def _narrowed(self, event: Input.Changed) -> None:
        event.stop()
        self._list(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Come back with the choice that is marked."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self._listed[at].value)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._listed[event.option_index].value)

    def action_list_down(self) -> None:
        """Mark the next choice, while the input keeps the focus."""
        self.query_one(MarkedList).action_cursor_down()

    def action_list_up(self) -> None:
        """Mark the previous choice."""
        self.query_one(MarkedList).action_cursor_up()

    def action_list_page_down(self) -> None:
        """Mark the choice a page down."""
        self.query_one(MarkedList).action_page_down()

    def action_list_page_up(self) -> None:
        """Mark the choice a page up."""
        self.query_one(MarkedList).action_page_up()

    def action_close(self) -> None:
        """Close without a choice."""
        self.dismiss(None)
