"""Write records as YAML: the only module that gives the library text to write. What it writes reads back the same."""

from __future__ import annotations

import re
from typing import Any

import yaml

_EXCERPT = ("quote", "prefix", "suffix")


class _Dumper(yaml.SafeDumper):
    """Writes blocks with indented lists, and no anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        node = super().represent_mapping(tag, mapping, flow_style)
        for key, value in node.value:  # excerpts stand in quotation marks, whatever they hold
            if key.value in _EXCERPT and isinstance(value, yaml.ScalarNode):
                value.style = '"'
        return node


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Represent a text: on one line, in double quotes if it has line ends or invisible characters to escape."""
    style = None if text.isprintable() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _text)
# what the library knows is YAML 1.1; these too are no text to other readers of YAML, and are quoted
_Dumper.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("[yYnN]$"), list("yYnN"))
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$|0o[0-7]+$")
_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBER, list("-+.0123456789"))


def yaml_text(value: Any) -> str:
    """Return maps, lists and texts as YAML in block style; each text is on one line, without invisible characters."""
    width = float("inf")
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=width)
    if text.replace("\n", "").isprintable():
        return text
    return "".join(c if c == "\n" or c.isprintable() else f"\\U{ord(c):08X}" for c in text)
