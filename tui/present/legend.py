"""The meaning of every sign, in the order of the table of signs: for the help, and below the lanes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple, get_type_hints

from msgspec.structs import asdict

from tui.core.text.display import cells
from tui.keys.keymap import key
from tui.present.bars import Part
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


_IN_TEXT, _BESIDE = "an excerpt in the document: ", "beside the text: "


def legend_of_reader(verdicts: Iterable[str], gutter: Iterable[str], width: int) -> tuple[Part, ...]:
    """Return a line that names those signs of the reader that are drawn: of excerpts, then of those beside the text."""
    drawn = {*verdicts, *gutter}
    said = {sign: text for sign, text in explained("reader") if text.startswith((_IN_TEXT, _BESIDE))}
    found = ((sign, text.removeprefix(_IN_TEXT).removeprefix(_BESIDE)) for sign, text in said.items() if sign in drawn)
    return next(iter(legend_lines(found, width, 1)))


def legend_of_comparison(drawn: Collection[str], width: int) -> tuple[Part, ...]:
    """Return a line that names those signs of the comparison that are among the `drawn` ones."""
    own = signs().alone, signs().agreed, signs().disputed, signs().since, signs().unsure
    said = dict(explained("comparison"))
    return next(iter(legend_lines(((sign, said[sign]) for sign in own if sign in drawn), width, 1)))


def legend_lines(found: Iterable[tuple[str, str]], width: int, most: int) -> tuple[tuple[Part, ...], ...]:
    """Return signs with their meanings in at most so many lines of `width` cells; the last says where the rest is."""
    lines = [[Part(" ")]]
    for sign, text in found:
        parts = [Part(sign, "strong"), Part(f" {text}   ", "muted")]
        if len(lines[-1]) > 1 and _size(lines[-1]) + _size(parts) - 2 > width:
            lines.append([Part(" ")])
        lines[-1] += parts
    if len(lines) > most:
        rest = [Part(key("help"), "key", "help"), Part(" all signs", "muted", "help")]
        while len(lines[most - 1]) > 1 and _size(lines[most - 1]) + _size(rest) > width:
            del lines[most - 1][-2:]
        lines[most - 1] += rest
    return tuple(map(tuple, lines[:most]))


def _size(parts: Iterable[Part]) -> int:
    return sum(cells(part.text) for part in parts)


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
    Explained("2, 9+", "lanes: the number of events in one place"),
    Explained("2020+", "from then on, to a date for which there is no room"),
    Explained("(filter)", "a filter that is lifted"),
)


def _explained(name: str, means: Means) -> Explained:
    sign = asdict(signs())[name]
    return Explained(f"{sign[2]} {sign[8]}" if name == "blocks" else means.example.format(sign), means.meaning)
