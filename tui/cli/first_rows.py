"""The first rows: those of a compiled dataset, drawn before the terminal library is imported.

The explorer draws the same texts in the same places and colours over them, and all that is missing here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from shutil import get_terminal_size

from msgspec import Struct

from tui.core.errors import DamagedNotebookError, NewerNotebookError
from tui.core.opening import Opened
from tui.core.text.display import cells, printable
from tui.notebook.keeper import Notebook, read_only
from tui.notebook.settings import Settings
from tui.present import bars
from tui.present.arrangement import Arrangement, arrangement
from tui.present.ascii_signs import plain
from tui.present.bars import Part
from tui.present.bookmarks import signs_of
from tui.present.list_tabs import list_heading, list_tabs
from tui.present.signs import use_signs
from tui.present.timeline.drawn import Drawn, drawn_heading, drawn_row
from tui.present.timeline.row_cursor import RowCursor
from tui.session.session import Session
from tui.session.view import ordered
from tui.theme import roles
from tui.theme.colours import DARK, LIGHT
from tui.theme.first_looks import FirstLooks
from tui.theme.ground import Ground

GROUND = "$foreground"
"""The look of what nothing is drawn on."""
EDGE = "│"


class User(Struct, frozen=True):
    """What the user has chosen or kept that the first rows depend on."""

    settings: Settings
    notebooks: Path
    """The folder with the notebooks of all datasets."""
    shares: Sequence[float]
    """How the width is shared among the panes."""
    steps: bool
    """Whether the first steps are to be told."""


def draw_first_rows(opened: Opened, user: User, query: str, at: str, ground: Ground) -> None:
    """Draw the first rows of a dataset where the explorer will; nothing where it may begin with something else.

    Args:
        opened: the dataset.
        user: what the user has chosen.
        query: the filter to open with.
        at: the id of the record to open at.
        ground: whether the terminal is dark or light.
    """
    colours = {"auto": LIGHT if ground == "light" else DARK, "dark": DARK, "light": LIGHT}.get(user.settings.theme)
    if colours is None:
        return
    try:
        book = read_only(user.notebooks, opened.folder)
    except (DamagedNotebookError, NewerNotebookError, OSError):
        return
    ascii_only = user.settings.is_ascii
    use_signs(ascii_only=ascii_only)
    session = Session(opened, Notebook(book=book))
    left, _ = session.start(query, at.removesuffix("/"), resume=user.settings.resume)
    size = get_terminal_size()
    place = arrangement(*size, user.shares, steps=user.steps)
    elsewhere = left is not None and (left.zoomed or (left.pane != 1 and not place.edges))
    if elsewhere or session.view.standing is not None or not len(session.view.rows):
        return
    screen = _Screen(session, place, size.lines, focus=left is None or left.pane == 1)
    environment = user.settings.environment
    looks = FirstLooks(colours, environment.colours, grey="NO_COLOR" in environment.variables)
    lines = [screen.line(y) for y in range(size.lines)]
    sys.stderr.write(
        "".join(f"\x1b[{y};1H{_painted(line, looks, ascii_only=ascii_only)}" for y, line in enumerate(lines, 1))
    )
    sys.stderr.flush()


class _Screen:
    """The lines of the explorer, as far as they are drawn: texts with their looks."""

    def __init__(self, session: Session, place: Arrangement, height: int, *, focus: bool) -> None:
        view = session.view
        self._session, self._place, self._focus = session, place, focus
        self._kept = signs_of(session.notebook.book)
        at = view.rows.find(view.cursor) if view.cursor is not None else None
        self._cursor = RowCursor(view.rows, at)
        end = max(0, len(view.rows) - place.height)
        before = 0 if at is None else max(0, at - height // 3)
        self._top = min(self._cursor.top(min(before, end), place.height), end)

    def line(self, y: int) -> Drawn:
        """Return the line `y` of the screen."""
        place = self._place
        if y == 0:
            return _bar(bars.head(self._session.head(), place.width), roles.HEADER, place.width)
        if not place.top <= y < place.end:
            return _filled([], place.width)
        drawn = _filled(self._pane(y - place.top, y - place.rows), place.first)
        for edge, end in zip(place.edges, (*place.edges, place.width)[1:], strict=True):
            drawn += [(EDGE, "$line"), *_filled([], end - edge - 1)]
        return drawn

    def _pane(self, y: int, row: int) -> Drawn:
        """Return the line `y` of the first pane; it is the row `row` of those in view where that is not negative."""
        place, view, width = self._place, self._session.view, self._place.first - 1
        if row >= 0:
            return self._row(self._top + row, covered=row == 0 and self._top > 0 and place.height > 1)
        if y == 1:
            return _bar(list_tabs(view.listing, width), roles.BAR, width)
        title, count = list_heading(view.listing, place.width), len(self._session.citations)
        tabs = bars.pane_tabs(1, title, count, alone=not place.edges, has_two=len(place.edges) == 1)
        parts = bars.heading(tabs, ordered(view), width, bright=self._focus, aside_does="sort_list")
        return _bar(parts, roles.HEADING, width)

    def _row(self, number: int, *, covered: bool) -> Drawn:
        """Return a row; where a heading may cover it and does, the heading. The scroll bar has its last cell."""
        rows, width = self._session.view.rows, self._place.first
        if number >= len(rows):
            return []
        ref, here = rows.ref(number), number == self._cursor.row
        drawn, ground = drawn_heading(rows, number, width) if covered else [], "sticky"
        if not drawn:
            kept = self._kept.get(ref, " ") if ref else " "
            drawn, ground = drawn_row(rows, number, width, kept, here=here), "text"
        chosen = (f" {roles.ROWS['cursor']}", "bold " if self._focus else "") if here and ground == "text" else ("", "")
        looks = [(text, f"{chosen[1]}{roles.ROWS[role]}{chosen[0]}") for text, role in [*drawn, ("", ground)]]
        return _cropped(_filled(looks[:-1], width, looks[-1][1]))


def _bar(parts: Iterable[Part], looks: Mapping[str, str], width: int) -> Drawn:
    return _filled([(part.text, looks[part.tone]) for part in parts], width)


def _filled(drawn: Drawn, width: int, look: str = GROUND) -> Drawn:
    """Return texts filled up to `width` cells."""
    return [*drawn, (" " * (width - sum(cells(text) for text, _ in drawn)), look)]


def _cropped(drawn: Drawn) -> Drawn:
    """Return texts without their last cell."""
    *before, (text, look) = [piece for piece in drawn if piece[0]]
    return [*before, (text[:-1], look)]


def _painted(drawn: Drawn, looks: FirstLooks, *, ascii_only: bool) -> str:
    """Return texts with the sequences for their looks."""
    painted = []
    for look, pieces in groupby(drawn, key=itemgetter(1)):
        text = printable("".join(text for text, _ in pieces))
        painted.append(looks.draw(plain(text) if ascii_only else text, look))
    return "".join(painted)
