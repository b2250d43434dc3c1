"""The query: text → a tree, or a message that says what is wrong and where.

    query  = any
    any    = all { "OR" all }
    all    = term { [ "AND" ] term }
    term   = ( "-" | "NOT" ) term | "(" any ")" | field ":" value | phrase | word
    value  = phrase | word
    phrase = '"' characters '"'

Every tree prints back (`str`) in a canonical form that parses to the same tree; that form is what chips,
saved views, `letapis find` and the session store. What a field's value means is decided against a dataset,
in `index`.
"""

from __future__ import annotations

import re

from tui.core.dates.edtf import parse_range
from tui.core.errors import DateError, QueryError
from tui.core.query.fields import FIELDS
from tui.core.query.tree import DEEPEST, LONGEST, TO, And, Everything, Field, Not, Or, Phrase, Query, Word, quoted
from tui.core.text.suggest import did_you_mean


def parse(text: str) -> Query:
    """Return the tree of `text`.

    Raises:
        QueryError: the text is no query; what it suggests, if anything, is one.
    """
    try:
        return _tree(text)
    except QueryError as error:
        error.suggestion = _mended(error.suggestion)
        raise


def _tree(text: str) -> Query:
    if len(text) > LONGEST:
        raise QueryError(f"a query has at most {LONGEST} characters", LONGEST, len(text))
    parser = _Parser(text)
    if parser.kind == "end":
        return Everything()
    node = parser.any_of(0)
    if parser.kind == "close":
        raise QueryError("this ) closes nothing", parser.start, parser.end, _cut(text, parser.start, parser.end))
    return node


def _mended(text: str) -> str:
    """Return `text` with its other mistakes mended too; empty where that leaves nothing or takes too long."""
    for _ in range(MISTAKES):
        try:
            _tree(text)
        except QueryError as error:
            text = error.suggestion
        else:
            return text.strip()
    return ""


_BEGUN = re.compile(r"(?:^|(?<=[\s(]))-*[A-Za-z]+!?:$")


def before_field(text: str) -> str | None:
    """Return the query before the name of a field with which `text` ends, whole; None where it ends with none."""
    begun = _BEGUN.search(text)
    return _mended(text[: begun.start()]) if begun and begun.group().lstrip("-")[:-1].lower() in FIELDS else None


