"""What is said when the files of a dataset were read again."""

from __future__ import annotations

from tui.core.loading.changes import Changes
from tui.core.model.records import Ref
from tui.core.store.base import Store
from tui.present.cards.parts import plural


def said(changes: Changes, store: Store) -> str:
    """Return what changed, in a line (raw text): how many records, or of a single one its name."""
    counts = (len(changes.changed), "changed"), (len(changes.added), "added"), (len(changes.removed), "removed")
    parts = [(count, what) for count, what in counts if count]
    if not parts:
        return "No record has changed" if changes.files else "Nothing has changed in the files"
    (count, what), *others = parts
    first = f"{plural(count, 'record')} {what}"
    here: frozenset[Ref] = changes.changed | changes.added
    if len(here) == 1 and not others:
        return f"{first}: {store.name(*here)}"
    return " · ".join((first, *(f"{count} {what}" for count, what in others)))


def with_problems(text: str, problems: int) -> str:
    """Return the line with how many problems there are now."""
    return f"{text} · {plural(problems, 'problem')}" if problems else text
