"""What `letapis import` and `letapis export` share: the report of what could not be carried over."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import click

from tui.cli.common import Statuses, talk
from tui.cli.output_files import write_output
from tui.exchange.losses import Losses

_MOST = 100
"""Sentences that are printed."""
_F = TypeVar("_F", bound=Callable[..., Any])


def loss_options(command: _F) -> _F:
    """Add `--report`, `--force` and `--strict`, the parameters `report`, `force` and `strict` of a command."""
    command = click.option("--strict", is_flag=True, help="End with status 1 where anything was lost.")(command)
    command = click.option("--force", is_flag=True, help="Replace files that already exist.")(command)
    return click.option(
        "--report",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write everything that was lost, and where, as JSON Lines.",
    )(command)


def tell_losses(losses: Losses, report: Path | None, *, force: bool, strict: bool) -> int:
    """Print what was lost, counted by kind and reason; write the whole report; return the exit status.

    Raises:
        UseError: the report cannot be written.
    """
    sentences = losses.summary()
    for sentence in islice(sentences, _MOST):
        talk(f"lost: {sentence}")
    if more := sum(1 for _ in sentences):
        talk(f"lost: more for {more:,} other reasons; --report FILE writes all that was lost.")
    if report is not None:
        lines = (line.encode("utf-8", "backslashreplace") for line in losses.json_lines())
        write_output(report, lines, force=force)
    return Statuses.NOTHING if strict and not losses.is_empty else Statuses.FINE
