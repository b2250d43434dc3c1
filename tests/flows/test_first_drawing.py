"""The first drawing: the rows where they stay, for the terminal as it is, in the theme that was asked for."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from driving import explorer
from samples import HARBOUR
from textual.geometry import Size

from tui.app import LetapisApp
from tui.core.compiled import cache, layout, trust
from tui.core.opening import check_ahead, open_compiled, open_dataset
from tui.notebook.settings import Settings
from tui.screens.explorer.screen import ExplorerScreen, arrange
from tui.widgets.timeline import Timeline

BREAKPOINTS = {name for _, name in (*ExplorerScreen.HORIZONTAL_BREAKPOINTS, *ExplorerScreen.VERTICAL_BREAKPOINTS)}


@pytest.mark.parametrize("size", [(120, 33), (119, 24), (79, 14), (40, 13)])
async def test_the_screen_is_arranged_for_the_terminal_before_it_is_drawn(size: tuple[int, int]) -> None:
    screen = ExplorerScreen(HARBOUR)
    arrange(screen, Size(*size))
    app = LetapisApp(HARBOUR)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert screen.classes & BREAKPOINTS == app.screen.classes & BREAKPOINTS


@pytest.mark.usefixtures("every_drawing")
async def test_a_compiled_dataset_is_in_the_first_drawing_with_the_cursor_in_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = open_dataset(HARBOUR, cache_folder=tmp_path)
    assert made.keep() == ""
    drawn: list[tuple[int, int, str]] = []
    render = Timeline.render_line

    def watched(self: Timeline, y: int):  # type: ignore[no-untyped-def]
        strip = render(self, y)
        drawn.append((y, self.scroll_offset.y, strip.text))
        return strip

    monkeypatch.setattr(Timeline, "render_line", watched)
    app = LetapisApp(HARBOUR, cache_folder=tmp_path, at=made.store.event_ids[-2])
    async with app.run_test(size=(80, 16)) as pilot:
        await pilot.pause()
        first = drawn[: next((at for at, (y, *_) in enumerate(drawn) if at and y == 0), len(drawn))]
        assert any("▌" in text or ">" in text for _, _, text in first), first
        assert {top for _, top, _ in first} == {app.screen.query_one(Timeline).scroll_offset.y}


def test_the_first_drawing_does_not_wait_for_a_check_that_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_compiled(HARBOUR, tmp_path) is None
    assert open_dataset(HARBOUR, cache_folder=tmp_path).keep() == ""
    found = open_compiled(HARBOUR, tmp_path)
    assert found is not None
    assert [*found.store.event_ids] == [*open_dataset(HARBOUR, fresh=True).store.event_ids]
    go_on = Event()
    real = layout.require_whole

    def slow(path: Path) -> layout.Identity:
        go_on.wait(60)
        return real(path)

    monkeypatch.setattr(layout, "require_whole", slow)
    checking = check_ahead(HARBOUR, tmp_path)
    assert checking is not None
    trusted = open_compiled(HARBOUR, tmp_path, None, checking)
    assert trusted is not None
    (note,) = tmp_path.glob("*.intact")
    note.unlink()
    assert open_compiled(HARBOUR, tmp_path, None, checking) is None
    go_on.set()
    assert trusted.is_intact()
    assert note.exists()
    assert checking.done(60)
    assert open_compiled(HARBOUR, tmp_path, None, checking) is not None
    assert check_ahead(HARBOUR, None) is None
    assert open_compiled(HARBOUR, None) is None


async def test_a_compiled_file_that_turns_out_to_be_damaged_is_replaced(tmp_path: Path) -> None:
    assert open_dataset(HARBOUR, cache_folder=tmp_path).keep() == ""
    (target,) = tmp_path.glob("*.letapis")
    target.write_bytes(target.read_bytes()[:-1] + b"?")
    trust.note(target)  # as if the disk had lost it: nobody wrote the file since
    app = LetapisApp(HARBOUR, cache_folder=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        assert isinstance(app.screen, ExplorerScreen)
        for _ in range(300):
            await pilot.pause(0.02)
            if cache.opened(target, HARBOUR) is not None:
                break
        assert type(app.screen.session.store).__name__ == "MemoryStore"
    assert cache.opened(target, HARBOUR) is not None


async def test_the_app_begins_in_its_theme() -> None:
    for theme in ("dark", "light"):
        app = LetapisApp(HARBOUR, settings=Settings(theme=theme))  # type: ignore[arg-type]
        seen = (app.theme, app.has_class(f"-{theme}-mode"), app.has_class("-theme-letapis-" + theme))
        assert seen == (f"letapis-{theme}", True, True)
    async with app.run_test() as pilot:
        classes = set(app.classes)
        for name in ("textual-dark", "letapis-light"):
            app.theme = name
            await pilot.pause()
        assert set(app.classes) == classes


async def test_leaving_before_all_is_drawn_is_no_error() -> None:
    async with explorer(size=(80, 24)) as (pilot, screen):
        await screen.query("*").remove()
        screen._first_rows_painted()
    assert pilot.app.return_code in (None, 0)
