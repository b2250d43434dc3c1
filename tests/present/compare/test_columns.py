"""What the sources tell of the same days, side by side."""

from __future__ import annotations

import pytest
from cases import for_each
from compared import event, index_of, source
from making import days, joined

from tui.core.index.days_compared import MOST
from tui.core.index.index import Index
from tui.core.model.records import Citation, Event, Passage, Source
from tui.core.query import parser
from tui.core.text.display import cells
from tui.present.compare.columns import Comparison, compare
from tui.present.compare.grid import ELSEWHERE, LEAST, Grid, fitting, grid, title
from tui.present.signs import use_signs

INDEX = index_of()


def compared(index: Index = INDEX, first: str = "2020-08-09", last: str = "", query: str = "") -> Comparison:
    return compare(index.store, index, parser.parse(query), days(first, last))


@pytest.fixture
def told() -> Comparison:
    return compared(last="2020-08-10")


def text(made: Grid) -> list[str]:
    return list(map(joined, made.lines))


def test_sources_of_one_voice_stand_beside_each_other_and_say_so(told: Comparison) -> None:
    columns = {column.source: column for column in told.columns}
    order = list(columns)
    assert set(order) == {"gull", "tern", "echo", "skua"}
    assert abs(order.index("tern") - order.index("echo")) == 1
    assert columns["tern"].head.tie == "one voice with Echo"
    assert columns["echo"].head.tie == "one voice with Tern"
    assert columns["gull"].head.tie == columns["skua"].head.tie == ""
    alone = {name: (column.events, column.alone) for name, column in columns.items()}
    assert alone == {"gull": (3, 2), "tern": (2, 1), "echo": (2, 2), "skua": (2, 2)}
    assert (told.voices, len(told.columns), told.sources) == (3, 4, 4)


def test_dates_that_only_may_be_in_the_days_stand_apart_at_the_end(told: Comparison) -> None:
    assert [(band.date, band.surely) for band in told.bands] == [
        *(("8–12 August 2020", True), ("9 August 2020", True), ("10 August 2020", True)),
        *(("2020", False), ("August 2020", False)),
    ]
    assert (told.events, told.wider, told.uncited) == (7, 2, 1)


def test_of_one_date_what_several_tell_comes_first_and_the_rest_is_packed(told: Comparison) -> None:
    rows = told.bands[1].rows
    assert [bool(row.title) for row in rows] == [True, True, False]
    assert [set(row.cells) for row in rows] == [{"echo", "tern"}, {"gull", "tern"}, {"gull"}]
    asides = [(row.title[0].aside.text, row.title[0].aside.role) for row in rows[:2]]
    assert asides == [("◈ 2 sources, one voice", "bar"), ("told by 2", "muted")]
    assert [entry.event.id for entry in rows[2].cells["gull"]] == ["lone"]
    assert rows[2].cells["gull"][0].passages == ("gull/p2", "gull/p3")


def test_the_grid_says_only_here_and_what_a_source_tells_differently(told: Comparison) -> None:
    made = grid(told, 0, 4 * LEAST + 3)
    lines = text(made)
    assert len(made.edges) == 4
    assert all(cells(line) == 4 * LEAST + 3 for line in lines)
    lone = next(line for line in lines if "Event lone" in line)
    assert "◈ Event lone" in lone
    assert "only here" in lone
    assert sum("Says it was the tenth." in line for line in lines) == 1
    assert any("≠ Event vote" in line and line.endswith("told by 2 ") for line in lines), "at the edge of the screen"
    assert any(ELSEWHERE in line for line in lines)
    assert any("1 event of these days without a source" in line for line in lines)


def test_what_is_told_in_columns_out_of_view_is_said(told: Comparison) -> None:
    made = grid(told, 0, LEAST)
    assert len(made.edges) == 1
    here = told.columns[0].source
    assert {place.entry.source for place in made.places} == {here}
    assert any("in other columns" in line for line in text(made))


def test_of_columns_out_of_view_nothing_is_written(told: Comparison) -> None:
    """Hundreds of sources may tell of the same days; each head and account would have to be read from the disk."""
    grid(told, 1, LEAST)
    seen = told.columns[1].source
    accounts = {entry for band in told.bands for row in band.rows for cell in row.cells.values() for entry in cell}
    assert [one.source for one in (*told.columns, *accounts) if "head" in vars(one)] == [seen]
    assert {one.source for one in accounts if "blocks" in vars(one)} == {seen}


