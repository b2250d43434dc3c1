"""A small editor for a note, over the record that it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from tui.core.text.display import shown
from tui.notebook.book import LONGEST_NOTE
from tui.screens.dialogs.dialog import Dialog
from tui.screens.stack import leave
from tui.widgets.bindings import bindings
from tui.widgets.key_hints import KeyHints, key_here


class NoteScreen(Dialog[str]):
    """Comes back with the text of a note, or an introduction; empty where it is to be removed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("note", dispatched=True)]

    def __init__(
        self,
        title: str,
        text: str,
        rescue: Callable[[str], None] = lambda text: None,
        *,
        lead: str = "Note on",
        keep: str = "keep",
        close: str = "close",
    ) -> None:
        """Take raw texts; `rescue` is called with the text where the explorer ends before the user has kept it.

        `lead` is what the text is, `keep` and `close` what the keys do.
        """
        super().__init__()
        self._title = f"{lead}: {title}"
        self._text = self._typed = shown(text, lines=True)
        self._area = TextArea(
            self._text, soft_wrap=True, compact=True, show_line_numbers=False, highlight_cursor_line=False
        )
        self._foot = KeyHints(("keep_note", keep), ("", f"{key_here('choose')} new line"), ("close", close))
        self._rescue = rescue
        self._warned = False
        self._left = False
        self.commands |= {"keep_note": self._keep, "close": self._close}

    def compose(self) -> ComposeResult:
        """Make the editor."""
        with Vertical(classes="dialog note"):
            yield Static(Content(shown(self._title)), classes="dialog-title", markup=False)
            yield from (self._area, self._foot)

    def on_mount(self) -> None:
        """Begin to write at the end."""
        self._area.move_cursor(self._area.document.end)
        self._area.focus()

    def _keep(self) -> None:
        """Keep the note."""
        text = shown(self._area.text, lines=True).strip()
        if len(text) > LONGEST_NOTE:
            self._foot.warn(f"A note has at most {LONGEST_NOTE:,} characters; this one has {len(text):,}")
        else:
            self._leave(text)

    def _close(self) -> None:
        """Leave the note as it was; what was typed is thrown away only when asked twice."""
        if self._area.text == self._text or self._warned:
            self._leave(None)
            return
        self._warned = True
        keep, leave = key_here("keep_note"), key_here("close")
        self._foot.warn(f"Not kept: {leave} again discards it, {keep} keeps")

    def on_text_area_changed(self) -> None:
        """Ask again before throwing away what was typed since."""
        self._typed = self._area.text
        if self._warned:
            self._warned = False
            self._foot.show()

    def on_unmount(self) -> None:
        """Rescue the text when the explorer ends meanwhile, by a key or by a signal."""
        if not self._left and self._typed != self._text:
            self._rescue(shown(self._typed, lines=True))

    def _leave(self, text: str | None) -> None:
        self._left = True
        leave(self, text)
