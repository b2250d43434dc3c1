"""What is pasted into the filter: one line of what can be seen."""

from __future__ import annotations

import pytest
from driving import explorer
from textual import events

from tui.widgets.filter_bar import as_one_line


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("cable\rreport", "cable report"),
        ("cable\r\nreport\r\n", "cable  report"),
        ("cable\n", "cable"),
        (" report", " report"),
        ("a\tb\u00a0c", "a b c"),
        ("ca\u00adble\u200b \ufeffreport", "cable report"),
        ("a\x1b[31mb\x00\x9b\u202e", "a[31mb"),
        ("Ада Квіл", "Ада Квіл"),
    ],
)
def test_a_pasted_text_is_one_line_of_what_can_be_seen(pasted: str, line: str) -> None:
    assert as_one_line(pasted) == line


async def test_pasted_lines_are_words_of_the_filter() -> None:
    async with explorer(size=(100, 30)) as (pilot, screen):
        await pilot.press("slash")
        screen.filter_bar.input.post_message(events.Paste("cable\rre\u00adport\r"))
        await pilot.pause()
        assert screen.filter_bar.text == "cable report"
        assert str(screen.session.state.spot.query) == "cable report"
