"""An address as text, for where no browser opens it: over ssh, on a console, or when it is switched off."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.commands import twins
from tui.core.text import shown


class AddressScreen(ModalScreen[None]):
    """Shows the whole of an address, to be read, copied or followed by the terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "leave", "close", show=False),
        Binding(",".join(("y", *twins("y"))), "copy", "copy", show=False),
    ]

    def __init__(self, url: str, said: str = "") -> None:
        """Take an address, and what is to be said of it; both raw."""
        super().__init__()
        self._url = url
        self._said = said

    def compose(self) -> ComposeResult:
        """Write the address, broken where it must be."""
        with Vertical(classes="dialog"):
            yield Static("No browser opens here: the address", classes="dialog-title", markup=False)
            yield Static(Content(shown(self._url)), id="address", classes="copy", markup=False)
            if self._said:
                yield Static(Content.styled(shown(self._said), "$foreground 60%"), classes="copy", markup=False)
            yield Static(" y copies it   Esc close", classes="dialog-foot", markup=False)

    def action_copy(self) -> None:
        """Copy the address."""
        self.app.copy_to_clipboard(self._url)
        self.query_one(".dialog-foot", Static).update(" Copied, if the terminal allows it   Esc close", layout=False)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
