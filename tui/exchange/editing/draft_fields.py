"""The kinds of record that can be added, with their keys and how options give them."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias, get_args, get_origin

from msgspec import Struct

from tui.core.model.field_info import FieldInfo, field_infos
from tui.core.model.sections import SECTION, SECTIONS
from tui.exchange.editing.pointers import pointed

Sort: TypeAlias = Literal["text", "words", "quote", "names", "parts", "amounts", "authors", "evidence"]
"""How an option is written: a text, a list of words, an excerpt, or a list of small maps."""

_SORTS: dict[str, Sort] = {
    **dict.fromkeys(("quote", "prefix", "suffix"), "quote"),
    **dict.fromkeys(("derives_from", "after"), "words"),
    "names": "names",
    "involves": "parts",
    "moved": "amounts",
    "authors": "authors",
    "evidence": "evidence",
}
"""Key → how its option is written, where it is not a text."""

_FORMS: dict[str, str] = {
    "words": "ID",
    "names": "NAME, or LANG=NAME",
    "parts": "ENTITY, or ENTITY=ROLE",
    "amounts": "a number with what counts it, and how sure: about 2,000 people",
    "authors": "FAMILY, GIVEN, or a name as it is printed",
    "evidence": "SOURCE/PASSAGE",
}
"""Sort → how one of several values is written as an option."""

_NOT_GIVEN = frozenset(("id", "accept", "passages", "document", "values"))
_LAST = ("summary", "evidence", "note")
"""Keys that are written below all others."""


class Key(NamedTuple):
    """A key of a record and how an option gives it."""

    name: str
    description: str
    sort: Sort = "text"
    needed: bool = False
    sections: tuple[str, ...] = ()
    """Sections of the records that it may name; none where it names no record."""

    @property
    def is_date(self) -> bool:
        """Whether it takes a date."""
        return "(EDTF" in self.description and not self.sections

    @property
    def option(self) -> str:
        """The option's name: "as-of"."""
        return {"authors": "author", "names": "also"}.get(self.name, self.name).replace("_", "-")

    @property
    def many(self) -> bool:
        """Whether it may be given several times."""
        return self.sort in _FORMS

    @property
    def typed(self) -> str:
        """What it is and how it is typed into a form."""
        if self.sections and self.sections != ("passages",):
            what = self.description.replace("id of ", "name of ")
            many = "; several with ; between them" if self.many else ""
            return f"{what}{', or NAME=ROLE' if self.sort == 'parts' else ''}{many}"
        if self.is_date:
            return f"{self.description.replace(' (EDTF)', '')}; as you write it: 9 aug 2020, mid september, yesterday"
        return self.description + (f": {_FORMS[self.sort]}; several with ; between them" if self.many else "")

    @property
    def help(self) -> str:
        """Help text of the option."""
        return self.description + (f": {_FORMS[self.sort]}; may be given again" if self.many else "")


class Kind(NamedTuple):
    """A kind of record that can be added."""

    section: str
    keys: tuple[Key, ...]
    called: str
    """The key that an id is made of where none is given; empty where one must be."""


def _keys(section: str) -> list[Key]:
    """Return the keys that a record takes, in the order in which they are written."""
    kind: type[Struct] = SECTION[section].type
    infos = field_infos(kind)
    given = [name for name in infos if name not in _NOT_GIVEN]
    given.sort(key=lambda name: _LAST.index(name) if name in _LAST else -1)
    return [
        Key(name, _described(infos[name]), _SORTS.get(name, "text"), infos[name].required, pointed(section, name))
        for name in given
    ]


def _described(field: FieldInfo) -> str:
    """Return the description of a field, with the words to choose from."""
    choices = get_args(field.type) if get_origin(field.type) is Literal else ()
    return field.description + (f"; one of: {', '.join(choices)}" if choices else "")


def _kind(section: str) -> Kind:
    keys = _keys(section)
    if section == "claims":
        keys[-1:] = _keys("values")  # its first value; the note of either comes last
    within = {"passages": "sources", "values": "claims"}.get(section, section)
    return Kind(within, tuple(keys), SECTION[section].id_from)


KINDS: dict[str, Kind] = {SECTION[section].singular: _kind(section) for section in (*SECTIONS, "passages", "values")}
"""Word for a kind of record → the kind, its keys in the order in which they are written."""

VALUE_KEYS = frozenset(key.name for key in _keys("values") if key.name != "note")
