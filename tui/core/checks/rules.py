"""The rules across records, one function each; its docstring is the sentence that holds in a sound dataset."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple, TypeAlias

from tui.core.checks import contradiction, headlines
from tui.core.dates import edtf
from tui.core.dates.sequence import FirstDays, first_day
from tui.core.loading.yaml_faults import shorten
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Severity
from tui.core.model.records import Amount, AnyEntity, AnyRecord, Citation, Claim, Event, Ref, Relation, Source, Value
from tui.core.model.sections import ENTITY_SECTIONS
from tui.core.text import folding, numbers

LONGEST_QUOTE = 20
LONGEST_CONTEXT = 8
_LONGEST_READ = 500
"""Characters of an excerpt in which figures are looked for: it has 20 words, and may be cited very often."""
_BETWEEN_WORDS = re.compile(r"[\s—–]+")
_LETTER = re.compile(r"[^\W_]")
_POSSESSIVE = re.compile(r"\w(?:['’]s|s['’])(?!\w)")
_OF_OTHERS = frozenset(("he", "she", "him", "they", "them"))
_PRONOUNS = frozenset(("it", "his", "her", "hers", "its", "their", "theirs", "whose", "whom", "who", "which", "where"))


class Finding(NamedTuple):
    """A record that breaks a rule."""

    ref: Ref
    """The record at fault; a value of a claim is ("values", "claim/0")."""
    message: str
    mend: str


Comparable: TypeAlias = Event | Relation | Claim | Source
"""Records that may be entered twice; entities are told by their names."""
Check: TypeAlias = Callable[[Dataset], Iterator[Finding]]


class Rule(NamedTuple):
    """A rule across records."""

    check: Check
    """Yields the records that break the rule."""
    severity: Severity
    """An error has no exceptions: no `accept:` lifts it."""


RULES: dict[str, Rule] = {}
"""Name → rule, as problems and `accept:` name it."""


def _rule(name: str, severity: Severity = Severity.WARNING) -> Callable[[Check], Check]:
    """Add the decorated function to the table of rules."""

    def added(check: Check) -> Check:
        RULES[name] = Rule(check, severity)
        return check

    return added


# claims


@_rule("figure-not-in-quotes")
def _figure_not_in_quotes(dataset: Dataset) -> Iterator[Finding]:
    """The figure of a value, or of how many moved, is in an excerpt that it cites, unless it is derived."""
    for ref, value in _values(dataset):
        if value.evidence and not value.derived and (missing := _unquoted(dataset, value, value.evidence)):
            message = f"`{missing}` of the value `{shorten(value.value)}` is in none of the excerpts that it cites."
            mend = "Cite the passage that gives it, say how it was `derived:`, or correct it."
            yield Finding(ref, message, mend)
    for event in dataset.events.values():
        for amount in event.moved if event.evidence else ():
            if missing := _unquoted(dataset, amount, event.evidence):
                message = f"`{missing}` of the number that moved is in none of the excerpts that it cites."
                yield Finding(Ref("events", event.id), message, "Cite the passage that gives it, or correct it.")


@_rule("mixed-units")
def _mixed_units(dataset: Dataset) -> Iterator[Finding]:
    """The values of a claim have one unit."""
    for claim in dataset.claims.values():
        units = dict.fromkeys(numbers.plain_unit(value.unit) for value in claim.values if value.unit)
        if len(units) > 1:
            message = f"Its values differ in unit: {shorten(', '.join(units), 80)}."
            yield Finding(Ref("claims", claim.id), message, "Use one unit, or make two claims of it.")


@_rule("dispute-unsaid")
def _dispute_unsaid(dataset: Dataset) -> Iterator[Finding]:
    """Where the values of a claim differ, a sentence says what cannot all be true."""
    for claim in dataset.claims.values():
        found = set() if claim.contradiction else contradiction.bearings(claim)
        if "contradict" in found or "open" in found:
            message = "Its figures cannot all be true, and nothing says what contradicts."
            mend = "Say it in `contradiction:`, or give the values the time, basis or qualifier that sets them apart."
            if "contradict" not in found:
                message = "Its values differ, and nothing says whether they can all be true."
                mend = "Say in `contradiction:` what cannot; where all can be true, `accept: [dispute-unsaid]`."
            yield Finding(Ref("claims", claim.id), message, mend)


@_rule("no-dispute")
def _no_dispute(dataset: Dataset) -> Iterator[Finding]:
    """The values of a claim that is said to be disputed are not compatible."""
    for claim in dataset.claims.values():
        if claim.contradiction and not contradiction.is_disputed(claim):
            message = "All its values can be true: they agree, one is within the other, or they are of different times."
            yield Finding(Ref("claims", claim.id), message, "Take `contradiction` out, or correct the values.")


@_rule("two-preferred")
def _two_preferred(dataset: Dataset) -> Iterator[Finding]:
    """At most one value of a claim is preferred."""
    for claim in dataset.claims.values():
        preferred = sum(bool(value.preferred) for value in claim.values)
        if preferred > 1:
            yield Finding(Ref("claims", claim.id), f"{preferred} values are preferred.", "Prefer one of them, or none.")


@_rule("ambiguous-about", Severity.ERROR)
def _ambiguous_about(dataset: Dataset) -> Iterator[Finding]:
    """What a claim is about is one record."""
    for claim in dataset.claims.values():
        if claim.about in dataset.events and dataset.entity(claim.about):
            message = f"`{claim.about}` is the id of an event and of an entity."
            yield Finding(Ref("claims", claim.id), message, "Give one of the two another id.")


# events, relations and their evidence


@_rule("uncited")
def _uncited(dataset: Dataset) -> Iterator[Finding]:
    """Events, relations and values rest on passages."""
    cited: tuple[tuple[str, Iterable[Event | Relation]], ...] = (
        ("event", dataset.events.values()), ("relation", dataset.relations.values())
    )  # fmt: skip
    bare = ((Ref(one.section, one.id), f"{named} `{one.id}`") for named, records in cited for one in records
            if not one.evidence)  # fmt: skip
    values = ((ref, f"value `{shorten(value.value)}`") for ref, value in _values(dataset) if not value.evidence)
    for ref, name in chain(bare, values):
        yield Finding(ref, f"The {name} rests on no passage.", "Give it `evidence:`.")


@_rule("event-after-source")
def _event_after_source(dataset: Dataset) -> Iterator[Finding]:
    """An event is not later than the publication of all its sources."""
    published = {source.id: _latest(source.issued) for source in dataset.sources.values()}
    for event in dataset.events.values():
        sources = dict.fromkeys(citation.source for citation in event.evidence)
        known = [day for source in sources if (day := published[source]) is not None]
        earliest, _ = edtf.bounds(event.date)
        if earliest is not None and known and len(known) == len(sources) and earliest > max(known):
            issued = dict.fromkeys(dataset.sources[source].issued for source in sources)
            message = f"Dated {event.date}, after all its sources were published ({shorten(', '.join(issued))})."
            mend = "Correct the date; where a source predicts it, `accept: [event-after-source]`."
            yield Finding(Ref("events", event.id), message, mend)


@_rule("before-what-it-comes-after", Severity.ERROR)
def _before_what_it_comes_after(dataset: Dataset) -> Iterator[Finding]:
    """No event is dated wholly before one that it comes after."""
    known: FirstDays = {}
    for event in dataset.events.values():
        last = edtf.parse(event.date).latest_outer_start
        for other in event.after:
            first = first_day(dataset.events[other], dataset.events.__getitem__, known, outer=True)
            if first is not None and last is not None and last < first:
                begun = edtf.of_day(first).text
                message = f"Dated {event.date}, yet it comes after `{other}`, which began on {begun} or later."
                yield Finding(Ref("events", event.id), message, "Correct one of the dates, or `after`.")


@_rule("end-before-start", Severity.ERROR)
def _end_before_start(dataset: Dataset) -> Iterator[Finding]:
    """Nothing ends before it starts."""
    for tie in dataset.relations.values():
        message = ""
        if not _ordered(tie.start, tie.end):
            message = f"It ends ({tie.end}) before it starts ({tie.start})."
        elif not (_ordered(tie.start, tie.as_of) and _ordered(tie.as_of, tie.end)):
            message = f"It was so as of {tie.as_of}, which is not between its start and its end."
        if message:
            yield Finding(Ref("relations", tie.id), message, "Correct one of the dates.")
    for one in dataset.organisations.values():
        if not _ordered(one.founded, one.dissolved):
            message = f"Dissolved ({one.dissolved}) before it was founded ({one.founded})."
            yield Finding(Ref("organisations", one.id), message, "Correct one of the dates.")


@_rule("relation-to-itself")
def _relation_to_itself(dataset: Dataset) -> Iterator[Finding]:
    """A relation is between two entities."""
    for tie in dataset.relations.values():
        if tie.source == tie.target:
            yield Finding(Ref("relations", tie.id), f"`{tie.source}` is at both ends.", "Correct `from` or `to`.")


@_rule("state-as-beginning")
def _state_as_beginning(dataset: Dataset) -> Iterator[Finding]:
    """No relation begins on the day of a source that only says that it is so."""
    for tie in dataset.relations.values():
        for source in dict.fromkeys(citation.source for citation in tie.evidence):
            if tie.start and tie.start.removeprefix("../") == dataset.sources[source].issued:
                message = f"It starts ({tie.start}) when its source `{source}` was published."
                mend = "Where that only says that it is so, give `as_of` instead; accept it where it began then."
                yield Finding(Ref("relations", tie.id), message, mend)


@_rule("move-without-ends")
def _move_without_ends(dataset: Dataset) -> Iterator[Finding]:
    """What says how many moved says from where or to where, and a move leads to another place."""
    for event in dataset.events.values():
        if event.moved and not event.is_move:
            message, mend = (
                "It says how many `moved`, and not from where or to where.",
                "Give `origin` or `destination`.",
            )
        elif event.origin and event.origin == event.destination:
            message, mend = f"It leads from `{event.origin}` to the same place.", "Correct `origin` or `destination`."
        else:
            continue
        yield Finding(Ref("events", event.id), message, mend)


# wording


@_rule("role-with-pronoun")
def _role_with_pronoun(dataset: Dataset) -> Iterator[Finding]:
    """A role in English stands on both cards: no pronoun needs the other one to be understood."""
    if not any(language.split("-")[0] == "en" for language in dataset.about.languages):
        return
    of_events = ((Ref("events", event.id), part.role) for event in dataset.events.values() for part in event.involves)
    of_ties = ((Ref("relations", tie.id), tie.role) for tie in dataset.relations.values())
    for ref, role in chain(of_events, of_ties):
        words = folding.words(role)
        pronoun = next((word for word in words if word in _OF_OTHERS or word == words[0] in _PRONOUNS), "")
        if pronoun:
            message = f"On the card of one of the two, nothing says whom `{pronoun}` means in `{shorten(role)}`."
            yield Finding(ref, message, "Name who or what is meant, or say what the entity itself did.")


@_rule("possessive-name")
def _possessive_name(dataset: Dataset) -> Iterator[Finding]:
    """Another name in English is what something is called, not what belongs to it."""
    for entity in _entities(dataset):
        for name in entity.names:
            if name.lang.split("-")[0] in ("", "en") and _POSSESSIVE.search(name.value):
                message = f"`{shorten(name.value)}` is a possessive."
                mend = "Take it out, or say it with `of`; accept it where something is really called so."
                yield Finding(Ref(entity.section, entity.id), message, mend)


# titles and duplicates


@_rule("title-without-verb")
def _title_without_verb(dataset: Dataset) -> Iterator[Finding]:
    """The title of an event says what happened, in a dataset that asks for it: `also_check` in dataset.yaml."""
    asked = "title-without-verb" in dataset.about.also_check
    for event in dataset.events.values() if asked else ():
        if not headlines.has_verb(event.title):
            message = f"The title `{shorten(event.title)}` seems to have no verb."
            yield Finding(Ref("events", event.id), message, "Say in the present tense what happened.")


@_rule("unsearchable-title")
def _unsearchable_title(dataset: Dataset) -> Iterator[Finding]:
    """A title has a letter, a figure or a picture by which it is found."""
    for section, records in (("events", dataset.events), ("sources", dataset.sources)):
        for record in records.values():
            if not _LETTER.search(record.title) and not folding.words_once(record.title):
                message = f"No search finds the title `{shorten(record.title)}`: it has no letter and no figure."
                yield Finding(Ref(section, record.id), message, "Give it a title in words.")


@_rule("look-alike")
def _look_alike(dataset: Dataset) -> Iterator[Finding]:
    """No record is entered twice."""
    compared: dict[str, tuple[str, Mapping[str, Comparable]]] = {
        "events": ("title and date", dataset.events),
        "relations": ("ends, type, role and start", dataset.relations),
        "claims": ("question about the same record", dataset.claims),
        "sources": ("title, publisher and date", dataset.sources),
    }
    for section, (shared, records) in compared.items():
        first: dict[int, str] = {}  # hashes: the keys of a million events would fill the memory
        for record_id, record in records.items():
            key = likeness(record)
            other = first.setdefault(hash(key), record_id)
            if other != record_id and likeness(records[other]) == key:
                yield Finding(Ref(section, record_id), f"The same {shared} as `{other}`.", "Merge the two records.")


@_rule("shared-name")
def _shared_name(dataset: Dataset) -> Iterator[Finding]:
    """No two entities share a name."""
    first: dict[tuple[str, ...], AnyEntity] = {}
    for entity in _entities(dataset):
        shared: dict[str, str] = {}
        spellings = (entity.name, *(name.value for name in entity.names))
        for words, spelling in {folding.words(spelling): spelling for spelling in spellings}.items():
            other = first.setdefault(words, entity)
            if other is not entity and words:
                shared.setdefault(other.id, spelling)
        for other_id, spelling in shared.items():
            message = f"`{shorten(spelling)}` is a name of `{other_id}` too."
            mend = "Merge the two records, or accept it where both have the name."
            yield Finding(Ref(entity.section, entity.id), message, mend)


@_rule("name-twice")
def _name_twice(dataset: Dataset) -> Iterator[Finding]:
    """An entity has each of its names once."""
    for entity in _entities(dataset):
        seen: set[tuple[str, str]] = set()
        for name in ((entity.name, ""), *((name.value, name.lang) for name in entity.names)):
            if name in seen:
                message = f"`{shorten(name[0])}` is listed twice among its names."
                yield Finding(Ref(entity.section, entity.id), message, "Remove one of them.")
            seen.add(name)


@_rule("same-quote")
def _same_quote(dataset: Dataset) -> Iterator[Finding]:
    """No excerpt is in a source twice, unless a prefix or suffix tells them apart."""
    for source in dataset.sources.values():
        quotes = [
            (key, (*map(folding.words, (passage.quote, passage.prefix, passage.suffix)), passage.paragraph))
            for key, passage in source.passages.items()
            if passage.quote
        ]
        for key, other in _repeated(quotes):
            mend = "Cite one of them, or add `prefix` or `suffix`."
            yield Finding(Ref("passages", f"{source.id}/{key}"), f"The same words as in `{other}`.", mend)


@_rule("same-sign")
def _same_sign(dataset: Dataset) -> Iterator[Finding]:
    """Each kind of event has its own sign."""
    for kind_id, other in _repeated((kind_id, kind.sign) for kind_id, kind in dataset.kinds.items()):
        yield Finding(Ref("kinds", kind_id), f"The kind `{other}` has the same sign.", "Give each its own.")


# sources and passages


@_rule("quote-too-long", Severity.ERROR)
def _quote_too_long(dataset: Dataset) -> Iterator[Finding]:
    """An excerpt has at most 20 words, its prefix and suffix at most 8."""
    limits = {"quote": LONGEST_QUOTE, "prefix": LONGEST_CONTEXT, "suffix": LONGEST_CONTEXT}
    for source in dataset.sources.values():
        for key, passage in source.passages.items():
            for field, most in limits.items():
                count = word_count(getattr(passage, field))
                if count > most:
                    message = f"The {field} has {count} words; {most} is the most."
                    yield Finding(Ref("passages", f"{source.id}/{key}"), message, "Choose the words that matter.")


@_rule("no-gist")
def _no_gist(dataset: Dataset) -> Iterator[Finding]:
    """Every passage has a gist: what it says, in the curator's words."""
    for source in dataset.sources.values():
        for key, passage in source.passages.items():
            if not passage.gist.strip():
                mend = "Say in your own words what the passage says: `gist:`."
                yield Finding(
                    Ref("passages", f"{source.id}/{key}"), f"The gist of `{key}` is still to be written.", mend
                )


