"""Import our own JSON Lines: each line is a whole record, with names beside ids and evidence with its words."""

from __future__ import annotations

from typing import Any

from tui.core.loading.validate import id_fault
from tui.core.model.sections import SECTION, SECTIONS
from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.incoming import Fields, Incoming
from tui.exchange.importers.soundness import leave_out_faulty

_SECTIONS = {info.singular: section for section, info in SECTION.items()}
_MADE = frozenset((*SECTIONS, "type", "id", "where", "earliest", "latest", "voices", "disputed", "supports"))
"""Keys that say what follows from other records."""
_IDS = frozenset(("place", "origin", "destination", "within", "about", "from", "to", "said_by", "entity"))
"""Keys with the id and the name of another record."""


def is_ours(value: Any) -> bool:
    """Whether a value is a line of ours."""
    return isinstance(value, dict) and str(value.get("type")) in _SECTIONS and {"id", "where"} <= set(value)


def read(content: Content, _: Options) -> Incoming:
    """Return the records of the lines.

    Raises:
        ValueError: there are none.
    """
    value = content.value
    incoming = Incoming()
    cited: dict[str, Fields] = {}
    for number, line in enumerate(value if isinstance(value, list) else [value], 1):
        if not is_ours(line):
            incoming.losses.add("record", "it is no record of ours", f"line {number}")
            continue
        section = _SECTIONS[line["type"]]
        try:
            fields = _record(incoming, section, line, cited)
        except (AttributeError, KeyError, TypeError):
            incoming.losses.add("record", "it is no record of ours", f"line {number}")
            continue
        incoming.add(section, str(line["id"]), fields, exact=True)
    _missing_sources(incoming, cited)
    incoming.close_order()
    leave_out_faulty(incoming)
    return incoming


def _record(incoming: Incoming, section: str, line: Fields, cited: dict[str, Fields]) -> Fields:
    fields = {key: _plain(key, value, cited) for key, value in line.items() if key not in _MADE}
    if section == "events" and isinstance(kind := line.get("kind"), dict):
        fields["kind"] = _id(kind)
        incoming.kinds[fields["kind"]] = incoming.text(str(kind["title"]), f"kinds/{fields['kind']}") or fields["kind"]
    if section == "events":
        fields["after"] = [other["id"] for other in line.get("after", ())]
    if section == "relations" and isinstance(kind := line.get("relation"), dict):
        fields["type"] = _id(kind)
        title, reverse = (
            incoming.text(str(kind[key]), "relation_types") or fields["type"] for key in ("title", "reverse")
        )
        incoming.relation_types[fields["type"]] = (title, reverse)
        fields.pop("relation"), fields.pop("name", "")
    if section == "sources":
        fields["type"] = fields.pop("document_type", "document")
        fields["authors"] = [{"literal": author} for author in line.get("authors", ())]
        fields["derives_from"] = [other["id"] for other in line.get("derives_from", ())]
        passages = {each["id"].partition("/")[2]: each for each in line.get("passages", ())}
        fields["passages"] = {
            key: {name: value for name, value in each.items() if name not in _MADE} for key, each in passages.items()
        }
    return fields


def _id(value: Any) -> str:
    """Return the id of a kind or type. Raises TypeError where it has none."""
    if not isinstance(value["id"], str) or id_fault(value["id"]):
        raise TypeError
    return value["id"]


def _plain(key: str, value: Any, cited: dict[str, Fields]) -> Any:
    """Return a value as a file has it: ids in place of records, passages in place of evidence."""
    if key == "evidence":
        for each in value:
            ids = each["passage"].split("/")
            if isinstance(each["source"], dict) and len(ids) == 2 and not any(map(id_fault, ids)):
                cited.setdefault(each["passage"], each)
        full = [{name: each[name] for name in ("passage", "differs", "tells") if name in each} for each in value]
        return [each if len(each) > 1 else each["passage"] for each in full]
    if key in _IDS and isinstance(value, dict):
        return value["id"]
    if isinstance(value, list):
        return [_plain("", each, cited) for each in value]
    if isinstance(value, dict):
        return {name: _plain(name, each, cited) for name, each in value.items() if name not in _MADE}
    return value


def _missing_sources(incoming: Incoming, cited: dict[str, Fields]) -> None:
    """Add the sources, and their passages, that records cite and that have no line of their own."""
    sources = incoming.sections.setdefault("sources", {}) if cited else {}
    for passage, each in cited.items():
        source, _, key = passage.partition("/")
        about: Fields = {name: each[name] for name in ("publisher", "issued", "url") if name in each}
        about["title"] = each["source"].get("title", source)
        if source not in sources:
            incoming.add("sources", source, about, exact=True)
        if key not in sources[source].get("passages", {}):
            words = ("section", "paragraph", "gist", "quote")
            incoming.add_passage(source, key, {name: each[name] for name in words if name in each})
