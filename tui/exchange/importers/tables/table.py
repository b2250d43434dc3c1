"""A table: its columns with what each becomes, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tui.core.text import folding
from tui.exchange.importers.tables import headings
from tui.exchange.importers.tables.cells import rows
from tui.exchange.importers.tables.headings import ROLES
from tui.exchange.losses import Losses

LISTS = (
    "In a cell, ; and | and line ends separate the entries of a list; commas never do: “Paris, France” is one place."
)
"""The one rule for lists in a cell, for people."""
ENTRY = "\x1f"
"""Separates the entries of a list that is one in the file, so that they are not cut again."""


@dataclass
class Column:
    """A column of a table."""

    index: int
    heading: str
    role: str = ""
    """What its cells become, a key of `ROLES`; empty where it is left out."""
    rank: int = 0
    """Its place among the columns of one role: the others are read where the first is empty."""
    sample: str = ""
    """Its first cell that is not empty."""
    is_computed: bool = False
    """Whether it says nothing of its own."""
    cells: int = 0
    """How many of its cells are not empty."""


class TableRow:
    """The cells of one row by what they become; those that were read are marked, so that the others can be reported."""

    __slots__ = ("cells", "cut", "place", "taken")

    def __init__(self, place: str, cells: dict[str, list[str]], cut: Callable[[str], list[str]] | None = None) -> None:
        self.place = place
        """Where it is, for people: "row 12"."""
        self.cut = cut or entries
        """How the entries of a list stand in a cell."""
        self.cells = cells
        self.taken = {"title", "type", "id"}

    def all(self, role: str) -> list[str]:
        """Return the cells of a role."""
        self.taken.add(role)
        return self.cells.get(role, [])

    def first(self, role: str) -> str:
        """Return the cell of a role, or the first of several; empty where there is none."""
        found = self.all(role)
        return found[0].replace(ENTRY, "; ") if found else ""

    def text(self, role: str) -> str:
        """Return all cells of a role as one text."""
        return "\n".join(cell.replace(ENTRY, "; ") for cell in self.all(role))

    def entries(self, role: str) -> list[str]:
        """Return the entries of the lists in the cells of a role."""
        return [entry for cell in self.all(role) for entry in self.cut(cell)]


def entries(cell: str) -> list[str]:
    """Return the entries of a list in a cell; see `LISTS`."""
    if ENTRY in cell:
        parts: Iterable[str] = cell.split(ENTRY)
    else:
        parts = cell.replace("|", ";").replace("\n", ";").replace("\r", ";").split(";")
    return [text for part in parts if (text := part.strip())]


def own_entries(cell: str) -> list[str]:
    """Return the entries of a list in a cell of our own: one that holds a semicolon stands in quotation marks.

    There may be empty ones: excerpts are as many as passages.
    """
    return [text.strip() for text in next(rows(cell.replace("\n", " "), ";"), [])] if cell.strip() else []


@dataclass
class Table:
    """A table with its headings."""

    columns: list[Column]
    rows: Iterable[tuple[str, Sequence[str]]]
    """Where each row is ("row 12"), and its cells."""
    about: str
    """What it is, for people: "a table, separated by commas"."""
    title: str = ""
    losses: Losses = field(default_factory=Losses)
    notices: list[str] = field(default_factory=list)
    """What the user is to know, though nothing is lost."""

    @property
    def is_ours(self) -> bool:
        """Whether we have written it."""
        return any(column.is_computed for column in self.columns)

    def by_role(self) -> Iterator[TableRow]:
        """Yield the rows that are not empty; report cells for which there is no column."""
        columns = sorted(self.columns, key=lambda column: column.rank)
        width = len(columns)
        cut = own_entries if self.is_ours else entries
        for place, cells in self.rows:
            found: dict[str, list[str]] = {}
            empty = True
            for column in columns:
                text = _plain(cells[column.index]) if column.index < len(cells) else ""
                if not text:
                    continue
                empty = False
                column.cells += 1
                column.sample = column.sample or text
                if column.role:
                    self._take(found, column, text, place)
            if len(cells) > width and (extra := [cell.strip() for cell in cells[width:] if cell.strip()]):
                self.losses.add("text", "more cells in a row than headings", place, " | ".join(extra))
                empty = False
            if not empty:
                yield TableRow(place, found, cut)

    def _take(self, found: dict[str, list[str]], column: Column, text: str, place: str) -> None:
        """Add a cell to those of its role; a second one of which a record has only one is told, or is the summary."""
        role = column.role
        if column.rank and role in found and not ROLES[role].several:
            if text in found[role]:
                return
            if role != "title" or any(each.role == "summary" for each in self.columns):
                self.losses.add("field", f"“{column.heading}” is {ROLES[role].becomes} once more", place, text)
                return
            role = "summary"
        found.setdefault(role, []).append(text)

    def lose_columns(self) -> None:
        """Report the columns that became nothing; to be called when all rows were read."""
        left_out = [column for column in self.columns if column.cells and not (column.role or column.is_computed)]
        reason = f"left out: {_listed(left_out)}; --map NAME=HEADING gives a column a place in the records"
        for column in left_out:
            self.losses.add("column", reason, f"column {column.index + 1}", column.heading)


def _plain(text: str) -> str:
    """Return a cell without the leading apostrophe that keeps spreadsheets from running it as a formula."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text


