"""Forms in which records are made and changed: their fields as text, and what the texts mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from string import ascii_uppercase
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from tui.core.dates.words_in_text import dates
from tui.core.errors import DateError, FieldError
from tui.core.model.records import Ref
from tui.core.model.sections import ENTITY_SECTIONS, SECTION
from tui.core.text import folding
from tui.core.text.display import cells
from tui.core.text.numbers import quantity
from tui.exchange.editing.capture import NewEntity
from tui.exchange.editing.draft import Given, given_of, value_of
from tui.exchange.editing.draft_fields import KINDS, VALUE_KEYS, Key
from tui.exchange.editing.pointers import RecordFields
from tui.exchange.importers.incoming import slug
from tui.session.offers import NEW, Offers, choices_of

BETWEEN = ";"
"""Divides several values in one field."""
NOTHING_TYPED: Mapping[str, str] = MappingProxyType({})
_FIRST: dict[str, tuple[str, ...]] = {
    "event": ("title", "date", "involves", "kind", "place", "origin", "destination"),
    "person": ("name", "role"),
    "organisation": ("name", "kind"),
    "place": ("name", "within"),
    "claim": ("question", "about", "value", "unit", "said_by", "basis", "qualifier", "as_of"),
    "value": ("value", "unit", "said_by", "basis", "qualifier", "as_of"),
    "relation": ("from", "type", "to", "role", "start", "end"),
    "passage": ("gist",),
    "source": ("title", "authors", "publisher", "issued", "url", "type", "language"),
}
"""Word for a kind of record → the fields that come first in its form."""
GIST = Key("gist", "what the passage says, in your own words; else it is the record's title")
"""Field of a form in which a passage is made beside the record that rests on it."""


class FormField(Struct, frozen=True):
    """A field of a form."""

    key: Key
    section: str
    """Section of the record that has it, or of a part of one: a claim's form has fields of its first value."""
    text: str = ""
    """What stands in it at the beginning: several values with `BETWEEN` between them."""
    is_guess: bool = False
    """Whether that was found in a text, and nobody has said so."""

    @property
    def label(self) -> str:
        """What it is called: the key, as words."""
        return self.key.name.replace("_", " ")


def is_closed(field: FormField) -> bool:
    """Whether nothing but what is offered can be typed into a field: a kind, or one of a few words."""
    return field.key.sections in (("kinds",), ("relation_types",)) or bool(choices_of(field.section, field.key))


class Form(Struct, frozen=True):
    """A record to be made or changed."""

    kind: str
    """Word for the kind of record: "event"."""
    fields: tuple[FormField, ...]

    @property
    def texts(self) -> dict[str, str]:
        """What stands in its fields at the beginning, by the names of their keys."""
        return {field.key.name: field.text for field in self.fields}


class Answer(Struct, frozen=True):
    """What the texts of a form mean."""

    given: Given
    """The keys, as options of `letapis add` give them."""
    entities: tuple[NewEntity, ...]
    """Entities to be made."""

    def values(self, kind: str, names: Sequence[str]) -> RecordFields:
        """Return some of the keys as they are written, empty ones too."""
        keys = {key.name: key for key in KINDS[kind].keys}
        return {name: value_of(keys[name], self.given.get(name, "")) for name in names}


def form(
    kind: str,
    texts: Mapping[str, str],
    *,
    with_passage: bool = False,
    inside: bool = False,
    guesses: Collection[str] = (),
) -> Form:
    """Return the form of a record that is to be made.

    Args:
        kind: word for the kind of record.
        texts: what is known of it, by the names of its keys.
        with_passage: whether a passage is made beside it, which has a gist.
        inside: whether the record is there, so that what belongs to a claim's values is left out.
        guesses: names of keys whose texts were found in a text.
    """
    section = SECTION_OF[kind]
    keys = [key for key in KINDS[kind].keys if not (with_passage and key.name == "evidence")]
    if inside and kind == "claim":
        keys = [key for key in keys if key.name not in VALUE_KEYS]
    order = _FIRST.get(kind, ())
    keys.sort(key=lambda key: order.index(key.name) if key.name in order else len(order))
    fields = [
        FormField(
            key,
            "values" if kind == "claim" and key.name in VALUE_KEYS else section,
            text := texts.get(key.name, ""),
            is_guess=bool(text) and key.name in guesses,
        )
        for key in keys
    ]
    if with_passage:
        fields.insert(len([key for key in keys if key.name in order]), FormField(GIST, "passages"))
    return Form(kind, tuple(fields))


NO_CLAIM: Mapping[str, str] = MappingProxyType({"contradiction": "", "unit": ""})
"""Texts of a claim of which nothing is known, as `one_more_value` takes them."""


