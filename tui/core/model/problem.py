"""A problem with the data: where it is, what is wrong and how to mend it."""

from __future__ import annotations

import enum

import msgspec


class Severity(enum.Enum):
    """How bad a problem is: an error makes `letapis check` fail, a warning only with `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    """Something that could not be checked here; never a failure."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One finding: where it is, what it is, and how to mend it. All texts are raw, not yet safe to show."""

    rule: str
    """Name of the rule that was broken, in kebab case: what `accept:` in a record takes."""
    message: str
    """What is wrong, one line, naming the value as written."""
    mend: str = ""
    """What to do about it, one line; empty where the message says it all."""
    file: str = ""
    """Path relative to the dataset's folder, with forward slashes; empty for the dataset as a whole."""
    line: int = 0
    """1-based; 0 where the problem has no line."""
    column: int = 0
    """1-based, in characters; 0 where the problem has no column."""
    record: str = ""
    """`section/id` of the record concerned, for instance `events/park-decree`; may be empty."""
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        """`file:line:column`, as editors and compilers print it, with what is known of it."""
        parts = [self.file or "dataset", *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)
