"""`letapis [DATASET]`: the explorer."""

from __future__ import annotations

import gc
import sys
from contextlib import nullcontext
from pathlib import Path

import click

from tui.cli.common import dataset_folder, explained, explorer_options, given, in_plain, shared_options
from tui.cli.first_frame import first_frame
from tui.core.errors import QueryError, UseError
from tui.core.loading.folder import require_dataset
from tui.core.text.display import shown
from tui.environment import read_environment
from tui.screens.early_input import EarlyInput
from tui.screens.ending import terminal_given_back


@click.command("open", hidden=True)
@click.argument("folder", required=False, metavar="[DATASET]", type=click.Path(path_type=Path))
@explorer_options
@shared_options
@click.pass_context
def open_command(ctx: click.Context, folder: Path | None) -> int:
    """Open the explorer, or what takes its place where output is to be plain."""
    where = folder or dataset_folder(ctx)
    query = given(ctx, "filter") or ""
    if in_plain():
        from tui.cli.read import read_records

        ctx.ensure_object(dict)["dataset"] = where
        return read_records(ctx, query, given(ctx, "at") or "")
    is_served = read_environment().is_served
    if not is_served:
        _need_terminal()
    _need_sense(where, query)
    gc.disable()  # the screen puts it on again with the first rows: what is imported and loaded till then stays
    early = EarlyInput(sys.stdin.fileno())
    with terminal_given_back(early.give_back), early:
        with nullcontext() if is_served else first_frame(shown(where.resolve().name)):
            from tui.cli.explorer import explorer  # behind the first frame, as all that it imports

            app = explorer(
                where,
                early,
                query=query,
                at=given(ctx, "at") or "",
                documents=given(ctx, "documents"),
                fresh=bool(given(ctx, "fresh")),
            )
        app.run()
    if app.ending.fault is not None:
        raise app.ending.fault
    return app.ending.status or 0


def _need_sense(where: Path, text: str) -> None:
    """Refuse a folder that is no dataset and a filter that is no query before the screen changes."""
    require_dataset(where)
    if not text:
        return
    from tui.core.query import parser  # most starts have no filter

    try:
        parser.parse(text)
    except QueryError as error:
        raise UseError(explained(error, text)) from None


def _need_terminal() -> None:
    """Refuse to draw where nobody could see it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise UseError("the explorer needs a terminal. Without one, use letapis read, find, show or export.")
    if read_environment().is_dumb:
        raise UseError("the explorer cannot draw on TERM=dumb. Use letapis read, find, show or export.")
