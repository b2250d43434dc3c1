"""GraphML and GEXF: what ties two entities is an edge, and other tools read it."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree
from collections import Counter
from itertools import combinations

import pytest
from cases import for_each
from samples import HARBOUR

from tui.core.index.index import Index
from tui.core.loading.loader import load
from tui.core.query import parser
from tui.core.store.memory import MemoryStore
from tui.exchange.exporters import graphs
from tui.exchange.exporters.selection import Selection, select
from tui.exchange.formats import FORMATS

FORMS = ("graphml", "gexf")


def chosen(query: str) -> Selection:
    index = Index(MemoryStore(load(HARBOUR)[0]))
    return select(index, index.run(parser.parse(query)))


def written(name: str, selection: Selection) -> str:
    return "".join(FORMATS[name].write(selection))


@for_each(name=FORMS)
def test_each_relation_is_an_arrow_and_each_event_ties_its_pairs(name: str) -> None:
    selection = chosen("")
    store = selection.store
    found = [
        (
            edge.get("source"),
            edge.get("target"),
            "yes" not in [*(data.text for data in edge), *(value.get("value") for value in edge.iter())],
        )
        for edge in ElementTree.fromstring(written(name, selection)).iter()
        if edge.tag.endswith("}edge")
    ]
    relations = [store.relation(one) for one in store.ids("relations")]
    pairs = [
        (*pair, False)
        for one in store.event_ids
        for pair in combinations(dict.fromkeys(part.entity for part in store.event(one).involves), 2)
    ]
    said = [
        (value.said_by, claim.about, True)
        for claim in map(store.claim, store.ids("claims"))
        for value in claim.values
        if store.entity(claim.about) and value.said_by not in ("", claim.about)
    ]
    assert sorted(found) == sorted(
        [*((one.source, one.target, True) for one in relations), *pairs, *dict.fromkeys(said)]
    )


@for_each(name=FORMS)
def test_a_filter_takes_the_entities_at_the_ends_along_and_tells_what_ties_no_two(name: str) -> None:
    selection = chosen("kind:law")
    root = ElementTree.fromstring(written(name, selection))
    nodes = {node.get("id") for node in root.iter() if node.tag.endswith("}node")}
    edges = [edge for edge in root.iter() if edge.tag.endswith("}edge")]
    assert nodes == {edge.get(end) for edge in edges for end in ("source", "target")}
    alone = {f"{ref.section}/{ref.id}" for ref in selection.refs if len(selection.store.event(ref.id).involves) < 2}
    assert {loss.place for loss in selection.losses.found if loss.kind == "record"} == alone


@for_each(name=FORMS)
def test_networkx_reads_it(name: str) -> None:
    networkx = pytest.importorskip("networkx")
    selection = chosen("")
    text = io.BytesIO(written(name, selection).encode())
    graph = (networkx.read_graphml if name == "graphml" else networkx.read_gexf)(text)
    labels = {node: values["label"] for node, values in graph.nodes(data=True)}
    assert labels["quill"] == "Ada Quill"
    assert graph.has_edge("quill", "gullwing")


def test_of_an_event_with_very_many_the_first_are_tied_which_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "MOST", 2)
    selection = chosen("")
    sizes = {
        one: len({part.entity for part in selection.store.event(one).involves}) for one in selection.store.event_ids
    }
    texts = [data.text or "" for data in ElementTree.fromstring(written("graphml", selection)).iter()]
    tied = Counter(text for text in texts if text.startswith("events/"))
    cut = [loss.place for loss in selection.losses.found if loss.reason.startswith("only the first 2")]
    assert tied == {f"events/{one}": 1 for one, size in sizes.items() if size > 1}
    assert sorted(cut) == sorted(f"events/{one}" for one, size in sizes.items() if size > 2)
    assert cut
