"""The index of a page: its named parts in order, each in one line."""

from __future__ import annotations

from making import joined, shipped

from tui.core.model.records import Ref
from tui.present.cards.card import card
from tui.present.disputes import disputed
from tui.present.page import Page
from tui.present.page_index import PageIndex, part_ref
from tui.present.timeline.rows import IndexRow, line


def rows_of(page: Page) -> list[IndexRow]:
    return [row for row in PageIndex(page) if isinstance(row, IndexRow)]


def test_disputes_are_listed_under_their_headings_with_their_dates() -> None:
    rows = rows_of(disputed(shipped()))
    assert [row.name for row in rows if row.heads] == ["Figures", "Statements", "Events"]
    cut = next(row for row in rows if row.ref == part_ref("events/network-cut"))
    assert (cut.name, cut.note) == ("Network down in the whole town", "9–12 August 2020")
    index = PageIndex(disputed(shipped()))
    assert [index.find(row.ref) for row in rows] == list(range(len(index)))
    assert index.find(part_ref("nowhere")) is None


def test_a_card_begins_with_its_title() -> None:
    rows = rows_of(card(shipped().store, Ref("organisations", "hpark")))
    assert (rows[0].name, rows[0].ref) == ("Harbour Park", part_ref(""))
    assert {"Relations", "Timeline", "Sources"} <= {row.name for row in rows if row.heads}
    source = rows_of(card(shipped().store, Ref("sources", "gazette")))
    assert [row.name for row in source].count(source[0].name) == 1, "the title stands there once"
    assert rows_of(Page()) == []


def test_a_row_fills_its_width_and_leaves_the_last_cell_to_the_scroll_bar() -> None:
    row = IndexRow(part_ref("a"), "Commission declares the winner", "9 August 2020", heads=False)
    for width in (12, 20, 47, 48, 80):
        text = joined(line(row, width))
        assert len(text) == width
        assert text.endswith("  ")  # a blank, and what a scroll bar covers
    assert joined(line(row, 49)) == "  Commission declares the winner  9 August 2020  "
    assert joined(line(row, 41)) == "  Commission declares…    9 August 2020  "
    vague = IndexRow(
        part_ref("a"), "Commission declares the winner", "9 August 2020 – about September 2020", heads=False
    )
    assert vague.note in joined(line(vague, 60)), "a long date stands whole, and the name gives way"
