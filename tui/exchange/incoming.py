"""What comes in from other tools: records as plain mappings, and the files of a new dataset made of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tui.core import dates, names

Fields: TypeAlias = dict[str, Any]
"""A record as a file has it: texts, lists and mappings; empty ones are not written."""

_HIDDEN = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\U000e0000-\U000e0fff]"
)
_LONGEST = 60
"""Characters of an id that is made of a title."""


@dataclass
class Incoming:
    """Records by section and id, in the order in which they came."""

    title: str = ""
    sections: dict[str, dict[str, Fields]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """Kinds of event: id → title."""
    left_out: list[str] = field(default_factory=list)
    """What could not be taken over, one sentence each; raw text."""

    def add(self, section: str, wanted: str, fields: Fields) -> str:
        """Add a record under an id made of `wanted` that is still free; return the id."""
        records = self.sections.setdefault(section, {})
        taken = {record_id for others in self.sections.values() for record_id in others}
        base = slug(wanted) or section
        found = next(name for name in _numbered(base) if name not in taken)
        records[found] = {key: value for key, value in fields.items() if value not in ("", None, [], {})}
        return found

    def kind(self, title: str) -> str:
        """Return the id of a kind of event, declared when it is first met; empty for no title."""
        if not slug(title):
            return ""
        self.kinds.setdefault(slug(title), title)
        return slug(title)


def slug(text: str) -> str:
    """Return `text` as an id: its words in lower case with `-` between them."""
    return "-".join(names.words(text))[:_LONGEST].strip("-")


def is_date(text: str) -> bool:
    """Whether `text` is EDTF."""
    try:
        dates.parse(text)
    except dates.DateError:
        return False
    return True


def files(incoming: Incoming, title: str) -> dict[str, str]:
    """Return the text of each file of the new dataset by its path."""
    head = f"letapis: 1\ndataset:\n  title: {scalar(title or incoming.title or 'Imported')}\n"
    if incoming.kinds:
        rows = [f'  {scalar(key)}: {{title: {scalar(name)}, sign: "·"}}\n' for key, name in incoming.kinds.items()]
        head += "kinds:\n" + "".join(rows)
    found = {"dataset.yaml": head}
    for section, records in incoming.sections.items():
        lines = [f"{section}:"]
        for record_id, fields in records.items():
            lines += [f"  {scalar(record_id)}:", *_block(fields, "    ")]
        found[f"{section}.yaml"] = "\n".join(lines) + "\n"
    return found


def scalar(text: str) -> str:
    """Return text as a quoted YAML scalar; what nobody sees is escaped."""
    return _HIDDEN.sub(lambda m: f"\\U{ord(m.group()):08X}", json.dumps(text, ensure_ascii=False))


def _block(fields: Fields, indent: str) -> Iterator[str]:
    for key, value in fields.items():
        if isinstance(value, list):
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {_flow(item)}" for item in value)
        else:
            yield f"{indent}{key}: {_flow(value)}"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    return scalar(str(value))


def _numbered(base: str) -> Iterable[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
