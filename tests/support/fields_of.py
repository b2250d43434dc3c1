"""The fields of a record by their paths, as the report of losses names them: `involves.role`, `values.unit`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import fields


def fields_of(record: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path and the words of each field that has a value; of lists, of each entry."""
    for info in fields(type(record)):
        path, value = f"{prefix}{info.encode_name}", getattr(record, info.name)
        if path == "id" or not value:
            continue
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]:
            if isinstance(part, msgspec.Struct):
                yield from fields_of(part, f"{path}.")
            else:
                yield path, str(part)
