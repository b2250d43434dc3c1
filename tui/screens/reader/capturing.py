"""Selecting words of a text in the reader, and making of them a passage and what rests on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from textual.screen import Screen

from tui.core.checks.rules import LONGEST_QUOTE
from tui.core.documents.anchor import DocumentText
from tui.core.documents.selecting import found_words, paragraph_at
from tui.core.model.records import PassageKey, Ref
from tui.core.store.base import Store
from tui.keys.keymap import key
from tui.present.bars import Tone
from tui.present.page import Link
from tui.present.source.full_text import FullText
from tui.present.source.parts import Reading
from tui.present.source.selected import PassageDraft, Selected, behind, drafted
from tui.present.source.source import located
from tui.screens.dialogs.ask import AskScreen
from tui.screens.edit_commands import RecordEditor, Told, edit_commands
from tui.session.captures import SourceWords
from tui.session.offers import Surroundings
from tui.widgets.bindings import Commands
from tui.widgets.reader import Reader
from tui.widgets.word_picker import WordPicker

MOST_ABOVE = 30_000
"""Characters above a paragraph in which the day is looked for that its dates count from."""


_NO_TEXT = "There is no text here to select words of: put the document into the folder of documents"


class Editor(RecordEditor, Protocol):
    """Writes into the files of the dataset: the explorer's, with its forms."""

    def capture(self, kind: str, words: SourceWords, told: Told) -> None:
        """Open the form of a record that rests on words of a source, or of the passage alone."""

    def name(self, words: SourceWords, told: Told) -> None:
        """Make a person, an organisation or a place that rests on words of a source."""

    def cite(self, words: SourceWords, told: Told) -> None:
        """Let a record that is there rest on words of a source."""


class CapturingShell(Protocol):
    """The reader, as far as this controller needs it."""

    @property
    def store(self) -> Store:
        """The records."""

    @property
    def subject(self) -> Ref:
        """The passage at which the user is, or the source."""

    reading: Reading
    """The source as it is shown."""
    awaited: PassageKey
    """A passage that was added, to stand at as soon as the records have it."""

    def say(self, text: str = "", tone: Tone = "plain") -> None:
        """Show a message (raw text) in the footer."""


