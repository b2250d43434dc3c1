"""The banner of the mode "as known at", and the marks on rows, cards and excerpts while it lasts."""

from __future__ import annotations

from cases import for_each
from making import joined, lines, shipped, store_from

from tui.core.index import report_time
from tui.core.index.index import Index
from tui.core.index.report_time import AsOf
from tui.core.model.records import Ref
from tui.core.query import parser
from tui.core.text.display import cells
from tui.present.banner import AsKnown, banner, between, left_out, said
from tui.present.cards.card import card
from tui.present.page import Page
from tui.present.signs import use_signs
from tui.present.source.evidence import excerpts
from tui.present.timeline.listings import Listing
from tui.present.timeline.rows import EventRow, line
from tui.present.timeline.timeline import TimelineRows

VALUE = AsKnown("1 Sept 2020", 134, 66, 2, marked=True, undated=("The Gazette", "Yearbook"))
INDEX = shipped()
STORE = INDEX.store


def text(value: AsKnown, width: int) -> str:
    return joined(banner(value, width))


def at(when: str, index: Index = INDEX) -> AsOf:
    found = report_time.as_of(index.postings, parser.parse(f"known:{when}"))
    assert found is not None
    return found


def words(page: Page) -> str:
    return " ".join(line.strip() for line in lines(page, 76))


def test_all_of_it_where_there_is_room() -> None:
    assert text(VALUE, 200) == (
        " AS KNOWN BY 1 Sept 2020  134 events known · 66 since, marked ◌ · 2 unsure, marked ?   U hides them   "
        "without a date: The Gazette, Yearbook   u another date"
    )


def test_where_the_keys_do_nothing_they_are_not_named() -> None:
    said_in = joined(banner(VALUE, 200, ""))
    assert said_in == (
        " AS KNOWN BY 1 Sept 2020  134 events known · 66 since · 2 unsure   without a date: The Gazette, Yearbook"
    )
    parts = banner(VALUE, 120, "this source came out later")
    assert parts[1].text == " 134 events known · 66 since · 2 unsure   this source came out later   2 undated"
    assert parts[1].does == ""


def test_what_is_hidden_is_said() -> None:
    hidden = AsKnown("1 Sept 2020", 1, 66, 0, marked=False)
    sentence = " AS KNOWN BY 1 Sept 2020  1 event known · 66 since, hidden   U shows them   u another date"
    assert text(hidden, 100) == sentence
    none = AsKnown("1 Sept 2020", 3, 0, 0, marked=False)
    assert text(none, 100) == " AS KNOWN BY 1 Sept 2020  3 events known · 0 since   u another date"


@for_each(width=range(1, 170))
def test_it_fits_and_the_day_stays_longest(width: int) -> None:
    said_in = text(VALUE, width)
    assert cells(said_in) <= width
    assert " AS KNOWN BY 1 Sept 2020".startswith(said_in[:24].rstrip("… "))
    assert not said_in.endswith("   U"), "a key stands with its word"
    if width >= 47:
        assert "134 known" in said_in or "134 events known" in said_in
    if width >= 64:
        assert "U hides them" in said_in, "a key with what it does, where there is room for both"


@for_each(width=range(38, 170))
def test_what_is_left_out_is_named_as_far_as_there_is_room_and_counted(width: int) -> None:
    said_in = left_out(
        AsKnown("1 Sept 2020", 1, 0, 0, marked=False, undated=("The Gazette", "Yearbook", "Almanac")), width
    )
    named = ["", ": The Gazette and 2 more", ": The Gazette, Yearbook and 1 more", ": The Gazette, Yearbook, Almanac"]
    assert said_in == "3 sources without a date are left out" + named[(width >= 61) + 2 * (width >= 69)]
    assert cells(said_in) <= width
    came = between(STORE, at("2020-08-12"), at("2020-10"), width)
    assert cells(came) <= width
    assert came.endswith(" came out")
    assert "…" not in came


def test_a_hostile_day_or_name_is_no_control_character() -> None:
    bad = AsKnown("\x1b[2J", 1, 1, 0, marked=True, undated=("a\x1b]52;c;eA==\x07",))
    assert text(bad, 160).isprintable()


def test_as_a_sentence() -> None:
    assert said(VALUE) == (
        "134 events known by 1 Sept 2020, 66 since, 2 of which nobody can say; without a date: The Gazette, Yearbook"
    )


def test_rows_bear_a_sign_for_what_was_not_told() -> None:
    rows = [row for row in TimelineRows(INDEX, INDEX.run(parser.parse("")), at=at("2020-09")) if hasattr(row, "title")]
    later = {row.ref.id: row.later for row in rows}
    assert (later["park-founded"], later["network-cut"]) == ("◌", "")
    assert sum(sign == "◌" for sign in later.values()) == 6
    for ascii_only in (False, True):
        use_signs(ascii_only=ascii_only)
        row = next(row for row in rows if row.later)
        drawn = joined(line(row, 60))
        assert f"◌ {row.title}" in drawn
        assert cells(drawn) == 60


def test_voices_and_disputes_of_a_row_are_those_of_then() -> None:
    def row(when: str, event: str) -> EventRow:
        rows = TimelineRows(INDEX, INDEX.run(parser.parse("")), at=at(when))
        return rows[rows.find(Ref("events", event))]

    then, later = row("2020-09", "network-cut"), row("2021-12", "network-cut")
    assert (then.voices, then.disputed) == (1, False)
    assert later.voices > 1
    assert later.disputed


def test_cards_say_what_was_told_and_what_came_since() -> None:
    then = at("2020-09")
    assert "◌ Not yet told by the end of Sept 2020: first on 12 March 2021" in words(
        card(STORE, Ref("events", "park-founded"), at=then)
    )
    cut = words(card(STORE, Ref("events", "network-cut"), at=then))
    assert "Known by the end of Sept 2020, by 1 of its 3 sources" in cut
    assert "The Example Review ◌" in cut
    assert "by the end of Sept 2020: no difference yet; today:" in cut
    assert "by the end of Sept 2020" not in words(card(STORE, Ref("events", "network-cut")))


def test_records_of_other_listings_bear_the_sign_too() -> None:
    def listed(section: str) -> Listing:
        return Listing(INDEX, INDEX.postings.facet("section", section), at=at("2020-09"))

    rows = listed("sources")
    later = {row.ref.id: row.later for row in rows}
    assert later == {"gazette": "", "lystok": "◌", "rev21": "◌", "stat20": "?"}
    drawn = joined(line(rows[2], 60))
    assert "◌ How a small sector grew" in drawn
    assert cells(drawn) == 60
    assert {row.ref.id: row.later for row in listed("people")}["quill"] == ""


def test_excerpts_say_which_were_published_after() -> None:
    page = words(excerpts(STORE, Ref("events", "network-cut"), 0, at=at("2020-09")))
    assert page.count("◌ published after the end of Sept 2020") == 2


def test_a_source_without_a_date_is_said_on_the_card() -> None:
    index = Index(
        store_from(
            "sources: {blank: {title: Blank, passages: {a: {gist: A}}}}\n"
            "events: {e: {title: E, date: 2020, evidence: [blank/a]}}\n"
        )
    )
    then, e = at("2020-09", index), Ref("events", "e")
    assert "? Nobody can say whether this was told by the end of Sept 2020" in words(card(index.store, e, at=then))
    assert "? without a date: perhaps out by" in words(excerpts(index.store, e, 0, at=then))