@_rule("unused-passage")
def _unused_passage(dataset: Dataset) -> Iterator[Finding]:
    """Something rests on every passage."""
    citing: tuple[Iterable[AnyRecord], ...] = (
        _entities(dataset), dataset.events.values(), dataset.relations.values(), dataset.claims.values()
    )  # fmt: skip
    used: set[str] = set()
    for records in citing:
        for record in records:
            used.update([citation.passage for citation in getattr(record, "evidence", ())])
    for source in dataset.sources.values():
        for passage in (f"{source.id}/{key}" for key in source.passages):
            if passage not in used:
                mend = "Cite it as evidence, or remove it."
                yield Finding(Ref("passages", passage), "Nothing rests on this passage.", mend)


@_rule("no-passages")
def _no_passages(dataset: Dataset) -> Iterator[Finding]:
    """Every source has passages, unless it is not held."""
    for source in dataset.sources.values():
        if not source.passages and source.held == "yes":
            mend = "Add its passages, or write `held: no` where it is known only through others."
            yield Finding(Ref("sources", source.id), f"`{source.id}` has no passages.", mend)


@_rule("derives-in-circle")
def _derives_in_circle(dataset: Dataset) -> Iterator[Finding]:
    """No source derives from itself through others."""
    circled = _in_circles({source.id: source.derives_from for source in dataset.sources.values()})
    for source in dataset.sources.values():
        if source.id in circled:
            mend = "Remove the `derives_from` that is the wrong way round."
            yield Finding(Ref("sources", source.id), f"`{source.id}` derives from itself through others.", mend)


