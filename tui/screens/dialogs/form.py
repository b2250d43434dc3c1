"""A form in which a record is made or changed: a line for each of its fields, with what may be typed there below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from tui.core.dates import edtf
from tui.core.errors import DateError, FieldError, LetapisError
from tui.core.text.display import cells, shown
from tui.exchange.editing.workspace import Plan
from tui.screens.dialogs.dialog import LOW, Dialog, MarkedList
from tui.screens.stack import leave, push
from tui.session.forms import (
    BETWEEN,
    NOTHING_TYPED,
    Form,
    FormField,
    begins_asked,
    is_closed,
    parted,
    spelled_out,
    unknown,
)
from tui.session.offers import NEW, Offer, Offers, both_ends, half_type
from tui.widgets.bindings import bindings
from tui.widgets.key_hints import KeyHints, key_here
from tui.widgets.line_input import LineInput

LONGEST = 4000
"""Characters in one field."""
AROUND_FIELDS = 6
"""Lines of a form around its fields: the frame, the title, the keys, and the blanks between them."""
LEAST_OFFERS = 3
"""Lines of what is offered for a field at least, where there are as many."""
WIDEST_LABEL, OFFERS_EDGE = 16, 3
"""Cells of a label at most, and of what precedes the text of an offer: the frame, the mark of the cursor, a blank."""
Keep = Callable[[Mapping[str, str]], Callable[[], Plan]]
"""What was typed by the names of keys → what writes it, for a thread of its own; raises FieldError for a mistake."""

Turn = Callable[[str, Mapping[str, str]], Dialog[Plan] | None]
"""Id of a claim, and what was typed by the names of keys → the form of one more value of it; None where not all that
was typed has a place there."""


class TypedValue(Struct, frozen=True):
    """The value at the cursor in the text of a field: of several values one, of a pair the first part."""

    before: str
    """What stands before it, and behind it."""
    begun: str
    after: str
    is_behind: bool = False
    """Whether the cursor is in what follows the first part of a pair."""

    @property
    def others(self) -> list[str]:
        """The other values, each the first part of its pair."""
        items = (*self.before.split(BETWEEN), *self.after.split(BETWEEN)[1:])
        return [item.partition("=")[0].strip() for item in items if item.strip()]

    def instead(self, text: str) -> tuple[str, int]:
        """Return the field's text with another value in the place of this one, and the offset behind that."""
        before = f"{self.before.rstrip()} " if self.before else ""
        return f"{before}{text}{self.after}", len(before) + len(text)


def typed_value(text: str, cursor: int, *, many: bool) -> TypedValue:
    """Return the value of a field's text in which the cursor is."""
    if not many:
        return TypedValue("", text, "")
    start = text.rfind(BETWEEN, 0, cursor) + 1
    end = next((at for at in range(start, len(text)) if text[at] == BETWEEN), len(text))
    sign = text.find("=", start, end)
    ends = sign if sign >= 0 else end
    return TypedValue(text[:start], text[start:ends].strip(), text[ends:], is_behind=cursor > ends)


class FieldLine(Horizontal):
    """A field: what it is called, and the line to type into."""

    def __init__(self, field: FormField, typed: str = "") -> None:
        """Take what was typed there before; without that, what is known stands there."""
        super().__init__(classes="field")
        self.field = field
        label = Content(field_label(field))
        self.label = Static(label.stylize("bold") if field.key.needed else label, classes="label", markup=False)
        self.line = LineInput("", longest=LONGEST)
        self.line.value = typed.strip() or field.text

    @property
    def typed(self) -> TypedValue:
        """The value at the cursor."""
        return typed_value(self.line.value, self.line.cursor_position, many=self.field.key.many)

    def compose(self) -> ComposeResult:
        """Make the label and the line."""
        yield from (self.label, self.line)


class Inferred:
    """From what the date of a field was inferred: filled in beside it, and gone with it unless the user typed that."""

    def __init__(self, line: FieldLine, date: str) -> None:
        """Take the field that says it, and the date that stands beside it at the beginning."""
        self._line, self._date = line, date
        self._said = line.field.text if line.field.is_guess else ""

    def fill(self, offer: Offer) -> None:
        """Say it of a date that was offered."""
        self._date, self._said = offer.text, offer.inferred_from
        self._line.line.value = offer.inferred_from

    def forget(self, date: str) -> None:
        """Say nothing any more where another date stands beside it."""
        if self._said and date.strip() != self._date:
            if self._line.line.value == self._said:
                self._line.line.value = ""
            self._said = ""


