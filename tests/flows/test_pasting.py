"""What is pasted into the filter: one line of what can be seen."""

from __future__ import annotations

import pytest
from driving import explorer
from samples import HARBOUR
from terminal import letapis
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


@pytest.mark.parametrize("reply", [b"", b"\x1b]11;rgb:0000/0000/0000\x1b\\"], ids=["early", "later"])
def test_bytes_that_are_not_utf_8_are_ignored_typed_or_pasted(reply: bytes) -> None:
    with letapis(HARBOUR) as terminal:
        terminal.wait_for("Ada Quill let go")
        terminal.send(reply)
        terminal.settle()
        terminal.send(b"\xff\xc3/gull\xe9w\x80")
        terminal.wait_for("1 of 16 events")
        terminal.send(b"\x1b[200~in\xf0\x28g" + b"\xa0" * 5000 + b"q\xd0\x1b[201~")
        terminal.wait_for("gullwin(gq")
        terminal.send("\x15гавань\x1b".encode())
        terminal.settle()
        terminal.send("q")
        assert terminal.wait() == 0
        assert terminal.restored
