"""The line below a text while words of it are selected: it has the focus, and says what they would make."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from tui.core.text.display import cut, shown
from tui.keys.commands import within
from tui.keys.keymap import key
from tui.present.bars import Part, Tone
from tui.widgets.bar import Bar
from tui.widgets.bindings import bindings

_FINDING = frozenset(chain.from_iterable(one.all_keys for one in within("selecting") if one.id == "find_words"))
"""Keys that ask for other words."""


class WordPicker(Bar, can_focus=True):
    """Takes the keys of selecting, and has them answered."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("selecting", dispatched=True)]

    def __init__(self, answer: Callable[[str], None]) -> None:
        """`answer` runs a command of the key table."""
        super().__init__(id="word-picker")
        self._answer = answer
        self.display = False
        self._said = ""
        self._tone: Tone = "plain"
        self.refused = False
        """Whether a key was refused behind which the user may type on, for a form that did not open."""

    def action_run_command(self, name: str) -> None:
        """Run a command of the key table."""
        self._answer(name)

    def on_key(self, event: events.Key) -> None:
        """Leave out what is typed behind a refused key; one that types nothing, or asks for other words, goes on."""
        goes_on = not event.is_printable or not _FINDING.isdisjoint((event.key, event.character))
        if self.refused and not goes_on:
            event.stop()
            event.prevent_default()
        self.refused &= not goes_on

    def refuse(self, why: str, way_on: str = "") -> None:
        """Say why nothing can be made of the words, and run no letters as commands until another key comes."""
        self.refused = True
        way_on = way_on or f"{key('stop_selecting')} or an arrow goes on"
        self.show(f"{why} · {way_on}", "warn")

    def begin(self) -> None:
        """Take the keys, before the next one comes."""
        self.refused = False
        self.display = True  # what is not displayed takes no focus
        self.screen.add_class("-selecting")
        self.screen.set_focus(self)

    def end(self) -> None:
        """Let the keys go elsewhere."""
        self.display = False
        self.screen.remove_class("-selecting")

    def show(self, said: str, tone: Tone = "plain") -> None:
        """Say something (raw text) of the selected words."""
        if (said, tone) != (self._said, self._tone):
            self._said, self._tone = said, tone
            self.refresh()

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        return (Part(" "), Part(cut(shown(self._said), max(0, width - 2)), self._tone))