class FieldLines(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The fields, as many as there is room for; the arrows go from one to another."""


def of_new(name: str, kinds: int, *, is_marked: bool) -> str:
    """Say how something is made under a new name, which may be one of some kinds, the likely one marked."""
    if not is_marked:
        return f"“{name}” is new here: an arrow marks one of {kinds} kinds of it, {key_here('choose')} makes that"
    narrows = "" if kinds < 2 or "(" in name else f", one of {kinds}; ( and a kind's first letters find another"
    return f"“{name}” is new here: {key_here('choose')} makes what is marked{narrows}"


def of_asked() -> str:
    """Say that questions are listed that are asked already, and how one is taken."""
    return f"Asked already: {key_here('list_down')} {key_here('choose')} adds a value to one of these"


def is_open(line: FieldLine) -> bool:
    """Whether a marked choice is taken however a field is left: nothing stands in it that stood there before."""
    text = line.line.value.strip()
    return not text or text != line.field.text.strip()


def field_label(field: FormField) -> str:
    """Return what stands before a field; a needed one is marked."""
    return f"{shown(field.label)}{' *' if field.key.needed else ''}"


class FormScreen(Dialog[Plan]):
    """Comes back with what was written once nothing is wrong with it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("form", dispatched=True)]

    def __init__(
        self,
        title: str,
        form: Form,
        offers: Offers,
        keep: Keep,
        *,
        turn: Turn | None = None,
        typed: Mapping[str, str] = NOTHING_TYPED,
    ) -> None:
        """Take the title (raw text), and what keeps the record.

        `turn` goes on with a claim that asks the same, over this form. `typed` is what was typed into that before, by
        the names of keys.
        """
        super().__init__()
        self._title, self._offers, self._keep, self._turn = title, offers, keep, turn
        self._lines = [FieldLine(field, typed.get(field.key.name, "")) for field in form.fields]
        self._list = MarkedList(compact=True, markup=False)
        self._remark = Static(classes="form-remark", markup=False)
        """What the field takes, or what is wrong with it: directly below it."""
        self._fields = FieldLines(*self._lines, self._remark, self._list, id="fields")
        needed = [("", "* needed")] if any(field.key.needed for field in form.fields) else []
        self._foot = KeyHints(("save_form", "save"), ("next_field", "next field"), ("close", "close"), *needed)
        self._offered: list[Offer] = []
        self._new = 0
        """How many are offered to be made under a new name, where nothing else is; the first is marked if likely."""
        self._is_marked = False
        """Whether an arrow has marked one of them."""
        self._at = self._lines[0]
        self._asked: TypedValue | None = None
        """For what values were offered last."""
        self._wrong = ""
        """Name of the field with the mistake that is shown."""
        self._held = ("", "")
        """The field that was held for a value that names nothing, and its text then: asked again, it is left."""
        self._inferred = {
            name: Inferred(line, text)
            for name, text in form.texts.items()
            for line in self._lines
            if line.field.key.name == f"{name}_from"
        }
        """From what dates were inferred, by the names of the fields that have these."""
        self._warned = self._writing = False
        self.commands |= {
            "save_form": self._save,
            "next_field": self._go_on,
            "clear_field": lambda: setattr(self._at.line, "value", ""),
            "previous_field": lambda: self._step(-1),
            "list_down": self._down,
            "list_up": self._up,
            "close": self._close,
        }

    def compose(self) -> ComposeResult:
        """Make the fields; below the one in use is what is said of it, and what is offered for it opens there."""
        with Vertical(classes="dialog form whole"):
            yield Static(Content(shown(self._title)), classes="dialog-title", markup=False)
            yield from (self._fields, self._foot)

    def on_mount(self) -> None:
        """Begin in the first field."""
        self._list.can_focus = False
        for line in self._lines:
            self.watch(line.line, "selection", partial(self._cursor_moved, line), init=False)
        self.watch(self._fields, "scroll_y", self._place, init=False)
        self._go(self._at)

    def on_resize(self) -> None:
        """Let the fields have all the lines that nothing else needs."""
        height = self.app.size.height
        self._fields.styles.max_height = "100%" if height < LOW else height - AROUND_FIELDS
        edge = OFFERS_EDGE - (height < LOW)
        label = min(WIDEST_LABEL, max(cells(field_label(line.field)) for line in self._lines)) + 1 + edge
        self._list.styles.margin = (0, 1, 0, label - edge)
        for line in self._lines:
            line.label.styles.width = label
        self._remark.styles.margin = (0, 1, 0, label)
        self.call_after_refresh(self._place)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields, by the names of their keys."""
        return {line.field.key.name: line.line.value for line in self._lines}

    # moving

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Offer what may be typed into the field; what has lost the focus again meanwhile does not take it back."""
        line = event.widget.parent
        if isinstance(line, FieldLine) and line is not self._at and event.widget is self.focused:
            self._go(line)

    def _go(self, line: FieldLine) -> None:
        """Go to a field, before the next key comes."""
        if line is not self._at:
            self._wrong = ""  # what was wrong with another field is no longer what is said
        self._at.remove_class("-here")
        self._at = line
        line.add_class("-here")
        self._fields.move_child(self._remark, after=line)
        self.set_focus(line.line)
        self._offer()
        self.call_after_refresh(self._fields.scroll_to_widget, self._remark, animate=False)

    def _step(self, by: int) -> None:
        at = self._lines.index(self._at) + by
        self._go(self._lines[at % len(self._lines)])

    def _go_on(self) -> None:
        """Go to the next field; what an arrow has marked is taken, and for a value that was held what is marked."""
        at, is_held = self._list.highlighted, self._held == (self._at.field.key.name, self._at.line.value)
        if at is not None and (is_held or (self._is_marked and is_open(self._at))):
            self._take(at, stays=False)
        elif self._is_settled(self._at):
            self._step(1)

    def _is_settled(self, line: FieldLine) -> bool:
        """Whether a field may be left: what can be one thing only is taken as that; for another new name it is held."""
        field, text = line.field, line.line.value
        if is_closed(field) and text.strip() and text.strip() != field.text.strip():
            there = [one for one in self._offers.find(field.section, field.key, text) if NEW not in one.text]
            if len(there) == 1:
                line.line.value = text = there[0].text
        parts = parted(field, self.texts)
        for other in self._lines:
            other.line.value = parts.get(other.field.key.name, other.line.value)
        text = line.line.value
        if begins_asked(field, text, self._offers) and self._held != (field.key.name, text):
            self._go(line)
            self._held = (field.key.name, text)
            self._warn(f"{of_asked()}; {key_here('next_field')} keeps this as new")
            return False
        found = unknown(field, text, self._offers)
        if found is None and text.strip():
            line.line.value = spelled_out(field, text, self._offers)
        if found is None or self._held == (field.key.name, text):
            return True
        at, why = found
        typed = typed_value(text, at, many=field.key.many)
        offers = self._offers.find(field.section, field.key, typed.begun, typed.others)
        new = [one for one in offers if NEW in one.text]
        is_new = new == offers
        if len(new) == 1 and is_new and not half_type(new[0].text):
            line.line.value = typed.instead(new[0].text)[0]
            return True
        self._go(line)
        self._held = (field.key.name, text)
        if (len(new) == 1 and is_new) or half_type(text):
            self._ask_other_end(new[0].text if new else text)
            return False
        line.line.cursor_position = len(typed.instead(typed.begun)[0]) - len(typed.after)
        self._offer()
        is_marked = bool(offers) and (not is_new or offers[0].is_likely)
        self._list.highlighted = 0 if is_marked else None
        self._warn(of_new(typed.begun, len(new), is_marked=is_marked) if new and is_new else why)
        return False

    def _ask_other_end(self, text: str) -> None:
        """Let a new type of relation be read from the other end; `_explain` asks for it."""
        self._at.line.value, self._at.line.cursor_position = both_ends(half_type(text))

    def _warn(self, why: str) -> None:
        self._wrong = self._at.field.key.name
        self._remark.update(Content.styled(shown(why), "$warning"))

    def _down(self) -> None:
        if not self._offered:
            self._go_on()
        else:
            self._is_marked = True
            if self._list.highlighted is None:
                self._list.highlighted = 0
            else:
                self._list.action_cursor_down()

    def _up(self) -> None:
        if not self._offered or self._list.highlighted is None:
            self._step(-1)
        else:
            self._is_marked = True
            self._list.action_cursor_up()

    # what may be typed

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._warned, self._wrong = False, ""
        self._foot.show()
        if event.input is self._at.line:
            inferred = self._inferred.get(self._at.field.key.name)
            if inferred is not None:
                inferred.forget(self._at.line.value)
            self._offer()

    def _cursor_moved(self, line: FieldLine) -> None:
        if line is self._at and line.field.key.many and line.typed != self._asked:
            self._offer()

    def _offer(self) -> None:
        field, typed = self._at.field, self._at.typed
        self._asked, self._is_marked = typed, False
        offers = self._offers.find(field.section, field.key, typed.begun, typed.others)
        self._offered = [] if typed.is_behind else offers
        rows = [
            Content.assemble(f"  {shown(one.name)}", (f"  {shown(one.note)}" if one.note != one.name else "", "$muted"))
            for one in self._offered
        ]
        self._list.clear_options()
        self._list.add_options(rows)
        self._new = len(rows) if all(NEW in one.text for one in self._offered) else 0
        self._list.highlighted = 0 if self._new and self._offered[0].is_likely else None
        self._list.display = bool(rows)
        if rows:
            self._fields.move_child(self._list, after=self._remark)
            self.call_after_refresh(self._place)
        if self._wrong != field.key.name:
            self._explain()

    def _place(self) -> None:
        """Open what is offered below the field and what is said of it, or above them where that has more room."""
        line, said, around = self._at.region, self._remark.region, self._fields.region
        below, above = self._foot.region.y - said.bottom, line.y - around.y
        frame = self._list.gutter.height
        wanted = len(self._offered) + frame
        is_above = below < min(wanted, LEAST_OFFERS + frame) and above > below
        height = max(1 + frame, min(wanted, above if is_above else below))
        self._list.styles.height = height
        is_cut = height - frame < len(self._offered)
        self._list.border_subtitle = f"{len(self._offered)} in all" if is_cut else ""
        self._list.styles.offset = (0, line.y - said.bottom - height if is_above else 0)

    def _explain(self) -> None:
        """Say what the field takes, or how a date is understood."""
        field, text = self._at.field, self._at.line.value.strip()
        said = field.key.typed
        if title := half_type(text):
            self._warn(f"How does “{title}” read from the other end? Such as: leads / led by")
            self._wrong = ""
            return
        if self._new:
            said = of_new(self._at.typed.begun, self._new, is_marked=self._list.highlighted is not None)
        elif text and any(one.claim for one in self._offered):
            said = of_asked()
        elif field.is_guess and text == field.text:
            said = f"found in the selected words; {key_here('clear_field')} clears it"
        elif cells(text) >= self._at.line.size.width > 0:
            said = text  # the line shows a part of it
        if field.key.is_date and text:
            try:
                found = self._offers.read_date(text)
            except DateError as error:
                said = f"{error.message[:1].upper()}{error.message[1:]}"
            else:
                said = f"{found.date}: {edtf.parse(found.date).display_long}"
                said += f", inferred from {found.inferred_from}" if found.inferred_from else ""
        self._remark.update(Content.styled(shown(said), "$muted"))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        at = self._list.highlighted
        if at is None:
            self._go_on()
        else:
            self._take(at)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._list.has(event.option, event.option_index):
            self._take(event.option_index)

    def _take(self, at: int, *, stays: bool = True) -> bool:
        """Put what was offered into the field, and go on to the next; where it takes several values, it `stays`.

        Returns whether that is all: False where something more is asked for first.
        """
        line, offer = self._at.line, self._offered[at]
        more = self._turn(offer.claim, self.texts) if offer.claim and self._turn is not None else None
        if more is not None:
            push(self, more, lambda plan: leave(self, plan) if plan is not None else None)
            return False
        if half_type(offer.text):
            self._ask_other_end(offer.text)
            return False
        if self._at.field.key.many:
            line.value, line.cursor_position = self._at.typed.instead(offer.text)
            if not stays:
                self._step(1)
            return True
        line.value = offer.text
        inferred = self._inferred.get(self._at.field.key.name)
        if inferred is not None and offer.inferred_from:
            inferred.fill(offer)
        self._step(1)
        return True

    # keeping

    def _save(self) -> None:
        at, is_marked = self._list.highlighted, self._is_marked and is_open(self._at)
        if self._writing or (at is not None and is_marked and not self._take(at, stays=False)):
            return
        if not all(map(self._is_settled, self._lines)):
            return
        try:
            write = self._keep(self.texts)
        except FieldError as error:
            self._mistake(error)
            return
        except LetapisError as error:
            self._foot.warn(error.message)
            return
        self._writing = True
        self._foot.say("writing …")
        self.run_worker(partial(self._write, write), name="write", thread=True)

    def _write(self, write: Callable[[], Plan]) -> None:
        try:
            plan = write()
        except LetapisError as error:
            self.app.call_from_thread(self._refused, error.message)
        else:
            self.app.call_from_thread(leave, self, plan)

    def _refused(self, why: str) -> None:
        self._writing = False
        self._foot.warn(" ".join(why.splitlines()))

    def _mistake(self, error: FieldError) -> None:
        """Say what is wrong with a field, in it."""
        line = next((line for line in self._lines if line.field.key.name == error.field), self._at)
        self._go(line)
        self._warn(error.message)

    def _close(self) -> None:
        """Leave without writing; what was typed is thrown away only when asked twice."""
        typed = any(line.line.value != line.field.text for line in self._lines)
        if not typed or self._warned:
            leave(self)
            return
        self._warned = True
        self._foot.warn(f"Not saved: {key_here('close')} again discards it, {key_here('save_form')} saves")
