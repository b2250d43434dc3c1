"""Files that changed are read again while the user stays where they are."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from driving import explorer, press, press_keys, reading, screen_text, until
from samples import HARBOUR

from tui.core.dates.scale import Days, Scale, scale
from tui.core.index import slot_counts
from tui.core.model.records import Ref
from tui.present.signs import signs


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return shutil.copytree(HARBOUR, tmp_path / "harbour")


def edit(dataset: Path, old: str, new: str) -> None:
    """Replace a text that is in one file of the dataset, once."""
    (file,) = (file for file in dataset.rglob("*.yaml") if file.read_text(encoding="utf-8").count(old) == 1)
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


async def test_cursor_filter_scroll_and_page_stay_while_the_text_changes(dataset: Path) -> None:
    async with explorer(dataset, (120, 16), query="kind:law or kind:protest or kind:economy") as (pilot, screen):
        await press_keys(pilot, "G", "k", "2", "ctrl+d")
        timeline, card = screen.panes.timeline, screen.panes.card
        where = (timeline.cursor, timeline.scroll_offset, card.scroll_offset, screen.session.state.spot)
        opened, cursor = screen.session.opened, timeline.cursor
        assert cursor is not None
        title = screen.session.store.event(cursor.id).title
        edit(dataset, title, f"{title} and more")
        await press_keys(pilot, "R")
        await until(pilot, lambda: screen.session.opened is not opened and screen.ready)
        assert screen.session.store.event(cursor.id).title == f"{title} and more"
        assert (timeline.cursor, timeline.scroll_offset, card.scroll_offset, screen.session.state.spot) == where
        # and what a controller has just written is under the cursor
        opened = screen.session.opened
        screen._reloading.reload(first := timeline.rows.ref(1) or timeline.rows.ref(2))
        screen._reloading.reload()
        await until(pilot, lambda: screen.session.opened is not opened and screen.ready)
        assert timeline.cursor == first


async def test_an_open_source_stays_open_and_shows_what_was_added(dataset: Path) -> None:
    async with explorer(dataset, (120, 40), at="network-cut") as (pilot, screen):
        await pilot.press("s")
        reader = await reading(pilot)
        key, opened = reader.key, screen.session.opened
        source, _, passage = key.partition("/")
        gist = reader.store.sources[source].passages[passage].gist
        edit(dataset, gist, "A gist of its own")
        screen._reloading.reload()
        await until(pilot, lambda: screen.session.opened is not opened)
        assert pilot.app.screen is reader
        assert reader.key == key
        assert "A gist of its own" in await press(pilot, "2")
        # a source that is gone is not taken away from under the eyes
        opened = screen.session.opened
        (dataset / "sources" / f"{source}.yaml").unlink()
        screen._reloading.reload(Ref("events", "network-cut"))
        await until(pilot, lambda: screen.session.opened is not opened)
        assert "no longer in the files" in screen_text(pilot.app)
        await press_keys(pilot, "escape", "escape")
        assert pilot.app.screen is screen


@pytest.mark.usefixtures("watched")
async def test_what_changes_in_the_files_is_shown_said_and_marked_for_a_moment(dataset: Path) -> None:
    async with explorer(dataset, (120, 30), at="network-cut") as (pilot, screen):
        opened, store = screen.session.opened, screen.session.store
        edit(dataset, store.event("network-cut").title, "Cut off at midnight")
        # touched until it is noticed, since the watch takes a moment to be set up
        await until(pilot, lambda: (dataset / "people.yaml").touch() or screen.session.opened is not opened)
        said = "1 record changed: Cut off at midnight"
        assert screen.footer.message == said
        lines = screen_text(pilot.app).splitlines()
        assert any("Cut off at midnight" in line and signs().edited in line for line in lines)
        await until(pilot, lambda: screen.ready)
        screen._reloading._unmark()
        assert signs().edited not in screen_text(pilot.app)
        # what no record comes from is no change, and a file with a fault is counted
        opened = screen.session.opened
        (dataset / ".events.yaml.swp").write_text("x")
        (dataset / "events.yaml~").write_text("x")
        (dataset / "new.yaml").write_text(
            "events:\n  late: {title: Late, date: 2031}\n  later: {title: Later, date: no}\n"
        )
        await until(pilot, lambda: screen.session.opened is not opened and screen.ready)
        assert screen.footer.message.startswith("1 record added: Late · ")
        assert screen.footer.message.endswith("problems")


async def test_the_screen_does_not_count_anew_what_the_overview_draws(
    dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explorer(dataset, (120, 30), at="network-cut") as (pilot, screen):
        opened, on_screen = screen.session.opened, list[bool]()

        def counted(days: Days, width: int) -> Scale:
            on_screen.append(current_thread() is main_thread())
            return scale(days, width)

        monkeypatch.setattr(slot_counts, "scale", counted)
        edit(dataset, screen.session.store.event("network-cut").title, "Cut off at midnight")
        await press_keys(pilot, "R")
        await until(pilot, lambda: screen.session.opened is not opened and screen.ready)
        assert "Cut off at midnight" in screen_text(pilot.app)
        assert on_screen == [False]


def resident() -> int:
    """Return how many bytes of memory this process has."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is asked for in Linux's way")
async def test_memory_after_a_thousand_readings_has_grown_by_less_than_a_tenth(dataset: Path) -> None:
    async with explorer(dataset, (120, 30), at="network-cut", cache_folder=dataset.parent / "cache") as (pilot, screen):
        title = screen.session.store.event("network-cut").title
        sizes = []
        for number in range(1, 1_001):
            opened, new = screen.session.opened, f"Cut off {number}"
            edit(dataset, title, new)
            title = new
            screen._reloading.reload()
            await until(pilot, lambda opened=opened: screen.session.opened is not opened and screen.ready)  # type: ignore[misc]
            if number in (100, 1_000):
                sizes.append(resident())
        before, after = sizes
        assert after < 1.1 * before, f"{before / 1e6:.1f} MB, then {after / 1e6:.1f} MB"
