"""Ties on the full screen: the chains between two, or the tree of all that is tied to one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tui.core.dates.typed import typed
from tui.core.index.index import Index
from tui.core.index.report_time import AsOf
from tui.core.model.records import EntityId, Ref
from tui.core.query.tree import Everything, Query
from tui.core.text.display import shown
from tui.exchange.formats import as_utf8
from tui.exchange.losses import Losses
from tui.keys.commands import Command, hints
from tui.notebook.settings import Settings
from tui.present.banner import AsKnown
from tui.present.neighbours import Way, anchor_of, way_of
from tui.present.page import Page
from tui.present.ties import kind_switches
from tui.screens.dialogs.ask import ask_near, edtf
from tui.screens.dialogs.exporting import Asker, Export, TellShare, ask_where
from tui.screens.dialogs.go_to import EVERYBODY, entity_screen, find_name
from tui.screens.full_page import FRAME, FullPageScreen, MakeReader
from tui.screens.stack import leave, push
from tui.session import ties
from tui.session.ties import Question
from tui.widgets.bar import PartsLine, show_banner
from tui.widgets.bindings import bindings
from tui.widgets.page_view import PageView


class TiesScreen(FullPageScreen):
    """Answers a question about ties; comes back with the record or the term that was picked, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ties", dispatched=True)]

    def __init__(
        self,
        index: Index,
        question: Question,
        wanted: Query,
        near: int,
        *,
        at: AsOf | None,
        standing: AsKnown | None,
        reader: MakeReader,
        dataset: Path,
        settings: Callable[[], Settings] = Settings,
    ) -> None:
        """Take a question, the filter in force, and the day (an ordinal) near which a date without a year lies.

        `at` is the day that the filter asks about, `standing` the banner that names it; `reader` makes the reader of a
        passage. `dataset` is the folder of the records, and `settings` returns those in force.
        """
        super().__init__()
        self._dataset, self._settings = dataset, settings
        self._at, self._standing, self._reader = at, standing, reader
        self._earlier: list[Question] = []
        """Questions about others that were asked before, the latest last."""
        self._index, self.question, self._wanted, self._near = index, question, wanted, near
        self._heading, self._conditions = Static(id="reader-heading", markup=False), Static(id="ties-by", markup=False)
        self._kinds = PartsLine(id="tie-kinds")
        self._page = PageView(id="reader")
        self._lifted = question if isinstance(wanted, Everything) else replace(question, filtered=True)
        """The conditions that are put back."""
        self._commands |= dict.fromkeys(("leave", "go_back"), self._go_back)
        self._commands |= {
            "find_name": lambda: find_name(self, self._index.store, self._index.names, partial(leave, self)),
            "ties": self._ask_other,
            "toggle_ties": self._toggle,
            "tie_date": self._ask_date,
            "tie_grid": self._switch_grid,
            "suspend_filter": self._lift,
            "go_to_excerpt": self._read,
            "export": self._export,
            **{f"tie_{kind}": self._switching(kind) for kind in question.kinds},
        }

    def compose(self) -> ComposeResult:
        """Yield the question, what counts, the answer and the footer."""
        yield from (self._heading, self._kinds, self._conditions, self._page, self.footer)

    def on_mount(self) -> None:
        """Answer the question, under the banner if there is one."""
        show_banner(self, self._standing)
        self._answer()
        self._page.focus()

    def on_resize(self) -> None:
        """Fit the switches and a grid to the width."""
        if self.question.grid and not self.question.last:
            self._answer()
        else:
            self._kinds.show(kind_switches(self.question.kinds, self.size.width))

    def _ask(self, question: Question) -> None:
        """Ask another question, and answer it from the top."""
        if (question.first, question.last) != (self.question.first, self.question.last):
            self._earlier.append(self.question)
        self.question = question
        self._answer()

    def _go_back(self) -> None:
        """Return to the question about others that was asked before, if any, else leave."""
        if self._earlier:
            self.question = self._earlier.pop()
            self._answer()
        else:
            leave(self)

    def _answer(self, *, at: Way = ()) -> None:
        """Show the answer, from its top or with the cursor on the end of a way."""
        question = self.question
        self._heading.update(Content(shown(ties.title(question, self._index))))
        self._kinds.show(kind_switches(question.kinds, self.size.width))
        said = ties.conditions(question, str(self._wanted), kinds=False)
        self._conditions.update(Content(shown(said)))
        self._conditions.display = bool(said)
        width = self.size.width - FRAME
        page = ties.answered(question, self._index, self._wanted, self._at, width=width)
        self._page.show(page, anchor=anchor_of(at) if at else "")
        self.footer.say()
        self.footer.show(self._hints(page))

    def _hints(self, page: Page) -> tuple[Command, ...]:
        """Return the commands that do something on a page."""
        question, has_ties = self.question, any(block.anchor for block in page.blocks)
        called = {"suspend_filter": "all" if question != question.unbound() else "put back"}
        called |= {"tie_grid": "tree"} if question.grid else {}
        useless = {"tie_grid", "toggle_ties"} if question.last else {"toggle_ties"} if question.grid else set()
        useless |= {"suspend_filter"} if self._other_conditions() is None else set()
        useless |= set() if has_ties else {"tie_grid", "toggle_ties"}
        return tuple(
            replace(one, label=called.get(one.id, one.label)) for one in hints("ties") if one.id not in useless
        )

    # what counts

    def _switching(self, kind: str) -> Callable[[], None]:
        return lambda: self._ask(self.question.switched(kind))

    def _other_conditions(self) -> Question | None:
        """Return the question without conditions, or where it has none with those put back; None for none of them."""
        question, lifted = self.question, self._lifted
        others = (
            question.unbound(),
            replace(question, kinds=lifted.kinds, date=lifted.date, filtered=lifted.filtered),
        )
        return next((other for other in others if other != question), None)

    def _lift(self) -> None:
        """Lift all conditions, or put them back."""
        other = self._other_conditions()
        if other is None:
            self.footer.say("Nothing is left out: no kind of record, no time, and there is no filter")
            return
        if other == self.question.unbound():
            self._lifted = self.question
        self._ask(other)

    def _switch_grid(self) -> None:
        if self.question.last:
            self.footer.say("The grid is of all who are tied to one")
        else:
            self._ask(replace(self.question, grid=not self.question.grid))

    def _ask_date(self) -> None:
        now = self.question.date

        def asked(text: str | None) -> None:
            if text is not None:
                self._ask(replace(self.question, date=edtf(typed(text, self._near)) if text else ""))

        title, nothing = "Ties as things stood at which date?", "at any time" if now else ""
        push(self, ask_near(self._near, title, now=now, nothing=nothing), asked)

    # whose ties

    def _ask_other(self) -> None:
        """Ask how the first is tied to what is under the cursor in the tree, else to somebody to be named.

        On a name within a chain, ask how it is tied to the one before it.
        """
        way = self._way()
        if len(way) > 1:
            first = way[0] if self.question.last else self.question.first
            self._ask(replace(self.question, first=first, last=way[-1]))
            return
        store, first, link = self._index.store, self.question.first, self._page.link
        if self.question.grid and not self.question.last and link is not None and link.ref.id != first:
            self._ask(replace(self.question, last=link.ref.id))
            return

        def asked(ref: Ref | None) -> None:
            if ref is not None and ref.id != first:
                self._ask(replace(self.question, last="" if ref == EVERYBODY else ref.id, opened=frozenset()))

        name = store.name(store.entity_ref(first))
        push(self, entity_screen(store, self._index.names, f"How is {name} tied to …?", (), all_of=name), asked)

    def _toggle(self) -> None:
        way = self._way()
        if len(way) > 1 and not self.question.last:
            self.question = self.question.toggled(way)
            self._answer(at=way)
        else:
            self.footer.say("Only a name in the tree of all who are tied to one opens")

    def _way(self) -> Way:
        """Return the way to the entity under the cursor of the tree; empty where there is none."""
        page = self._page
        if page.link is None:
            return ()
        line = page.cursor.links[page.cursor.at][1]
        return next((way_of(name) for name, at in page.layout_of_page.anchors.items() if at == line), ())

    def _read(self) -> None:
        """Open the first words that the record under the cursor rests on."""
        self._read_first(self._index.store, self._page.link, self._reader)

    def _export(self) -> None:
        """Write a drawing of the answer, on pages to print."""
        question, losses = self.question, Losses()
        asker = Asker(self.app, self._settings(), partial(push, self), self.footer.say, self)

        def pieces(_: TellShare) -> Iterable[bytes]:
            return as_utf8(ties.drawn(question, self._index, self._wanted, losses))

        stem = "-".join(filter(None, ("ties", question.first, question.last)))
        ask_where(asker, Export("svg", "svg", pieces, losses), self._dataset, stem)


def question_about(first: EntityId, answer: Ref, *, filtered: bool) -> Question:
    """Return the question that `entity_screen` was answered with."""
    return Question(first, "" if answer == EVERYBODY else answer.id, filtered=filtered)
