"""From a filter to a dossier: what a newcomer does, in at most 12 keys beside the text that is typed."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from driving import explorer, exported, kept, opened, press_keys, screen_text, until
from samples import HARBOUR

from tui.app import LetapisApp
from tui.core.model.records import Ref
from tui.environment import Environment
from tui.exchange.dossier import html
from tui.exchange.dossier.making import make
from tui.exchange.dossier.values import Dossier
from tui.exchange.exporters.selection import Selection
from tui.notebook.book import with_bookmark, with_view
from tui.notebook.settings import Settings
from tui.screens import output
from tui.screens.dialogs import exporting
from tui.screens.dialogs.dossier import DossierScreen
from tui.widgets.line_input import LineInput


async def test_three_events_apart_with_notes_become_a_dossier_in_twelve_keys_that_the_screen_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "harbour-dossier.html"
    async with kept(tmp_path / "home") as (pilot, screen):
        keys = 0

        async def press(*pressed: str, typed: str = "") -> None:
            """Press keys, the text typed before the last of them."""
            nonlocal keys
            keys += len(pressed)
            await press_keys(pilot, *pressed[:-1], *typed, pressed[-1])

        for name, said in (("network down", "one"), ("vote for", "two"), ("lanterns on", "three")):
            await press("ctrl+k")
            assert "Tab note on it" in screen_text(pilot.app)
            await press("tab", typed=name)
            assert "enter new line" in screen_text(pilot.app).replace("↵", "enter")
            await press("ctrl+s", typed=said)
        assert "ctrl+x" in screen.footer.message
        await press("ctrl+x", "tab", typed="Mine")
        await press("ctrl+s", typed="Hello.")
        assert keys <= 12
        page = file.read_text(encoding="utf-8")
        assert "<h1>Mine</h1>" in page
        assert "<p>Hello.</p>" in page
        notes = [page.index(f"<p>{said}</p>") for said in ("one", "two", "three")]
        assert notes == sorted(notes)


async def test_a_dossier_is_framed_in_one_dialog_that_forgets_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("citeproc")
    monkeypatch.chdir(tmp_path)
    async with kept(tmp_path / "home", at="council-vote") as (pilot, screen):
        await press_keys(pilot, "ctrl+x")
        assert "Nothing is kept yet" in screen.footer.message
        await press_keys(pilot, "a", *"late", "ctrl+s", "G", "b", "B", "ctrl+x")
        await press_keys(pilot, "end", *" told", "tab", *"Hello", "enter", "enter", *"you", "tab", "right", "escape")
        assert pilot.app.screen is screen
        await press_keys(pilot, "ctrl+x", "tab", "tab", *"Ann", "tab", "space", "down", "right", "right", "tab", "end")
        assert "a file ending in .md is Markdown" in screen_text(pilot.app)
        await press_keys(pilot, *["backspace"] * 4, *"txt", "ctrl+s")
        assert "ends with one of .html, .htm, .md, .markdown" in screen_text(pilot.app)
        await press_keys(pilot, *["backspace"] * 3, *"md", "ctrl+s")
        text = (tmp_path / "harbour-dossier.md").read_text(encoding="utf-8")
        assert text.startswith(
            f"# {screen.session.store.about.title} told\n\n"
            "**Introduction by Ann:** *Hello*\n\n**Introduction by Ann:** *you*\n"
        )
        assert "## Events" in text
        assert "”, *The Harbour Gazette*, 2 September 2020." in text
        await press_keys(pilot, "escape")
        screen.session.keep(lambda book: with_view(book, "Laws", "kind:law"))
        await press_keys(pilot, "B", "ctrl+x", "enter")
        page = (tmp_path / "harbour-dossier.html").read_text(encoding="utf-8")
        assert "the filter kind:law" in page
        await press_keys(pilot, "escape", "x")
        listed = screen_text(pilot.app)
        assert re.search(r"dossier +of what you keep, with your notes \(2 records\)", listed)
        assert re.search(r"dossier +the same of the \d+ events alone", listed)
        await press_keys(pilot, *"html: a dossier", "enter")
        assert re.search(r"Dossier of \d+ events, with \d+ other records", screen_text(pilot.app))
        title, name, file = (line.value for line in pilot.app.screen.query(LineInput))
        assert title == screen.session.store.about.title, "the one of other records is not filled in"
        assert name == "Ann"
        assert file.endswith("harbour-dossier-2.html")
        await press_keys(pilot, "backspace", "enter")
        assert isinstance(pilot.app.screen, DossierScreen)
        assert "A dossier needs a title" in screen_text(pilot.app)


async def test_what_is_kept_is_moved_into_an_order_of_ones_own_which_stays_and_a_dossier_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    vote, decree, cut = (Ref("events", name) for name in ("council-vote", "park-decree", "network-cut"))
    async with kept(tmp_path / "home", at="council-vote") as (pilot, screen):
        for ref in (vote, decree, cut):
            screen.session.keep(partial(with_bookmark, ref=ref, name=ref.id, kept=f"2026-01-0{len(ref.id) % 7}"))
        before = screen.notebook.book.kept
        screen.session.keep(lambda book: with_view(book, "Laws", "kind:law"))
        await press_keys(pilot, "B", "ctrl+down", "ctrl+up", "down", "ctrl+up")
        assert screen.notebook.book.kept == before, "a view has no place among records"
        await press_keys(pilot, "down", "down", "ctrl+down", "ctrl+up", "ctrl+up")
        after = (before[2], before[0], before[1])
        assert screen.notebook.book.kept == after
        names = [screen.session.store.name(ref) for ref in after]
        listed = screen_text(pilot.app).partition("What you keep")[2]
        assert [listed.index(name) for name in names] == sorted(listed.index(name) for name in names)
        await press_keys(pilot, "delete", "delete")
        assert screen.notebook.book.kept == after
    async with kept(tmp_path / "home") as (pilot, screen):
        assert screen.notebook.book.kept == after
        await press_keys(pilot, "ctrl+x", "enter")
        page = (tmp_path / "harbour-dossier.html").read_text(encoding="utf-8")
        at = [page.index(f'id="events/{ref.id}"') for ref in after]
        assert at == sorted(at)


@pytest.fixture
def slow_dossier(monkeypatch: pytest.MonkeyPatch) -> tuple[Event, Event]:
    """Dossiers that set the first event when they are half made, and wait for the second one."""
    begun, end = Event(), Event()

    def slow(selection: Selection) -> Dossier:
        begun.set()
        assert end.wait(20)
        selection.report(0.5)
        return make(selection)

    monkeypatch.setattr(html, "make", slow)
    monkeypatch.setattr(exporting, "_PACE", 0)
    return begun, end


async def test_keys_are_answered_while_a_dossier_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slow_dossier: tuple[Event, Event]
) -> None:
    monkeypatch.chdir(tmp_path)
    begun, end = slow_dossier
    said: list[str] = []
    async with kept(tmp_path / "home", at="council-vote") as (pilot, screen):
        await pilot.press("x", *"html: a dossier", "enter", "enter")
        await until(pilot, begun.is_set)
        cursor = screen.session.view.cursor
        await pilot.press("up")
        assert screen.session.view.cursor != cursor
        monkeypatch.setattr(screen.footer, "say", lambda text="", tone="plain": said.append(text))
        end.set()
        await exported(pilot)
        file = tmp_path / "harbour-dossier.html"
        assert said[0] == "writing harbour-dossier.html … 50%"
        assert said[-1] == f"Written to {file}"
        assert pilot.app.screen is screen
        assert "</html>" in file.read_text(encoding="utf-8")


OPENER = {"BROWSER": "/bin/true", "PATH": "/bin"}


@pytest.mark.parametrize(
    ("name", "variables", "key", "offer"),
    [
        ("html: a dossier", OPENER, "", "in the browser"),
        ("html: a dossier", OPENER, "down", ""),
        ("html: a dossier", {}, "", ""),
        ("md", {}, "", "in the editor"),
        ("md", {}, "down", ""),
        ("csv", {}, "", "Esc close"),
        ("bibtex", {}, "", ": letapis export"),
    ],
)
async def test_what_is_written_is_offered_to_those_who_waited_and_a_page_or_a_table_to_what_shows_it(
    name: str, variables: dict[str, str], key: str, offer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    begun, end = Event(), Event()
    write = exporting.write_file

    def slow(*given: Any, **how: Any) -> None:
        begun.set()
        assert end.wait(20)
        write(*given, **how)

    monkeypatch.setattr(exporting, "write_file", slow)
    async with explorer(at="council-vote", settings=Settings(environment=Environment(variables))) as (pilot, screen):
        await pilot.press("x", *name, "enter", "enter")
        await until(pilot, begun.is_set)
        await pilot.press(*([key] if key else []))
        end.set()
        await exported(pilot)
        assert screen.footer.message.startswith("Written to ")
        assert ("has no place for" in screen.footer.message) == (name in ("csv", "bibtex"))
        assert isinstance(pilot.app.screen, exporting.WrittenScreen) == bool(offer)
        assert offer in screen_text(pilot.app)
        if offer == "in the editor":
            edited: list[Path] = []
            monkeypatch.setattr(output, "edit", lambda app, file, line, editor: edited.append(file) or "")
            await press_keys(pilot, "enter")
            assert edited == [tmp_path / "harbour-dossier.md"]


@pytest.mark.parametrize("over", ["s", "?"])
async def test_that_a_file_is_written_is_said_on_whatever_screen_is_on_top_by_then(
    over: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slow_dossier: tuple[Event, Event]
) -> None:
    monkeypatch.chdir(tmp_path)
    begun, end = slow_dossier
    app = LetapisApp(HARBOUR, at="council-vote")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await opened(pilot)
        await pilot.press("x", *"html: a dossier", "enter", "enter")
        await until(pilot, begun.is_set)
        await pilot.press(over)
        await until(pilot, lambda: app.screen is not screen)
        above = app.screen
        end.set()
        await until(pilot, lambda: "Written to" in screen_text(app))
        assert app.screen is above


async def test_a_dossier_that_is_not_made_when_the_explorer_ends_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slow_dossier: tuple[Event, Event]
) -> None:
    monkeypatch.chdir(tmp_path)
    begun, end = slow_dossier
    async with kept(tmp_path / "home") as (pilot, _):
        await pilot.press("x", *"html: a dossier", "enter", "enter")
        await until(pilot, begun.is_set)
        (worker,) = (worker for worker in pilot.app.workers if worker.name == "export")
        pilot.app.exit()
        await until(pilot, lambda: worker.is_cancelled)
        end.set()
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
