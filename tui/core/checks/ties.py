"""Rules of what hangs together: nothing unused, nothing twice, no name for two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.core.checks.rules import Finding
from tui.core.loading.yaml_faults import shorten
from tui.core.model.dataset import Dataset
from tui.core.model.records import AnyEntity, AnyRecord, Ref
from tui.core.text import folding


def ties(dataset: Dataset) -> Iterator[Finding]:
    """Check how the records of a dataset are tied."""
    yield from _unused_passages(dataset)
    yield from _unmentioned(dataset)
    yield from _sources(dataset)
    yield from _look_alikes(dataset)
    yield from _shared_names(dataset)
    yield from _kinds(dataset)


def entities(dataset: Dataset) -> Iterator[AnyEntity]:
    """Yield organisations, people and places."""
    yield from dataset.organisations.values()
    yield from dataset.people.values()
    yield from dataset.places.values()


def _unused_passages(dataset: Dataset) -> Iterator[Finding]:
    used: set[str] = set()
    citing: Iterable[Iterable[AnyRecord]] = (
        entities(dataset),
        dataset.events.values(),
        dataset.relations.values(),
        dataset.claims.values(),
    )
    for records in citing:
        for record in records:
            used.update([citation.passage for citation in getattr(record, "evidence", ())])
    for source in dataset.sources.values():
        for key in source.passages:
            passage = f"{source.id}/{key}"
            if passage not in used:
                mend = "Cite it as evidence, or take it out."
                yield Finding("unused-passage", Ref("passages", passage), "Nothing rests on this passage.", mend)


def _unmentioned(dataset: Dataset) -> Iterator[Finding]:
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
    for entity in entities(dataset):
        if entity.id not in named:
            message = f"No event, relation, claim or place names `{entity.id}`."
            mend = "Say what part it has in the story, or take it out."
            yield Finding("unmentioned-entity", Ref(entity.section, entity.id), message, mend)


def _sources(dataset: Dataset) -> Iterator[Finding]:
    for source in dataset.sources.values():
        ref = Ref("sources", source.id)
        if not source.passages and source.held == "yes":
            mend = "Add its passages, or say `held: no` where it is known only through others."
            yield Finding("no-passages", ref, f"`{source.id}` has no passages.", mend)
        if source.id in _upstream(dataset, source.id):
            message = f"`{source.id}` derives from itself, by way of others."
            yield Finding("derives-in-circle", ref, message, "Take out the tie that is the wrong way round.")


def _upstream(dataset: Dataset, source_id: str) -> set[str]:
    reached: set[str] = set()
    waiting = [source_id]
    while waiting:
        for other in dataset.sources[waiting.pop()].derives_from:
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached


def _look_alikes(dataset: Dataset) -> Iterator[Finding]:
    alike: dict[str, list[tuple[str, tuple[object, ...]]]] = {
        "events": [(e.id, (*folding.words_once(e.title), e.date)) for e in dataset.events.values()],
        "relations": [(r.id, (r.source, r.type, r.target, r.role, r.start)) for r in dataset.relations.values()],
        "claims": [(c.id, (c.about, folding.words(c.question), c.scope)) for c in dataset.claims.values()],
        "sources": [(s.id, (folding.words(s.title), s.publisher, s.issued)) for s in dataset.sources.values()],
    }
    words = {
        "events": "title and date",
        "relations": "ends, type, role and start",
        "claims": "question about the same record",
        "sources": "title, publisher and date",
    }
    for section, keys in alike.items():
        first: dict[tuple[object, ...], str] = {}
        for record_id, key in keys:
            other = first.setdefault(key, record_id)
            if other != record_id:
                message = f"The same {words[section]} as `{other}`."
                yield Finding("look-alike", Ref(section, record_id), message, "Make one record of the two.")


def _shared_names(dataset: Dataset) -> Iterator[Finding]:
    first: dict[tuple[str, ...], AnyEntity] = {}
    for entity in entities(dataset):
        ref = Ref(entity.section, entity.id)
        own = [(entity.name, "")] + [(name.value, name.lang) for name in entity.names]
        for place, tagged in enumerate(own):
            if tagged in own[:place]:
                message = f"`{shorten(tagged[0])}` stands twice among its names."
                yield Finding("name-twice", ref, message, "Take one of them out.")
        shared: dict[str, str] = {}
        for words, spelling in {folding.words(spelling): spelling for spelling, _ in own}.items():
            other = first.setdefault(words, entity)
            if other is not entity and words:
                shared.setdefault(other.id, spelling)
        for other_id, spelling in shared.items():
            message = f"`{shorten(spelling)}` is a name of `{other_id}` too."
            mend = "Make one record of the two, or accept it where both bear the name."
            yield Finding("shared-name", ref, message, mend)


def _kinds(dataset: Dataset) -> Iterator[Finding]:
    signs: dict[str, str] = {}
    used = {event.kind for event in dataset.events.values()}
    for kind_id, kind in dataset.kinds.items():
        ref = Ref("kinds", kind_id)
        other = signs.setdefault(kind.sign, kind_id)
        if other != kind_id:
            yield Finding("same-sign", ref, f"The kind `{other}` has the same sign.", "Give each its own.")
        if kind_id not in used:
            yield Finding("unused-kind", ref, f"No event is of the kind `{kind_id}`.", "Use it, or take it out.")
    types = {relation.type for relation in dataset.relations.values()}
    for type_id in dataset.relation_types:
        if type_id not in types:
            message = f"No relation is of the type `{type_id}`."
            yield Finding("unused-kind", Ref("relation_types", type_id), message, "Use it, or take it out.")
