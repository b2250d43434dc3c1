"""What all commands share: options, the folders of a dataset, exit statuses, output and messages."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

from tui.core.errors import QueryError, UseError
from tui.core.text.display import cells, shown
from tui.environment import read_environment
from tui.paths import default_dataset

_F = TypeVar("_F", bound=Callable[..., Any])


class Statuses:
    """Exit statuses; those of grep where there is a likeness."""

    FINE = 0
    NOTHING = 1
    """Nothing was found; the check found errors."""
    USAGE = 2
    """The command line, the query or the dataset cannot be used; no terminal for the explorer."""
    CRASHED = 70
    """A fault of Letapis itself; EX_SOFTWARE of old."""
    INTERRUPTED = 130
    HELP = (
        "Exit status: 0 fine; 1 nothing found, or the check found errors (with --strict, warnings too); "
        "2 a command line, query or dataset that cannot be used, or no terminal for the explorer; "
        "70 a fault of Letapis, with a report of it; 130 interrupted. Standard output is data, standard error is talk."
    )


def as_typed(text: str) -> str:
    """Return an argument of the command line whole, also where the locale is not UTF-8 but what was typed is."""
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        return text


def talk(text: str) -> None:
    """Print a message to the user on standard error: standard output is for data."""
    with suppress(OSError):  # nobody can be told
        print(shown(text, lines=True), file=sys.stderr, flush=True)  # noqa: T201


def write(pieces: Iterable[str]) -> None:
    """Write data to standard output as it comes, always as UTF-8 and with the line ends that it has."""
    stream = sys.stdout.buffer
    for piece in pieces:
        stream.write(piece.encode("utf-8", "backslashreplace"))
    stream.flush()


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def in_plain() -> bool:
    """Whether what is printed is to be plain: one fact a line, by `--plain` or by the user's settings."""
    context = click.get_current_context(silent=True)
    if context is not None and given(context, "plain"):
        return True
    file = read_environment().settings_file
    if not file.is_file():
        return False
    from tui.notebook.settings import read_settings  # few users have any

    return read_settings(file)[0].plain


def in_colour() -> bool:
    """Whether what is printed may be coloured: on a terminal that can, unless NO_COLOR is set or it is to be plain."""
    return on_terminal() and read_environment().has_colour and not in_plain()


def with_links() -> bool:
    """Whether what is printed may hold links: on a terminal that takes them, unless it is to be plain."""
    return on_terminal() and read_environment().has_links and not in_plain()


def _keep(ctx: click.Context, option: click.Parameter, value: object) -> None:
    """Keep the value of an option for `given`; one before the command's name holds unless the command has its own."""
    if value:
        ctx.ensure_object(dict)[option.name] = as_typed(value) if isinstance(value, str) else value


def _kept_options(*options: tuple[tuple[str, ...], dict[str, Any]]) -> Callable[[_F], _F]:
    def decorate(command: _F) -> _F:
        for names, attributes in reversed(options):
            command = click.option(*names, expose_value=False, callback=_keep, **attributes)(command)
        return command

    return decorate


_FOLDER = click.Path(path_type=Path)
shared_options = _kept_options(
    (("-d", "--dataset"), {"type": _FOLDER, "metavar": "DIR", "help": "Folder of the dataset."}),
    (("--documents",), {"type": _FOLDER, "metavar": "DIR", "help": "Folder with the full texts of the sources."}),
    (("--plain",), {"is_flag": True, "help": "One fact a line, in words: no colours, links, tables or broken lines."}),
)
"""Adds `--dataset`, `--documents` and `--plain`, which every command takes."""
explorer_options = _kept_options(
    (("--filter",), {"metavar": "QUERY", "help": "Open with this filter in force."}),
    (("--at",), {"metavar": "ID", "help": "Open at this record."}),
    (("--fresh",), {"is_flag": True, "help": "Read all files again, whatever was compiled before."}),
)
"""Adds what the explorer takes."""


def given(ctx: click.Context, name: str) -> Any:
    """Return the value of one of these options; None where it was not given."""
    return (ctx.obj or {}).get(name)


def format_option(formats: Iterable[str], help_: str, default: str | None = None) -> Callable[[_F], _F]:
    """Add `--format`, the parameter `format_` of a command."""
    choice = click.Choice(list(formats))
    return click.option(
        "--format", "format_", type=choice, help=help_, default=default, show_default=default is not None
    )


def chosen_format(format_: str | None, *, drawn: str) -> str:
    """Return the format that was asked for, else `drawn` or `lines` on a terminal, and `tsv` in a pipe.

    What the settings say is for people, and so for the terminal; `--plain` itself is for both.
    """
    if format_ is not None:
        return format_
    if on_terminal():
        return "lines" if in_plain() else drawn
    return "lines" if given(click.get_current_context(), "plain") else "tsv"


def dataset_folder(ctx: click.Context) -> Path:
    """Return the folder to open: the one given, else that of the dataset in which the user is, else the shipped one."""
    return given(ctx, "dataset") or dataset_here() or default_dataset()


def dataset_here() -> Path | None:
    """Return the nearest dataset around the current folder, relative to it; None where there is none."""
    try:
        here = Path.cwd()
        found = next((folder for folder in (here, *here.parents) if (folder / "dataset.yaml").is_file()), None)
    except OSError:  # the current folder is gone, or one above it cannot be read
        return None
    return None if found is None else Path(os.path.relpath(found, here))


def documents_folder(ctx: click.Context, dataset: Path) -> Path | None:
    """Return the folder of the documents: the one that was given, else the dataset's own, else None.

    Raises:
        UseError: the folder that was given does not exist.
    """
    chosen: Path | None = given(ctx, "documents")
    if chosen is not None and not chosen.is_dir():
        raise UseError(f"there is no folder {chosen}")
    own = dataset / "documents"
    if chosen is not None or not own.is_dir():
        return chosen
    if not own.resolve().is_relative_to(dataset.resolve()):
        talk("letapis: documents is a link that leads out of the dataset: name it with --documents to read it")
        return None
    return own


def explained(error: QueryError, text: str) -> str:
    """Return a query's error in a few lines, with a caret under the place where one is known and it can be seen."""
    lines = [shown(error.message)]
    if error.end and not in_plain():
        before, there = shown(text[: error.start]), shown(text[error.start : error.end])
        lines += [f"  {shown(text)}", f"  {' ' * cells(before)}{'^' * max(1, cells(there))}"]
    if error.suggestion:
        lines.append(f"  try: {shown(error.suggestion)}")
    return "\n".join(lines)


def pipe_closed(status: int = Statuses.FINE) -> int:
    """Discard what is still buffered, because standard output was closed (by `head`, say); return `status`."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)
    return status
