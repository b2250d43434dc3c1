"""Tables: one record a row, for spreadsheets (CSV) and for `cut` and `awk` (tabs)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from tui.core.text.display import shown
from tui.exchange.exporters.escape import cell
from tui.exchange.exporters.holding import Holding
from tui.exchange.exporters.selection import Selection
from tui.exchange.exporters.to_dict import Plain, name_of, to_dict, value_in_words

COLUMNS = (
    "type", "id", "date", "earliest", "latest", "end", "as_of", "after", "name", "other_names", "kind", "place",
    "origin", "destination", "moved", "involves", "summary", "value", "note", "sources", "voices", "evidence", "quotes",
    "where",
)  # fmt: skip
"""Columns of every row; empty where a type of record has no such value."""


_CUT = re.compile(r'[;|]|^\s*"')
_ENTITY = "name names.value summary note evidence.passage"
HOLDING = Holding(
    "a table",
    {
        "events": """title date after kind involves.entity place origin destination moved.value summary note
            evidence.passage""",
        "organisations": f"{_ENTITY} kind founded dissolved place",
        "people": _ENTITY,
        "places": _ENTITY,
        "sources": "title type issued summary note",
        "claims": "about question values.value values.evidence.passage note",
        "relations": "from type to start end as_of summary note evidence.passage",
    },
)


def csv_rows(selection: Selection) -> Iterator[str]:
    """Yield CSV (RFC 4180) with a heading. Cells are guarded against formulas unless `raw` is set."""
    selection.tell(HOLDING)
    yield _csv(COLUMNS)
    for cells in rows(selection):
        yield _csv(cells if selection.raw else [text and cell(shown(text)) for text in cells])


def tsv_rows(selection: Selection) -> Iterator[str]:
    """Yield lines with tabs between cells, with a heading; control characters are replaced by visible signs."""
    selection.tell(HOLDING)
    yield "\t".join(COLUMNS) + "\n"
    for cells in rows(selection):
        yield "\t".join(_unmistaken(shown(text)) for text in cells) + "\n"


def _unmistaken(text: str) -> str:
    """Return a cell, quoted if it begins as a quoted one does: programs read that as one."""
    return '"' + text.replace('"', '""') + '"' if text.startswith('"') else text


def rows(selection: Selection) -> Iterator[list[str]]:
    """Yield the cells of each record, in the order of `COLUMNS`; raw text."""
    for ref in selection.tracked(selection.refs):
        record = to_dict(selection.store, ref)
        found = {**_scalars(record), **_lists(record), "name": str(record.get("title") or selection.store.name(ref))}
        yield [found.get(column, "") for column in COLUMNS]


def _scalars(record: Plain) -> dict[str, str]:
    """Return the cells of single values; the dates of all types have one column."""
    found = {key: "" if isinstance(value := record.get(key, ""), list) else str(value) for key in COLUMNS}
    for key in ("founded", "issued", "start"):
        found["date"] = found["date"] or str(record.get(key, ""))
    found["end"] = str(record.get("dissolved") or record.get("end", ""))
    for key in ("kind", "place", "origin", "destination"):
        found[key] = name_of(record.get(key, ""))
    if record["type"] == "source":
        found["kind"] = record["document_type"]
    if record["type"] == "relation":
        found["kind"] = record.get("relation", {}).get("title", "")
    return found


def _lists(record: Plain) -> dict[str, str]:
    """Return the cells of lists, with semicolons between the entries; bars are between the passages of two values."""
    values = record.get("values", ())
    groups: list[list[Plain]] = [each.get("evidence", []) for each in values] or [record.get("evidence", [])]
    proofs = {proof["passage"]: proof for group in groups for proof in group}
    quotes = [proof.get("quote", "") for proof in proofs.values()]
    tied = [part["entity"] for part in record.get("involves", ())]
    tied += [record[end] for end in ("about", "from", "to") if end in record]
    return {
        "after": _joined(event["id"] for event in record.get("after", ())),
        "other_names": _joined(name["value"] for name in record.get("names", ())),
        "moved": _joined(value_in_words(amount) for amount in record.get("moved", ())),
        "involves": _joined(name_of(end) for end in tied),
        "value": _joined(value_in_words(value) for value in values),
        "evidence": " | ".join(_joined(proof["passage"] for proof in group) for group in groups).strip()
        if proofs
        else "",
        "quotes": _joined(quotes) if any(quotes) else "",
    }


def _joined(parts: Iterable[str]) -> str:
    """Return a list as one cell; an entry that would be read as two stands in quotation marks."""
    return "; ".join(f'"{part.replace(chr(34), chr(34) * 2)}"' if _CUT.search(part) else part for part in parts)


def _csv(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
