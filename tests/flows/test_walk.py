"""The walk that everything else serves: launch, rows, filter, event, excerpt in its source, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import SIZES, explorer, flat, press_keys, screen_text

from tui.core.errors import QueryError
from tui.core.model.records import Ref
from tui.keys.commands import COMMANDS
from tui.screens.explorer.result_screens import Surveys
from tui.screens.explorer.taking_away import TakingAway
from tui.screens.reader.screen import Reader, ReaderScreen


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_walk_from_launch_to_the_excerpt_and_back(size: tuple[int, int]) -> None:
    async with explorer(size=size) as (pilot, screen):
        assert len(screen.panes.timeline.rows) > 10
        await press_keys(pilot, "slash", *"gullwing", "enter")
        assert str(screen.session.state.spot.query) == "gullwing"
        assert screen.focused is screen.panes.timeline
        assert screen.panes.timeline.cursor == Ref("events", "quill-held")
        await press_keys(pilot, "s")
        assert isinstance(pilot.app.screen, ReaderScreen)
        if size[1] >= 10:
            assert pilot.app.screen.query_one(Reader).key == "gazette/quill-held"
            assert "was held at the harbour gate" in flat(screen_text(pilot.app))
        before = screen.session.state.back[-1]
        await press_keys(pilot, "left_square_bracket")
        assert pilot.app.screen is screen
        assert screen.session.state.spot == before
        assert screen.panes.timeline.cursor == Ref("events", "quill-held")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_command_of_the_screen_can_be_pressed_at_any_size(size: tuple[int, int]) -> None:
    async with explorer(size=size) as (pilot, screen):
        keys = "2 j k v J K 3 j enter escape 1 d D m M n N g G z z w w w w w w < > 2 enter [ ] backslash y escape"
        names = {
            "[": "left_square_bracket",
            "]": "right_square_bracket",
            "<": "less_than_sign",
            ">": "greater_than_sign",
        }
        for key in keys.split():
            await pilot.press(names.get(key, key))
        for key in ("f1", "ctrl+k", "f", "t", "x"):
            await pilot.press(key, "escape")
        await press_keys(pilot, "tab", "shift+tab")
        assert pilot.app.screen is screen
        assert pilot.app.return_code is None


async def test_the_list_narrows_at_every_key_and_says_how_much_is_left() -> None:
    async with explorer(size=(120, 30)) as (pilot, _):
        counts = []
        await pilot.press("slash")
        for letter in "gullw":
            await press_keys(pilot, letter)
            counts.append(pilot.app.screen.query_one("#header").value.count)  # type: ignore[attr-defined]
        assert counts == sorted(counts, key=lambda said: -int(said.split()[0]))
        assert counts[-1] == "1 of 16 events"


async def test_a_mistake_is_explained_and_leaves_the_last_good_result() -> None:
    async with explorer(size=(120, 30)) as (pilot, screen):
        await press_keys(pilot, "slash", *"gullwing", "space", *"is:nonsense")
        assert "is: takes disputed" in screen.footer.message
        assert screen.panes.timeline.rows.records == 1


async def test_a_mistake_is_not_kept_for_what_was_never_meant() -> None:
    async with explorer(size=(120, 30)) as (pilot, screen):
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
        assert "without gullwing: 2" in text
        for key, verb in (("y", "copy"), ("e", "edit")):
            await press_keys(pilot, key)
            assert screen.footer.message == f"There is nothing here to {verb}"


async def test_the_hidden_event_gives_way_to_the_nearest_and_comes_back() -> None:
    async with explorer(at="network-cut", size=(120, 30)) as (pilot, screen):
        assert screen.panes.timeline.cursor == Ref("events", "network-cut")
        await press_keys(pilot, "slash", *"gullwing", "enter")
        assert screen.panes.timeline.cursor == Ref("events", "quill-held")
        await press_keys(pilot, "escape")
        assert screen.panes.timeline.cursor == Ref("events", "network-cut")
        assert pilot.app.return_code is None


async def test_the_filter_is_lifted_and_put_back_on_the_same_event() -> None:
    async with explorer(query="gullwing", size=(120, 30)) as (pilot, screen):
        for records in (16, 1):
            await press_keys(pilot, "backslash")
            assert screen.panes.timeline.rows.records == records
            assert screen.panes.timeline.cursor == Ref("events", "quill-held")
        await press_keys(pilot, "escape", "backslash")
        assert screen.footer.message == "There is no filter to lift"
        assert not screen.session.state.spot.suspended


async def test_problems_are_counted_and_listed_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: Broken}\n")
    (tmp_path / "events.yaml").write_text("events:\n  one: {title: One, date: 2020-13-01}\n")
    async with explorer(tmp_path, size=(120, 30)) as (pilot, _):
        assert "problem" in screen_text(pilot.app).splitlines()[0]
        await pilot.click("#header", offset=(115, 0))
        await pilot.pause()
        assert "events.yaml:2" in screen_text(pilot.app)


async def test_cyrillic_keys_do_what_the_latin_ones_in_their_place_do() -> None:
    async with explorer(size=(100, 30)) as (pilot, screen):
        first = screen.panes.timeline.cursor
        await pilot.press("о")  # on the key of j
        await pilot.pause()
        assert screen.panes.timeline.cursor != first
        await pilot.press("ы")  # on the key of s
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_a_date_that_is_none_is_explained_and_one_that_is_moves_the_cursor() -> None:
    async with explorer(size=(120, 30)) as (pilot, screen):
        await press_keys(pilot, "t", *"soon", "enter")
        assert pilot.app.screen is not screen
        await press_keys(pilot, *["backspace"] * 4, *"2017", "enter")
        assert pilot.app.screen is screen
        assert screen.panes.timeline.cursor == Ref("events", "park-decree")


async def test_what_is_shown_is_exported_and_never_over_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer(query="gullwing", size=(120, 30)) as (pilot, _):
        for _ in range(2):
            await press_keys(pilot, "x", *"markdown", "enter")
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["harbour-2.md", "harbour.md"]
    assert "Ada Quill held" in (tmp_path / "harbour.md").read_text()


async def test_the_help_runs_the_command_that_is_chosen() -> None:
    async with explorer(size=(120, 30)) as (pilot, screen):
        await press_keys(pilot, "question_mark", *"listing", "escape", "question_mark", *"something", "enter")
        assert screen.session.state.spot.listing == "organisations"


@pytest.mark.parametrize("key", ["", "c", "l", "s", "i"])
async def test_a_command_that_does_not_apply_on_a_screen_changes_nothing(key: str) -> None:
    async with explorer(size=(110, 30)) as (pilot, _):
        await press_keys(pilot, *key)
        screen = pilot.app.screen
        bound = {active.binding.id for active in screen.active_bindings.values()}
        for command in COMMANDS:
            if command.id not in bound and not {"main", "app", "list"} & {*command.where}:
                pilot.app.run_command(command.id)
                await pilot.pause()
                assert pilot.app.screen is screen, command.id
        assert ("does not apply here" in screen_text(pilot.app)) is (key == "")


async def test_a_command_of_the_app_without_keys_runs_from_the_help(monkeypatch: pytest.MonkeyPatch) -> None:
    async with explorer(size=(110, 30)) as (pilot, _):
        monkeypatch.setattr(type(pilot.app.screen), "active_bindings", {})
        pilot.app.run_command("help")
        await pilot.pause()
        assert pilot.app.screen.name == "help"


async def test_back_to_a_filter_that_the_dataset_has_no_more_is_refused_with_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(_: object) -> None:
        raise QueryError("no organisation here is called hpark", 0, 9)

    async with explorer(size=(110, 30)) as (pilot, screen):
        await press_keys(pilot, "s")
        monkeypatch.setattr(screen.session, "go", gone)
        await press_keys(pilot, "escape")
        assert pilot.app.screen is screen
        assert "no organisation here is called hpark" in screen_text(pilot.app)


async def test_every_command_of_a_controller_made_late_is_known_to_the_screen() -> None:
    async with explorer(size=(110, 30)) as (_, screen):
        late = (
            Surveys(screen, show_record=print, pick=print, reader=screen.navigation.reader),
            TakingAway(screen, print),
        )
        for controller in late:
            assert controller.commands().keys() <= screen._commands.keys()
