"""Textual bindings, made of the table of keys."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tui.commands import Where, within


def bindings(where: Where) -> list[BindingType]:
    """Return a binding for every command that applies in `where`; the action of each is the command's id."""
    return [
        Binding(
            ",".join(command.all_keys),
            command.id,
            command.label,
            show=False,
            priority=command.urgent,
            tooltip=command.help,
        )
        for command in within(where)
        if command.keys
    ]
