"""The help: a list of every key and every sign, filtered by typing; Enter runs the chosen command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.core.store.base import Store
from tui.core.text.display import cells
from tui.keys import commands
from tui.keys.commands import Command
from tui.keys.keyboard import key_name
from tui.present.legend import legend
from tui.present.signs import kind_sign, signs
from tui.screens.dialogs.choose import Choice, ChoosingScreen


def help_screen(kinds: Sequence[tuple[str, str]] = ()) -> ChoosingScreen[str]:
    """Return the dialog that comes back with the id of the command to run; empty for a sign, which runs nothing.

    `kinds` are the dataset's kinds of event, each with its sign.
    """
    return ChoosingScreen("Keys and signs", list(_choices(kinds)), name="help")


def signs_of_kinds(store: Store) -> tuple[tuple[str, str], ...]:
    """Return the sign and the title of each of a dataset's kinds of event."""
    drawn = signs()
    return tuple((kind_sign(kind.sign, kind.title, drawn), kind.title) for kind in store.kinds.values())


def _choices(kinds: Sequence[tuple[str, str]]) -> Iterable[Choice[str]]:
    drawn = signs()
    spelled = drawn.ascii_only
    here = f"{drawn.enter} here"  # for what has no key of its own
    keys = [
        (" ".join(key_name(key, spelled=spelled) for key in command.keys) or here, command)
        for command in commands.COMMANDS
    ]
    explained = [*legend(drawn), *((sign, f"kind of event: {title}") for sign, title in kinds)]
    width = max(cells(text) for text, _ in (*keys, *explained))
    for text, command in keys:
        yield _choice(text, width, command)
    for text, meaning in explained:
        yield Choice("", meaning, "", "signs legend", _padded(text, width))


def _choice(keys: str, width: int, command: Command) -> Choice[str]:
    return Choice(command.id, command.help, command.group.lower(), command.label, _padded(keys, width))


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text) + 2)
