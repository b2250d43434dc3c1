"""Rows of dialogs: what follows a text has its own look from its first letter to its last."""

from __future__ import annotations

import pytest

from tui.screens.dialogs.dialog import hanging


@pytest.mark.parametrize("width", [16, 24, 30, 80])
def test_what_follows_a_text_is_muted_from_its_first_letter_to_its_last(width: int) -> None:
    found = hanging(" ⚑  ", "Network down in the whole town", "9–12 August 2020  A note of mine", width)
    muted = "".join(found.plain[span.start : span.end] for span in found.spans if span.style == "$muted")
    assert "".join(muted.split()) == "9–12August2020Anoteofmine"
