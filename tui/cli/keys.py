"""`letapis keys`: the table of keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from tui.cli.common import chosen_format, format_option, shared_options, talk, write
from tui.core.text.display import cells
from tui.environment import read_environment
from tui.keys.commands import COMMANDS, by_group
from tui.keys.keymap import rebound
from tui.notebook.settings import read_settings

if TYPE_CHECKING:
    from tui.keys.commands import Command


@click.command("keys")
@format_option(
    ["text", "lines", "tsv", "md"],
    "Default: text on a terminal, with --plain one line a key; in a pipe, lines with tabs (id, keys, help, where).",
)
@shared_options
def keys_command(format_: str | None) -> None:
    """Print what each key does in the explorer, with the keys that your settings give."""
    settings, wrong = read_settings(read_environment().settings_file)
    table, clashes = rebound(COMMANDS, settings.keys)
    chosen = chosen_format(format_, drawn="text")
    write(f"{line}\n" for line in {"text": _text, "lines": _lines, "tsv": _tsv, "md": markdown}[chosen](table))
    for sentence in (*wrong, *clashes):
        talk(f"letapis: {sentence}")


def markdown(table: Sequence[Command]) -> Iterator[str]:
    """Yield the tables of docs/keys.md, one for each heading of the help."""
    for group, commands in by_group(table).items():
        yield from ("", f"## {group}", "", "| keys | do |", "| --- | --- |")
        for command in commands:
            if command.keys:
                keys = " ".join(f"<kbd>{_html(key)}</kbd>" for key in command.shown_keys.split(" "))
                yield f"| {keys} | {command.help}{_twins(command)} |"
    yield ""


def _twins(command: Command) -> str:
    return f" (ЙЦУКЕН: {command.cyrillic_signs})" if command.cyrillic_signs else ""


def _html(key: str) -> str:
    return {"<": "&lt;", ">": "&gt;", "\\": "&#92;", "|": "&#124;", "[": "&#91;", "]": "&#93;"}.get(key, key)


def _lines(table: Sequence[Command]) -> Iterator[str]:
    return (f"{command.group}: {command.help}: {command.shown_keys}" for command in table if command.keys)


def _text(table: Sequence[Command]) -> Iterator[str]:
    for group, commands in by_group(table).items():
        yield group
        for command in commands:
            if command.keys:
                pad = " " * max(1, 22 - cells(command.shown_keys))
                yield f"  {command.shown_keys}{pad}{command.help}{_twins(command)}"


def _tsv(table: Sequence[Command]) -> Iterator[str]:
    for command in table:
        yield "\t".join((command.id, " ".join(command.all_keys), command.help, " ".join(command.where)))
