"""The fields of a query: one row a field, read by the parser, evaluation, completion, chips and the guide."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from tui.core.model.records import Ref
from tui.core.model.sections import SECTION
from tui.core.query.tree import Field, Query, fields, replaced

FieldKind: TypeAlias = Literal[
    "name", "choice", "closed", "date", "before", "after", "report_time", "id", "document", "order"
]
"""What the values of a field are; decides how it is evaluated and completed.

name: names or ids of records. choice: values that the dataset has. closed: the values listed in the row. date, before,
after: a time that dates are compared with. report_time: a time that sources are compared with. id: the id of a record.
document: words of a full text. order: closed, and orders the events instead of filtering them.
"""

_SECTION_OF = {info.field: info.section for info in SECTION.values() if info.field}


class FieldSpec(NamedTuple):
    """One field of a query."""

    name: str
    help: str
    """What it takes, in one line."""
    kind: FieldKind
    values: Mapping[str, str] = MappingProxyType({})
    """Value → its words on a chip, where no others are allowed; empty for a field that is not closed."""
    chip: str = "{name} {value}"
    """Template of a chip."""

    @property
    def section(self) -> str:
        """Section whose records are the values: "people"; empty for a field that names no records."""
        return _SECTION_OF.get(self.name, "")

    @property
    def names_records(self) -> bool:
        """Whether its values are names of records, in any spelling."""
        return self.kind == "name"

    @property
    def takes_time(self) -> bool:
        """Whether its values are times: a date, a range, or either as people type it."""
        return self.kind in ("date", "before", "after", "report_time")

    @property
    def must(self) -> bool:
        """Whether it asks what must be in a time, not what may be in it."""
        return self.name.endswith("!")

    @property
    def noun(self) -> str:
        """What one of its values is called in a message: "organisation"."""
        return SECTION[self.section].singular if self.section else "record" if self.kind == "id" else self.name

    def chip_text(self, value: str) -> str:
        """Return the text of a chip; `value` is the name of a record, or a value of the query."""
        return self.chip.format(name=self.name.replace("!", " surely"), value=self.values.get(value, value))


def _same(*values: str) -> dict[str, str]:
    return {value: value for value in values}


USER_MARKS = ("bookmarked", "noted")
"""Values of `is:` that the user gives to records; all others come from the dataset."""

_EXAMPLES = "as 2020, 2020-08, 9 aug 2020, autumn 2020 or a..b"

FIELDS: dict[str, FieldSpec] = {
    spec.name: spec
    for spec in (
        FieldSpec("org", "an organisation, by any of its names or its id", "name"),
        FieldSpec("person", "a person, by any name or id", "name"),
        FieldSpec("place", "a place, or a place within it", "name"),
        FieldSpec("kind", "a kind of event or of organisation", "choice"),
        FieldSpec("source", "a source, by title, publisher or id", "name"),
        FieldSpec("date", f"the time that it may be in, {_EXAMPLES}", "date"),
        FieldSpec(
            "date!",
            f"the time that it must be in, {_EXAMPLES}; ~ widens a day by 3 days, what is longer by half",
            "date",
        ),
        FieldSpec("before", "the time that it may be before, as 2020-08", "before"),
        FieldSpec("before!", "the time that it must be before, as 2020-08", "before"),
        FieldSpec("after", "the time that it may be after, as 2020-08", "after"),
        FieldSpec("after!", "the time that it must be after, as 2020-08", "after"),
        FieldSpec("known", "a date, as 2020-09: what sources that were out by then had said", "report_time"),
        FieldSpec("relation", "a type of relation", "choice"),
        FieldSpec("id", "the id of a record", "id"),
        FieldSpec("text", "words in the full documents, where they are there", "document"),
        FieldSpec(
            "dated",
            "day, month, year, other: how finely the date is known",
            "closed",
            {"day": "to the day", "month": "to the month", "year": "to the year", "other": "in another way"},
            "dated {value}",
        ),
        FieldSpec(
            "is",
            "disputed, single-voice, approximate, inferred, uncited; of your own: bookmarked, noted",
            "closed",
            _same("disputed", "single-voice", "approximate", "inferred", "uncited", *USER_MARKS),
            "{value}",
        ),
        FieldSpec(
            "has",
            "quote, place, note, claim, differs, after, move",
            "closed",
            _same("quote", "place", "note", "claim", "differs", "after", "move"),
        ),
        FieldSpec(
            "sort",
            "earliest, latest, report, date, -date, voices, title",
            "order",
            {
                "earliest": "first day",
                "latest": "last day",
                "report": "report date",
                "date": "date",
                "-date": "date, latest first",
                "voices": "voices, most first",
                "title": "title",
            },
            "sorted by {value}",
        ),
    )
}
"""Every field, in the order in which it is offered and listed."""


def with_id(query: Query, before: Ref, after: Ref) -> Query:
    """Return a query that asks for a record by its new id; the same object where it does not ask for it."""
    names = ("id", SECTION[before.section].field)
    asked = [field for name in names for field in fields(query, name) if field.value == before.id]
    for field in asked:
        query = replaced(query, field, Field(field.name, after.id))
    return query


def guide() -> str:
    """Return the list of fields as a Markdown table: the part of docs/query.md that a test compares."""
    rows = (f"| `{spec.name}:` | {spec.help} |" for spec in FIELDS.values())
    return "\n".join(("| field | takes |", "| --- | --- |", *rows))
