"""Paths of documents as people type them, or drag them into the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.core.errors import EditError
from tui.exchange.editing.document import read_document, typed_path


@pytest.mark.parametrize("typed", ["~nobody-of-this-name/page.html", "~v^ A", "/no/such/page.html", "a\0b", "/", ""])
def test_a_path_that_leads_to_no_file_is_said_to_be_unreadable(typed: str) -> None:
    with pytest.raises(EditError):
        read_document(typed_path(typed))


def test_quotation_marks_and_blanks_around_a_path_are_not_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    assert typed_path(" '~/saved page.html' ") == Path("/home/ada/saved page.html")
