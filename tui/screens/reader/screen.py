"""The screen that shows a source at one of its passages, beside the record that led there."""

from __future__ import annotations

from asyncio import wrap_future
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.core.documents.background import soon
from tui.core.documents.folder import Document
from tui.core.index.highlight import Marks
from tui.core.index.names import Names
from tui.core.index.report_time import AsOf
from tui.core.model.records import PassageKey, Ref
from tui.core.query.tree import Query
from tui.core.store.base import Store
from tui.core.store.related import short_name
from tui.core.text.display import cells, cut, shown
from tui.keys.commands import hints, within
from tui.keys.keymap import key
from tui.messages import LinkOpened, TermMissing, TermPicked
from tui.notebook.settings import Settings
from tui.present.banner import AsKnown
from tui.present.bars import Tab, Tone
from tui.present.legend import legend_of_reader
from tui.present.source.full_text import FullText
from tui.present.source.gutter import Gutter, column
from tui.present.source.outline import Outline
from tui.present.source.parts import Reading, progress, sign_of
from tui.present.source.side_pages import Mode
from tui.present.source.source import in_same_words, located, reading
from tui.screens.dialogs.go_to import find_name
from tui.screens.reader.capturing import Capturing, Editor
from tui.screens.reader.passage_commands import Annotations, PassageCommands
from tui.screens.reader.side_pane import COMMANDS, SidePane
from tui.screens.stack import Unanswered, leave, push, run
from tui.session.picking import no_filter
from tui.session.session import Session
from tui.widgets.bar import Footer, Heading, PartsLine, show_banner
from tui.widgets.bindings import Commands, bindings
from tui.widgets.page_view import PageView
from tui.widgets.reader import GutterView, PassageReached, Reader, ViewMoved
from tui.widgets.word_picker import WordPicker

__all__ = ["Reader", "ReaderScreen"]

SELECTING = {command.id for command in within("selecting")}
LATER = {"known": "", "since": "this source came out later", "unsure": "nobody can say when it came out"}
"""The banner's remark on a source, by whether it was published by the day asked about."""


