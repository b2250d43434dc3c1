"""Faults of a file as YAML, each with its place and how to mend it."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, NamedTuple

import yaml


class Position(NamedTuple):
    """A place in a file, both 1-based, in characters."""

    line: int
    column: int


class Fault(NamedTuple):
    """A fault of a file as YAML."""

    rule: str
    message: str
    mend: str
    mark: Position


LINE = 1 << 32
"""A mark of `yaml_lines` is a number: so much a line, plus the column, both 0-based."""


def place(mark: Any) -> Position:
    """Return the position of a mark of the parser, or of `yaml_lines`."""
    if mark.__class__ is int:
        line, column = divmod(mark, LINE)
        return Position(line + 1, column + 1)
    return Position(mark.line + 1, mark.column + 1)


class Unreadable(Exception):  # noqa: N818 - it is a value that travels, not a fault of the program
    """The rest of a file cannot be read; `fault` has the reason."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)


def refuse_before_parsing(text: str, above: int = 0) -> None:
    """Raise Unreadable for control characters and the marks of an unfinished merge.

    Of a piece, `above` is the number of lines above it.
    """
    if found := _CONTROL.search(text) or ("\r" in text and _LONE_RETURN.search(text)) or None:
        message = f"A control character (U+{ord(found.group()[0]):04X}) is in the file."
        mend = "Take it out, or write it as an escape in double quotes."
        raise Unreadable(Fault("control-character", message, mend, _at(text, found.start(), above)))
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (found := _CONFLICT.search(text)):
        message = f"A mark of an unfinished merge: `{shorten(found.group(), 20)}`."
        mend = "Choose one of the two versions, and take the marks out."
        raise Unreadable(Fault("conflict", message, mend, _at(text, found.start(), above)))


def _at(text: str, offset: int, above: int) -> Position:
    return Position(above + text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


_ADVICE = {
    "mapping values are not allowed": "Put the text in double quotes: a colon and a space in it begin a new key.",
    "cannot start any token": "Put the text in double quotes, and indent with spaces, not with tabs.",
    "unexpected end of stream": "Close the quotation mark or the bracket that this line opens.",
    "expected ':'": "Put a colon and a space after the key, or quote the text.",
    "expected key": "See that this line is indented like its neighbours, and that quoted text ends with its quote.",
    "expected ',' or": "Put a comma between entries, close the bracket, and quote text that holds a comma.",
    "expected '-'": "Indent the entries of the list alike.",
    "escape": "Write a backslash in double quotes twice, or use single quotes.",
    "document start": "See that every line belongs to a section: nothing may follow a closing bracket.",
}
"""Words in a message of the parser, and advice on the usual cause."""


def syntax_fault(error: yaml.MarkedYAMLError, text: str = "") -> Fault:
    """Return an error of the parser in a text as a fault, with advice on its usual cause."""
    if error.problem_mark and (opened := _open_quote(text, error.problem_mark)):
        ends = error.problem_mark.line + 1
        message = f"A quotation mark is opened here, and the next one closes it in line {ends}, where it is not meant."
        return Fault("yaml-syntax", message, "Close the quotation mark that this line opens.", opened)
    said = one_line(": ".join(part for part in (error.context, error.problem) if part))
    mark = error.problem_mark or error.context_mark
    if "end of stream" in said and error.context_mark:
        mark = error.context_mark  # the opening mark is more useful than the end of the file
    mend = next(
        (advice for words, advice in _ADVICE.items() if words in said), "See that quotes and brackets are closed."
    )
    return Fault("yaml-syntax", f"This is not YAML: {said}.", mend, place(mark) if mark else Position(1, 1))


def _open_quote(text: str, mark: yaml.Mark) -> Position | None:
    """Return where a quotation begins that goes over several lines, up to the one where the parser gave up."""
    found = None
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if token.start_mark.index > mark.index:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                across = token.start_mark.line < token.end_mark.line == mark.line
                found = place(token.start_mark) if across else found
    return found


def one_line(text: str) -> str:
    """Replace every run of white space by one blank."""
    return " ".join(text.split())


def shorten(text: str, length: int = 60) -> str:
    """Cut long text from the data for a message."""
    return text if len(text) <= length else text[: length - 1] + "…"
