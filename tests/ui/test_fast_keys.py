"""Keys that come faster than the screen answers are all followed, in order."""

from __future__ import annotations

from terminal import ROOT, letapis

HARBOUR = str(ROOT / "data" / "harbour")


def test_many_moves_at_once_end_where_they_lead() -> None:
    with letapis(HARBOUR, size=(160, 48)) as terminal:
        terminal.wait_for("Ada Quill let go")
        terminal.settle()
        terminal.send("g" + "j" * 12 + "kkk" + "j" * 40)
        terminal.settle()
        (selected,) = [line for line in terminal.lines if line.startswith("▌")]
        terminal.send("G")
        terminal.settle()
        assert [line for line in terminal.lines if line.startswith("▌")] == [selected]


def test_a_filter_typed_at_once_keeps_every_letter() -> None:
    with letapis(HARBOUR, size=(160, 48)) as terminal:
        terminal.wait_for("Ada Quill let go")
        terminal.settle()
        terminal.send("/quil\x7fll gate")
        terminal.wait_for("1 of 16 events")
        assert "quill gate" in terminal.text
