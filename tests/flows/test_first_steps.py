"""The first minutes: what a new user is told, what an empty dataset says, and what the mouse does."""

from __future__ import annotations

from pathlib import Path

from driving import explorer, flat, press, press_keys, reading, screen_lines, screen_text

from tui.cli.new import write_files
from tui.core.model.sections import LISTED_SECTIONS, SECTION
from tui.exchange.editing.template import files
from tui.notebook.learned import FILE_NAME, FIRST, Learned
from tui.notebook.settings import Settings
from tui.screens.explorer.screen import ExplorerScreen
from tui.screens.lanes.screen import LanesScreen


async def test_the_first_steps_are_shown_until_they_were_used_or_hidden(tmp_path: Path) -> None:
    file = tmp_path / "home" / FILE_NAME
    async with explorer(size=(80, 24), learned=Learned(file)) as (pilot, screen):
        steps, marks = screen_lines(pilot.app)[-4:-2]
        assert steps == " / find by typing  s read the source  y copy a citation  i disputes  ? all keys"
        assert marks == " ◆ that day  ░ some time then  ≠ accounts differ  Esc hides this"
        await pilot.resize_terminal(100, 24)
        await pilot.pause()
        signs = " ◆ that day  ━ those days  ░ some time in them  ◇ about then  ≠ accounts differ  Esc hides this"
        assert screen_lines(pilot.app)[-3] == signs
        await press_keys(pilot, "slash", *"quill", "enter")
        assert "find by typing" not in screen_text(pilot.app)
        await pilot.resize_terminal(80, 20)
        await pilot.pause()
        assert "Esc hides this" not in screen_text(pilot.app)
        await press_keys(pilot, "escape")  # what is not to be seen is not hidden by it
        assert str(screen.session.state.spot.query) == ""
    assert Learned(file).left == FIRST - {"edit_filter"}
    async with explorer(size=(80, 24), query="quill", learned=Learned(file)) as (pilot, screen):
        assert "find by typing" not in screen_text(pilot.app)
        await press_keys(pilot, "escape")
        assert "Esc hides this" not in screen_text(pilot.app)
        assert str(screen.session.state.spot.query) == "quill"
    assert not Learned(file).left
    async with explorer(size=(80, 24), learned=Learned(tmp_path / "new"), settings=Settings(ascii="on")) as (pilot, _):
        assert "x export" in screen_lines(pilot.app)[-1]


async def test_an_empty_dataset_says_how_to_add_each_record(tmp_path: Path) -> None:
    write_files(tmp_path / "mine", files("Mine"))
    async with explorer(tmp_path / "mine", size=(160, 34)) as (pilot, _):
        for section in LISTED_SECTIONS:
            text = screen_text(pilot.app)
            assert f"No {SECTION[section].plural} yet: C adds {SECTION[section].one}." in flat(text)
            assert f"letapis add {SECTION[section].singular} -d" in flat(text)
            await press_keys(pilot, "w")
        assert "who was in it" in text
        assert "passages that it rests on" in flat(text)
        for key, said in (("i", "is listed here"), ("l", "No event is recorded yet")):
            text = await press(pilot, key)
            assert said in text
            assert text.splitlines()[-1].split() == ["?", "help", "Esc", "back"]
            assert "│" not in text, "no empty index beside it"
            await press_keys(pilot, "escape")
        assert not {"copy", "details", "source"}.intersection(screen_lines(pilot.app)[-1].split())
        assert "there is nothing here yet" in await press(pilot, "f")
        assert "no value is called so" in await press(pilot, "x")
        await press_keys(pilot, "escape", "slash", "x")
        assert "Nothing matches" in screen_text(pilot.app)


async def test_words_tabs_and_dividers_take_the_mouse() -> None:
    async with explorer(size=(160, 40)) as (pilot, screen):

        def widths() -> list[int]:
            return [screen.query_one(f"#{name}").region.width for name in ("first", "second", "third")]

        at = screen_lines(pilot.app)[-1].index("lanes")
        await pilot.hover("#footer", offset=(at, 0))
        underlined = [part.text for part in screen.footer.line(0, 160) if screen.footer._style(part).underline]
        assert underlined == ["l", " lanes"]
        await pilot.click("#footer", offset=(at, 0))
        await pilot.pause()
        assert isinstance(pilot.app.screen, LanesScreen)
        await press_keys(pilot, "escape")
        before = widths()
        edge = before[0]
        await pilot.mouse_down(offset=(edge, 20))
        await pilot.hover(offset=(edge - 10, 21))
        await pilot.mouse_up(offset=(edge - 10, 21))
        await pilot.pause()
        assert widths() == [before[0] - 10, before[1] + 10, before[2]]
        assert not screen.selections
        await press_keys(pilot, "b")
        assert "Bookmarked" in screen_text(pilot.app)
        await pilot.click("#footer", offset=(at, 0))
        await pilot.pause()
        assert pilot.app.screen is screen
        assert " lanes" in screen_lines(pilot.app)[-1]
        await press_keys(pilot, "x")
        lines = screen_lines(pilot.app)
        row = next(at for at, line in enumerate(lines) if "Esc close" in line)
        await pilot.click(offset=(lines[row].index("close"), row))
        await pilot.pause()
        assert isinstance(pilot.app.screen, ExplorerScreen)
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        heads = screen_lines(pilot.app)[4]
        assert "2 DETAILS  3 Sources (4)" in heads
        await pilot.click(offset=(heads.index("Sources"), 4))
        await pilot.pause()
        assert "2 Details ▸3 SOURCES" in screen_lines(pilot.app)[4]


async def test_a_source_without_its_text_says_that_it_is_an_outline_and_where_the_text_goes(tmp_path: Path) -> None:
    async with explorer(size=(100, 30), documents=tmp_path, at="network-cut") as (pilot, _):
        await press_keys(pilot, "s")
        await reading(pilot)
        text = flat(screen_text(pilot.app))
        assert "An outline: the text itself is not at hand. Save it as gazette.html" in text
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert "An outline" not in screen_text(pilot.app)
