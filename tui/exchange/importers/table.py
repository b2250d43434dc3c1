"""Import CSV: each row becomes an event, or a person, organisation or place as its column `type` says.

Columns are those of our own export, or the plain ones of a spreadsheet: title (or name), date, kind, place,
involves, summary, note. Names in `involves` are separated by semicolons.
"""

from __future__ import annotations

import csv
import io

from tui.core.model.sections import ENTITY_SECTIONS, SECTION
from tui.exchange.dates.parts import is_date
from tui.exchange.importers.incoming import Fields, Incoming, slug

_TITLES = ("title", "name", "headline", "event")
_DATES = ("date", "when", "start", "start date")
_SUMMARIES = ("summary", "description", "text")
_SECTIONS = {SECTION[section].singular: section for section in ENTITY_SECTIONS}
_KINDS = ("company", "product", "initiative", "state-body", "media", "ngo", "party", "international", "group")


def read(text: str) -> Incoming:
    """Return the records of a table with a header row.

    Raises:
        ValueError: no column has titles.
    """
    dialect = csv.excel_tab if "\t" in text.partition("\n")[0] else csv.excel
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), dialect=dialect)
    heads = [(head or "").strip().lower() for head in rows.fieldnames or ()]
    if not set(heads) & set(_TITLES):
        raise ValueError("the first row names the columns, one of them title or name")
    rows.fieldnames = heads
    table = [{key: _plain(value) for key, value in row.items() if isinstance(value, str)} for row in rows]
    incoming = Incoming()
    known: dict[str, str] = {}
    for row in table:
        section = _SECTIONS.get(row.get("type", ""))
        if section:
            name = _first(row, _TITLES)
            known[slug(name)] = incoming.add(section, row.get("id", "") or name, _entity(row, section, name))
    for number, row in enumerate(table, 2):
        if row.get("type", "event") == "event":
            _event(incoming, row, number, known)
        elif row["type"] not in _SECTIONS:
            incoming.losses.add(
                "row", "a table brings events, people, organisations and places", f"row {number}", row["type"]
            )
    return incoming


def _event(incoming: Incoming, row: dict[str, str], number: int, known: dict[str, str]) -> None:
    title, date = _first(row, _TITLES), _first(row, _DATES)
    if not title or not is_date(date):
        incoming.losses.add("row", "no date that can be read" if title else "no title", f"row {number}", date)
        return
    fields: Fields = {
        "title": title,
        "date": date,
        "kind": incoming.kind(row.get("kind", "")),
        "involves": [{"entity": _met(incoming, known, name.strip(), "organisations")}
                     for name in row.get("involves", "").split(";") if slug(name)],
        "summary": _first(row, _SUMMARIES),
        "note": row.get("note", ""),
    }  # fmt: skip
    if slug(row.get("place", "")):
        fields["place"] = _met(incoming, known, row["place"], "places")
    incoming.add("events", row.get("id", "") or title, fields)


def _entity(row: dict[str, str], section: str, name: str) -> Fields:
    others = [{"value": other.strip()} for other in row.get("other_names", "").split(";") if other.strip()]
    fields: Fields = {"name": name, "names": others, "summary": _first(row, _SUMMARIES), "note": row.get("note", "")}
    if section == "organisations":
        fields["kind"] = row["kind"] if row.get("kind") in _KINDS else "group"
        fields["founded"] = row.get("date", "") if is_date(row.get("date", "")) else ""
    return fields


def _met(incoming: Incoming, known: dict[str, str], name: str, section: str) -> str:
    """Return the id of the entity with a name; add it on first use."""
    key = slug(name)
    if key not in known:
        fields: Fields = {"name": name, "kind": "group"} if section == "organisations" else {"name": name}
        known[key] = incoming.add(section, name, fields)
    return known[key]


def _first(row: dict[str, str], columns: tuple[str, ...]) -> str:
    return next((row[column] for column in columns if row.get(column)), "")


def _plain(text: str) -> str:
    """Return a cell without the leading apostrophe that keeps spreadsheets from running it as a formula."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text
