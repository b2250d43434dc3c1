"""The dates of the rows of a table: in one cell, in two, or in a cell each for year, month and day."""

from __future__ import annotations

import re

from tui.core.dates import edtf
from tui.exchange.dates import parts
from tui.exchange.dates.crossing import from_timelinejs
from tui.exchange.dates.written import AMBIGUOUS, DateOrder, ReadDate, written
from tui.exchange.importers.incoming import Fields
from tui.exchange.importers.tables.table import TableRow
from tui.exchange.losses import Losses

DATES = frozenset(("date", "end", "year", "month", "day", "time", "end year", "end month", "end day", "end time"))
"""Roles of columns that make up dates."""
_NO_DATE = ("", "no date")
_WHICH = f"{AMBIGUOUS}: --dates dmy or --dates mdy says which"
_MIDNIGHT = re.compile(r"(?<=\d)[T ]0?0:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$")


class RowDates:
    """Reads dates of rows, and tells what is lost of them."""

    def __init__(self, losses: Losses, order: DateOrder | None, *, is_ours: bool) -> None:
        self.losses, self.order, self.is_ours = losses, order, is_ours
        self.has_midnights = False
        """Whether midnight was found after a day, and left out."""

    def date(self, row: TableRow, fields: Fields) -> str:
        """Return the date of a row as EDTF, empty where it has none; one that cannot be read is told, and noted."""
        read = self._read_date(row)
        if (year := parts.number(row.first("year") if "date" in row.cells else "")) and read.date:
            known = edtf.parse(read.date).shape.points
            if all(str(abs(year)).zfill(4) not in point.year for point in known):
                row.taken.discard("year")
            else:
                row.taken |= {"month", "day"}
        return self.told(row, fields, read)

    def both(self, row: TableRow, fields: Fields, start: str, end: str) -> None:
        """Put the date of a row, and its end, into two fields of a record."""
        fields[start] = self.told(row, fields, self.end(row, "date"))
        fields[end] = self.told(row, fields, self.end(row, "end"))

    def told(self, row: TableRow, fields: Fields, read: ReadDate) -> str:
        """Return a date that was read; what was lost of it is told, and its words are noted."""
        if read.lost:
            said = self._said(row)
            reason = _WHICH if read.lost == AMBIGUOUS else read.lost
            self.losses.add("date", reason, row.place, said)
            fields["note"] = "\n".join(filter(None, (fields.get("note", ""), f"Dated “{said}” in the table.")))
        return read.date

    def _read_date(self, row: TableRow) -> ReadDate:
        if "date" not in row.cells and ("year" in row.cells or "shown date" in row.cells):
            start, end = self._fields(row, ""), self._fields(row, "end ")
            if not start or parts.number(start["year"]) is not None:
                shown = {"start_date": start, "end_date": end, "display_date": row.first("shown date")}
                return from_timelinejs({key: value for key, value in shown.items() if value})
            words = " ".join(filter(None, (row.first("day"), row.first("month"), row.first("year"))))
            return parts.span(written(words, self.order), parts.of_fields(end))
        return parts.span(self.end(row, "date"), self.end(row, "end"))

    def end(self, row: TableRow, role: str) -> ReadDate:
        """Return the date of one cell, with the time of day that has a cell of its own; nothing where it is empty."""
        text = row.first(role)
        if not self.is_ours and (day := _MIDNIGHT.sub("", text)) != text:
            self.has_midnights, text = True, day
        read = written(text, self.order) if text else ReadDate()
        if read == _NO_DATE:
            return ReadDate()
        time = row.first("time" if role == "date" else "end time")
        if time and read.date and not read.lost and re.fullmatch(r"\d{4}-\d\d-\d\d", read.date):
            timed = written(f"{read.date} {time}")
            return timed if timed.date else ReadDate(read.date, "a time of day that is none")
        return read

    def _fields(self, row: TableRow, prefix: str) -> dict[str, str]:
        """Return the date of columns for year, month and day; empty where there is no year."""
        if not row.first(f"{prefix}year"):
            return {}
        found = {key: row.first(f"{prefix}{key}") for key in ("year", "month", "day")}
        clock = row.first(f"{prefix}time").split(":")
        return found | dict(zip(("hour", "minute", "second"), clock, strict=False))

    def _said(self, row: TableRow) -> str:
        """Return the words of a date."""
        if "date" in row.cells or "year" not in row.cells:
            return " – ".join(filter(None, (row.first("date"), row.first("end"))))
        ends = (
            " ".join(filter(None, (row.first(f"{prefix}{key}") for key in ("day", "month", "year", "time"))))
            for prefix in ("", "end ")
        )
        return " – ".join(filter(None, (*ends, row.first("shown date"))))
