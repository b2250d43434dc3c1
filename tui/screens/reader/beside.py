"""A text, and what stands beside it: the record that led there, one of its passages, or all of them."""

from __future__ import annotations

import os
from typing import ClassVar

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from tui.core.model.records import PassageKey, Ref
from tui.core.store.base import Store
from tui.core.text.display import cut, shown
from tui.keys.commands import within
from tui.messages import PassageOpened
from tui.present.cards.card import card
from tui.present.cards.parts import Marks, short_name
from tui.present.page import Link
from tui.present.signs import signs
from tui.present.source.beside import MODES, Mode, outline_page, passage_page
from tui.present.source.parts import Reading
from tui.screens.reader.taking import TakingScreen
from tui.widgets.beside import Beside, NextAsked
from tui.widgets.bindings import bindings
from tui.widgets.footer import Footer
from tui.widgets.gutter import GutterView
from tui.widgets.header import Heading
from tui.widgets.reader import Reader

_HINTS = ("next_match", "switch_beside", "open", "previous_match", "beside_passage", "beside_outline", "leave")
LONGEST_NAME = 28
"""Cells of the record's name in the hints."""


class BesideScreen(TakingScreen):
    """Knows what stands beside a text, and how the keys go from one to the other."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reading")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (14, "-high")]

    def __init__(
        self,
        store: Store,
        source_id: str,
        key: PassageKey,
        reading: Reading,
        *,
        came_from: Ref | None = None,
        marks: Marks | None = None,
    ) -> None:
        super().__init__(short_name(store, source_id), store, source_id, key)
        self._came_from = came_from
        self._marks = marks
        self._ascii = signs(os.environ).ascii_only
        self._reading = reading
        self._mode: Mode = "record" if came_from is not None else "passage"
        self._outlined: Reading | None = None

    def compose(self) -> ComposeResult:
        """Yield the text with its gutter, what stands beside it, and the hints."""
        # from the start, so that the text is laid out once: the breakpoints come after the first layout
        width, height = self.app.size
        self.add_class("-wide" if width >= 120 else "-narrow", "-high" if height >= 14 else "-low")
        with Horizontal(id="reading"):
            with Vertical(id="text"):
                yield Heading(id="reader-heading", classes="heading")
                with Horizontal():
                    yield Reader(id="reader")
                    yield GutterView(id="gutter")
            with Vertical(id="aside"):
                yield Heading(id="beside-heading", classes="heading")
                yield Beside(id="beside")
        yield Footer()

    @property
    def reader(self) -> Reader:
        """The text."""
        return self.query_one(Reader)

    @property
    def beside(self) -> Beside:
        """What stands beside the text."""
        return self.query_one(Beside)

    # showing

    def _hint(self) -> None:
        commands = {command.id: command for command in (*within("reader"), *within("reading"))}
        if self.has_class("-beside") or self.beside.has_focus:
            commands["switch_beside"] = replace(commands["switch_beside"], label="text")
        elif self._came_from is not None:
            room = LONGEST_NAME if self.size.width >= 60 else LONGEST_NAME // 3
            name = cut(shown(self._store.name(self._came_from)), room)
            commands["switch_beside"] = replace(commands["switch_beside"], label=name)
        self.query_one(Footer).show(tuple(commands[name] for name in _HINTS))

    def _show_beside(self) -> None:
        tabs = tuple(name if mode != self._mode and self._has(mode) else "" for mode, name in MODES.items())
        self.query_one("#beside-heading", Heading).show(MODES[self._mode], tabs=tabs)
        if self._mode == "record" and self._came_from is not None:
            page = card(self._store, self._came_from, marks=self._marks, at=self.as_of)
            self.beside.show(self.kept(page, self._came_from))
        elif self._mode == "outline" and self._outlined is self._reading:
            self.beside.scroll_to_anchor(self._key)
        elif self._mode == "outline":
            page = outline_page(self._store, self._source, self._reading, ascii_only=self._ascii)
            self.beside.show(page, anchor=self._key)
        else:
            page = passage_page(self._store, self._key, self._reading, marks=self._marks, ascii_only=self._ascii)
            self.beside.show(self.kept(page, Ref("passages", self._key)))
        self._outlined = self._reading if self._mode == "outline" else None

    def show_kept(self) -> None:
        """Show what the reader keeps, where it stands beside the text: of the passage, unless there is the record."""
        self._turn_to("passage")

    def _has(self, mode: Mode) -> bool:
        return mode != "record" or self._came_from is not None

    # what the widgets say

    @on(NextAsked)
    def _next_asked(self, message: NextAsked) -> None:
        message.stop()
        if message.by > 0:
            self.reader.action_next_match()
        else:
            self.reader.action_previous_match()

    def follow(self, link: Link) -> None:
        """Go to a record; of a passage of this source, show what rests on it."""
        ref = link.ref
        if ref.section != "passages":
            self.dismiss(ref)
            return
        if ref.id != self.reader.key:
            self.reader.go_to(ref.id)
        self._key = ref.id
        self._turn_to("passage")
        self._enter_beside()

    @on(PassageOpened)
    def _passage_opened(self, message: PassageOpened) -> None:
        """Go to a passage that was opened beside the text: in this source, or in its own."""
        message.stop()
        if message.key.partition("/")[0] == self._source:
            self._enter_text()
            self.reader.go_to(message.key)
        else:
            self.dismiss(Ref("passages", message.key))

    def pick(self, tag: str) -> None:
        """Do what was clicked: the name of something else to stand beside the text, or a hint."""
        if tag.startswith("pane_"):
            self._turn_to(list(MODES)[int(tag[-1]) - 1])
        else:
            super().pick(tag)

    # beside the text

    def _turn_to(self, mode: Mode) -> None:
        if self._has(mode):
            self._mode = mode
            self._show_beside()

    def _enter_beside(self) -> None:
        self.add_class("-beside")  # what is not displayed takes no focus
        self.beside.focus()

    def _enter_text(self) -> None:
        self.remove_class("-beside")
        self.reader.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Light the heading of what has the focus; where there is room for one of them, that is seen."""
        self.query_one("#reader-heading", Heading).light(event.widget is self.reader)
        self.query_one("#beside-heading", Heading).light(event.widget is self.beside)
        self.set_class(event.widget is self.beside, "-beside")
        self._hint()

    def action_switch_beside(self) -> None:
        """From the text to what stands beside it, and back."""
        if self.focused is self.beside:
            self._enter_text()
        else:
            self._enter_beside()

    def _ask(self, mode: Mode) -> None:
        if self._has(mode):
            self._turn_to(mode)
            self._enter_beside()

    def action_beside_record(self) -> None:
        """Show the record that led here."""
        self._ask("record")

    def action_beside_passage(self) -> None:
        """Show the passage and all that rests on it."""
        self._ask("passage")

    def action_beside_outline(self) -> None:
        """Show the sections and passages of the source."""
        self._ask("outline")

    def action_leave(self) -> None:
        """Back to the text, and from the text to where it was opened."""
        if self.focused is self.beside:
            self._enter_text()
        else:
            self.dismiss(None)
