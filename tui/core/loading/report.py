"""Raw records with their places, and the collector of the problems of a load."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from tui.core.loading.yaml_faults import Fault, Position, shorten
from tui.core.loading.yaml_values import Map, find
from tui.core.model.dataset import LACKING
from tui.core.model.locations import Locations
from tui.core.model.problem import Problem
from tui.core.model.problems import Problems
from tui.core.model.records import AnyRecord
from tui.core.text.suggest import did_you_mean

_MOST_SUGGESTIONS = 200
"""In one load: comparing a word with thousands of ids is slow, and by then the author knows the pattern."""
_LONGEST_MENTION = 201
"""Characters of what may name a record or a passage: two ids and a slash."""
_MOST_WORDS = 4_000_000
"""Bytes of a file that could not be read up to which its words are noted; of a longer one nothing is known."""


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
        self.problems = Problems()
        self.unread: list[str] = []
        """Files that could not be read: what they hold is unknown."""
        self.mentioned: set[str] = set()
        """Ids, and passages as source/passage, that may be used by what is left out."""
        self.maybe_written: set[str] = set()
        """Words of what could not be read as records: each may be the id of one."""
        self.fields: set[tuple[str, str]] = set()
        """(`section/id`, key) of each of the keys `LACKING` in which something is at fault."""
        self.unsound: dict[tuple[str, str], AnyRecord] = {}
        """(section, id) → a record that is left out, as far as it could be read: its references are checked too."""
        self.places = Locations()
        """(section, id) → place of each record that was the first under its id, and of the parts of those that stay."""
        self.written: set[tuple[str, str]] = set()
        """(section, id) of all else that was written; passages as ("passages", "source/passage")."""
        self.changed: set[str] = set()
        """Files of which a record was changed or left out because of other files."""
        self._suggestions = 0
        self._mentioned: Map | None = None

    def fault(self, file: str, fault: Fault) -> Problem:
        """Add a fault of a file as YAML; return the problem."""
        return self.add(file, fault.mark, fault.rule, fault.message, fault.mend)

    def add(self, file: str, mark: Position, rule: str, message: str, mend: str = "", record: str = "") -> Problem:
        """Add an error at a place of a file; return it."""
        line, column = mark
        found = Problem(rule=rule, message=message, mend=mend, file=file, line=line, column=column, record=record)
        self.problems.add(found)
        return found

    def at(
        self,
        raw: Raw,
        path: tuple[str | int, ...],
        rule: str,
        message: str,
        mend: str = "",
        mark: Position | None = None,
    ) -> None:
        """Add an error at a value of a record, or at another `mark` of it."""
        mark = mark or (find(raw.node, *path) if path else raw.key)
        self.add(raw.file, mark, rule, message, mend, raw.name)
        if self.problems.are_many:
            return
        self.fields.update((raw.name, step) for step in path if step in LACKING)
        if raw.node is not self._mentioned:
            self._mentioned = raw.node
            self.mention(raw.node)

    def mention(self, node: Any) -> None:
        """Note all texts in a value that is left out, or has a fault in it, if they may be ids."""
        if self.problems.are_many:
            return
        if isinstance(node, str) and len(node) <= _LONGEST_MENTION:
            self.mentioned.add(node)
        for part in node.values() if isinstance(node, dict) else node if isinstance(node, list | tuple) else ():
            self.mention(part)

    def is_written(self, section: str, record_id: str) -> bool:
        """Whether a record, or a passage as "source/passage", is in the files, sound or not."""
        return (section, record_id) in self.places or (section, record_id) in self.written

    def ids(self, section: str) -> Iterator[str]:
        """Yield the ids of all records of a section, sound or not."""
        return chain(self.places.of_section(section), (known for own, known in self.written if own == section))

    def unreadable(self, file: str, raw: bytes) -> None:
        """Note the words of a file that could not be read as records."""
        if len(raw) > _MOST_WORDS:
            self.unread.append(file)
            return
        for word in re.findall(r"[\w.-]+(?:/[\w.-]+)?", raw.decode("utf-8-sig")):
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
