"""The keys that change what is in the files: on the record under the cursor, in any screen that shows records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tui.core.model.records import PassageKey, Ref
from tui.widgets.bindings import Commands

Told = Callable[[str, PassageKey], None]
"""Is told what was done (raw text), and the passage that was added, if one was."""
EDITING = ("change_record", "delete_record", "rename_record", "undo_edit", "redo_edit")
"""The commands, by their ids in the key table."""


class RecordEditor(Protocol):
    """Changes records in the files of the dataset: the explorer's, with its forms."""

    def add(self, told: Told) -> None:
        """Ask what is to be added, and open its form."""

    def change(self, ref: Ref, told: Told) -> None:
        """Open the form of a record that is there."""

    def delete(self, ref: Ref, told: Told) -> None:
        """Delete a record once the user has seen what rests on it."""

    def rename(self, ref: Ref, told: Told) -> None:
        """Ask for another id of a record."""

    def undo(self, told: Told) -> None:
        """Undo the last change written."""

    def redo(self, told: Told) -> None:
        """Redo what was undone last."""


def edit_commands(
    editor: Callable[[], RecordEditor], at: Callable[[], Ref | None], say: Callable[[str], object]
) -> Commands:
    """Return what these keys do, by the ids of the key table; `at` gives the record under the cursor."""

    def told(said: str, passage: PassageKey) -> None:
        del passage
        say(said)

    def on_record(act: Callable[[Ref, Told], None]) -> None:
        ref = at()
        if ref is None or not ref.section:
            say("There is no record here")
        else:
            act(ref, told)

    return {
        "add_record": lambda: editor().add(told),
        "change_record": lambda: on_record(editor().change),
        "delete_record": lambda: on_record(editor().delete),
        "rename_record": lambda: on_record(editor().rename),
        "undo_edit": lambda: editor().undo(told),
        "redo_edit": lambda: editor().redo(told),
    }
