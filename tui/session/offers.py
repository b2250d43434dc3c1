"""What may be typed into a field of a form: names and dates from the text around, and completions of what is begun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple, get_args, get_origin

from msgspec import Struct

from tui.core.dates import edtf
from tui.core.dates.in_text import FoundDate, dates_in, read_date, sentence_at
from tui.core.dates.words_in_text import Sense
from tui.core.errors import QueryError
from tui.core.index.completion import completions
from tui.core.index.index import Index
from tui.core.model.dataset import EventKind, RelationType
from tui.core.model.field_info import field_infos
from tui.core.model.records import AnyEntity, Organisation, Ref
from tui.core.model.sections import ENTITY_SECTIONS, SECTION
from tui.core.query import parser
from tui.core.query.tree import Field
from tui.core.text import folding
from tui.core.text.suggest import did_you_mean
from tui.exchange.editing.draft_fields import Key
from tui.session.new_names import likely_kind

MOST = 8
"""Offers for one field."""
_LOOKED_AT = 200
"""Claims about one record among which questions are looked for."""
_SHORTEST = 3
"""Letters of a word of the text that may be a name."""
_INFLECTED = 2
"""Letters by which the end of a name may differ in a text."""
_MISTYPED = 0.7
"""How much a word of a name must be like what is typed for it, as difflib has it (0 to 1)."""
_NOT_PEOPLE = tuple(section for section in ENTITY_SECTIONS if section != "people")
_THE = re.compile(rf"\bthe\s+(?P<word>[^\W\d_]{{{_SHORTEST},}})\b", re.IGNORECASE)
"""May name something by the last word of its name."""
_OTHER_CLAUSE = re.compile(
    r"[,;:()—–]|\b(?:and|but|while|who|which|that|when|as|for|и|а|но|что|і|але|што)\b", re.IGNORECASE
)
"""Stands between words and a date that is of something else."""
_IS = re.compile(
    r"\b(?:still|remain(?:s|ed)?|(?:is|are|was|were)\s+(?:an?|the|already|\w+['’]s)|всё ещё|все еще|усё яшчэ)\b",
    re.IGNORECASE,
)
"""Says that something is so, and neither that it began nor that it ended."""
_TOLD_BY: Mapping[str, tuple[Sense, ...]] = {"start": ("since", "began"), "end": ("until", "ended")}
"""Field of a relation → what words say of the date that it takes."""
DEFINED = ("kinds", "relation_types")
"""Sections of dataset.yaml that can have more of their kind."""
NEW = "new "
"""Begins what stands in brackets behind the name of an entity that is to be made."""
_NEW_TYPE = f"({NEW}{SECTION['relation_types'].singular})"


class Offer(NamedTuple):
    """Something that may be typed. Texts are raw."""

    text: str
    """What is put into the field."""
    name: str
    note: str = ""
    inferred_from: str = ""
    """From what a date was inferred."""
    claim: str = ""
    """Id of the claim that asks a question."""
    is_likely: bool = False
    """Whether a new name tells that it is of this kind, or it can be of no other."""


class Surroundings(Struct, frozen=True):
    """The text from which something is captured."""

    text: str = ""
    """The paragraph, raw."""
    at: int = 0
    """Offset in it of the selected words."""
    chosen: str = ""
    """The selected words, raw."""
    issued: str = ""
    """When the source came out (EDTF); empty where nobody knows."""
    above: str = ""
    """What stands above the paragraph in its document, raw."""


class Offers:
    """Finds what may be typed, in one dataset and around one place of a text."""

    def __init__(self, index: Index, around: Surroundings, *, of_claims: bool = False) -> None:
        """With `of_claims`, questions that claims ask already are offered too."""
        self.index, self.around, self._of_claims = index, around, of_claims

    def find(self, section: str, key: Key, typed: str, taken: Sequence[str] = ()) -> list[Offer]:
        """Return what may be typed into the field `key` of a record, the likeliest first; at most MOST, and new ones.

        Args:
            section: that of the record, or "values" for a value of a claim.
            key: the field.
            typed: what stands there, of several values the last one.
            taken: the ids of the other values, which are not offered again.
        """
        wanted = typed.strip()
        if key.is_date:
            serves = _TOLD_BY.get(key.name, ())
            return [] if wanted else [offer for _, offer in sorted(self.dates, key=lambda one: one[0] not in serves)]
        if key.name == "question" and self._of_claims:
            return list(islice(self._questions(wanted), MOST))
        if choices := choices_of(section, key):
            return [Offer(word, word.replace("-", " ")) for word in choices if word.startswith(wanted.casefold())]
        if not key.sections:
            return []
        fitting = self._completed(key.sections, wanted) if wanted else self._around(key.sections)
        fitting = (one for one in fitting if self._shares_more_than_a_word(one.text, wanted))
        found = list(islice((one for one in fitting if one.text not in taken), MOST))
        can_be_new = [one for one in (*ENTITY_SECTIONS, *DEFINED) if one in key.sections]
        is_new = wanted and not (f"({NEW}" in wanted and wanted.endswith(")")) and not _is_one(found, wanted)
        return found + (_new(wanted, can_be_new) if is_new else [])

    def _shares_more_than_a_word(self, entity_id: str, typed: str) -> bool:
        """Whether a name of an entity has all words that are typed, or all its words, two at least, are among them.

        The Sandbrook Glassworks share one word with "Marten Sandbrook", and are something else. A single word, and
        what is no entity, are left to the search.
        """
        entity, words = self.entity(entity_id), folding.words(typed)
        if entity is None or len(words) < 2:
            return True
        for spelling in entity.spellings:
            own = folding.words(spelling)
            meant = [did_you_mean(word, own, _MISTYPED) for word in words]
            if all(meant) or (len(own) > 1 and set(own) <= set(meant)):
                return True
        return False

    def called(self, section: str, text: str) -> list[str]:
        """Return the ids of what is called so in a section that the query has a field for, in any spelling."""
        refs = self.index.postings.refs
        return [refs[number].id for number in self.index.called(SECTION[section].field, text)]

    def name(self, sections: Sequence[str], record_id: str) -> str:
        """Return the name of a record of one of some sections; its id where it has none."""
        known = (one for one in sections if one != "passages" and self._is_of(one, record_id))
        return next((self._called(section, record_id) for section in known), record_id)

    def entity(self, entity_id: str) -> AnyEntity | None:
        """Return an entity by its id."""
        return self.index.store.entity(entity_id)

    @cached_property
    def entities(self) -> list[Ref]:
        """Entities that the surroundings name, in any spelling: those first that are nearest to the selected words."""
        found: dict[Ref, int] = {}
        spans = folding.word_spans(self.around.text)
        words = {word for word, _, _ in spans}
        for word, start, end in spans:
            is_plain = self.around.text[start:end].islower()  # a word of a name of several: "the harbour gate"
            if len(word) < _SHORTEST + is_plain:
                continue
            for section in ENTITY_SECTIONS:
                for entity_id in self.called(section, word):
                    ref = Ref(section, entity_id)
                    entity = None if ref in found else self.entity(entity_id)
                    if entity is not None and _is_named(entity, word, words, several=is_plain):
                        found[ref] = abs(start - self.around.at)
        return sorted(found, key=lambda ref: found[ref])

    @cached_property
    def shortened(self) -> dict[Ref, str]:
        """Entities that the surroundings may mean by the last word of a longer name, with the words: "the mill" where
        one name in the dataset ends so, of whatever that is but a person.
        """
        found: dict[Ref, str] = {}
        for match in _THE.finditer(self.around.text):
            word = folding.fold(match["word"])
            refs = {Ref(section, one) for section in _NOT_PEOPLE for one in self.called(section, word)}
            ending = [
                ref
                for ref in refs
                if (entity := self.entity(ref.id)) is not None
                and any(folding.words(name)[-1:] == (word,) for name in entity.spellings)
            ]
            if len(ending) == 1 and ending[0] not in self.entities:
                found.setdefault(ending[0], " ".join(match.group().split()))
        return found

    @cached_property
    def named(self) -> list[Ref]:
        """Entities that the selected words themselves name, in their order; of several that a word may mean, the one
        that more words name, or none.
        """
        words = folding.words(self.around.chosen)
        found = {
            ref: self._named_by(ref, words) for ref in Offers(self.index, Surroundings(self.around.chosen)).entities
        }
        return [
            ref
            for ref, own in found.items()
            if all(len(own) > len(other) for one, other in found.items() if one != ref and own & other)
        ]

    def _named_by(self, ref: Ref, words: Sequence[str]) -> set[str]:
        """Return those of some words that name an entity, by the one of its names of which most are there."""
        entity = self.entity(ref.id)
        names = [folding.words(name) for name in entity.spellings] if entity is not None else []
        return max(({word for word in words if any(_alike(own, word) for own in name)} for name in names), key=len)

    @cached_property
    def dates(self) -> list[tuple[Sense, Offer]]:
        """Dates that the surroundings name, those first of the selected words, their sentence and the heading above;
        each with what the text says of it.
        """
        return [
            (
                one.sense,
                Offer(
                    one.date,
                    edtf.parse(one.date).display_long,
                    one.inferred_from or f"“{' '.join(one.words.split())}”",
                    one.inferred_from,
                ),
            )
            for one in self._dates
        ]

    def read_date(self, typed: str) -> FoundDate:
        """Return a date as it is typed, which may count from what stands before the selected words; or DateError."""
        around = self.around
        return read_date(typed, around.issued, f"{around.above}{around.text[: around.at]}")

    @property
    def date(self) -> FoundDate | None:
        """The only date on which the selected words, or else their sentence, say that something happened."""
        return self._only([one for one in self._in_sentence if not one.is_bound])

    def bound(self, field: str) -> FoundDate | None:
        """The only date that the selected words, or those around them, tell as `start` or as `end` of a relation."""
        return self._only([one for one in self._in_sentence if one.sense in _TOLD_BY[field] and self._is_of_words(one)])

    @property
    def state_date(self) -> FoundDate | None:
        """The only date at which the selected words are said to be so, where they tell of no beginning and no end."""
        start, end = sentence_at(self.around.text, self.around.at)
        told = self._in_sentence
        if any(one.sense not in ("", "by") for one in told):
            return None
        is_so = _IS.search(self.around.text, start, end) is not None
        return self._only([one for one in told if (one.sense == "by" or is_so) and self._is_of_words(one)])

    @property
    def value_date(self) -> FoundDate | None:
        """The only date that a value in the selected words is for: what is so until a date is so at no later one."""
        one = self._only([one for one in self._in_sentence if one.sense != "since" and self._is_of_words(one)])
        if one is None or (one.is_bound and one.sense not in ("by", "until")) or one.words == self.around.chosen:
            return None  # a date that is selected alone is the value
        return one._replace(date=f"../{one.date.rpartition('/')[2]}") if one.sense == "until" else one

    @property
    def _in_sentence(self) -> list[FoundDate]:
        start, end = sentence_at(self.around.text, self.around.at)
        return [one for one in self._dates if start <= one.at < end]

    def _only(self, near: Sequence[FoundDate]) -> FoundDate | None:
        """Return the only one of some dates, or of those in the selected words if there are any; None if unsure."""
        told = [one for one in near if self._is_within(one)] or near
        return told[0] if len(told) == 1 and told[0].is_sure else None

    def _is_of_words(self, date: FoundDate) -> bool:
        """Whether a date of the sentence is said of the selected words: no other clause begins in between."""
        begins, ends = self.around.at, self.around.at + len(self.around.chosen)
        between = self.around.text[ends : date.at] if date.at >= ends else self.around.text[date.at : begins]
        before = between.removeprefix(date.words).strip(" ,\n") if date.at < begins else between
        return self._is_within(date) or _OTHER_CLAUSE.search(before) is None

    @cached_property
    def _dates(self) -> list[FoundDate]:
        found = dates_in(self.around.text, self.around.issued, at=self.around.at, above=self.around.above)
        return sorted(found, key=lambda one: not self._is_chosen(one))

    def _questions(self, typed: str) -> Iterator[Offer]:
        """Yield the questions that have all words typed, the last perhaps begun, of what the text names first."""
        store, words = self.index.store, folding.words(typed)
        near = (one for ref in (*self.named, *self.entities) for one in islice(store.claims_about(ref.id), _LOOKED_AT))
        found = (hit.ref.id for hit in self.index.names.find(typed, 4 * MOST) if hit.ref.section == "claims")
        for claim_id in dict.fromkeys((*near, *(found if words else ()))):
            claim = store.claim(claim_id)
            asked = folding.words(claim.question)
            if all(word in asked for word in words[:-1]) and any(one.startswith("".join(words[-1:])) for one in asked):
                about = self.name((*ENTITY_SECTIONS, "events"), claim.about)
                yield Offer(claim.question, claim.question, f"asked of {about}", claim=claim_id)

    def _is_chosen(self, date: FoundDate) -> bool:
        """Whether the selected words say that something happened then."""
        return not date.is_bound and self._is_within(date)

    def _is_within(self, date: FoundDate) -> bool:
        return self.around.at <= date.at < self.around.at + len(self.around.chosen)

    def _around(self, sections: Sequence[str]) -> Iterator[Offer]:
        """Yield what the surroundings name, then what is used most."""
        store = self.index.store
        named = [ref for ref in self.entities if ref.section in sections]
        named.sort(key=lambda ref: ref.section == "places")
        yield from (Offer(ref.id, store.name(ref), "named here") for ref in named)
        perhaps = {ref: words for ref, words in self.shortened.items() if ref.section in sections}
        yield from (Offer(ref.id, store.name(ref), f"perhaps “{words}”") for ref, words in perhaps.items())
        for section in sections:
            if section not in ENTITY_SECTIONS or not named:
                yield from self._completed((section,), "", [*named, *perhaps])

    def _completed(self, sections: Sequence[str], typed: str, but: Sequence[Ref] = ()) -> Iterator[Offer]:
        """Yield completions as the filter has them, and of what it has no field for, by name."""
        for section in sections:
            if typed and section != "passages" and self._is_of(section, typed):
                yield Offer(typed, self._called(section, typed))  # the filter completes nothing that is whole
            field = SECTION[section].field
            if not field:
                yield from self._by_name(section, typed)
                continue
            quoted = typed.replace('"', "")
            query = f'{field}:"{quoted}' if " " in quoted else f"{field}:{quoted}"
            for one in completions(self.index, query, len(query)):
                value = _value(one.text)
                if value != typed and self._is_of(section, value) and Ref(section, value) not in but:
                    yield Offer(value, one.name, one.note if one.note != value else "")

    def _is_of(self, section: str, value: str) -> bool:
        """Whether a value of a query's field is of the section: `kind:` has kinds of organisations too."""
        return value in self._defined(section) or self.index.store.record(Ref(section, value)) is not None

    def _called(self, section: str, record_id: str) -> str:
        """Return the name of a record, or the title of a kind of event or a type of relation."""
        defined = self._defined(section).get(record_id)
        return defined.title if defined is not None else self.index.store.name(Ref(section, record_id))

    def _defined(self, section: str) -> Mapping[str, EventKind | RelationType]:
        """Return the kinds of events, or the types of relations; none for another section."""
        store = self.index.store
        return store.kinds if section == "kinds" else store.relation_types if section == "relation_types" else {}

    def _by_name(self, section: str, typed: str) -> Iterator[Offer]:
        store = self.index.store
        if section == "passages":
            source, _, begun = typed.partition("/")
            held = store.sources.get(source)
            for key, passage in held.passages.items() if held is not None else ():
                if key.startswith(begun):
                    yield Offer(f"{source}/{key}", passage.gist or passage.quote)
        elif typed:
            yield from (
                Offer(hit.ref.id, store.name(hit.ref))
                for hit in self.index.names.find(typed, 4 * MOST)
                if hit.ref.section == section and hit.ref.id != typed
            )


