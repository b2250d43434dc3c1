"""The help: every key, narrowed by typing; Enter runs the chosen one."""

from __future__ import annotations

from tui.commands import COMMANDS, Command
from tui.core.text import cells
from tui.screens.choosing import Choice, ChoosingScreen


class HelpScreen(ChoosingScreen[str]):
    """Comes back with the id of the command to run."""

    def __init__(self) -> None:
        width = max(cells(command.shown_keys) for command in COMMANDS)
        super().__init__("Keys", [_choice(command.shown_keys, width, command) for command in COMMANDS])


def _choice(keys: str, width: int, command: Command) -> Choice[str]:
    lead = keys + " " * (width - cells(keys) + 2)
    return Choice(command.id, command.help, command.group.lower(), command.label, lead)
