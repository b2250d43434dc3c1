"""The message after the files of a dataset were read again."""

from __future__ import annotations

from tui.core.loading.changes import Changes
from tui.core.loading.outcome import Kept
from tui.core.model.records import Ref
from tui.core.store.base import Store
from tui.present.cards.parts import plural

NOTHING_KEPT = Kept()


def said(changes: Changes, store: Store, kept: Kept = NOTHING_KEPT) -> str:
    """Return what changed, in a line (raw text): how many records, or of a single one its name; and what was kept."""
    counts = (len(changes.changed), "changed"), (len(changes.added), "added"), (len(changes.removed), "removed")
    parts = [(count, what) for count, what in counts if count]
    if not parts:
        return _kept(kept) or ("No record has changed" if changes.files else "Nothing has changed in the files")
    (count, what), *others = parts
    first = f"{plural(count, 'record')} {what}"
    here: frozenset[Ref] = changes.changed | changes.added
    if len(here) == 1 and not others:
        first = f"{first}: {store.name(*here)}"
    return " · ".join(filter(None, (first, *(f"{count} {what}" for count, what in others), _kept(kept))))


def _kept(kept: Kept) -> str:
    """Return what stays as it was, because the files are at fault; empty where nothing does."""
    stays = []
    if kept.files:
        first = kept.files[0]
        what, whose = (first.place, "its") if len(kept.files) == 1 else (plural(len(kept.files), "file"), "their")
        stays.append(f"{what} cannot be read: {'all stays as it was' if kept.whole else f'{whose} records stay'}")
    if kept.records:
        stays.append(f"{plural(kept.records, 'record')} at fault stay{'s' if kept.records == 1 else ''} as before")
    return " · ".join(stays)


def with_problems(text: str, problems: int, key: str, record: str = "") -> str:
    """Return the line with how many problems there are now, the key that lists them, and of a single one its record."""
    counted = f"{key}: {plural(problems, 'problem')}{f' with {record}' if record and problems == 1 else ''}"
    return f"{text} · {counted}" if problems else text