def half_type(text: str) -> str:
    """Return what a new type of relation is called, as long as it is not said how it reads from the other end."""
    name, found, _ = text.partition(_NEW_TYPE)
    title, _, reverse = (part.strip() for part in name.partition("/"))
    return title if found and not reverse else ""


def both_ends(title: str) -> tuple[str, int]:
    """Return the text of a new type of relation that is yet to be read from the other end, and the offset of that."""
    before = f"{title} / "
    return f"{before} {_NEW_TYPE}", len(before)


def choices_of(section: str, key: Key) -> tuple[str, ...]:
    """Return the words of which a field takes one; none where it takes others."""
    info = field_infos(SECTION[section].type).get(key.name)  # type: ignore[arg-type]
    return get_args(info.type) if info is not None and get_origin(info.type) is not None and not key.many else ()


def _value(text: str) -> str:
    """Return the value that a query of one field asks for."""
    try:
        query = parser.parse(text)
    except QueryError:
        return ""
    return query.value if isinstance(query, Field) else ""


def _is_one(found: Sequence[Offer], typed: str) -> bool:
    """Whether something is called exactly as it was typed."""
    return any(folding.fold(typed) in (folding.fold(one.name), one.text) for one in found)


def _new(typed: str, sections: Sequence[str]) -> list[Offer]:
    """Return what may be made under a name, the likeliest first: one of each section, an organisation of each kind.

    What is begun in brackets behind the name narrows that: "Pier Court (st".
    """
    name, found, begun = (part.strip() for part in typed.rpartition("("))
    words = _words_for_new(name if found else typed, sections)
    begun = begun.casefold().removeprefix(NEW.strip()).strip()
    narrowed = [word for word in words if found and any(part.startswith(begun) for part in (word, *word.split("-")))]
    if not narrowed or not name:
        name, narrowed = typed, words
    is_told = narrowed != words or len(words) == 1 or words[:1] == [likely_kind(name)]
    return [
        Offer(f"{name} ({NEW}{word})", f"{NEW}{word.replace('-', ' ')}: {name}", is_likely=is_told and at == 0)
        for at, word in enumerate(narrowed)
    ]


