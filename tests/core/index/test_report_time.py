"""Report time: what sources had told by a day, what appeared since, and what nobody can say."""

from __future__ import annotations

from typing import Literal

import pytest
from making import day, shipped, store_from

from tui.core.errors import DateError
from tui.core.index import report_time
from tui.core.index.index import Index
from tui.core.model.records import Citation, Ref, Value
from tui.core.query import parser
from tui.core.query.tree import Everything, Field
from tui.core.store import accounts
from tui.session import state
from tui.session.state import State

PLAIN = """\
sources:
  early: {type: article, title: Early, issued: 2020-08-20, passages: {a: {gist: A}}}
  rough: {type: article, title: Rough, issued: 2020, passages: {a: {gist: A}}}
  blank: {type: article, title: Blank, passages: {a: {gist: A}}}
  late: {type: article, title: Late, issued: 2021-03, passages: {a: {gist: A}}}
events:
  at-once: {title: Told at once, date: 2020-08-01, evidence: [early/a, {passage: late/a, differs: On the 2nd.}]}
  later: {title: Told later, date: 2020-08-02, evidence: [late/a]}
  roughly: {title: Told in 2020, date: 2020-08-03, evidence: [rough/a, late/a]}
  undated: {title: Told some day, date: 2020-08-04, evidence: [blank/a]}
  nobody: {title: Told by nobody, date: 2020-08-05}
claims:
  size:
    about: at-once
    question: How many?
    values:
      - {value: "5", evidence: [early/a]}
      - {value: "7", evidence: [late/a]}
      - {value: "6", derived: mean, evidence: [early/a, late/a]}
"""


@pytest.fixture
def index() -> Index:
    return Index(store_from(PLAIN))


def as_of(index: Index, when: str) -> report_time.AsOf:
    at = report_time.as_of(index.postings, parser.parse(f"known:{when}"))
    assert at is not None
    return at


def names(index: Index, numbers: object) -> list[str]:
    return [index.event_id(number) for number in numbers]  # type: ignore[attr-defined]


def test_events_are_known_since_or_nobody_can_say(index: Index) -> None:
    wanted = parser.parse("known:2020-08")
    at = as_of(index, "2020-08")
    assert [one for one in index.store.sources if at.is_out(one)] == ["early"]
    assert [one for one in index.store.sources if at.is_rough(one)] == ["rough"]
    assert [index.postings.refs[number].id for number in at.undated] == ["blank"]
    found = report_time.split(index, at, wanted)
    assert names(index, found.known) == ["at-once"] == names(index, index.run(wanted).order)
    assert names(index, found.since) == ["later"]
    assert names(index, found.unsure) == ["roughly", "undated", "nobody"]
    assert found.listed.count == 5


@pytest.mark.parametrize("when", ["1990", "2020-08", "2020-09-01..2021-03", "2021", "2030"])
def test_the_sets_say_of_every_event_what_its_sources_say(index: Index, when: str) -> None:
    for one in (index, shipped()):
        at = as_of(one, when)
        found = report_time.split(one, at, parser.parse(f"known:{when}"))
        for number in found.listed.events:
            event = one.store.event(one.event_id(number))
            status = at.status(citation.source for citation in event.evidence)
            assert number in {"known": found.known, "since": found.since, "unsure": found.unsure}[status]


def test_a_rough_date_counts_once_all_that_it_may_mean_is_past(index: Index) -> None:
    assert as_of(index, "2020-12-30").status(["rough"]) == "unsure"
    at = as_of(index, "2020-12-31")
    assert (at.status(["rough"]), at.status(["blank"])) == ("known", "unsure")


def test_a_claim_and_an_event_are_disputed_only_when_both_sides_were_told(index: Index) -> None:
    claim, event = index.store.claim("size"), index.store.event("at-once")
    for text, values, disputed in (("2020-09", 1, False), ("2021-03", 3, True)):
        at = as_of(index, text)
        assert len(report_time.told_by(claim, at).values) == values
        assert accounts.is_disputed(report_time.told_by(claim, at)) is disputed
        assert report_time.is_disputed(index.store, event, at) is disputed


def test_the_day_in_words() -> None:
    for text, words in (
        *(("2020-09-01", "1 Sept 2020"), ("2020-09", "the end of Sept 2020"), ("2020", "the end of 2020")),
        *(("2020-08..2020-09", "30 Sept 2020"), ("..2020-09-02", "2 Sept 2020"), ("2020-09~", "15 Oct 2020")),
    ):
        assert as_of(shipped(), text).words == words


def test_only_a_term_at_the_top_makes_the_mode() -> None:
    for text, value in (
        *(("known:2020-09", "2020-09"), ("kind:law known:2021 known:2020-09", "2020-09")),
        *(("known:2020-09.. known:2021", "2021"), ("-known:2020-09", None), ("known:2020-09 OR kind:law", None)),
        *(("known:2020-09..", None), ("", None)),
    ):
        found = report_time.term(parser.parse(text))
        assert (found.value if found else None) == value


