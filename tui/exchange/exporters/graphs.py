"""GraphML and GEXF: who is tied to whom, for Gephi and its like.

Nodes are entities. A relation is an arrow; an event ties each two that are part of it; a claim is an arrow from who
says it to whom it is about. Dates stay as they are written: neither format has one for what is vague.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, islice
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from tui.core.model.records import AnyEntity, Claim, EntityId, Event, Organisation, Person, Ref, Relation
from tui.core.model.sections import ENTITY_SECTIONS, TYING_SECTIONS
from tui.core.store.related import short_name
from tui.core.text.display import shown
from tui.exchange.exporters.holding import Holding
from tui.exchange.exporters.selection import Selection

_ENTITY = "name summary"
_FIELDS = {
    "events": "title date involves.entity",
    "organisations": f"{_ENTITY} kind",
    "people": f"{_ENTITY} role",
    "places": _ENTITY,
    "relations": "from to type role start end as_of",
    "claims": "about question values.said_by",
}
_HOLDINGS = {title: Holding(title, _FIELDS) for title in ("GraphML", "GEXF")}
_NODE = ("section", "kind", "summary")
_EDGE = ("both_ways", "record", "type", "role", "date", "end", "as_of", "told_by")
"""Attributes of an edge. That it has no direction is one: most tools refuse a graph with edges of both kinds."""
MOST = 200
"""Entities that one event ties, each with each: 20,000 edges."""
_TIED = 0.9
"""Approximate share of the work for the ties."""


class _Edge(NamedTuple):
    source: EntityId
    target: EntityId
    label: str
    values: tuple[str, ...]
    """Of the attributes `_EDGE`, empty where there is none."""


def write_graphml(selection: Selection) -> Iterator[str]:
    """Yield a graph for all that read GraphML."""
    edges, entities = _graph(selection, _HOLDINGS["GraphML"])
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for owner, names in (("node", ("label", *_NODE)), ("edge", ("label", *_EDGE))):
        for name in names:
            yield f'<key id="{owner}-{name}" for="{owner}" attr.name="{name}" attr.type="string"/>\n'
    yield '<graph edgedefault="directed">\n'
    for entity in entities:
        yield f"<node id={_quoted(entity.id)}>{_data('node', entity.name, _node_values(entity))}</node>\n"
    for number, edge in enumerate(edges):
        ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
        yield f'<edge id="e{number}" {ends}>{_data("edge", edge.label, edge.values)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def write_gexf(selection: Selection) -> Iterator[str]:
    """Yield a graph for Gephi."""
    edges, entities = _graph(selection, _HOLDINGS["GEXF"])
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield '<graph defaultedgetype="directed">\n'
    for owner, names in (("node", _NODE), ("edge", _EDGE)):
        titles = "".join(f'<attribute id="{owner}-{name}" title="{name}" type="string"/>' for name in names)
        yield f'<attributes class="{owner}">{titles}</attributes>\n'
    yield "<nodes>\n"
    for entity in entities:
        about = f"id={_quoted(entity.id)} label={_quoted(entity.name)}"
        yield f"<node {about}>{_attributes('node', _node_values(entity))}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, edge in enumerate(edges):
        ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)} label={_quoted(edge.label)}"
        yield f'<edge id="{number}" {ends}>{_attributes("edge", edge.values)}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _graph(selection: Selection, holding: Holding) -> tuple[list[_Edge], list[AnyEntity]]:
    """Return the ties that the chosen records make, and the entities that were chosen or are at an end of one."""
    store = selection.store
    edges: list[_Edge] = []
    written: list[Ref] = []
    for ref in selection.tracked(selection.refs, 0.0, _TIED):
        own = list(_edges(selection, ref))
        edges += own
        if own or ref.section not in TYING_SECTIONS:
            written.append(ref)
        else:
            place = f"{ref.section}/{ref.id}"
            selection.losses.add("record", f"{holding.title} leaves out what ties no two", place, store.name(ref))
    ids = dict.fromkeys(ref.id for ref in written if ref.section in ENTITY_SECTIONS)
    ids |= dict.fromkeys(end for edge in edges for end in (edge.source, edge.target))
    entities = [entity for one in selection.tracked(list(ids), _TIED) if (entity := store.entity(one)) is not None]
    ends = (store.entity_ref(entity.id) for entity in entities)
    holding.tell(store, dict.fromkeys((*written, *ends)), selection.losses)
    return edges, entities


def _edges(selection: Selection, ref: Ref) -> Iterable[_Edge]:
    store = selection.store
    told_by = ", ".join(dict.fromkeys(short_name(store, one.source) for one in store.citations(ref)))
    label, record_id = store.name(ref), f"{ref.section}/{ref.id}"
    match record := store.record(ref):
        case Relation():
            values = ("", record_id, record.type, record.role, record.start, record.end, record.as_of, told_by)
            yield _Edge(record.source, record.target, label, values)
        case Event():
            values = ("yes", record_id, "", "", record.date, "", "", told_by)
            part = dict.fromkeys(part.entity for part in record.involves)
            if len(part) > MOST:
                said = f"only the first {MOST} that are part of an event are tied"
                selection.losses.add("field", said, record_id, label)
            for one, other in combinations(islice(part, MOST), 2):
                yield _Edge(one, other, label, values)
        case Claim() if store.entity(record.about):
            values = ("", record_id, "", "", "", "", "", told_by)
            for sayer in dict.fromkeys(value.said_by for value in record.values):
                if sayer and sayer != record.about:
                    yield _Edge(sayer, record.about, label, values)


def _node_values(entity: AnyEntity) -> tuple[str, ...]:
    kind = entity.kind if isinstance(entity, Organisation) else entity.role if isinstance(entity, Person) else ""
    return (entity.section, kind, entity.summary)


def _data(owner: str, label: str, values: tuple[str, ...]) -> str:
    names = ("label", *(_NODE if owner == "node" else _EDGE))
    pairs = zip(names, (label, *values), strict=True)
    return "".join(f'<data key="{owner}-{name}">{escape(shown(value))}</data>' for name, value in pairs if value)


def _attributes(owner: str, values: tuple[str, ...]) -> str:
    pairs = zip(_NODE if owner == "node" else _EDGE, values, strict=True)
    found = "".join(f'<attvalue for="{owner}-{name}" value={_quoted(value)}/>' for name, value in pairs if value)
    return f"<attvalues>{found}</attvalues>" if found else ""


def _quoted(text: str) -> str:
    return quoteattr(shown(text))
