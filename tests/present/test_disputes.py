"""Where accounts differ: blocks by date on one scale, and the way there from any record concerned."""

from __future__ import annotations

import pytest
from cases import for_each
from disputed import disputed_index
from making import lines, shipped

from tui.core.index import report_time
from tui.core.index.index import Index
from tui.core.model.records import Ref
from tui.core.query import parser
from tui.core.text.display import cells
from tui.core.text.numbers import Figure
from tui.present import disputes as module
from tui.present.cards.dots import CELLS, Dots, axis, dots
from tui.present.disputes import dispute_anchor, disputed
from tui.present.page import lay_out
from tui.present.signs import use_signs


@pytest.fixture
def index() -> Index:
    return disputed_index()


def test_a_claim_is_a_block_of_values_by_date_on_one_scale(index: Index) -> None:
    told = lines(disputed(index), 76)
    assert told[0] == "1 claim in dispute, 1 event told differently, 1 other record"
    at = told.index("≠ What did it cost?")
    assert told[at : at + 14] == [
        "≠ What did it cost?",
        "  about Park · cost · town",
        f"     2020  ●{'═' * 8}●{'─' * 18}  ★ 1.5 to 2 million crowns",
        "           One",
        "             preferred because it is itemised",
        f"     2021  {'─' * 27}●  3 million crowns",
        "           all of it · said by Jan Doe · Two",
        "     2022  a lot  Far",
        f"  undated  {'─' * 16}○{'─' * 11}  2.4 million crowns",
        "           One, Two",
        "             computed: mean",
        f"           1.5{' ' * 24}3 million crowns",
        "≠ It cost one sum.",
        "  spread 1.5 to 3 million crowns · they differ in basis, year, speaker",
    ]
    assert not any("How sure?" in line for line in told)


def test_what_is_told_differently_says_who_agrees_and_who_repeats_whom(index: Index) -> None:
    told = lines(disputed(index), 76)
    at = told.index("≠ Opening  1 February 2020")
    assert told[at : at + 4] == [
        "≠ Opening  1 February 2020",
        "    so told by One",
        "    Far  A day later.",
        "    2 sources, one voice: Far repeats Two; Two repeats One",
    ]
    assert "≠ Jan Doe leads Park" in told
    assert not any("Quiet" in line for line in told)


def test_every_disputed_record_has_a_block(index: Index) -> None:
    assert dispute_anchor(index, Ref("people", "roe")) == ""
    for ref in (Ref("claims", "cost"), Ref("events", "opening"), Ref("relations", "doe-leads")):
        anchor = dispute_anchor(index, ref)
        assert anchor == f"{ref.section}/{ref.id}"
        assert anchor in lay_out(disputed(index, first=anchor), 76).anchors


def test_of_very_many_the_one_concerned_is_shown(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 0)
    told = lines(disputed(index, first="events/opening"), 76)
    assert "≠ Opening  1 February 2020" in told
    assert "≠ What did it cost?" not in told
    assert "and 1 more: is:disputed in the filter finds them all" in told


def test_as_known_at_a_date_what_came_since_is_marked(index: Index) -> None:
    at = report_time.as_of(index.postings, parser.parse("known:2020"))
    told = lines(disputed(index, at=at), 76)
    assert any(line.endswith("◌ 3 million crowns") for line in told)
    assert "  by the end of 2020: no difference yet; today:" in told
    assert "    Far ◌  A day later." in told


@for_each(width=[1, 8, 20, 40, 76])
def test_it_falls_into_any_width(index: Index, width: int) -> None:
    use_signs(ascii_only=True)
    assert all(cells(line) <= width for line in lines(disputed(index), width))


def test_a_strip_is_one_line_wide_with_a_dot_or_a_range() -> None:
    for ascii_only in (False, True):
        use_signs(ascii_only=ascii_only)
        for figure in (Figure(0, 0), Figure(10, 10), Figure(3, 7), Figure(0, 10), Figure(5, 5.1)):
            strip = dots(figure, 0, 10)
            assert strip is not None
            assert cells(strip.before + strip.own + strip.behind) == CELLS
    assert dots(Figure(0, 0), 0, 10, width=5) == Dots("", "I", "----")
    use_signs(ascii_only=False)
    assert dots(Figure(5, 10), 0, 10, width=11) == Dots("─────", "●════●", "")
    assert dots(Figure(11, 11), 0, 10) is None
    assert dots(None, 0, 10) is None


def test_the_axis_names_both_ends() -> None:
    assert axis(5, 6.5, "%") == f"5{' ' * 24}6.5 %"
    assert axis(1000, 2500000, "crowns", width=10) == "1,000  2,500,000 crowns"


@pytest.mark.parametrize("name", ["harbour", "belarus-it"])
def test_all_that_differs_in_the_shipped_datasets_has_a_block(name: str) -> None:
    index = shipped(name)
    anchors = lay_out(disputed(index), 76).anchors
    wanted = {f"claims/{ref.id}" for ref in index.refs(index.run(parser.parse("is:disputed")), "claims")}
    wanted |= {f"events/{ref.id}" for ref in index.refs(index.run(parser.parse("has:differs")), "events")}
    assert wanted
    assert wanted <= set(anchors)
    for section in ("events", "organisations", "people", "places", "relations", "claims"):
        for ref in index.refs(index.run(parser.parse("is:disputed")), section):
            assert dispute_anchor(index, ref) in anchors, ref
