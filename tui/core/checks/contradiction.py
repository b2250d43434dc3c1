"""Whether the values of a claim can all be true, as far as that can be computed."""

from __future__ import annotations

import math
from itertools import combinations, islice
from typing import Literal, TypeAlias

from tui.core.dates import edtf
from tui.core.model.records import Claim, Value
from tui.core.text import folding
from tui.core.text.numbers import Figure, figure, plain_unit

Bearing: TypeAlias = Literal["same", "compatible", "contradict", "open"]
"""How two values stand to each other; `open` where only the curator can say whether both can be true."""

MOST = 200
"""Values of a claim that are compared with each other: 20,000 pairs take 0.2 s."""
ABOUT = 0.1
"""Part of a figure by which it may be off on either side where it is said to be about that."""
_AT_LEAST = ("more than", "over", "above", "at least", "from", "not less than", "upwards of", "exceeding")
_AT_MOST = ("up to", "at most", "less than", "under", "below", "as much as", "as many as", "no more than")
_NEARLY = ("nearly", "almost", "just under", "close to")
_SOME = ("about", "around", "some", "roughly", "approximately", "circa", "ca", "c", "estimated", "perhaps")


def told(claim: Claim) -> tuple[Value, ...]:
    """Return the values that sources give; what the curator derived is no account."""
    return tuple(value for value in claim.values if not value.derived)


def bearings(claim: Claim) -> set[Bearing]:
    """Return how the values that sources give stand to each other, pair by pair, up to `MOST` that differ."""
    values = told(claim)
    differing = {(one.value, one.unit, one.qualifier, one.as_of, one.basis): one for one in values}
    found: set[Bearing] = {"same"} if len(differing) < len(values) else set()
    return found | {bearing(one, other) for one, other in combinations(islice(differing.values(), MOST), 2)}


def bearing(one: Value, other: Value) -> Bearing:
    """Return how two values stand to each other.

    Figures are the same however they are written: 1,900 and 1.9 thousand. They are compatible where their times do not
    meet, or the ranges that they mean do, and open where they measure differently. Words are the same or open.
    """
    first, second = figure(one.value, one.unit), figure(other.value, other.unit)
    if first is None or second is None:
        return "same" if folding.words(one.value) == folding.words(other.value) else "open"
    if len({plain_unit(value.unit) for value in (one, other) if value.unit}) > 1:
        return "open"
    if first == second:
        return "same"
    pair = (meant(first, one), meant(second, other))
    low, high = max(start for start, _ in pair), min(end for _, end in pair)
    if low <= high or apart(one.as_of, other.as_of):
        return "compatible"
    return (
        "open" if one.basis and other.basis and folding.words(one.basis) != folding.words(other.basis) else "contradict"
    )


def meant(number: Figure, value: Value) -> Figure:
    """Return the range that a figure means with its qualifier: "about 50" is 45 to 55, "more than 50" has no end."""
    said = " ".join(folding.words(value.qualifier))
    slack = ABOUT * max(map(abs, number))
    if said.startswith(_AT_LEAST):
        return Figure(number.low, math.inf)
    if said.startswith(_AT_MOST):
        return Figure(-math.inf, number.high)
    if said.startswith(_NEARLY):
        return Figure(number.low - slack, number.high)
    return Figure(number.low - slack, number.high + slack) if said.startswith(_SOME) else number


def apart(one: str, other: str) -> bool:
    """Whether two times (EDTF, empty where none is given) do not meet; `2020-08` and `2020-08-12` do."""
    if not one or not other:
        return False
    return not edtf.parse(one).may_be_in(*edtf.bounds(other))


def is_disputed(claim: Claim) -> bool:
    """Whether a claim has values that cannot all be true: figures that contradict, or what the curator says does."""
    found = bearings(claim)
    return "contradict" in found or ("open" in found and bool(claim.contradiction))
