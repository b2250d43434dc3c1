"""Imported records as plain mappings, and the YAML files of a new dataset made from them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tui.core.dates import edtf
from tui.core.errors import DateError
from tui.core.text import folding

Fields: TypeAlias = dict[str, Any]
"""A record as it is written in a file: texts, lists and mappings; empty values are not written."""

_HIDDEN = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\U000e0000-\U000e0fff]"
)
_LONGEST = 60
"""Maximum characters of an id made from a title."""


@dataclass
class IdPool:
    """Gives out unique ids: the wanted one, or the wanted one with a number appended."""

    taken: set[str] = field(default_factory=set)
    last: dict[str, int] = field(default_factory=dict)
    """Id → highest number appended to it."""

    def free(self, wanted: str) -> str:
        """Return `wanted`, or with a number appended if it is taken, and mark it as taken."""
        found = wanted
        while found in self.taken:
            self.last[wanted] = self.last.get(wanted, 1) + 1
            found = f"{wanted}-{self.last[wanted]}"
        self.taken.add(found)
        return found


@dataclass
class Incoming:
    """Records by section and id, in the order of import."""

    title: str = ""
    sections: dict[str, dict[str, Fields]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """Kinds of event: id → title."""
    relation_types: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Types of relation: id → title and reverse."""
    left_out: list[str] = field(default_factory=list)
    """What could not be imported, one sentence each; raw text."""
    ids: IdPool = field(default_factory=IdPool)

    def add(self, section: str, wanted: str, fields: Fields) -> str:
        """Add a record under a free id made from `wanted`; return the id."""
        found = self.ids.free(slug(wanted) or section)
        kept = {key: value for key, value in fields.items() if value not in ("", None, [], {})}
        self.sections.setdefault(section, {})[found] = kept
        return found

    def kind(self, title: str) -> str:
        """Return the id of a kind of event, and declare it on first use; empty for an empty title."""
        if not slug(title):
            return ""
        self.kinds.setdefault(slug(title), title)
        return slug(title)


def slug(text: str) -> str:
    """Return `text` as an id: its words in lower case with `-` between them."""
    return "-".join(folding.words(text))[:_LONGEST].strip("-")


def is_date(text: str) -> bool:
    """Whether `text` is a valid EDTF date."""
    try:
        edtf.parse(text)
    except DateError:
        return False
    return True


def files(incoming: Incoming, title: str) -> dict[str, str]:
    """Return the text of each file of the new dataset by its path."""
    head = f"letapis: 1\ndataset:\n  title: {scalar(title or incoming.title or 'Imported')}\n"
    if incoming.kinds:
        rows = [f'  {scalar(key)}: {{title: {scalar(name)}, sign: "·"}}\n' for key, name in incoming.kinds.items()]
        head += "kinds:\n" + "".join(rows)
    if incoming.relation_types:
        rows = [f"  {scalar(key)}: {{title: {scalar(name)}, reverse: {scalar(back)}}}\n"
                for key, (name, back) in incoming.relation_types.items()]  # fmt: skip
        head += "relation_types:\n" + "".join(rows)
    found = {"dataset.yaml": head}
    for section, records in incoming.sections.items():
        lines = [f"{section}:"]
        for record_id, fields in records.items():
            lines += [f"  {scalar(record_id)}:", *_block(fields, "    ")]
        found[f"{section}.yaml"] = "\n".join(lines) + "\n"
    return found


def scalar(text: str) -> str:
    """Return text as a double-quoted YAML scalar, invisible characters escaped."""
    return _HIDDEN.sub(lambda m: f"\\U{ord(m.group()):08X}", json.dumps(text, ensure_ascii=False))


def _block(fields: Fields, indent: str) -> Iterator[str]:
    for key, value in fields.items():
        if isinstance(value, list):
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {_flow(item)}" for item in value)
        elif isinstance(value, dict) and any(isinstance(part, dict) for part in value.values()):
            yield f"{indent}{key}:"
            for name, part in value.items():
                yield f"{indent}  {scalar(name)}:"
                yield from _block(part, f"{indent}    ")
        else:
            yield f"{indent}{key}: {_flow(value)}"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    return scalar(str(value))
