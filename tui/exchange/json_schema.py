"""Make the JSON Schema of the files of a dataset from the records' own types."""

from __future__ import annotations

from typing import Any

import msgspec

from tui.core.model.dataset import About
from tui.core.model.sections import FILE_SECTIONS, SECTION, SECTIONS

_CITATION = "Citation"


def schema() -> dict[str, Any]:
    """Return a JSON Schema (2020-12) that fits every file of a dataset: all its sections, none required."""
    types: list[type[Any]] = [*(SECTION[section].type for section in FILE_SECTIONS), About]
    references, definitions = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    by_name = dict(zip((kind.__name__ for kind in types), references, strict=True))
    for section in SECTIONS:
        _without_id(definitions[SECTION[section].type.__name__])
    _short_evidence(definitions)
    _short_after(definitions)
    for definition in definitions.values():
        _any_scalar(definition)
    sections = {
        section: _map_of(by_name[SECTION[section].type.__name__], SECTION[section].type) for section in FILE_SECTIONS
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Letapis dataset file",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "letapis": {"description": "Version of the format: 1."},
            "dataset": {"description": _first_line(About), **by_name["About"]},
            **sections,
        },
        "$defs": definitions,
    }


def _map_of(reference: dict[str, Any], kind: type[Any]) -> dict[str, Any]:
    return {"type": "object", "description": _first_line(kind), "additionalProperties": reference}


def _first_line(kind: type[Any]) -> str:
    return (kind.__doc__ or "").partition("\n")[0]


def _without_id(definition: dict[str, Any]) -> None:
    """Take the id out of a record: in a file it is the key of the map."""
    definition["properties"].pop("id", None)
    definition["required"] = [name for name in definition.get("required", ()) if name != "id"]


def _short_evidence(definitions: dict[str, Any]) -> None:
    """Let a piece of evidence be a passage's key alone, as files have it."""
    full = definitions[_CITATION]
    definitions["FullCitation"] = full
    definitions[_CITATION] = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/FullCitation"}]}


def _short_after(definitions: dict[str, Any]) -> None:
    """Let what an event comes after be one id alone."""
    properties = definitions["Event"]["properties"]
    full = properties["after"]
    either = [{"type": "string"}, {key: value for key, value in full.items() if key in ("type", "items")}]
    properties["after"] = {"description": full["description"], "anyOf": either}


def _any_scalar(definition: dict[str, Any]) -> None:
    """Let a text be bare where YAML would read a number, a boolean or a date: all scalars are text."""
    for name, value in definition.get("properties", {}).items():
        if value.get("type") == "string" and "enum" not in value:
            definition["properties"][name] = {**value, "type": ["string", "number", "boolean"]}
        elif "enum" in value and "no" in value["enum"]:
            definition["properties"][name] = {
                **value,
                "enum": [*value["enum"], True, False],
            }
