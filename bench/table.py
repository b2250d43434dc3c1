"""The one table of all measures, as it is printed and as its page in docs/ holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bench.figure import Figure, Part, Row, quantity

HEAD = ("what", "Letapis", "baseline", "ratio", "target", "met", "runs")
SECTION = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)
"""What stands between the marks in the page."""
TO_THE_RIGHT = ("Letapis", "ratio", "runs")


class Taken(NamedTuple):
    """What came of a part."""

    part: Part
    figures: Sequence[Figure]
    failure: str = ""
    """Why figures are missing."""


def cells(row: Row, figure: Figure | None) -> tuple[str, ...]:
    """Return a row of the table; without a figure it says that there is none."""
    if figure is None:
        return row.name, "failed", "–", "–", row.held_to, "–" if row.target is None else "NO", "0"
    baseline = "" if figure.baseline is None else quantity(figure.baseline, row.unit)
    ratio = "–" if figure.ratio is None else f"{figure.ratio:.2f}"
    met = {True: "yes", False: "NO", None: "–"}[figure.met]
    beside = " ".join(filter(None, (baseline, figure.against))) or "–"
    return row.name, quantity(figure.took, row.unit), beside, ratio, row.held_to, met, str(figure.runs)


def render(taken: Sequence[Taken]) -> str:
    """Return the table in Markdown, its columns even so that it reads on a terminal as well."""
    rows: list[tuple[str, ...]] = [HEAD, ()]
    for part, figures, _ in taken:
        found = {figure.row.name: figure for figure in figures}
        rows.append((f"**{part.TITLE}**", *[""] * (len(HEAD) - 1)))
        rows += [cells(row, found.get(row.name)) for row in part.ROWS]
    widths = [max(len(row[at]) for row in rows if row) for at in range(len(HEAD))]
    rows[1] = tuple(
        "-" * (width - 1) + (":" if name in TO_THE_RIGHT else "-") for name, width in zip(HEAD, widths, strict=True)
    )
    return "".join(f"| {' | '.join(_even(row, widths))} |\n" for row in rows)


def _even(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if name in TO_THE_RIGHT else cell.ljust(width)
        for name, cell, width in zip(HEAD, row, widths, strict=True)
    ]


def named(table: str) -> list[tuple[str, str]]:
    """Return name and target of each row of a table that `render` made, without its headings."""
    found = []
    for line in table.splitlines():
        if not line.startswith("|"):
            continue
        row = [cell.strip() for cell in line.strip("|").split(" | ")]
        if row[0] != HEAD[0] and not row[0].startswith(("**", "--")):
            found.append((row[0], row[HEAD.index("target")]))
    return found


def with_section(page: str, section: str) -> str:
    """Return the page with `section` between its marks.

    Raises:
        ValueError: the marks are not there.
    """
    if not SECTION.search(page):
        raise ValueError("no <!-- bench --> and <!-- /bench --> in this text")
    return SECTION.sub(lambda _: section, page)
