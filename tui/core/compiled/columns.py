"""Columns of a compiled file: days, the calendar, the sort orders of events and of the other lists."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from tui.core.compiled.rows import CompiledRows
from tui.core.index import listing_order
from tui.core.index.calendar import COLUMNS, Calendar
from tui.core.index.orders import SORTED_BY, Orders, by_calendar
from tui.core.index.postings import Order, Postings
from tui.core.model.sections import ENTITY_SECTIONS, LISTED_SECTIONS, SECTION
from tui.core.store.base import Store


def written(store: Store, postings: Postings) -> Iterator[tuple[str, bytes]]:
    """Yield the columns as rows of `meta`: key and bytes."""
    for name in ("starts", "ends"):
        values: array[int] = getattr(postings, name)
        items, days = postings.in_order(name)
        yield (name, values.tobytes())
        yield (f"{name}:items", array("I", items).tobytes())
        yield (f"{name}:days", array("i", days).tobytes())
    for name in ("told", "perhaps"):
        items, days = postings.in_order(name)
        yield (f"{name}:items", array("I", items).tobytes())
        yield (f"{name}:days", array("i", days).tobytes())
    for name in COLUMNS:
        column: array[int] = getattr(postings.calendar, name)
        yield (f"calendar:{name}", column.tobytes())
    orders = Orders(store, postings)
    for by in SORTED_BY:
        if not by_calendar(by):
            whole, place = orders.of_all(by)
            yield (f"order:{by}", array("I", whole).tobytes())
            yield (f"place:{by}", array("I", place).tobytes())
    for section in LISTED_SECTIONS[1:]:
        for listed_by in listing_order.orders(section):
            if listed_by == "":
                continue
            numbers = listing_order.worked_out(store, postings, section, listed_by)
            yield (f"listing:{section}:{listed_by}", numbers.tobytes())


def by_facet(field: str) -> list[str]:
    """Return the keys of the orders that change where other items have a value in a field."""
    if field == "source":
        keys = [f"{column}:{by}" for column in ("order", "place") for by in ("report", "voices")]
        return [*keys, "told:items", "told:days", "perhaps:items", "perhaps:days", "listing:sources:events"]
    section = next((section for section in ENTITY_SECTIONS if SECTION[section].field == field), "")
    return [f"listing:{section}:events", f"listing:{section}:date"] if section else []


def by_name(section: str) -> list[str]:
    """Return the keys of the orders that change where a record of a section has another name."""
    return ["order:title", "place:title"] if section == "events" else [f"listing:{section}:name"]


def read(rows: CompiledRows, key: str, code: str) -> array[int]:
    """Return a column, given the type code of its array."""
    values: array[int] = array(code)
    values.frombytes(rows.raw(key))
    return values


def calendar(rows: CompiledRows) -> Calendar:
    """Return the calendar."""
    return Calendar(lambda name: read(rows, f"calendar:{name}", "i"))


def order(rows: CompiledRows, by: str) -> Order | None:
    """Return the order `by`, a value of `sort:` other than the calendar's; None where an edit may have changed it."""
    if not has(rows, f"order:{by}"):
        return None
    return Order(read(rows, f"order:{by}", "I"), read(rows, f"place:{by}", "I"))


def has(rows: CompiledRows, key: str) -> bool:
    """Whether a column is there; orders that an edit may have changed are not."""
    return rows.value("SELECT 1 FROM meta WHERE key = ?", key) is not None
