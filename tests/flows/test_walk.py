"""The walk that everything else serves: launch, rows, filter, event, excerpt in its source, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import SIZES, each_size, explorer, flat, press, press_keys, screen_text

from tui.core.errors import QueryError
from tui.core.model.records import Ref
from tui.keys.commands import COMMANDS
from tui.screens.explorer.result_screens import Surveys
from tui.screens.explorer.taking_away import TakingAway
from tui.screens.reader.screen import Reader, ReaderScreen
from tui.widgets.line_input import LineInput


async def test_walk_from_launch_to_the_excerpt_and_back() -> None:
    async with explorer(size=(160, 48)) as (pilot, screen):
        assert len(screen.panes.timeline.rows) > 10
        async for _, height in each_size(pilot):
            await press_keys(pilot, "slash", *"gullwing", "enter")
            assert str(screen.session.state.spot.query) == "gullwing"
            assert screen.focused is screen.panes.timeline
            assert screen.panes.timeline.cursor == Ref("events", "quill-held")
            await press_keys(pilot, "s")
            assert isinstance(pilot.app.screen, ReaderScreen)
            if height >= 10:
                assert pilot.app.screen.query_one(Reader).key == "gazette/quill-held"
                assert "was held at the harbour gate" in flat(screen_text(pilot.app))
            before = screen.session.state.back[-1]
            await press_keys(pilot, "left_square_bracket")
            assert pilot.app.screen is screen
            assert screen.session.state.spot == before
            assert screen.panes.timeline.cursor == Ref("events", "quill-held")
            await press_keys(pilot, "escape")


LESS = [SIZES[0], *(pytest.param(size, marks=pytest.mark.slow) for size in SIZES[1:-1]), SIZES[-1]]


@pytest.mark.parametrize("size", LESS, ids=str)
async def test_every_command_of_the_screen_can_be_pressed_at_any_size(size: tuple[int, int]) -> None:
    async with explorer(size=size) as (pilot, screen):
        keys = "2 j k v J K 3 j enter escape 1 d D m M n N g G z z w w w w w w < > 2 enter [ ] backslash y escape"
        for key in keys.split():
            await pilot.press(key)
        for key in ("f1", "ctrl+k", "f", "t", "x"):
            await pilot.press(key, "escape")
        await press_keys(pilot, "tab", "shift+tab")
        assert pilot.app.screen is screen
        assert pilot.app.return_code is None


async def test_the_list_narrows_at_every_key_and_a_mistake_is_explained_and_not_kept() -> None:
    async with explorer(at="network-cut", size=(120, 30)) as (pilot, screen):
        counts = []
        await pilot.press("slash")
        for letter in "gullw":
            await press_keys(pilot, letter)
            counts.append(pilot.app.screen.query_one("#header").value.count)  # type: ignore[attr-defined]
        assert counts == sorted(counts, key=lambda said: -int(said.split()[0]))
        assert counts[-1] == "1 of 16 events"
        # a mistake leaves the last good result
        await press_keys(pilot, "space", *"is:nonsense")
        assert "is: takes disputed" in screen.footer.message
        assert screen.panes.timeline.rows.records == 1
        assert screen.panes.timeline.cursor == Ref("events", "quill-held")
        # the hidden event gives way to the nearest and comes back
        await press_keys(pilot, "escape", "escape")
        assert screen.panes.timeline.cursor == Ref("events", "network-cut")
        for key in ("enter", "down"):
            await press_keys(pilot, "slash", *"place:southportzz", key)
            assert "did you mean Southport" in screen.footer.message
            assert screen.filter_bar.text == "place:southportzz"
            assert screen.focused is screen.filter_bar.input
            await press_keys(pilot, "escape")
            assert str(screen.session.state.spot.query) == ""
            assert screen.focused is screen.panes.timeline


async def test_nothing_found_says_which_term_to_drop_and_that_there_is_nothing_to_copy_or_edit() -> None:
    async with explorer(query="gullwing kind:election", size=(120, 30)) as (pilot, screen):
        assert screen.panes.timeline.rows.records == 0
        text = flat(screen_text(pilot.app))
        assert "Nothing matches" in text
        assert "2 without “gullwing”" in text
        for key, verb in (("y", "copy"), ("e", "edit")):
            await press_keys(pilot, key)
            assert screen.footer.message == f"There is nothing here to {verb}"


async def test_a_filter_is_lifted_and_put_back_and_what_it_shows_is_exported_over_a_file_only_when_asked_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer(query="gullwing", size=(120, 30)) as (pilot, screen):
        for records, chip in ((16, " (gullwing) ✕"), (1, " gullwing ✕")):
            assert chip in await press(pilot, "backslash")
            assert screen.panes.timeline.rows.records == records
            assert screen.panes.timeline.cursor == Ref("events", "quill-held")
        for _ in range(2):
            await press_keys(pilot, "x", *"csv", "enter")
            assert str(tmp_path / "harbour") in flat(screen_text(pilot.app)).replace(" ", "")
            assert "Written to" in await press(pilot, "enter")
            await press_keys(pilot, "escape")
        written = (tmp_path / "harbour.csv").read_text()
        (tmp_path / "harbour-3.csv").write_text("mine")
        await press_keys(pilot, "x", *"csv", "enter")
        for path, wrong in (("/no/such/folder/x", "There is no folder"), (str(tmp_path), "is a folder")):
            pilot.app.screen.query_one(LineInput).value = path
            assert wrong in await press(pilot, "enter")
        pilot.app.screen.query_one(LineInput).value = str(tmp_path / "harbour-3.csv")
        assert "already exists" in await press(pilot, "enter")
        assert (tmp_path / "harbour-3.csv").read_text() == "mine"
        assert "Written to" in await press(pilot, "enter")
        assert (tmp_path / "harbour-3.csv").read_text() == written
        await press_keys(pilot, "escape", "escape", "backslash")
        assert screen.footer.message == "There is no filter to lift: / and then ↑ bring the last one back"
        assert not screen.session.state.spot.suspended
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["harbour-2.csv", "harbour-3.csv", "harbour.csv"]
    assert "Ada Quill held" in (tmp_path / "harbour.csv").read_text()


async def test_a_command_that_does_not_apply_on_a_screen_changes_nothing() -> None:
    async with explorer(size=(110, 30)) as (pilot, main):
        for key in ("", "c", "l", "s", "i"):
            await press_keys(pilot, *key)
            screen = pilot.app.screen
            bound = {active.binding.id for active in screen.active_bindings.values()}
            for command in COMMANDS:
                if command.id not in bound and not {"main", "app", "list"} & {*command.where}:
                    pilot.app.run_command(command.id)
                    await pilot.pause()
                    assert pilot.app.screen is screen, command.id
            assert ("does not apply here" in screen_text(pilot.app)) is (key == "")
            await press_keys(pilot, *key and ["escape"])
            assert pilot.app.screen is main


async def test_commands_run_from_the_help_and_by_the_cyrillic_letters_in_their_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(_: object) -> None:
        raise QueryError("no organisation here is called hpark", 0, 9)

    async with explorer(size=(110, 30)) as (pilot, screen):
        with monkeypatch.context() as patch:  # a command of the app without keys
            patch.setattr(type(pilot.app.screen), "active_bindings", {})
            pilot.app.run_command("help")
            await pilot.pause()
            assert pilot.app.screen.name == "help"
        await press_keys(pilot, *"listing", "escape", "question_mark", *"something", "enter")
        assert screen.session.state.spot.listing == "organisations"
        first = screen.panes.timeline.cursor
        await press_keys(pilot, "о")  # on the key of j
        assert screen.panes.timeline.cursor != first
        await press_keys(pilot, "ы")  # on the key of s
        assert isinstance(pilot.app.screen, ReaderScreen)
        # back to a filter that the dataset has no more is refused with a word
        monkeypatch.setattr(screen.session, "go", gone)
        await press_keys(pilot, "escape")
        assert pilot.app.screen is screen
        assert "no organisation here is called hpark" in screen_text(pilot.app)
        # commands of controllers that are made late are known to the screen
        late = (
            Surveys(
                screen, show_record=print, pick=print, reader=screen.navigation.reader, link=lambda: None, editor=print
            ),
            TakingAway(screen, print, print, lambda: None),
        )
        for controller in late:
            assert controller.commands().keys() <= screen._commands.keys()
