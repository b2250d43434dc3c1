"""The list of bookmarks, notes and saved views: go to one, or remove it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from tui.core.text.display import shown
from tui.present.kept import KeptEntry
from tui.screens.dialogs.choose import Choice, ChoosingScreen
from tui.widgets.key_hints import key_here


def kept_screen(entries: Sequence[KeptEntry], remove: Callable[[KeptEntry, bool], None]) -> ChoosingScreen[KeptEntry]:
    """Return the dialog that comes back with the entry to go to.

    `remove` removes an entry, or restores it where its second argument is False.
    """
    removed: set[KeptEntry] = set()

    def row(choice: Choice[KeptEntry], width: int) -> Content:
        del width
        name = "$foreground 60% strike" if choice.value in removed else ""
        lead = (f" {shown(choice.lead)}  ", "bold $accent")
        aside = (f"  {shown(choice.aside)}", "$warning" if choice.value.gone else "$foreground 60%")
        return Content.assemble(lead, (shown(choice.text), name), aside)

    def toggle(entry: KeptEntry) -> None:
        removed.symmetric_difference_update({entry})
        remove(entry, entry in removed)

    empty = (
        f"nothing is kept yet: {key_here('bookmark')} bookmarks a record, {key_here('write_note')} writes a note on it"
    )
    return ChoosingScreen(
        "What you keep",
        [Choice(entry, entry.text, entry.aside, lead=entry.sign) for entry in entries],
        name="kept",
        hints=(("choose", "go there"), ("drop_kept", "take away, or put back"), ("close", "close")),
        hint="type to filter" if entries else empty,
        row=row,
        toggle=toggle,
    )
