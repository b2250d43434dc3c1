"""Check references: those without a target are reported and removed, so that no other module need check them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from tui.core.loading.report import Raw, Report
from tui.core.loading.yaml_faults import shorten
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


def check_references(records: Records, raws: Mapping[tuple[str, str], Raw], report: Report) -> None:
    """Remove from `records`, in place, every reference without a target, and report each at its place."""
    _ReferenceCheck(records, raws, report).run()


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

    def __init__(self, records: Records, raws: Mapping[tuple[str, str], Raw], report: Report) -> None:
        self.records = records
        self.raws = raws
        self.report = report

    def run(self) -> None:
        """Check section by section, those first to which others refer."""
        for source in list(self.records["sources"].values()):
            self.put(source, self.source(source))
        for section in ENTITY_SECTIONS:
            for entity in list(self.records[section].values()):
                self.put(entity, self.entity(entity))
        self.cut_circles()
        sound = _SoundEvents(self.records)
        for event in list(self.records["events"].values()):
            if not sound.event(event):
                self.put(event, self.event(event))
        self.cut_orders()
        for relation in list(self.records["relations"].values()):
            self.relation(relation)
        for claim in list(self.records["claims"].values()):
            self.claim(claim)
        for record in self.report.unsound.values():
            self.unsound(record)

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

    def mark(self, record: AnyRecord) -> None:
        """Note that a record differs from its file, which therefore is not cached."""
        self.report.changed.add(self.raws[record.section, record.id].file)

    def known(self, raw: Raw, path: Path, wanted: str, sections: Iterable[str]) -> bool:
        """Whether `wanted` is in one of `sections`; report it where it is not, and not missing altogether."""
        sections = tuple(sections)
        if not wanted and (raw.section, raw.id) in self.report.unsound:
            return False
        if any(wanted in self.records[section] for section in sections):
            return True
        if self.report.may_be_written(wanted) or any((section, wanted) in self.report.written for section in sections):
            return False  # the cause is reported elsewhere
        named = SECTION[sections[0]].singular if len(sections) == 1 else "record"
        named = "entity" if sections == ENTITY_SECTIONS else named
        elsewhere = next((s for s in FILE_SECTIONS if wanted in self.records.get(s, ())), None)
        if elsewhere:
            message = f"`{shorten(wanted)}` is no {named}: it is in `{elsewhere}`."
            mend = f"Name {'an' if named[0] in 'aeiou' else 'a'} {named} here, or take it out."
            self.report.at(raw, path, "wrong-reference", message, mend)
            return False
        mend = self.report.suggest(wanted, [known for section in sections for known in self.records[section]])
        wider = "organisation, person or place" if named == "entity" else named
        message = f"No {wider} is called `{shorten(wanted)}`."
        self.report.at(raw, path, "unknown-reference", message, mend)
        return False

    def cited(self, raw: Raw, path: Path, evidence: tuple[Citation, ...]) -> tuple[Citation, ...]:
        """Return the citations of known passages, each passage once."""
        kept: dict[str, Citation] = {}
        for place, citation in enumerate(evidence):
            at = (*path, "evidence", place)
            source_id, slash, key = citation.passage.partition("/")
            if not slash:
                message = f"`{shorten(citation.passage)}` is no passage."
                self.report.at(raw, at, "unknown-reference", message, "A passage is cited as source/passage.")
            elif not self.known(raw, at, source_id, ("sources",)):
                continue
            elif key not in (passages := self.records["sources"][source_id].passages):
                written = ("passages", citation.passage) in self.report.written
                if not written and not self.report.may_be_written(source_id, key):
                    message = f"No passage of `{source_id}` is called `{shorten(key)}`."
                    self.report.at(raw, at, "unknown-reference", message, self.report.suggest(key, passages))
            elif citation.passage in kept:
                message = f"`{citation.passage}` is cited twice."
                self.report.at(raw, at, "cited-twice", message, "Take one of them out.")
            else:
                kept[citation.passage] = citation
        return evidence if len(kept) == len(evidence) else tuple(kept.values())

    def evidence(self, raw: Raw, record: Any) -> dict[str, Any]:
        """Return the change to a record's evidence; empty if there is none."""
        kept = self.cited(raw, (), record.evidence)
        return {} if kept is record.evidence else {"evidence": kept}

    def blank(self, raw: Raw, record: AnyRecord, fields: Iterable[str], sections: Iterable[str]) -> dict[str, Any]:
        """Return changes that blank those of `fields` whose target is missing."""
        written = [(field, getattr(record, field)) for field in fields]
        return {f: "" for f, wanted in written if wanted and not self.known(raw, (f,), wanted, sections)}

    def source(self, source: Source) -> dict[str, Any]:
        """Return the changes to a source, which can derive from other sources but not from itself."""
        raw = self.raws["sources", source.id]
        kept = []
        for place, other in enumerate(source.derives_from):
            if other == source.id:
                message = "A source does not derive from itself."
                self.report.at(raw, ("derives_from", place), "wrong-reference", message, "Take it out.")
            elif self.known(raw, ("derives_from", place), other, ("sources",)):
                kept.append(other)
        return {} if len(kept) == len(source.derives_from) else {"derives_from": tuple(kept)}

    def entity(self, entity: AnyEntity) -> dict[str, Any]:
        """Return the changes to an entity: its evidence, and the place of an organisation or around a place."""
        raw = self.raws[entity.section, entity.id]
        changed = self.evidence(raw, entity)
        if isinstance(entity, Organisation):
            changed |= self.blank(raw, entity, ("place",), ("places",))
        if isinstance(entity, Place):
            changed |= self.blank(raw, entity, ("within",), ("places",))
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
                self.report.at(self.raws["places", last], ("within",), "within-itself", message, "Cut the circle.")
                self.put(places[last], {"within": ""})
            sound.update(way)

    def cut_orders(self) -> None:
        """Break circles of events that come after each other, at the last event of each."""
        events: dict[str, Event] = self.records["events"]
        sound: set[str] = set()
        for start in [event.id for event in events.values() if event.after]:
            way = {start: iter(events[start].after)} if start not in sound else {}
            while way:
                here = next(reversed(way))
                other = next((one for one in way[here] if one not in sound), "")
                if other in way:
                    through = " → ".join([*way, other][list(way).index(other) :])
                    message = f"`{here}` comes after itself: {shorten(through)}."
                    at = ("after", events[here].after.index(other))
                    self.report.at(self.raws["events", here], at, "after-itself", message, "Cut the circle.")
                    self.put(events[here], {"after": tuple(one for one in events[here].after if one != other)})
                elif other:
                    way[other] = iter(events[other].after)
                else:
                    sound.add(here)
                    del way[here]

    def event(self, event: Event) -> dict[str, Any]:
        """Return the changes to an event: its evidence, kind, places, involved entities, and what it comes after."""
        raw = self.raws["events", event.id]
        changed = self.evidence(raw, event)
        changed |= self.blank(raw, event, ("kind",), ("kinds",))
        changed |= self.blank(raw, event, ("place", "origin", "destination"), ("places",))
        kept = tuple(
            part
            for place, part in enumerate(event.involves)
            if self.known(raw, ("involves", place, "entity"), part.entity, ENTITY_SECTIONS)
        )
        if len(kept) < len(event.involves):
            changed["involves"] = kept
        after = tuple(o for place, o in enumerate(event.after) if self.known(raw, ("after", place), o, ("events",)))
        return changed if len(after) == len(event.after) else changed | {"after": after}

    def relation(self, relation: Relation) -> None:
        """Check a relation; remove it if an end or its type is unknown."""
        raw = self.raws["relations", relation.id]
        ends = (("from", relation.source), ("to", relation.target))
        sound = [self.known(raw, (key,), end, ENTITY_SECTIONS) for key, end in ends]
        sound.append(self.known(raw, ("type",), relation.type, ("relation_types",)))
        changed = self.evidence(raw, relation)
        if all(sound):
            self.put(relation, changed)
        else:
            self.remove(relation)

    def claim(self, claim: Claim) -> None:
        """Check a claim and its values; remove it if the record that it is about is unknown."""
        raw = self.raws["claims", claim.id]
        about = self.known(raw, ("about",), claim.about, (*ENTITY_SECTIONS, "events"))
        values = []
        for place, value in enumerate(claim.values):
            path: Path = ("values", place)
            changed: dict[str, Any] = {}
            kept = self.cited(raw, path, value.evidence)
            if kept is not value.evidence:
                changed["evidence"] = kept
            if value.said_by and not self.known(raw, (*path, "said_by"), value.said_by, ENTITY_SECTIONS):
                changed["said_by"] = ""
            values.append(msgspec.structs.replace(value, **changed) if changed else value)
        if not about:
            self.remove(claim)
        elif any(new is not old for new, old in zip(values, claim.values, strict=True)):
            self.put(claim, {"values": tuple(values)})
