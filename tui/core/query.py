"""The query: text → a tree, or a message that says what is wrong and where.

    query  = any
    any    = all { "OR" all }
    all    = term { term }
    term   = "-" term | "(" any ")" | field ":" value | phrase | word
    value  = phrase | word
    phrase = '"' characters '"'

Every tree prints back (`str`) in a canonical form that parses to the same tree; that form is what chips,
saved views, `letapis find` and the session store. What a field's value means is decided against a dataset,
in `index`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

FIELDS: dict[str, str] = {
    "org": "an organisation, by any of its names or its id",
    "person": "a person, by any name or id",
    "place": "a place, or a place within it",
    "kind": "a kind of event or of organisation",
    "source": "a source, by title, publisher or id",
    "date": "may be in this time (EDTF, or a..b)",
    "date!": "must be in this time",
    "before": "may be before this time",
    "after": "may be after this time",
    "known": "what sources published by then had said",
    "relation": "a type of relation",
    "id": "the record with this id",
    "is": "disputed, single-voice, approximate, inferred, uncited",
    "has": "quote, place, note, claim, differs",
    "sort": "date, -date, voices, title",
}
"""Every field and what it takes."""

IS_VALUES = ("disputed", "single-voice", "approximate", "inferred", "uncited")
HAS_VALUES = ("quote", "place", "note", "claim", "differs")
SORT_VALUES = ("date", "-date", "voices", "title")

DEEPEST = 50
"""Parentheses and negations one in another; a deeper query is refused, not recursed into."""
LONGEST = 2000
"""Characters of a query."""


class QueryError(ValueError):
    """A query that cannot be understood: what is wrong, where, and what was expected."""

    def __init__(self, message: str, start: int, end: int, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        """0-based offset of the first character concerned."""
        self.end = end
        """0-based offset behind the last character concerned; may equal `start` at the end of the query."""
        self.suggestion = suggestion
        """A whole query that would do, or empty."""


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty query."""

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Word:
    """A plain word: the beginning of a word in the text or in a name."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Whole words in this order."""

    text: str

    def __str__(self) -> str:
        return quoted(self.text)


@dataclass(frozen=True, slots=True)
class Field:
    """`name:value`."""

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}:{self.value if _bare(self.value) else quoted(self.value)}"


@dataclass(frozen=True, slots=True)
class Not:
    """What does not match `node`."""

    node: Node

    def __str__(self) -> str:
        return f"-{_grouped(self.node, And, Or)}"


@dataclass(frozen=True, slots=True)
class And:
    """What matches all of two or more nodes."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(_grouped(node, And, Or) for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Or:
    """What matches any of two or more nodes."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(_grouped(node, Or) for node in self.nodes)


Node: TypeAlias = Everything | Word | Phrase | Field | Not | And | Or
Query: TypeAlias = Node


def parse(text: str) -> Query:
    """Return the tree of `text`.

    Raises:
        QueryError: the text is no query.
    """
    if len(text) > LONGEST:
        raise QueryError(f"a query has at most {LONGEST} characters", LONGEST, len(text))
    parser = _Parser(text)
    if parser.kind == "end":
        return Everything()
    node = parser.any_of(0)
    if parser.kind == "close":
        raise QueryError("this ) closes nothing", parser.start, parser.end, _without(text, parser.start))
    return node


def terms(node: Query) -> tuple[Node, ...]:
    """Return the parts that are joined by AND at the top: one chip each."""
    if isinstance(node, Everything):
        return ()
    return node.nodes if isinstance(node, And) else (node,)


def joined(parts: tuple[Node, ...]) -> Query:
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


def fields(node: Query, name: str) -> Iterator[Field]:
    """Yield the fields called `name`, wherever they stand."""
    if isinstance(node, Field) and node.name == name:
        yield node
    elif isinstance(node, Not):
        yield from fields(node.node, name)
    elif isinstance(node, And | Or):
        for part in node.nodes:
            yield from fields(part, name)


def quoted(text: str) -> str:
    """Return `text` as a phrase of a query; a quotation mark or a backslash in it is escaped."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) | (?P<minus>-)(?=[^\s)]) |
        (?P<field>[A-Za-z]+!?):(?P<value>"(?:[^"\\]|\\.)*"|"|[^\s()"]*) |
        (?P<phrase>"(?:[^"\\]|\\.)*") | (?P<unclosed>") |
        (?P<or>OR)(?=[\s()]|\Z) | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BARE = re.compile(r'[^\s()"]+')


def _bare(value: str) -> bool:
    """Whether `value` can stand behind a field's colon without quotation marks."""
    return _BARE.fullmatch(value) is not None


def _grouped(node: Node, *inside: type) -> str:
    return f"({node})" if isinstance(node, inside) else str(node)


def _without(text: str, at: int) -> str:
    return " ".join((text[:at] + text[at + 1 :]).split())


