"""Questions about ties, and the pages that answer them."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from making import lines, shipped, store_of
from samples import BELARUS

from tui.core.index.index import Index
from tui.core.loading.loader import load
from tui.core.model.records import Claim, Event, Involvement, Person, Value
from tui.core.model.sections import TYING_SECTIONS
from tui.core.query import parser
from tui.core.query.tree import Everything
from tui.core.store.memory import MemoryStore
from tui.core.text.display import cells
from tui.core.ties.graph import TieGraph, counted
from tui.present.neighbours import anchor_of, way_of
from tui.present.ties import SHOWN, kind_switches
from tui.session.ties import Question, answered, conditions, title


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(MemoryStore(load(BELARUS)[0]))


@pytest.fixture(scope="module")
def harbour() -> Index:
    return shipped()


def told(question: Question, index: Index, query: str = "") -> list[str]:
    return lines(answered(question, index, parser.parse(query)), 100)


def test_a_chain_names_every_entity_and_what_ties_it_to_the_next(index: Index) -> None:
    said = told(Question("pandadoc", "tsepkalo"), index)
    assert said[0].startswith("3 steps apart")
    drawn = said[said.index("PandaDoc") : said.index("Valery Tsepkalo") + 1]
    assert [line[:4] for line in drawn[1:-1]] == [f"├─ {number}" for number in range(1, 6)]
    assert drawn[1].split("──") == ["├─ 1 Belarusian security forces ", drawn[1].split("──")[1]]
    chains = [at for at, line in enumerate(said) if line.startswith("Chain")]
    assert len(chains) == 5
    assert said[chains[0] + 1] == "PandaDoc"
    assert said[chains[0] + 2].startswith("│")


def test_a_tie_of_two_chains_is_told_once(index: Index) -> None:
    said = told(Question("pandadoc", "tsepkalo"), index)
    assert len([line for line in said if "Mikado signs an agreement" in line]) == 1
    second = said.index("PandaDoc", said.index("PandaDoc", said.index("Valery Tsepkalo")) + 1)
    assert said[second + 1] == "│   as in chain 1"


def test_two_tied_directly_have_all_that_ties_them_and_the_part_of_each(index: Index) -> None:
    said = told(Question("zalesski", "hi-tech-park"), index)
    graph = TieGraph(index, counted(index))
    records = graph.between("zalesski", "hi-tech-park")
    assert len(records) > SHOWN
    assert said[0].startswith("Tied directly")
    assert said[0].endswith(f"{len(records)} records · 1 voice")
    for ref in records:
        assert any(index.store.name(ref)[:40] in line for line in said), ref
    assert "both: was searched" in " ".join(told(Question("yandex", "uber"), index))


def test_where_nothing_ties_two_it_says_how_far_each_reaches(index: Index) -> None:
    said = told(Question("pandadoc", "tsepkalo", kinds=("claims",)), index)
    assert said[0] == "Nothing that is recorded ties them"
    assert [line for line in said if line.startswith("Valery Tsepkalo is tied to ")]


def test_where_nothing_ties_two_it_says_how_near_they_are_without_each_condition(index: Index) -> None:
    said = told(Question("pandadoc", "tsepkalo", kinds=("claims",), date="2030"), index)
    assert "With events too: 3 steps apart" in said
    assert "Without any of these conditions: 3 steps apart" in said
    assert not [line for line in said if line.startswith("At any time")]
    assert not [line for line in told(Question("pandadoc", "tsepkalo"), index) if "too, they are" in line]


def test_kinds_are_switched_off_and_on_but_never_all(harbour: Index) -> None:
    question = Question("quill")
    for kind in TYING_SECTIONS:
        off = question.switched(kind)
        assert kind not in off.kinds
        assert off.switched(kind) == question
        headings = [line.split()[0].lower() for line in told(off, harbour) if line.endswith(("name", "names"))]
        assert kind not in headings
    alone = Question("quill", kinds=("events",))
    assert alone.switched("events") == alone


def test_the_tree_opens_step_by_step_and_never_turns_back(harbour: Index) -> None:
    root = Question("quill")
    closed = answered(root, harbour, Everything())
    ways = [way_of(block.anchor) for block in closed.blocks if way_of(block.anchor)]
    assert {len(way) for way in ways} == {3}
    for way in ways:
        opened = answered(root.toggled(way), harbour, Everything())
        below = [way_of(block.anchor) for block in opened.blocks if len(way_of(block.anchor)) == 5]
        assert all(inner[:3] == way and inner[4] not in way[::2] for inner in below)
        assert answered(root.toggled(way).toggled(way), harbour, Everything()) == closed
        assert way_of(anchor_of(way)) == way


def test_every_row_of_the_tree_reads_from_the_name_above_it(harbour: Index) -> None:
    store = harbour.store
    for relation in map(store.relation, store.ids("relations")):
        kind = store.relation_types[relation.type]
        ends = [(relation.source, kind.title, relation.target), (relation.target, kind.reverse, relation.source)]
        for near, verb, far in ends:
            name = store.name(store.entity_ref(far))
            assert f"1 {verb} {name}" in " ".join(" ".join(told(Question(near), harbour)).split())


def test_a_row_by_what_one_said_tells_who_spoke_of_whom() -> None:
    values = (Value(value="5", said_by="sayer"), Value(value="6", said_by="third"))
    claims = [Claim(id="c", about="topic", question="?", values=values)]
    index = Index(
        store_of(people=[Person(id=one, name=one.title()) for one in ("topic", "sayer", "third")], claims=claims)
    )
    assert "1 spoken of by Sayer" in " ".join(told(Question("topic"), index))
    rows = " ".join(told(Question("sayer"), index))
    assert "1 spoke of Topic" in rows
    assert "1 answered the same as Third" in rows


def test_a_name_leads_to_the_words_of_its_tie_in_tree_grid_and_chain(harbour: Index) -> None:
    store, graph = harbour.store, TieGraph(harbour, counted(harbour))
    for question in (
        Question("quill"),
        Question("quill", grid=True),
        Question("quill", "gullwing"),
        Question("lind", "hpark"),
    ):
        blocks = [block for block in answered(question, harbour, Everything()).blocks[1:] if block.spans]
        links = [span.link for block in blocks for span in block.spans if span.link is not None]
        named = [
            link for link in links if link.ref.section in ("organisations", "people") and link.ref.id != question.first
        ]
        assert named
        for link in named:
            assert link.told is not None
            assert link.passage in {citation.passage for citation in store.citations(link.told)}
        if not question.last:
            for link in named:
                assert link.told in graph.between("quill", link.ref.id)


def test_a_date_and_the_filter_leave_records_out_and_the_conditions_say_so(harbour: Index) -> None:
    question = Question("quill", "gullwing", date="2001", filtered=True)
    assert told(question, harbour, "kind:law")[0] == "Nothing that is recorded ties them"
    assert (
        conditions(question, "kind:law") == "by relations, events and claims · as of 2001 · under the filter kind:law"
    )
    assert title(question, harbour) == "How are Ada Quill and Gullwing tied?"
    assert title(Question("quill"), harbour) == "Tied to Ada Quill"


@pytest.mark.parametrize("width", [36, 76, 156])
def test_the_grid_and_the_switches_fit_the_width_and_names_are_cut_only_where_they_must(
    index: Index, width: int
) -> None:
    page = answered(Question("pandadoc", grid=True), index, Everything(), width=width)
    rows = [block for block in page.blocks if block.anchor.startswith("name ")]
    assert all(cells("".join(span.text for span in row.spans)) <= width for row in rows)
    assert any("…" in span.text for row in rows for span in row.spans) == (width == 36)
    switches = "".join(part.text for part in kind_switches(TYING_SECTIONS, width + 4))
    assert cells(switches) <= width + 4
    assert all(f"{at} [x] {name}" in switches for at, name in enumerate(("rel", "events", "claims"), 1))


def test_the_grid_says_of_each_two_how_many_records_tie_them(harbour: Index) -> None:
    page = answered(Question("quill", grid=True), harbour, Everything())
    names = [block.anchor.removeprefix("name ") for block in page.blocks if block.anchor]
    rows = [line[line.index("  ", 3) :].split() for line in lines(page, 100)[2 : 2 + len(names)]]
    assert names[0] == "quill"
    graph = TieGraph(harbour, counted(harbour))
    for at, row in enumerate(rows):
        both = [len(graph.between(names[at], other)) for other in names[:at]]
        assert row[: at + 1] == [*("+" if count > 9 else str(count or ".") for count in both), ascii_lowercase[at]]


def test_the_tree_says_when_no_more_precisely_than_is_known(index: Index) -> None:
    said = told(Question("lukashenko"), index)
    rows = {line[4:].split("  ")[0].strip(): line for line in reversed(said) if line.startswith("⊞")}
    assert "28 Jan 2022? · 1 voice" in rows["Foreign secret services"]  # one event: its own date
    assert "until 2025 · " in rows["Belarusian IT sector"]  # many
    assert not [line for line in said if "31 Dec" in line]


def test_one_who_is_tied_to_nobody_leads_to_own_events_and_claims() -> None:
    people = [Person(id="lone", name="Lone"), Person(id="other", name="Other"), Person(id="bare", name="Bare")]
    event = Event(id="walk", title="Lone walks", date="2020", involves=(Involvement(entity="lone"),))
    claim = Claim(id="c", about="lone", question="How far?", values=(Value(value="5"),))
    index = Index(store_of(people=people, events=[event], claims=[claim]))
    for question in (Question("lone"), Question("lone", "other")):
        said = told(question, index)
        assert [line for line in said if "Lone walks" in line]
        assert [line for line in said if "How far?" in line]
    assert "No event and no claim is recorded of Bare" in told(Question("bare"), index)


def test_rows_of_ties_use_the_width_that_there_is(index: Index) -> None:
    for question in (Question("lukashenko"), Question("pandadoc", "tsepkalo")):
        page = answered(question, index, Everything())
        assert len(lines(page, 156)) < len(lines(page, 76))
        assert max(map(len, lines(page, 156))) > 100
