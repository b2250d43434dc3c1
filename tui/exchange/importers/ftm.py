"""Import FollowTheMoney: people, organisations, places, events, documents and the links between them.

Each entity has a schema and properties, every property a list of values (https://followthemoney.tech). What a
dataset cannot hold is counted and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, NamedTuple

from tui.core.loading.validate import is_address
from tui.core.model.sections import ENTITY_SECTIONS
from tui.exchange.dates.parts import agreed, span
from tui.exchange.dates.written import UNDATED, ReadDate, written
from tui.exchange.importers.cited import CitedSource, CitedSources
from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.incoming import Fields, Incoming, slug

_ORGANISATIONS = {"Company": "company", "PublicBody": "state-body", "Organization": "group", "LegalEntity": "group"}
_DOCUMENTS = ("Article", "Document", "HyperText", "Pages", "PlainText", "Email")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_MIDNIGHT = re.compile(r"(?<=\d)T00:00(?::00(?:\.0+)?)?$")
_OURS = re.compile(r"letapis-[a-z]+-")
"""Prefix of ids in our own export."""


class LinkSchema(NamedTuple):
    """How entities of a link schema become relations of one type."""

    source: str
    target: str
    """The properties that hold its two ends."""
    title: str
    reverse: str


_LINKS = {
    "Ownership": LinkSchema("owner", "asset", "owns", "owned by"),
    "Directorship": LinkSchema("director", "organization", "directs", "directed by"),
    "Membership": LinkSchema("member", "organization", "member of", "has as member"),
    "Employment": LinkSchema("employee", "employer", "employed by", "employs"),
    "Representation": LinkSchema("agent", "client", "represents", "represented by"),
    "Family": LinkSchema("person", "relative", "related to", "related to"),
    "Associate": LinkSchema("person", "associate", "associated with", "associated with"),
    "Succession": LinkSchema("predecessor", "successor", "became", "was before"),
    "Debt": LinkSchema("debtor", "creditor", "owes to", "is owed by"),
    "Payment": LinkSchema("payer", "beneficiary", "paid", "was paid by"),
    "Occupancy": LinkSchema("holder", "post", "holds", "held by"),
    "UnknownLink": LinkSchema("subject", "object", "linked to", "linked to"),
}
_NAMES = {"alias": "alias", "weakAlias": "alias", "previousName": "former", "abbreviation": "short"}
_ROLES = ("role", "relationship", "position", "percentage", "status", "constituency", "politicalGroup")
_POST_OF = LinkSchema("", "organization", "is a post of", "has the post")
_EVENTS = ("Event", "Project")


class FtmEntity:
    """One entity; properties that were read are marked, so that the others can be reported."""

    def __init__(self, key: str, schema: str) -> None:
        self.key = key
        self.schema = schema
        self.values: dict[str, list[str]] = {}
        self.taken: set[str] = set()

    def all(self, *names: str) -> list[str]:
        """Return the values of properties, each once, in order."""
        self.taken.update(names)
        return list(dict.fromkeys(value for name in names for value in self.values.get(name, ())))

    def first(self, *names: str) -> str:
        """Return the first value of the first of these properties that has one."""
        return next(iter(self.all(*names)), "")

    def text(self, *names: str) -> str:
        """Return all values as one text."""
        return " / ".join(" ".join(value.split()) for value in self.all(*names))

    def date(self, *names: str) -> ReadDate:
        """Return the date that the values of properties agree on, as EDTF."""
        return agreed(map(_read_date, self.all(*names)))


def _read_date(text: str) -> ReadDate:
    """Read a date of FollowTheMoney; midnight without a zone is how programs fill up a day."""
    return written(_MIDNIGHT.sub("", text))


def read(content: Content, _: Options) -> Incoming:
    """Return the records of a list of entities.

    Raises:
        ValueError: there are no entities in it.
    """
    value = content.value
    entities = _entities(value)
    if not entities:
        raise ValueError("it has no entities with a schema")
    converter = _Converter(entities)
    converter.convert()
    return converter.incoming


def _entities(value: Any) -> dict[str, FtmEntity]:
    """Return the entities by id; statements of the same entity are merged."""
    items = value.get("results", value.get("entities", [value])) if isinstance(value, dict) else value
    found: dict[str, FtmEntity] = {}
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict) or not isinstance(item.get("schema"), str):
            continue
        key = str(item.get("id") or f"unnamed-{len(found)}")
        entity = found.setdefault(key, FtmEntity(key, item["schema"]))
        properties = item.get("properties")
        for name, values in properties.items() if isinstance(properties, dict) else ():
            texts = (_text(each) for each in (values if isinstance(values, list) else [values]))
            entity.values.setdefault(name, []).extend(text for text in texts if text.strip())
    return found


def _text(value: Any) -> str:
    """Return the text of a property's value; for a nested entity, its id."""
    if isinstance(value, dict):
        value = value.get("id")
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