class Capturing:
    """Moves the selection, and hands what is made of it to the editor."""

    def __init__(
        self,
        shell: CapturingShell,
        reader: Reader,
        picker: WordPicker,
        editor: Callable[[], Editor] | None,
        push: Callable[[Screen[str | None], Callable[[str | None], None]], None],
        link: Callable[[], Link | None],
    ) -> None:
        """Without an `editor` nothing can be written; `push` opens a screen over the reader.

        `link` gives the link under the cursor of what has the focus.
        """
        self._shell, self._reader, self._picker, self._editor = shell, reader, picker, editor
        self._push, self._link = push, link
        self._selected: Selected | None = None
        self._draft: PassageDraft | None = None
        self._page: DocumentText | None = None
        self._pending: Callable[[Editor, SourceWords], None] | None = None
        """What is to be done with the words once what was written before is read."""
        self._shortened: Callable[[Editor, SourceWords], None] | None = None
        """What was to be done with more words than an excerpt has: with a part of them it can be."""

    def commands(self) -> Commands:
        """Return what this controller does, by the ids of the key table."""
        if self._editor is None:
            return {}
        return {
            "select_words": self._begin,
            "word_forward": lambda: self._step(1),
            "word_back": lambda: self._step(-1),
            "extend_forward": lambda: self._step(1, extend=True),
            "extend_back": lambda: self._step(-1, extend=True),
            "line_down": lambda: self._line(1),
            "line_up": lambda: self._line(-1),
            "extend_down": lambda: self._line(1, extend=True),
            "extend_up": lambda: self._line(-1, extend=True),
            "begin_here": self._anchor,
            "find_words": self._find,
            "stop_selecting": lambda: self.stop() if self._shortened is None else self._show(),
            "make_passage": lambda: self._make("passage") if self._shortened is None else self._shorten(),
            "make_event": lambda: self._make("event"),
            "make_claim": lambda: self._make("claim"),
            "make_relation": lambda: self._make("relation"),
            "make_entity": lambda: self._once_read(lambda editor, words: editor.name(words, self._made)),
            "cite_words": self._cite,
            **edit_commands(self._editor, self._at, self._shell.say),
        }

    def _at(self) -> Ref:
        """Return the record under the cursor, in the text or beside it; without one, what is read."""
        link = self._link()
        return link.ref if link is not None and link.ref.section else self._shell.subject

    # selecting

    def _begin(self) -> None:
        """Begin at the words that the mouse selected, else at the first word in view."""
        text = self._text()
        if text is None:
            self._shell.say(_NO_TEXT)
            return
        self._page = DocumentText(text.document.text)
        self._selected = self._reader.words.begin(text.document.text)
        if self._selected is None:
            self._shell.say("There are no words here")
            return
        self._shell.say()
        self._picker.begin()
        self._show()

    def stop(self) -> None:
        """Select nothing."""
        if self._selected is None:
            return
        self._selected = self._draft = self._pending = self._shortened = None
        self._reader.words.show(None)
        self._picker.end()
        self._reader.focus()

    def _text(self) -> FullText | None:
        reading = self._shell.reading
        return reading if isinstance(reading, FullText) and not reading.document.unread else None

    def _step(self, by: int, *, extend: bool = False) -> None:
        if self._selected is not None:
            self._move(self._selected.stepped(by, extend=extend))

    def _line(self, by: int, *, extend: bool = False) -> None:
        if self._selected is not None:
            offset = self._reader.words.beside(self._selected.text, self._selected.cursor.start, by)
            self._move(self._selected.moved(offset, extend=extend))

    def _move(self, after: Selected) -> None:
        """Show the selection with its cursor elsewhere; at the end of the paragraph it stays, and that is said."""
        stays = self._selected is not None and after.anchor is not None and after.cursor == self._selected.cursor
        self._selected = after
        self._show()
        if stays:
            self._picker.show("A selection stays in its paragraph", "warn")

    def _anchor(self) -> None:
        if self._selected is not None:
            self._selected = Selected(self._selected.text, self._selected.cursor, self._selected.cursor)
            self._show()

    def _find(self) -> None:
        """Ask for the words to select; where nothing was selected before, the selection begins with them."""
        is_first = self._selected is None
        if is_first and self._text() is not None:
            self._begin()
        ask = AskScreen("Select the words", "first words ... last words", self._missing, does="select")
        self._push(ask, partial(self._found, is_first))

    def _missing(self, typed: str) -> str:
        """Return what is wrong with words that are typed."""
        selected = self._selected
        if selected is None:
            return _NO_TEXT
        if not typed:
            return "Type some of the words"
        return "" if found_words(selected.text, typed, selected.span.start) else "These words are not in the text"

    def _found(self, is_first: bool, typed: str | None) -> None:
        if typed is None and is_first:
            self.stop()
        selected = self._selected
        span = found_words(selected.text, typed, selected.span.start) if selected is not None and typed else None
        if selected is None or span is None:
            return
        begins = Selected(selected.text, selected.cursor).moved(span.start, extend=False)
        self._selected = Selected(selected.text, begins.cursor, begins.cursor).moved(span.end - 1, extend=True)
        self._show()

    def _show(self) -> None:
        """Draw the selection, and say what it would make."""
        self._shortened = None
        text, selected = self._text(), self._selected
        if selected is None or text is None or self._page is None:
            return
        self._reader.words.show(selected)
        self._draft = drafted(text.source, self._page, selected.span, text.found)
        wrong = self._draft.wrong
        self._picker.show(wrong or self._draft.said, "warn" if wrong else "plain")

    # making

    def _words(self) -> SourceWords | None:
        """Return what is selected; None, with a message, where no passage can be made of it."""
        text, selected, draft = self._text(), self._selected, self._draft
        if text is None or selected is None or draft is None or draft.wrong:
            return None
        whole = located(text)  # the order of the passages is that of their excerpts: all must be known
        text = whole if isinstance(whole, FullText) else text
        span, source = selected.span, self._shell.store.sources[text.source.id]
        start, end = paragraph_at(selected.text, span.start)
        around = Surroundings(
            selected.text[start:end],
            span.start - start,
            draft.passage.quote,
            source.issued,
            selected.text[max(0, start - MOST_ABOVE) : start],
        )
        return SourceWords(source.id, draft.passage, behind(text.source, text.found, span.start), around)

    def _make(self, kind: str) -> None:
        self._once_read(lambda editor, words: editor.capture(kind, words, self._made))

    def _cite(self) -> None:
        self._once_read(lambda editor, words: editor.cite(words, self._made))

    def _once_read(self, act: Callable[[Editor, SourceWords], None]) -> None:
        """Act on the selected words, once what was written before is read."""
        if self._shell.awaited:
            self._pending = act
            self._picker.refuse("What was written is being read")
            return
        words, draft = self._words(), self._draft
        if words is None and draft is not None and draft.is_long:
            self._shortened = act
            which = self._selected.shortened(LONGEST_QUOTE)[1] if self._selected is not None else "first"
            cut = f"{key('make_passage')} takes the {which} {LONGEST_QUOTE}"
            self._picker.refuse(draft.wrong, f"{cut} · {key('extend_back')} shortens")
        elif words is None:
            self._picker.refuse(draft.wrong if draft is not None else "")
        elif self._editor is not None:
            act(self._editor(), words)

    def _shorten(self) -> None:
        """Do with a part of the selection what was to be done with more words than an excerpt has."""
        act = self._shortened
        if self._selected is not None and act is not None:
            self._move(self._selected.shortened(LONGEST_QUOTE)[0])
            self._once_read(act)

    def renewed(self) -> None:
        """Do what waited for the records to be read again."""
        act, self._pending = self._pending, None
        if act is not None:
            self._picker.refused = False
            self._once_read(act)

    def _made(self, said: str, passage: PassageKey) -> None:
        """Go back to the text, and to the new passage once it is read."""
        self.stop()
        self._shell.say(said)
        self._shell.awaited = passage
