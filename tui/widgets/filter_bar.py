"""The line at the bottom in which the filter is typed, with completion and the filters used before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import category

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.core.index.completion import Completion
from tui.core.query import tree
from tui.core.text.display import cells, shown
from tui.messages import FilterEdited, FilterLeft
from tui.present.bars import Part, completion_rows
from tui.theme import roles
from tui.widgets.line_input import LineInput
from tui.widgets.styles import Looks

_AT_ONCE = {
    "backspace": "delete_left",
    "delete": "delete_right",
    "left": "cursor_left",
    "right": "cursor_right",
    "home": "home",
    "end": "end",
    "ctrl+w": "delete_left_word",
    "ctrl+u": "delete_left_all",
}
"""Editing keys that must act in order with the letters around them."""


class _GoOn(Suggester):
    """Shows the rest of the query behind the cursor; the right arrow takes it."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.source: Callable[[str], str] = lambda text: ""
        """Text typed so far → a query that begins with it, or an empty text."""

    async def get_suggestion(self, value: str) -> str | None:
        return self.source(value) or None


class QueryInput(LineInput):
    """An input whose editing keys act in the order in which they were typed.

    Textual's own inserts letters at once and sends the editing keys round as bindings, so that fast typing
    comes out in another order.
    """

    virtual_size = Reactive(Size(0, 0))
    """The length of the text, as a reactive without layout: typing a letter does not lay out the screen again."""

    def __init__(self) -> None:
        super().__init__(
            "words, org: person: place: source: date: is:disputed …",
            longest=tree.LONGEST,
            suggester=_GoOn(),
            id="query",
        )
        self.tabbed: Callable[[int], None] = lambda step: None
        """Called with 1 for Tab and -1 for Shift+Tab, in order with the letters typed."""

    def on_key(self, event: events.Key) -> None:
        """Run editing keys at once; letters are left to Textual's handler, which runs next."""
        if action := _AT_ONCE.get(event.key):
            getattr(self, f"action_{action}")()
        elif event.key in ("tab", "shift+tab"):
            self.tabbed(1 if event.key == "tab" else -1)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted text as one line of visible characters."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(as_one_line(event.text[: tree.LONGEST]))


def as_one_line(text: str) -> str:
    """Return pasted text as one line to search for: line ends are blanks, what has no shape is left out.

    Terminals send a return for each line end, and pages hide soft hyphens and other signs in their words.
    """
    ends = text.strip("\r\n")
    return shown(
        "".join(" " if sign.isspace() else sign for sign in ends if sign.isspace() or category(sign)[0] != "C")
    )


class CompletionList(Widget):
    """Shows completions; the filter handles the keys."""

    def __init__(self) -> None:
        super().__init__(id="offered")
        self._look = Looks(self, roles.BAR)
        self._rows: tuple[tuple[Part, ...], ...] = ()
        self._extent = (0, 0)
        """Cells that the rows took last."""

    def show(self, offers: Sequence[Completion], taken: int | None) -> None:
        """Show `offers`, as many as there is room for above the filter; the one `taken` marked."""
        room = max(1, self.screen.size.height - 8)
        first = max(0, min((taken or 0) - room + 1, len(offers) - room))
        seen = offers[first : first + room]
        self._rows = completion_rows(seen, None if taken is None else taken - first, self.screen.size.width - 2)
        self.display = bool(self._rows)
        extent = self.get_content_width(), self.get_content_height()
        self.refresh(layout=extent != self._extent)  # a layout is most of the work
        self._extent = extent

    def get_content_width(self, *_: object) -> int:
        """Return the width of a row."""
        return max((sum(cells(part.text) for part in row) for row in self._rows), default=0)

    def get_content_height(self, *_: object) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        parts = self._rows[y] if y < len(self._rows) else ()
        return Strip([Segment(part.text, self._look(part.tone)) for part in parts]).adjust_cell_length(
            self.size.width, self._look("plain")
        )

    def notify_style_update(self) -> None:
        """Draw it again when its styles change."""
        super().notify_style_update()
        self._look.forget()
        self.refresh()


