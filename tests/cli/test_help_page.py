"""The help that is printed without click is what click prints; run as a script, this writes it (make man)."""

from __future__ import annotations

import os
import subprocess
import sys

import click
import pytest

from tui.cli import help_page
from tui.cli.main import letapis


def made(width: int) -> str:
    """The help as click makes it for a terminal of so many columns."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        context = letapis.make_context("letapis", [], resilient_parsing=True)
        with context:
            return f"{letapis.get_help(click.get_current_context())}\n"


def printed(*arguments: str, columns: int) -> subprocess.CompletedProcess[str]:
    """Run letapis; on standard error it names what was imported."""
    program = (
        "import atexit, sys, tui.__main__ as start\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "start.main()"
    )
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "COLUMNS": str(columns)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("width", help_page.WIDTHS)
def test_the_pages_are_current(width: int) -> None:
    assert help_page.path(width).read_text(encoding="utf-8") == made(width), "tui/cli/help is behind: make man"


@pytest.mark.parametrize(("columns", "imports"), [(60, True), (80, False), (90, True), (100, False), (200, False)])
def test_every_terminal_gets_the_help_in_its_width(columns: int, imports: bool) -> None:
    for option in ("--help", "-h"):
        done = printed(option, columns=columns)
        assert (done.returncode, done.stdout) == (0, made(columns))
        assert ("click" in done.stderr.split()) == imports


def test_the_help_of_a_command_is_its_own() -> None:
    assert "find [OPTIONS] [QUERY]" in printed("find", "--help", columns=80).stdout


def test_a_page_that_cannot_be_printed_is_told_as_ever() -> None:
    full = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m tui --help > /dev/full"], capture_output=True, text=True, check=False
    )
    assert (full.returncode, full.stderr.count("\n")) == (2, 1), full.stderr
    closed = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m tui --help >&-"], capture_output=True, text=True, check=False
    )
    assert (closed.returncode, closed.stderr.count("Traceback")) == (2, 0), closed.stderr


if __name__ == "__main__":
    for each in help_page.WIDTHS:
        help_page.path(each).parent.mkdir(exist_ok=True)
        help_page.path(each).write_text(made(each), encoding="utf-8")
