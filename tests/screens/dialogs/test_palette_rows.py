"""Rows of lists in dialogs: they fit the list, their texts form a column, and each text keeps its look."""

from __future__ import annotations

from tui.core.text.display import cells
from tui.keys.commands import COMMANDS
from tui.notebook.settings import Settings
from tui.present.palette import entries
from tui.screens.dialogs.dialog import hanging
from tui.screens.dialogs.palette import row


def test_rows_fit_the_list_keep_every_word_and_begin_in_one_column() -> None:
    listed = entries([command.id for command in COMMANDS], [], Settings(), [("§", "A law that has a long title")])
    for width, column in ((90, 17), (65, 13), (37, 7)):
        for entry in listed:
            lines = row(entry, column, width).plain.split("\n")
            assert max(map(cells, lines)) <= width, entry
            lead = entry.lead or "–"  # a row that has no key is no second line of the row above
            assert " ".join(" ".join(lines).split()) == " ".join(f"{lead} {entry.text} {entry.aside}".split())
            begins = 4 + max(cells(lead), column)
            assert [line[:begins].strip() for line in lines] == [lead, *[""] * (len(lines) - 1)]


def test_a_text_keeps_its_look_wherever_the_lines_are_broken() -> None:
    text, aside = "How many people stood on the fish market?", "claim: stays, without naming it"
    for lead in ("  ", "  event  "):
        for width in range(20, 90):
            content = hanging(lead, text, aside, width)
            drawn = {str(span.style): content.plain[span.start : span.end].split() for span in content.spans}
            assert drawn["$muted"] == aside.split(), width
