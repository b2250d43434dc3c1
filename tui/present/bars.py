"""Lines fitted to a width: the head of the screen, the headings of panes, the key hints and the completions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.core.index.completion import Completion
from tui.core.text.display import cells, cut, shown
from tui.keys import keymap
from tui.keys.commands import Command
from tui.keys.keyboard import key_name
from tui.present.signs import signs

Tone: TypeAlias = Literal["plain", "name", "muted", "chip", "off", "key", "warn", "differs", "strong", "tab"]
"""The role of a part of a bar, by which it is styled."""


LEAST_CHIP = 11
"""Cells of the shortest chip of a long term."""
WIDEST = 72
"""Cells of a row."""

GAP, WIDEST_GAP = "  ", 4
"""Between key hints; and how many blanks there are at most, where there is room."""
MOST_HINTS = 12
"""Key hints in a line at most: of more than that none is seen."""


class DropTerm(Struct, frozen=True):
    """Take a term out of the filter."""

    number: int
    """Which one, 0-based."""


class Part(Struct, frozen=True):
    """A piece of a bar: text that is safe to draw."""

    text: str
    tone: Tone = "plain"
    does: str | DropTerm = ""
    """What a click on it does: the id of a command, or nothing where it is empty."""


class Head(Struct, frozen=True):
    """The content of the first line of the screen. Texts are raw."""

    title: str = ""
    chips: tuple[str, ...] = ()
    """The terms of the filter, one each."""
    suspended: bool = False
    """Whether the filter is lifted for now."""
    count: str = ""
    readings: str = ""
    """What else is said of the count: it gives way to the filter."""
    problems: int = 0
    timed: bool = False
    """Whether the filter asks for a time: a click on the count reads it the other way."""


def head(value: Head, width: int) -> tuple[Part, ...]:
    """Fit `value` into `width` cells: the title gives way first, then the name; the filter and the count stay."""
    right = _right(value, width)
    if value.readings and value.chips and width - _size(right) - 2 < LEAST_CHIP + 4:
        right = _right(replace(value, readings=""), width)
    room = width - _size(right) - 1
    chips = _chips(value, room - 1)
    left: list[Part] = [Part(" ")]
    spare = room - 1 - _size(chips)
    if spare >= len("Letapis") + 2:
        left.append(Part("Letapis", "name"))
        spare -= len("Letapis")
        if value.title and spare >= 12:
            left.append(Part("  " + cut(shown(value.title), spare - 4), "plain"))
        left.append(Part("  "))
    used = _size(left) + _size(chips)
    if not value.chips:
        return (*left, _gap(width - used - _size(right)), *right)
    push = _gap(max(0, width - used - _size(right) - 2))
    return (*left, push, *chips, _gap(width - used - cells(push.text) - _size(right)), *right)


def _right(value: Head, width: int) -> tuple[Part, ...]:
    said = f"{value.count} · {value.readings}" if value.readings else value.count
    count = cut(shown(said), max(0, width - 2))
    parts = [Part(count, "strong", "switch_reading" if value.timed else "")]
    words = f"{value.problems} problem" + ("" if value.problems == 1 else "s")
    key = keymap.key("problems", spelled=signs().ascii_only) if value.problems else ""
    if value.problems and cells(count) + cells(key + words) + 7 <= width * 2 // 3:
        parts += [Part("   "), Part(f"{key} ", "key", "problems"), Part(words, "warn", "problems")]
    return (*parts, Part(" ")) if cells(count) < width else tuple(parts)


def _chips(value: Head, room: int) -> tuple[Part, ...]:
    """Return the chips that fit, preferring the last ones, and how many are left out."""
    tone: Tone = "off" if value.suspended else "chip"
    kept: list[tuple[Part, ...]] = []
    for at in range(len(value.chips) - 1, -1, -1):
        spare = room - sum(_size(chip) for chip in kept)
        longest = max(LEAST_CHIP - 5, min(32, spare - 5 - (4 if at else 0)))
        whole = shown(value.chips[at])
        text = cut(f"({whole})" if value.suspended else whole, longest)
        chip = (Part(f" {text} ", tone, DropTerm(at)), Part(f"{signs().drop} ", tone, DropTerm(at)), Part(" "))
        if _size(chip) > spare - (4 if at else 0):
            if spare >= 4:
                kept.append((Part(f"+{at + 1} ", "muted"),))
            break
        kept.append(chip)
    return tuple(part for chip in reversed(kept) for part in chip)


class Tab(Struct, frozen=True):
    """One of the panes or pages that share a heading. Its name is raw."""

    name: str
    does: str = ""
    """The id of the command that goes there, whose key stands before the name; empty for a heading without tabs."""
    here: bool = True
    """Whether it is shown."""


def pane_tabs(pane: int, title: str, count: int, *, alone: bool, has_two: bool) -> tuple[Tab, ...]:
    """Return the tabs in the heading of pane 1, 2 or 3: itself, and those of the panes that can stand in its place.

    Args:
        pane: the number of the pane.
        title: what the first pane lists (raw text).
        count: how many passages the sources pane has.
        alone: whether one pane has the whole width.
        has_two: whether the last two panes have one place.
    """
    names = {1: title, 2: "Details", 3: "Sources"}
    return tuple(
        Tab(f"{name} ({count})" if at == 3 != pane else name, f"pane_{at}", here=at == pane)
        for at, name in names.items()
        if at == pane or alone or (has_two and pane != 1 != at)
    )


def width_of(tabs: Sequence[Tab]) -> int:
    """Return how many cells tabs take in a heading."""
    return sum(cells(_key(tab)) + cells(shown(tab.name)) + len(GAP) for tab in tabs)


def _key(tab: Tab) -> str:
    return f"{keymap.key(tab.does, spelled=signs().ascii_only)} " if tab.does else ""


def heading(
    tabs: Sequence[Tab], aside: str, width: int, *, bright: bool = False, aside_does: str = ""
) -> tuple[Part, ...]:
    """Return the heading of a pane: its tabs, the one shown in capitals, and an `aside` (raw) at the right.

    Long names give way first, then the aside. `bright` is whether the pane has the focus.
    """
    keys, names = [_key(tab) for tab in tabs], [shown(tab.name.upper() if tab.here else tab.name) for tab in tabs]
    over = width_of(tabs) - width
    while over > 0 and (longest := max(names, key=cells)) and cells(longest) > 1:
        names[names.index(longest)] = cut(longest, cells(longest) - 1)
        over -= 1
    parts: list[Part] = []
    for tab, key, name in zip(tabs, keys, names, strict=True):
        tone: Tone = ("key" if bright else "name") if tab.here else "muted"
        mark = signs().focus if bright and tab.here else " "  # some terminals have no colours
        parts += [Part(f"{' ' if parts else ''}{mark}", "key"), Part(key, "key", tab.does), Part(name, tone, tab.does)]
    room = width - _size(parts) - 3
    if aside and room >= (cells(shown(aside)) if aside_does else 4):  # what can be clicked is whole, or not there
        text = cut(shown(aside), room)
        parts += [_gap(width - _size(parts) - cells(text) - 1), Part(text, "muted", aside_does)]
    return tuple(parts)


def hints(commands: Iterable[Command], width: int) -> tuple[Part, ...]:
    """Fit key hints into `width` cells, MOST_HINTS of them, the first ones first; the last one is kept where any is.

    That of the help stands before the last, however early it is to be kept. The cells at both ends stay blank, and
    those between the hints share what is left.
    """
    listed = [command for command in commands if command.keys]
    last = _hint(listed[-1]) if listed else ()
    room = width - 2 - _size(last)
    kept: list[Command] = []
    for command in listed[:-1]:
        if (size := _size(_hint(command)) + len(GAP)) <= room and len(kept) < MOST_HINTS - 1:
            kept.append(command)
            room -= size
    kept.sort(key=lambda command: command.id == "help")
    gap = " " * min(WIDEST_GAP, len(GAP) + room // max(1, len(kept)))
    parts = [Part(" "), *(part for command in kept for part in (*_hint(command), Part(gap)))]
    return (*parts, *last) if _size(last) <= width else tuple(parts)


def _hint(command: Command) -> tuple[Part, ...]:
    """Return the first key of a command and what it does."""
    key = key_name(command.keys[0], spelled=signs().ascii_only)
    return Part(key, "key", command.id), Part(f" {command.label}", "muted", command.id)


def _size(parts: Iterable[Part]) -> int:
    return sum(cells(part.text) for part in parts)


def _gap(count: int) -> Part:
    return Part(" " * max(0, count))


def completion_rows(offers: Sequence[Completion], taken: int | None, width: int) -> tuple[tuple[Part, ...], ...]:
    """Return a row for each offer, all of one width, at most `width` cells; the one `taken` bears the cursor's mark."""
    key = keymap.key("take_offer", spelled=signs().ascii_only)
    counts = [f"{offer.count:,}" if offer.count is not None else "" for offer in offers]
    said = [shown(offer.name) for offer in offers]
    notes = [shown(offer.note) for offer in offers]
    last = max((len(count) for count in counts), default=0) + len(key) + 4
    room = max(1, min(width, WIDEST) - 4 - last)
    named = min(max(map(cells, said), default=0), room)
    noted = max(0, min(max(map(cells, notes), default=0), room - named - 2))
    return tuple(
        _row(
            (signs().cursor if at == taken else " ", key if taken is None and at == 0 else " " * len(key)),
            (_fitted(name, named), _fitted(note, noted) if noted > 1 else ""),
            count.rjust(last - len(key) - 2),
            chosen=at == taken,
        )
        for at, (name, note, count) in enumerate(zip(said, notes, counts, strict=True))
    )


def _row(signs: tuple[str, str], texts: tuple[str, str], count: str, *, chosen: bool) -> tuple[Part, ...]:
    mark, key = signs
    name, note = texts
    return (
        Part(f"{mark}  ", "key"),
        Part(name, "name" if chosen else "plain"),
        Part(f"  {note}" if note else "", "muted"),
        Part(count, "plain"),
        Part(f"  {key} ", "key"),
    )


def _fitted(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells."""
    short = cut(text, width)
    return short + " " * (width - cells(short))
