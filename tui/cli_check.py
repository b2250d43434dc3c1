"""`letapis check`: every problem, with file, line and column."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli_common import Statuses, dataset_folder, dataset_options, read, talk


@click.command("check")
@dataset_options
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.pass_context
def check_command(ctx: click.Context, dataset: Path | None, documents: Path | None, *, strict: bool) -> int:
    """Print every problem of a dataset, with file, line and column."""
    from tui.core.check import check  # type: ignore[import-not-found,unused-ignore]
    from tui.core.problem import Severity, in_reading_order

    loaded, problems = read(dataset_folder(ctx, dataset))
    found = in_reading_order([*problems, *check(loaded)])
    for problem in found:
        click.echo(f"{problem.place}: {problem.severity.value}: {problem.message}")
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    talk(f"{len(found)} problems")
    return Statuses.NOTHING if any(problem.severity in failing for problem in found) else Statuses.FINE
