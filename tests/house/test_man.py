"""docs/letapis.1 is what the commands say of themselves; run as a script, this writes it (make docs)."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from inspect import cleandoc

import click
import pytest
from samples import ROOT

from tui import __version__
from tui.cli.common import Statuses
from tui.cli.main import COMMANDS, letapis

PAGE = ROOT / "docs" / "letapis.1"

FILES = {
    "config.toml": "The settings, in $XDG_CONFIG_HOME/letapis. letapis config prints where they are and what they say.",
    "notebooks/": "Bookmarks, notes and saved filters, in $XDG_DATA_HOME/letapis.",
    "*.letapis": "Compiled datasets, in $XDG_CACHE_HOME/letapis; they may be deleted at any time.",
}
ENVIRONMENT = {
    "LETAPIS_HOME": "A folder for settings, notebooks and compiled datasets, in place of those of the system.",
    "LETAPIS_CACHE": "A folder for compiled datasets; off: none are kept.",
    "LETAPIS_ASCII": "Draw with signs of ASCII only; 0: never.",
    "NO_COLOR": "Print without colours.",
    "FORCE_HYPERLINK": "0: print without links.",
    "VISUAL, EDITOR": "The editor that the explorer and letapis add open.",
    "BROWSER": "The browser that the explorer opens.",
}


def roff(text: str) -> str:
    """Return text as roff takes it: no line of it is a request, no sign of it is changed."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("^", "\\(ha")
    return "\n".join(f"\\&{line}" if line.startswith(".") else line for line in escaped.splitlines())


def paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help; what click does not wrap is not filled here either."""
    for part in text.strip("\n").split("\n\n"):
        if part.startswith("\b\n"):
            yield f".PP\n.nf\n{roff(part.removeprefix(chr(8)).strip(chr(10)))}\n.fi"
        else:
            yield f".PP\n{roff(part)}"


def entry(term: str, words: str) -> str:
    return f".TP\n\\fB{roff(term)}\\fR\n{roff(words)}"


def options(context: click.Context, without: frozenset[str] = frozenset()) -> Iterator[str]:
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record is not None and without.isdisjoint(parameter.opts):
            yield entry(*record)


def command(context: click.Context, shared: frozenset[str]) -> Iterator[str]:
    """Yield what is to be said of a command, and of each below it in one line."""
    usage = " ".join(context.command.collect_usage_pieces(context))
    yield f".SS {roff(f'{context.command_path} {usage}')}"
    yield from paragraphs(cleandoc(context.command.help or ""))
    yield from options(context, shared)
    yield from paragraphs(context.command.epilog or "") if context.command.epilog else ()
    if isinstance(context.command, click.Group):
        for name, below in context.command.commands.items():
            pieces = " ".join(below.collect_usage_pieces(click.Context(below, info_name=name, parent=context)))
            help_ = f"Its options: {context.command_path} {name} --help"
            yield entry(f"{name} {pieces}", f"{cleandoc(below.help or '').splitlines()[0]} {help_}")


def page() -> str:
    """Return the text of docs/letapis.1."""
    context = letapis.make_context("letapis", [], resilient_parsing=True)
    shared = frozenset(("--dataset", "--documents", "--plain", "--help"))
    lines = [
        f'.TH LETAPIS 1 "" "Letapis {__version__}" "User Commands"',
        ".SH NAME",
        "letapis \\- a terminal explorer for sourced chronologies",
        ".SH SYNOPSIS",
        "\\fBletapis\\fR [\\fIDATASET\\fR] [\\fIOPTIONS\\fR]\n.br\n\\fBletapis\\fR \\fICOMMAND\\fR [\\fIARGS\\fR]...",
        ".SH DESCRIPTION",
        *paragraphs(cleandoc(letapis.help or "")),
        ".SH OPTIONS",
        *options(context),
        ".SH COMMANDS",
        "Each takes \\fB\\-\\-dataset\\fR, \\fB\\-\\-documents\\fR and \\fB\\-\\-plain\\fR too.",
    ]
    for name in COMMANDS:
        each = letapis.get_command(context, name)
        assert each is not None
        lines += command(click.Context(each, info_name=name, parent=context), shared)
    lines += [".SH EXIT STATUS", *paragraphs(Statuses.HELP.removeprefix("Exit status: "))]
    lines += [".SH FILES", *(entry(*row) for row in FILES.items())]
    lines += [".SH ENVIRONMENT", *(entry(*row) for row in ENVIRONMENT.items())]
    return "\n".join(lines) + "\n"


def test_the_man_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "docs/letapis.1 is behind: make docs"


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff here")
def test_it_reads_as_it_should() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tascii", "-P-c", "-P-b", "-P-u", "-ww", "-rLL=100n", str(PAGE)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    assert "letapis find kind:law" in done.stdout
    assert "--strict" in done.stdout
    for name in COMMANDS:
        assert f"letapis {name} " in done.stdout


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
