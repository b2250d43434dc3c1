"""What is kept to draw faster does not grow with what was looked at."""

from __future__ import annotations

import gc

from driving import explorer
from samples import HARBOUR
from textual.strip import Strip

from tui.widgets.timeline import RowPainter, Timeline


async def test_lines_of_other_widths_are_forgotten() -> None:
    async with explorer(HARBOUR) as (_, screen):
        timeline = screen.query_one(Timeline)
        painter = RowPainter(timeline)
        painter.show(timeline.rows)
        before = sum(isinstance(one, Strip) for one in gc.get_objects())
        for width in range(80, 100):
            for number in range(10):
                painter.row(number, width, here=False, focus=False)
        gc.collect()
        assert 10 <= sum(isinstance(one, Strip) for one in gc.get_objects()) - before < 40
