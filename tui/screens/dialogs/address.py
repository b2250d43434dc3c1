"""An address as text, for where no browser opens it: over ssh, on a console, or when it is switched off."""

from __future__ import annotations

import os
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.core.text.display import shown
from tui.screens import clipboard
from tui.screens.dialogs.copy_menu import TextScreen
from tui.widgets.bindings import bindings, keys_for
from tui.widgets.key_hints import KeyHints, key_here


class AddressScreen(ModalScreen[None]):
    """Shows the whole of an address, to be read, copied or followed by the terminal."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (14, "-high")]

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys_for("close", "close", "choose", "quit"),
        *bindings("copies"),
    ]

    def __init__(self, url: str, said: str = "", setting: str = "auto") -> None:
        """Take an address and what is to be said of it, both raw, and what the settings say of the clipboard."""
        super().__init__()
        self._url = url
        self._clipboard_setting = setting
        self._said = said

    def compose(self) -> ComposeResult:
        """Write the address, broken where it must be."""
        with Vertical(classes="dialog"):
            yield Static("No browser opens here: the address", classes="dialog-title copy-title", markup=False)
            with VerticalScroll(classes="copies", can_focus=False):
                yield Static(Content(shown(self._url)), id="address", classes="address", markup=False)
                if self._said:
                    yield Static(Content.styled(shown(self._said), "$foreground 60%"), classes="address", markup=False)
            yield KeyHints(("copy_address", "copies it"), ("as_text", "shows as text"), ("close", "close"))

    @work(thread=True, exclusive=True, name="copy", exit_on_error=True)
    def action_copy_address(self) -> None:
        """Copy the address: to a clipboard program where there is one, else by the terminal."""
        wanted = self._clipboard_setting
        argvs = clipboard.programs(os.environ) if wanted == "auto" else ()
        took, sure = clipboard.give(argvs, self._url)
        if self.is_attached:
            self.app.call_from_thread(self._copied, took, sure)

    def _copied(self, took: bool, sure: bool) -> None:
        if not took:
            self.app.copy_to_clipboard(self._url)
        said = "Copied" if sure else f"Copied, if the terminal allows it: {key_here('as_text')} shows it as text"
        self.query_one(KeyHints).show(("", said), ("close", "close"))

    def action_as_text(self) -> None:
        """Show the address from edge to edge, for the terminal to select."""

        self.app.push_screen(TextScreen("The address", self._url))

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)
