"""The banner of the mode "as known at", and the marks on rows, cards and excerpts while it lasts."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import for_each
from samples import HARBOUR

from tui.core.index import report_time
from tui.core.index.index import Index
from tui.core.index.report_time import AsOf
from tui.core.loading.loader import load
from tui.core.model.records import Ref
from tui.core.query import parser
from tui.core.store.memory import MemoryStore
from tui.core.text.display import cells
from tui.present.banner import AsKnown, banner, said
from tui.present.cards.card import card
from tui.present.page import Page, lay_out
from tui.present.signs import use_signs
from tui.present.source.evidence import excerpts
from tui.present.timeline.listings import Listing
from tui.present.timeline.rows import EventRow, RecordRow, line
from tui.present.timeline.timeline import TimelineRows

VALUE = AsKnown("1 Sept 2020", 134, 66, 2, marked=True, undated=("The Gazette", "Yearbook"))


def text(value: AsKnown, width: int) -> str:
    return "".join(part.text for part in banner(value, width))


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(MemoryStore(load(HARBOUR)[0]))


def at(index: Index, when: str) -> AsOf:
    found = report_time.as_of(index.store, parser.parse(f"known:{when}"))
    assert found is not None
    return found


def words(page: Page) -> str:
    return " ".join("".join(span.text for span in line).strip() for line in lay_out(page, 76).lines)


def test_all_of_it_where_there_is_room() -> None:
    assert text(VALUE, 200) == (
        " AS KNOWN BY 1 Sept 2020  134 events known · 66 since, marked + · 2 unsure, marked ?   U hides them   "
        "without a date: The Gazette, Yearbook   Esc or u leaves"
    )


def test_where_the_keys_do_nothing_they_are_not_named() -> None:
    said_in = "".join(part.text for part in banner(VALUE, 200, ""))
    assert said_in == (
        " AS KNOWN BY 1 Sept 2020  134 events known · 66 since · 2 unsure   without a date: The Gazette, Yearbook"
    )
    parts = banner(VALUE, 120, "+ this source came out later")
    assert parts[1].text == " 134 events known · 66 since · 2 unsure   + this source came out later   2 undated"
    assert parts[1].does == ""


def test_what_is_hidden_is_said() -> None:
    hidden = AsKnown("1 Sept 2020", 1, 66, 0, marked=False)
    assert (
        text(hidden, 100)
        == " AS KNOWN BY 1 Sept 2020  1 event known · 66 since, hidden   U shows them   Esc or u leaves"
    )
    none = AsKnown("1 Sept 2020", 3, 0, 0, marked=False)
    assert text(none, 100) == " AS KNOWN BY 1 Sept 2020  3 events known · 0 since   Esc or u leaves"


@for_each(width=range(1, 170))
def test_it_fits_and_the_day_stays_longest(width: int) -> None:
    said_in = text(VALUE, width)
    assert cells(said_in) <= width
    assert " AS KNOWN BY 1 Sept 2020".startswith(said_in[:24].rstrip("… "))
    if width >= 47:
        assert "134 known" in said_in or "134 events known" in said_in


def test_a_hostile_day_or_name_is_no_control_character() -> None:
    bad = AsKnown("\x1b[2J", 1, 1, 0, marked=True, undated=("a\x1b]52;c;eA==\x07",))
    assert text(bad, 160).isprintable()


def test_as_a_sentence() -> None:
    assert said(VALUE) == (
        "134 events known by 1 Sept 2020, 66 since, 2 of which nobody can say; without a date: The Gazette, Yearbook"
    )


def test_rows_bear_a_sign_for_what_was_not_told(index: Index) -> None:
    everything = index.run(parser.parse(""))
    rows = TimelineRows(index, everything, at=at(index, "2020-09"))
    later = {row.ref.id: row.later for row in rows if isinstance(row, EventRow)}
    assert later["park-founded"] == "+"
    assert later["network-cut"] == ""
    assert sum(sign == "+" for sign in later.values()) == 6
    for ascii_only in (False, True):
        use_signs(ascii_only=ascii_only)
        row = next(row for row in rows if isinstance(row, EventRow) and row.later)
        said_in = "".join(piece.text for piece in line(row, 60))
        assert f"+ {row.title}" in said_in
        assert cells(said_in) == 60


def test_voices_and_disputes_of_a_row_are_those_of_then(index: Index) -> None:
    everything = index.run(parser.parse(""))

    def row(when: str, event: str) -> EventRow:
        rows = TimelineRows(index, everything, at=at(index, when))
        number = rows.find(Ref("events", event))
        assert number is not None
        found = rows[number]
        assert isinstance(found, EventRow)
        return found

    assert (row("2020-09", "network-cut").voices, row("2020-09", "network-cut").disputed) == (1, False)
    assert row("2021-12", "network-cut").voices > 1
    assert row("2021-12", "network-cut").disputed


def test_cards_say_what_was_told_and_what_came_since(index: Index) -> None:
    then = at(index, "2020-09")
    assert "+ Not yet told by the end of Sept 2020: first on 12 March 2021" in words(
        card(index.store, Ref("events", "park-founded"), at=then)
    )
    cut = words(card(index.store, Ref("events", "network-cut"), at=then))
    assert "Known by the end of Sept 2020, by 1 of its 3 sources" in cut
    assert "The Example Review +" in cut
    assert "by the end of Sept 2020: no difference yet; today:" in cut
    assert "by the end of Sept 2020" not in words(card(index.store, Ref("events", "network-cut")))


def test_records_of_other_listings_bear_the_sign_too(index: Index) -> None:
    refs = [Ref("sources", one) for one in index.store.sources]
    rows = Listing(index.store, refs, at=at(index, "2020-09"))
    later = {row.ref.id: row.later for row in rows if isinstance(row, RecordRow)}
    assert later == {"gazette": "", "lystok": "+", "rev21": "+", "stat20": "?"}
    assert "+ How a small sector grew" in "".join(piece.text for piece in line(rows[2], 60))
    assert sum(cells(piece.text) for piece in line(rows[2], 60)) == 60
    people = [Ref("people", one) for one in index.store.ids("people")]
    told = {row.ref.id: row.later for row in Listing(index.store, people, at=at(index, "2020-09"))}  # type: ignore[union-attr]
    assert told["quill"] == ""


def test_excerpts_say_which_were_published_after(index: Index) -> None:
    page = words(excerpts(index.store, Ref("events", "network-cut"), 0, at=at(index, "2020-09")))
    assert page.count("+ published after the end of Sept 2020") == 2


def test_a_source_without_a_date_is_said_on_the_card(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: T}\n")
    (tmp_path / "all.yaml").write_text(
        "sources:\n  blank: {type: article, title: Blank, passages: {a: {gist: A}}}\n"
        "events:\n  e: {title: E, date: 2020, evidence: [blank/a]}\n"
    )
    index = Index(MemoryStore(load(tmp_path)[0]))
    page = words(card(index.store, Ref("events", "e"), at=at(index, "2020-09")))
    assert "? Nobody can say whether this was told by the end of Sept 2020" in page
    assert "? without a date: perhaps out by" in words(
        excerpts(index.store, Ref("events", "e"), 0, at=at(index, "2020-09"))
    )