# what nothing uses


@_rule("unmentioned-entity")
def _unmentioned_entity(dataset: Dataset) -> Iterator[Finding]:
    """Every entity is part of something, or rests on a passage of its own."""
    named = {place.within for place in dataset.places.values()}
    named.update(organisation.place for organisation in dataset.organisations.values())
    for event in dataset.events.values():
        named.update(event.places)
        named.update([part.entity for part in event.involves])
    for relation in dataset.relations.values():
        named.update((relation.source, relation.target))
    for claim in dataset.claims.values():
        named.add(claim.about)
        named.update(value.said_by for value in claim.values)
    for entity in _entities(dataset):
        if entity.id not in named and not entity.evidence:
            message = f"No event, relation, claim or place names `{entity.id}`."
            yield Finding(
                Ref(entity.section, entity.id), message, "Name it in one of them, give it `evidence:`, or remove it."
            )


@_rule("unused-kind")
def _unused_kind(dataset: Dataset) -> Iterator[Finding]:
    """Every kind of event and type of relation is used."""
    kinds = {event.kind for event in dataset.events.values()}
    types = {relation.type for relation in dataset.relations.values()}
    unused = [(Ref("kinds", kind), f"No event is of the kind `{kind}`.") for kind in dataset.kinds if kind not in kinds]
    unused += [(Ref("relation_types", kind), f"No relation is of the type `{kind}`.")
               for kind in dataset.relation_types if kind not in types]  # fmt: skip
    for ref, message in unused:
        yield Finding(ref, message, "Use it, or remove it.")