@for_each(case=[(1, 1), (40, 1), (76, 1), (77, 2), (80, 2), (100, 2), (120, 3), (160, 4)])
def test_as_many_columns_stand_side_by_side_as_fit(told: Comparison, case: tuple[int, int]) -> None:
    width, count = case
    assert fitting(width, 9) == count
    for left in (-3, 0, 2, 99):
        made = grid(told, left, width)
        assert len(made.edges) == count
        assert 0 <= made.left <= len(told.columns) - count
        assert {cells(line) for line in text(made)} == {width}
        assert all(cells(joined(line)) == width for line in made.heads)
        assert all(place.first <= place.last < len(made.lines) for place in made.places)


def test_entries_stand_where_the_grid_says(told: Comparison) -> None:
    made = grid(told, 0, 160)
    for place in made.places:
        edge, size = made.edges[place.column]
        inside = "\n".join(line[edge : edge + size] for line in text(made)[place.first : place.last + 1])
        assert f"{place.entry.source} words" in inside


def test_the_title_says_days_counts_columns_and_filter(told: Comparison) -> None:
    made = grid(told, 0, 80)
    line = joined(title(told, made, ("disputed",), 160))
    assert line.startswith(" 9–10 August 2020")
    assert "5 events, 2 more may be" in line
    assert "4 of 4 sources, 3 voices" in line
    assert "columns 1–2 of 4" in line
    assert " disputed " in line
    for width in (1, 10, 40, 80):
        assert cells(joined(title(told, made, ("disputed", "x" * 90), width))) == width


def test_the_filter_in_force_narrows_what_is_compared() -> None:
    told = compared(INDEX, "2020-08-01", "2020-08-31", "is:disputed")
    shown = [cell for band in told.bands for row in band.rows for cell in row.cells.values()]
    assert [entry.event.id for cell in shown for entry in cell] == ["vote", "vote"]


def test_nothing_told_is_said() -> None:
    told = compared(first="1999-01-01")
    assert told.columns == ()
    assert "Nothing is told of these days" in " ".join(text(grid(told, 0, 60)))


def test_ascii_draws_without_other_signs() -> None:
    use_signs(ascii_only=True)
    drawn = text(grid(compared(last="2020-08-10"), 0, 120))
    assert any("1 Event lone" in line for line in drawn)
    assert not any(sign in line for line in drawn for sign in "◈│─")


def test_more_events_than_can_be_compared_are_left_off_and_said() -> None:
    told = compared(index_of(event(f"e{n:03}", "2020-08-09", "gull/p1") for n in range(MOST + 7)))
    assert (told.events, told.left_off) == (MOST, 7)
    assert any("7 more events are not compared" in line for line in text(grid(told, 0, 80)))


def test_as_known_at_a_day_columns_say_which_sources_came_since() -> None:
    dated = {"gull": "2020-08-15", "tern": "2020-09-20", "echo": "2020-09"}
    sources = [source(name, issued=when) for name, when in dated.items()]
    index = index_of([event("vote", "2020-08-09", "gull/p1", "tern/p1", "echo/p1")], sources)
    told = compared(index, query="known:2020-09-10")
    status = {column.source: column.head.status for column in told.columns}
    assert status == {"gull": "known", "tern": "since", "echo": "unsure"}
    heads = "\n".join(map(joined, grid(told, 0, 160).heads))
    assert "◌ Tern" in heads
    assert "only since" in heads
    assert "? Echo" in heads


def test_hostile_text_is_drawn_as_signs() -> None:
    bad = "x\x1b[2J\x9b\u202e [/] [bold]\n"
    passages = {"p1": Passage(gist=bad, quote=bad, section_title=bad)}
    told = Event(id="e", title=bad, date="2020-08-09", evidence=(Citation(passage="gull/p1", differs=bad),))
    index = index_of([told], [Source(id="gull", title=bad, publisher=bad, passages=passages)])
    made = grid(compared(index), 0, 100)
    for line in (*made.lines, *made.heads):
        assert all(span.text.isprintable() for span in line)
        assert cells(joined(line)) == 100
    assert any("[/] [bold]" in line for line in text(made))
