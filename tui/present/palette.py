"""The palette: commands, settings and signs in one list, and which of them a text leads to."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias, get_args

from msgspec import Struct

from tui.core.text import folding
from tui.keys import commands
from tui.keys.commands import PLACES, Command
from tui.keys.keyboard import key_name, on_latin_layout
from tui.keys.keymap import key
from tui.notebook.settings import SETTINGS, SettingInfo, Settings, SettingValue
from tui.present.legend import legend, synonyms
from tui.present.signs import signs


class RunCommand(Struct, frozen=True):
    """Run a command of the key table."""

    command: str


class ChooseSetting(Struct, frozen=True):
    """Show the values that a setting may have."""

    setting: str


class ChangeSetting(Struct, frozen=True):
    """Give a setting a value."""

    setting: str
    value: SettingValue


PaletteAction: TypeAlias = RunCommand | ChooseSetting | ChangeSetting
PaletteTab: TypeAlias = Literal["all", "commands", "settings", "signs"]
"""What is listed."""
TABS: tuple[PaletteTab, ...] = get_args(PaletteTab)


class PaletteEntry(Struct, frozen=True):
    """A row. Texts are raw."""

    text: str
    """What it is or does."""
    tab: PaletteTab
    heading: str
    """The group it is listed in."""
    lead: str = ""
    """Its keys or its sign, or the name of a setting, as they are printed."""
    aside: str = ""
    does: PaletteAction | None = None
    names: str = ""
    """Its own names: words that lead to it before all others."""
    synonyms: str = ""
    why_not: str = ""
    """Why it cannot be run now, in a sentence; empty where it can."""
    for_typed: bool = False
    """Whether it is listed only where a text leads to it."""


MOST_HERE = 10
"""Commands of the part of the screen in focus that come before all others."""
_SIGNS = "legend abbreviation abbreviations symbol symbols sign signs meaning icon icons знак знаки"
_ADVICE = (
    (
        "mouse",
        "a click chooses, a second one opens; tabs, hints, chips and the overview take it too",
        "click wheel pointer scroll button select мышь",
        "",
    ),
    ("map", "there is no map: the places are listed, each with its events", "geography geo карта", "list_places"),
    (
        "dates",
        "in the filter, before:2020-09 and after:2020-08-09 narrow the time, date:2020-08..2020-09 is a range",
        "before after until since till earlier later",
        "edit_filter",
    ),
    ("font", "letters and their size are those of your terminal", "size text letters bigger smaller шрифт", ""),
    (
        "language",
        "the screens are in English; names are found in every language of the data",
        "translation translate translated язык cyrillic russian belarusian russki русский",
        "",
    ),
    ("import", "letapis import brings data from other tools, on the command line", "bring convert импорт", ""),
    (
        "duplicate",
        "letapis check names what looks like two records of one thing: keep one, and move its evidence over",
        "duplicates merge double twice combine join same",
        "edit_record",
    ),
    (
        "backup",
        "all data are text files in one folder: copy it, or keep it in Git; nothing is hidden elsewhere",
        "backups sync synchronise synchronize cloud git share history store where folder files",
        "",
    ),
    (
        "password",
        "there are no accounts and nothing is sent anywhere: who can read the folder can read the data",
        "login account user users privacy secret encrypt security permission permissions",
        "",
    ),
    (
        "photo",
        "pictures are not shown here: they stay on the page of their source, which opens in the browser",
        "photos photograph image images picture pictures video audio media",
        "browse",
    ),
    (
        "attach",
        "documents lie in a folder of their own: letapis --documents DIR shows the excerpts in them",
        "attachment attachments upload file files document documents scan",
        "",
    ),
    (
        "pdf",
        "no PDF is written: write a page or a dossier, and print it from the browser",
        "print printing printer paper печать",
        "export",
    ),
    ("version", "letapis --version tells which one this is, on the command line", "release update upgrade news", ""),
    ("rebind", "other keys for any command: section [keys] of the settings' file", "remap configure shortcut", ""),
)
"""What people look for and what there is instead: a word, a sentence, other words, and a command or nothing."""


def entries(
    active: Collection[str],
    here: Sequence[str],
    settings: Settings,
    kinds: Iterable[tuple[str, str]] = (),
    offered: Mapping[str, SettingInfo] = SETTINGS,
) -> tuple[PaletteEntry, ...]:
    """Return all that the palette lists, group by group.

    Args:
        active: ids of the commands that can be run now.
        here: ids of those that matter most where the focus is, the first one first.
        settings: those in force.
        kinds: the dataset's kinds of event, each with its sign.
        offered: the settings that can be changed.
    """
    near = [name for name in here if name in active and name != "help"][:MOST_HERE]
    runs = {command.id: _command(command, command.id in active, command.id in near) for command in commands.COMMANDS}
    first = [runs.pop(name) for name in near]
    return (
        *first,
        *(entry for group in commands.GROUPS for entry in runs.values() if entry.heading == group),
        *(entry for info in offered.values() for entry in _setting(info, settings)),
        *_signs(kinds),
        *(_advice(*each) for each in _ADVICE),
        *(entry for entry in runs.values() if entry.heading == _ELSEWHERE),
    )


_ELSEWHERE = "elsewhere"


def _command(command: Command, active: bool, near: bool) -> PaletteEntry:
    spelled = signs().ascii_only
    keys = " ".join(key_name(each, spelled=spelled) for each in command.keys)
    place, opener = PLACES[command.where[0]]
    twins = f"on ЙЦУКЕН: {command.cyrillic_signs}" if command.cyrillic_signs else ""
    leads = f": {key(opener, spelled=spelled)} leads there" if opener else ""
    return PaletteEntry(
        command.help,
        "commands",
        _ELSEWHERE if not active else "here" if near else command.group,
        lead=keys,
        aside=twins if active else "" if ":" in command.help else f"in {place}",
        does=RunCommand(command.id),
        names=command.label,
        synonyms=" ".join((command.synonyms, *(key_name(each, spelled=True) for each in command.keys))),
        why_not="" if active else f"{command.help} – works in {place}{leads}",
    )


def _setting(info: SettingInfo, settings: Settings) -> Iterable[PaletteEntry]:
    now = info.value(settings)
    yield PaletteEntry(
        info.help,
        "settings",
        "settings",
        lead=info.name,
        aside=f"now {setting_words(now)}",
        does=ChooseSetting(info.name),
        names=info.name,
        synonyms=f"{info.synonyms} setting settings options preferences config настройки",
    )
    for value, meaning in info.choices.items():
        yield PaletteEntry(
            f"{setting_words(value)}: {meaning}",
            "settings",
            "settings",
            lead=info.name,
            aside="now" if value == now else "",
            does=ChangeSetting(info.name, value),
            names=f"{info.name} {setting_words(value)}",
            synonyms=info.synonyms,
            for_typed=True,
        )


def setting_words(value: SettingValue) -> str:
    """Return a value of a setting as it is printed."""
    return {True: "yes", False: "no", "": "none"}.get(value, f"{value}")


def _signs(kinds: Iterable[tuple[str, str]]) -> Iterable[PaletteEntry]:
    also = synonyms()
    for sign, meaning in legend():
        about, colon, _ = meaning.partition(":")
        names = about if colon and " " not in about else ""
        words = f"{also.get(sign, '')} {_SIGNS}"
        yield PaletteEntry(meaning, "signs", "signs", lead=sign, names=names, synonyms=words)
    for sign, title in kinds:
        yield PaletteEntry(f"kind of event: {title}", "signs", "signs", lead=sign, names=title, synonyms=_SIGNS)


def _advice(word: str, text: str, synonyms: str, command: str) -> PaletteEntry:
    does = RunCommand(command) if command else None
    return PaletteEntry(text, "commands", "good to know", lead=word, does=does, names=word, synonyms=synonyms)


# which entries a text leads to

_ABSENT = 2
"""What it costs an entry that it cannot be run now."""
_SIGN, _VALUE = 4, 3
"""What it costs a sign that a word led to it, not the sign itself; and a value of a setting that it is only that."""


CLOSE = 0.8
"""Least similarity of a mistyped word and a known one, a ratio of difflib from 0 to 1: “lost” is not “plot”."""


MOST_LOST = 2
"""A word with so many letters more or fewer is another word."""


class Found(NamedTuple):
    """What a text leads to."""

    entries: tuple[PaletteEntry, ...]
    """The best first."""
    read_as: str = ""
    """What the text was taken for where as it is it leads nowhere."""


def found(listed: Sequence[PaletteEntry], typed: str, tab: PaletteTab = "all") -> Found:
    """Return the entries that `typed` leads to; without a text, all of them as they are listed.

    A text that leads nowhere is read as typed on the other layout, then as the known word closest to it; then the
    entries are those to which most of its words lead.
    """
    offered = [entry for entry in listed if tab in ("all", entry.tab)]
    if not typed.split():
        return Found(tuple(entry for entry in offered if not entry.for_typed))
    if ranked := _ranked(offered, typed):
        return Found(ranked)
    for other in (on_latin_layout(typed), _closest(offered, typed)):
        if ranked := _ranked(offered, other):
            return Found(ranked, other)
    return Found(_ranked(offered, typed, every=False))


def _closest(listed: Iterable[PaletteEntry], typed: str) -> str:
    from difflib import get_close_matches  # only mistakes need it, and it is slow to import

    wanted = folding.fold(typed.strip())
    words = {word for entry in listed for word in folding.words(f"{entry.names} {entry.synonyms}")}
    alike = sorted(word for word in words if abs(len(word) - len(wanted)) < MOST_LOST)
    return next(iter(get_close_matches(wanted, alike, n=1, cutoff=CLOSE)), "")


def _ranked(listed: Iterable[PaletteEntry], typed: str, *, every: bool = True) -> tuple[PaletteEntry, ...]:
    """Return the entries to which every word leads; else those to which most words do."""
    tokens = unicodedata.normalize("NFC", typed).split()
    ranks = []
    for at, entry in enumerate(listed):
        scores = [score for token in tokens if (score := _score(entry, token)) is not None]
        if scores:
            by_word = entry.tab == "signs" and not any(token in entry.lead for token in tokens)
            cost = sum(scores) + _ABSENT * bool(entry.why_not) + _SIGN * by_word + _VALUE * entry.for_typed
            ranks.append((-len(scores), cost, at, entry))
    most = -len(tokens) if every else min((rank[0] for rank in ranks), default=0)
    return tuple(entry for count, _, _, entry in sorted(ranks, key=lambda rank: rank[:3]) if count == most)


def _score(entry: PaletteEntry, token: str) -> int | None:
    """Return how far a token is from an entry, 0 for its own key or sign; None if it does not lead there."""
    if token in entry.lead.split():
        return 0
    wanted = folding.words(token)
    if not wanted:  # a sign
        return 1 if token in entry.lead else None
    ranks = [_rank(entry, word) for word in wanted]
    return None if None in ranks else max(rank for rank in ranks if rank is not None)


def _rank(entry: PaletteEntry, word: str) -> int | None:
    whole, begun = f" {word} ", f" {word}"
    names, others, text = map(_between_blanks, (entry.names, entry.synonyms, f"{entry.text} {entry.aside}"))
    ways = (
        (names, whole),
        (whole, names),
        (whole, others),
        (begun, names),
        (begun, others),
        (whole, text),
        (begun, text),
    )
    return next((rank for rank, (part, words) in enumerate(ways, 1) if part in words), None)


@lru_cache(maxsize=4096)
def _between_blanks(text: str) -> str:
    return f" {' '.join(folding.words_once(text))} "