# shared by the rules


def likeness(record: Comparable) -> Hashable:
    """Return what no two records of a section share unless one of them was entered twice."""
    match record:
        case Event():
            return (*folding.words_once(record.title), record.date)
        case Relation():
            return (record.source, record.type, record.target, record.role, record.start or record.as_of)
        case Claim():
            return (record.about, folding.words(record.question), record.scope)
        case Source():
            return (folding.words(record.title), record.publisher, record.issued)


def word_count(text: str) -> int:
    """Return the number of words between white space and dashes: `6.5` and `high-tech` are one each."""
    return sum(bool(_LETTER.search(part)) for part in _BETWEEN_WORDS.split(text))


def _entities(dataset: Dataset) -> Iterator[AnyEntity]:
    for section in ENTITY_SECTIONS:
        yield from getattr(dataset, section).values()


def _values(dataset: Dataset) -> Iterator[tuple[Ref, Value]]:
    """Yield the values of all claims, each with what refers to it."""
    for claim in dataset.claims.values():
        for place, value in enumerate(claim.values):
            yield Ref("values", f"{claim.id}/{place}"), value


def _repeated(keys: Iterable[tuple[str, Hashable]]) -> Iterator[tuple[str, str]]:
    """Yield each id whose key an earlier id has too, with that one."""
    first: dict[Hashable, str] = {}
    for record_id, key in keys:
        other = first.setdefault(key, record_id)
        if other != record_id:
            yield record_id, other


