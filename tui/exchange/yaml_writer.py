"""Write records as YAML: the only module that gives the library text to write. What it writes reads back the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import yaml

_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.;()'\"/&%+*=?!–—“”«»…-]++|:(?=[^\s])|(?<=[^\s])#)*+(?<![\s])")
"""Text that begins with a letter and has nothing that means something in YAML.

The quantifiers are possessive: each letter of a long text would be remembered.
"""
_LONG = 500
"""Characters of texts that are not kept once they are written."""
_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
"""Words in any case that are no text in YAML."""
_EXCERPT = ("quote", "prefix", "suffix")
_COUNTS = ("paragraph", "order")
"""Keys of whole numbers, which are written as such."""


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
            elif key.value in _COUNTS and isinstance(value, yaml.ScalarNode) and value.value.isdecimal():
                value.tag, value.style = "tag:yaml.org,2002:int", None
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
    return "".join(_lines(value, ""))


def flow_text(value: Any) -> str:
    """Return a map or a list in brackets, on one line; texts in it that hold a comma are quoted."""
    return _written(value, flow=True).removesuffix("\n")


def _lines(value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of a map or list; the texts in it are what takes the library long, and most are plain."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield f"{indent}{_scalar(key)}:"
            if isinstance(inner, dict | list) and inner:
                yield "\n"
                yield from _lines(inner, f"{indent}  ")
            elif key in (*_EXCERPT, *_COUNTS) and isinstance(inner, str):
                yield f" {_written({key: inner}).partition(': ')[2]}"
            else:
                yield f" {_scalar(inner)}\n"
    elif isinstance(value, list) and value:
        for inner in value:
            if isinstance(inner, dict | list) and inner:
                lines = "".join(_lines(inner, f"{indent}  "))
                yield f"{indent}- {lines[len(indent) + 2 :]}"
            else:
                yield f"{indent}- {_scalar(inner)}\n"
    else:
        yield f"{indent}{_scalar(value)}\n"


def _scalar(value: Any) -> str:
    """Return a text as it stands after a key or a dash."""
    if isinstance(value, str):
        if _PLAIN.fullmatch(value) and value.isprintable() and value.lower() not in _WORDS:
            return value
        return _quoted(value) if len(value) < _LONG else _written({"k": value})[3:-1]
    return _written({"k": value})[3:-1]


@lru_cache(maxsize=8192)
def _quoted(text: str) -> str:
    return _written({"k": text})[3:-1]


def _written(value: Any, *, flow: bool = False) -> str:
    """Return what the library makes of a value."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf"), default_flow_style=flow
    )
    if text.replace("\n", "").isprintable():
        return text
    return "".join(c if c == "\n" or c.isprintable() else f"\\U{ord(c):08X}" for c in text)
