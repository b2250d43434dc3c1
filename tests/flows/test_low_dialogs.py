"""In ten lines a dialog still says which keys it has, and cuts that with a sign."""

from __future__ import annotations

from pathlib import Path

from driving import each_size, explorer, flat, press, press_keys, screen_lines
from samples import HARBOUR
from textual.widgets import OptionList, Static

from tui.core.model.records import Ref
from tui.core.text.display import cells
from tui.notebook.settings import Settings
from tui.widgets.key_hints import KeyHints, hint_text
from tui.widgets.line_input import LineInput


async def test_its_keys_stand_whole_or_cut_on_the_last_line() -> None:
    async with explorer(at="network-cut", settings=Settings(browser="off"), size=(40, 10)) as (pilot, screen):
        assert screen.panes.timeline.cursor == Ref("events", "network-cut")
        for key in ("o", "O", "y", "a", "t", "f", "x", "B", "ctrl+k"):
            await press_keys(pilot, key)
            dialog, foot = pilot.app.screen.query_one(".dialog"), pilot.app.screen.query_one(".dialog-foot")
            assert foot.region.height == 1, key
            assert dialog.content_region.contains_region(foot.region), key
            drawn = screen_lines(pilot.app)[foot.region.y]
            assert "Esc" in drawn or "…" in drawn, key
            await press_keys(pilot, "escape")
            assert pilot.app.screen is screen, key


async def test_no_key_is_parted_from_what_it_does(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: Whole}\n")
    (tmp_path / "events.yaml").write_text("events:\n  one: {title: One, date: 2020-13-01}\n")
    for folder, keys in ((tmp_path, ("P", "P enter")), (HARBOUR, ("x", "y", "B", "f", "C", "ctrl+k", "question_mark"))):
        async with explorer(folder) as (pilot, _):
            async for size in each_size(pilot, [(160, 48), (60, 20), (40, 10)]):
                for pressed in keys:
                    await press_keys(pilot, *pressed.split())
                    foot = pilot.app.screen.query_one(KeyHints)
                    at = foot.content_region
                    lines = [line[at.x : at.right] for line in screen_lines(pilot.app)[at.y : at.bottom]]
                    said = [hint_text((hint,)).strip() for hint in foot._hints]
                    found = [hint for hint in said if any(hint in line for line in lines)]
                    left = "".join(lines)
                    for hint in found:
                        left = left.replace(hint, "", 1)
                    assert left.strip() == "" or (size[0] == 40 and "…" in left), (pressed, size, lines)
                    assert found == said or at.height == 1, (pressed, size, lines)
                    while len(pilot.app.screen_stack) > 1:
                        await press_keys(pilot, "escape")


async def test_a_dialog_leaves_no_chopped_words_at_its_sides_and_is_the_whole_of_a_low_screen() -> None:
    keys = ("o", "y", "a", "t", "f", "x", "B", "ctrl+k", "question_mark", "E", "f2", "delete", "C", "ctrl+x")
    async with explorer(at="network-cut", settings=Settings(browser="off")) as (pilot, screen):
        await press_keys(pilot, "b")
        async for width, height in each_size(pilot, [(80, 24), (100, 30), (106, 30), (40, 10)]):
            for key in keys:
                await press_keys(pilot, key)
                dialog = pilot.app.screen.query_one(".dialog").region
                assert dialog.width == min(width, 100), key
                sides = "".join(line[: dialog.x] + line[dialog.right :] for line in screen_lines(pilot.app))
                assert not sides.strip(), key
                assert height > 10 or dialog.height == height, key
                titles = [f"{title.visual}" for title in pilot.app.screen.query(".dialog-title").results(Static)]
                labels = [f"{label.visual}" for label in pilot.app.screen.query(".field .label").results(Static)]
                assert [title for title in titles if not title[0].isupper()] == [], "as a sentence is written"
                assert [label for label in labels if not label[0].islower()] == []
                await press_keys(pilot, "escape")
                assert pilot.app.screen is screen, key


