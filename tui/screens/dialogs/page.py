"""A page on the full screen: an overview of the whole dataset."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tui.core.model.records import Ref
from tui.core.model.sections import SECTIONS
from tui.core.text.display import shown
from tui.keys.commands import FOOTER, hints
from tui.present.page import Page
from tui.screens.dialogs.go_to import find_name
from tui.screens.edit_commands import EDITING, RecordEditor, edit_commands
from tui.screens.full_page import FullPageScreen, MakeReader
from tui.screens.stack import leave
from tui.session.session import Session
from tui.widgets.bar import show_banner
from tui.widgets.bindings import bindings, keys_for
from tui.widgets.indexed_page import IndexedPage

WIDE = 120
"""Columns from which an index has room beside the page."""


class PageScreen(FullPageScreen):
    """Shows a page that was made before."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("reader", dispatched=True),
        *(binding for name in (*EDITING, "go_to_excerpt") for binding in keys_for(f"run_command({name!r})", name)),
    ]

    def __init__(
        self,
        title: str,
        session: Session,
        page_of: Callable[[Session], Page],
        anchor: str = "",
        *,
        reader: MakeReader,
        editor: Callable[[], RecordEditor],
    ) -> None:
        """Take a title (raw), what makes the page of a session, and the line called `anchor`, from which it is shown.

        `reader` makes the reader of a passage; `editor` returns what changes the records that the page names.
        """
        super().__init__()
        self._title, self._page_of, self._anchor = title, page_of, anchor
        self._page, self._standing = page_of(session), session.view.standing
        self._body = IndexedPage(page="reader")
        self._store, self._names = session.store, session.index.names
        self._commands["find_name"] = lambda: find_name(self, self._store, self._names, partial(leave, self))
        self._commands |= edit_commands(editor, self._at, self.footer.say)
        self._commands["go_to_excerpt"] = lambda: self._read_first(self._store, self._body.page.link, reader)

    def compose(self) -> ComposeResult:
        """Yield heading, page and footer."""
        yield Static(Content(shown(self._title)), id="reader-heading", markup=False)
        yield self._body
        yield self.footer

    def on_mount(self) -> None:
        """Show the page, the banner if there is one, and in the footer what can be done."""
        self._body.show(self._page, anchor=self._anchor)
        show_banner(self, self._standing)
        has_index = self._body.has_parts and self.app.size.width >= WIDE
        has_links = any(span.link is not None for block in self._page.blocks for span in block.spans)
        useless = set() if has_index else {"outline_beside"}
        useful = {"help", "leave"} if not (has_links or has_index) else set(FOOTER["reader"]) - useless
        self.footer.show(tuple(one for one in hints("reader") if one.id in useful))
        (self._body.index if has_index else self._body.page).focus()

    def renew(self, session: Session) -> None:
        """Show the page of `session`, whose records were read again, at the same place."""
        self._page, self._store, self._names = self._page_of(session), session.store, session.index.names
        self._body.show(self._page, reset=False)

    def _at(self) -> Ref | None:
        """Return the record under the cursor of the page, or that of the part under the cursor of its index."""
        if self._body.index.has_focus:
            part = self._body.index.cursor
            section, _, record = part.id.partition("/") if part is not None else ("", "", "")
            return Ref(section, record) if section in SECTIONS and record else None
        link = self._body.page.link
        return link.ref if link is not None else None

    def on_resize(self) -> None:
        """Give the focus to the page, at the same part, where its index has no room any more."""
        if self._body.index.has_focus and self.size.width < WIDE:
            part = self._body.index.cursor
            self._body.page.focus()
            self.call_after_refresh(self._body.page.cursor.to_anchor, part.id if part else "")
