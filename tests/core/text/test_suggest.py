"""The known word that a mistyped one was meant to be."""

import pytest

from tui.core.text.suggest import did_you_mean


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("teme", ["keys", "theme"], "theme"),
        ("THEME", ["theme"], "theme"),
        ("Kosciol", ["Kościół", "Kosovo"], "Kościół"),
        ("quil1", ["Ada Quill"], "Ada Quill"),  # 10/14, just close enough
        ("abcdx", ["abcdefghijkl"], ""),  # 8/17, too far and no beginning
        ("ab", ["xy", "abcdefghijkl"], "abcdefghijkl"),  # far, but its beginning
        ("name", ["Name", "name"], "Name"),
        ("ab", ["xy", "abcdefghijkl", "abcdefghijkm"], "abcdefghijkl"),  # the first of several
        ("", ["name"], ""),
        ("name", [], ""),
    ],
)
def test_closest_word_or_one_that_begins_so(written: str, known: list[str], meant: str) -> None:
    assert did_you_mean(written, known) == meant
