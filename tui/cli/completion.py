"""`letapis completion SHELL`: what makes the Tab key complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from tui.cli.common import shared_options, write
from tui.core.errors import UseError


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@shared_options
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print a script that completes letapis in SHELL.

    \b
    bash: letapis completion bash > ~/.local/share/bash-completion/completions/letapis
    zsh:  letapis completion zsh > ~/.zfunc/_letapis        (with ~/.zfunc in fpath)
    fish: letapis completion fish > ~/.config/fish/completions/letapis.fish
    """
    maker = get_completion_class(shell)
    if maker is None:
        raise UseError(f"no completion for {shell}")
    root = ctx.find_root().command
    script = maker(root, {}, "letapis", "_LETAPIS_COMPLETE")
    write([script.source_template % script.source_vars(), "\n"])