async def test_a_field_shows_where_one_types_and_says_that_a_text_goes_on() -> None:
    path = "/tmp/a-folder-with-a-long-name/and-one-in-it/harbour.csv"
    async with explorer(at="network-cut", size=(40, 10)) as (pilot, _):
        await press_keys(pilot, "x", "enter", "ctrl+u", *path)
        assert path[-20:] in (await press(pilot, "end")).splitlines()[1]
        async for _ in each_size(pilot, [(30, 10), (40, 10)]):
            assert path[-20:] in screen_lines(pilot.app)[1]
        await press_keys(pilot, "escape", "escape", "E")
        assert screen_lines(pilot.app)[1].startswith(" title *")
        assert " down in the whole town" in screen_lines(pilot.app)[1]
        await press_keys(pilot, "tab")
        title = screen_lines(pilot.app)[1]
        assert "Network down in" in title
        assert "…" in title


HINTS = {
    "t": "9 aug",
    "u": "9 aug",
    "x": "type to filter",
    "f": "type to find a value",
    "slash": "words",
}


async def test_what_may_be_typed_is_said_whole_or_cut_with_a_sign() -> None:
    async with explorer(settings=Settings(browser="off")) as (pilot, _):
        async for _ in each_size(pilot, [(40, 10), (24, 10), (80, 24), (160, 48)]):
            for key, begins in HINTS.items():
                lines = (await press(pilot, key)).splitlines()
                typed = pilot.app.screen.query_one(LineInput)
                drawn = lines[typed.region.y][typed.content_region.x : typed.content_region.right].rstrip()
                whole = typed._hint
                assert whole.startswith(begins)
                assert drawn == whole or (drawn.endswith("…") and whole.startswith(drawn[:-1]))
                assert len(drawn) > typed.content_region.width // 2 or drawn == whole
                await press_keys(pilot, "escape")
        # and anew when the window changes
        await press_keys(pilot, "t")
        typed = pilot.app.screen.query_one(LineInput)
        whole = typed.placeholder
        async for width, _height in each_size(pilot, [(30, 10), (80, 24)]):
            assert typed.placeholder.endswith("…") if width == 30 else typed.placeholder == whole


async def test_a_row_of_two_lines_goes_on_below_its_text() -> None:
    async with explorer() as (pilot, _):
        async for _ in each_size(pilot, [(80, 24), (160, 48)]):
            for key in ("x", "ctrl+k", "question_mark"):
                await press_keys(pilot, key)
                prompts = [option.prompt for option in pilot.app.screen.query_one(OptionList).options]
                lines = [line for prompt in prompts for line in str(prompt).split("\n") if line.strip()]
                room = pilot.app.screen.query_one(OptionList).scrollable_content_region.width
                assert [line for line in lines if cells(line) > room or not line.startswith(" ")] == []
                await press_keys(pilot, "escape")


async def test_that_nothing_is_kept_is_said_once_and_whole() -> None:
    async with explorer() as (pilot, _):
        async for size in each_size(pilot, [(80, 24), (40, 10), (160, 48)]):
            await press_keys(pilot, "B")
            listed = pilot.app.screen.query_one(OptionList)
            said = [flat(str(option.prompt)) for option in listed.options]
            assert said == ["Nothing is kept yet. b bookmark a record a write a note on it"]
            assert listed.size.height >= listed.virtual_size.height, size
            await press_keys(pilot, "escape")


async def test_the_menu_for_copying_names_all_that_can_be_copied_in_ten_lines() -> None:
    async with explorer(at="network-cut", size=(40, 10)) as (pilot, _):
        lines = (await press(pilot, "y")).splitlines()
        assert lines[0].strip() == "Copy"
        assert "  e the excerpt with its source" in lines
        assert "  p the place in the files" in lines
        assert lines[-1].endswith("Esc close")
