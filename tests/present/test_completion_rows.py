"""Offers as rows: one width, the counts below each other, nothing raw."""

from __future__ import annotations

import pytest

from tui.core.index.completion import Completion
from tui.core.text.display import cells
from tui.present.completion_rows import WIDEST, rows
from tui.present.signs import signs, use_signs

OFFERS = (
    Completion("org:a", 5, "Harbour Park", "hpark", 1200),
    Completion("org:b", 5, "Парк \x1b[31m" + "long " * 30, "", 3),
    Completion("is:", 3, "is:", "disputed, single-voice, approximate", None),
)


def drawn(taken: int | None, width: int) -> list[str]:
    return ["".join(part.text for part in row) for row in rows(OFFERS, taken, width)]


@pytest.mark.parametrize("width", [200, 72, 40, 24])
@pytest.mark.parametrize("taken", [None, 1])
def test_rows_are_of_one_width_and_fit(taken: int | None, width: int) -> None:
    found = drawn(taken, width)
    assert len({cells(line) for line in found}) == 1
    assert cells(found[0]) <= min(width, WIDEST)
    assert "\x1b" not in "".join(found)


def test_the_key_stands_in_the_row_that_it_takes_and_the_mark_at_what_was_taken() -> None:
    before, after = drawn(None, 72), drawn(1, 72)
    assert ["Tab" in line for line in before] == [True, False, False]
    assert "1,200" in before[0]
    assert [line.startswith(signs().cursor) for line in after] == [False, True, False]
    assert not any("Tab" in line for line in after)
    use_signs(ascii_only=True)
    assert rows(OFFERS, 0, 72)[0][0].text.isascii()


def test_nothing_is_drawn_of_nothing() -> None:
    assert rows((), None, 72) == ()
