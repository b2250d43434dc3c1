"""The meaning of every sign, in the order of the table of signs: for the help, and below the lanes."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, get_type_hints

from msgspec.structs import asdict

from tui.present.signs import Means, ScreenName, Signs, signs

_AMONG = ("explorer",)
"""Screens that need not be named in the help."""


class Explained(NamedTuple):
    """A sign, or an example of its use, and its meaning."""

    example: str
    meaning: str


@cache
def meanings() -> dict[str, Means]:
    """Return the meaning of each sign, by its name in the table; lines of the frame have none."""
    hints = get_type_hints(Signs, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items() if hasattr(hint, "__metadata__")}


def explained(place: ScreenName) -> tuple[Explained, ...]:
    """Return the signs of one screen."""
    return tuple(_explained(name, means) for name, means in meanings().items() if place in means.on)


def legend() -> tuple[Explained, ...]:
    """Return the signs of all screens; those that the explorer does not draw say where they are."""
    found = []
    for name, means in meanings().items():
        lead = "" if means.on[0] in _AMONG or means.meaning.startswith("beside") else f"{means.on[0]}: "
        found.append(Explained(_explained(name, means).example, lead + means.meaning))
    return (*found, *_FIGURES)


def synonyms() -> dict[str, str]:
    """Return other words for what signs say, by the examples of them."""
    return {_explained(name, means).example: means.synonyms for name, means in meanings().items() if means.synonyms}


_FIGURES = (
    Explained("2 3", "independent sources; a single voice (is:single-voice) has no figure"),
    Explained("2 9+", "lanes: so many events in one place"),
    Explained("(filter)", "a filter that is lifted"),
)


def _explained(name: str, means: Means) -> Explained:
    sign = asdict(signs())[name]
    return Explained(f"{sign[2]} {sign[8]}" if name == "blocks" else means.example.format(sign), means.meaning)
