"""Signs in ASCII, cell for cell."""

from __future__ import annotations

from hostile import STRINGS
from hypothesis import given
from hypothesis import strategies as st

from tui.core.text.display import cells, shown
from tui.present.ascii_signs import plain
from tui.present.legend import legend
from tui.present.signs import use_signs


def test_signs_become_ascii_and_letters_stay() -> None:
    for text, drawn in (
        ("plain text", "plain text"),
        ("“9–12 August” · it’s …", '"9-12 August" - it\'s _'),
        ("9–26 Aug, the whole…", "9-26 Aug, the whole_"),
        ("╭──╮│▌▸", "+--+|>>"),
        ("Лісток гавані, Ян Доў", "Лісток гавані, Ян Доў"),
        ("cafe\u0301", "cafe\u0301"),
        ("√ ☃ 🔎", "? ? ??"),
        ("👨\u200d👩\u200d👧!", "??!"),
    ):
        assert plain(text) == drawn


@given(st.text(max_size=40).map(shown) | st.sampled_from(STRINGS).map(shown))
def test_it_stays_as_wide_as_it_was(text: str) -> None:
    assert cells(plain(text)) == cells(text)
    assert plain(plain(text)) == plain(text)


def test_the_legends_say_the_same_in_both() -> None:
    meanings = [meaning for _, meaning in legend()]
    use_signs(ascii_only=True)
    assert [meaning for _, meaning in legend()] == meanings
    assert all(sign.isascii() for sign, _ in legend())
