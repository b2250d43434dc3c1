"""All that is listed beside the events in the first pane."""

from __future__ import annotations

import pytest
from cases import for_each
from making import joined, shipped

from tui.core.index.index import Index
from tui.core.index.listing_order import in_list_order, orders
from tui.core.model.records import Ref
from tui.core.model.sections import LISTED_SECTIONS
from tui.core.query import parser
from tui.core.query.tree import Everything
from tui.core.text.display import cells
from tui.present.signs import use_signs
from tui.present.timeline.listings import Listing
from tui.present.timeline.rows import RecordRow, Rows, line

LISTS = LISTED_SECTIONS[1:]


@pytest.fixture
def index() -> Index:
    return shipped()


def listed(index: Index, section: str, text: str = "") -> Rows:
    result = index.run(parser.parse(text))
    numbers = in_list_order(index, index.listed(result, section), section, orders(section)[0])
    return Listing(index, numbers, result.query)


def rows_of(rows: Rows) -> list[RecordRow]:
    return [row for row in rows if isinstance(row, RecordRow)]


def test_what_has_the_most_events_comes_first(index: Index) -> None:
    rows = rows_of(listed(index, "organisations"))
    counts = [row.count for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert (rows[0].name, rows[0].what) == ("Harbour Park", "state body")


def test_each_section_says_what_its_records_are(index: Index) -> None:
    whats = {section: {row.name: row.what for row in rows_of(listed(index, section))} for section in LISTS}
    assert whats["places"]["Fish market"] == "in Harbourtown"
    assert all(whats["sources"].values())
    assert all(whats["claims"].values())
    assert any(whats["people"].values())
    assert any("since" in what for what in whats["relations"].values())
    assert all(row.count for row in rows_of(listed(index, "relations")))


def test_claims_count_their_values_and_show_dispute(index: Index) -> None:
    rows = rows_of(listed(index, "claims"))
    assert any(row.disputed for row in rows)
    for row in rows:
        assert row.count == len(index.store.claim(row.ref.id).values)


def test_one_answer_or_one_source_has_no_figure_and_one_event_has(index: Index) -> None:
    for section in ("claims", "relations", "organisations"):
        drawn = {row.count: joined(line(row, 60)).rstrip(" ≠")[-2:] for row in rows_of(listed(index, section))}
        assert 1 in drawn
        assert all((text == f" {count}") == (count > 1 or section == "organisations") for count, text in drawn.items())


def test_the_filter_s_words_are_marked(index: Index) -> None:
    rows = rows_of(listed(index, "organisations", "harb"))
    marked = [row.name[start:end] for row in rows for start, end in row.matches]
    assert "Harb" in marked


def test_a_row_makes_a_term_that_finds_it(index: Index) -> None:
    for section in LISTS:
        rows = listed(index, section)
        for number in range(len(rows)):
            ref = rows.ref(number)
            assert ref is not None
            assert rows.find(ref) == number
            assert ref in index.refs(index.run(rows.term(number) or Everything()), section)
    assert listed(index, "people").find(Ref("people", "nobody")) is None


@for_each(width=[0, 1, 10, 23, 24, 39, 40, 80, 160])
def test_columns_keep_their_places(index: Index, width: int) -> None:
    for section in LISTS:
        for row in rows_of(listed(index, section)):
            for ascii_only in (False, True):
                use_signs(ascii_only=ascii_only)
                assert cells(joined(line(row, width))) == width


def test_nothing_listed_is_an_empty_list(index: Index) -> None:
    assert len(listed(index, "people", "no-such-word")) == 0