def _words_for_new(name: str, sections: Sequence[str]) -> list[str]:
    """Return the words for what may be made in some sections, that which a name is likely to be of first."""
    order = ("people", Organisation.section, "places", *DEFINED)
    words: list[str] = []
    for section in sorted(sections, key=order.index):
        kinds = choices_of(section, Key("kind", "")) if section == Organisation.section else ()
        words += kinds or (SECTION[section].singular,)
    likely = likely_kind(name)
    return sorted(words, key=lambda word: word != likely)


def _is_named(entity: AnyEntity, word: str, words: set[str], *, several: bool) -> bool:
    """Whether a text names an entity by all words of one of its names, of which `word` is one, or by a family name.

    With `several`, only names of several words count.
    """
    for spelling in entity.spellings:
        own = [one for one in folding.words(spelling) if len(one) >= _SHORTEST]
        if len(own) <= several:
            continue
        if entity.section == "people" and not several and _alike(own[-1], word):
            return True
        if any(_alike(one, word) for one in own) and all(any(_alike(one, other) for other in words) for one in own):
            return True
    return False


def _alike(name: str, word: str) -> bool:
    """Whether a word of a text is a name, with another ending perhaps."""
    if name == word:
        return True
    stem = name[: max(_SHORTEST + 1, len(name) - _INFLECTED)]
    return len(name) > _SHORTEST + 1 and word.startswith(stem) and len(word) - len(stem) <= 2 * _INFLECTED
