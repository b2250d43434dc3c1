"""Import JSON of one's own: a list of objects, which is mapped as a table is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.incoming import Incoming
from tui.exchange.importers.tables.records import records
from tui.exchange.importers.tables.table import ENTRY, Table, columns_of, usable

_UNKNOWN = "it is JSON, but in none of the formats that can be read, and no list of objects with titles and dates"
_DEEPEST = 4
"""Maximum levels of objects within an object whose values become columns."""


def read(content: Content, options: Options) -> Incoming:
    """Return the records of a list of objects, at the top or under one key.

    Raises:
        ValueError: there is no such list, or its keys do not say which value is a title and which a date.
    """
    key, items = _objects(content.value)
    if not items:
        raise ValueError(_UNKNOWN)
    flat = [dict(_cells(item, "", 0)) if isinstance(item, dict) else None for item in items]
    names = list(dict.fromkeys(name for cells in flat for name in cells or ()))
    table = Table([], (), f"a list of {len(items):,} objects in JSON")
    value = content.value
    if key:
        for other, text in value.items():
            if other == "title" and isinstance(text, str):
                table.title = text
            elif other != key:
                table.losses.add("field", f"only the list “{key}” is read", text=other)
    for number, cells in enumerate(flat, 1):
        if cells is None:
            table.losses.add("record", "it is no object", f"item {number}", str(items[number - 1]))
    table.columns = columns_of(names, options.columns, table)
    table.rows = (
        (f"item {number}", [cells.get(name, "") for name in names])
        for number, cells in enumerate(flat, 1)
        if cells is not None
    )
    try:
        return records(usable(table), options)
    except ValueError as error:
        raise ValueError(str(error) if len(items) > 1 else f"{_UNKNOWN}: {error}") from None


def _objects(value: Any) -> tuple[str, list[Any]]:
    """Return the key that the longest list of objects is under, empty where it is at the top, and the list."""
    if isinstance(value, list):
        return "", value if any(isinstance(item, dict) for item in value) else []
    return max(_lists(value, 0), key=lambda each: len(each[1]), default=("", [value]))


def _lists(value: dict[str, Any], depth: int) -> Iterator[tuple[str, list[Any]]]:
    """Yield the lists of objects under the keys of an object, each with the first key on the way to it.

    An object of nothing but objects is such a list too, and their keys are their ids.
    """
    if len(value) > 1 and all(isinstance(item, dict) for item in value.values()):
        yield "", [{"id": name, **item} for name, item in value.items()]
    for key, inner in value.items():
        if isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
            yield key, inner
        elif isinstance(inner, dict) and depth < _DEEPEST:
            yield from ((key, items) for _, items in _lists(inner, depth + 1))


def _cells(item: dict[str, Any], above: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield heading and text of each value of an object; those within objects have both keys as heading."""
    for key, value in item.items():
        heading = f"{above} {key}".strip()
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _cells(value, heading, depth + 1)
        elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value) and depth < _DEEPEST:
            inner = [dict(_cells(each, heading, depth + 1)) for each in value]
            for name in dict.fromkeys(name for cells in inner for name in cells):
                yield name, ENTRY.join(cells.get(name, "") for cells in inner)
        elif isinstance(value, list):
            yield heading, ENTRY.join(_text(each) for each in value)
        else:
            yield heading, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
