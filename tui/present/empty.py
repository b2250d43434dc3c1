"""What stands in lists and panes that have nothing to show yet."""

from __future__ import annotations

import shlex
from pathlib import Path

from tui.core.model.sections import SECTION
from tui.keys.keymap import key
from tui.present.page import Block, Page, Span

NO_DETAILS = Page(
    (
        Block(
            (
                Span(
                    "What the cursor is on in the list is shown here: when it was, who was in it, who disagrees.",
                    "muted",
                ),
            )
        ),
    )
)
NO_EXCERPTS = Page((Block((Span("The passages that it rests on are shown here, in their own words.", "muted"),)),))


def no_records(section: str, folder: Path) -> str:
    """Say how to add the first record of a section to the dataset in `folder` (raw text)."""
    info = SECTION[section]
    command = shlex.join(["letapis", "add", info.singular, "-d", str(folder)])
    return f"No {info.plural} yet: {key('add_record')} adds {info.one}. In a shell it is\n{command}"
