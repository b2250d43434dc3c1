"""What the reader takes away from a source: the passage at which it stands, copied, kept, or opened in the browser."""

from __future__ import annotations

from tui.core.index.report_time import AsOf
from tui.core.model.records import PassageKey, Ref
from tui.core.store.base import Store
from tui.present.page import Page
from tui.screens import browser, take_away
from tui.screens.clipboard import settings_of
from tui.screens.dialogs.page import PageScreen
from tui.screens.reader.desk import Desk
from tui.widgets.footer import Footer


class TakingScreen(PageScreen):
    """A page that stands at a passage of a source."""

    def __init__(self, title: str, store: Store, source_id: str, key: PassageKey) -> None:
        super().__init__(title, Page())
        self._store = store
        self._source = source_id
        self._key = key

    desk: Desk | None = None
    """What keeps bookmarks and notes; None where nothing can be kept."""
    as_of: AsOf | None = None
    """The day that `known:` asks about, set before the page is shown."""

    @property
    def remark(self) -> str:
        """Whether the source was out by the day asked about."""
        status = self.as_of.status([self._source]) if self.as_of else "known"
        said = {"known": "", "since": "+ this source came out later", "unsure": "? nobody can say when it came out"}
        return said[status]

    @property
    def key(self) -> PassageKey:
        """The passage at which the reader stands."""
        return self._key

    @property
    def _subject(self) -> Ref:
        """The passage, or the source where it stands at none."""
        return Ref("passages", self._key) if self._key else Ref("sources", self._source)

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Say something in place of the hints; the next key that moves brings them back."""
        self.query_one(Footer).say(message, "warn" if wrong else "plain")

    def show_kept(self) -> None:
        """Show what the reader keeps anew."""

    def kept(self, page: Page, ref: Ref) -> Page:
        """Return what is shown of a record or a passage with what the reader keeps of it."""
        return self.desk.page_of(page, ref) if self.desk else page

    def action_bookmark(self) -> None:
        """Bookmark the passage, or take that back."""
        if self.desk is not None:
            said = self.desk.toggle_bookmark(self._subject)
            self.show_kept()
            self.say(said)

    def action_write_note(self) -> None:
        """Write a note on the passage."""
        if self.desk is not None:
            self.desk.begin_note(self._subject, self._noted)

    def _noted(self, said: str) -> None:
        self.show_kept()
        self.say(said)

    def action_copy(self) -> None:
        """Choose what to copy of the passage."""
        from tui.screens.dialogs.copy_menu import CopyScreen

        self.app.push_screen(CopyScreen(take_away.copies(self._store, self._subject, 0)), self._copied)

    def _copied(self, said: str | None) -> None:
        if said:
            self.say(said)

    def action_browse(self) -> None:
        """Open the source's address in the browser, at the excerpt."""
        self._browse(browser.at_excerpt(self._store, self._subject, 0))

    def action_browse_archived(self) -> None:
        """Open the archived copy of the source in the browser, at the excerpt."""
        self._browse(browser.archived(self._store, self._subject, 0))

    def _browse(self, address: browser.Address) -> None:
        said, wrong = browser.leave(self.app, address, settings_of(self.app).browser)
        self.say(said, wrong=wrong)
