"""Words of like meaning find what is called otherwise."""

from __future__ import annotations

import pytest

from tui.core.text.synonyms import means


@pytest.mark.parametrize(
    ("text", "wanted", "fits"),
    [
        ("Detention or violence", "arrest", True),
        ("Detention or violence", "Arrests", True),
        ("Detention or violence", "jail viol", True),
        ("Protest", "arrest", False),
        ("disputed: sources tell it differently", "contradiction", True),
        ("Network", "internet", True),
        ("Law", "xyzzy", False),
        ("Law", "ar", False),
    ],
)
def test_a_word_means_what_another_does(text: str, wanted: str, fits: bool) -> None:
    assert means(text, wanted) is fits
