"""Imported records as plain mappings, and the YAML files of a new dataset made from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Any, TypeAlias

from tui.core.text import folding
from tui.core.text.display import cells
from tui.exchange.dates.written import ReadDate
from tui.exchange.losses import Losses
from tui.exchange.yaml_writer import yaml_text

Fields: TypeAlias = dict[str, Any]
"""A record as it is written in a file: texts, lists and mappings; empty values are not written."""

_LONGEST = 60
"""Maximum characters of an id made from a title."""


@dataclass
class IdPool:
    """Gives out unique ids: the wanted one, or the wanted one with a number appended."""

    taken: set[str] = field(default_factory=set)
    last: dict[str, int] = field(default_factory=dict)
    """Id → highest number appended to it."""

    def free(self, wanted: str) -> str:
        """Return `wanted`, or with a number appended if it is taken, and mark it as taken."""
        found = wanted
        while found in self.taken:
            self.last[wanted] = self.last.get(wanted, 1) + 1
            found = f"{wanted}-{self.last[wanted]}"
        self.taken.add(found)
        return found


@dataclass
class Incoming:
    """Records by section and id, in the order of import."""

    title: str = ""
    sections: dict[str, dict[str, Fields]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """Kinds of event: id → title."""
    relation_types: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Types of relation: id → title and reverse."""
    losses: Losses = field(default_factory=Losses)
    """What could not be imported, or not whole."""
    ids: IdPool = field(default_factory=IdPool)

    def add(self, section: str, wanted: str, fields: Fields) -> str:
        """Add a record under a free id made from `wanted`; return the id."""
        found = self.ids.free(slug(wanted) or section)
        kept = {key: value for key, value in fields.items() if value not in ("", None, [], {})}
        self.sections.setdefault(section, {})[found] = kept
        return found

    def date(self, read: ReadDate, place: str, text: str = "") -> str:
        """Return a date that was read; tell what was lost of it, or that there is none, with the text that it had."""
        if read.lost:
            self.losses.add("date", read.lost, place, text)
        return read.date

    def kind(self, title: str) -> str:
        """Return the id of a kind of event, and declare it on first use; empty for an empty title."""
        if not slug(title):
            return ""
        self.kinds.setdefault(slug(title), title)
        return slug(title)


def slug(text: str) -> str:
    """Return `text` as an id: its words in lower case with `-` between them."""
    return "-".join(folding.words(text))[:_LONGEST].strip("-")


def _signs(titles: Iterable[str]) -> dict[str, str]:
    """Return a sign for each title: a letter of its own where one is free, else any that is."""
    found: dict[str, str] = {}
    for title in titles:
        letters = (letter for letter in (*title.upper(), *ascii_uppercase) if letter.isalpha() and cells(letter) == 1)
        found[title] = next((letter for letter in letters if letter not in found.values()), "·")
    return found


def files(incoming: Incoming, title: str) -> dict[str, str]:
    """Return the text of each file of the new dataset by its path."""
    head: Fields = {"letapis": 1, "dataset": {"title": title or incoming.title or "Imported"}}
    if incoming.kinds:
        signs = _signs(incoming.kinds.values())
        head["kinds"] = {key: {"title": name, "sign": signs[name]} for key, name in incoming.kinds.items()}
    if incoming.relation_types:
        types = incoming.relation_types.items()
        head["relation_types"] = {key: {"title": name, "reverse": reverse} for key, (name, reverse) in types}
    sections = {f"{section}.yaml": yaml_text({section: records}) for section, records in incoming.sections.items()}
    return {"dataset.yaml": yaml_text(head), **sections}
