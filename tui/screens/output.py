"""Copy and edit: texts to copy, and a line in the editor."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tui.core.model.records import Citation, Ref, Source
from tui.core.store.base import Store
from tui.core.store.related import evidence_of
from tui.core.text.display import shown
from tui.exchange.dates.crossing import BIBLATEX
from tui.exchange.exporters import bibtex, csl
from tui.exchange.exporters.escape import json_text
from tui.exchange.losses import Losses
from tui.keys.commands import COPIES
from tui.present.source import citations as citing

_AT_LINE = ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "mcedit")
"""Editors that take `+LINE FILE`."""


def citation_at(store: Store, subject: Ref | None, at: int) -> Citation | None:
    """Return the piece of evidence number `at` of a record, or its last one."""
    citations = evidence_of(store, subject) if subject else ()
    return citations[min(at, len(citations) - 1)] if citations else None


def source_of(store: Store, subject: Ref | None, at: int) -> Source | None:
    """Return the source of that piece of evidence, or the source that the record is."""
    found = citation_at(store, subject, at)
    record = store.record(subject) if subject else None
    if found is not None:
        return store.sources.get(found.source)
    return record if isinstance(record, Source) else None


def edit(app: App[None], file: Path, line: int, editor: str) -> str:
    """Open `file` at `line` in `editor` (a command line) and wait; return what went wrong, or ""."""
    try:
        command = shlex.split(editor)
    except ValueError as error:
        return f"The editor is not a command line ({str(error).lower()}): {editor}. The record is at {file}:{line}"
    if not command or shutil.which(command[0]) is None:
        return f"No editor: set VISUAL or EDITOR. The record is at {file}:{line}"
    name = Path(command[0]).name
    if name in ("code", "codium", "subl", "zed"):
        wait = [] if "--wait" in command or "-w" in command else ["--wait"]
        argv = [*command, *wait, *(["--goto"] if name.startswith("cod") else []), f"{file.resolve()}:{line}"]
    else:
        argv = [*command, *([f"+{line}"] if name in _AT_LINE else []), str(file.resolve())]
    try:
        with app.suspend():
            status = subprocess.run(argv, check=False).returncode  # noqa: S603
    except SuspendNotSupported:
        return f"An editor needs a terminal, which a browser is not. The record is at {file}:{line}"
    except Exception as error:
        return f"The editor could not be opened ({error.__class__.__name__}). The record is at {file}:{line}"
    return f"The editor ended with status {status}" if status else ""


def copies(store: Store, subject: Ref, at: int) -> dict[str, str]:
    """Return the text for each letter of `commands.COPIES`; without the letters that have none."""
    found = citation_at(store, subject, at)
    source = source_of(store, subject, at)
    passage = source.passages.get(found.passage.partition("/")[2]) if source and found else None
    where = store.location(subject)
    key = found.passage.partition("/")[2] if found else ""
    texts = {
        **(_of_source(store, source, key) if source else {}),
        "e": citing.quoted(store, found.passage) if found and passage and passage.quote else "",
        "i": subject.id,
        "p": f"{where.file}:{where.line}" if where else "",
    }
    # what is pasted into a shell must not act on it
    return {letter: shown(texts[letter], lines=True) for letter in COPIES if texts.get(letter)}


def lost_in_copies(store: Store, subject: Ref, at: int) -> dict[str, str]:
    """Return, for each letter whose form cannot hold all of its source, what is left out or changed, in short."""
    source = source_of(store, subject, at)
    if source is None:
        return {}
    entry, item = Losses(), Losses()
    bibtex.HOLDING_BIBLATEX.tell(store, [Ref("sources", source.id)], entry)
    bibtex.entry(source, BIBLATEX, entry)
    csl.HOLDING.tell(store, [Ref("sources", source.id)], item)
    csl.item(source, item)
    said = {"b": entry.in_short(), "j": item.in_short()}
    return {letter: text for letter, text in said.items() if text}


def _of_source(store: Store, source: Source, key: str) -> dict[str, str]:
    """Return the texts to copy of a source, cited at its passage `key` or as a whole."""
    passage = source.passages.get(key)
    return {
        "c": citing.plain(store, source.id, key),
        "m": citing.markdown(store, source.id, key),
        "b": bibtex.entry(source, BIBLATEX, Losses()).strip(),
        "j": json_text([csl.item(source, Losses())]).strip(),
        "l": citing.text_fragment(source.url, passage) if passage else source.url,
    }
