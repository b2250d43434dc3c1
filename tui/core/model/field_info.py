"""The fields of a struct as they are written in a file: key, type, whether it is required, description."""

from __future__ import annotations

import typing
from functools import cache
from typing import Any, NamedTuple

import msgspec


class FieldInfo(NamedTuple):
    """One field of a struct of the format."""

    attribute: str
    """Name in Python; the key in the file may differ: `source` is written `from`."""
    type: Any
    required: bool
    description: str
    """One line of plain text, as the JSON Schema, `letapis add` and docs/format.md have it."""


@cache
def field_infos(kind: type[msgspec.Struct]) -> dict[str, FieldInfo]:
    """Return the fields of a struct by their keys in a file, in order."""
    found = {}
    for field in msgspec.structs.fields(kind):
        plain, description = field.type, ""
        if typing.get_origin(plain) is typing.Annotated:
            plain, meta = typing.get_args(plain)
            description = meta.description
        found[field.encode_name] = FieldInfo(field.name, plain, field.required, description)
    return found