class ReaderScreen(Screen[Ref | Query | None]):
    """Shows a source; returns the record or the term that was picked in it, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("reader", dispatched=True),
        *bindings("reading", dispatched=True),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (14, "-high"), (28, "-tall")]

    def __init__(
        self,
        store: Store,
        source_id: str,
        passage_key: PassageKey = "",
        document: Document | Future[Document | None] | None = None,
        *,
        came_from: Ref | None = None,
        marks: Marks | None = None,
        annotations: Annotations | None = None,
        settings: Callable[[], Settings] = Settings,
        standing: AsKnown | None = None,
        as_of: AsOf | None = None,
        editor: Callable[[], Editor] | None = None,
        list_problems: Callable[[Callable[[str], object]], None] = lambda say: None,
        greeting: str = "",
        names: Names | None = None,
    ) -> None:
        """Begin at a passage of a source, whose document may still be loading.

        `came_from` is the record that led here, `marks` finds matches of the filter, `annotations` keeps bookmarks and
        notes, `settings` returns those in force; `standing` and `as_of` are those of the mode "as known at";
        `editor` returns what writes into the files; `list_problems` lists what is wrong with the data, or has said that
        nothing is; `greeting` (raw text) is said until the first key; `names` finds what to go to.
        """
        super().__init__()
        self._greeting = greeting
        self._unanswered, self._unanswered_selecting = Unanswered(self), Unanswered(self, over=False)
        self._names = names
        self.store, self._source = store, source_id
        self._key = passage_key if passage_key.partition("/")[2] else ""
        self._came_from, self._marks = came_from, marks
        self._standing, self._as_of = standing, as_of
        self._loading = document if isinstance(document, Future) and not document.done() else None
        """The document, while it is being read from the disk."""
        loaded = (None if self._loading else document.result()) if isinstance(document, Future) else document
        self.reading = reading(store, source_id, self._key, loaded, marks=marks)
        self.awaited: PassageKey = ""
        """A passage that was added, to stand at as soon as the records have it."""
        self._view = (0, 0)
        """First and last place of the text in view."""
        self.reader, self.excerpt_gutter, self.footer = Reader(id="reader"), GutterView(id="gutter"), Footer()
        self._legend = PartsLine(classes="legend")
        self.heading, self._picker = (
            Heading(id="reader-heading", classes="heading"),
            WordPicker(self.action_run_command),
        )
        self._capturing = Capturing(
            self,
            self.reader,
            self._picker,
            editor,
            partial(push, self),
            lambda: (self.beside if self.beside.has_focus else self.reader).cursor.link,
        )
        self.side = SidePane(
            store,
            came_from=came_from,
            marks=marks,
            as_of=as_of,
            annotate=annotations.page_of if annotations is not None else lambda page, _: page,
            to_match=self.reader.passage.step,
        )
        self._commands: Commands = {
            **PassageCommands(self, settings, annotations).commands(),
            **self._capturing.commands(),
            **{name: partial(self._enter_side, mode) for mode, name in COMMANDS.items()},
            "switch_beside": lambda: self._enter_text() if self.beside.has_focus else self._enter_beside(),
            "leave": lambda: self._enter_text() if self.beside.has_focus else leave(self),
            "problems": lambda: list_problems(self.say),
            "go_back": lambda: leave(self),
            "find_name": lambda: find_name(self, self.store, self._names, partial(leave, self)),
        }

    def compose(self) -> ComposeResult:
        """Yield the text with its gutter, the side pane, and the hints."""
        # from the start, so that the text is laid out once: the breakpoints come after the first layout
        width, height = self.app.size
        self.add_class(
            "-wide" if width >= 120 else "-narrow",
            next(name for least, name in reversed(self.VERTICAL_BREAKPOINTS) if height >= least),
        )
        with Horizontal(id="reading"):
            with Vertical(id="text"):
                yield self.heading
                yield Static(id="outline-note", markup=False)
                with Horizontal():
                    yield self.reader
                    yield self.excerpt_gutter
            yield self.side
        yield from (self._legend, self._picker, self.footer)

    @property
    def beside(self) -> PageView:
        """The page in the side pane."""
        return self.side.page

    @property
    def key(self) -> PassageKey:
        """The passage at which the user is; `source/` where they are at none."""
        return self._key or f"{self._source}/"

    @property
    def subject(self) -> Ref:
        """The passage at which the user is, or the source where they are at none."""
        return Ref("passages", self._key) if self._key else Ref("sources", self._source)

    # showing

    def on_mount(self) -> None:
        """Show the source at the passage asked for; the other excerpts are found after that."""
        show_banner(self, self._standing, LATER[self._as_of.status([self._source])] if self._as_of else "")
        self.reader.focus()
        self._hint()
        self.say(self._greeting)
        self._read()
        if self._loading is not None:
            self._await_document(self._loading)

    def _read(self) -> None:
        self.reader.passage.read(self.reading, self._key)
        self._show_beside()
        self._retitle()
        self._explain()
        if isinstance(self.reading, FullText) and not self.reading.whole:
            self.call_after_refresh(self._locate, self.reading)

    @work(name="document")
    async def _await_document(self, coming: Future[Document | None]) -> None:
        """Show the outline until the document is read, then the document, at the same passage."""
        document = await wrap_future(coming)
        self._loading = None
        if document is not None:
            self.reading = reading(self.store, self._source, self._key, document, marks=self._marks)
            self._read()
        self._retitle()
        self._explain()

    @work(exclusive=True, name="excerpts")
    async def _locate(self, text: FullText) -> None:
        """Find all excerpts: first those with the same words in the text, then the others."""
        keys = tuple(text.source.passages)
        found = await wrap_future(soon(lambda: in_same_words(text.source, text.document, keys), 0))
        self._take(replace(text, found=found))
        self._take(await wrap_future(soon(lambda: located(text), 0)))

    def _take(self, text: Reading) -> None:
        """Show the source with the excerpts that were found."""
        self.reading = text
        self.reader.passage.take(text)
        if self.side.mode != "record":
            self._show_beside()
        self._retitle()
        self._explain()

    def renew(self, session: Session) -> None:
        """Show the same place of the source as it is in the records of `session`, which were read again."""
        if self._source not in session.store.sources:
            self.say("This source is no longer in the files; it stays here as it was read", "warn")
            return
        self.store, self._as_of, view = session.store, session.view.at, self.reading
        self._names = session.index.names
        if self._came_from is not None and self.store.record(self._came_from) is None:
            self._came_from = None
        passages = self.store.sources[self._source].passages
        if self.awaited.partition("/")[2] in passages:
            self._key, self.awaited = self.awaited, ""
            self.call_later(self._capturing.renewed)
        elif self._key.partition("/")[2] not in passages:
            self._key = ""
        self.reader.passage.key = self._key
        self.side.renew(self.store, self._came_from, self._as_of)
        document = view.document if isinstance(view, FullText) else None
        self._take(reading(self.store, self._source, self._key, document, marks=self._marks))
        self._show_beside()
        self._hint()
        if isinstance(self.reading, FullText) and not self.reading.whole:
            self._locate(self.reading)
        elif document is None:
            self._await_document(soon(session.opened.document(self._source), 0))

    def _explain(self) -> None:
        """Say that an outline is one, and how to add the text, once it is known that there is none; name the signs."""
        if isinstance(self.reading, Outline):
            self.query_one("#outline-note", Static).update(Content(shown(self.reading.note)))
        self.set_class(isinstance(self.reading, Outline) and self._loading is None, "-outline")
        verdicts = (sign_of(stop.verdict) for stop in self.reading.stops)
        beside = (cell.mark for cell in column(self.excerpt_gutter.value, self.excerpt_gutter.size.height))
        self._legend.show(legend_of_reader(verdicts, beside, self.size.width))

    def _retitle(self) -> None:
        source = self.store.sources.get(self._source)
        place = progress(self.reading, self._key, len(source.passages) if source else 0)
        width = self.heading.size.width or self.size.width
        shape = "reading the document …" if self._loading is not None else self.reading.title
        aside = f"{place} · {shape}" if width >= 72 else place
        title = short_name(self.store, self._source)
        self.heading.show((Tab(cut(shown(title), max(8, width - cells(aside) - 4))),), aside)
        self.excerpt_gutter.show(Gutter(self.reading.length, self.reading.stops, self._key, self._view))

    def _hint(self) -> None:
        if self._picker.display:
            self.footer.show(hints("selecting"))
            return
        commands = {command.id: command for command in hints("reading")}
        if self.has_class("-beside") or self.beside.has_focus:
            commands["switch_beside"] = replace(commands["switch_beside"], label="text")
        elif self._came_from is not None:
            commands["switch_beside"] = replace(commands["switch_beside"], label="came from")
        self.footer.show(tuple(commands.values()))

    def say(self, text: str = "", tone: Tone = "plain") -> None:
        """Show a message (raw text) in place of the hints; the next key that moves brings them back."""
        self.footer.say(text, tone)

    # the side pane

    def _show_beside(self, mode: Mode | None = None) -> None:
        self.side.show(self.reading, self._key or f"{self._source}/", mode)

    def show_notes(self) -> None:
        """Show the passage with its bookmark and note in the side pane."""
        self._show_beside("passage")

    def _enter_side(self, mode: Mode) -> None:
        if self.side.has(mode):
            self._show_beside(mode)
            self._enter_beside()

    def _enter_beside(self) -> None:
        self.add_class("-beside")  # what is not displayed takes no focus
        self.beside.focus()

    def _enter_text(self) -> None:
        self.remove_class("-beside")
        self.reader.focus()

    # messages of the widgets

    @on(LinkOpened)
    def _link_opened(self, message: LinkOpened) -> None:
        """Go to a record; of a passage of this source, show what rests on it, or go to it from the side pane."""
        message.stop()
        ref = message.link.ref
        if ref.section != "passages":
            leave(self, ref)
            return
        if self.beside.has_focus:
            if ref.id.partition("/")[0] != self._source:
                leave(self, ref)
                return
            self._enter_text()
            self.reader.passage.go_to(ref.id)
            return
        if ref.id != self.reader.key:
            self.reader.passage.go_to(ref.id)
        self._key = ref.id
        self._enter_side("passage")

    @on(TermPicked)
    def _term_picked(self, message: TermPicked) -> None:
        message.stop()
        leave(self, message.term)

    @on(TermMissing)
    def _term_missed(self, message: TermMissing) -> None:
        message.stop()
        self.say(no_filter(message.what))

    @on(PassageReached)
    def _reached(self, message: PassageReached) -> None:
        message.stop()
        if message.key != self._key:  # else nothing has moved, and what was said of it stands
            self.say(self._greeting)
        self._key = message.key
        self._retitle()
        if self.side.mode != "record":
            self._show_beside()

    @on(ViewMoved)
    def _moved(self, message: ViewMoved) -> None:
        message.stop()
        self._view = (int(message.first), int(message.last))
        self._retitle()

    @on(GutterView.Picked)
    def _gutter_picked(self, message: GutterView.Picked) -> None:
        if message.key:
            self.reader.passage.go_to(message.key)
        else:
            self.reader.passage.go_to_place(message.place)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Highlight the heading of what has the focus; a narrow screen shows only that."""
        self.heading.light(event.widget is self.reader)
        self.side.heading.light(event.widget is self.beside)
        self.set_class(event.widget is self.beside, "-beside")
        self._hint()

    def on_resize(self) -> None:
        """Fit the headings to the width."""
        self._hint()
        self.call_after_refresh(self._retitle)
        self.call_after_refresh(self._explain)

    def on_key(self, event: events.Key) -> None:
        """Bring the hints back; say of a key that does nothing here where it does."""
        self._greeting = ""
        self.say((self._unanswered_selecting if self._picker.display else self._unanswered).said(event))

    def action_run_command(self, name: str) -> None:
        """Run a command of the key table, if it is one of the reader's."""
        if not self._picker.display or name in SELECTING:
            run(self, self._commands, name)
        else:
            self.say(f"Not while words are selected: {key('stop_selecting')} leaves them")
