"""Read YAML text as a tree whose nodes know where they begin and end in the text, so that parts can be replaced."""

from __future__ import annotations

from typing import Any, TypeAlias

import yaml
from msgspec import Struct

from tui.core.loading.yaml_faults import one_line

YamlValue: TypeAlias = "str | dict[str, YamlValue] | list[YamlValue]"
"""What a file holds, without its form: texts, maps and lists."""


class Node(Struct, frozen=True):
    """A value in a text. Offsets are in characters."""

    start: int
    end: int
    """Behind its last character: comments and blank lines that follow do not belong to it."""
    column: int
    """0-based column of its first character."""
    text: str = ""
    """What a scalar says."""
    entries: tuple[tuple[Node, Node], ...] | None = None
    """Keys and values of a map; None for other nodes."""
    items: tuple[Node, ...] | None = None
    """Entries of a list; None for other nodes."""
    is_flow: bool = False
    """Whether a map or a list stands in brackets."""

    @property
    def plain(self) -> YamlValue:
        """The value without its form."""
        if self.entries is not None:
            return {key.text: value.plain for key, value in self.entries}
        return self.text if self.items is None else [item.plain for item in self.items]


def spans(text: str) -> Node | None:
    """Return the tree of a text that the loader reads without a fault; None where it holds only comments.

    Raises:
        ValueError: it is no YAML; the message says why.
    """
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise ValueError(one_line(str(error))) from None
    return None if root is None else _node(root, text)


def _node(node: Any, text: str) -> Node:
    start, end, column = node.start_mark.index, node.end_mark.index, node.start_mark.column
    if isinstance(node, yaml.MappingNode):
        entries = tuple((_node(key, text), _node(value, text)) for key, value in node.value)
        end = end if node.flow_style or not entries else entries[-1][1].end
        return Node(start, end, column, entries=entries, is_flow=bool(node.flow_style))
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_node(item, text) for item in node.value)
        end = end if node.flow_style or not items else items[-1].end
        return Node(start, end, column, items=items, is_flow=bool(node.flow_style))
    if node.style in ("|", ">"):
        end = start + len(text[start:end].rstrip())
    return Node(start, end, column, str(node.value))
