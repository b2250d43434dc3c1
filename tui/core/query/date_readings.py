"""The two readings of a date in a query: what *may* be in a time, and what *must* be in it.

`date:`, `before:` and `after:` ask what may be; with an exclamation mark they ask what must be. What must be is always
among what may be. A negation turns them round: what may not be in a time is all but what must be.
"""

from __future__ import annotations

from tui.core.query.fields import FIELDS
from tui.core.query.tree import And, Field, Not, Or, Query

STRICT: dict[str, str] = {name: f"{name}!" for name in FIELDS if f"{name}!" in FIELDS}
"""Field that asks what may be → the one that asks what must be."""
LOOSE: dict[str, str] = {strict: loose for loose, strict in STRICT.items()}


def asks_for_time(node: Query) -> bool:
    """Whether there is a date term anywhere in `node`."""
    match node:
        case Field():
            return node.name in STRICT or node.name in LOOSE
        case Not():
            return asks_for_time(node.node)
        case And() | Or():
            return any(map(asks_for_time, node.nodes))
        case _:
            return False


def strictly(node: Query) -> Query:
    """Return `node` with its dates read so that what matches is sure to: the narrowest reading."""
    return _read(node, STRICT, LOOSE)


def loosely(node: Query) -> Query:
    """Return `node` with its dates read so that all that may match does: the widest reading."""
    return _read(node, LOOSE, STRICT)


def switched(node: Query) -> Query:
    """Return the other reading of `node`: the narrowest, or the widest where it is that already."""
    strict = strictly(node)
    return loosely(node) if strict == node else strict


def in_words(count: int, must: int | None, may: int | None) -> str:
    """Say what the readings of a query's dates give that are not the one in force; empty where it asks for no time.

    "29 for certain", "37 possibly", "all for certain" where they give the same.
    """
    if must is None or may is None or not may:
        return ""
    if must == may:
        return "all for certain"
    surely = f"{must:,} for certain" if must != count else ""
    return ", ".join(filter(None, (surely, f"{may:,} possibly" if may != count else "")))


def _read(node: Query, names: dict[str, str], within_not: dict[str, str]) -> Query:
    match node:
        case Field():
            return Field(names[node.name], node.value, node.start, node.end) if node.name in names else node
        case Not():
            return Not(_read(node.node, within_not, names))
        case And():
            return And(tuple(_read(part, names, within_not) for part in node.nodes))
        case Or():
            return Or(tuple(_read(part, names, within_not) for part in node.nodes))
        case _:
            return node