class _Converter:
    """Turns entities into records: first those with names, then the events and links that refer to them."""

    def __init__(self, entities: dict[str, FtmEntity]) -> None:
        self.entities = entities
        self.incoming = Incoming()
        self.ids: dict[str, str] = {}
        """Id of an entity → id of its record."""
        self.sections: dict[str, tuple[str, str, str]] = {}
        """Id of an entity → section, id and name of its record."""
        self.cited = CitedSources(self.incoming)
        self.places: dict[str, str] = {}
        """Slug of a place that is only a name → id of its record."""

    def convert(self) -> None:
        """Turn all entities into records, then report what was left out."""
        waiting = [entity for entity in self.entities.values() if not self._thing(entity)]
        for entity in waiting:
            if entity.schema in _EVENTS:
                self._event(entity)
            elif entity.schema == "Documentation":
                self._documentation(entity)
            elif entity.schema in _LINKS:
                self._relation(entity, _LINKS[entity.schema])
            else:
                self.incoming.losses.add("record", f"a dataset has no record like {entity.schema}", entity.key)
                entity.taken.update(entity.values)
        for entity in self.entities.values():
            self._finish(entity)
        self._lose_the_rest()

    def _thing(self, entity: FtmEntity) -> bool:
        """Add an entity that has a name (or a document); return False for events, links and unknown schemas."""
        if entity.schema == "Person":
            self._add("people", entity, {"role": "; ".join(entity.all("position"))})
        elif entity.schema in _ORGANISATIONS:
            founded, dissolved = self._ends(entity, ("incorporationDate",), ("dissolutionDate",))
            fields = {"kind": _ORGANISATIONS[entity.schema], "founded": founded, "dissolved": dissolved}
            self._add("organisations", entity, fields)
        elif entity.schema == "Position":
            founded, dissolved = self._ends(entity, ("inceptionDate",), ("dissolutionDate",))
            self._add("organisations", entity, {"kind": "group", "founded": founded, "dissolved": dissolved})
        elif entity.schema == "Address":
            self._add("places", entity, {})
        elif entity.schema in _DOCUMENTS:
            self._document(entity)
        else:
            return False
        return True

    def _add(self, section: str, entity: FtmEntity, fields: Fields) -> None:
        name = entity.first("name", "full") or " ".join(entity.all("firstName", "lastName"))
        if not slug(name):
            self._lose(entity, "no name")
            return
        written = {name}
        others = []
        for prop, use in [("name", "alias"), ("full", "alias"), *_NAMES.items()]:
            for value in entity.all(prop):
                if value not in written:
                    written.add(value)
                    others.append({"value": value, "use": use})
        full: Fields = {"name": name, "names": others, **fields, **self._words(entity)}
        self._record(entity, section, name, full)

    def _record(self, entity: FtmEntity, section: str, name: str, fields: Fields) -> None:
        """Add a record; what it cites is found when all documents are known."""
        self.ids[entity.key] = found = self.incoming.add(
            section, _wanted(entity, name), fields, exact=bool(_OURS.match(entity.key))
        )
        self.sections[entity.key] = section, found, name

    def _document(self, entity: FtmEntity) -> None:
        title = entity.first("title", "name", "fileName")
        if not title:
            self._lose(entity, "no title")
            return
        address, language = entity.first("sourceUrl"), entity.first("language")
        fields: Fields = {
            "type": "article" if entity.schema == "Article" and not _OURS.match(entity.key) else "document",
            "title": title,
            "publisher": entity.first("publisher"),
            "authors": [{"literal": author} for author in entity.all("author")],
            "issued": self._published(entity),
            "url": address if is_address(address) else "",
            "accessed": self._date(entity, "retrievedAt"),
            "language": language if _LANGUAGE.fullmatch(language) else "",
            **self._words(entity),
        }
        self._record(entity, "sources", title, fields)

    def _event(self, entity: FtmEntity) -> None:
        title = entity.first("name", "title", "summary")
        if not title:
            self._lose(entity, "no name")
            return
        date = self._event_date(entity)
        involved = [{"entity": key} for key in self._known(entity.all("involved"), *ENTITY_SECTIONS)]
        involved += [
            {"entity": key, "role": "organiser"} for key in self._known(entity.all("organizer"), *ENTITY_SECTIONS)
        ]
        places = [*self._known(entity.all("addressEntity"), "places")]
        places += [self._place(name) for name in entity.all("location", "address") if slug(name)]
        place, *others = dict.fromkeys(places) or [""]
        involved += [{"entity": other, "role": "place"} for other in others]
        fields: Fields = {"title": title, "date": date, "involves": involved, **self._words(entity), "place": place}
        if entity.schema != "Event":
            fields["kind"] = self.incoming.kind(entity.schema)
        self._record(entity, "events", title, fields)

    def _relation(self, entity: FtmEntity, link: LinkSchema) -> None:
        """Add a relation between each of the entities at one end of a link and each at the other."""
        sources, targets = ([*self._known(entity.all(name), *ENTITY_SECTIONS)] for name in (link.source, link.target))
        if not sources or not targets:
            self._lose(entity, "one of its ends is no record")
            return
        start, end = self._ends(entity, ("startDate",), ("endDate",))
        fields: Fields = {"role": ", ".join(entity.all(*_ROLES)), "start": start, "end": end}
        fields |= {"as_of": self._date(entity, "date"), **self._words(entity)}
        for source, target in product(sources, targets):
            self._tie(entity, source, target, link, fields)

    def _tie(self, entity: FtmEntity, source: str, target: str, link: LinkSchema, fields: Fields) -> None:
        kind = slug(link.title)
        self.incoming.relation_types[kind] = (link.title, link.reverse)
        ends = {"from": source, "type": kind, "to": target}
        self._record(entity, "relations", f"{source} {kind} {target}", {**ends, **fields})
        self._cite(entity)

    def _finish(self, entity: FtmEntity) -> None:
        """Give a record what refers to others: its place, the organisation of a position, its evidence."""
        if entity.schema in _ORGANISATIONS and entity.key in self.ids:
            place = next(self._known(entity.all("addressEntity")[:1], "places"), "")
            self.incoming.sections["organisations"][self.ids[entity.key]] |= {"place": place} if place else {}
            for other in entity.all("addressEntity")[1:]:
                self.incoming.losses.add("field", "an organisation has one place", entity.key, other)
        if entity.schema == "Position" and entity.key in self.ids:
            for target in self._known(entity.all("organization"), *ENTITY_SECTIONS):
                section = self.sections[entity.key]
                self._tie(FtmEntity(f"{entity.key} post", "Position"), self.ids[entity.key], target, _POST_OF, {})
                self.sections[entity.key] = section
        if entity.schema not in _LINKS:
            self._cite(entity)

    def _cite(self, entity: FtmEntity) -> None:
        """Give a record evidence: the documents that prove it, and the address that it came from."""
        if entity.key not in self.sections or self.sections[entity.key][0] == "sources":
            return
        found = [*self._known(entity.all("proof"), "sources")]
        about: Fields = {"publisher": entity.first("publisher"), "accessed": self._date(entity, "retrievedAt")}
        for address in entity.all("sourceUrl"):
            if is_address(address):
                found.append(self.cited.source(CitedSource("", address), about))
            else:
                self.incoming.losses.add("link", "it is no web address", entity.key, address)
        self._evidence(entity, found, self.sections[entity.key][2])

    def _evidence(self, entity: FtmEntity, sources: Iterable[str], gist: str) -> None:
        section, key, _ = self.sections[entity.key]
        evidence = self.incoming.sections[section][key].setdefault("evidence", [])
        passages = (self.cited.passage(source, gist, "", entity.key) for source in sources)
        evidence += [passage for passage in passages if passage not in evidence]
        if not evidence:
            del self.incoming.sections[section][key]["evidence"]

    def _documentation(self, entity: FtmEntity) -> None:
        """Give an entity the document that mentions it as evidence."""
        documents = [*self._known(entity.all("document"), "sources")]
        about = [key for key in entity.all("entity") if key in self.sections and self.sections[key][0] != "sources"]
        if not documents or not about:
            self._lose(entity, "one of its ends is no record")
            return
        for key in about:
            gist = ": ".join(filter(None, (self.sections[key][2], ", ".join(entity.all("role")))))
            self._evidence(self.entities[key], documents, gist)

    def _event_date(self, entity: FtmEntity) -> str:
        """Return when an event was; in our own export a start without an end is an end that is open."""
        start, end = entity.date("startDate", "date"), entity.date("endDate")
        lasting = _OURS.match(entity.key) and "date" not in entity.values
        read = span(start, ReadDate("..") if lasting and start.date and not end.date else end)
        if not read.date and not read.lost:
            read = ReadDate("", "no date")
        return self._told(entity, read, "startDate", "date", "endDate") or UNDATED

    def _ends(self, entity: FtmEntity, start: tuple[str, ...], end: tuple[str, ...]) -> tuple[str, str]:
        """Return the dates of a beginning and an end; an end before the beginning is told and left out."""
        first, last = self._date(entity, *start), self._date(entity, *end)
        if first and last and (lost := span(_day(first), _day(last)).lost):
            self.incoming.losses.add("date", lost, f"{entity.schema} {entity.key}", f"{first}; {last}")
            return first, ""
        return first, last

    def _date(self, entity: FtmEntity, *names: str) -> str:
        return self._told(entity, entity.date(*names), *names)

    def _published(self, entity: FtmEntity) -> str:
        """Return when a document appeared, or else when it was written."""
        names = (
            ("publishedAt", "date")
            if entity.values.get("publishedAt") or entity.values.get("date")
            else ("authoredAt",)
        )
        return self._date(entity, *names)

    def _told(self, entity: FtmEntity, read: ReadDate, *names: str) -> str:
        """Return a date that was read; tell what was lost of it."""
        return self.incoming.date(read, f"{entity.schema} {entity.key}", "; ".join(entity.all(*names)))

    def _known(self, keys: Iterable[str], *sections: str) -> Iterator[str]:
        """Yield the record ids of entities in these sections; report those without a record, or with another one."""
        for key in keys:
            section, record, _ = self.sections.get(key, ("", "", ""))
            if section in sections:
                yield record
            elif section:
                self.incoming.losses.add("link", f"a record of {section} cannot stand here", text=key)
            else:
                self.incoming.losses.add("link", "the entity is not in the file, or became no record", text=key)

    def _place(self, name: str) -> str:
        if slug(name) not in self.places:
            self.places[slug(name)] = self.incoming.add("places", name, {"name": name})
        return self.places[slug(name)]

    def _words(self, entity: FtmEntity) -> Fields:
        return {"summary": entity.text("summary", "description"), "note": entity.text("notes")}

    def _lose(self, entity: FtmEntity, reason: str, text: str = "") -> None:
        """Report that an entity became no record; its values are lost with it."""
        self.incoming.losses.add("record", reason, f"{entity.schema} {entity.key}", text)
        entity.taken.update(entity.values)

    def _lose_the_rest(self) -> None:
        """Report the values of the records that were not taken over."""
        for entity in self.entities.values():
            for name, values in entity.values.items():
                if name in entity.taken or not values:
                    continue
                reason = f"a dataset has no place for {name} of {entity.schema}"
                self.incoming.losses.add("field", reason, entity.key, "; ".join(values))


def _day(date: str) -> ReadDate:
    """Return a date, without a time of day, to be compared."""
    return ReadDate(date.partition("T")[0])


def _wanted(entity: FtmEntity, name: str) -> str:
    """Return the text to make an id from: the id in our own export, else the name (other ids are long numbers)."""
    ours = _OURS.match(entity.key)
    return entity.key[ours.end() :] if ours else name