class FilterBar(Horizontal):
    """Shows the filter as text, and edits it. Posts FilterEdited at every change and FilterLeft at the end."""

    _at: int | None = None
    """Index in the history of the filter in the input; None for what was typed."""
    _draft = ""
    """What was typed before the user went into the history."""
    _offers: tuple[Completion, ...] = ()
    """The completions on offer."""
    _source: Callable[[str, int], tuple[Completion, ...]] = staticmethod(lambda text, cursor: ())
    """Text and cursor position → completions."""
    _offered_for: tuple[str, int] | None = None
    """The text and cursor position for which they were made."""
    _taken: int | None = None
    """Index of the one in the input; None for what was typed."""

    def compose(self) -> ComposeResult:
        """Make the prompt and the input."""
        yield Static(" / ", id="slash", markup=False)
        made = QueryInput()
        made.tabbed = self.take
        yield made

    @property
    def input(self) -> QueryInput:
        """The input."""
        return self.query_one(QueryInput)

    @property
    def text(self) -> str:
        """The text in the input."""
        return self.input.value

    def complete_from(self, source: Callable[[str], str]) -> None:
        """Complete behind the cursor with what `source` returns for the text typed."""
        suggester = self.input.suggester
        if isinstance(suggester, _GoOn):
            suggester.source = source

    # what is offered

    def offer_from(self, source: Callable[[str, int], tuple[Completion, ...]]) -> None:
        """Offer the completions that `source` returns for a text and a cursor position."""
        self._source = source

    def on_mount(self) -> None:
        """Offer other completions when the cursor moves."""
        self.watch(self.input, "selection", self._moved, init=False)

    def _moved(self) -> None:
        if self._offered_for is not None and self._offered_for[0] == self.text:
            self.call_after_refresh(self.offer)

    def offer(self) -> None:
        """Show the completions for the text and the cursor, unless they are shown already or one was taken.

        Call it after the rows for the text are shown: they come first.
        """
        place = (self.text, self.input.cursor_position)
        if place == self._offered_for or self._taken is not None or not self.input.has_focus:
            return
        self._offers = self._source(*place) if self._at is None else ()
        self._offered_for = place
        self._show_offers()

    def take(self, step: int = 1) -> None:
        """Put the next offer into the input, or the one before; without any, leave the filter."""
        self.offer()  # keys may come faster than offers are shown
        if not self._offers:
            self.post_message(FilterLeft())
            return
        self._taken = (-1 if self._taken is None and step > 0 else self._taken or 0) + step
        self._taken %= len(self._offers)
        offer = self._offers[self._taken]
        with self.input.prevent(Input.Changed):
            self.input.value = offer.text
            self.input.cursor_position = offer.cursor
        if len(self._offers) == 1:  # taken for good: the value of a field comes next
            self._forget_offers()
        self._show_offers()
        self.post_message(FilterEdited(offer.text))

    def on_descendant_blur(self) -> None:
        """Offer nothing while nothing is typed."""
        self._forget_offers()
        self._show_offers()

    def _forget_offers(self) -> None:
        self._offers, self._taken, self._offered_for = (), None, None

    def _show_offers(self) -> None:
        found = self.screen.query("#offered")
        if not self._offers and not found:
            return
        if not found:
            self.screen.mount(shown_in := CompletionList())
        else:
            shown_in = found.first(CompletionList)
        shown_in.show(self._offers, self._taken)

    # the history

    def older(self, history: Sequence[str]) -> bool:
        """Put an older filter of `history`, the latest last, in the place of the text; False where there is none older.

        What was typed is kept.

        Once an offer was taken, the one above it.
        """
        if self._taken is not None:
            self.take(-1)
            return True
        start = len(history) if self._at is None else min(self._at, len(history))
        older = [at for at in range(start) if history[at] != self.text]
        if older:
            if self._at is None:
                self._draft = self.text
            self._put(history, older[-1])
        return bool(older)

    def newer(self, history: Sequence[str]) -> bool:
        """Put a newer filter in the place of the text, at last what was typed; False where there is nothing newer.

        Once an offer was taken, the one below it.
        """
        if self._taken is not None:
            self.take(1)
            return True
        if self._at is None or self._at >= len(history):
            return False
        self._put([*history, self._draft], self._at + 1)
        return True

    def _put(self, history: Sequence[str], at: int) -> None:
        self._at = at
        self._forget_offers()
        self._show_offers()
        with self.input.prevent(Input.Changed):
            self.show(history[at])
        self.post_message(FilterEdited(history[at]))

    def show(self, text: str) -> None:
        """Put `text` into the input, without posting anything."""
        if text != self.input.value:
            with self.input.prevent(Input.Changed):
                self.input.value = text
                self.input.cursor_position = len(text)

    def edit(self) -> None:
        """Begin to edit behind the text and a blank, so that a word typed is a word more."""
        self._at = None
        text = self.text.rstrip()
        self.show(f"{text} " if text else "")
        self.input.cursor_position = len(self.text)
        self.screen.set_focus(self.input)  # at once: the next letters are meant for it
        self.call_after_refresh(self.offer)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post what was typed."""
        event.stop()
        self._at = None
        self._taken = None
        self.post_message(FilterEdited(event.value))
