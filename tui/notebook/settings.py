"""The user's settings: one TOML file, of which every part may be missing; faults in it never stop the explorer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

from msgspec import Struct, ValidationError, convert
from msgspec.structs import fields, replace

from tui.core.atomic_file import read_file
from tui.core.text.suggest import did_you_mean
from tui.environment import Environment

Clipboard: TypeAlias = Literal["auto", "osc52", "off"]


class Settings(Struct, frozen=True):
    """The settings in force; the defaults are used for what the file leaves out."""

    theme: str = "auto"
    """A name; which ones there are is known where the themes are."""
    ascii: Literal["auto", "on", "off"] = "auto"
    """Whether signs that every terminal has are drawn; `auto` looks at the locale. LETAPIS_ASCII comes first."""
    clipboard: Clipboard = "auto"
    """`auto` takes the system's clipboard program, else the terminal; `off` shows what is copied as text."""
    editor: str = ""
    """A command line; where it is empty, that of VISUAL or EDITOR."""
    browser: Literal["auto", "off"] = "auto"
    """`off` shows addresses instead of opening them."""
    resume: bool = True
    """Whether a dataset opens where the user left it."""
    watch: Literal["auto", "poll", "off"] = "auto"
    """Whether the files of the open dataset are watched; `poll` looks at them again and again."""
    plain: bool = False
    """Whether commands print as with `--plain`."""
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


SettingValue: TypeAlias = str | bool


class SettingInfo(Struct, frozen=True):
    """A setting as the palette offers it."""

    name: str
    help: str
    """What it decides, in a few words."""
    choices: Mapping[SettingValue, str] = {}
    """Each value it may have, with what that means; empty where a text is typed."""
    synonyms: str = ""
    """Other words by which people look for it, some of them in Russian."""
    group_of: Callable[[SettingValue], str] = lambda value: ""
    """The group that a value is listed in; empty for those that stand before all groups."""

    def groups(self) -> Mapping[str, Mapping[SettingValue, str]]:
        """Return the choices by their groups, each in the order in which it comes."""
        found: dict[str, dict[SettingValue, str]] = {}
        for value, meaning in self.choices.items():
            found.setdefault(self.group_of(value), {})[value] = meaning
        return found

    def value(self, settings: Settings) -> SettingValue:
        """Return the value in force."""
        found: SettingValue = getattr(settings, self.name)
        return found


SETTINGS: dict[str, SettingInfo] = {
    info.name: info
    for info in (
        SettingInfo(
            "theme",
            "the colours of the screen",
            {
                "auto": "dark or light, as the terminal is",
                "dark": "light letters on a dark ground",
                "light": "dark letters on a light ground",
            },
            "mode colour color colours colors night day appearance look skin contrast тема цвет",
        ),
        SettingInfo(
            "ascii",
            "the signs that are drawn",
            {
                "auto": "all, unless the locale or the terminal cannot have them",
                "on": "only those of ASCII",
                "off": "all",
            },
            "unicode characters glyphs letters icons",
        ),
        SettingInfo(
            "clipboard",
            "where copies go",
            {
                "auto": "to the clipboard program of the system, else to the terminal",
                "osc52": "to the terminal, also over ssh",
                "off": "nowhere: they are shown as text",
            },
            "copy paste ssh",
        ),
        SettingInfo("editor", "the program that opens files", synonyms="vim nano emacs code"),
        SettingInfo(
            "browser",
            "what happens to web pages",
            {"auto": "they are opened in the browser", "off": "their addresses are shown"},
            "web url internet",
        ),
        SettingInfo(
            "resume",
            "where a dataset opens",
            {True: "where you left it", False: "at its beginning"},
            "restore session remember start",
        ),
        SettingInfo(
            "watch",
            "what happens when files change",
            {
                "auto": "they are read again at once",
                "poll": "they are looked at every second, for folders of another machine",
                "off": "nothing, until you ask for it",
            },
            "live reload refresh update automatic notify files",
        ),
        SettingInfo(
            "plain",
            "what commands print",
            {False: "tables and colours", True: "plain lines, one fact each, for screen readers"},
            "accessibility blind braille screen reader",
        ),
    )
}
"""The settings that the palette changes; keys are changed in the file."""


