"""The tree of a query: what its parts are, how they print, and how they are taken apart and joined.

Every tree prints (`str`) in a canonical form that parses to the same tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct

from tui.core.text import folding

DEEPEST = 50
"""Parentheses and negations one in another; a deeper query is refused, not recursed into."""
LONGEST = 2000
"""Characters of a query."""
TO = frozenset(("-", "–", "—", "..", "to", "till", "until", "по", "до", "да"))
"""Words that lead from the first to the last time of a range."""
NOT_SEARCHABLE = "there is no letter, figure or picture in it to look for"
"""What is said of a query that is not `is_searchable`."""


class Everything(Struct, frozen=True):
    """The empty query."""

    def __str__(self) -> str:
        return ""


class Word(Struct, frozen=True):
    """A plain word: the beginning of a word in the text or in a name."""

    text: str

    def __str__(self) -> str:
        return self.text


class Phrase(Struct, frozen=True):
    """Whole words in this order."""

    text: str

    def __str__(self) -> str:
        return quoted(self.text)


class Field(Struct, frozen=True, eq=False):
    """`name:value`; equal to another one wherever it stood in the text."""

    name: str
    value: str
    start: int = 0
    """0-based offset of the value in the text that was parsed."""
    end: int = 0
    """0-based offset behind the value."""
    is_half: bool = False
    """Whether words directly behind it are read as a part of its value, until that is a date: "9" before "aug 2020"."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Field) and (self.name, self.value) == (other.name, other.value)

    def __ne__(self, other: object) -> bool:
        return not self == other  # a Struct has its own, which would ask whether the two are one object

    def __hash__(self) -> int:
        return hash((self.name, self.value))

    def __str__(self) -> str:
        return f"{self.name}:{self.value if _bare(self.value) else quoted(self.value)}"


class Not(Struct, frozen=True):
    """What does not match `node`."""

    node: Query

    def __str__(self) -> str:
        negated = _grouped(self.node, And, Or)
        return f"-{negated}" if negated.strip("-") else f"NOT {negated}"


class And(Struct, frozen=True):
    """What matches all of two or more nodes."""

    nodes: tuple[Query, ...]

    def __str__(self) -> str:
        parts = [_grouped(node, And, Or) for node in self.nodes]
        for at, (before, node) in enumerate(pairwise(self.nodes), 1):
            if isinstance(node, Word) and (_is_half(before) or (node.text in TO and at + 1 < len(parts))):
                parts[at] = f"AND {parts[at]}"  # directly behind a date it would be read as a part of that
        return " ".join(parts)


class Or(Struct, frozen=True):
    """What matches any of two or more nodes."""

    nodes: tuple[Query, ...]

    def __str__(self) -> str:
        return " OR ".join(_grouped(node, Or) for node in self.nodes)


Query: TypeAlias = Everything | Word | Phrase | Field | Not | And | Or
"""A tree, whole or a part of one."""


def terms(node: Query) -> tuple[Query, ...]:
    """Return the parts that are joined by AND at the top: one chip each."""
    if isinstance(node, Everything):
        return ()
    return node.nodes if isinstance(node, And) else (node,)


def joined(parts: tuple[Query, ...]) -> Query:
    """Return the query that asks for all of `parts`: the inverse of `terms`."""
    flat = tuple(leaf for part in parts for leaf in terms(part))
    if not flat:
        return Everything()
    return flat[0] if len(flat) == 1 else And(flat)


def positive_words(node: Query) -> Iterator[Word | Phrase]:
    """Yield the words and phrases that a match contains: what is marked on the screen."""
    if isinstance(node, Word | Phrase):
        yield node
    elif isinstance(node, And | Or):
        for part in node.nodes:
            yield from positive_words(part)


def is_searchable(node: Query) -> bool:
    """Whether there is anything in a query to look for: no letter, figure or picture stands in `---`."""
    match node:
        case Word() | Phrase():
            return bool(folding.words(node.text))
        case And() | Or():
            return any(map(is_searchable, node.nodes))
        case _:
            return True


def fields(node: Query, name: str) -> Iterator[Field]:
    """Yield the fields called `name`, wherever they are."""
    if isinstance(node, Field) and node.name == name:
        yield node
    elif isinstance(node, Not):
        yield from fields(node.node, name)
    elif isinstance(node, And | Or):
        for part in node.nodes:
            yield from fields(part, name)


def replaced(node: Query, old: Query, new: Query) -> Query:
    """Return `node` with `new` wherever `old` is."""
    if node == old:
        return new
    match node:
        case Not():
            return Not(replaced(node.node, old, new))
        case And():
            return joined(tuple(replaced(part, old, new) for part in node.nodes))
        case Or():
            return Or(tuple(replaced(part, old, new) for part in node.nodes))
        case _:
            return node


def quoted(text: str) -> str:
    """Return `text` as a phrase of a query; a quotation mark or a backslash in it is escaped."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_BARE = re.compile(r'[^\s()"]+')


def _bare(value: str) -> bool:
    """Whether `value` can follow a field's colon without quotation marks."""
    return _BARE.fullmatch(value) is not None


def _is_half(node: Query) -> bool:
    while isinstance(node, Not):
        node = node.node
    return isinstance(node, Field) and node.is_half


def _grouped(node: Query, *inside: type) -> str:
    return f"({node})" if isinstance(node, inside) else str(node)
