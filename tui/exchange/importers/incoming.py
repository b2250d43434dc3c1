"""Imported records as plain mappings, and the YAML files of a new dataset made from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any, TypeAlias

from tui.core.loading.validate import id_fault
from tui.core.loading.yaml_reader import MAX_TEXT
from tui.core.model.sections import ENTITY_SECTIONS
from tui.core.text import folding
from tui.core.text.display import cells
from tui.exchange.dates.written import ReadDate
from tui.exchange.losses import Losses
from tui.exchange.yaml_writer import yaml_text

if TYPE_CHECKING:
    from tui.exchange.importers.tables.table import Column

Fields: TypeAlias = dict[str, Any]
"""A record as it is written in a file: texts, lists and mappings; empty values are not written."""

_LONGEST = 60
"""Maximum characters of an id made from a title."""
_NOTHING: tuple[object, ...] = ("", None, [], {})
"""What is not written: neither a field with it nor an entry of a list."""
_UNHOLDABLE = re.compile("[\ud800-\udfff]")
"""Characters that no file holds: single halves of those beyond the first 65,536."""


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
    summary: str = ""
    """What the dataset is about."""
    sections: dict[str, dict[str, Fields]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """Kinds of event: id → title."""
    relation_types: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Types of relation: id → title and reverse."""
    losses: Losses = field(default_factory=Losses)
    """What could not be imported, or not whole."""
    notices: list[str] = field(default_factory=list)
    """What the user is to know though nothing is lost; raw text."""
    about: str = ""
    """What was read, for people: "a table, separated by tabs"."""
    columns: list[Column] = field(default_factory=list)
    """What each column of a table became."""
    ids: dict[str, IdPool] = field(default_factory=dict)
    """Section → its ids; those of entities and events, which a claim may be about, are together under an empty name."""

    def add(self, section: str, wanted: str, fields: Fields, *, exact: bool = False) -> str:
        """Add a record under a free id made from `wanted`, or `wanted` itself if it is `exact`; return the id."""
        pool = self.ids.setdefault("" if section in (*ENTITY_SECTIONS, "events") else section, IdPool())
        found = pool.free(wanted if exact and not id_fault(wanted) else slug(wanted) or section)
        kept = self.sections.setdefault(section, {})[found] = self._kept(fields, f"{section}/{found}")
        name = "name" if section in ENTITY_SECTIONS else "title"
        if name not in kept and section in (*ENTITY_SECTIONS, "events", "sources"):
            kept[name] = found
            self.losses.add(
                "text", f"without a {name} that a file can hold, it is called by its id", f"{section}/{found}"
            )
        return found

    def date(self, read: ReadDate, place: str, text: str = "") -> str:
        """Return a date that was read; tell what was lost of it, or that there is none, with the text that it had."""
        if read.lost:
            self.losses.add("date", read.lost, place, text)
        return read.date

    def add_passage(self, source: str, key: str, fields: Fields) -> None:
        """Add a passage to a source that was added."""
        passages: Fields = self.sections["sources"][source].setdefault("passages", {})
        passages[key] = self._kept(fields, f"{source}/{key}")

    def _kept(self, fields: Fields, place: str) -> Fields:
        """Return the fields that have a value, with texts that a file can hold."""
        held = {key: self._held(value, place) for key, value in fields.items()}
        return {key: value for key, value in held.items() if value not in _NOTHING}

    def _held(self, value: Any, place: str) -> Any:
        if isinstance(value, str):
            return self.text(value, place)
        if isinstance(value, list):
            return [held for each in value if (held := self._held(each, place)) not in _NOTHING]
        return self._kept(value, place) if isinstance(value, dict) else value

    def text(self, text: str, place: str) -> str:
        """Return a text as a file can hold it: what cannot be stands as `\ufffd`, and is told; blank text is none."""
        if len(text) > MAX_TEXT:
            reason = f"a text has {MAX_TEXT:,} characters at most: the rest is left out"
            self.losses.add("text", reason, place, text[MAX_TEXT : MAX_TEXT + 100])
            text = text[:MAX_TEXT]
        if text.isprintable():
            return text if text.strip() else ""
        clean = _UNHOLDABLE.sub("\ufffd", text)
        if clean != text:
            self.losses.add("text", "halves of characters, which no file can hold, stand as \ufffd", place, clean)
        return clean if clean.strip() else ""

    def close_order(self) -> None:
        """Drop, and tell, what events come after where it is no event that came in, or comes after them itself."""
        events = self.sections.get("events", {})
        order: dict[str, list[str]] = {}
        for event_id, fields in events.items():
            for other in fields.pop("after", []):
                if isinstance(other, str) and other in events:
                    order.setdefault(event_id, []).append(other)
                else:
                    reason = "the event that it comes after is not among them"
                    self.losses.add("link", reason, f"events/{event_id}", str(other))
        for earlier, later in _circles(order):
            self.losses.add("link", "it comes after itself", f"events/{later}", earlier)
        for event_id, after in order.items():
            events[event_id] |= {"after": after} if after else {}

    def kind(self, title: str) -> str:
        """Return the id of a kind of event, and declare it on first use; empty for an empty title."""
        if not slug(title):
            return ""
        found = slug(title)
        if found not in self.kinds:
            self.kinds[found] = self.text(" ".join(title.split()), f"kinds/{found}")
        return found


def _circles(order: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Cut all circles of an order, later → earlier; yield what was cut."""
    while True:
        try:
            TopologicalSorter(order).prepare()
        except CycleError as error:
            earlier, later = error.args[1][:2]
            order[later].remove(earlier)
            yield earlier, later
        else:
            return


def slug(text: str) -> str:
    """Return `text` as an id: its words in lower case with `-` between them."""
    return "-".join(re.findall(r"[^\W_]+", folding.fold(text[: 8 * _LONGEST])))[:_LONGEST].strip("-")


def _signs(titles: Iterable[str]) -> dict[str, str]:
    """Return a sign for each title: a letter of its own where one is free, else any that is."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for title in titles:
        letters = (letter for letter in (*title.upper(), *ascii_uppercase) if letter.isalpha() and cells(letter) == 1)
        found[title] = next((letter for letter in letters if letter not in taken), "·")
        taken.add(found[title])
    return found


def files(incoming: Incoming, title: str) -> dict[str, str]:
    """Return the text of each file of the new dataset by its path; `title` is that of the dataset."""
    title, incoming.summary = (incoming.text(text, "dataset") for text in (title, incoming.summary))
    about = {"title": title or incoming.title or "Imported", "summary": incoming.summary}
    head: Fields = {"letapis": 1, "dataset": {key: text for key, text in about.items() if text}}
    if incoming.kinds:
        signs = _signs(incoming.kinds.values())
        head["kinds"] = {key: {"title": name, "sign": signs[name]} for key, name in incoming.kinds.items()}
    if incoming.relation_types:
        types = incoming.relation_types.items()
        head["relation_types"] = {key: {"title": name, "reverse": reverse} for key, (name, reverse) in types}
    sections = {f"{section}.yaml": yaml_text({section: records}) for section, records in incoming.sections.items()}
    return {"dataset.yaml": yaml_text(head), **sections}
