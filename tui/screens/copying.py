"""The copy menu: a letter copies, and what is copied can be read before."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.commands import COPIES, twins
from tui.core.text import shown


class CopyScreen(ModalScreen[str | None]):
    """Shows what can be copied; comes back with what was done, or None.

    A terminal may refuse the clipboard without saying so: therefore the texts stand on the screen as well.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts
        self._letters = {key: letter for letter in texts for key in (letter, *twins(letter))}

    def compose(self) -> ComposeResult:
        """Show every text with its letter."""
        with Vertical(classes="dialog"):
            yield Static("Copy", classes="dialog-title", markup=False)
            for letter, text in self._texts.items():
                yield Static(
                    Content.assemble(
                        (f" {letter} ", "bold $accent"), (f"{COPIES[letter]}\n", "$text-muted"), f"   {shown(text)}"
                    ),
                    classes="copy",
                    markup=False,
                )
            yield Static(" a letter copies   Esc close", classes="dialog-foot", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Copy by a letter; any other key but those of the app closes."""
        letter = self._letters.get(event.key)
        if letter is not None:
            event.stop()
            self.app.copy_to_clipboard(self._texts[letter])
            self.dismiss(f"Copied {COPIES[letter]}, if the terminal allows it")
        elif event.key == "escape":
            event.stop()
            self.dismiss(None)
