"""The help explains every sign that the lists, the lanes and the reader draw, in either set."""

from __future__ import annotations

from typing import get_args

import pytest
from making import shipped

from tui.core.documents.anchor import Verdict
from tui.core.index.lane_board import Board
from tui.core.query.tree import Everything
from tui.present.lanes import captions
from tui.present.lanes.cells import lane_runs
from tui.present.legend import legend
from tui.present.signs import Signs, signs
from tui.present.source.gutter import Gutter, column
from tui.present.source.parts import Stop, sign_of


def meanings(about: str) -> dict[str, str]:
    """Sign → meaning, of the signs that are said to be `about` something; each sign of several has its own entry."""
    return {sign: text for texts, text in legend() if text.startswith(about) for sign in texts.split()}


@pytest.mark.usefixtures("drawn")
def test_the_lanes_draw_nothing_that_the_help_does_not_explain() -> None:
    board = Board(shipped(), shipped().run(Everything()).events, "org", 3)
    said = meanings("lanes: ")
    beside = [parts[at].text for parts in captions.legend(board, 400, lines=2)[:1] for at in range(1, len(parts), 2)]
    assert len(beside) >= 6
    assert {*beside, signs().shared, signs().left_out} <= said.keys()
    runs = [run for row in range(len(board.lanes)) for run in lane_runs(board, row, board.window(0, board.scale.width))]
    bars = {sign for run in runs if run.role in ("span", "about", "within", "cut") for sign in run.text}
    assert bars
    assert bars <= {sign[0] for sign in said}


@pytest.mark.usefixtures("drawn")
def test_the_reader_draws_nothing_that_the_help_does_not_explain() -> None:
    (said,) = (texts.split() for texts, text in legend() if text.startswith("an excerpt in the document"))
    assert said == [sign_of(verdict) for verdict in get_args(Verdict)]
    stops = tuple(Stop(f"a/{key}", 1, place, 0, f"a/{key}") for key, place in (("a", 0), ("b", 0), ("c", 5), ("d", 9)))
    gutter = Gutter(10, stops, "a/d", (0, 3))
    marks = {cell.mark for cell in column(gutter, 10)} - {" "}
    assert len(marks) == 3
    assert marks == set(meanings("beside a text"))


def test_cursor_focus_and_cut_never_share_a_sign(drawn: Signs) -> None:
    assert len({drawn.cursor, drawn.focus, drawn.more}) == 3
    assert len({drawn.stop, drawn.more, drawn.day, drawn.span}) == 4
