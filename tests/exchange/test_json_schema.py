"""The JSON Schema accepts the shipped data and refuses what the format refuses."""

from pathlib import Path
from typing import Any

import yaml
from cases import for_each
from samples import DATA

from tui.exchange.json_schema import schema

SCHEMA = schema()
KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


class Editor(yaml.CSafeLoader):
    """YAML as the language server of an editor reads it: dates are text."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, found) for tag, found in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def faults(value: Any, rule: dict[str, Any], at: str = "$") -> list[str]:
    """Validate by the few words of JSON Schema that ours uses."""
    if "$ref" in rule:
        return faults(value, SCHEMA["$defs"][rule["$ref"].rpartition("/")[2]], at)
    if "anyOf" in rule:
        tried = [faults(value, one, at) for one in rule["anyOf"]]
        return [] if [] in tried else tried[0]
    if "enum" in rule and value not in rule["enum"]:
        return [f"{at}: {value!r} is none of {rule['enum']}"]
    kinds = [rule["type"]] if isinstance(rule.get("type"), str) else rule.get("type", [])
    if kinds and not any(isinstance(value, KINDS[kind]) for kind in kinds):
        return [f"{at}: {value!r} is no {kinds}"]
    found: list[str] = []
    if isinstance(value, dict):
        found += [f"{at}: {name} is missing" for name in rule.get("required", ()) if name not in value]
        rest = rule.get("additionalProperties", True)
        for name, part in value.items():
            if name in rule.get("properties", {}):
                found += faults(part, rule["properties"][name], f"{at}.{name}")
            elif rest is False:
                found.append(f"{at}: {name} is unknown")
            elif isinstance(rest, dict):
                found += faults(part, rest, f"{at}.{name}")
    if isinstance(value, list) and isinstance(rule.get("items"), dict):
        for number, part in enumerate(value):
            found += faults(part, rule["items"], f"{at}[{number}]")
    return found


FILES = sorted(path for path in DATA.rglob("*.yaml"))


@for_each(path=FILES)
def test_shipped_files_fit(path: Path) -> None:
    value = yaml.load(path.read_text(encoding="utf-8"), Editor)
    assert faults(value, SCHEMA)[:5] == []


def test_what_the_format_refuses_is_refused() -> None:
    for text, fault in (
        ("events: {e: {date: 2020}}", "title is missing"),
        ("events: {e: {title: x, date: 2020, when: 1}}", "when is unknown"),
        ("organisations: {o: {name: x, kind: firm}}", "is none of"),
        ("evnets: {}", "evnets is unknown"),
        ("events: {e: {title: [x], date: 2020}}", "is no"),
        ("people: {p: {name: x, evidence: [{passage: a/b, differ: x}]}}", "'differ': 'x'"),
    ):
        found = faults(yaml.load(text, Editor), SCHEMA)
        assert found
        assert fault in found[0]


def test_every_property_says_what_it_holds_in_one_plain_line() -> None:
    described = [(SCHEMA["title"], SCHEMA), *SCHEMA["$defs"].items()]
    found = {
        f"{kind}.{name}": value.get("description", "")
        for kind, definition in described
        for name, value in definition.get("properties", {}).items()
    }
    assert len(found) > 100
    assert [name for name, words in found.items() if not words or "\n" in words or len(words) > 100] == []
    assert found["Event.date"] == "when (EDTF): 2020-08-09, 2020-08, 2020-08-09/2020-08-12, 2020~"
    assert found["Source.held"] == "`no` where it is known only through others and has no passages"


def test_a_word_that_yaml_reads_as_a_boolean_may_be_bare() -> None:
    assert SCHEMA["$defs"]["Source"]["properties"]["held"]["enum"] == ["no", "yes", True, False]
