"""`letapis [DATASET]`: the explorer."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.common import dataset_folder, dataset_options, explained, inherited
from tui.cli.first_frame import first_frame
from tui.core.errors import QueryError, UseError
from tui.core.text.display import shown
from tui.paths import user_folder

if TYPE_CHECKING:
    from tui.notebook.settings import Settings

DRAWINGS = "240"
"""At most so many in a second: with Textual's 60 what a key changes waits up to 17 ms to be drawn, and the pages again.

Nothing is drawn while nothing changes.
"""


@click.command("open", hidden=True)
@click.argument("folder", required=False, metavar="[DATASET]", type=click.Path(path_type=Path))
@click.option("--filter", "filter_", metavar="QUERY", default="", help="Open with this filter in force.")
@click.option("--at", metavar="ID", default="", help="Open at this record.")
@click.option("--fresh", is_flag=True, help="Read all files anew, whatever was compiled before.")
@dataset_options
@click.pass_context
def open_command(
    ctx: click.Context,
    folder: Path | None,
    filter_: str,
    at: str,
    fresh: bool,
    dataset: Path | None,
    documents: Path | None,
) -> int:
    """Open the explorer."""
    where = folder or dataset_folder(ctx, dataset)
    query = inherited(ctx, "filter_", filter_) or ""
    _need_terminal()
    _need_sense(where, query)
    gc.disable()  # the screen puts it on again with the first rows: what is imported and loaded till then stays
    new = bool(inherited(ctx, "fresh", fresh))
    with first_frame(shown(where.resolve().name)):
        from tui.core.opening import check_ahead

        checking = None if new else check_ahead(where)
        settings, wrong = _settings()
        os.environ.setdefault("TEXTUAL_FPS", DRAWINGS)  # Textual reads it when it is imported
        from tui.app import LetapisApp
        from tui.notebook.keeper import Notebook

        app = LetapisApp(
            where,
            query=query,
            at=inherited(ctx, "at", at) or "",
            documents=inherited(ctx, "documents", documents),
            fresh=new,
            notebook=Notebook(user_folder("data") / "notebooks"),
            settings=settings,
            wrong=wrong,
            checking=checking,
        )
    app.run()
    return app.return_code or 0


def _settings() -> tuple[Settings, tuple[str, ...]]:
    """Return the reader's settings, and what is wrong with them; keys and signs are in force from here on."""
    from tui.notebook.settings import NAME, read_settings

    settings, wrong = read_settings(user_folder("config") / NAME)
    if settings.ascii != "auto" and not os.environ.get("LETAPIS_ASCII"):
        os.environ["LETAPIS_ASCII"] = "1" if settings.ascii == "on" else "0"
    if settings.keys:
        from tui.keys.keymap import put_in_force

        wrong += put_in_force(settings.keys)
    return settings, wrong


def _need_sense(where: Path, text: str) -> None:
    """Refuse a folder that is no dataset and a filter that is no query before the screen changes."""
    from tui.core.loading.files import require_dataset
    from tui.core.query import parser

    require_dataset(where)
    try:
        parser.parse(text)
    except QueryError as error:
        raise UseError(explained(error, text)) from None


def _need_terminal() -> None:
    """Refuse to draw where nobody could see it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise UseError("the explorer needs a terminal. Without one, use letapis find, show or export.")
    if os.environ.get("TERM", "") == "dumb":
        raise UseError("the explorer cannot draw on TERM=dumb. Use letapis find, show or export.")
