"""Copying, exporting, and opening records in the browser or the editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from tui.core.errors import QueryError
from tui.core.model.problem import Problem
from tui.core.model.records import Ref
from tui.core.model.sections import SECTIONS
from tui.core.query import parser
from tui.exchange.exporters.selection import select
from tui.exchange.formats import FORMATS
from tui.keys.keymap import key
from tui.present import problems
from tui.present.cards.parts import plural
from tui.screens import browser, output
from tui.screens.dialogs.copying import CopyScreen
from tui.screens.dialogs.dialog import Choice, ChoosingScreen
from tui.screens.dialogs.exporting import Asker, counted, export_dossier, export_selection
from tui.screens.dialogs.problems import ProblemsScreen
from tui.screens.edit_commands import RecordEditor
from tui.screens.explorer.shell import Shell
from tui.session.dossier import kept
from tui.widgets.bindings import Commands

_EVENTS_ALONE = ("csv", "dossier")
"""Formats of which those who want events only are offered that."""


class _Wanted(Struct, frozen=True):
    """A format, and of what."""

    format: str
    of: Literal["shown", "events", "kept"] = "shown"


class TakingAway:
    """Copies and exports, and opens other programs."""

    def __init__(
        self,
        shell: Shell,
        reload: Callable[[], None],
        editor: Callable[[], RecordEditor],
        at: Callable[[], Ref | None],
    ) -> None:
        """`reload` reads the files of the dataset again if they have changed, keeping the place.

        `editor` changes records in a form; `at` gives the record under the cursor.
        """
        self._shell, self._reload, self._editor, self._at = shell, reload, editor, at

    def commands(self) -> Commands:
        """Return what this controller does, by the ids of the key table."""
        return {
            "copy": self._copy,
            "export": self._export,
            "dossier": self.send,
            "browse": self._browse,
            "browse_archived": lambda: self._browse(archived=True),
            "edit_record": self._edit,
            "problems": lambda: self.list_problems(self._shell.say),
        }

    def _copy(self) -> None:
        session = self._shell.session
        if session.view.subject is None:
            self._shell.say("There is nothing here to copy")
            return
        texts = output.copies(session.store, session.view.subject, session.view.citation)
        lost = output.lost_in_copies(session.store, session.view.subject, session.view.citation)
        self._shell.push(CopyScreen(texts, self._shell.settings, lost), lambda said: self._shell.say(said or ""))

    def send(self, query: str = "") -> None:
        """Make a dossier of the records of a query; of all that is kept where it is empty."""
        session = self._shell.session
        try:
            chosen = (
                select(session.index, session.index.run(parser.parse(query)))
                if query
                else kept(session.index, session.notebook.book)
            )
        except QueryError as error:
            self._shell.say(error.message, "warn")
            return
        if not chosen.refs:
            none = f"Nothing is kept yet: {key('bookmark')} bookmarks a record, {key('write_note')} writes a note on it"
            self._shell.say("This view has no records now" if query else none)
            return
        export_dossier(self._asker(), chosen, session, of_kept=not query)

    def _export(self) -> None:
        session = self._shell.session
        result = session.view.result
        others = sum(session.index.count(result, section) for section in SECTIONS if section != "events")
        choices = [*self._choices(len(result.events), others)]
        title = f"Export what is shown   {counted(len(result.events), others)}"
        self._shell.push(ChoosingScreen[_Wanted](title, choices), self._export_as)

    def _choices(self, events: int, others: int) -> Iterator[Choice[_Wanted]]:
        """Yield what can be exported: first what is kept, which may be meant rather than what is shown."""
        session = self._shell.session
        if mine := kept(session.index, session.notebook.book).refs:
            text = f"of what you keep, with your notes ({plural(len(mine), 'record')})"
            yield Choice(_Wanted("dossier", "kept"), text, lead=f"{'dossier':13}")
        for entry in FORMATS.values():
            yield Choice(_Wanted(entry.name), entry.title, lead=f"{entry.name:13}")
            if entry.name in _EVENTS_ALONE and events and others:
                text = f"the same of the {plural(events, 'event')} alone"
                yield Choice(_Wanted(entry.name, "events"), text, lead=f"{entry.name:13}")

    def _export_as(self, wanted: _Wanted | None) -> None:
        if wanted is None:
            return
        if wanted.of == "kept":
            self.send()
            return
        session, asked = self._shell.session, FORMATS[wanted.format]
        sections = ("events",) if wanted.of == "events" else SECTIONS
        chosen = select(session.index, session.view.result, sections)
        if asked.is_dossier:
            export_dossier(self._asker(), chosen, session, asked.ending)
        else:
            export_selection(self._asker(), chosen, asked.name, session.opened.folder)

    def _asker(self) -> Asker:
        shell = self._shell
        return Asker(shell.app, shell.settings, shell.push, shell.say, shell)

    def _browse(self, *, archived: bool = False) -> None:
        session = self._shell.session
        find = browser.archived if archived else browser.at_excerpt
        address = find(session.store, session.view.subject, session.view.citation)
        said, wrong = browser.leave(self._shell.app, address, self._shell.settings)
        self._shell.say(said, "warn" if wrong else "plain")

    def _edit(self) -> None:
        """Open the record in the user's editor, at its line; read the files again afterwards."""
        session, ref = self._shell.session, self._at()
        if ref is None:
            self._shell.say("There is nothing here to edit")
            return
        where = session.store.location(ref)
        if where is None:
            self._shell.say("This record has no place in the files")
            return
        file = session.opened.folder / where.file
        if said := output.edit(self._shell.app, file, where.line, self._shell.settings.editor_command):
            self._shell.say(said, "warn")
            return
        self._reload()

    def list_problems(self, say: Callable[[str], object]) -> None:
        """Show what is wrong with the data; where nothing is, have that said."""
        opened = self._shell.session.opened
        if not opened.first_problems:
            say(problems.counted(()))
            return
        editor = self._shell.settings.editor_command
        found, total = opened.first_problems, opened.problem_count
        screen = ProblemsScreen(found, total, opened.folder, editor, self._reload, self._change)
        self._shell.push(screen, lambda _: None)

    def _change(self, problem: Problem) -> str:
        """Open the form of the record that a problem names; return why there is none, or ""."""
        ref = self._shell.session.store.find(problem.record)
        if ref is None:
            return (
                f"No form: {'this record could not be read' if problem.record else 'the problem is of the whole file'}"
            )
        self._editor().change(ref, lambda said, _: self._shell.say(said))
        return ""
