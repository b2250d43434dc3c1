"""Which records sources disagree about, and which of them is nearest to a record."""

from __future__ import annotations

from disputed import disputed_index
from making import shipped

from tui.core.index.disputes import dispute_about, disputes
from tui.core.model.records import Ref
from tui.core.query import parser


def test_disputed_records_are_grouped_into_claims_events_and_others() -> None:
    index = disputed_index()
    claims, events, others = ([index.postings.refs[number] for number in found] for found in disputes(index))
    assert claims == [Ref("claims", "cost")]
    assert events == [Ref("events", "opening")]
    assert others == [Ref("relations", "doe-leads")]


def test_the_nearest_dispute_is_the_record_itself_or_one_connected_to_it() -> None:
    nearest = {
        "claims/cost": "claims/cost",
        "events/opening": "events/opening",
        "relations/doe-leads": "relations/doe-leads",
        "organisations/park": "claims/cost",  # a claim about it, before the event it took part in
        "organisations/pier": "events/opening",
        "people/doe": "claims/cost",  # a claim that quotes him
        "sources/far": "events/opening",
        "sources/two": "relations/doe-leads",
        "passages/one/a": "events/opening",
        "people/roe": "",
        "events/quiet": "",
        "passages/one/b": "",
        "claims/sure": "",
        "claims/late": "events/opening",
        "sources/nowhere": "",
    }
    for record, expected in nearest.items():
        section, _, record_id = record.partition("/")
        found = dispute_about(disputed_index(), Ref(section, record_id))
        assert (f"{found.section}/{found.id}" if found else "") == expected, record


def test_all_that_the_query_calls_disputed_leads_to_a_dispute() -> None:
    index = shipped()
    result = index.run(parser.parse("is:disputed"))
    refs = [ref for section in ("events", "organisations", "people", "claims") for ref in index.refs(result, section)]
    assert refs
    assert all(dispute_about(index, ref) for ref in refs)