def columns_of(names: Sequence[str], mapped: dict[str, str], table: Table) -> list[Column]:
    """Return the columns with these headings; report those whose place another one has.

    Raises:
        ValueError: `mapped` has a heading that is none of them.
    """
    columns = [Column(index, " ".join(name.split())) for index, name in enumerate(names)]
    forced = {_key(heading): role for heading, role in mapped.items()}
    if unknown := [heading for heading in mapped if _key(heading) not in {_key(each.heading) for each in columns}]:
        raise ValueError(f"it has no column “{unknown[0]}”; its headings are: {_listed(columns)}")
    wanting: dict[str, list[tuple[int, Column]]] = {}
    for column in columns:
        if role := forced.get(_key(column.heading)):
            column.role = role
    computed = headings.computed(column.heading for column in columns)
    for column in columns:
        column.is_computed = not column.role and column.heading in computed
        if computed and not column.role and column.heading in headings.OWN:
            column.role = column.heading
        guessed = (
            None
            if column.role or column.is_computed or column.role in forced.values()
            else headings.guess(column.heading)
        )
        if guessed and (ROLES[guessed[0]].several or guessed[0] not in forced.values()):
            wanting.setdefault(guessed[0], []).append((guessed[1], column))
    for role, ranked in wanting.items():
        ranked.sort(key=lambda each: each[0])
        for rank, (_, column) in enumerate(ranked):
            column.role, column.rank = role, rank
        if not ROLES[role].several:
            table.notices += [_second(column, ranked[0][1]) for _, column in ranked[1:]]
    _fill_in(columns)
    return columns


def _second(column: Column, first: Column) -> str:
    """Return what becomes of a second column of which a record has only one."""
    name, other = (f"column {each.index + 1} “{each.heading}”" for each in (column, first))
    summary = " (else it is the summary, if there is no other)" if column.role == "title" else ""
    return f"{name} is read where {other} is empty{summary}"


def _fill_in(columns: list[Column]) -> None:
    """Find columns of titles and dates where no heading is known to name them: the next best are taken."""
    roles = {column.role for column in columns}
    if not roles & {"date", "year", "end"}:
        _promote(columns, "date", ("time", "issued"))
    if "title" not in roles:
        _promote(columns, "title", ("summary", "note"))


def _promote(columns: list[Column], role: str, others: tuple[str, ...]) -> None:
    hinted = (column for column in columns if not column.role and headings.hint(column.heading, role))
    second = (column for other in others for column in columns if column.role == other)
    if found := next(hinted, None) or next(second, None):
        found.role, found.rank = role, 0


def _listed(columns: Sequence[Column]) -> str:
    names = [column.heading or f"(column {column.index + 1} has none)" for column in columns]
    return ", ".join(names[:12]) + (" …" if len(names) > 12 else "")


def _key(heading: str) -> str:
    return " ".join(folding.words_once(heading)) or heading.strip()


def usable(table: Table) -> Table:
    """Return a table that has titles and dates.

    Raises:
        ValueError: it has not.
    """
    roles = {column.role for column in table.columns}
    for wanted, having in (("title", {"title"}), ("date", {"date", "year", "end", "type", "shown date"})):
        if not roles & having:
            raise ValueError(
                f"no heading says which column has the {wanted}s; the headings are: {_listed(table.columns)}. "
                "Say it: --map title=HEADING,date=HEADING"
            )
    return table
