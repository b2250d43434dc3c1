"""Convert raw maps to typed records: by msgspec, or field by field where something is at fault."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from typing import Any, Final, TypeVar, cast

import msgspec

from tui.core.loading.report import Raw, Report
from tui.core.loading.yaml_faults import shorten
from tui.core.loading.yaml_values import List, Map, find_key
from tui.core.model.field_info import field_infos
from tui.core.model.records import Citation, Record

_ODD_KEYS = {
    "<<": ("merge-key", "Merge keys (`<<`) are not part of the format.", "Write the keys out."),
    "": ("empty-key", "A key is missing before the colon.", "Write one, or quote the text."),
}
"""Keys with a problem of their own: rule, message, how to mend it."""

Typed = TypeVar("Typed", bound=msgspec.Struct)

_BAD: Final = object()
"""Represents a value that could not be used and has been reported."""


def to_record(raw: Raw, kind: type[Typed], report: Report) -> Typed | None:
    """Return the record that `raw` describes; None if a required field is missing or unusable.

    Every fault is reported; optional parts with a fault are left out.
    """
    if "id" in raw.node:
        # ids are keys of maps; set aside here, since the id of the record takes this name
        message = "`id` is no key: the id is the record's key in its section."
        report.at(raw, ("id",), "unknown-key", message, "Take it out.")
        raw.node.pop("id")
    _spell_out_evidence(raw.node)
    _spell_out_after(raw.node)
    wanted: dict[str, Any] = raw.node
    if issubclass(kind, Record):
        wanted = {**raw.node, "id": raw.id}
    try:
        return msgspec.convert(wanted, kind, strict=False)
    except msgspec.ValidationError:
        slow = _Slow(raw, report)
        value = slow.struct(wanted, kind, ())
        if not slow.lacks:
            return None if value is _BAD else cast("Typed", value)
        report.unsound[raw.section, raw.id] = value
        return None


def _spell_out_evidence(node: Map) -> None:
    """Expand the short form `source/passage` of evidence to a map."""
    for lists in _evidence_lists(node):
        for place, item in enumerate(lists):
            if item.__class__ is str:
                lists[place] = {"passage": item}


def _spell_out_after(node: Map) -> None:
    """Expand the short form of `after`, one id alone, to a list."""
    alone = node.get("after")
    if alone.__class__ is str:
        node["after"] = found = List([alone])
        found.start, found.values_at = node.values_at["after"], [node.values_at["after"]]


def _evidence_lists(node: Map) -> Iterator[List]:
    evidence = node.get("evidence")
    if evidence.__class__ is List:
        yield evidence
    values = node.get("values")
    if values.__class__ is List:
        for value in values:
            if value.__class__ is Map and value.get("evidence").__class__ is List:
                yield value["evidence"]


class _Slow:
    """Converts one record field by field, and reports every fault in it."""

    def __init__(self, raw: Raw, report: Report) -> None:
        self.raw = raw
        self.report = report
        self.lacks = False
        """Whether the record lacks something that it cannot do without; what it has is read nonetheless."""

    def struct(self, node: Any, kind: type[msgspec.Struct], path: tuple[str | int, ...]) -> Any:
        """Convert a map to a struct."""
        if not isinstance(node, dict):
            return self.wrong(path, node, "a map: keys and values", _as_map(kind))
        fields = field_infos(kind)
        known = [name for name in fields if name != "id" or not issubclass(kind, Record)]
        found: dict[str, Any] = {}
        meant = set()
        for key, value in node.items():
            if key in fields:
                found[key] = self.value(value, fields[key].type, (*path, key) if key != "id" else path)
            else:
                self.unknown_key(key, known, (*path, key))
                meant.add(self.report.nearest(key, known))
        lacking = {key: field for key, field in fields.items() if field.required and found.get(key, _BAD) is _BAD}
        for key in lacking.keys() - found.keys() - meant:
            self.report.at(self.raw, path, "missing-key", f"`{key}` is missing.", f"Add `{key}:` to it.")
        if lacking and path:
            return _BAD
        self.lacks = bool(lacking)
        found |= {key: () if typing.get_origin(field.type) is tuple else "" for key, field in lacking.items()}
        return kind(**{fields[key].attribute: value for key, value in found.items() if value is not _BAD})

    def unknown_key(self, key: str, known: list[str], path: tuple[str | int, ...]) -> None:
        """Report a key that is not part of the format."""
        unknown = "unknown-key", f"`{shorten(key)}` is no key of the format here.", self.report.suggest(key, known)
        rule, message, mend = _ODD_KEYS.get(key, unknown)
        self.report.at(self.raw, path, rule, message, mend, find_key(self.raw.node, *path))

    def value(self, node: Any, kind: Any, path: tuple[str | int, ...]) -> Any:
        """Convert a value to the type of its field."""
        origin = typing.get_origin(kind)
        if origin is types.UnionType or origin is typing.Union:
            kind = next(part for part in typing.get_args(kind) if part is not type(None))
            origin = typing.get_origin(kind)
        if kind is str:
            return node if isinstance(node, str) else self.wrong(path, node, "a text", "Write it on one line.")
        if kind is int:
            if isinstance(node, str) and re.fullmatch(r"[0-9]{1,9}", node):
                return int(node)
            return self.wrong(path, node, "a whole number", "Write digits only.")
        if origin is typing.Literal:
            return self.choice(node, typing.get_args(kind), path)
        if origin is tuple:
            return self.entries(node, typing.get_args(kind)[0], path)
        if origin is dict:
            return self.map(node, typing.get_args(kind)[1], path)
        return self.struct(node, kind, path)

    def choice(self, node: Any, choices: tuple[str, ...], path: tuple[str | int, ...]) -> Any:
        """Convert one of a few words."""
        if not isinstance(node, str):
            return self.wrong(path, node, f"one of {', '.join(choices)}", "")
        if node in choices:
            return node
        mend = self.report.suggest(node, choices)
        self.report.at(self.raw, path, "unknown-word", f"`{path[-1]}` cannot be `{shorten(node)}`.", mend)
        return _BAD

    def entries(self, node: Any, kind: Any, path: tuple[str | int, ...]) -> Any:
        """Convert a list, leaving out entries with a fault."""
        if not isinstance(node, list):
            mend = (
                f"Put it in brackets: [{shorten(node, 30)}]." if isinstance(node, str) else "Begin entries with `- `."
            )
            return self.wrong(path, node, "a list", mend)
        found = (self.value(item, kind, (*path, place)) for place, item in enumerate(node))
        return tuple(item for item in found if item is not _BAD)

    def map(self, node: Any, kind: Any, path: tuple[str | int, ...]) -> Any:
        """Convert a map from ids to records, leaving out those with a fault."""
        if not isinstance(node, dict):
            return self.wrong(path, node, "a map from ids to records", "Write each as `id: {…}`.")
        found = {key: self.value(value, kind, (*path, key)) for key, value in node.items()}
        return {key: value for key, value in found.items() if value is not _BAD}

    def wrong(self, path: tuple[str | int, ...], node: Any, wanted: str, mend: str) -> Any:
        """Report a value of another form than its field takes."""
        given = "a list" if isinstance(node, list) else "a map" if isinstance(node, dict) else f"`{shorten(str(node))}`"
        named = next((f"`{step}`" for step in reversed(path) if isinstance(step, str)), "The record")
        if path and isinstance(path[-1], int):
            named = f"An entry of {named}"
        self.report.at(self.raw, path, "wrong-value", f"{named} takes {wanted}, not {given}.", mend)
        return _BAD


def _as_map(kind: type[msgspec.Struct]) -> str:
    """Return a sentence on how a map of this kind is written."""
    first = next((key for key in field_infos(kind) if key != "id"), "")
    if kind is Citation:
        return "Write `source/passage`, or {passage: source/passage, differs: …}."
    return f"Write it as {{{first}: …}}, or its keys on separate lines."
