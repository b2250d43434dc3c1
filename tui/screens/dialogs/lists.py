"""Dialogs that are lists: datasets, densest days, and what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from textual.content import Content

from tui.core.dates import edtf
from tui.core.index.density import Stretch, densest
from tui.core.index.index import Index, Result
from tui.core.query import tree
from tui.paths import resource_dir
from tui.present.bookmarks import Answered, KeptEntry, Sent
from tui.present.cards.parts import plural
from tui.screens.dialogs.dialog import Choice, ChoosingScreen, hanging
from tui.widgets.key_hints import key_here

MARK = "dataset.yaml"
"""The file that marks a folder as a dataset."""
MOST_FOLDERS = 50
"""Folders that are offered for a path that is typed."""


def datasets_screen(recent: Sequence[tuple[Path, str]], current: Path) -> ChoosingScreen[Path]:
    """Return the dialog that comes back with the folder of a dataset.

    `recent` are folders and titles of the datasets opened before, the latest first; `current` is the one open now.
    """
    seen = {folder for folder, _ in recent} | {current.resolve()}
    shipped = [folder for folder in _within(resource_dir("data")) if folder not in seen]
    return ChoosingScreen(
        "Open a dataset",
        [
            *(_dataset(folder, title) for folder, title in recent),
            *(Choice(folder, folder.name, f"ships with Letapis  {folder}") for folder in shipped),
        ],
        name="datasets",
        hints=(("choose", "open"), ("close", "close"), ("", "a path finds any other folder")),
        typed=lambda text: [_dataset(folder) for folder in folders(text)] if text.startswith(("/", "~", ".")) else [],
    )


def _dataset(folder: Path, title: str = "") -> Choice[Path]:
    return Choice(folder, title or folder.name, str(folder))


def folders(typed: str) -> Sequence[Path]:
    """Return the datasets that a path may mean: the folder itself, those in it, and those that its name begins."""
    try:
        path = Path(typed).expanduser()
        own = [path] if (path / MARK).is_file() else []
        beginning = "" if typed.endswith("/") else path.name
        around = path if typed.endswith("/") else path.parent
        found = dict.fromkeys([*own, *_within(around, beginning), *_within(path)])
    except (OSError, RuntimeError, ValueError):  # no such home, a NUL: nothing is meant
        return ()
    return tuple(folder.resolve() for folder in found)[:MOST_FOLDERS]


def _within(folder: Path, beginning: str = "") -> Iterable[Path]:
    """Return the datasets directly in a folder, by name."""
    if not folder.is_dir():
        return []
    inner = sorted(path for path in folder.iterdir() if path.name.startswith(beginning))
    return [path for path in inner if (path / MARK).is_file()]


DAYS = 14
"""Cells of the column of days, which most fit into."""
LENGTHS = (1, 3, 7, 30)
"""Days in a row, each a choice."""


def densest_screen(choices: Sequence[Choice[Stretch]]) -> ChoosingScreen[Stretch]:
    """Return the dialog that comes back with the days to filter by."""
    note = "surely: the whole date lies in these days; up to: a part of it"
    return ChoosingScreen("The densest days of what is shown", choices, name="densest", note=note)


def densest_days(index: Index, result: Result) -> Iterable[Choice[Stretch]]:
    """Yield for each length the days that hold the most events; nothing where no event is dated to the day."""
    for days in LENGTHS:
        found = densest(index, days, result.events)
        if found is not None:
            lead = f"{'1 day' if days == 1 else f'{days} days':9}"
            first, last = edtf.of_day(found.first).text, edtf.of_day(found.last).text
            may = len(index.events(tree.Field("date", f"{first}..{last}")) & result.events)
            counted = f"{plural(found.count, 'event')} surely{f', up to {may:,}' if may != found.count else ''}"
            days_text = edtf.parse(first if first == last else f"{first}/{last}").display
            yield Choice(found, f"{days_text:{DAYS}}", counted, lead=lead)


def kept_screen(
    entries: Sequence[KeptEntry],
    remove: Callable[[KeptEntry, bool], None],
    swap: Callable[[KeptEntry, KeptEntry], bool],
) -> ChoosingScreen[Answered]:
    """Return the dialog that comes back with the entry to go to, or that a dossier is wanted.

    `remove` removes an entry, or restores it where its second argument is False; `swap` lets two change places.
    """
    removed: set[KeptEntry] = set()

    def row(choice: Choice[Answered], width: int) -> Content:
        entry = choice.value
        name = "$muted strike" if entry in removed else ""
        aside = "$warning" if isinstance(entry, KeptEntry) and entry.gone else "$muted"
        return hanging(f" {choice.lead:2}  ", choice.text, choice.aside, width, name, aside)

    def toggle(entry: Answered) -> None:
        if isinstance(entry, Sent):
            return
        removed.symmetric_difference_update({entry})
        remove(entry, entry in removed)

    empty = Content.assemble(
        "  Nothing is kept yet.\n\n",
        (f"  {key_here('bookmark')}", "bold $accent"),
        "  bookmark a record\n",
        (f"  {key_here('write_note')}", "bold $accent"),
        "  write a note on it",
    )
    moves = ("move_up", "move up"), ("move_down", "down")
    with_entries = ("choose", "go"), ("dossier", "dossier"), ("drop_kept", "take away"), *moves
    return ChoosingScreen(
        "What you keep",
        [Choice(entry, entry.text, entry.aside, lead=entry.sign) for entry in entries],
        name="kept",
        hints=(*(with_entries if entries else ()), ("close", "close")),
        also={"dossier": lambda entry: Sent(entry if isinstance(entry, KeptEntry) else None)} if entries else None,
        hint="type to filter" if entries else "",
        empty=empty,
        row=row,
        toggle=toggle,
        swap=lambda one, other: isinstance(one, KeptEntry) and isinstance(other, KeptEntry) and swap(one, other),
    )