class _Parser:
    """Recursive descent over the tokens of a text; `kind`, `match`, `start`, `end` are of the current token."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = 0
        self.advance()

    def advance(self) -> None:
        match = _TOKEN.match(self.text, self.end)
        self.match = match
        if match is None:
            self.kind, self.start = "end", len(self.text)
            self.end = self.start
            return
        self.kind = "field" if match.lastgroup == "value" else str(match.lastgroup)
        self.start, self.end = match.start(self.kind), match.end()

    def any_of(self, depth: int) -> Node:
        nodes = [self.all_of(depth)]
        while self.kind == "or":
            at = self.start
            self.advance()
            if self.kind in ("end", "close", "or"):
                raise QueryError("OR needs a term on both sides", at, at + 2, self.text[:at].strip())
            nodes.append(self.all_of(depth))
        return _flat(Or, nodes)

    def all_of(self, depth: int) -> Node:
        if self.kind == "or":
            raise QueryError("OR needs a term on both sides", self.start, self.end, self.text[self.end :].strip())
        nodes = [self.term(depth)]
        while self.kind not in ("end", "close", "or"):
            nodes.append(self.term(depth))
        return _flat(And, nodes)

    def term(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise QueryError("too many parentheses one in another", self.start, self.end)
        if self.kind == "minus":
            self.advance()
            return Not(self.term(depth + 1))
        if self.kind == "open":
            return self.group(depth)
        if self.kind == "close":
            raise QueryError("this ) closes nothing", self.start, self.end, _without(self.text, self.start))
        if self.kind == "unclosed":
            raise QueryError("this quotation mark is not closed", self.start, len(self.text), self.text + '"')
        return self.leaf()

    def group(self, depth: int) -> Node:
        at = self.start
        self.advance()
        if self.kind == "close":
            raise QueryError(
                "nothing stands between the parentheses", at, self.end, _without(_without(self.text, at), at)
            )
        if self.kind == "end":
            raise QueryError("this ( is not closed", at, at + 1, _without(self.text, at))
        node = self.any_of(depth + 1)
        if self.kind != "close":
            raise QueryError("this ( is not closed", at, at + 1, self.text + ")")
        self.advance()
        return node

    def leaf(self) -> Node:
        assert self.match is not None, "term() is called on a token only"  # noqa: S101
        kind, start, end, match = self.kind, self.start, self.end, self.match
        self.advance()
        if kind == "field":
            return self.field(match.group("field"), match.group("value"), start, end)
        if kind == "phrase":
            return self.phrase(_unquoted(match.group("phrase")), start, end)
        return Word(match.group(kind))

    def phrase(self, text: str, start: int, end: int) -> Node:
        if not text.strip():
            rest = (self.text[:start] + self.text[end:]).strip()
            raise QueryError("nothing stands between the quotation marks", start, end, rest)
        return Phrase(text)

    def field(self, name: str, value: str, start: int, end: int) -> Node:
        lower = name.lower()
        if lower not in FIELDS:
            return self.unknown_field(name, value, start, end)
        if value == '"':
            raise QueryError("this quotation mark is not closed", end - 1, len(self.text), self.text + '"')
        plain = _unquoted(value) if value.startswith('"') else value
        if not plain.strip():
            raise QueryError(f"{lower}: takes {FIELDS[lower]}", end, end)
        _known_value(lower, plain, end - len(value), end, self.text)
        return Field(lower, plain)

    def unknown_field(self, name: str, value: str, start: int, end: int) -> Node:
        near = get_close_matches(name.lower(), FIELDS, n=1, cutoff=0.5)
        better = self.text[:start] + f"{near[0]}:{value}" + self.text[end:] if near else ""
        listed = ", ".join(f"{field}:" for field in FIELDS)
        hint = f"did you mean {near[0]}: ?" if near else f"fields are {listed}"
        raise QueryError(f"there is no field {name}: — {hint}", start, start + len(name) + 1, better)


def _known_value(name: str, value: str, start: int, end: int, text: str) -> None:
    """Refuse a value that a closed list does not hold; the beginning of one is for completion, not an error."""
    choices = {"is": IS_VALUES, "has": HAS_VALUES, "sort": SORT_VALUES}.get(name)
    if choices is None or value in choices:
        return
    near = get_close_matches(value, choices, n=1, cutoff=0.4) or [c for c in choices if c.startswith(value)]
    better = text[:start] + near[0] + text[end:] if near else ""
    raise QueryError(f"{name}: takes {', '.join(choices)}", start, end, better)


def _unquoted(phrase: str) -> str:
    return _ESCAPED.sub(r"\1", phrase[1:-1])


def _flat(joiner: type[And] | type[Or], nodes: list[Node]) -> Node:
    """Join `nodes`; a joiner directly inside the same joiner says nothing more and is dissolved."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, joiner) else (node,))
    return flat[0] if len(flat) == 1 else joiner(tuple(flat))
