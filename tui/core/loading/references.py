"""Check references: those without a target are reported and removed, so that no other module need check them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from tui.core.loading.report import Report
from tui.core.loading.rereading import Rereading
from tui.core.loading.yaml_faults import shorten
from tui.core.model.dataset import part_keys
from tui.core.model.records import (
    AnyEntity,
    AnyRecord,
    Citation,
    Claim,
    Event,
    Organisation,
    Person,
    Place,
    Relation,
    Source,
)
from tui.core.model.sections import ENTITY_SECTIONS, FILE_SECTIONS, SECTION

Records = dict[str, dict[str, Any]]
"""Section → id → record."""
Path = tuple[str | int, ...]
_MOST_NAMED = 30
"""Events of a circle that are named; with their arrows they are more than a message has room for."""


def check_references(records: Records, written: Rereading, report: Report) -> None:
    """Remove from `records`, in place, every reference without a target, and report each at its place."""
    _ReferenceCheck(records, written, report).run()


class _SoundEvents:
    """Fast check of events, nearly all of which have no fault in a large dataset."""

    def __init__(self, records: Records) -> None:
        self.events = records["events"].keys()
        self.kinds, self.places = records["kinds"].keys() | {""}, records["places"].keys() | {""}
        self.entities = {entity for section in ENTITY_SECTIONS for entity in records[section]}
        self.passages = {f"{source.id}/{key}" for source in records["sources"].values() for key in source.passages}

    def event(self, event: Event) -> bool:
        """Whether every reference of an event has its target, and no passage is cited twice."""
        cited = {citation.passage for citation in event.evidence}
        return (
            event.kind in self.kinds
            and self.places.issuperset((event.place, event.origin, event.destination))
            and self.entities.issuperset([part.entity for part in event.involves])
            and len(cited) == len(event.evidence)
            and self.events >= set(event.after)
            and self.passages.issuperset(cited)
        )


class _ReferenceCheck:
    """The state of one check of all references."""

    def __init__(self, records: Records, written: Rereading, report: Report) -> None:
        self.records = records
        self.written = written
        self.report = report

    def fault(self, record: AnyRecord, path: Path, rule: str, message: str, mend: str) -> None:
        """Report a fault at a value of a record."""
        self.report.at(self.written.raw(record.section, record.id), path, rule, message, mend)

    def run(self) -> None:
        """Check section by section, those first to which others refer."""
        for source in self.each("sources"):
            self.put(source, self.source(source))
        for section in ENTITY_SECTIONS:
            for entity in self.each(section):
                self.put(entity, self.entity(entity))
        self.cut_circles()
        sound = _SoundEvents(self.records)
        for event in self.each("events"):
            if not sound.event(event):
                self.put(event, self.event(event))
        self.cut_orders()
        for relation in self.each("relations"):
            self.relation(relation)
        for claim in self.each("claims"):
            self.claim(claim)
        for record in self.report.unsound.values():
            self.unsound(record)

    def each(self, section: str) -> Iterator[Any]:
        """Yield the records of a section, each of which may be replaced or removed: then it takes no more room."""
        records = self.records[section]
        return (records[record_id] for record_id in list(records))

    def unsound(self, record: Any) -> None:
        """Check the references of a record that is left out, so that all faults are reported in one round."""
        if isinstance(record, Source):
            self.source(record)
        elif isinstance(record, Event):
            self.event(record)
        elif isinstance(record, Relation):
            self.relation(record)
        elif isinstance(record, Claim):
            self.claim(record)
        elif isinstance(record, Organisation | Person | Place):
            self.entity(record)

    def put(self, record: AnyRecord, changed: dict[str, Any]) -> None:
        """Replace a record by one with changed fields, unless it is left out."""
        if changed and record.id in self.records[record.section]:
            self.records[record.section][record.id] = msgspec.structs.replace(record, **changed)
            self.mark(record)

    def remove(self, record: AnyRecord) -> None:
        """Remove a record, unless it is left out anyhow."""
        if self.records[record.section].pop(record.id, None) is not None:
            self.mark(record)
            for key in part_keys(record):
                self.report.places.pop(key, None)

    def mark(self, record: AnyRecord) -> None:
        """Note that a record differs from its file, which therefore is not cached."""
        self.report.changed.add(self.report.places[record.section, record.id].file)

    def known(self, record: AnyRecord, path: Path, wanted: str, sections: Iterable[str]) -> bool:
        """Whether `wanted` is in one of `sections`; report it where it is not, and not missing altogether."""
        sections = tuple(sections)
        if not wanted and (record.section, record.id) in self.report.unsound:
            return False
        if any(wanted in self.records[section] for section in sections):
            return True
        if self.report.may_be_written(wanted) or any(self.report.is_written(section, wanted) for section in sections):
            return False  # the cause is reported elsewhere
        named = SECTION[sections[0]].singular if len(sections) == 1 else "record"
        named = "entity" if sections == ENTITY_SECTIONS else named
        elsewhere = next((s for s in FILE_SECTIONS if wanted in self.records.get(s, ())), None)
        if elsewhere:
            message = f"`{shorten(wanted)}` is no {named}: it is in `{elsewhere}`."
            mend = f"Name {'an' if named[0] in 'aeiou' else 'a'} {named} here, or take it out."
            self.fault(record, path, "wrong-reference", message, mend)
            return False
        mend = self.report.suggest(wanted, [known for section in sections for known in self.records[section]])
        wider = "organisation, person or place" if named == "entity" else named
        message = f"No {wider} is called `{shorten(wanted)}`."
        self.fault(record, path, "unknown-reference", message, mend)
        return False

    def cited(self, record: AnyRecord, path: Path, evidence: tuple[Citation, ...]) -> tuple[Citation, ...]:
        """Return the citations of known passages, each passage once."""
        kept: dict[str, Citation] = {}
        for place, citation in enumerate(evidence):
            at = (*path, "evidence", place)
            source_id, slash, key = citation.passage.partition("/")
            if not slash:
                message = f"`{shorten(citation.passage)}` is no passage."
                self.fault(record, at, "unknown-reference", message, "A passage is cited as source/passage.")
            elif not self.known(record, at, source_id, ("sources",)):
                continue
            elif key not in (passages := self.records["sources"][source_id].passages):
                written = self.report.is_written("passages", citation.passage)
                if not written and not self.report.may_be_written(source_id, key):
                    message = f"No passage of `{source_id}` is called `{shorten(key)}`."
                    self.fault(record, at, "unknown-reference", message, self.report.suggest(key, passages))
            elif citation.passage in kept:
                message = f"`{citation.passage}` is cited twice."
                self.fault(record, at, "cited-twice", message, "Take one of them out.")
            else:
                kept[citation.passage] = citation
        return evidence if len(kept) == len(evidence) else tuple(kept.values())

    def evidence(self, record: Any) -> dict[str, Any]:
        """Return the change to a record's evidence; empty if there is none."""
        kept = self.cited(record, (), record.evidence)
        return {} if kept is record.evidence else {"evidence": kept}

    def blank(self, record: AnyRecord, fields: Iterable[str], sections: Iterable[str]) -> dict[str, Any]:
        """Return changes that blank those of `fields` whose target is missing."""
        written = [(field, getattr(record, field)) for field in fields]
        return {f: "" for f, wanted in written if wanted and not self.known(record, (f,), wanted, sections)}

    def source(self, source: Source) -> dict[str, Any]:
        """Return the changes to a source, which can derive from other sources but not from itself."""
        kept = []
        for place, other in enumerate(source.derives_from):
            if other == source.id:
                message = "A source does not derive from itself."
                self.fault(source, ("derives_from", place), "wrong-reference", message, "Take it out.")
            elif self.known(source, ("derives_from", place), other, ("sources",)):
                kept.append(other)
        return {} if len(kept) == len(source.derives_from) else {"derives_from": tuple(kept)}

    def entity(self, entity: AnyEntity) -> dict[str, Any]:
        """Return the changes to an entity: its evidence, and the place of an organisation or around a place."""
        changed = self.evidence(entity)
        if isinstance(entity, Organisation):
            changed |= self.blank(entity, ("place",), ("places",))
        if isinstance(entity, Place):
            changed |= self.blank(entity, ("within",), ("places",))
        return changed

    def cut_circles(self) -> None:
        """Break circles of places that lie within each other, at the last place of each."""
        places: dict[str, Place] = self.records["places"]
        sound: set[str] = set()
        for start in list(places):
            way: dict[str, None] = {}
            here = start
            while here and here not in sound and here not in way:
                way[here] = None
                here = places[here].within
            if here in way:
                last = next(reversed(way))
                through = " → ".join([*way, here][list(way).index(here) :])
                message = f"`{last}` lies within itself: {shorten(through)}."
                self.fault(places[last], ("within",), "within-itself", message, "Cut the circle.")
                self.put(places[last], {"within": ""})
            sound.update(way)

    def cut_orders(self) -> None:
        """Break circles of events that come after each other, at the last event of each."""
        events: dict[str, Event] = self.records["events"]
        sound: set[str] = set()
        cut: dict[str, set[str]] = {}
        for start in [event.id for event in events.values() if event.after]:
            way = [(start, _first_places(events[start].after))] if start not in sound else []
            trail = {start: 0}
            while way:
                here, rest = way[-1]
                other, place = next(((one, place) for one, place in rest if one not in sound), ("", 0))
                if other in trail:
                    circle = [one for one, _ in way[trail[other] : trail[other] + _MOST_NAMED]]
                    message = f"`{here}` comes after itself: {shorten(' → '.join([*circle, other]))}."
                    self.fault(events[here], ("after", place), "after-itself", message, "Cut the circle.")
                    cut.setdefault(here, set()).add(other)
                elif other:
                    trail[other] = len(way)
                    way.append((other, _first_places(events[other].after)))
                else:
                    sound.add(here)
                    del trail[here], way[-1]
                    if here in cut:
                        others = cut.pop(here)
                        self.put(events[here], {"after": tuple(one for one in events[here].after if one not in others)})

    def event(self, event: Event) -> dict[str, Any]:
        """Return the changes to an event: its evidence, kind, places, involved entities, and what it comes after."""
        changed = self.evidence(event)
        changed |= self.blank(event, ("kind",), ("kinds",))
        changed |= self.blank(event, ("place", "origin", "destination"), ("places",))
        kept = tuple(
            part
            for place, part in enumerate(event.involves)
            if self.known(event, ("involves", place, "entity"), part.entity, ENTITY_SECTIONS)
        )
        if len(kept) < len(event.involves):
            changed["involves"] = kept
        after = tuple(o for place, o in enumerate(event.after) if self.known(event, ("after", place), o, ("events",)))
        return changed if len(after) == len(event.after) else changed | {"after": after}

    def relation(self, relation: Relation) -> None:
        """Check a relation; remove it if an end or its type is unknown."""
        ends = (("from", relation.source), ("to", relation.target))
        sound = [self.known(relation, (key,), end, ENTITY_SECTIONS) for key, end in ends]
        sound.append(self.known(relation, ("type",), relation.type, ("relation_types",)))
        changed = self.evidence(relation)
        if all(sound):
            self.put(relation, changed)
        else:
            self.remove(relation)

    def claim(self, claim: Claim) -> None:
        """Check a claim and its values; remove it if the record that it is about is unknown."""
        about = self.known(claim, ("about",), claim.about, (*ENTITY_SECTIONS, "events"))
        values = []
        for place, value in enumerate(claim.values):
            path: Path = ("values", place)
            changed: dict[str, Any] = {}
            kept = self.cited(claim, path, value.evidence)
            if kept is not value.evidence:
                changed["evidence"] = kept
            if value.said_by and not self.known(claim, (*path, "said_by"), value.said_by, ENTITY_SECTIONS):
                changed["said_by"] = ""
            values.append(msgspec.structs.replace(value, **changed) if changed else value)
        if not about:
            self.remove(claim)
        elif any(new is not old for new, old in zip(values, claim.values, strict=True)):
            self.put(claim, {"values": tuple(values)})


def _first_places(ids: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Iterate over different ids, each with its first place."""
    found: dict[str, int] = {}
    for place, one in enumerate(ids):
        found.setdefault(one, place)
    return iter(found.items())
