"""Bookmarks, notes and views: on the screen, in the list of what is kept, and the next time."""

from __future__ import annotations

import shutil
from pathlib import Path

from driving import each_size, kept, press_keys, screen_text, until
from samples import HARBOUR
from textual.widgets import Input, OptionList

from tui.core.model.records import Ref
from tui.screens.dialogs.note_editor import NoteScreen
from tui.screens.reader.screen import ReaderScreen

DECREE = Ref("events", "park-decree")


async def test_a_bookmark_is_seen_in_row_and_details_and_is_there_the_next_time(tmp_path: Path) -> None:
    async with kept(tmp_path, at="park-decree") as (pilot, screen):
        assert screen_text(pilot.app).count("⚑") == 0
        await press_keys(pilot, "b")
        assert screen_text(pilot.app).count("⚑") == 2
        assert "Bookmarked" in screen.footer.message
    async with kept(tmp_path, at="park-decree") as (pilot, screen):
        assert screen_text(pilot.app).count("⚑") == 2
        await pilot.press("и")  # on the key of b
        await pilot.pause()
        assert screen_text(pilot.app).count("⚑") == 0
    async with kept(tmp_path) as (pilot, screen):
        assert screen.notebook.book.bookmarks == ()
        await press_keys(pilot, "B")
        assert pilot.app.screen.name == "kept"
        assert "b  bookmark a record" in screen_text(pilot.app)


async def test_a_note_is_written_shown_and_changed_and_thrown_away_only_when_asked_twice(tmp_path: Path) -> None:
    async with kept(tmp_path, at="park-decree") as (pilot, screen):
        async for _, height in each_size(pilot):
            await press_keys(pilot, "a", *"look", "enter", *"it up", "ctrl+s")
            assert pilot.app.screen is screen
            note = screen.notebook.book.note(DECREE)
            assert note is not None
            assert note.text == "look\nit up"
            if height >= 24:
                await press_keys(pilot, "2")
                assert "Your note" in screen_text(pilot.app)
                assert "│ it up" in screen_text(pilot.app)
                await press_keys(pilot, "1")
            await press_keys(pilot, "a", *" soon", "ctrl+s")
            assert screen.notebook.book.note(DECREE) != note
            await press_keys(pilot, "a", "f7", "backspace", "ctrl+s")
            assert screen.notebook.book.notes == ()
        await pilot.resize_terminal(100, 30)
        await press_keys(pilot, "a", "escape")
        assert pilot.app.screen is screen
        await press_keys(pilot, "a", "x", "escape")
        assert isinstance(pilot.app.screen, NoteScreen)
        assert "Esc again" in screen_text(pilot.app)
        await press_keys(pilot, "y", "escape")
        assert isinstance(pilot.app.screen, NoteScreen)
        await press_keys(pilot, "escape")
        assert pilot.app.screen is screen
        assert screen.notebook.book.notes == ()
        await press_keys(pilot, "a", *"q/bB?[", "ctrl+s")
        assert [note.text for note in screen.notebook.book.notes] == ["q/bB?["]


async def test_a_note_that_is_being_written_is_kept_when_the_explorer_ends(tmp_path: Path) -> None:
    async with kept(tmp_path, at="park-decree") as (pilot, screen):
        await pilot.press("a", *"half a word", "ctrl+q")
    async with kept(tmp_path) as (pilot, screen):
        assert [note.text for note in screen.notebook.book.notes] == ["half a word"]
        await pilot.press("a", "x", "escape", "escape")
    async with kept(tmp_path) as (pilot, screen):
        assert [note.text for note in screen.notebook.book.notes] == ["half a word"]


async def test_the_list_goes_there_and_takes_away_and_puts_back_and_del_in_its_text_deletes_a_letter(
    tmp_path: Path,
) -> None:
    async with kept(tmp_path, at="park-decree") as (pilot, screen):
        await press_keys(pilot, "b", "G", "b", "B", *"decree", "enter")
        assert pilot.app.screen is screen
        assert screen.panes.timeline.cursor == DECREE
        await press_keys(pilot, "B", *"decree", "delete")
        assert screen.notebook.book.bookmark(DECREE) is None
        await press_keys(pilot, "delete", "escape")
        assert screen.notebook.book.bookmark(DECREE) is not None
        assert len(screen.notebook.book.bookmarks) == 2
        await press_keys(pilot, "B", *"xy", "home", "delete", "delete")
        assert pilot.app.screen.query_one(Input).value == ""
        assert pilot.app.screen.query_one(OptionList).option_count == 2
        assert len(screen.notebook.book.bookmarks) == 2


