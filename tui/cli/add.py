"""`letapis add`: add one record to the right file of a dataset, if it passes the checks."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TextIO

import click

from tui.cli.common import as_typed, dataset_here, given, shared_options, talk, write
from tui.core.atomic_file import locked, replace_if_unchanged
from tui.core.errors import EditError, LetapisError, UseError
from tui.core.loading import loader
from tui.core.text.display import cut, shown
from tui.exchange.editing.draft import Draft, template, written
from tui.exchange.editing.draft import draft as draft_of
from tui.exchange.editing.draft_fields import KINDS, Key, Kind
from tui.exchange.editing.insert import Amendment, amend

MOST_SIGNS = 1_000_000
"""Characters of a draft at most."""
ATTEMPTS = 20
"""How often to retry where other processes change the file at the same time."""


@click.group("add", context_settings={"help_option_names": ["-h", "--help"]})
@shared_options
def add_command() -> None:
    """Add one record to the right file of a dataset, after others of its kind; nothing else in the file changes.

    It is checked first: an error is reported with its place, and nothing is written. The place of the new record is
    printed. Without options, on a terminal, your editor opens on a record to fill in.

    \b
    Examples:
      letapis add event --title "Network down" --date 2020-08-09 --evidence gazette/cut
      letapis add passage gazette/cut --paragraph 1 --quote "slowed to a crawl"
      letapis add value outage-length --value 4 --unit days --evidence gazette/back
      letapis add person
    """


_ACCOUNTS = {
    "differs": "what it says that cannot be true as well; may be given again",
    "tells": "what it tells otherwise though both can be true; may be given again",
}
"""Key of a citation → what its option takes beside the passage."""


def _command(word: str, kind: Kind) -> click.Command:
    """Return the command for one kind of record."""
    takes = {"passage": "SOURCE/PASSAGE", "value": "CLAIM"}.get(word, "[ID]")
    needed = " and ".join(f"--{key.option}" for key in kind.keys if key.needed)
    parameters: list[click.Parameter] = [
        click.Argument(["record_id"], metavar=takes, required=word in ("passage", "value"))
    ]
    parameters += [_option(key) for key in kind.keys]
    if any(key.sort == "evidence" for key in kind.keys):
        parameters += [
            click.Option(
                [f"--{name}"], nargs=2, multiple=True, metavar="SOURCE/PASSAGE TEXT", help=f"a passage, and {of}"
            )
            for name, of in _ACCOUNTS.items()
        ]
    text = click.File("r", encoding="utf-8")
    as_yaml = "the record as YAML, as the editor's; - for standard input"
    parameters.append(click.Option(["--file"], metavar="FILE", default="", help="file of the dataset to put it in"))
    parameters.append(click.Option(["--draft"], metavar="FILE", type=text, help=as_yaml))
    made = " The ID is made of it where none is given." if kind.called else ""
    help_ = f"Add {'an' if word[0] in 'eo' else 'a'} {word}." + (f"\n\n    It takes {needed}.{made}" if needed else "")
    command = click.Command(word, params=parameters, callback=_callback(word), help=help_)
    return shared_options(command)


def _option(key: Key) -> click.Option:
    return click.Option(
        [f"--{key.option}", f"key_{key.name}"], metavar="TEXT", multiple=key.many, help=key.help, default=None
    )


def _callback(word: str) -> Callable[..., None]:
    @click.pass_context
    def add(
        ctx: click.Context,
        /,
        record_id: str | None,
        file: str,
        draft: Any,
        differs: tuple[tuple[str, str], ...] = (),
        tells: tuple[tuple[str, str], ...] = (),
        **keys: Any,
    ) -> None:
        options = {name.removeprefix("key_"): _whole(value) for name, value in keys.items() if value not in (None, ())}
        record_id = _whole(record_id)
        accounts = [(passage, "differs", text) for passage, text in _whole(differs)]
        accounts += [(passage, "tells", text) for passage, text in _whole(tells)]
        _need_text([record_id or "", file, *(text for one in accounts for text in one), *_all_texts(options)])
        folder = _folder(ctx)
        if draft is not None:
            _add(folder, written(word, record_id or "", _draft_text(draft)), file)
        elif options or accounts:
            _need(word, options)
            _add(folder, draft_of(word, record_id or "", options, accounts), file)
        elif sys.stdin.isatty() and sys.stderr.isatty():
            _edit(folder, word, record_id or "", file)
        else:
            _need(word, options)
            raise UseError(f"say what to add: letapis add {word} --help")

    return add


for _word, _kind in KINDS.items():
    add_command.add_command(_command(_word, _kind))


def _folder(ctx: click.Context) -> Path:
    """Return the folder that was given, else that of the dataset in which the user is; never the shipped data."""
    chosen: Path | None = given(ctx, "dataset") or dataset_here()
    if chosen is None:
        raise UseError("name the dataset: letapis add … -d DIR")
    return chosen


def _whole(given: Any) -> Any:
    """Return texts of the command line as they were typed, in whatever locale."""
    return as_typed(given) if isinstance(given, str) else tuple(map(_whole, given)) if given else given


def _all_texts(given: dict[str, Any]) -> list[str]:
    return [text for value in given.values() for text in ([value] if isinstance(value, str) else value)]


def _need_text(texts: list[str]) -> None:
    """Raise UseError for options that hold bytes that are not UTF-8."""
    for text in texts:
        try:
            text.encode()
        except UnicodeEncodeError:
            raise UseError("an option holds bytes that are not UTF-8; nothing was written") from None


def _need(word: str, given: dict[str, Any]) -> None:
    missing = [f"--{key.option}" for key in KINDS[word].keys if key.needed and not given.get(key.name)]
    if missing:
        raise UseError(f"{word} takes {' and '.join(missing)}; nothing was written")


def _draft_text(draft: TextIO) -> str:
    """Return the record that a file or standard input holds, which may be a device that never ends."""
    text = draft.read(MOST_SIGNS + 1)
    if len(text) > MOST_SIGNS:
        raise UseError(f"the draft has more than {MOST_SIGNS:,} characters: it is no record")
    return text


def _add(folder: Path, draft: Draft, file: str) -> None:
    """Add a record and print its place; retry if the file was changed meanwhile."""
    try:
        with locked(folder, patience=60) if folder.is_dir() else nullcontext():
            for _ in range(ATTEMPTS):
                found = amend(folder, draft, file)
                if replace_if_unchanged(folder / found.path, found.before, found.after):
                    _tell(folder, found)
                    return
    except EditError as error:
        raise UseError(f"nothing was written\n{error}") from None
    except OSError as error:
        raise UseError(f"cannot write in {folder}: {error.strerror}; nothing was written") from None
    raise UseError(f"others keep changing {folder}; nothing was written")


def _tell(folder: Path, found: Amendment) -> None:
    write([f"{folder / found.path}:{found.line}\n"])
    for problem in found.warnings:
        talk(f"{problem.place}: {problem.severity.value}: {problem.message} {problem.mend}".rstrip())


def _edit(folder: Path, word: str, record_id: str, file: str) -> None:
    """Open the editor on a template, again until the record passes or the user gives up."""
    empty = text = template(word, record_id, _hints(folder))
    while True:
        edited = _edited(text)
        if edited is None or edited == empty or not edited.strip():
            talk("Nothing was added.")
            return
        text = edited
        try:
            _add(folder, written(word, record_id, text), file)
        except LetapisError as error:
            talk(f"letapis: {error}")
            if not click.confirm("Edit it again?", default=True, err=True):
                kept = _keep(text)
                again = f"letapis add {word}{f' {record_id}' if record_id else ''} --draft {kept}"
                raise UseError(f"the record is kept: {again}") from None
        else:
            return


def _edited(text: str) -> str | None:
    """Return what the user made of a text in their editor; None where they did not save it."""
    try:
        return click.edit(text, extension=".yaml")
    except UnicodeDecodeError:
        raise UseError("what the editor wrote is not UTF-8; nothing was written") from None
    except ValueError as error:
        wrong = str(error).lower()
        raise UseError(f"VISUAL or EDITOR is not a command line ({wrong}); nothing was written") from None


def _hints(folder: Path) -> list[str]:
    """Return lines for the end of the template: kinds, relation types and passages to cite."""
    dataset, _ = loader.load(folder)
    passages = [
        f"{source.id}/{key}  {cut(shown(passage.gist or passage.quote), 60)}"
        for source in dataset.sources.values()
        for key, passage in source.passages.items()
    ]
    lines = ["", "kinds of event: " + ", ".join(dataset.kinds), "relation types: " + ", ".join(dataset.relation_types)]
    return [*lines, "passages:", *passages[-60:]]


def _keep(text: str) -> Path:
    handle, name = tempfile.mkstemp(prefix="letapis-", suffix=".yaml")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    return Path(name)
