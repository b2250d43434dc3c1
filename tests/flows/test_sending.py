"""From notes to a dossier: what a newcomer does, in at most 15 keys beside the text that is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import kept, press_keys, until

from tui.notebook.book import with_view

EACH = ("ctrl+s", "down")
KEYS = ("B", "ctrl+x", "enter", "enter", *"Hello", "ctrl+s", "enter")


async def test_three_notes_become_a_dossier_in_fifteen_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "harbour-dossier.html"
    async with kept(tmp_path / "home", at="council-vote") as (pilot, screen):
        await press_keys(pilot, "a", *"one", *EACH, "a", *"two", *EACH, "a", *"three", "ctrl+s", *KEYS)
        await until(pilot, file.is_file)
        page = file.read_text(encoding="utf-8")
        notes = [page.index(f"<p>{said}</p>") for said in ("Hello", "one", "two", "three")]
        assert notes == sorted(notes)
        assert screen.notebook.book.dossier_introduction == "Hello"
        assert 3 + len(EACH) * 2 + 1 + len(KEYS) - len("Hello") <= 15
        await press_keys(pilot, "escape")
        screen.session.keep(lambda book: with_view(book, "Laws", "kind:law"))
        await press_keys(pilot, "B", "ctrl+x", "enter", "enter", "ctrl+s", "enter")
        other = tmp_path / "harbour-dossier-2.html"
        await until(pilot, other.is_file)
        assert "Filter: kind:law" in other.read_text(encoding="utf-8")
