"""What is attached to each record, gathered in one pass over all: numbers in place of ids where there are many."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from pyroaring import BitMap

from tui.core.compiled.spool import SourceHead, Unsound
from tui.core.model.records import (
    AnyRecord,
    Citation,
    Claim,
    Event,
    Organisation,
    PassageKey,
    Place,
    Ref,
    Relation,
    Source,
)
from tui.core.model.sections import ENTITY_SECTIONS

Numbers = Mapping[str, Mapping[str, int]]
"""Section → id → number."""


class Links:
    """Answers as `attachments.Attachments` does, while the compiled file is being written."""

    numbers: Numbers

    def __init__(self, numbers: Numbers, sources: Iterable[SourceHead], kinds: Iterable[str], types: Iterable[str]):
        self.numbers = numbers
        self._entities = {key: at for section in ENTITY_SECTIONS for key, at in numbers[section].items()}
        if len(self._entities) != sum(len(numbers[section]) for section in ENTITY_SECTIONS):
            raise Unsound  # organisations, people and places share their ids
        self._kinds, self._types = {"", *kinds}, {*types}
        self._attached: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self.by_name: dict[str, dict[str, list[str]]] = {
            kind: defaultdict(list) for kind in ("followed_by", "claims_about", "claims_of", "repeated_by", "within")
        }
        """Name of the method of a store → id → the ids attached to it."""
        self.passages: dict[str, Mapping[str, int]] = {}
        """Source → passage → its place in the source; sources with the same passages share one map."""
        self._firsts: dict[str, int] = {}
        """Source → number of its first passage among all passages."""
        shared: dict[tuple[str, ...], Mapping[str, int]] = {}
        count = 0
        for source in sources:
            keys = source.passages
            self.passages[source.id] = shared.setdefault(keys, {key: at for at, key in enumerate(keys)})
            self._firsts[source.id] = count
            count += len(keys)
        self._cited, self._resting = array("I"), array("I")
        """Numbers of passages, and of the records that rest on them, as they come."""
        self._starts = array("I", [0]) * (count + 1)
        """Passage → where what rests on it begins in `_resting`, once that is sorted."""

    # what a store asks for

    def ids(self, kind: str, key: str) -> Sequence[str]:
        """Return the ids attached to a record; `kind` is the name of the method of the store that answers it."""
        return self.by_name[kind].get(key, ())

    def resting_on(self, passage: PassageKey) -> Sequence[int]:
        """Return the numbers of the records that rest on a passage."""
        source, _, key = passage.partition("/")
        return self.resting(source, key)

    def resting(self, source: str, key: str) -> Sequence[int]:
        """Return the numbers of the records that rest on a passage of a source."""
        at = self._firsts[source] + self.passages[source][key]
        return self._resting[self._starts[at] : self._starts[at + 1]]

    def of_entity(self, field: str, entity_id: str, numbers: range) -> BitMap:
        """Return those of `numbers` that are counted under an entity."""
        del field
        return BitMap(self._attached.get(entity_id, ())) & BitMap(numbers)

    def attached(self, entity: Ref) -> Sequence[int]:
        """Return the number of an entity and those of all that is attached to it."""
        return [self.numbers[entity.section][entity.id], *self._attached.get(entity.id, ())]

    def number(self, section: str, record_id: str) -> int | None:
        """Return the number of a record, None where there is none."""
        return self.numbers[section].get(record_id)

    # gathering

    def gather(self, records: Iterable[tuple[int, AnyRecord]]) -> None:
        """Take in records of one section with their numbers; relations after events, then claims, entities, sources.

        Raises:
            Unsound: one of them refers to what is not there, or to one passage twice.
        """
        for number, record in records:
            match record:
                case Event():
                    self._event(number, record)
                case Relation():
                    self._require(record.type in self._types)
                    self._attach(number, (record.source, record.target))
                    self._rest(number, record.evidence)
                case Claim():
                    self._claim(number, record)
                case Source():
                    self._source(record)
                case _:
                    self._entity(number, record)

    def _require(self, sound: bool) -> None:
        if not sound:
            raise Unsound

    def _event(self, number: int, event: Event) -> None:
        places = self.numbers["places"]
        self._require(event.kind in self._kinds and all(place in places for place in event.places))
        self._attach(number, (*(part.entity for part in event.involves), *event.places))
        for other in dict.fromkeys(event.after):
            self.by_name["followed_by"][other].append(event.id)
        self._rest(number, event.evidence)

    def _claim(self, number: int, claim: Claim) -> None:
        self._require(claim.about in self._entities or claim.about in self.numbers["events"])
        self.by_name["claims_about"][claim.about].append(claim.id)
        speakers = dict.fromkeys(value.said_by for value in claim.values if value.said_by)
        for speaker in speakers:
            self.by_name["claims_of"][speaker].append(claim.id)
        self._attach(number, (*((claim.about,) if claim.about in self._entities else ()), *speakers))
        for value in claim.values:
            cited = [citation.passage for citation in value.evidence]
            self._require(len(set(cited)) == len(cited))
        self._rest(number, claim.evidence)

    def _source(self, source: Source) -> None:
        derived = source.derives_from
        self._require(all(other in self.passages and other != source.id for other in derived))
        for other in dict.fromkeys(derived):
            self.by_name["repeated_by"][other].append(source.id)

    def _entity(self, number: int, entity: AnyRecord) -> None:
        around = entity.place if isinstance(entity, Organisation) else ""
        if isinstance(entity, Place):
            around = entity.within
            if around:
                self.by_name["within"][around].append(entity.id)
        self._require(not around or around in self.numbers["places"])
        self._rest(number, entity.evidence if not isinstance(entity, Source) else ())

    def _attach(self, number: int, entities: Iterable[str]) -> None:
        for entity in dict.fromkeys(entities):
            self._require(entity in self._entities)
            self._attached[entity].append(number)

    def _rest(self, number: int, evidence: Sequence[Citation]) -> None:
        cited = set()
        for citation in evidence:
            source, _, key = citation.passage.partition("/")
            passages = self.passages.get(source, {})
            self._require(key in passages)
            cited.add(self._firsts[source] + passages[key])
        self._require(len(cited) == len(evidence))
        for passage in cited:
            self._cited.append(passage)
            self._starts[passage + 1] += 1
            self._resting.append(number)

    def settle(self) -> None:
        """Sort what was gathered, when it is all there.

        Raises:
            Unsound: a place lies within itself.
        """
        self._require_no_circles()
        starts = self._starts = array("I", accumulate(self._starts))
        filled, resting = array("I", starts), array("I", self._resting)
        for passage, number in zip(self._cited, self._resting, strict=True):
            resting[filled[passage]] = number
            filled[passage] += 1
        self._resting, self._cited = resting, array("I")

    def _require_no_circles(self) -> None:
        inner = self.by_name["within"]
        reached = 0
        contained = {place for places in inner.values() for place in places}
        waiting = [place for place in inner if place not in contained]
        while waiting:
            within = inner.get(waiting.pop(), [])
            reached += len(within)
            waiting += within
        self._require(reached == sum(map(len, inner.values())))

    def used(self) -> Iterator[tuple[str, dict[str, list[int]]]]:
        """Yield each source on which something rests, with the numbers of that, by passage."""
        for source, passages in self.passages.items():
            found = {key: [*numbers] for key in passages if (numbers := self.resting(source, key))}
            if found:
                yield source, found
