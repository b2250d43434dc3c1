"""The table of keys: nothing said twice, nothing out of reach."""

from itertools import chain
from typing import get_args

import pytest

from tui.keys.commands import COMMANDS, COPIES, FOOTER, Where, hints, within
from tui.keys.keyboard import twins

LEFT = ("reader", "reading", "compare", "ties", "moves", "lanes")
"""Screens whose footer keeps the key that leaves them, however narrow it is."""


def test_ids_are_unique() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("where", get_args(Where))
def test_no_key_does_two_things_in_one_place(where: Where) -> None:
    around = {where, "app"} | ({"main"} if where in ("list", "page", "sources", "overview") else set())
    around |= {"reader", "page"} if where == "reading" else set()
    around |= {"dialog"} if where in ("note", "kept", "finding", "facets", "copies", "palette") else set()
    commands = dict.fromkeys(chain.from_iterable(within(part) for part in sorted(around)))  # type: ignore[arg-type]
    keys = [key for command in commands for key in command.all_keys]
    assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)


def test_nothing_hangs_on_a_punctuation_key_alone() -> None:
    for command in COMMANDS:
        signs = [key for key in command.keys if len(key) == 1 and not key.isalnum()]
        assert not signs or len(signs) < len(command.keys), command.id


def test_escape_never_quits() -> None:
    assert all("escape" not in command.keys for command in COMMANDS if command.id == "quit")


@pytest.mark.parametrize("where", FOOTER)
def test_the_footer_names_what_does_something_there_each_key_once(where: Where) -> None:
    shown = hints(where)
    around = {
        "list": ("main",),
        "page": ("main",),
        "sources": ("main",),
        "reading": ("reader",),
        "ties": ("page",),
        "moves": ("page",),
        "reader": ("page", "ties"),
    }.get(where, ())
    assert all({where, *around, "app"}.intersection(command.where) for command in shown)
    assert len({command.id for command in shown}) == len(shown) >= 4
    assert shown[-1].id == ("undo_filter" if where == "filter" else "leave" if where in LEFT else "help")


def test_letters_after_copy_are_unique_with_their_twins() -> None:
    keys = [key for letter in COPIES for key in (letter, *twins(letter))]
    assert len(keys) == len(set(keys))
