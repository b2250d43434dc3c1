"""Where records point to others, in the files: what rests on a record, and its references taken out or renamed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tui.core.loading.yaml_spans import YamlValue
from tui.core.model.records import Ref
from tui.core.model.sections import ENTITY_SECTIONS

RecordFields: TypeAlias = dict[str, YamlValue]
"""A record as it is written."""
Renamed: TypeAlias = Callable[[str, str], str | None]
"""Field and the id in it → the id to write there, or None to remove the reference."""

_PLACES, _ENTITIES = ("places",), ENTITY_SECTIONS
_POINTERS: dict[str, dict[str, tuple[str, ...]]] = {
    "sources": {"derives_from": ("sources",)},
    "organisations": {"place": _PLACES},
    "people": {},
    "places": {"within": _PLACES},
    "events": {
        "kind": ("kinds",),
        "involves": _ENTITIES,
        **dict.fromkeys(("place", "origin", "destination"), _PLACES),
        "after": ("events",),
    },
    "relations": {"from": _ENTITIES, "to": _ENTITIES, "type": ("relation_types",)},
    "claims": {"about": (*_ENTITIES, "events")},
    "values": {"said_by": _ENTITIES},
    "dataset": {"opens_at": ("events",)},
}
"""Section → field that names other records, and the sections in which these are; `evidence` is in all of them."""
_IN_ITEMS = {"involves": "entity", "evidence": "passage"}
"""List of maps → the key of each that names a record; an entry may be the id alone."""
_NEEDED = {"relations": ("from", "to", "type"), "claims": ("about",)}
"""Section → fields that a record needs."""


def pointed(section: str, field: str) -> tuple[str, ...]:
    """Return the sections of the records that a field may name; none where it names no record."""
    return ("passages",) if field == "evidence" else _POINTERS.get(section, {}).get(field, ())


def repointed(section: str, fields: RecordFields, target: Ref, new_id: str | None) -> RecordFields | None:
    """Return a record whose references to `target` name `new_id`, or are gone where that is None.

    The same object is returned where it has none, and None where the record needs the reference. What pointed to a
    passage of a source that is renamed, or gone, is changed with it.
    """

    def new(field: str, old: str) -> str | None:
        if field == "evidence":
            return _passage(old, target, new_id)
        return new_id if old == target.id and target.section in pointed(section, field) else old

    changed: RecordFields = {}
    for name, value in fields.items():
        after = _values(value, target, new_id) if (section, name) == ("claims", "values") else _field(name, value, new)
        if after is None and name in _NEEDED.get(section, ()):
            return None
        if after is not None:
            changed[name] = after
    return fields if changed == fields else changed


def _field(name: str, value: YamlValue, new: Renamed) -> YamlValue | None:
    if isinstance(value, str):
        return new(name, value)
    if not isinstance(value, list):
        return value
    found = [_item(name, item, new) for item in value]
    return [item for item in found if item is not None] or None


def _item(name: str, item: YamlValue, new: Renamed) -> YamlValue | None:
    if isinstance(item, str):
        return new(name, item)
    key = _IN_ITEMS.get(name, "")
    if not isinstance(item, dict) or not isinstance(old := item.get(key), str):
        return item
    after = new(name, old)
    return None if after is None else {**item, key: after}


def _values(values: YamlValue, target: Ref, new_id: str | None) -> YamlValue:
    if not isinstance(values, list):
        return values
    return [
        (repointed("values", value, target, new_id) or value) if isinstance(value, dict) else value for value in values
    ]


def _passage(cited: str, target: Ref, new_id: str | None) -> str | None:
    """Return a citation after a passage or its source was renamed or taken out."""
    source, _, key = cited.partition("/")
    if target.section == "passages" and cited == target.id:
        return None if new_id is None else f"{source}/{new_id}"
    if target.section == "sources" and source == target.id:
        return None if new_id is None else f"{new_id}/{key}"
    return cited
