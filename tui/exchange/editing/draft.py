"""Make the YAML lines of a record to be added, from options or from text written in an editor."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from tui.core.errors import EditError
from tui.exchange.editing.draft_fields import KINDS, VALUE_KEYS, Key
from tui.exchange.importers.incoming import slug
from tui.exchange.yaml_writer import yaml_text

Given: TypeAlias = Mapping[str, str | Sequence[str]]
"""Key → value or values of the option, raw."""


class Draft(NamedTuple):
    """A record to be added."""

    section: str
    id: str
    """Empty for a value of a claim."""
    inside: str
    """Of a passage, the id of its source, of a value that of its claim; empty for other records."""
    lines: tuple[str, ...]
    """YAML in block style, without line ends; the first one is the id, or the dash of a value, at the margin."""


def draft(kind: str, record_id: str, given: Given, accounts: Sequence[tuple[str, str, str]] = ()) -> Draft:
    """Return a record made from options; `accounts` has passages, each with `differs` or `tells` and its text.

    Raises:
        EditError: an id is missing and none can be made, or a passage's id names no source.
    """
    of = KINDS[kind]
    inside, name = _named(kind, record_id, given)
    fields: dict[str, Any] = {}
    evidence = [*_listed(given.get("evidence", ())), *({"passage": key, name: text} for key, name, text in accounts)]
    for key in of.keys:
        value = evidence if key.sort == "evidence" else value_of(key, given.get(key.name, ""))
        if value:
            target = fields.setdefault("values", [{}])[0] if kind == "claim" and key.name in VALUE_KEYS else fields
            target[key.name] = value
    if kind == "claim" and "note" in fields:  # below the values, as all that belongs to the question
        fields["note"] = fields.pop("note")
    text = yaml_text([fields] if kind == "value" else {name: fields})
    return Draft(of.section, name, inside, tuple(text.removesuffix("\n").split("\n")))


def written(kind: str, record_id: str, text: str) -> Draft:
    """Return a record as it was written in an editor: its id at the margin, its keys below.

    Raises:
        EditError: there is no id, or more than one.
    """
    descriptions = tuple(f"# {key.description}" for key in KINDS[kind].keys)
    lines = [_without(line.rstrip(), descriptions) for line in text.splitlines() if not line.startswith("#")]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    at_margin = [line for line in lines if line and not line[0].isspace()]
    if kind == "value" and len(at_margin) == 1 and lines[0].startswith("- "):
        inside, name = _named(kind, record_id, {})
        return Draft(KINDS[kind].section, name, inside, tuple(lines))
    found = _ID_LINE.fullmatch(at_margin[0]) if at_margin and kind != "value" else None
    if len(at_margin) != 1 or found is None or lines[0] != at_margin[0]:
        raise EditError("one record was expected: its id and a colon at the margin, its keys below, indented")
    inside, name = _named(kind, record_id if kind == "passage" else found[1], {}, found[1])
    return Draft(KINDS[kind].section, name, inside, (f"{name}:", *lines[1:]))


_ID_LINE = re.compile(r"""["']?([^\s"'#:]+)["']?:\s*(?:#.*)?""")


def _without(line: str, descriptions: tuple[str, ...]) -> str:
    """Return a line without the template's comment at its end; the user's own comments stay."""
    return next((line.removesuffix(words).rstrip() for words in descriptions if line.endswith(words)), line)


def _named(kind: str, record_id: str, given: Given, key: str = "") -> tuple[str, str]:
    """Return the id of the source or claim to insert into (empty for other records), and the id of the record."""
    if kind == "value":
        if not record_id:
            raise EditError("a value is one of a claim: letapis add value CLAIM …")
        return record_id, ""
    if kind == "passage":
        source, slash, name = record_id.partition("/")
        if not slash or not source or not (key or name):
            raise EditError("a passage is named SOURCE/PASSAGE, such as gazette/cut")
        return source, key or name
    if record_id:
        return "", record_id
    if kind == "relation":
        made = "-".join(slug(str(given.get(part, ""))) for part in ("from", "type", "to"))
    else:
        made = slug(str(given.get(KINDS[kind].called, "")))
    if not made.strip("-"):
        raise EditError(f"an id is missing: letapis add {kind} ID …")
    return "", made


def _listed(given: str | Sequence[str]) -> list[str]:
    return ([given] if given else []) if isinstance(given, str) else list(given)


def value_of(key: Key, given: str | Sequence[str]) -> Any:
    """Return what is written for a key that is given as an option is, or as several; empty where nothing is given."""
    if not key.many:
        return given
    each = _listed(given)
    if key.sort == "parts":
        return [_pair("entity", "role", one) for one in each]
    if key.sort == "amounts":
        return [_amount(one) for one in each]
    if key.sort == "names":
        return [_named_in(one) for one in each]
    if key.sort == "authors":
        return [_author(one) for one in each]
    if key.sort == "evidence":
        return [_pair("passage", "differs", one) if "=" in one else one for one in each]
    return each


def given_of(key: Key, value: Any) -> list[str]:
    """Return what is written for a key as options that give it: the inverse of `value_of`."""
    each = value if isinstance(value, list) else [value] if value else []
    return [_given_item(one) if isinstance(one, dict) else str(one) for one in each]


def _given_item(item: Mapping[str, Any]) -> str:
    match item:
        case {"entity": first, **rest} | {"passage": first, **rest}:
            said = rest.get("role") or rest.get("differs")
            return f"{first}={said}" if said else str(first)
        case {"value": value, "qualifier": _, **rest} | {"value": value, "unit": _, **rest}:
            return " ".join(str(part) for part in (item.get("qualifier"), value, item.get("unit")) if part)
        case {"value": name, **rest}:
            return f"{rest['lang']}={name}" if "lang" in rest else str(name)
        case {"family": family, **rest}:
            return ", ".join(str(part) for part in (family, rest.get("given")) if part)
        case _:
            return str(item.get("literal", ""))


def _pair(first: str, second: str, text: str) -> dict[str, str]:
    head, sign, rest = text.partition("=")
    return {first: head, second: rest} if sign else {first: head}


def _named_in(text: str) -> dict[str, str]:
    match = re.fullmatch(r"([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)=(.+)", text, re.DOTALL)
    return {"value": match[2], "lang": match[1]} if match else {"value": text}


def _amount(text: str) -> dict[str, str]:
    """Return a number, or words without one, with what stands before and behind it: "about 2,000 people"."""
    match = re.fullmatch(r"(\D*?)\s*(\d(?:[\d.,–-]*\d)?)\s*(\D*)", text.strip())
    if match is None:
        return {"value": text}
    return {key: part for key, part in zip(("value", "unit", "qualifier"), match.group(2, 3, 1), strict=True) if part}


def _author(text: str) -> dict[str, str]:
    family, comma, given = text.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": text}


_SAMPLES = {
    "evidence": "[source/passage]",
    "parts": "[{entity: id, role: in a few words}]",
    "amounts": "[{value: 2000, unit: people, qualifier: about}]",
    "words": "[id]",
    "names": "[{value: Another name, lang: be}]",
    "authors": "[{family: Roe, given: Ann}]",
    "quote": '"exactly as printed"',
}
"""Sort of a key → what the template shows as its value; nothing for a text."""


def template(kind: str, record_id: str, hints: Sequence[str] = ()) -> str:
    """Return the text that an editor opens: every key of the record with its description, then `hints` (raw lines)."""
    of = KINDS[kind]
    name = record_id.partition("/")[2] if kind == "passage" else record_id
    lines = [f"# One more {kind}. Lines that begin with # are left out; nothing is added where this stays as it is."]
    lines += [] if kind == "value" else [f"{name or 'an-id'}:"]
    for key in of.keys:
        if kind == "claim" and key.name == "value":
            lines.append("  values:")
        lead = "  "
        if kind in ("claim", "value") and key.name in VALUE_KEYS:
            lead = ("    " if kind == "claim" else "") + ("- " if key.name == "value" else "  ")
        sample = _SAMPLES.get(key.sort, '""')
        mark = "" if key.needed else "#"
        lines.append(f"{mark}{lead}{key.name}: {sample}".ljust(44) + f" # {key.description}")
    return "\n".join([*lines, *(f"# {line}" for line in hints)]) + "\n"
