"""Write what is shown to a file: ask where, write, and offer to open what was written."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from msgspec import Struct
from msgspec.structs import replace
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.widgets import Static
from textual.worker import get_current_worker

from tui.core.atomic_file import is_file, write_file
from tui.core.errors import Cancelled, LetapisError
from tui.core.index.index import Index, Result
from tui.core.index.lanes import By
from tui.core.loading.files import is_of_dataset
from tui.core.text.display import shown
from tui.exchange.dossier.citing import PLAIN
from tui.exchange.exporters.selection import Selection, Sender, select
from tui.exchange.formats import FORMATS, Format
from tui.exchange.losses import Losses
from tui.notebook.book import Framing, with_dossier
from tui.notebook.settings import Settings
from tui.present.bars import Tone
from tui.present.cards.parts import plural
from tui.screens import browser, output
from tui.screens.dialogs.ask import AskScreen
from tui.screens.dialogs.dialog import Dialog
from tui.screens.dialogs.dossier import LONGEST_PATH, DossierScreen, Framed
from tui.screens.stack import leave
from tui.screens.type_ahead import goes_on
from tui.session.dossier import in_kept_order, notes_of, sent
from tui.session.session import Session
from tui.widgets.key_hints import KeyHints, key_here

_DOSSIERS = {".html": "dossier", ".htm": "dossier", ".md": "md", ".markdown": "md"}
"""Ending of a file → the format of a dossier."""
_PACE = 0.3
"""Seconds between two reports of progress; what is written sooner says none."""
TellShare: TypeAlias = Callable[[float], None]
_TABLES = (".csv", ".tsv")


class OpenScreen(Protocol):
    """A screen, as it stands in the stack."""

    @property
    def is_attached(self) -> bool:
        """Whether it is still open."""

    @property
    def is_active(self) -> bool:
        """Whether it is on top, where the user sees it."""


class Asker(Struct, frozen=True):
    """What exporting needs of the screen that it is asked for on."""

    app: App[None]
    settings: Settings
    push: Callable[[Any, Callable[[Any], None]], None]
    """Open a screen; the function is given what it comes back with."""
    say: Callable[[str, Tone], None]
    """Say something (raw text) in the footer."""
    screen: OpenScreen
    """That screen."""

    def tell(self, words: str, tone: Tone = "plain") -> None:
        """Say something that a thread has found out; what comes too late is dropped."""
        if self.screen.is_attached:
            self.say(words, tone)

    def announce(self, words: str, tone: Tone = "plain") -> None:
        """Say how it has ended, wherever the user is by then."""
        if self.screen.is_active:
            self.say(words, tone)
        else:
            severity: SeverityLevel = "warning" if tone == "warn" else "information"
            self.app.notify(shown(words), severity=severity, markup=False)


class Export(Struct, frozen=True):
    """What is written to a file."""

    name: str
    """Of its format."""
    ending: str
    pieces: Callable[[TellShare], Iterable[bytes]]
    """Makes it; the function that it is given is called now and then with the share of the work that is done."""
    losses: Losses
    """What it leaves out, once it is made."""
    is_dossier: bool = False
    """Whether it is a text to read, of which nobody misses what it leaves out."""

    def left_out(self) -> str:
        """Say what the format could not hold; empty where that is nothing, or nothing that is missed."""
        counted = "" if self.is_dossier else self.losses.counted()
        return f"{self.name} has no place for {counted}" if counted else ""


def export(asker: Asker, index: Index, result: Result, name: str, dataset: Path, lanes: By = "org") -> None:
    """Ask for the file and write what is shown in the format `name`; no file of the `dataset` is replaced."""
    export_selection(asker, select(index, result, lanes=lanes), name, dataset)


def export_selection(asker: Asker, chosen: Selection, name: str, dataset: Path) -> None:
    """Ask for the file and write what was selected in the format `name`; no file of the `dataset` is replaced."""
    ask_where(asker, _of_format(FORMATS[name], chosen), dataset)


def ask_where(asker: Asker, wanted: Export, dataset: Path, stem: str = "") -> None:
    """Ask for the file and write it; no file of the `dataset` is replaced. `stem` is proposed as its name."""
    replaced: list[Path] = []
    ask = AskScreen(
        f"Write {wanted.name} to",
        "path of a file",
        lambda text: _wrong(text, dataset, replaced),
        text=proposed(stem or dataset.name, wanted.ending),
        longest=LONGEST_PATH,
        does="write",
    )
    asker.push(ask, lambda typed: _write(asker, wanted, typed, replaced) if typed else None)


def export_dossier(
    asker: Asker, chosen: Selection, session: Session, ending: str = "html", *, of_kept: bool = False
) -> None:
    """Ask how to frame a dossier, and write it with the user's notes; the notebook remembers the words of each.

    The ending of the file says whether it is a page or Markdown; `ending` is that of the file that is proposed. One
    `of_kept` records has them in the user's own order.
    """
    dataset, book = session.opened.folder, session.notebook.book
    replaced: list[Path] = []
    refs = chosen.refs if of_kept else ()
    events = sum(ref.section == "events" for ref in chosen.refs)
    begun = book.framing(refs, chosen.query)
    title, style = begun.title or session.store.about.title, book.dossier_style or PLAIN
    sender = Sender(title, begun.introduction, notes_of(book), style, of_kept, book.sender)

    def drafted(left: Sender) -> None:
        if left != replace(sender, own_order=left.own_order):
            records = tuple(f"{ref.section}/{ref.id}" for ref in refs)
            framing = Framing(title=left.title, introduction=left.introduction, records=records, query=chosen.query)
            session.keep(partial(with_dossier, framing=framing, style=left.style, sender=left.name))

    def write(framed: Framed | None) -> None:
        if framed is None:
            return
        wanted = FORMATS[_DOSSIERS[Path(framed.path).suffix.lower()]]
        ordered = in_kept_order(chosen, session.notebook.book) if framed.sender.own_order else chosen
        chosen_and_sent = sent(ordered, session.opened, framed.sender)
        _write(asker, _of_format(wanted, chosen_and_sent), framed.path, replaced)

    ask = DossierScreen(
        f"Dossier of {counted(events, len(chosen.refs) - events)}",
        Framed(sender, proposed(f"{dataset.name}-dossier", ending)),
        lambda text: _wrong(text, dataset, replaced, _DOSSIERS),
        drafted,
    )
    asker.push(ask, write)


def _of_format(wanted: Format, chosen: Selection) -> Export:
    def pieces(report: TellShare) -> Iterable[bytes]:
        return wanted.encoded(replace(chosen, report=report))

    return Export(wanted.name, wanted.ending, pieces, chosen.losses, wanted.is_dossier)


def counted(events: int, others: int) -> str:
    """Return how many records are written: "5 events, with 23 other records"."""
    if not events:
        return plural(others, "record")
    return plural(events, "event") + (f", with {plural(others, 'other record')}" if others else "")


def _write(asker: Asker, wanted: Export, typed: str, replaced: Sequence[Path]) -> None:
    """Write a file in a thread, one that is there only where it is in `replaced`.

    To a user who has waited for it, offer to open it; one who has gone on meanwhile is only told.
    """
    path = Path(typed).expanduser()
    has_gone_on = goes_on(asker.app)

    def ended(wrong: str) -> None:
        left_out = wanted.left_out()
        asker.announce(
            wrong or " · ".join(filter(None, (f"Written to {path}", left_out))), "warn" if wrong else "plain"
        )
        if not wrong and asker.screen.is_active and not has_gone_on():
            _offer_to_open(asker, path, left_out)

    def work() -> None:
        try:
            write_file(path, wanted.pieces(_progress(asker, path)), new=path not in replaced, through=True)
            wrong = ""
        except Cancelled:
            return
        except OSError as error:
            wrong = f"Cannot write {path}: {error.strerror}"
        except LetapisError as error:
            wrong = error.message
        if not get_current_worker().is_cancelled:
            asker.app.call_from_thread(ended, wrong)

    asker.app.run_worker(work, name="export", thread=True)


def _progress(asker: Asker, path: Path) -> TellShare:
    """Return what says now and then how far a file is; it raises Cancelled once the explorer has ended."""
    worker, told = get_current_worker(), time.monotonic()

    def report(share: float) -> None:
        nonlocal told
        if worker.is_cancelled:
            raise Cancelled
        if time.monotonic() - told > _PACE:
            told = time.monotonic()
            asker.app.call_from_thread(asker.tell, f"writing {path.name} … {share:.0%}")

    return report


def proposed(stem: str, ending: str) -> str:
    """Return the path of a file in the working folder that is not there yet."""
    plain = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in stem) or "letapis"
    try:
        folder = str(Path.cwd())
    except OSError:  # it has been removed
        folder = ""
    base = Path(folder if shown(folder) == folder else "")
    names = (f"{plain}-{number}.{ending}" if number > 1 else f"{plain}.{ending}" for number in range(1, 100))
    return str(next((base / name for name in names if not (base / name).exists()), base / f"{plain}.{ending}"))


def _wrong(typed: str, dataset: Path, replaced: list[Path], endings: Collection[str] = ()) -> str:
    """Return why a file cannot be written, or that one is there; asked again, that one may be replaced.

    Its name has one of the `endings`, where there are any.
    """
    try:
        path = Path(typed).expanduser()
        if not typed or path.is_dir():
            return f"{path} is a folder: add the name of a file" if typed else "A file needs a name"
        if not path.parent.is_dir():
            return f"There is no folder {path.parent}"
        if endings and path.suffix.lower() not in endings:
            return f"The name of the file ends with one of {', '.join(endings)}"
        if is_of_dataset(path, dataset):
            return f"{path.name} belongs to the dataset: name another file"
        if is_file(path) and path not in replaced:
            replaced[:] = [path]
            return f"{path.name} already exists: {key_here('choose')} again replaces it"
    except (OSError, ValueError, RuntimeError) as error:
        return f"This is no path of a file: {getattr(error, 'strerror', None) or error}"
    return ""


def _offer_to_open(asker: Asker, path: Path, left_out: str) -> None:
    program = browser.opener(asker.settings, path)
    in_editor = not browser.is_page(path) and path.suffix.lower() not in _TABLES
    opens = program is not None or in_editor  # nobody reads a page or a table in an editor
    if not is_file(path) or not (opens or left_out):
        return

    def open_it(wanted: bool | None) -> None:
        if wanted and program is not None:
            asker.say(browser.open_file(asker.app, program, path), "plain")
        elif wanted and (said := output.edit(asker.app, path, 1, asker.settings.editor_command)):
            asker.say(said, "warn")

    where = "" if program and not browser.is_page(path) else f" in the {'browser' if program else 'editor'}"
    asker.push(WrittenScreen(path, left_out, f"open it{where}" if opens else ""), open_it)


class WrittenScreen(Dialog[bool]):
    """Says what was written, and what of it the format cannot hold; comes back with whether to open it."""

    def __init__(self, path: Path, left_out: str, opens: str) -> None:
        """Take a sentence on what was left out, and in `opens` what opening does (raw texts); both may be empty."""
        super().__init__()
        self._path, self._left_out = path, left_out
        self._foot = KeyHints(*([("choose", opens)] if opens else []), ("close", "close"))
        self.commands["choose"] = lambda: leave(self, bool(opens))

    def compose(self) -> ComposeResult:
        """Yield the path, what was left out and where that is listed, and the keys."""
        with Vertical(classes="dialog"):
            yield Static(Content(f"Written to {shown(str(self._path))}"), classes="dialog-title", markup=False)
            if self._left_out:
                said = f"{self._left_out}: letapis export --report FILE lists them"
                yield Static(shown(said), classes="dialog-note", markup=False)
            yield self._foot
