"""The reader's settings: one TOML file, of which every part may be missing, and nothing in which stops the explorer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast

from msgspec import Struct
from msgspec.structs import replace

from tui.core.text.suggest import did_you_mean
from tui.environment import Environment

NAME = "config.toml"

Clipboard: TypeAlias = Literal["auto", "osc52", "off"]


class Settings(Struct, frozen=True):
    """What the explorer is told; the defaults are in force where nothing is said."""

    theme: Literal["dark", "light"] = "dark"
    ascii: Literal["auto", "on", "off"] = "auto"
    """Whether signs that every terminal has are drawn; `auto` looks at the locale. LETAPIS_ASCII comes first."""
    clipboard: Clipboard = "auto"
    """`auto` takes the system's clipboard program, else the terminal; `off` shows what is copied as text."""
    editor: str = ""
    """A command line; where it is empty, that of VISUAL or EDITOR."""
    browser: Literal["auto", "off"] = "auto"
    """`off` shows addresses instead of opening them."""
    resume: bool = True
    """Whether a dataset opens where the reader left it."""
    keys: Mapping[str, tuple[str, ...]] = {}
    """Id of a command → its keys, in place of those of the table."""
    environment: Environment = Environment()
    """Not in the file: it decides where the settings leave something open."""

    @property
    def is_ascii(self) -> bool:
        """Whether only signs of ASCII are drawn."""
        return self.environment.is_ascii(self.ascii)

    @property
    def editor_command(self) -> str:
        """The command line of the editor."""
        return self.editor or self.environment.editor


def read_settings(file: Path) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings in `file`, and a sentence for each thing in it that is wrong and left out (raw text).

    Without a file they are the defaults.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (f"Cannot read {file}: {error.strerror or error}",)
    import tomllib

    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Settings(), (f"{file.name} is not in UTF-8: all of it is left out",)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Settings(), (f"{file.name} is no TOML: {error}; all of it is left out",)
    return _settings(table)


def _settings(table: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    found: dict[str, Any] = {}
    wrong: list[str] = []
    for name, value in table.items():
        if name == "keys":
            found["keys"] = _keys(value, wrong)
        elif name not in _READ:
            wrong.append(f"There is no setting {name}{_perhaps(name, [*_READ, 'keys'])}")
        elif (read := _READ[name](value)) is None:
            wrong.append(f"{name} is {_WANTED[name]}")
        else:
            found[name] = read
    return replace(Settings(), **found), tuple(wrong)


def _keys(table: Any, wrong: list[str]) -> dict[str, tuple[str, ...]]:
    """Read the section of keys: whether there are such commands is asked where the commands are known."""
    if not isinstance(table, dict):
        wrong.append('keys is a section: [keys], and in it lines like next_day = ["f7"]')
        return {}
    found = {}
    for command, value in table.items():
        keys = [value] if isinstance(value, str) else value
        if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
            found[command] = tuple(keys)
        else:
            wrong.append(f'The keys of {command} are a list of texts, like ["f7", "ctrl+n"]')
    return found


def _perhaps(name: str, known: list[str]) -> str:
    near = did_you_mean(name, known)
    return f": did you mean {near}?" if near else ""


def _one_of(*choices: str) -> Callable[[Any], str | None]:
    def read(value: Any) -> str | None:
        if isinstance(value, bool) and {"on", "off"} <= set(choices):
            value = "on" if value else "off"
        return value if value in choices else None

    return read


def _off(value: Any) -> str | None:
    if isinstance(value, bool):
        return "auto" if value else "off"
    return cast("str", value) if value in ("auto", "off") else None


_READ: dict[str, Callable[[Any], Any]] = {
    "theme": _one_of("dark", "light"),
    "ascii": _one_of("auto", "on", "off"),
    "clipboard": _one_of("auto", "osc52", "off"),
    "editor": lambda value: value if isinstance(value, str) else None,
    "browser": _off,
    "resume": lambda value: value if isinstance(value, bool) else None,
}
_WANTED = {
    "theme": '"dark" or "light"',
    "ascii": '"auto", true or false',
    "clipboard": '"auto", "osc52" or "off"',
    "editor": 'a command line, like "vim" or "code --wait"',
    "browser": '"auto" or "off"',
    "resume": "true or false",
}
"""What each setting may be, in words."""


def as_toml(settings: Settings) -> str:
    """Return the settings as a file that `read_settings` gives back as they are."""
    lines = [f"{name} = {_toml(getattr(settings, name))}" for name in _READ]
    if settings.keys:
        lines += ["", "[keys]", *(f"{_name(command)} = {_list(keys)}" for command, keys in settings.keys.items())]
    return "\n".join(lines) + "\n"


def _toml(value: str | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    import json

    text = json.dumps(value, ensure_ascii=False)  # the escapes of JSON are among those of TOML
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in text)


def _name(text: str) -> str:
    return text if text.isascii() and text.replace("_", "").replace("-", "").isalnum() else _toml(text)


def _list(keys: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_toml, keys))}]"


TEMPLATE = """\
# Settings of Letapis. What stands behind a # is the default, in force anyway: take the # off to change it.
# `letapis config` prints what is in force, and what here is wrong.

# "dark" or "light"
# theme = "dark"

# Signs that every terminal has: "auto" looks at the locale, or true, or false
# ascii = "auto"

# What y copies goes to the system's clipboard program where there is one, else to the terminal ("auto"); always to
# the terminal, by OSC 52 ("osc52"); or is shown as text ("off")
# clipboard = "auto"

# The editor for e, as a command line; empty: VISUAL or EDITOR
# editor = ""

# "off": o and O show addresses instead of opening them
# browser = "auto"

# Whether a dataset opens where you left it
# resume = true

# Keys by the id of a command: `letapis keys --format tsv` lists the ids. They take the place of those in the table;
# the same key of a Russian or Belarusian layout comes along by itself. An empty list takes the keys away.
[keys]
# next_day = ["f7"]
# bookmark = ["b", "ctrl+b"]
"""
