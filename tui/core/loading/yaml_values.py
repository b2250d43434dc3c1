"""Maps and lists of a YAML file, each value with its place."""

from __future__ import annotations

from typing import Any, NamedTuple

from tui.core.loading.yaml_faults import Position, place


class Map(dict[str, Any]):
    """A YAML map: texts, maps and lists by key, in the order of the file."""

    __slots__ = ("keys_at", "start", "values_at")
    start: Any
    keys_at: dict[str, Any]
    """Mark of every key; `place` turns marks into places."""
    values_at: dict[str, Any]


class List(list[Any]):
    """A YAML list."""

    __slots__ = ("start", "values_at")
    start: Any
    values_at: list[Any]


class _Start(NamedTuple):
    """A mark as the parser has it, 0-based."""

    line: int
    column: int


def placeholder(mark: Position) -> Map:
    """Return an empty map in place of a cached record, with `mark` as the place of everything in it."""
    found = Map()
    found.start = _Start(mark.line - 1, mark.column - 1)
    found.keys_at, found.values_at = {}, {}
    return found


def find(node: Any, *path: str | int) -> Position:
    """Return the place of a value below `node`, or of its nearest ancestor in the file."""
    mark = node.start
    for step in path:
        places: Any = getattr(node, "values_at", ())
        try:
            mark, node = places[step], node[step]
        except (LookupError, TypeError):  # not in the file, or written in a short form
            break
    return place(mark)


def find_key(node: Any, *path: str | int) -> Position:
    """Return the place of the key of a value below `node`; in a list that of the value itself."""
    above, last = node, path[-1]
    for step in path[:-1]:
        above = above[step]
    if isinstance(above, Map) and last in above.keys_at:
        return place(above.keys_at[last])
    return find(node, *path)
