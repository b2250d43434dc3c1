"""The user's own themes: a TOML file each, in a folder beside the settings."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from msgspec import ValidationError, convert
from textual.color import Color, ColorParseError
from textual.css.constants import VALID_STYLE_FLAGS
from textual.design import ColorSystem
from textual.theme import Theme

from tui.core.atomic_file import read_file
from tui.core.text.suggest import did_you_mean

_NAME = re.compile(r"[A-Za-z0-9_-]+")
_SHARE = re.compile(r"(.+?)\s+\d{1,3}%")
"""A colour of which only a share is laid over what is below it."""
_SHARES = {"luminosity_spread", "text_alpha"}
_PLAIN = {"name", "dark", "ansi", "variables", *_SHARES}
"""Fields that are no colours."""


def read_themes(folder: Path, reserved: Collection[str] = ()) -> tuple[tuple[Theme, ...], tuple[str, ...]]:
    """Return the themes in `folder`, and a sentence for each file that is none, which is passed over (raw text).

    A theme without a name is called like its file; those in `reserved` are taken.
    """
    themes: dict[str, Theme] = {}
    faults = []
    for file in sorted(folder.glob("*.toml")):
        try:
            theme = _theme(file)
            if theme.name in reserved or theme.name in themes:
                raise ValueError(f"there is a theme called {theme.name} already")
        except (OSError, RecursionError, ValueError) as error:
            said = error.strerror if isinstance(error, OSError) else error
            faults.append(f"{folder.name}/{file.name}: {said}")
        else:
            themes[theme.name] = theme
    return tuple(themes.values()), tuple(faults)


def _theme(file: Path) -> Theme:
    """Return the theme in a file.

    Raises:
        ValueError: it has none; the text says why.
    """
    import tomllib  # most users have no themes of their own

    table = {"name": file.stem, **tomllib.loads(read_file(file).decode("utf-8-sig"))}
    fields = get_type_hints(Theme)
    for field, value in table.items():
        if field not in fields:
            raise ValueError(f"there is no {field} in a theme{_near(field, fields)}")
        try:
            convert(value, fields[field])
        except ValidationError:
            raise ValueError(f"{field} cannot be {value}{'' if field in _PLAIN else _COLOUR}") from None
        if field in _SHARES and not 0 <= value <= 1:
            raise ValueError(f"{field} cannot be {value}: write a number from 0 to 1")
        if field not in _PLAIN:
            _check_colour(field, value)
    if "primary" not in table:
        raise ValueError("a theme needs a colour called primary")
    if not _NAME.fullmatch(table["name"]):
        raise ValueError(f"{table['name']} cannot be the name of a theme: take letters, digits, - and _")
    for variable, value in table.get("variables", {}).items():
        if variable in fields:
            raise ValueError(f"{variable} is no variable but a colour of its own: write it before [variables]")
        _check_variable(variable, value)
    return convert(table, Theme)


_COLOUR = ': write a colour, like "#7fb4d9"'


def _near(written: str, known: Collection[str]) -> str:
    near = did_you_mean(written, known)
    return f": did you mean {near}?" if near else ""


def _check_colour(name: str, value: Any) -> None:
    """Raise ValueError where a value is no colour."""
    try:
        Color.parse(value)
    except ColorParseError:
        raise ValueError(f"{name} cannot be {value}{_COLOUR}") from None


def _check_variable(name: str, value: str) -> None:
    """Raise ValueError where Textual knows no such variable, or it cannot have the value."""
    known = _variables()
    if name not in known:
        raise ValueError(f"there is no variable {name}{_near(name, known)}")
    if "style" in name:
        if not set(value.split()) <= VALID_STYLE_FLAGS:
            raise ValueError(f'{name} cannot be {value}: write a style, like "bold"')
    elif (colour := found[1] if (found := _SHARE.fullmatch(value)) else value) != "auto":
        _check_colour(name, colour)
    elif not known[name].startswith("auto"):
        raise ValueError(f"{name} cannot be {value}{_COLOUR}")


@cache
def _variables() -> dict[str, str]:
    return ColorSystem("#000000").generate()