def read_settings(file: Path) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings in `file`, and a sentence for each fault, which is passed over (raw text).

    Without a file they are the defaults.
    """
    try:
        data = read_file(file)
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (f"Cannot read {file}: {error.strerror or error}",)
    import tomllib

    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Settings(), (f"{file.name} is not in UTF-8, and none of it is used: save it as UTF-8",)
    except tomllib.TOMLDecodeError as error:
        return Settings(), (f"{file.name} is not valid TOML, and none of it is used: {error}",)
    except (ValueError, RecursionError):
        said = "is nested too deeply, or has a number that is too long, and none of it is used"
        return Settings(), (f"{file.name} {said}",)
    return _settings(table, file)


def _settings(table: Mapping[str, Any], file: Path) -> tuple[Settings, tuple[str, ...]]:
    found: dict[str, Any] = {}
    faults: list[str] = []
    for name, value in table.items():
        if name == "keys":
            found["keys"] = _keys(value, faults)
        elif name not in _WANTED:
            near = did_you_mean(name, [*_WANTED, "keys"])
            faults.append(
                f"there is no setting {name}: {f'did you mean {near}?' if near else 'letapis config lists all'}"
            )
        else:
            try:
                plain = _SWITCHES.get(name, {}).get(value, value) if isinstance(value, bool) else value
                found[name] = convert(plain, _TYPES[name])
            except ValidationError:
                faults.append(f"{name} cannot be {_cut(value)}: write {_WANTED[name]}")
    return replace(Settings(), **found), tuple(f"{file.name}: {fault}" for fault in faults)


def _keys(table: Any, faults: list[str]) -> dict[str, tuple[str, ...]]:
    """Read the section of keys: whether there are such commands is asked where the commands are known."""
    if not isinstance(table, dict):
        faults.append(f'keys cannot be {_cut(table)}: write a section [keys], and in it lines like next_day = ["f7"]')
        return {}
    found = {}
    for command, value in table.items():
        try:
            found[command] = convert([value] if isinstance(value, str) else value, tuple[str, ...])
        except ValidationError:
            faults.append(
                f'the keys of {command} cannot be {_cut(value)}: write a list of texts, like ["f7", "ctrl+n"]'
            )
    return found


def _cut(value: object) -> str:
    """Return a faulty value as it may be shown in a sentence."""
    text = f"{value}" if not isinstance(value, str | bool) else toml_value(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


LONGEST = 40
"""Characters of a faulty value that are shown."""
_SWITCHES = {
    "ascii": {True: "on", False: "off"},
    "browser": {True: "auto", False: "off"},
    "watch": {True: "auto", False: "off"},
}
"""The values that true and false mean, where a setting has more values than these."""
_WANTED = {
    "theme": '"auto", "dark", "light" or the name of a theme',
    "ascii": '"auto", true or false',
    "clipboard": '"auto", "osc52" or "off"',
    "editor": 'a command line, like "vim" or "code --wait"',
    "browser": '"auto" or "off"',
    "resume": "true or false",
    "watch": '"auto", "poll" or "off"',
    "plain": "true or false",
}
"""What each setting may be, in words; `keys` is a section."""
_TYPES = {field.name: field.type for field in fields(Settings)}


def as_toml(settings: Settings) -> str:
    """Return the settings as a file that `read_settings` gives back as they are."""
    lines = [f"{name} = {toml_value(getattr(settings, name))}" for name in _WANTED]
    if settings.keys:
        lines += ["", "[keys]", *(f"{_name(command)} = {_list(keys)}" for command, keys in settings.keys.items())]
    return "\n".join(lines) + "\n"


def toml_value(value: SettingValue) -> str:
    """Return a value as it is written in a file of settings."""
    if isinstance(value, bool):
        return "true" if value else "false"
    import json

    text = json.dumps(value, ensure_ascii=False)  # the escapes of JSON are among those of TOML
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in text)


def _name(text: str) -> str:
    return text if text.isascii() and text.replace("_", "").replace("-", "").isalnum() else toml_value(text)


def _list(keys: tuple[str, ...]) -> str:
    return f"[{', '.join(map(toml_value, keys))}]"


TEMPLATE = """\
# Settings of Letapis. Each line after a # is the default: remove the # to change it.
# `letapis config` prints the settings in force, and what is wrong in this file.

# The colours: "dark", "light", as the terminal is ("auto"), or a theme by its name, like "nord": the palette lists
# them. An own theme is a file in the folder themes beside this one: themes/sea.toml is called "sea". It needs a colour
# called primary; it may have background, foreground, accent, warning, error, success, panel, and whether it is dark.
# theme = "auto"

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

# Whether files that change are read again at once ("auto"); "poll" looks at them every second, for folders of another
# machine that give no notice; "off": only when asked to
# watch = "auto"

# For screen readers: every command prints as with --plain, one fact a line, and `letapis` reads line by line
# plain = false

# Keys by the id of a command: `letapis keys --format tsv` lists the ids. They take the place of those in the table;
# the same key of a Russian or Belarusian layout is added to each. An empty list takes the keys away.
[keys]
# next_day = ["f7"]
# bookmark = ["b", "ctrl+b"]
"""
