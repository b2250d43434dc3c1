"""Raw records with their places, and the collector of the problems of a load."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from tui.core.loading.yaml_faults import Fault, Position, shorten
from tui.core.loading.yaml_values import Map, find
from tui.core.model.problem import Problem
from tui.core.model.records import AnyRecord
from tui.core.text.suggest import did_you_mean

_MOST_SUGGESTIONS = 200
"""In one load: comparing a word with thousands of ids is slow, and by then the author knows the pattern."""


class Raw(NamedTuple):
    """A record as written."""

    section: str
    id: str
    node: Map
    file: str
    key: Position
    """Place of its id."""

    @property
    def name(self) -> str:
        """`section/id`, as problems name it."""
        return f"{self.section}/{self.id}"


class Report:
    """Collects problems; one for a whole load."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.unread: list[str] = []
        """Files that could not be read: what they hold is unknown."""
        self.mentioned: set[str] = set()
        """Ids, and passages as source/passage, that may be used by what is left out."""
        self.maybe_written: set[str] = set()
        """Words of what could not be read as records: each may be the id of one."""
        self.fields: set[tuple[str, str]] = set()
        """(`section/id`, key) of each key of a record in which something is at fault."""
        self.unsound: dict[tuple[str, str], AnyRecord] = {}
        """(section, id) → a record that is left out, as far as it could be read: its references are checked too."""
        self.written: set[tuple[str, str]] = set()
        """(section, id) of all that was written, sound or not; passages as ("passages", "source/passage")."""
        self.changed: set[str] = set()
        """Files of which a record was changed or left out because of other files."""
        self._suggestions = 0

    def fault(self, file: str, fault: Fault) -> None:
        """Add a fault of a file as YAML."""
        self.add(file, fault.mark, fault.rule, fault.message, fault.mend)

    def add(self, file: str, mark: Position, rule: str, message: str, mend: str = "", record: str = "") -> None:
        """Add an error at a place of a file."""
        line, column = mark
        self.problems.append(
            Problem(rule=rule, message=message, mend=mend, file=file, line=line, column=column, record=record)
        )

    def at(self, raw: Raw, path: tuple[str | int, ...], rule: str, message: str, mend: str = "") -> None:
        """Add an error at a value of a record."""
        mark = find(raw.node, *path) if path else raw.key
        self.fields.update((raw.name, step) for step in path if isinstance(step, str))
        self.add(raw.file, mark, rule, message, mend, raw.name)

    def mention(self, node: Any) -> None:
        """Note all texts in a value that is left out, or has a fault in it."""
        if isinstance(node, str):
            self.mentioned.add(node)
        for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            self.mention(part)

    def unreadable(self, text: str) -> None:
        """Note the words of a text that could not be read as records."""
        for word in re.findall(r"[\w.-]+(?:/[\w.-]+)?", text):
            self.mentioned.add(word)
            self.maybe_written.update(word.split("/"))

    def may_be_written(self, *ids: str) -> bool:
        """Whether records with these ids may be in what could not be read."""
        return bool(self.unread) or self.maybe_written.issuperset(ids)

    def nearest(self, written: str, known: Iterable[str]) -> str:
        """Return the known word closest to a mistyped one; empty if none is close."""
        self._suggestions += 1
        if self._suggestions > _MOST_SUGGESTIONS:
            return ""
        return did_you_mean(shorten(written), known)

    def suggest(self, written: str, known: Iterable[str]) -> str:
        """Return a sentence with the closest known word, or with all known words if they are few."""
        choices = list(known)
        if near := self.nearest(written, choices):
            return f"Did you mean `{near}`?"
        return f"Known are {', '.join(sorted(choices))}." if 0 < len(choices) <= 24 else ""