MISTAKES = 5
"""Mistakes in one query that a suggestion mends."""

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) | (?P<minus>-)(?=-*[^\s)-]) |
        (?P<field>[A-Za-z]+!?):(?P<value>"(?:[^"\\]|\\.)*"|"|[^\s()"]*) |
        (?P<phrase>"(?:[^"\\]|\\.)*") | (?P<unclosed>") |
        (?P<or>OR)(?=[\s()"]|\Z) | (?P<and>AND)(?=[\s()"]|\Z) | (?P<not>NOT)(?=[\s()"]|\Z) | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


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

    def any_of(self, depth: int) -> Query:
        nodes = [self.all_of(depth)]
        while self.kind == "or":
            at = self.start
            self.advance()
            if self.kind in ("end", "close", "or", "and"):
                raise QueryError("OR needs a term on both sides", at, at + 2, _cut(self.text, at, at + 2))
            nodes.append(self.all_of(depth))
        return _flat(Or, nodes)

    def all_of(self, depth: int) -> Query:
        if self.kind in ("or", "and"):
            message = f"{self.kind.upper()} needs a term on both sides"
            raise QueryError(message, self.start, self.end, _cut(self.text, self.start, self.end))
        nodes = [self.term(depth)]
        while self.kind not in ("end", "close", "or"):
            if self.kind == "and":  # already named in the message
                at = self.start
                self.advance()
                if self.kind in ("end", "close", "or", "and"):
                    raise QueryError("AND needs a term on both sides", at, at + 3, _cut(self.text, at, at + 3))
            nodes.append(self.term(depth))
        return _flat(And, nodes)

    def term(self, depth: int) -> Query:
        if depth > DEEPEST:
            raise QueryError("too many parentheses one in another", self.start, self.end)
        if self.kind in ("minus", "not"):
            negation, at = self.kind, self.start
            self.advance()
            if negation == "not" and self.kind in ("end", "close", "or", "and"):
                raise QueryError("NOT needs a term behind it", at, at + 3, _cut(self.text, at, at + 3))
            return Not(self.term(depth + 1))
        if self.kind == "open":
            return self.group(depth)
        if self.kind == "close":
            raise QueryError("this ) closes nothing", self.start, self.end, _cut(self.text, self.start, self.end))
        if self.kind == "unclosed":
            raise QueryError("this quotation mark is not closed", self.start, len(self.text), self.text + '"')
        return self.leaf()

    def group(self, depth: int) -> Query:
        at = self.start
        self.advance()
        if self.kind == "close":
            raise QueryError("nothing stands between the parentheses", at, self.end, _cut(self.text, at, self.end))
        if self.kind == "end":
            raise QueryError("this ( is not closed", at, at + 1, _cut(self.text, at, at + 1))
        node = self.any_of(depth + 1)
        if self.kind != "close":
            raise QueryError("this ( is not closed", at, at + 1, self.text + ")")
        self.advance()
        return node

    def leaf(self) -> Query:
        assert self.match is not None, "term() is called on a token only"  # noqa: S101
        kind, start, end, match = self.kind, self.start, self.end, self.match
        self.advance()
        if kind == "field":
            return self.field(match.group("field"), match.group("value"), start, end)
        if kind == "phrase":
            return self.phrase(_unquoted(match.group("phrase")), start, end)
        return Word(match.group(kind))

    def phrase(self, text: str, start: int, end: int) -> Query:
        if not text.strip():
            raise QueryError("nothing stands between the quotation marks", start, end, _cut(self.text, start, end))
        return Phrase(text)

    def field(self, name: str, value: str, start: int, end: int) -> Query:
        lower = name.lower()
        if lower not in FIELDS:
            return self.unknown_field(name, value, start, end)
        if value == '"':
            raise QueryError("this quotation mark is not closed", end - 1, len(self.text), self.text + '"')
        plain = _plain(value)
        if not plain.strip():
            raise QueryError(f"{lower}: takes {FIELDS[lower].help}", end, end)
        start = end - len(value)
        if FIELDS[lower].takes_time:
            plain, end = self.time(value, plain, end)
        elif FIELDS[lower].values:
            plain = plain.strip().lower()
        _known_value(lower, plain, start, end, self.text)
        return Field(lower, plain, start, end, FIELDS[lower].takes_time and not _is_time(plain))

    def time(self, value: str, plain: str, end: int) -> tuple[str, int]:
        """Read a time as people type it; return it as EDTF or a range, and the offset behind its words.

        Without quotation marks it goes on in the words behind it as far as it makes a date. What is none is returned
        as it is: that is said where the query is run.
        """
        words, ends = [plain], [end]
        while plain == value and (word := _TOKEN.match(self.text, ends[-1])) and word.lastgroup == "word":
            words.append(word.group("word"))
            ends.append(word.end())
        if _is_time(plain) and (len(words) == 1 or words[1] not in TO):
            return plain, end
        from tui.core.query.typed_dates import run_meant

        meant, count = run_meant(words)
        if count < 2 and _is_time(plain):
            return plain, end
        if count > 1:
            self.end = end = ends[count - 1]
            self.advance()
        return meant or plain, end

    def unknown_field(self, name: str, value: str, start: int, end: int) -> Query:
        near = did_you_mean(name, FIELDS)
        meant = f"{near}:{value}" if near else quoted(f"{name}:{_plain(value)}")
        better = self.text[:start] + meant + self.text[end:]
        listed = ", ".join(f"{field}:" for field in FIELDS)
        hint = f"did you mean {near}: ?" if near else f"fields are {listed}"
        raise QueryError(f"there is no field {name}: — {hint}", start, start + len(name) + 1, better)


def _known_value(name: str, value: str, start: int, end: int, text: str) -> None:
    """Refuse a value that a closed list does not hold; the beginning of one is for completion, not an error."""
    choices = FIELDS[name].values
    if not choices or value in choices:
        return
    near = did_you_mean(value, choices)
    better = text[:start] + near + text[end:] if near else ""
    raise QueryError(f"{name}: takes {', '.join(choices)}", start, end, better)


def _is_time(value: str) -> bool:
    try:
        parse_range(value)
    except DateError:
        return False
    return True


_NEGATION = re.compile(r"(?:^|(?<=[\s(]))(?:-|NOT\s)+$")


def _cut(text: str, start: int, end: int) -> str:
    """Return `text` without the characters from `start` to `end`, and without a negation that stood before them."""
    before, after = _NEGATION.sub("", text[:start]).rstrip(), text[end:].lstrip()
    apart = before and after and not before.endswith("(") and not after.startswith(")")
    return f"{before} {after}" if apart else before + after


def _plain(value: str) -> str:
    """Return a field's value without its quotation marks, if it has any."""
    return _unquoted(value) if len(value) > 1 and value.startswith('"') else value


def _unquoted(phrase: str) -> str:
    return _ESCAPED.sub(r"\1", phrase[1:-1])


def _flat(joiner: type[And] | type[Or], nodes: list[Query]) -> Query:
    """Join `nodes`; a joiner directly inside the same joiner says nothing more and is dissolved."""
    flat: list[Query] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, joiner) else (node,))
    return flat[0] if len(flat) == 1 else joiner(tuple(flat))
