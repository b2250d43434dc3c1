"""The gutter: the whole source in some lines."""

from __future__ import annotations

from cases import for_each

from tui.core.documents.anchor import Verdict
from tui.present.signs import use_signs
from tui.present.source.gutter import Gutter, column, picked
from tui.present.source.parts import Stop


def stop(key: str, place: int, verdict: Verdict = "exact") -> Stop:
    return Stop(key, 1, place, 1, key, verdict)


STOPS = (stop("s/lost", -1, "absent"), stop("s/a", 0), stop("s/b", 55), stop("s/c", 58, "changed"), stop("s/d", 99))


def drawn(gutter: Gutter, height: int) -> list[str]:
    return [cell.rail + cell.mark for cell in column(gutter, height)]


def test_marks_stand_where_the_excerpts_do_and_the_rail_shows_what_is_in_view() -> None:
    gutter = Gutter(100, STOPS, "s/d", (20, 45))
    assert drawn(gutter, 10) == ["│─", "│ ", "┃ ", "┃ ", "┃ ", "│✗", "│ ", "│ ", "│ ", "│◄"]
    use_signs(ascii_only=True)
    assert drawn(gutter, 10) == ["|-", "| ", "H ", "H ", "H ", "|x", "| ", "| ", "| ", "|<"]


def test_of_several_excerpts_on_a_line_the_current_one_is_seen_then_the_doubtful_one() -> None:
    assert column(Gutter(100, STOPS, "s/b"), 10)[5].sort == "current"
    assert column(Gutter(100, STOPS, ""), 10)[5].sort == "doubtful"
    assert column(Gutter(100, STOPS[:3], ""), 10)[5].sort == "excerpt"
    near = tuple(stop(f"s/{place}", place) for place in (51, 53, 55, 71))
    assert [cell.sort for cell in column(Gutter(100, near, ""), 10)][5:8] == ["several", "none", "excerpt"]


def test_a_click_asks_for_the_excerpt_there_or_for_the_place() -> None:
    gutter = Gutter(1000, (stop("s/a", 505), stop("s/b", 560)), "", (0, 100))
    assert picked(gutter, 5, 10) == stop("s/a", 505)
    assert picked(gutter, 7, 10) == 700


@for_each(height=[0, 1, 2, 500])
def test_it_can_be_drawn_in_any_height(height: int) -> None:
    cells = column(Gutter(3, (stop("s/a", 2),), "s/a", (-1, 3)), height)
    assert len(cells) == height
    assert sum(cell.sort == "current" for cell in cells) == min(1, height)
