"""From every record of the shipped dataset to its excerpt and back, by one key each way, with and without documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import standins
from driving import explorer, until

from tui.core.model.records import Ref
from tui.core.model.sections import SECTIONS
from tui.core.opening import open_dataset
from tui.core.store.base import Store
from tui.core.store.related import evidence_of
from tui.paths import default_dataset
from tui.present.source.source import reading
from tui.screens.reader.screen import Reader, ReaderScreen

SHIPPED = default_dataset()
REAL = os.environ.get("LETAPIS_DOCUMENTS", "")


@pytest.fixture(scope="module")
def store() -> Store:
    return open_dataset(SHIPPED).store


@pytest.fixture(params=[pytest.param("outline", marks=pytest.mark.slow), "stand-ins", "the documents"])
def documents(request: pytest.FixtureRequest, tmp_path: Path, store: Store) -> Path:
    """A folder without documents, with stand-ins for them, and with the real ones where they are."""
    if request.param == "the documents":
        if not Path(REAL or "/nowhere").is_dir():
            pytest.skip("LETAPIS_DOCUMENTS names no folder with the documents")
        return Path(REAL)
    if request.param == "stand-ins":
        standins.write(store, tmp_path / "documents")
    return tmp_path / "documents"


async def _walk(documents: Path, store: Store, refs: list[Ref]) -> None:
    """Go from each record to its excerpt and back, by the keys."""
    async with explorer(SHIPPED, documents=documents, size=(40, 10)) as (pilot, main):
        for ref in refs:
            main.go(main.session.showing(ref))
            main.panes.enter(2)
            spot, citations = main.session.state.spot, evidence_of(store, ref)
            await pilot.press("s")
            if not citations and ref.section != "sources":
                assert "rests on a passage" in main.footer.message
                continue
            await until(pilot, lambda: isinstance(pilot.app.screen, ReaderScreen))
            screen = pilot.app.screen
            assert isinstance(screen, ReaderScreen)
            if citations:
                assert screen.key == citations[0].passage, ref
                await until(pilot, lambda reader=screen.reader: reader.extent[0] >= 0)  # type: ignore[misc]
                _assert_marked(screen.reader)
            else:  # a source without passages is opened at its beginning
                assert screen.key == f"{ref.id}/"
            await pilot.press("left_square_bracket")
            await until(pilot, lambda: pilot.app.screen is main)
            assert main.session.state.spot == spot, ref


def _assert_marked(reader: Reader) -> None:
    row = reader.extent[0] - reader.scroll_offset.y
    assert 0 <= row < reader.size.height, reader.key
    assert reader.render_line(row).text.startswith("▌"), reader.key


def _records(store: Store) -> list[Ref]:
    return [Ref(section, one) for section in SECTIONS for one in store.ids(section)]


async def test_one_key_shows_the_excerpt_in_place_and_one_key_comes_back(documents: Path, store: Store) -> None:
    await _walk(documents, store, [Ref(section, store.ids(section)[-1]) for section in SECTIONS])


@pytest.mark.slow
async def test_from_every_record_one_key_there_and_one_key_back(documents: Path, store: Store) -> None:
    await _walk(documents, store, _records(store))


async def test_the_excerpt_of_every_record_is_shown_in_its_place(documents: Path, store: Store) -> None:
    refs = _records(store)
    silent = [ref for ref in refs if not evidence_of(store, ref)]
    assert all(ref.section == "sources" and store.sources[ref.id].held == "no" for ref in silent)
    keys = dict.fromkeys(citation.passage for ref in refs for citation in evidence_of(store, ref))
    wanted: dict[str, list[str]] = {}
    for key in keys:
        wanted.setdefault(key.partition("/")[0], []).append(key)
    async with explorer(SHIPPED, documents=documents, size=(40, 10)) as (pilot, main):
        for passages in wanted.values():
            main.navigation.read(passages[0])
            await pilot.pause()
            screen = pilot.app.screen
            assert isinstance(screen, ReaderScreen)
            await until(pilot, lambda reader=screen.reader: reader.extent[0] >= 0)  # type: ignore[misc]
            for key in passages:
                assert screen.reader.passage.go_to(key), key
                _assert_marked(screen.reader)
            await pilot.press("left_square_bracket")


def test_every_passage_has_its_place_and_lists_all_that_rests_on_it(documents: Path, store: Store) -> None:
    held = open_dataset(SHIPPED, documents).documents
    for source in store.sources.values():
        found = reading(store, source.id, "", held.get(source.id))
        assert sorted(stop.number for stop in found.stops) == list(range(1, len(source.passages) + 1)), source.id
        written = [block for part in range(found.parts) for block in found.blocks(part)]
        linked = {span.link.ref for block in written for span in block.spans if span.link is not None}
        for stop in found.stops:
            assert Ref("passages", stop.link) in linked, stop
            # words of one excerpt may stand in another one, which in a stand-in is not told by what is around them
            assert stop.verdict in (None, "exact") or (stop.verdict == "found twice" and str(documents) != REAL), stop
            assert set(store.resting_on(stop.key)) <= linked, stop
