"""Records that are connected to a record: its evidence, what cites it, what repeats it, what measures the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from tui.core.model.records import Citation, Claim, Event, Organisation, PassageKey, Place, Ref, Source
from tui.core.model.sections import ENTITY_SECTIONS
from tui.core.store.base import Store
from tui.core.text.display import cut_at_word

LOOKED_AT = 150
"""Records attached to an entity that are looked at for its evidence: a busy one has a hundred thousand."""
LONGEST_NAME = 44
"""Cells of a source's name within a line."""


def evidence_of(store: Store, ref: Ref) -> tuple[Citation, ...]:
    """Return the citations of a record; of an entity without any, those of its relations, claims and events.

    Of the latter, the first `LOOKED_AT` are looked at.
    """
    citations = store.citations(ref)
    if citations or ref.section not in ENTITY_SECTIONS:
        return citations
    keys = dict.fromkeys(citation.passage for one in _looked_at(store, ref) for citation in store.citations(one))
    return tuple(Citation(passage=key) for key in keys)


def not_looked_at(store: Store, ref: Ref) -> int:
    """Return how many records are attached to an entity beyond those that are looked at for its evidence."""
    return max(0, sum(map(len, _attached(store, ref).values())) - LOOKED_AT)


def passages_by_source(store: Store, ref: Ref) -> dict[str, list[PassageKey]]:
    """Return by source the passages that a record, its events, relations and the claims about it cite.

    Of what is attached to it, the first `LOOKED_AT` are looked at.
    """
    events_first = sorted(_looked_at(store, ref), key=lambda one: one.section != "events")
    citations = chain.from_iterable(map(store.citations, (ref, *events_first)))
    found: dict[str, list[PassageKey]] = {}
    for key in dict.fromkeys(citation.passage for citation in citations):
        found.setdefault(key.partition("/")[0], []).append(key)
    return found


def _looked_at(store: Store, ref: Ref) -> Iterable[Ref]:
    every = (Ref(section, one) for section, ids in _attached(store, ref).items() for one in ids)
    return islice(every, LOOKED_AT)


def _attached(store: Store, ref: Ref) -> dict[str, Sequence[str]]:
    """Return by section the ids of the records that are about an entity."""
    return {
        "relations": store.relations_of(ref.id),
        "claims": store.claims_about(ref.id),
        "events": store.events_of(ref.id),
    }


def passage_keys(source: Source) -> list[PassageKey]:
    """Return the keys of all passages of a source."""
    return [f"{source.id}/{key}" for key in source.passages]


def citing(store: Store, keys: Iterable[PassageKey]) -> tuple[Ref, ...]:
    """Return the records that cite any of some passages, each once."""
    return tuple(dict.fromkeys(ref for key in keys for ref in store.resting_on(key)))


def referring(store: Store, ref: Ref) -> Iterator[Ref]:
    """Yield the records that refer to an event, an entity, a passage, or a source or its passages; some twice."""
    if ref.section == "passages":
        yield from store.resting_on(ref.id)
    record = store.record(ref) if ref.section in (*ENTITY_SECTIONS, "events", "sources") else None
    if isinstance(record, Source):
        yield from citing(store, passage_keys(record))
        yield from (Ref("sources", source) for source in store.repeated_by(ref.id))
    if record is None or isinstance(record, Source):
        return
    yield from (Ref("claims", claim) for claim in store.claims_about(ref.id))
    if isinstance(record, Event):
        yield from (Ref("events", event) for event in store.followed_by(ref.id))
    else:
        yield from (Ref("events", event) for event in store.events_of(ref.id))
        yield from (Ref("relations", relation) for relation in store.relations_of(ref.id))
        yield from (Ref("claims", claim) for claim in store.claims_of(ref.id))
        yield from (Ref("places", place) for place in store.within(ref.id))
        if isinstance(record, Place):
            for organisation in store.ids("organisations"):
                held = store.entity(organisation)
                if isinstance(held, Organisation) and held.place == ref.id:
                    yield Ref("organisations", organisation)


def going_with(store: Store, ref: Ref) -> tuple[Ref, ...]:
    """Return the records that cannot be without a record: claims about it, relations of which it is an end."""
    if ref.section not in (*ENTITY_SECTIONS, "events"):
        return ()
    relations = store.relations_of(ref.id) if ref.section in ENTITY_SECTIONS else ()
    claims = (one for one in store.claims_about(ref.id) if store.claim(one).about == ref.id)
    return (*(Ref("relations", one) for one in relations), *(Ref("claims", one) for one in claims))


def left_unused(store: Store, ref: Ref) -> tuple[PassageKey, ...]:
    """Return the passages on which nothing would rest any more without a record or a value (`claim/0`)."""
    gone, kept = {ref}, set[PassageKey]()
    cited: Iterable[Citation] = ()
    if ref.section == "values":
        claim, _, at = ref.id.partition("/")
        gone = {Ref("claims", claim)}
        for number, value in enumerate(store.claim(claim).values):
            if number == int(at):
                cited = value.evidence
            else:
                kept |= {citation.passage for citation in value.evidence}
    elif ref.section not in ("sources", "passages"):  # passages are parts of these
        gone |= set(going_with(store, ref))
        cited = chain.from_iterable(map(store.citations, (ref, *going_with(store, ref))))
    keys = dict.fromkeys(citation.passage for citation in cited)
    return tuple(key for key in keys if key not in kept and gone.issuperset(store.resting_on(key)))


def said_about_others(store: Store, entity_id: str) -> tuple[str, ...]:
    """Return the ids of the claims that quote an entity on something other than itself."""
    about = set(store.claims_about(entity_id))
    return tuple(claim for claim in store.claims_of(entity_id) if claim not in about)


def same_measure(store: Store, claim: Claim) -> list[Claim]:
    """Return all claims of the measure and scope of `claim`, itself included; empty if it names no measure."""
    if not claim.measure:
        return []
    others = map(store.claim, store.ids("claims"))
    return [other for other in others if (other.measure, other.scope) == (claim.measure, claim.scope)]


def short_name(store: Store, source_id: str, longest: int = LONGEST_NAME) -> str:
    """Return a source's name within a line (raw text): its publisher, followed by its title where that is ambiguous.

    A title is cut between words where it would make the name longer than `longest` cells.

    A publisher's name alone means the one source of theirs that is held, never one that is only known through others.
    """
    source = store.sources.get(source_id)
    if source is None:
        return source_id
    if not source.publisher:
        return cut_at_word(source.bare_title, longest)
    held, others = store.publishers[source.publisher]
    if held == 1 if source.held == "yes" else held + others == 1:
        return source.publisher
    return cut_at_word(f"{source.publisher}: {source.bare_title}", longest)


def parts_of(store: Store, place_id: str) -> Iterable[str]:
    """Yield a place and all places within it."""
    waiting = [place_id]
    while waiting:
        place = waiting.pop()
        yield place
        waiting.extend(inner for inner in store.within(place) if inner != place_id)  # a place lies within one other


def around(store: Store, place_id: str) -> Iterable[str]:
    """Yield a place and all places that it lies within."""
    seen: set[str] = set()
    while place_id and place_id not in seen:
        yield place_id
        seen.add(place_id)
        place = store.entity(place_id)
        place_id = place.within if isinstance(place, Place) else ""