def _latest(date: str) -> int | None:
    """Return the last possible day of a date; None where that is open, or there is no date."""
    return edtf.bounds(date)[1] if date else None


def _ordered(start: str, end: str) -> bool:
    """Whether `end` may be on or after the day of `start`; true where either is open or missing."""
    earliest, latest = edtf.bounds(start)[0] if start else None, _latest(end)
    return earliest is None or latest is None or earliest <= latest


def _in_circles(origins: Mapping[str, Iterable[str]]) -> set[str]:
    """Return what leads back to itself: the strongly connected parts of a graph (Kosaraju's algorithm)."""
    onward: dict[str, list[str]] = {one: [] for one in origins}
    for one, others in origins.items():
        for other in others:
            onward[other].append(one)
    ended = [one for part in _parts(origins, origins) for one in part]
    return {one for part in _parts(onward, reversed(ended)) if len(part) > 1 for one in part}


def _parts(graph: Mapping[str, Iterable[str]], starts: Iterable[str]) -> Iterator[list[str]]:
    """Yield what is reached from each of `starts` and was not before, in the order in which nothing more is reached."""
    reached: set[str] = set()
    for start in starts:
        way = [(start, iter(graph[start]))] if start not in reached else []
        reached.add(start)
        ended: list[str] = []
        while way:
            here, rest = way[-1]
            other = next((one for one in rest if one not in reached), None)
            if other is None:
                ended.append(here)
                way.pop()
            else:
                reached.add(other)
                way.append((other, iter(graph[other])))
        if ended:
            yield ended


def _unquoted(dataset: Dataset, value: Value | Amount, evidence: Iterable[Citation]) -> str:
    """Return the first number of a value that none of the excerpts cited has; empty where they have all."""
    wanted = numbers.digits(value.value)
    if not wanted:
        return ""
    quoted = set().union(*(numbers.stated(text[:_LONGEST_READ]) for text in _excerpts(dataset, evidence)))
    scaled = numbers.figure(value.value, value.unit)
    if scaled and {f"{end:.12g}" for end in scaled} <= quoted:
        return ""
    return next((number for number in wanted if number not in quoted), "")


def _excerpts(dataset: Dataset, evidence: Iterable[Citation]) -> Iterator[str]:
    for citation in evidence:
        source, _, key = citation.passage.partition("/")
        passage = dataset.sources[source].passages[key]
        # a figure in a heading, or just before the excerpt, is verbatim too
        yield from (passage.quote, passage.prefix, passage.suffix, passage.section_title)
