"""`letapis config`: print where the settings are and their values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tui.cli.common import Statuses, shared_options, talk, write
from tui.core.atomic_file import create_file
from tui.core.errors import UseError
from tui.core.text.display import shown
from tui.environment import read_environment
from tui.keys.commands import COMMANDS
from tui.keys.keymap import rebound
from tui.notebook.settings import SETTINGS, TEMPLATE, as_toml, read_settings


@click.command("config")
@click.option("--init", is_flag=True, help="Write a file with every setting, its default and what it does.")
@shared_options
def config_command(init: bool) -> int:
    """Print where the settings are and what is in force.

    Exit status 1: something in them is wrong.
    """
    environment = read_environment()
    file = environment.settings_file
    if init:
        _begin(file)
        return Statuses.FINE
    settings, wrong = read_settings(file)
    if settings.theme not in SETTINGS["theme"].choices or environment.themes.is_dir():
        from tui.theme.catalogue import Catalogue  # imports the terminal library

        wrong += Catalogue(environment.themes).wrong(settings.theme)
    _, clashes = rebound(COMMANDS, settings.keys)
    write(_lines(file, environment.folder("data") / "notebooks", as_toml(settings)))
    for sentence in (*wrong, *clashes):
        talk(f"letapis: {sentence}")
    return Statuses.NOTHING if wrong or clashes else Statuses.FINE


def _lines(file: Path, notebooks: Path, settings: str) -> Iterator[str]:
    there = "" if file.exists() else "   (not there yet: letapis config --init writes it)"
    yield f"# settings: {shown(str(file))}{there}\n"
    yield f"# notebooks: {shown(str(notebooks))}\n"
    yield settings


def _begin(file: Path) -> None:
    """Write the file, never over one.

    Raises:
        UseError: there is one, or it cannot be written.
    """
    try:
        created = create_file(file, TEMPLATE.encode())
    except OSError as error:
        raise UseError(f"cannot write {file}: {error.strerror or error}") from None
    if not created:
        raise UseError(f"the settings already exist: {file}")
    write([f"{shown(str(file))}\n"])
