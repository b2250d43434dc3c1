"""Choose one of a list, filtered by what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from tui.core.text import folding
from tui.core.text.display import shown
from tui.keys.commands import named
from tui.screens.dialogs.dialog import Dialog, Picker
from tui.widgets.key_hints import Hint

T = TypeVar("T")

NARROW = 60
"""Columns of a screen below which leads are not padded to a column."""
MOST = 200
"""Choices that are listed; typing filters the rest."""
HINTS: tuple[Hint, ...] = (("choose", "choose"), ("close", "close"))


class Choice(Generic[T]):
    """Something to choose. Texts are raw."""

    def __init__(self, value: T, text: str, aside: str = "", also: str = "", lead: str = "") -> None:
        """Take what to show of a value, and in `also` other words by which it is found.

        `aside` follows the text, muted; `lead` precedes it, padded so that the texts form a column.
        """
        self.value, self.text, self.aside, self.lead = value, text, aside, lead
        self._words = folding.words(f"{lead} {text} {aside} {also}")

    def matches(self, wanted: Sequence[str]) -> bool:
        """Whether each wanted word is the beginning of one of its words."""
        return all(any(word.startswith(want) for word in self._words) for want in wanted)


def row(choice: Choice[T], width: int) -> Content:
    """Return a choice as a line of the list, on a screen of `width` columns."""
    lead = shown(choice.lead)
    if width < NARROW:
        lead = f"{lead.rstrip()}  " if lead.strip() else ""
    return Content.assemble(
        (f"  {lead}", "bold $accent"), shown(choice.text), (f"  {shown(choice.aside)}", "$foreground 60%")
    )


class ChoosingScreen(Dialog[T]):
    """Shows choices; comes back with the value of the one chosen."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[T]],
        *,
        name: str | None = None,
        hints: Sequence[Hint] = HINTS,
        note: str = "",
        hint: str = "type to filter",
        row: Callable[[Choice[T], int], Content] = row,
        typed: Callable[[str], Sequence[Choice[T]]] = lambda text: (),
        toggle: Callable[[T], None] | None = None,
    ) -> None:
        """Take what to choose from.

        `note` explains words in the choices; `hint` says what may be typed. `row` draws a choice; `typed` returns
        other choices that a text means; `toggle` is called with a value that the key of `drop_kept`
        was pressed on, and the row is drawn again.
        """
        super().__init__(name)
        self._choices, self._row, self._typed, self._toggle = choices, row, typed, toggle
        self._listed: list[Choice[T]] = []
        self._picker = Picker(title, *hints, chosen=self._chosen, typed=self._list, hint=hint, note=note)
        self.commands |= self._picker.commands()

    def compose(self) -> ComposeResult:
        """Make the list."""
        yield self._picker

    def on_mount(self) -> None:
        """List every choice."""
        self._list("")

    def _list(self, text: str) -> None:
        found, wanted = self._typed(text), folding.words(text)
        self._listed = [*(found or (choice for choice in self._choices if choice.matches(wanted)))][:MOST]
        self._picker.show([self._row(choice, self.app.size.width) for choice in self._listed])

    def _chosen(self, at: int | None) -> None:
        if at is not None:
            self.dismiss(self._listed[at].value)

    def on_key(self, event: events.Key) -> None:
        """Toggle the choice under the cursor where the key has no letter to delete."""
        line, at = self.query_one(Input), self._picker.at
        drops = self._toggle and event.key in named("drop_kept")[0].all_keys
        if not drops or line.cursor_position < len(line.value):
            return
        event.stop()
        event.prevent_default()
        if self._toggle is not None and at is not None:
            self._toggle(self._listed[at].value)
            self._picker.list.replace_option_prompt_at_index(at, self._row(self._listed[at], self.app.size.width))
