"""The dialog in which a dossier is framed: title, introduction, the user's name, order, and the file to write."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from tui.core.text.display import shown
from tui.exchange.dossier.citing import styles
from tui.exchange.exporters.selection import Sender
from tui.notebook.book import LONGEST_NOTE
from tui.screens.dialogs.dialog import Dialog
from tui.screens.stack import leave
from tui.widgets.bindings import bindings
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.key_hints import KeyHints, key_here
from tui.widgets.line_input import LineInput

LONGEST_PATH, LONGEST_TITLE, LONGEST_NAME = 4096, 300, 100
"""Characters."""
OWN, BY_DATE = "own", "date"


class Framed(Struct, frozen=True):
    """A dossier as it is to be written."""

    sender: Sender
    path: str


def is_markdown(path: str) -> bool:
    """Whether a dossier in a file is Markdown, by the ending of its name."""
    return path.strip().lower().endswith((".md", ".markdown"))


class DossierScreen(Dialog[Framed]):
    """Comes back with how the dossier is framed, once its file can be written."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("form", dispatched=True)]

    def __init__(
        self, heading: str, begun: Framed, wrong: Callable[[str], str], drafted: Callable[[Sender], None]
    ) -> None:
        """Take the heading (raw text), and the dossier to begin with.

        `wrong` returns what is wrong with a path, "" for nothing. `drafted` is given what was typed when the dialog
        closes, in whatever way, so that nothing is lost.
        """
        super().__init__()
        self._heading, self._sender, self._wrong, self._drafted = heading, begun.sender, wrong, drafted
        self._title = LineInput("what it is called", longest=LONGEST_TITLE)
        self._introduction = TextArea(
            begun.sender.introduction,
            soft_wrap=True,
            compact=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            placeholder="what a reader should know first; an empty line between paragraphs",
        )
        self._from = LineInput("your name beside your words; may stay empty", longest=LONGEST_NAME)
        orders = [(OWN, "as you keep them"), (BY_DATE, "by kind and date")]
        self._order = ChoiceLine(orders, OWN if begun.sender.own_order else BY_DATE)
        self._style = ChoiceLine([(name, name) for name in styles()], begun.sender.style)
        self._file = LineInput("path of a file: .html, or .md for Markdown", longest=LONGEST_PATH)
        self._title.value, self._from.value, self._file.value = begun.sender.title, begun.sender.name, begun.path
        self._rows: dict[str, Widget] = {
            "title": self._title,
            "introduction": self._introduction,
            "from": self._from,
            "order": self._order,
            **({"citations": self._style} if len(styles()) > 1 else {}),
            "file": self._file,
        }
        self._foot = KeyHints()
        self.commands |= {
            "choose": self._write,
            "save_form": self._write,
            "next_field": partial(self._step, 1),
            "list_down": partial(self._step, 1),
            "previous_field": partial(self._step, -1),
            "list_up": partial(self._step, -1),
            "next_choice": partial(self._change, 1),
            "previous_choice": partial(self._change, -1),
        }

    def compose(self) -> ComposeResult:
        """Make the fields."""
        with Vertical(classes="dialog form framing"):
            yield Static(Content(shown(self._heading)), classes="dialog-title", markup=False)
            yield VerticalScroll(
                *(
                    Horizontal(Static(label, classes="label", markup=False), field, classes="field")
                    for label, field in self._rows.items()
                ),
                id="fields",
                can_focus=False,
            )
            yield self._foot

    def on_mount(self) -> None:
        """Begin in the title, whose place what is typed takes."""
        self._introduction.move_cursor(self._introduction.document.end)
        self._title.action_select_all()
        self._title.focus()

    def on_unmount(self) -> None:
        """Keep what was typed, also where the explorer ends meanwhile."""
        self._drafted(self._framed)

    @property
    def _framed(self) -> Sender:
        return Sender(
            self._title.value.strip(),
            shown(self._introduction.text, lines=True).strip(),
            self._sender.notes,
            self._style.value,
            own_order=self._order.value == OWN,
            name=self._from.value.strip(),
        )

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Mark the field in which one types, and say what writes the dossier from there."""
        for field in self._rows.values():
            if isinstance(field.parent, Widget):
                field.parent.set_class(field is event.widget, "-here")
        self._hint()

    def _step(self, by: int) -> None:
        fields = [*self._rows.values()]
        here = next((at for at, field in enumerate(fields) if field is self.focused), 0)
        self.set_focus(fields[(here + by) % len(fields)])

    def _change(self, by: int) -> None:
        if isinstance(self.focused, ChoiceLine):
            self.focused.step(by)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._hint()

    def _hint(self) -> None:
        """Show the keys, and what is written: in the introduction, Enter begins a new line."""
        write = "save_form" if self.focused is self._introduction else "choose"
        marked_down = is_markdown(self._file.value)
        does = "write Markdown" if marked_down else "write a page"
        other = f"a file ending in {'.html is a page' if marked_down else '.md is Markdown'}"
        new_line = [("", f"{key_here('choose')} new line")] if self.focused is self._introduction else []
        self._foot.show((write, does), *new_line, ("next_field", "next field"), ("close", "close"), ("", other))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._write()

    def _write(self) -> None:
        framed, path = self._framed, self._file.value.strip()
        if not framed.title:
            self._refuse(self._title, "A dossier needs a title")
        elif (length := len(framed.introduction)) > LONGEST_NOTE:
            wrong = f"An introduction has at most {LONGEST_NOTE:,} characters; this one has {length:,}"
            self._refuse(self._introduction, wrong)
        elif wrong := self._wrong(path):
            self._refuse(self._file, wrong)
        else:
            leave(self, Framed(framed, path))

    def _refuse(self, field: Widget, wrong: str) -> None:
        self.set_focus(field)
        self.call_after_refresh(self._foot.warn, wrong)
