"""What opens from the main screen and comes back to it: things to choose from, pages, other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.errors import QueryError
from tui.core.index.density import Stretch
from tui.core.model.records import Ref
from tui.core.query import tree
from tui.present.banner import undated
from tui.present.highlight import marker
from tui.present.page import Page
from tui.screens import take_away
from tui.screens.explorer.reading import ReadingScreen
from tui.session import state
from tui.session.view import counted

if TYPE_CHECKING:
    from tui.core.index.lanes import By
    from tui.screens.browser import Address


class ReachingScreen(ReadingScreen):
    """Finding, facets, dates, problems, copying, exporting, browser and editor."""

    def show_record(self, ref: Ref) -> None:
        """Show a record: a passage in the reader, all others in the details."""
        if ref.section == "passages":
            self.read(ref.id)
            return
        self.go(self.to(ref))
        if self._pane != 1 or self._state.spot.opened is not None:
            self.enter_pane(2)

    def action_find_name(self) -> None:
        """Go to anything by its name."""
        from tui.screens.dialogs.find_name import FindScreen, candidates

        if self._feeder is not None:
            self.app.push_screen(FindScreen(candidates(self._feeder.store)), self._found)

    def _found(self, ref: Ref | None) -> None:
        if ref is not None:
            self.show_record(ref)

    def action_facets(self) -> None:
        """Choose what events shall have and what not, each value with how many there are of it."""
        from tui.screens.dialogs.facets import FacetsScreen

        if self._feeder is not None:
            self.app.push_screen(FacetsScreen(self._feeder.index, self._state.spot.query), self._narrowed)

    def _narrowed(self, wanted: tree.Query | None) -> None:
        if wanted is not None and (wanted != self._state.spot.query or self._state.spot.suspended):
            self.go(state.show_query(self._state, wanted))

    def narrow_by(self, term: tree.Query) -> None:
        """Narrow by a value that stands on the screen; say so where that leaves nothing, or leads elsewhere."""
        from tui.session.narrowing import picked

        if self._feeder is None:
            return
        try:
            found = picked(self._feeder, self._state, term)
        except QueryError as error:
            self.footer.say(error.message, "warn")
            return
        if not found.refused:
            self.go(found.state)
        if found.said:
            self.footer.say(found.said, "warn" if found.refused else "plain")

    def action_densest(self) -> None:
        """Choose from the densest days of what is shown."""
        from tui.screens.dialogs.densest import DensestScreen, choices

        if self._feeder is not None and self._view is not None:
            found = list(choices(self._feeder.index, self._view.result))
            if found:
                self.app.push_screen(DensestScreen(found), self._dense)
            else:
                self.footer.say("Nothing that is shown is dated to the day", "warn")

    def _dense(self, found: Stretch | None) -> None:
        if found is not None:
            self.narrow_to(found.first, found.last, surely=True)

    def narrow_to(self, first: int, last: int, *, surely: bool = False) -> None:
        """Narrow to days (ordinals, both included), in the place of any other time in the filter."""
        start, end = edtf.of_day(first).text, edtf.of_day(last).text
        others = [term for term in tree.terms(self._state.spot.query) if not _is_span(term)]
        span = tree.Field("date!" if surely else "date", start if first == last else f"{start}..{end}")
        self.go(state.add_term(state.narrow(self._state, tree.joined(tuple(others))), span))

    def action_go_to_date(self) -> None:
        """Go to a date that is typed."""
        from tui.screens.dialogs.ask_date import date_screen

        if self._feeder is not None and self._view is not None:
            self.app.push_screen(date_screen(self._feeder, self._view.cursor), self._dated)

    def _dated(self, text: str | None) -> None:
        from tui.screens.dialogs.ask_date import landing

        if not text or self._feeder is None or self._view is None:
            return
        found = landing(self._feeder, self._view, text)
        if found.ref is not None:
            at = self._state
            if at.spot.listing != "events":
                self.go(state.list_section(at, "events", found.ref))
            else:
                self.go(state.open_record(at, found.ref))
            self.enter_pane(1)
        self.footer.say(found.said)

    def action_known_at(self) -> None:
        """Put all as it was known at a date that is typed; again, back to what is known today."""
        if self.standing is not None:
            self.go(state.forget(self._state))
            return
        from tui.screens.dialogs.ask_date import known_screen

        if self._feeder is not None and self._view is not None:
            self.app.push_screen(known_screen(self._feeder, self._view.cursor), self._known_at)

    def _known_at(self, text: str | None) -> None:
        from tui.screens.dialogs.ask_date import as_edtf

        if text and self._feeder is not None and self._view is not None:
            self.go(state.know(self._state, as_edtf(self._feeder, self._view.cursor, text)))
            if self.standing is not None and self.standing.undated:
                self.footer.say(f"Nobody can say since when these are known, {undated(self.standing.undated)}", "warn")

    def action_show_since(self) -> None:
        """List what appeared since too, marked, or leave it out."""
        if self.standing is None:
            self.footer.say("Nothing is left out: u puts all as it was known at a date", "warn")
        else:
            self.go(state.show_since(self._state))

    def action_export(self) -> None:
        """Write what is shown to a file."""
        from tui.exchange.formats import FORMATS
        from tui.screens.dialogs.choose import Choice, ChoosingScreen

        choices = [Choice(entry.name, entry.title, lead=f"{entry.name:13}") for entry in FORMATS.values()]
        self.app.push_screen(ChoosingScreen[str]("Export what is shown", choices), self._export)

    def _export(self, name: str | None) -> None:
        if name and self._feeder is not None and self._view is not None and self._opened is not None:
            self.footer.say(take_away.export(self._feeder.index, self._view.result, name, self._opened.folder.name))

    def action_lanes(self) -> None:
        """Show what the filter leaves in lanes, at the event under the cursor."""
        from tui.screens.lanes.screen import LanesScreen

        if self._feeder is not None and self._view is not None:
            view, result = self._view, self._view.result
            counted_events = counted(replace(view, listing="events", count=result.count, total=result.total))
            stem = self._opened.folder.name if self._opened else ""
            lanes = LanesScreen(
                self._feeder.index, result, view.cursor, counted=counted_events, stem=stem, like=self._lanes
            )
            self.app.push_screen(lanes, lambda ref: self._lanes_left(lanes.like, ref))

    _lanes: tuple[By, int] | None = None
    """Rows and level of the lanes as they were left."""

    def _lanes_left(self, like: tuple[By, int], ref: Ref | None) -> None:
        self._lanes = like
        self._overview_left(ref)

    def action_problems(self) -> None:
        """Show what is wrong with the data."""
        from tui.screens.dialogs.problems import ProblemsScreen

        if self._opened is not None:
            editor = self.settings.editor
            screen = ProblemsScreen(self._opened.problems, self._opened.folder, editor)
            self.app.push_screen(screen, self._mended)

    def _mended(self, edited: bool | None) -> None:
        if edited:
            self.load()

    def action_disputed(self) -> None:
        """Show all that sources tell differently, standing at what concerns the record shown."""
        from tui.present.disputes import concerned, disputed

        if self._opened is None or self._view is None:
            return
        subject, index = self._view.subject, self._opened.index
        here = concerned(index, subject) if subject else ""
        title = "Where accounts differ"
        if subject is not None and not here:
            title += f"   they do not on {index.store.name(subject)}"
        page = disputed(index, marks=marker(self._state.spot.in_force), at=self._view.at, first=here)
        self._overview(title, page, here)

    def action_coverage(self) -> None:
        """Show what is used of each source, and what is not."""
        from tui.present.coverage import coverage

        if self._opened is not None:
            self._overview("Coverage", coverage(self._opened.store))

    def _overview(self, title: str, page: Page, anchor: str = "") -> None:
        from tui.screens.dialogs.page import PageScreen

        self.app.push_screen(PageScreen(title, page, anchor), self._overview_left)

    def _overview_left(self, ref: Ref | None) -> None:
        if ref is not None:
            self.show_record(ref)

    # to other programs

    def action_browse(self) -> None:
        """Open the source's address in the browser, at the excerpt."""
        from tui.screens.browser import at_excerpt

        if self._opened is not None and self._view is not None:
            self._browse(at_excerpt(self._opened.store, self._view.subject, self._state.spot.citation))

    def action_browse_archived(self) -> None:
        """Open the archived copy of the source in the browser, at the excerpt."""
        from tui.screens.browser import archived

        if self._opened is not None and self._view is not None:
            self._browse(archived(self._opened.store, self._view.subject, self._state.spot.citation))

    def _browse(self, address: Address) -> None:
        from tui.screens.browser import leave

        said, wrong = leave(self.app, address, self.settings.browser)
        self.footer.say(said, "warn" if wrong else "plain")

    def action_edit_record(self) -> None:
        """Open the record in the reader's editor, at its line."""
        if self._opened is None or self._view is None or self._view.subject is None:
            self.footer.say("There is nothing here to edit", "warn")
            return
        where = self._opened.store.location(self._view.subject)
        if where is None:
            self.footer.say("This record has no place in the files", "warn")
            return
        said = take_away.edit(self.app, self._opened.folder / where.file, where.line, self.settings.editor)
        if said:
            self.footer.say(said, "warn")
            return
        self.load()

    def action_copy(self) -> None:
        """Choose what to copy."""
        from tui.screens.dialogs.copy_menu import CopyScreen

        if self._opened is None or self._view is None or self._view.subject is None:
            self.footer.say("There is nothing here to copy", "warn")
            return
        texts = take_away.copies(self._opened.store, self._view.subject, self._state.spot.citation)
        self.app.push_screen(CopyScreen(texts), self._copied)

    def _copied(self, said: str | None) -> None:
        if said:
            self.footer.say(said)


def _is_span(term: tree.Query) -> bool:
    return isinstance(term, tree.Field) and term.name in ("date", "date!")