async def test_a_note_outlives_its_record(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    shutil.copytree(HARBOUR, folder)
    async with kept(tmp_path / "home", folder, at="lantern-evening") as (pilot, screen):
        gone = screen.panes.timeline.cursor
        assert gone is not None
        await press_keys(pilot, "b", "a", *"who was there", "ctrl+s")
        name = screen.notebook.book.notes[0].name
    where = next(path for path in folder.rglob("*.yaml") if f"  {gone.id}:\n" in path.read_text())
    where.write_text(where.read_text().replace(f"  {gone.id}:\n", "  renamed:\n"))
    async with kept(tmp_path / "home", folder) as (pilot, screen):
        assert screen.session.state.spot.chosen is None
        await press_keys(pilot, "B")
        assert f"{name}" in screen_text(pilot.app)
        assert screen_text(pilot.app).count("no longer in the dataset") == 1
        await press_keys(pilot, *"who was", "enter")
        assert isinstance(pilot.app.screen, NoteScreen)
        assert "who was there" in screen_text(pilot.app)


async def test_a_filter_is_kept_as_a_view_and_shown_from_the_list(tmp_path: Path) -> None:
    async with kept(tmp_path, query="kind:law") as (pilot, screen):
        screen.action_run_command("save_view")
        await pilot.pause()
        await press_keys(pilot, *"The laws", "enter")
        assert [(view.name, view.query) for view in screen.notebook.book.views] == [("The laws", "kind:law")]
    async with kept(tmp_path, query="gullwing") as (pilot, screen):
        await press_keys(pilot, "B", *"the laws", "enter")
        assert screen.panes.timeline.rows.records == 2
        await press_keys(pilot, "left_square_bracket")
        assert str(screen.session.state.spot.query) == "gullwing"


async def test_a_notebook_that_cannot_be_written_or_is_damaged_is_said_and_nothing_ends(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    async with kept(tmp_path / "home", at="park-decree") as (pilot, screen):
        await pilot.press("b")
        await until(pilot, lambda: "Cannot write the notebook" in screen.footer.message)
        assert screen_text(pilot.app).count("⚑") == 2
    async with kept(tmp_path / "other") as (_, screen):
        file = screen.notebook.file
    assert file is not None
    file.write_text("{")
    async with kept(tmp_path / "other") as (_, screen):
        assert "damaged" in screen.footer.message


async def test_a_passage_is_bookmarked_and_noted_where_it_is_read(tmp_path: Path) -> None:
    passage = Ref("passages", "gazette/quill-held")
    async with kept(tmp_path, at="quill-held", size=(140, 40)) as (pilot, screen):
        await press_keys(pilot, "s")
        reader = pilot.app.screen
        assert isinstance(reader, ReaderScreen)
        await press_keys(pilot, "b")
        assert screen.notebook.book.bookmark(passage) is not None
        assert "⚑" in screen_text(pilot.app)
        await press_keys(pilot, "a", *"who saw it?", "ctrl+s")
        assert pilot.app.screen is reader
        assert "│ who saw it?" in screen_text(pilot.app)
        assert screen.notebook.book.note(DECREE) is None
        await press_keys(pilot, "escape")
        assert pilot.app.screen is screen
    async with kept(tmp_path, at="park-decree", size=(140, 40)) as (pilot, screen):
        await press_keys(pilot, "B")
        assert "The week the cables went quiet, paragraph 5: " in screen_text(pilot.app)
        await press_keys(pilot, *"who saw", "enter")
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert pilot.app.screen.key == passage.id
        await press_keys(pilot, "b")
        assert screen.notebook.book.bookmark(passage) is None
