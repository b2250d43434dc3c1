"""The user's keys in place of those of the table; impossible ones are reported and ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from msgspec.structs import replace

from tui.core.text.suggest import did_you_mean
from tui.keys import commands
from tui.keys.commands import COMMANDS, TYPING, Command, Where
from tui.keys.keyboard import key_name

_NAMED = frozenset(
    {"enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"}
    | {"up", "down", "left", "right", "minus", "plus", "comma", "full_stop", "slash", "backslash", "question_mark"}
)
"""Keys that have a name of their own, besides F1 to F24."""
_SIGNS = {",": "comma", ".": "full_stop"}
"""Those of them that the table has, as the twins of other keys."""
_KEY = re.compile(r"(?P<mods>(?:(?:ctrl|alt|shift|super|hyper|meta)\+)*)(?P<last>.|[a-z0-9_]+)", re.DOTALL)
_PANES: frozenset[Where] = frozenset({"list", "page", "sources"})
_DIALOGS: frozenset[Where] = frozenset({"dialog", "note", "kept", "finding", "facets", "copies", "palette"})


def put_in_force(wanted: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Change the one table; call it before the widgets are imported, since they make their bindings from it.

    Returns a sentence for each thing that is wrong and left as it was (raw text).
    """
    if not wanted:
        return ()
    commands.COMMANDS, wrong = rebound(COMMANDS, wanted)
    return wrong


def key(command: str, *, spelled: bool = False) -> str:
    """Return the first key of a command as the user has it, as it is printed; that of the help where it has none.

    `spelled` writes "Enter" in place of the sign. Raises KeyError for a command that the table does not have.
    """
    keys = {one.id: one.keys for one in commands.COMMANDS}
    if own := keys[command]:
        return key_name(own[0], spelled=spelled)
    return " ".join(key_name(key, spelled=spelled) for key in keys["help"][:1]) or command


def keys_of(command: str) -> str:
    """Return all keys of a command as they are printed: "q or ctrl+q"; see `key` for one that has none."""
    own = next(one.keys for one in commands.COMMANDS if one.id == command)
    return " or ".join(map(key_name, own)) or key(command)


def rebound(
    table: Sequence[Command], wanted: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Command, ...], tuple[str, ...]]:
    """Return the table with the keys wanted, by the id of a command, and a sentence for each that cannot be."""
    known = {command.id: command for command in table}
    chosen: dict[str, tuple[str, ...]] = {}
    wrong: list[str] = []
    for name, keys in wanted.items():
        why = _why_not(known.get(name), name, keys, known)
        if why:
            wrong.append(why)
        else:
            chosen[name] = tuple(dict.fromkeys(_textual(key) for key in keys))
    while True:  # each turn gives one command its old keys back
        found = tuple(replace(one, keys=chosen[one.id]) if one.id in chosen else one for one in table)
        clash = _clash(found, chosen)
        if clash is None:
            return found, tuple(wrong)
        loser, key, other = clash
        wrong.append(f"{key} cannot be the key of {loser}: it is that of {other}. {loser} keeps its own")
        del chosen[loser]


def _why_not(command: Command | None, name: str, keys: Iterable[str], known: Iterable[str]) -> str:
    if command is None:
        near = did_you_mean(name, known)
        perhaps = f"did you mean {near}?" if near else "letapis keys --format tsv lists them"
        return f"There is no command {name}: {perhaps}"
    for key in keys:
        if not is_key(key):
            return f"{key!r} is no key: write it as f7, ctrl+n or n; {name} keeps its own"
        if not TYPING.isdisjoint(command.where) and len(key) == 1:
            place = "the filter" if "filter" in command.where else "dialogs"
            return f"{key} cannot be the key of {name}: in {place} it is a letter; {name} keeps its own"
    return ""


def is_key(text: str) -> bool:
    """Whether `text` names a key as Textual does: "n", "N", "ctrl+n", "f7", "pageup", "question_mark"."""
    found = _KEY.fullmatch(text)
    if found is None:
        return False
    last = found["last"]
    if len(last) == 1:
        return last.isprintable() and not last.isspace()
    return last in _NAMED or bool(re.fullmatch(r"f([1-9]|1\d|2[0-4])", last))


def _textual(key: str) -> str:
    """Return a key as Textual calls it: a list with commas has to hold it."""
    return f"{key[:-1]}{_SIGNS[key[-1]]}" if key[-1] in _SIGNS else key


def _clash(table: Sequence[Command], chosen: Iterable[str]) -> tuple[str, str, str] | None:
    """Find a key that would do two things in one place: who must give it up, the key, and who has it."""
    asked = list(chosen)
    for loser in reversed(asked):
        own = next(command for command in table if command.id == loser)
        for other in table:
            if other is own or not (_live(own) & _live(other)):
                continue
            common = [key for key in own.all_keys if key in other.all_keys]
            if common:
                return loser, common[0], other.id
    return None


def _live(command: Command) -> frozenset[Where]:
    """Return the parts of the screen in which the keys of a command act."""
    if "app" in command.where:
        return frozenset(get_args(Where))
    if "dialog" in command.where:
        return _DIALOGS
    live = frozenset(command.where)
    return live | _PANES if "main" in live else live
