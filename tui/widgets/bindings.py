"""Textual bindings, made of the table of keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from textual.binding import Binding, BindingType

from tui.keys.commands import COMMANDS, Where, named, within

Commands: TypeAlias = Mapping[str, Callable[[], object]]
"""Id of a command of the key table → what runs it."""

_FUNCTION = re.compile(r"f\d+")


def bindings(where: Where, *, dispatched: bool = False) -> list[BindingType]:
    """Return a binding for every command that applies in `where`.

    The action of each is the command's id; of those that are `dispatched` it is `run_command` with the id.
    """
    return [
        Binding(
            ",".join(command.all_keys),
            f"run_command({command.id!r})" if dispatched else command.id,
            command.label,
            show=False,
            priority=command.urgent,
            id=command.id,
            tooltip=command.help,
        )
        for command in within(where)
        if command.keys
    ]


def keys_for(action: str, *commands: str) -> list[BindingType]:
    """Return a binding that runs `action` by the keys of some commands."""
    keys = [key for command in named(*commands) for key in command.all_keys]
    return [Binding(",".join(keys), action, show=False)] if keys else []


def in_dialogs_too(name: str) -> list[BindingType]:
    """Return a binding for those keys of a command that type nothing, by which dialogs have them too; or none."""
    command = next(command for command in COMMANDS if command.id == name)
    keys = [key for key in command.all_keys if key.startswith(("ctrl+", "alt+")) or _FUNCTION.fullmatch(key)]
    return [Binding(",".join(keys), command.id, command.label, show=False, priority=True)] if keys else []
