"""Moves as a table, and on the card of a place in both directions."""

from __future__ import annotations

from typing import get_args

from making import lines, shipped, store_of

from tui.core.index.index import Index
from tui.core.model.records import Amount, Event, Involvement, Place, Ref
from tui.present.cards.card import card
from tui.present.cards.parts import CardWriter
from tui.present.moves import MoveOrder, moves_of, moves_table
from tui.present.page import lay_out

PLACES = [Place(id="isle", name="Isle"), Place(id="bay", name="Bay", within="isle"), Place(id="far", name="Far")]


def move(name: str, origin: str, destination: str, *amounts: Amount, who: str = "far") -> Event:
    ends = {"origin": origin, "destination": destination}
    return Event(id=name, title=name, date="2020", moved=amounts, involves=(Involvement(entity=who),), **ends)


def of(*events: Event) -> Index:
    return Index(store_of(places=PLACES, events=[*events, Event(id="none", title="none", date="2020", place="bay")]))


def rows(index: Index, order: MoveOrder = "date", width: int = 150) -> list[str]:
    moves = moves_of(index, index.postings.facet("section", "events"))
    return lines(moves_table(CardWriter(index.store), index, moves, order, width).page, width)


def test_a_move_has_its_ends_who_when_how_many_and_who_says_so() -> None:
    index = shipped()
    for width in (150, 76):
        text = " ".join(" ".join(rows(index, width=width)).split())
        assert "12 people" in text
        assert "Brightkeel" in text
        assert "The Harbour Gazette" in text
        assert "24–31 Aug 2020" in text
        assert "Mira Lind" in text
    assert "11 firms" in next(row for row in rows(index) if "Feb 2021" in row)


def test_each_row_is_one_link_to_its_event() -> None:
    index = shipped()
    moves = moves_of(index, index.postings.facet("section", "events"))
    for width in (150, 76):
        layout = lay_out(moves_table(CardWriter(index.store), index, moves, "date", width).page, width)
        assert len(layout.links) == len(moves) == 3
        assert {link.ref.section for link, _, _ in layout.links} == {"events"}


def test_nothing_in_the_table_is_cut_and_each_column_has_its_name_where_there_are_columns() -> None:
    long = Amount(value="those willing, from an office of more than three hundred citizens, by and by")
    index = of(move("a", "isle", "far", long), move("b", "bay", "", Amount(value="2", unit="ships")))
    for width in (150, 76):
        text = " ".join(" ".join(rows(index, width=width)).split())
        assert "…" not in text
        moves = moves_of(index, index.postings.facet("section", "events"))
        columns = moves_table(CardWriter(index.store), index, moves, "who", width).columns
        named = "".join(part.text for part in columns)
        assert all((title in named) == (width == 150) for title in ("When", "From", "To", "Who", "How many", "Told by"))
        assert [part.text.split()[0] for part in columns if part.tone == "strong"] == ["Who"] * (width == 150)


def test_the_term_of_a_row_is_its_value_in_the_column_by_which_the_table_is_sorted() -> None:
    index = of(move("a", "isle", "far", who="bay"))
    moves = moves_of(index, index.postings.facet("section", "events"))
    wanted = {"date": "date:2020", "origin": "place:isle", "destination": "place:far", "who": "place:bay"}
    for order in get_args(MoveOrder):
        page = moves_table(CardWriter(index.store), index, moves, order, 150).page
        term = next(span.link.term for block in page.blocks for span in block.spans if span.link is not None)
        assert ("" if term is None else str(term)) == wanted.get(order, "")


def test_the_table_is_sorted_by_each_of_its_columns() -> None:
    many, few = Amount(value="2,000", unit="people"), Amount(value="12", unit="people")
    index = of(move("a", "isle", "", few), move("b", "bay", "far", Amount(value="some")), move("c", "", "bay", many))

    def sorted_by(order: MoveOrder) -> list[str]:
        moves = moves_of(index, index.postings.facet("section", "events"))
        page = moves_table(CardWriter(index.store), index, moves, order, 150).page
        return [block.anchor for block in page.blocks if block.anchor]

    assert sorted_by("date") == ["a", "b", "c"]
    assert sorted_by("origin") == ["b", "a", "c"]
    assert sorted_by("destination") == ["c", "b", "a"]
    assert sorted_by("number") == ["c", "a", "b"]


def test_by_number_each_unit_stands_by_itself_the_greatest_number_first() -> None:
    numbers = (("10", "firms"), ("2,000", "people"), ("a part", ""), ("12", "firms"), ("20 thousand", "people"))
    events = [move(f"m{at}", "isle", "", Amount(value=value, unit=unit)) for at, (value, unit) in enumerate(numbers)]
    for width in (150, 76):
        told = [row for row in rows(of(*events, move("bare", "bay", "")), "number", width) if row.strip()]
        wanted = [
            "people",
            "20 thousand",
            "2,000 people",
            "firms",
            "12 firms",
            "10 firms",
            "in words",
            "a part",
            "without a number",
        ]
        places = [next(at for at, row in enumerate(told) if text in row) for text in wanted]
        assert places == sorted(places)
        assert [told[places[at]].strip() for at in (0, 3, 6, 8)] == ["people", "firms", "in words", "without a number"]


def test_a_place_has_its_moves_in_both_directions_with_those_of_its_parts_and_none_within_it() -> None:
    ten = Amount(value="10", unit="people", qualifier="about")
    index = of(move("gone", "bay", "far", ten), move("come", "far", "isle"), move("inside", "bay", "isle"))
    text = lines(card(index.store, Ref("places", "isle")))
    left, came = (
        text.index(next(t for t in text if t.startswith("Left"))),
        text.index(next(t for t in text if t.startswith("Moved to Isle"))),
    )
    assert "gone · to Far · about 10 people · 2020" in text[left + 1]
    assert "come · from Far · 2020" in text[came + 1]
    assert text[left + 2] == ""
    assert text[came + 2 :][:1] == [""] or not text[came + 2 :]


def test_a_direction_without_moves_is_said_in_one_line_and_a_place_without_any_says_nothing() -> None:
    index = of(move("gone", "bay", "far"))
    text = lines(card(index.store, Ref("places", "isle")))
    (none,) = (at for at, line in enumerate(text) if line.startswith("Moved to Isle"))
    assert text[none].endswith("none is recorded")
    assert text[none + 1] == ""
    assert not [line for line in lines(card(of().store, Ref("places", "isle"))) if line.startswith(("Left", "Moved"))]


def test_nothing_that_moves_is_said() -> None:
    assert rows(of()) == ["No event listed here is a move from a place or to one"]
