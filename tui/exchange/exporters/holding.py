"""Which fields of which records a format holds, and the report of all others, record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import fields

from tui.core.model.records import Ref
from tui.core.model.sections import SECTION
from tui.core.store.base import Store
from tui.exchange.losses import Losses

SOURCE_FIELDS = "title type publisher authors.* issued accessed url archived language summary note"
"""What reference managers hold of a source."""
_PROSE_ENTITY = "name names.value summary note evidence.*"
PROSE = {
    "events": "title date date_from after kind involves.* place origin destination moved.* summary note evidence.*",
    "organisations": f"{_PROSE_ENTITY} kind founded founded_from dissolved dissolved_from place",
    "people": f"{_PROSE_ENTITY} role",
    "places": f"{_PROSE_ENTITY} within",
    "sources": """title publisher authors.* issued issued_from url summary note passages.section passages.paragraph
        passages.gist passages.quote derives_from""",
    "relations": "from type to role start start_from end end_from as_of as_of_from summary note evidence.*",
    "claims": """about question measure scope contradiction note values.value values.unit values.qualifier
        values.as_of values.basis values.said_by values.derived values.preferred values.evidence.*""",
}
"""What is written for people to read."""


class Holding(Struct, frozen=True):
    """What one format holds."""

    title: str
    """Its name in a sentence."""
    fields: Mapping[str, str]
    """Section → the fields that are held, with blanks between them: `involves.entity`, `names.*`, `kind=company`."""

    def tell(self, store: Store, refs: Iterable[Ref], losses: Losses) -> None:
        """Tell which of the records, and which of their fields, have no place in the format."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for ref in refs:
            place, held = f"{ref.section}/{ref.id}", self.fields.get(ref.section, "")
            if held:
                unheld: dict[str, list[str]] = {}
                for path, value in _unheld(store.record(ref), "", held):
                    unheld.setdefault(path, []).append(value)
                found.setdefault(ref.section, []).extend(
                    (place, path, "; ".join(filter(None, values))) for path, values in unheld.items()
                )
            else:
                losses.add("record", f"{self.title} has no {SECTION[ref.section].plural}", place, store.name(ref))
        for section, lost in found.items():
            *others, last = dict.fromkeys(path for _, path, _ in lost) or [""]
            paths = f"fields {', '.join(others)} and {last}" if others else f"field {last}"
            for place, path, value in lost:
                reason = f"{self.title} leaves out the {paths} of {SECTION[section].plural}"
                losses.add("field", reason, place, f"{path}: {value}" if value else path)

    def __hash__(self) -> int:
        return hash(self.title)


class _Unheld(NamedTuple):
    """A field that a format does not hold, or not in all its parts, or not with every value."""

    name: str
    path: str
    default: Any
    in_parts: bool


@lru_cache(maxsize=256)
def _fields_of(kind: Any, prefix: str, held: str) -> tuple[_Unheld, ...]:
    """Return the fields of a type that are to be looked at in each record."""
    words = held.split()
    found = []
    for info in fields(kind):
        path = f"{prefix}{info.encode_name}"
        if path != "id" and path not in words and f"{path}.*" not in words:
            in_parts = any(word.startswith(f"{path}.") for word in words)
            found.append(_Unheld(info.name, path, info.default, in_parts))
    return tuple(found)


def _unheld(record: Any, prefix: str, held: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the value of each field that has a value and no place."""
    for name, path, default, in_parts in _fields_of(record.__class__, prefix, held):
        value = getattr(record, name)
        if not value or value == default or f"{path}={value}" in held.split():
            continue
        if in_parts:
            for part in value.values() if isinstance(value, dict) else value:
                yield from _unheld(part, f"{path}.", held)
        else:
            yield path, _text(value)


def _text(value: Any) -> str:
    """Return the words of a value: of evidence its passages, of all else that has parts nothing."""
    if isinstance(value, tuple):
        return "; ".join(part if isinstance(part, str) else getattr(part, "passage", "") for part in value).strip("; ")
    return str(value) if isinstance(value, str | int) else ""
