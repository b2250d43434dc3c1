"""Keys that the reader has chosen: what can be is in force, what cannot is said."""

from __future__ import annotations

import pytest

from tui.keys.commands import COMMANDS
from tui.keys.keymap import is_key, rebound


def keys(name: str, table: tuple[object, ...]) -> tuple[str, ...]:
    return next(command.keys for command in table if command.id == name)  # type: ignore[attr-defined]


def test_nothing_wanted_changes_nothing() -> None:
    assert rebound(COMMANDS, {}) == (COMMANDS, ())


def test_chosen_keys_take_the_place_of_those_of_the_table_with_their_twins() -> None:
    table, wrong = rebound(COMMANDS, {"next_day": ("f7", "ctrl+n", "f7"), "quit": ()})
    assert wrong == ()
    assert keys("next_day", table) == ("f7", "ctrl+n")
    assert keys("quit", table) == ()
    changed = next(command for command in table if command.id == "next_day")
    assert changed.all_keys == ("f7", "ctrl+n", "ctrl+т")
    assert [one.id for one in table] == [one.id for one in COMMANDS]


def test_two_commands_may_change_their_keys_for_one_another() -> None:
    table, wrong = rebound(COMMANDS, {"bookmark": ("a",), "write_note": ("b",)})
    assert wrong == ()
    assert (keys("bookmark", table), keys("write_note", table)) == (("a",), ("b",))


def test_a_command_that_is_none_is_said_with_the_nearest_one() -> None:
    table, wrong = rebound(COMMANDS, {"nextday": ("f7",), "xyzzy": ("f8",)})
    assert table == COMMANDS
    assert wrong[0] == "There is no command nextday: did you mean next_day?"
    assert "letapis keys" in wrong[1]


@pytest.mark.parametrize(
    ("wanted", "other"),
    [
        ({"next_day": ("m",)}, "next_month"),
        ({"next_day": ("f1",)}, "help"),
        ({"bookmark": ("j",)}, "cursor_down"),
        ({"help": ("enter",)}, "open"),
        ({"bookmark": ("ctrl+ф",)}, ""),
    ],
)
def test_a_key_that_another_command_has_is_said_and_left_where_it_was(
    wanted: dict[str, tuple[str, ...]], other: str
) -> None:
    table, wrong = rebound(COMMANDS, wanted)
    name = next(iter(wanted))
    assert bool(wrong) == bool(other)
    if other:
        assert f"cannot be the key of {name}: it is that of" in wrong[0]
        assert keys(name, table) == keys(name, COMMANDS)


def test_of_two_that_want_one_key_the_first_has_it() -> None:
    table, wrong = rebound(COMMANDS, {"next_day": ("f7",), "previous_day": ("f7",)})
    assert keys("next_day", table) == ("f7",)
    assert keys("previous_day", table) == keys("previous_day", COMMANDS)
    assert len(wrong) == 1


def test_what_one_has_given_up_another_may_take() -> None:
    table, wrong = rebound(COMMANDS, {"next_day": ("m",), "next_month": ("f7",)})
    assert wrong == ()
    assert (keys("next_day", table), keys("next_month", table)) == (("m",), ("f7",))
    back, wrong = rebound(COMMANDS, {"next_day": ("m",), "next_month": ("j",)})
    assert back == COMMANDS
    assert len(wrong) == 2


def test_the_twin_of_another_commands_key_is_not_free() -> None:
    _, wrong = rebound(COMMANDS, {"bookmark": ("о",)})  # what the key of j types on a Cyrillic layout
    assert "cursor_down" in wrong[0]


def test_in_the_filter_a_letter_is_a_letter() -> None:
    table, wrong = rebound(COMMANDS, {"older_filter": ("k",)})
    assert table == COMMANDS
    assert "in the filter it is a letter" in wrong[0]


@pytest.mark.parametrize("key", ["n", "N", "ї", "f7", "f24", "ctrl+n", "ctrl+shift+left", "+", "ctrl++", "pageup", "?"])
def test_keys(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("text", ["", "f25", "f0", "ctrl+", "control+n", "next", "nn", " ", "\x1b", "ctrl+nope", "\n"])
def test_what_is_no_key(text: str) -> None:
    assert not is_key(text)
    table, wrong = rebound(COMMANDS, {"bookmark": (text,)})
    assert table == COMMANDS
    assert "is no key" in wrong[0]
