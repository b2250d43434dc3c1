"""Validate single records: dates, numbers, addresses, ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from typing import Any, TypeVar

import msgspec

from tui.core.dates import edtf
from tui.core.errors import DateError
from tui.core.loading.report import Raw, Report
from tui.core.loading.yaml_faults import shorten
from tui.core.model.dataset import EventKind
from tui.core.model.records import AnyRecord, Claim, Event, Organisation, Relation, Source, Value

Valid = TypeVar("Valid", bound=AnyRecord)

_ID = re.compile(r"\w(?:[\w.-]*\w)?")
_LONGEST_ID = 100
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"https?://[^\s\"<>\\^`{|}]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_DATES: dict[type[msgspec.Struct], tuple[str, ...]] = {
    Source: ("issued", "accessed"),
    Organisation: ("founded", "dissolved"),
    Relation: ("start", "end", "as_of"),
    Value: ("as_of",),
}
"""Optional dates of each kind of record."""


def id_fault(record_id: str) -> str:
    """Return what is wrong with an id; empty if it is valid."""
    if _ID.fullmatch(record_id) and len(record_id) <= _LONGEST_ID:
        return ""
    return f"`{shorten(record_id)}` is no id."


def is_address(text: str) -> bool:
    """Whether `text` is the address of a web page."""
    return _ADDRESS.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """Whether `text` has the form of a BCP 47 tag."""
    return _LANGUAGE.fullmatch(text) is not None


ID_MEND = "An id is letters, digits, `-`, `_` and `.`, such as `park-decree`."


def validated(raw: Raw, record: Valid, report: Report) -> Valid | None:
    """Return the record without its faulty parts, all of them reported; None if it cannot do without one."""
    changed = _without_bad_dates(raw, record, (), report)
    # a date that is missing was reported already
    sound = not isinstance(record, Event) or (bool(record.date) and _is_date(raw, ("date",), record.date, report))
    if isinstance(record, Event) and _is_nought(raw.node.get("order")):
        report.at(raw, ("order",), "wrong-value", "`order` counts from 1.", "Leave it out where there is none.")
    if isinstance(record, Source):
        changed |= _source(raw, record, report)
    if isinstance(record, Claim):
        if not record.values:
            if raw.node.get("values") == []:
                report.at(raw, ("values",), "no-values", "The claim has no value.", "Give it one, or take it out.")
            sound = False
        values = [_value(raw, place, value, report) for place, value in enumerate(record.values)]
        if any(new is not old for new, old in zip(values, record.values, strict=True)):
            changed["values"] = tuple(values)
    for place, name in enumerate(getattr(record, "names", ())):
        _language(raw, ("names", place, "lang"), name.lang, report)
    if not sound:
        return None
    return msgspec.structs.replace(record, **changed) if changed else record


def opens_at(raw: Raw, wanted: str, events: Container[str], report: Report) -> bool:
    """Whether `wanted` is an event or a date on which a dataset can open; report it if it is neither."""
    if wanted in events:
        return True
    try:
        edtf.parse(wanted)
    except DateError:
        if report.may_be_written(wanted) or report.is_written("events", wanted):
            return False  # the cause is reported elsewhere
        message = f"No event is called `{shorten(wanted)}`, and it is no date."
        mend = report.suggest(wanted, report.ids("events"))
        report.at(raw, ("opens_at",), "unknown-reference", message, mend or "Name an event, or a date: 2020-08-09.")
        return False
    return True


def kind_fault(kind: EventKind) -> str:
    """Return what is wrong with the sign of a kind; empty if it is one character one cell wide."""
    sign = kind.sign
    narrow = len(sign) == 1 and not unicodedata.combining(sign) and unicodedata.east_asian_width(sign) not in "WF"
    if narrow and sign.isprintable() and not sign.isspace():
        return ""
    return f"`{shorten(sign)}` is no sign: it takes one character that is one cell wide."


def _is_nought(written: Any) -> bool:
    return isinstance(written, str) and written.strip("0") == ""


def _is_date(raw: Raw, path: tuple[str | int, ...], text: str, report: Report) -> bool:
    try:
        edtf.parse(text)
    except DateError as error:
        stop = "" if str(error).endswith(".") else "."
        message = f"`{path[-1]}: {shorten(text)}` is no date: {error}{stop}"
        report.at(raw, path, "no-date", message, "Dates are EDTF: 2020-08-09, 2020-08, 2020~.")
        return False
    return True


def _without_bad_dates(raw: Raw, record: Any, path: tuple[str | int, ...], report: Report) -> dict[str, Any]:
    """Return the changes that clear invalid dates."""
    fields = _DATES.get(type(record), ())
    written = [(name, getattr(record, name)) for name in fields]
    return {name: "" for name, text in written if text and not _is_date(raw, (*path, name), text, report)}


def _value(raw: Raw, place: int, value: Value, report: Report) -> Value:
    changed = _without_bad_dates(raw, value, ("values", place), report)
    return msgspec.structs.replace(value, **changed) if changed else value


def _source(raw: Raw, source: Source, report: Report) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for name in ("url", "archived"):
        address = getattr(source, name)
        if address and not is_address(address):
            message = f"`{name}` is no web address: `{shorten(address)}`."
            report.at(raw, (name,), "no-address", message, "It begins with http:// or https:// and has no blanks.")
            changed[name] = ""
    if source.document and not _SHA256.fullmatch(source.document.sha256):
        message = "`sha256` is 64 digits out of 0-9 and a-f."
        report.at(raw, ("document", "sha256"), "no-checksum", message, "`sha256sum` prints it for the document.")
        changed["document"] = None
    _language(raw, ("language",), source.language, report)
    for place, author in enumerate(source.authors):
        if not author.full:
            report.at(raw, ("authors", place), "no-name", "The author has no name.", "Give `family:` or `literal:`.")
    if source.held == "no" and source.passages:
        mend = "Take `held: no` out, or cite it through the source that quotes it."
        report.at(raw, ("passages",), "not-held", "A source that is not held has no passages.", mend)
    return changed | _passages(raw, source, report)


def _passages(raw: Raw, source: Source, report: Report) -> dict[str, Any]:
    kept = {}
    for key, passage in source.passages.items():
        path = ("passages", key)
        if fault := id_fault(key):
            report.at(raw, path, "no-id", fault, ID_MEND)
            continue
        if _is_nought(raw.node["passages"][key].get("paragraph")):
            mend = "Leave it out where unknown."
            report.at(raw, (*path, "paragraph"), "wrong-value", "Paragraphs count from 1.", mend)
        if not passage.gist and not passage.quote:
            report.at(raw, path, "empty-passage", f"`{key}` has neither `gist` nor `quote`.", "Write what it says.")
        kept[key] = passage
    return {"passages": kept} if len(kept) < len(source.passages) else {}


def _language(raw: Raw, path: tuple[str | int, ...], tag: str, report: Report) -> None:
    if tag and not is_language(tag):
        message = f"`{shorten(tag)}` is no language."
        report.at(raw, path, "no-language", message, "Languages are tags such as en, be, zh-Hant (BCP 47).")