def test_the_mode_is_a_term_of_the_filter_and_goes_round_through_its_text() -> None:
    wanted = report_time.within(parser.parse('kind:law known:2021 "open letter"'), "2020-09-01")
    assert str(wanted) == 'kind:law "open letter" known:2020-09-01'
    assert parser.parse(str(wanted)) == wanted
    assert str(report_time.without(wanted)) == 'kind:law "open letter"'


def test_entering_and_leaving_the_mode_are_jumps() -> None:
    begun = State()
    inside = state.know(begun, "2020-09-01")
    assert inside.spot.query == Field("known", "2020-09-01")
    assert inside.spot.since
    assert state.go_back(inside).spot == begun.spot
    again = state.know(inside, "2021")
    assert again.spot.query == Field("known", "2021")
    assert state.peel(inside).spot.query == Everything()
    left = state.forget(inside)
    assert left.spot.query == Everything()
    assert state.go_back(left).spot == inside.spot
    assert not state.show_since(inside).spot.since


def test_the_shipped_harbour_in_the_autumn_of_2020() -> None:
    index, wanted = shipped(), parser.parse("known:2020-09")
    found = report_time.split(index, as_of(index, "2020-09"), wanted)
    assert (len(found.known), len(found.since), len(found.unsure)) == (10, 6, 0)


@pytest.mark.parametrize(
    ("text", "unit", "by", "then"),
    [
        ("2020-09-30", "day", 1, "2020-10-01"),
        ("2020-09", "day", 1, "2020-10-01"),
        ("2020-09", "month", 1, "2020-10"),
        ("2020-12", "month", 1, "2021-01"),
        ("2020", "month", -1, "2020-11"),
        ("2020-01-31", "month", 1, "2020-02-29"),
        ("2020-03-31", "month", -1, "2020-02-29"),
        ("2020-12-31", "month", 1, "2021-01-31"),
        ("0000-01-05", "month", -1, "-0001-12-05"),
    ],
)
def test_the_time_asked_about_moves_by_days_and_months(
    text: str, unit: Literal["day", "month"], by: int, then: str
) -> None:
    at = report_time.as_of(shipped().postings, Field("known", text))
    assert at is not None
    assert report_time.moved(at, unit, by) == then


def test_the_calendar_ends() -> None:
    at = report_time.as_of(shipped().postings, Field("known", "9999-12-31"))
    assert at is not None
    units: tuple[Literal["day", "month"], ...] = ("day", "month")
    for unit in units:
        with pytest.raises(DateError):
            report_time.moved(at, unit, 1)


def test_a_record_had_been_told_by_what_it_rests_on_or_else_what_is_counted_under_it() -> None:
    index = Index(
        store_from(f"""{PLAIN}\
people:
  ann: {{name: Ann, evidence: [early/a]}}
  bea: {{name: Bea}}
  cid: {{name: Cid}}
  dan: {{name: Dan}}
kinds: {{x: {{title: X, sign: X}}}}
relation_types: {{leads: {{title: leads, reverse: led by}}}}
relations:
  bea: {{from: bea, type: leads, to: ann, evidence: [late/a]}}
  cid: {{from: cid, type: leads, to: ann, evidence: [rough/a]}}
""")
    )
    at = as_of(index, "2020-09")
    for section, ids in (("people", "ann known bea since cid unsure dan unsure"),
                         ("events", "at-once known later since roughly unsure undated unsure nobody unsure"),
                         ("sources", "early known late since rough unsure blank unsure")):  # fmt: skip
        words = ids.split()
        for one, status in zip(words[::2], words[1::2], strict=True):
            assert at.status_of(Ref(section, one)) == status, one
    assert at.came_out(day("2020-08-19")) == ["early"]
    assert at.came_out(day("2020-08-20")) == []
    assert as_of(index, "2021-03").came_out(day("2020-08-20")) == ["rough", "late"]
    for source, out, rough in (
        ("early", True, False),
        ("rough", False, True),
        ("blank", False, False),
    ):
        assert (at.is_out(source), at.is_rough(source)) == (out, rough), source
    assert [at.status(ids) for ids in ((), ("late",), ("late", "blank"), ("late", "early"))] == [
        *("unsure", "since", "unsure", "known"),
    ]


def test_a_value_that_was_computed_needs_all_that_it_is_computed_from(index: Index) -> None:
    def status(*passages: str, derived: str = "") -> str:
        value = Value(value="5", derived=derived, evidence=tuple(Citation(passage=f"{one}/a") for one in passages))
        return report_time.value_status(value, as_of(index, "2020-09"))

    for sources, told, computed in (
        ("early", "known", "known"),
        ("late", "since", "since"),
        ("early late", "known", "since"),
        ("early rough", "known", "unsure"),
        ("rough late", "unsure", "since"),
        ("blank", "unsure", "unsure"),
    ):
        assert (status(*sources.split()), status(*sources.split(), derived="mean")) == (told, computed), sources
