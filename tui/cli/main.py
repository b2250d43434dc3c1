"""The `letapis` command: dispatch to a command's module, importing only that one.

Without a command it opens the explorer. Errors of use are shown here and nowhere else.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import warnings
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui import __version__
from tui.cli.common import Statuses, as_typed, explorer_options, pipe_closed, shared_options, talk
from tui.core.errors import LetapisError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS: dict[str, str] = {
    "find": "find",
    "show": "show",
    "read": "read",
    "ties": "ties",
    "check": "check",
    "export": "export",
    "serve": "serve",
    "import": "import_",
    "new": "new",
    "add": "add",
    "schema": "schema",
    "keys": "keys",
    "config": "config",
    "completion": "completion",
}
"""Name → module in `tui.cli`, in the order of the help. `find` is `tui.cli.find:find_command`, and so on."""

_FIRST_LINE = re.compile(r'^def \w+_command\(.*?^    """(.+?)(?:""")?$', re.DOTALL | re.MULTILINE)
"""A command's function in its module's text, up to the end of its docstring's first line."""


def summary(name: str) -> str:
    """Return the first line of a command's help, read from its module's text: importing them all takes too long."""
    text = Path(__file__).with_name(f"{COMMANDS[name]}.py").read_text(encoding="utf-8")
    found = _FIRST_LINE.search(text)
    return found[1] if found else ""


def _imported(name: str) -> click.Command:
    """Return a command from its module."""
    command: click.Command = getattr(import_module(f"tui.cli.{COMMANDS.get(name, name)}"), f"{name}_command")
    return command


class _Letapis(click.Group):
    """The commands, imported one at a time; whatever is not a command is a dataset, to open or for a command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _imported(cmd_name) if cmd_name in COMMANDS or cmd_name == "open" else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name in COMMANDS:
            return name, _imported(name), args[1:]
        if len(args) > 1 and args[1] in COMMANDS:
            ctx.ensure_object(dict)["dataset"] = Path(as_typed(name))
            return args[1], _imported(args[1]), args[2:]
        return "open", _imported("open"), args

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary(name)) for name in COMMANDS])

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage("letapis", "[DATASET] [OPTIONS]")
        formatter.write_usage("letapis", "[DATASET] COMMAND [ARGS]...", prefix="       ")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the names of commands, and of folders, which may be datasets."""
        from click.shell_completion import CompletionItem

        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="dir")]


@click.group(
    cls=_Letapis,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=Statuses.HELP,
)
@explorer_options
@shared_options
@click.version_option(__version__, prog_name="letapis")
@click.pass_context
def letapis(ctx: click.Context) -> object:
    """Explore a sourced chronology: when it happened, who was in it, and what each statement rests on.

    DATASET is a folder with a dataset.yaml; without one, that in which you are, else the one that Letapis ships with.
    A folder that is called like a command is named as ./find.
    """
    if ctx.invoked_subcommand is None:
        return ctx.invoke(_imported("open"), folder=None)
    return None


def main(argv: list[str] | None = None) -> None:
    """Run the command line and leave the process with its exit status."""
    _need_streams()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what libraries warn of is for us, and not for the user's terminal
    answered = signal.getsignal(signal.SIGINT)
    try:
        if answered is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.default_int_handler)  # what a command has begun it also cleans up
        status = run(argv)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        status = Statuses.INTERRUPTED
    sys.exit(status)


def _need_streams() -> None:
    """Put what can be neither read nor written in the place of standard streams that are closed.

    Else the next file to be opened would take that place, and what is printed go into it. Messages are thrown away.
    """
    for name, mode, flags in (("stdin", "r", os.O_WRONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, flags), mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def run(argv: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    stdout = sys.stdout
    try:
        result: Any = letapis.main(args=argv, prog_name="letapis", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return Statuses.USAGE
    except (click.Abort, KeyboardInterrupt):
        return Statuses.INTERRUPTED
    except LetapisError as error:
        talk(f"letapis: {error}")
        return Statuses.USAGE
    except BrokenPipeError:
        return pipe_closed()
    except OSError as error:  # reading or writing failed half-way: a full disk, a removed folder
        where = f" {error.filename}" if error.filename else ""
        talk(f"letapis: {error.strerror or error}{where}")
        return pipe_closed(Statuses.USAGE)
    except SystemExit as end:  # click leaves so when the pipe is closed, and after a shell's completion
        closed, sys.stdout = sys.stdout is not stdout, stdout
        return pipe_closed() if closed else int(end.code or 0)
    except Exception as error:  # a fault of ours
        talk(f"letapis: {import_module('tui.cli.crash').told(error)}")
        return pipe_closed(Statuses.CRASHED)
    return result if isinstance(result, int) else Statuses.FINE
