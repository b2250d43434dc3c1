"""An address as text, for where no browser opens it: over ssh, on a console, or when it is switched off."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.core.text.display import shown
from tui.notebook.settings import Settings
from tui.screens import clipboard
from tui.screens.dialogs.copy_menu import TextScreen
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.bindings import bindings, keys_for
from tui.widgets.key_hints import KeyHints, key_here


class AddressScreen(Dialog[None]):
    """Shows a whole address, to be read, copied, or opened by the terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys_for("run_command('close')", "choose", "quit"),
        *bindings("copies", dispatched=True),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (14, "-high")]

    def __init__(self, url: str, remark: str, settings: Settings) -> None:
        """Take an address and a remark about it, both raw, and the settings, for the clipboard."""
        super().__init__()
        self._url, self._remark, self._settings = url, remark, settings
        self.commands |= {"copy_address": self._copy, "as_text": self._show_as_text}

    def compose(self) -> ComposeResult:
        """Write the address, broken where it must be."""
        with Vertical(classes="dialog"):
            yield Static("No browser opens here: the address", classes="dialog-title copy-title", markup=False)
            with VerticalScroll(classes="copies", can_focus=False):
                yield Static(Content(shown(self._url)), id="address", classes="address", markup=False)
                if self._remark:
                    remark = Content.styled(shown(self._remark), "$foreground 60%")
                    yield Static(remark, classes="address", markup=False)
            yield KeyHints(("copy_address", "copies it"), ("as_text", "shows as text"), ("close", "close"))

    def _copy(self) -> None:
        clipboard.copy(self, self._url, self._settings, self._copied)

    def _copied(self, sure: bool) -> None:
        copied = "Copied" if sure else f"Copied, if the terminal allows it: {key_here('as_text')} shows it as text"
        self.query_one(KeyHints).show(("", copied), ("close", "close"))

    def _show_as_text(self) -> None:
        """Show the address from edge to edge, for the terminal to select."""
        self.app.push_screen(TextScreen("The address", self._url))
