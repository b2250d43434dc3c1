"""What the user keeps of a dataset, as a list to go to an entry or to take it away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.widgets import Input, OptionList

from tui.core.text.display import shown
from tui.keys.commands import named
from tui.present.kept import KeptEntry
from tui.screens.dialogs.choose import Choice, ChoosingScreen
from tui.widgets.key_hints import Hint, key_here
from tui.widgets.line_input import LineInput


class KeptScreen(ChoosingScreen[KeptEntry]):
    """Comes back with the entry to go to."""

    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("choose", "go there"),
        ("drop_kept", "take away, or put back"),
        ("close", "close"),
    )

    def __init__(self, entries: Sequence[KeptEntry], drop: Callable[[KeptEntry, bool], None]) -> None:
        super().__init__(
            "What you keep", [Choice(entry, entry.text, entry.aside, lead=entry.sign) for entry in entries]
        )
        self._drop = drop
        """Takes an entry away, or puts it back where it is told False."""
        self._dropped: set[KeptEntry] = set()

    def on_mount(self) -> None:
        """List everything, or say how something comes to be kept."""
        super().on_mount()
        if not self._choices:
            keys = key_here("bookmark"), key_here("write_note")
            hint = f"nothing is kept yet: {keys[0]} bookmarks a record, {keys[1]} writes a note on it"
            self.query_one(LineInput).hint(hint)

    def _row(self, choice: Choice[KeptEntry]) -> Content:
        name = "$foreground 60% strike" if choice.value in self._dropped else ""
        lead = (f" {shown(choice.lead)}  ", "bold $accent")
        aside = (f"  {shown(choice.aside)}", "$warning" if choice.value.gone else "$foreground 60%")
        return Content.assemble(lead, (shown(choice.text), name), aside)

    def on_key(self, event: events.Key) -> None:
        """Take away where the key has no letter to delete."""
        typed = self.query_one(Input)
        if event.key in named("drop_kept")[0].all_keys and typed.cursor_position == len(typed.value):
            event.stop()
            event.prevent_default()
            self._toggle()

    def _toggle(self) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted
        if at is None or at >= len(self._listed):
            return
        choice = self._listed[at]
        self._dropped ^= {choice.value}
        self._drop(choice.value, choice.value in self._dropped)
        options.replace_option_prompt_at_index(at, self._row(choice))
