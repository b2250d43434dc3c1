"""Dialogs with texts to copy: the copy menu, an address, and a text from edge to edge."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from tui.core.text.display import cells, cut, shown
from tui.keys.commands import COPIES
from tui.keys.keyboard import twins
from tui.notebook.settings import Settings
from tui.screens import clipboard
from tui.screens.dialogs.dialog import Dialog, MarkedList, row_width
from tui.screens.stack import Unanswered, leave, push
from tui.widgets.bindings import bindings, keys_for
from tui.widgets.key_hints import KeyHints, key_here

LEAST_OF_TEXT = 8
"""Cells from which on the beginning of a text is shown beside its name."""


class CopyScreen(Dialog[str]):
    """Shows what can be copied; comes back with what was done.

    A terminal may refuse the clipboard without saying so: therefore each text can be shown as well.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys_for("run_command('as_text')", "as_text")]

    def __init__(self, texts: Mapping[str, str], settings: Settings, lost: Mapping[str, str]) -> None:
        """Take the text for each letter, the settings, for the clipboard, and what some texts leave out."""
        super().__init__()
        self._lost = lost
        self._texts = texts
        self._settings = settings
        self._letters = {key: letter for letter in texts for key in (letter, *twins(letter))}
        self._list = MarkedList(compact=True, markup=False, classes="copies")
        self._foot = KeyHints()
        served = settings.environment.is_served
        self._none = (served and "a browser gives no clipboard") or (
            settings.clipboard == "off" and "the clipboard is off in your settings"
        )
        """Why there is no clipboard; empty where there may be one."""
        self._as_text = bool(self._none)
        self._answered = False
        """Whether a text is being copied already; a clipboard program may take its time."""
        self.commands |= {"as_text": self._switch, "choose": self._chosen}

    def compose(self) -> ComposeResult:
        """Show every text, or the beginning of it, with its letter."""
        with Vertical(classes="dialog whole"):
            yield Static("Copy", classes="dialog-title copy-title", markup=False)
            yield from (self._list, self._foot)

    def on_mount(self) -> None:
        """Say what a letter does."""
        self._list.focus()
        self._hint()

    def on_resize(self) -> None:
        """Cut the texts to the width."""
        width, at, rows = max(cells(COPIES[letter]) for letter in self._texts), self._list.highlighted or 0, []
        for letter, text in self._texts.items():
            name = COPIES[letter] + " " * (width - cells(COPIES[letter]) + 2)
            room = row_width(self.app.size) - cells(name) - 4
            first = cut(shown(" ".join(text.split())), room) if room >= LEAST_OF_TEXT else ""
            rows.append(Content.assemble((f"  {letter} ", "bold $accent"), name, (first, "$muted")))
        self._list.clear_options()
        self._list.add_options(rows)
        self._list.highlighted = at

    def _hint(self) -> None:
        if self._none:
            hints = [("", f"a letter shows its text: {self._none}")]
        elif self._as_text:
            hints = [("choose", "or a letter shows its text"), ("as_text", "copy instead")]
        else:
            hints = [("choose", "or a letter copies"), ("as_text", "show as text instead")]
        self._foot.show(*hints, ("close", "close"))

    def on_key(self, event: events.Key) -> None:
        """Copy or show by a letter."""
        letter = self._letters.get(event.key)
        if letter is not None:
            event.stop()
            event.prevent_default()
            self._take(letter)

    def _take(self, letter: str) -> None:
        if self._answered:
            return
        if self._as_text:
            push(self, TextScreen(COPIES[letter], self._texts[letter]))
        else:
            self._answered = True
            clipboard.copy(self, self._texts[letter], self._settings, partial(self._copied, letter))

    def _chosen(self) -> None:
        if self._list.highlighted is not None:
            self._take([*self._texts][self._list.highlighted])

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._chosen()

    def _switch(self) -> None:
        """Let the letters show texts, or copy again."""
        if not self._none and not self._answered:
            self._as_text = not self._as_text
            self._hint()

    def _copied(self, letter: str, sure: bool) -> None:
        unsure = f", if the terminal allows it: {key_here('copy')} {key_here('as_text')} shows it as text"
        without = f" (left out: {self._lost[letter]})" if letter in self._lost else ""
        leave(self, f"Copied {COPIES[letter]}{'' if sure else unsure}{without}")


class TextScreen(Screen[None]):
    """A text from edge to edge, so that the terminal can select it."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys_for("close", "close", "go_back", "quit", "choose")]

    def __init__(self, title: str, text: str) -> None:
        """Take raw texts."""
        super().__init__()
        self._title = title
        self._page = VerticalScroll(Static(Content(shown(text, lines=True)), markup=False), classes="text-page")
        self._foot = KeyHints(("close", "back"), ("", "Shift and the mouse select"), classes="text-foot")
        self._unanswered = Unanswered(self, over=False, helped=False)

    def compose(self) -> ComposeResult:
        """Show the text."""
        yield Static(Content.styled(shown(self._title), "bold $accent"), classes="text-title", markup=False)
        yield from (self._page, self._foot)

    def on_mount(self) -> None:
        """Let the keys scroll it."""
        self._page.focus()

    def on_key(self, event: events.Key) -> None:
        """Say of a key that does nothing that it does not."""
        self._foot.remark(self._unanswered.said(event))

    def action_close(self) -> None:
        """Back to where it was asked for."""
        leave(self)


class AddressScreen(Dialog[None]):
    """Shows a whole address, to be read, copied, or opened by the terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys_for("run_command('close')", "choose", "quit"),
        *bindings("copies", dispatched=True),
    ]

    def __init__(self, url: str, remark: str, settings: Settings) -> None:
        """Take an address and a remark about it, both raw, and the settings, for the clipboard."""
        super().__init__()
        self._url, self._remark, self._settings = url, remark, settings
        self._foot = KeyHints(("copy_address", "copy"), ("as_text", "show as text"), ("close", "close"))
        self.commands |= {"copy_address": self._copy, "as_text": self._show_as_text}

    def compose(self) -> ComposeResult:
        """Write the address, broken where it must be."""
        with Vertical(classes="dialog"):
            yield Static("No browser opens here. The address:", classes="dialog-title copy-title", markup=False)
            with VerticalScroll(classes="copies", can_focus=False):
                yield Static(Content(shown(self._url)), id="address", classes="address", markup=False)
                if self._remark:
                    remark = Content.styled(shown(self._remark), "$muted")
                    yield Static(remark, classes="address remark", markup=False)
            yield self._foot

    def _copy(self) -> None:
        if self._settings.environment.is_served:
            self._show_as_text()
            return
        clipboard.copy(self, self._url, self._settings, self._copied)

    def _copied(self, sure: bool) -> None:
        copied = "Copied" if sure else f"Copied, if the terminal allows it: {key_here('as_text')} shows it as text"
        self._foot.show(("", copied), ("close", "close"))

    def _show_as_text(self) -> None:
        """Show the address from edge to edge, for the terminal to select."""
        push(self, TextScreen("The address", self._url))