def one_more_value(claim: Mapping[str, str], known: Mapping[str, str] = NOTHING_TYPED) -> Form:
    """Return the form of a value of a claim that is there: it may now be disputed.

    Args:
        claim: texts of the claim, its contradiction, and of its values: the unit, where all have one.
        known: texts of the value that were found in a text.
    """
    made = form("value", {"unit": claim["unit"], **known}, with_passage=True, guesses=known)
    key = next(key for key in KINDS["claim"].keys if key.name == "contradiction")
    at = next(at for at, field in enumerate(made.fields, 1) if field.key.name == "said_by")
    disputed = FormField(key, "claims", claim["contradiction"])
    return Form(made.kind, (*made.fields[:at], disputed, *made.fields[at:]))


SECTION_OF = {SECTION[section].singular: section for section in SECTION}
"""Word for a kind of record → its section."""


def text_of(key: Key, value: Any) -> str:
    """Return a value as it stands in a form."""
    return f"{BETWEEN} ".join(given_of(key, value))


def form_of(kind: str, fields: RecordFields) -> Form:
    """Return the form of a record as it is written in its file."""
    texts = {key.name: text_of(key, fields.get(key.name, "")) for key in KINDS[kind].keys}
    return form(kind, texts, inside=True)


def changed(made: Form, answer: Answer, texts: Mapping[str, str], before: RecordFields) -> RecordFields:
    """Return the fields that were changed, as they are written; entries that stayed keep all that they say."""
    names = [field.key.name for field in made.fields if texts[field.key.name].strip() != field.text.strip()]
    names += [name for name in answer.given if name not in names and name.endswith("_from") and not before.get(name)]
    after = answer.values(made.kind, names)
    keys = {key.name: key for key in KINDS[made.kind].keys}
    for name, value in after.items():
        old = before.get(name)
        if isinstance(value, list) and isinstance(old, list):
            known = {text: item for item in old for text in given_of(keys[name], [item])}
            told = dict(zip(given_of(keys[name], value), value, strict=True))
            after[name] = [known.get(text, item) for text, item in told.items()]
    return after


def answered(made: Form, texts: Mapping[str, str], offers: Offers) -> Answer:
    """Return what was typed into a form.

    Names of records become ids, dates EDTF; from what a relative date was inferred is said in the field beside it.

    Raises:
        FieldError: something is missing, or cannot be understood.
    """
    given: dict[str, str | list[str]] = {}
    entities: dict[str, NewEntity] = {}
    names = {field.key.name for field in made.fields}
    for field in made.fields:
        key, text = field.key, texts[field.key.name].strip()
        if not text:
            if key.needed:
                raise FieldError(key.name, f"{field.label} is needed: {key.typed}")
            continue
        if text == field.text.strip():
            given[key.name] = _items(text) if key.many else text
        elif key.is_date:
            given |= _dated(key.name, text, offers, names, texts)
        elif key.many:
            given[key.name] = [_item(field, item, offers, entities) for item in _items(text)]
        else:
            given[key.name] = _named(field, text, offers, entities) if key.sections else text
    return Answer(given, tuple(entities.values()))


