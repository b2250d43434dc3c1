"""Draw the overview: how many events there are when, and how many of them match.

What is only spread over several slots is drawn lighter. Heights are counts, on a scale of its own for each unit: a year
cannot be compared with a day, so a line stands between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from operator import itemgetter
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from tui.core.dates.axis import Label
from tui.core.dates.scale import Scale, TimeUnit
from tui.core.index.index import Index, Result
from tui.core.index.slot_counts import SlotCounts, first_and_last, slot_counts
from tui.present.signs import signs

Layer: TypeAlias = Literal["match", "rough", "rest", "faint", "gap", "turn", ""]
"""What a cell is part of: of a bar, from its foot up, matches, spread matches, others, spread others; or the sign for
omitted time, or for another unit."""

LEAST = 3
"""Events of a bar that is full, at least: a single one is not drawn as a peak."""
LAYERS: tuple[Layer, ...] = ("match", "rough", "rest", "faint")


_UNITS: dict[TimeUnit, str] = {
    "century": "centuries",
    "decade": "decades",
    "year": "years",
    "month": "months",
    "day": "days",
}
"""What each part of the strip is called."""


class StripRun(NamedTuple):
    """Cells side by side that look the same: the lower part is of one layer, the upper of another or of none."""

    text: str
    lower: Layer
    upper: Layer


class StripColumn(NamedTuple):
    """How many events a slot holds, as parts of one where they are spread."""

    match: float
    rough: float
    rest: float
    faint: float


class Picture(Struct, frozen=True):
    """The strip at one width."""

    scale: Scale
    columns: tuple[StripColumn, ...]
    """One for each slot of the scale."""
    labels: tuple[Label, ...]
    width: int

    def x_of(self, day: int) -> int | None:
        """Return the cell of a day; None where nothing is drawn."""
        return self.scale.slots[self.scale.slot_of(day)].x if self.scale.slots else None

    def span_at(self, x: int) -> tuple[int, int] | None:
        """Return the first and last day that a cell represents; None where nothing is drawn."""
        if not self.scale.slots:
            return None
        found = self.scale.slots[self.scale.slot_at(x)].bin
        return found.first, found.last

    def bars(self, height: int) -> tuple[tuple[StripRun, ...], ...]:
        """Return the bars in `height` lines from the top, each as wide as the picture.

        The lowest line also has the signs for omitted time.
        """
        highest: dict[TimeUnit, float] = {}
        for slot, column in zip(self.scale.slots, self.columns, strict=True):
            highest[slot.bin.unit] = max(sum(column), highest.get(slot.bin.unit, LEAST))
        levels = [
            _levels(column, highest[slot.bin.unit], height * 8)
            for slot, column in zip(self.scale.slots, self.columns, strict=True)
        ]
        return tuple(self._line(levels, line) for line in range(height - 1, -1, -1))

    def _line(self, levels: Sequence[tuple[int, ...]], line: int) -> tuple[StripRun, ...]:
        pieces = dict.fromkeys(self.scale.turns, StripRun(signs().turn, "turn", ""))
        if line == 0:
            pieces |= dict.fromkeys(self.scale.breaks, StripRun(signs().gap, "gap", ""))
        for slot, tops in zip(self.scale.slots, levels, strict=True):
            cell, lower, upper = _cell(tops, line * 8)
            pieces[slot.x] = StripRun(cell * max(1, slot.width - 1), lower, upper)
        runs: list[StripRun] = []
        x = 0
        for start, run in sorted(pieces.items(), key=itemgetter(0)):
            runs += [StripRun(" " * (start - x), "", ""), run]
            x = start + len(run.text)
        runs.append(StripRun(" " * (self.width - x), "", ""))
        return tuple(_joined(runs))

    def axis(self) -> str:
        """Return the line of labels below the bars, exactly as wide as the picture."""
        return self._written([*((x, signs().turn) for x in self.scale.turns), *self.labels])

    def units(self, seen: tuple[int, int] | None = None, marks: Iterable[int] = ()) -> str:
        """Return the line below the labels: a line over the cells `seen`, and what a bar stands for.

        The word for that leaves the cells of the `marks` free; where there is no room for it there is none.
        """
        texts = [(seen[0], signs().seen * (seen[1] - seen[0] + 1))] if seen else []
        texts += [(x, signs().turn) for x in self.scale.turns]
        ends = [*self.scale.turns, self.width + 1]
        for begin, end in zip([0, *(x + 2 for x in self.scale.turns)], ends, strict=True):
            word = _UNITS[self.scale.slots[self.scale.slot_at(begin)].bin.unit] if self.scale.slots else ""
            first = _free(begin, len(word), marks)
            if word and first + len(word) < end:
                texts.append((first, f"{word} "[: end - first]))
        return self._written(texts)

    def _written(self, texts: Iterable[tuple[int, str]]) -> str:
        """Return texts in a line as wide as the picture, each at its cell; later ones cover the earlier ones."""
        cells = [" "] * self.width
        for x, text in texts:
            cells[x : x + len(text)] = text[: self.width - x]
        return "".join(cells)


class Strip(Struct, frozen=True):
    """What the overview shows, whatever its width."""

    index: Index
    result: Result
    told: int | None = None
    """The day as known at which all is shown, an ordinal; None for today."""

    def ends(self) -> tuple[int, int] | None:
        """Return the first and the last day on which events sort; None without any."""
        return first_and_last(self.index)

    def counts(self, width: int, window: tuple[int, int] | None = None) -> SlotCounts:
        """Return which events lie in which of `width` cells, whatever the filter; remembered for one index."""
        return slot_counts(self.index, width, window)

    def picture(self, width: int, window: tuple[int, int] | None = None) -> Picture:
        """Lay out the strip in `width` cells: all days, or only those in `window` (first and last day)."""
        counts = self.counts(width, window)
        columns = tuple(
            StripColumn(match, rough, max(0, all_ - match), max(0, all_rough - rough))
            for (match, rough), (all_, all_rough) in zip(counts.of(self.result.events), counts.of(None), strict=True)
        )
        return Picture(counts.scale, columns, counts.labels, width)


def _free(first: int, width: int, marks: Iterable[int]) -> int:
    """Return the first cell from which on `width` cells are free of the marks."""
    for mark in sorted(marks):
        if first <= mark < first + width:
            first = mark + 2
    return first


def _levels(column: StripColumn, highest: float, steps: int) -> tuple[int, ...]:
    """Return the top step of each layer; a layer with any event is at least one step high."""
    tops: list[int] = []
    total, top = 0.0, 0
    for part in column:
        total += part
        top = max(top, ceil(total * steps / highest - 1e-9) if highest else 0, top + 1 if part and not top else top)
        tops.append(min(top, steps))
    return tuple(tops)


def _cell(tops: Sequence[int], foot: int) -> tuple[str, Layer, Layer]:
    """Return the sign of one cell whose lowest step is `foot`, and the layers of its two parts."""
    for number, top in enumerate(tops):
        if top <= foot:
            continue
        if top >= foot + 8:
            return signs().blocks[8], LAYERS[number], ""
        if signs().ascii_only:  # no second colour: all that match, or where nothing does all others
            whole = min(tops[1] if number <= 1 else tops[3], foot + 8)
            return signs().blocks[whole - foot], LAYERS[number], ""
        filled = 8 + top - foot  # a cell has two colours: what ends within it is rounded to all or nothing
        above = next((upper for upper, end in enumerate(tops) if end > top and 2 * (end - foot) >= filled), None)
        return signs().blocks[top - foot], LAYERS[number], "" if above is None else LAYERS[above]
    return " ", "", ""


def _joined(runs: Iterable[StripRun]) -> Iterable[StripRun]:
    last: StripRun | None = None
    for run in runs:
        if not run.text:
            continue
        if last is not None and last[1:] == run[1:]:
            last = last._replace(text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
