"""What dialogs are made of: the screen, a list in it, and the dialog in which one of a list is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from textwrap import wrap
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from tui.core.text import folding
from tui.core.text.display import cells, shown
from tui.keys.commands import named
from tui.present.signs import signs
from tui.screens.stack import Unanswered, leave, run
from tui.widgets.bindings import bindings
from tui.widgets.key_hints import Hint, KeyHints, hint_lines
from tui.widgets.line_input import LineInput

T = TypeVar("T")
NOTHING, UNFOUND = "there is nothing here yet", "nothing is called so"

WIDEST, LOW = 100, 16
"""Cells of a dialog at most, and lines of a screen below which it has no frame."""
LEAST_AROUND = 40
"""Cells beside a dialog, both sides together, in which something can be read."""


class Dialog(ModalScreen["T | None"], Generic[T]):
    """A question over another screen; comes back with the answer, or with None where it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog", dispatched=True)]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]
    HORIZONTAL_BREAKPOINTS = [(0, "-filling"), (WIDEST + 1, "-alone"), (WIDEST + LEAST_AROUND, "-amid")]

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name=name)
        self.commands: dict[str, Callable[[], object]] = {"close": lambda: leave(self)}
        """What the keys do here, by the ids of the key table."""
        self._unanswered = Unanswered(self, over=False, helped=False)

    def on_key(self, event: events.Key) -> None:
        """Say of a key that does nothing that it does not, but where text is typed."""
        if not isinstance(self.focused, Input | TextArea):
            said = self._unanswered.said(event)
            for foot in self.query(KeyHints):
                foot.remark(said)

    def on_mount(self) -> None:
        """Take the place of a dialog that this one is opened over: two frames, one in the other, are read as one."""
        self.set_class(any(isinstance(below, Dialog) for below in self.app.screen_stack[-2:-1]), "-over")

    def action_run_command(self, name: str) -> None:
        """Run a command of the key table."""
        run(self, self.commands, name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave alone the commands that this dialog does not have."""
        return action != "run_command" or parameters[0] in self.commands


class Picker(Vertical):
    """A list to choose from, below a title and, where there is a hint, a line to type into."""

    def __init__(
        self,
        title: str | Widget,
        *hints: Hint,
        chosen: Callable[[int | None], object],
        clicked: Callable[[int], object] | None = None,
        typed: Callable[[str], object] | None = None,
        hint: str = "",
        empty: str | Content = NOTHING,
        unfound: str = UNFOUND,
        note: str = "",
        compact: bool = True,
        beside: Widget | None = None,
    ) -> None:
        """Take the title, or what stands in its place, and what the keys do.

        `chosen` is called with the number of the row under the cursor, `clicked` with that of one that was clicked
        (without it `chosen` is), `typed` with each text that is typed. `hint` says what may be typed (raw text;
        without one there is no line to type into). `empty` is said where nothing is listed and nothing typed (raw text;
        a Content is drawn as it is, without such a line too), `unfound` where nothing is called as it is typed (raw
        text). `note` is shown below the list, `beside` beside it.
        """
        super().__init__(classes="dialog tall")
        self._beside = beside
        self._title, self._hint, self._empty, self._note = title, hint, empty, note
        self._unfound = unfound
        self._chosen, self._clicked, self._typed = chosen, clicked or chosen, typed
        self.line, self.foot, self._keys = LineInput(hint, longest=200), KeyHints(*hints), hints
        self._most = 0
        """Lines of the longest list so far: the dialog is as high as that needs, and stays so while a text is typed."""
        self.fitted_to = Size()
        """The screen for which the rows were listed last."""
        self.list = MarkedList(compact=compact, markup=False)

    def compose(self) -> ComposeResult:
        """Make the title, the line and the list."""
        if isinstance(self._title, Widget):
            yield self._title
        else:
            yield Static(Content(shown(self._title)), classes="dialog-title", markup=False)
        if self._hint:
            yield self.line
        if self._beside is None:
            yield self.list
        else:
            with Horizontal(classes="with-beside"):
                yield from (self.list, self._beside)
        if self._note:
            yield Static(self._note, classes="dialog-note", markup=False)
        yield self.foot

    def on_mount(self) -> None:
        """Begin to type, or where there is nothing to type into, to choose."""
        (self.line if self._hint else self.list).focus()

    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what the keys do with the list while the line keeps the focus, by the ids of the key table."""
        return {
            "choose": lambda: self._chosen(self.at),
            "list_down": self.list.action_cursor_down,
            "list_up": self.list.action_cursor_up,
            "list_page_down": self.list.action_page_down,
            "list_page_up": self.list.action_page_up,
        }

    @property
    def at(self) -> int | None:
        """Number of the row under the cursor."""
        return self.list.highlighted

    def show(self, rows: Sequence[Content | Option], at: int | None = 0) -> None:
        """List other rows, the cursor on number `at` if there is one; where there are none, say so."""
        if self.fitted_to != self.app.size:
            self.fitted_to, self._most = self.app.size, 0
        said = self._unfound if self.line.value.strip() else self._empty
        drawn = said if isinstance(said, Content) else hanging("  ", said, "", row_width(self.app.size), "$muted")
        listed = rows or ([Option(drawn, disabled=True)] if self._hint or drawn is said else [])
        self.list.clear_options()
        self.list.add_options(listed)
        self.list.highlighted = at if rows else None
        lines = sum(str(row.prompt if isinstance(row, Option) else row).count("\n") + 1 for row in listed)
        lines = max(lines, 1 if self._beside is None else LEAST_BESIDE)
        if lines > self._most:
            self._most = lines
            self._fit()

    def on_resize(self) -> None:
        """Fit the height to what is in the lines now."""
        self._fit()

    def _fit(self) -> None:
        """Be as high as the longest list so far needs; on a low screen, as high as that."""
        foot = len(hint_lines(self._keys, self.content_size.width, single=False)) if self.content_size.width else 1
        height = self._most + foot - 1 + AROUND + 2 * bool(self._hint) + 2 * bool(self._note)
        self.styles.max_height = "100%" if self.app.size.height < LOW else height

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._typed is not None:
            self._typed(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._chosen(self.at)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.list.has(event.option, event.option_index):
            self._clicked(event.option_index)


AROUND = 6
"""Lines of a dialog around its list: the frame, the title, the keys, and the blanks between them."""
LEAST_BESIDE = 20
"""Lines of a dialog's list at least where something stands beside it."""
EDGES, FRAME = 4, 4
"""Cells beside the rows: the scroll bar and blanks; and the frame."""
NARROW = 50
"""Cells of a row below which leads are not padded to a column."""
MOST = 200
"""Choices that are listed; typing filters the rest."""
HINTS: tuple[Hint, ...] = (("choose", "choose"), ("close", "close"))


class Choice(Generic[T]):
    """Something to choose. Texts are raw."""

    def __init__(
        self,
        value: T,
        text: str,
        aside: str = "",
        also: str = "",
        lead: str = "",
        group: str = "",
        *,
        is_told: bool = False,
    ) -> None:
        """Take what to show of a value, and in `also` other words by which it is found.

        `aside` follows the text, muted; `lead` precedes it, padded so that the texts form a column; `group` is the
        heading above it and its neighbours of the same group. What only `is_told` cannot be chosen.
        """
        self.is_told = is_told
        self.value, self.text, self.aside, self.lead, self.group = value, text, aside, lead, group
        self._words = folding.words(f"{lead} {text} {aside} {also}")

    def matches(self, wanted: Sequence[str]) -> bool:
        """Whether each wanted word is the beginning of one of its words."""
        return all(any(word.startswith(want) for word in self._words) for want in wanted)

    def is_called(self, wanted: Sequence[str]) -> bool:
        """Whether what it shows, or what precedes that, begins with the wanted words."""
        shown_words = map(folding.words, (self.lead, self.text))
        return any(" ".join(words).startswith(" ".join(wanted)) for words in shown_words)


def ranked(choices: Iterable[Choice[T]], text: str) -> list[Choice[T]]:
    """Return the choices that a text matches, those that are called so first."""
    wanted = folding.words(text)
    return sorted((one for one in choices if one.matches(wanted)), key=lambda one: not one.is_called(wanted))


def row_width(size: Size) -> int:
    """Return the cells of a row in a dialog with a list, on a screen of a size."""
    return max(1, (size.width if size.height < LOW else min(WIDEST, size.width) - FRAME) - EDGES)


def row(choice: Choice[T], width: int) -> Content:
    """Return a choice in lines of `width` cells."""
    lead = shown(choice.lead)
    if width < NARROW and cells(lead) > width // 3:
        lead = f"{lead.rstrip():{width // 5}}  " if lead.strip() else ""
    return hanging(f"  {lead}", choice.text, choice.aside, width, "$muted" if choice.is_told else "")


def hanging(lead: str, text: str, aside: str, width: int, look: str = "", aside_look: str = "$muted") -> Content:
    """Return a lead and texts (raw) in lines of `width` cells, the lines after the first one below the text."""
    lead, text, aside, indent = shown(lead), shown(text), shown(aside), cells(lead)
    whole = f"{text}  {aside}" if text and aside else text or aside
    room = max(8, width - indent)
    lines = wrap(whole, room, drop_whitespace=False, break_on_hyphens=False) or [""]
    if len(lines) > 1 and text and aside and cells(aside) <= room:  # what fits into a line is not parted
        lines = wrap(text, room, drop_whitespace=False, break_on_hyphens=False)
        behind = cells(lines[-1].rstrip()) + cells(aside) + 2 <= room
        lines[len(lines) - behind :] = [f"{lines[-1].rstrip()}  {aside}" if behind else aside]
    said = f"\n{' ' * indent}".join(line.strip() if at else line.rstrip() for at, line in enumerate(lines))
    ends = _offset(said, sum(not letter.isspace() for letter in text))
    return Content.assemble((lead, "bold $accent"), (said[:ends], look), (said[ends:], aside_look))


def _offset(text: str, letters: int) -> int:
    """Return the offset behind so many letters of `text`, blanks not counted: breaking it into lines changes those."""
    found = (at for at, count in enumerate(accumulate(not letter.isspace() for letter in text)) if count == letters)
    return next(found, -1) + 1


def group_heading(text: str, *, airy: bool) -> Option:
    """Return the heading of a group (raw text) in a list, which cannot be chosen; an `airy` one below a blank line."""
    blank = "\n" if airy else ""
    return Option(Content.styled(f"{blank}  {shown(text).upper()}", "bold $muted"), disabled=True)


class ChoosingScreen(Dialog[T]):
    """Shows choices; comes back with the value of the one chosen."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[T]],
        *,
        name: str | None = None,
        hints: Sequence[Hint] = HINTS,
        note: str = "",
        hint: str = "type to filter",
        empty: str | Content = NOTHING,
        row: Callable[[Choice[T], int], Content] = row,
        typed: Callable[[str], Sequence[Choice[T]]] = lambda text: (),
        toggle: Callable[[T], None] | None = None,
        swap: Callable[[T, T], bool] | None = None,
        also: Mapping[str, Callable[[T | None], T | None]] | None = None,
        at: T | None = None,
    ) -> None:
        """Take what to choose from, the cursor on the value `at` to begin with.

        `note` explains words in the choices; `hint` says what may be typed, `empty` that there is nothing. `row` draws
        a choice; `typed` returns other choices that a text means; `toggle` is called with a value that the key of
        `drop_kept` was pressed on, and the row is drawn again; `swap` with two neighbours that are to change places,
        and returns whether they may. `also` are other commands, by their ids: each makes of the value under the cursor
        what the dialog comes back with, or None where it does nothing.
        """
        super().__init__(name)
        self._choices, self._row, self._typed, self._toggle = [*choices], row, typed, toggle
        self._swap = swap
        self._first = at
        self._listed: list[Choice[T] | None] = []
        """The rows; None for a heading."""
        self._picker = Picker(title, *hints, chosen=self._chosen, typed=self._list, hint=hint, empty=empty, note=note)
        self._also = also or {}
        self.commands |= self._picker.commands()

    def compose(self) -> ComposeResult:
        """Make the list."""
        yield self._picker

    def on_mount(self) -> None:
        """List every choice, the one under the cursor whole in view once the list has its height."""
        self._list("", self._first)
        self.call_after_refresh(self._picker.list.scroll_to_highlight)

    def on_resize(self) -> None:
        """Fit the rows to another width."""
        if self._picker.fitted_to != self.app.size:
            choice = self._choice(self._picker.at)
            self._list(self._picker.line.value, choice.value if choice else None)

    def _list(self, text: str, to: T | None = None) -> None:
        """List what matches a text, the cursor on the value `to`, else on the first."""
        found = self._typed(text)
        self._listed, group, width = [], "", row_width(self.app.size)
        rows: list[Option] = []
        for choice in [*(found or ranked(self._choices, text))][:MOST]:
            if choice.group != group and not text:
                group = choice.group
                self._listed.append(None)
                rows.append(group_heading(group, airy=bool(rows)))
            self._listed.append(choice)
            rows.append(Option(self._row(choice, width), disabled=choice.is_told))
        values = [choice.value if choice else None for choice in self._listed]
        first = next((at for at, choice in enumerate(self._listed) if choice and not choice.is_told), None)
        self._picker.show(rows, values.index(to) if to is not None and to in values else first)

    def _choice(self, at: int | None) -> Choice[T] | None:
        return self._listed[at] if at is not None else None

    def _chosen(self, at: int | None) -> None:
        if (choice := self._choice(at)) is not None:
            leave(self, choice.value)

    def on_key(self, event: events.Key) -> None:
        """Toggle the choice under the cursor where the key has no letter to delete, or run another command on it."""
        line, at, choice = self._picker.line, self._picker.at, self._choice(self._picker.at)
        for name, by in (("move_up", -1), ("move_down", 1)):
            if self._swap and event.key in named(name)[0].all_keys:
                event.stop()
                event.prevent_default()
                self._move(by)
                return
        for name, act in self._also.items():
            if event.key in named(name)[0].all_keys:
                event.stop()
                event.prevent_default()
                if (value := act(choice.value if choice else None)) is not None:
                    leave(self, value)
                return
        drops = self._toggle and event.key in named("drop_kept")[0].all_keys
        if not drops or line.cursor_position < len(line.value):
            return
        event.stop()
        event.prevent_default()
        if self._toggle is not None and at is not None and choice is not None:
            self._toggle(choice.value)
            self._picker.list.replace_option_prompt_at_index(at, self._row(choice, row_width(self.app.size)))

    def _move(self, by: int) -> None:
        """Let the choice under the cursor change places with its neighbour, and stay under the cursor."""
        at = self._picker.at
        here, there = (
            self._choice(at),
            self._choice(at + by if at is not None and 0 <= at + by < len(self._listed) else None),
        )
        if self._swap and here and there and self._swap(here.value, there.value):
            one, other = self._choices.index(here), self._choices.index(there)
            self._choices[one], self._choices[other] = there, here
            self._list(self._picker.line.value, here.value)


class MarkedList(OptionList):
    """Options that begin with a blank, which the highlighted one fills with the mark of the cursor."""

    def has(self, option: Option, at: int) -> bool:
        """Whether an option is still number `at`; others may have been listed since it was chosen."""
        return at < self.option_count and self.get_option_at_index(at) is option

    def on_click(self, event: events.Click) -> None:
        """Leave out a click on a row that is gone."""
        at = event.style.meta.get("option")
        if at is not None and at >= self.option_count:
            event.prevent_default()

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the highlighted option into view; of one that is higher than the list, the first line."""
        super().scroll_to_highlight(top)
        if self.highlighted is not None:
            lines = str(self.get_option_at_index(self.highlighted).prompt).count("\n") + 1
            if not top and lines > self.scrollable_content_region.height > 0:
                super().scroll_to_highlight(top=True)

    def render_line(self, y: int) -> Strip:
        """Draw a line, with the mark where it is the first one of the highlighted option."""
        strip = super().render_line(y)
        if self.highlighted is None or _option_of(strip) != self.highlighted:
            return strip
        if self.scroll_offset.y + y > 0 and _option_of(super().render_line(y - 1)) == self.highlighted:
            return strip
        first = next((segment.style for segment in strip if segment.text), None)
        return Strip.join([Strip([Segment(signs().cursor, first)]), strip.crop(1)])

    def action_page_up(self) -> None:
        """A page up; where no row is seen there is no page."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """A page down; where no row is seen there is no page."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]


def _option_of(strip: Strip) -> int | None:
    """Return the index of the option drawn in a line, which Textual keeps there for clicks; None below the options."""
    return next((segment.style.meta.get("option") for segment in strip if segment.style), None)
