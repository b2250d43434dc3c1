"""Words that are being selected in a text."""

from __future__ import annotations

import pytest

from tui.core.documents.selecting import WordSpan
from tui.present.source.selected import Selected


@pytest.mark.parametrize(
    ("text", "which", "kept"),
    [
        ("one two three four five six", "first", "one two three"),
        ("nothing is cut before 2032", "last", "cut before 2032"),
        ("in 2031 nothing was cut before 2032", "first", "in 2031 nothing"),
        ("a – b – c – d", "first", "a – b – c"),
    ],
)
def test_a_selection_is_shortened_from_the_end_that_has_no_figure(text: str, which: str, kept: str) -> None:
    words = [WordSpan(at, at + len(word)) for word in text.split() for at in (text.index(word),) if word != "–"]
    short, told = Selected(text, words[-1], words[0]).shortened(3)
    assert (told, text[short.span.start : short.span.end]) == (which, kept)
    other, _ = Selected(text, words[0], words[-1]).shortened(3)  # begun at the end
    assert other.span == short.span