def parted(field: FormField, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return what stands in the fields of a value once its unit, and how sure it is, are in fields of their own."""
    text = texts[field.key.name]
    if field.section != "values" or field.key.name != "value" or text.strip() == field.text.strip():
        return NOTHING_TYPED
    found = figure_parts(text)
    for name in found.keys() - {"value"}:
        said = folding.fold(texts.get(name, "").strip())
        if said not in ("", folding.fold(found[name])):
            return NOTHING_TYPED
    return found


def figure_parts(text: str) -> Mapping[str, str]:
    """Return the fields of a value that "about 11 million crowns" is; none of a date, and of other words."""
    found = quantity(text) if not dates().fullmatch(text.strip()) else None
    return {name: part for name, part in found._asdict().items() if part} if found is not None else NOTHING_TYPED


def begins_asked(field: FormField, text: str, offers: Offers) -> bool:
    """Whether a text is the beginning of a question that claims ask already, and not all of one."""
    begun = " ".join(folding.words(text))
    if not begun or (field.section, field.key.name) != ("claims", "question") or text.strip() == field.text.strip():
        return False
    asked = [" ".join(folding.words(one.text)) for one in offers.find(field.section, field.key, text) if one.claim]
    return begun not in asked and any(one.startswith(begun) for one in asked)


def unknown(field: FormField, text: str, offers: Offers) -> tuple[int, str] | None:
    """Return the offset of the first value that names no record, or several, and why; None where all name one."""
    if not field.key.sections or text.strip() == field.text.strip():
        return None
    at = 0
    for item in text.split(BETWEEN) if field.key.many else [text]:
        try:
            if item.strip():
                (_item if field.key.many else _named)(field, item.strip(), offers, {})
        except FieldError as error:
            return at, error.message
        at += len(item) + len(BETWEEN)
    return None


def spelled_out(field: FormField, text: str, offers: Offers) -> str:
    """Return the text of a field with the id in the place of each name of a record that is only begun."""
    if not field.key.sections or text.strip() == field.text.strip():
        return text
    items = _items(text) if field.key.many else [text.strip()]
    out: list[str] = []
    for item in items:
        name, sign, rest = item.partition("=") if field.key.many else (item, "", "")
        try:
            meant = _named(field, name.strip(), offers, {})
        except FieldError:
            return text
        is_whole = NEW in name or _is_called(offers, meant, folding.words(name))
        out.append(item if is_whole else f"{meant}{sign}{rest}")
    return f"{BETWEEN} ".join(out) if out != items else text


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(BETWEEN) if item.strip()]


def _dated(name: str, text: str, offers: Offers, names: set[str], texts: Mapping[str, str]) -> dict[str, str]:
    try:
        found = offers.read_date(text)
    except DateError as error:
        raise FieldError(name, error.message) from None
    why = f"{name}_from"
    inferred = found.inferred_from if why in names and not texts[why].strip() else ""
    return {name: found.date, why: inferred} if inferred else {name: found.date}


def _item(field: FormField, item: str, offers: Offers, entities: dict[str, NewEntity]) -> str:
    if not field.key.sections:
        return item
    name, sign, rest = item.partition("=")
    named = _named(field, name.strip(), offers, entities)
    return f"{named}={rest.strip()}" if sign and rest.strip() else named


def _named(field: FormField, text: str, offers: Offers, entities: dict[str, NewEntity]) -> str:
    """Return the id of what is named in a field."""
    if text.endswith(")") and f"({NEW}" in text:
        return _new(field, text, offers, entities)
    found = _ids(field.key.sections, text, offers)
    if len(found) == 1:
        return found[0]
    what = "entity" if field.key.sections == ENTITY_SECTIONS else SECTION[field.key.sections[0]].singular
    if found:
        called = ", ".join(offers.name(field.key.sections, one) for one in found[:6])
        raise FieldError(field.key.name, f"several are called {text}: {called}")
    if field.key.sections == ("passages",):
        raise FieldError(field.key.name, f"{text} is no passage: a passage is SOURCE/PASSAGE")
    raise FieldError(field.key.name, f"no {what} is called {text}: choose one from the list")


def _ids(sections: Sequence[str], text: str, offers: Offers) -> list[str]:
    """Return the ids of what a text names: the id itself, else what is called exactly so, else what may be."""
    index = offers.index
    store = index.store
    wanted = folding.words(text)
    near: list[str] = []
    for section in sections:
        if section == "passages":
            source, _, key = text.partition("/")
            held = store.sources.get(source)
            near += [text] if held is not None and key in held.passages else []
        elif section in ("kinds", "relation_types"):
            titles = store.kinds if section == "kinds" else store.relation_types
            if text in titles:
                return [text]
            begun = folding.fold(text)
            near += [
                one
                for one, kind in titles.items()
                if one.startswith(text) or folding.fold(kind.title).startswith(begun)
            ]
        elif store.record(Ref(section, text)) is not None:
            return [text]
        elif SECTION[section].field:
            near += offers.called(section, text)
        else:
            near += [hit.ref.id for hit in index.names.find(text, 4) if hit.ref.section == section]
    exact = [one for one in near if _is_called(offers, one, wanted)]
    entities = [one for one in near if offers.entity(one) is not None] if sections != ("events",) else []
    return list(dict.fromkeys(exact or entities or near))  # an event that tells of somebody is meant by its own title


def _is_called(offers: Offers, record_id: str, wanted: Sequence[str]) -> bool:
    entity = offers.entity(record_id)
    return entity is not None and any(tuple(wanted) == folding.words(name) for name in entity.spellings)


def _new(field: FormField, text: str, offers: Offers, entities: dict[str, NewEntity]) -> str:
    """Return the id of what is to be made: "Jan Roe (new person)", "Vote (new kind)"."""
    name, _, word = text.removesuffix(")").rpartition(f" ({NEW}")
    word = word.strip() if word.strip() in SECTION_OF else "-".join(word.split())  # "state body", as the list has it
    kind = word if word in SECTION_OF else "organisation"
    if not name.strip() or (word not in SECTION_OF and SECTION_OF[kind] not in field.key.sections):
        raise FieldError(field.key.name, f"{text}: a new one is made as a name with ({NEW}person) behind it")
    title, _, reverse = (part.strip() for part in name.partition("/"))
    if kind == "kind":
        given = {"title": name.strip(), "sign": _free_sign(name, offers)}
    elif kind == "relation type":
        if not reverse:
            raise FieldError(field.key.name, f"a type is read from both ends: leads / led by ({NEW}relation type)")
        given, name = {"title": title, "reverse": reverse}, title
    else:
        given = {"name": name.strip()} | ({"kind": word} if kind == "organisation" else {})
    made = slug(name) or word.replace(" ", "-")
    while offers.entity(made) is not None:
        made += "-2"
    entities[made] = NewEntity(kind, made, given)
    return made


def _free_sign(title: str, offers: Offers) -> str:
    """Return a letter that marks no kind of event yet, one of the title if there is one."""
    taken = {kind.sign for kind in offers.index.store.kinds.values()}
    letters = (letter for letter in (*title.upper(), *ascii_uppercase) if letter.isalpha() and cells(letter) == 1)
    return next((letter for letter in letters if letter not in taken), "·")
