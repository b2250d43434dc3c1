"""From a chronicle that somebody found to its first facts: a dataset is begun, and all of it entered by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import explorer, flat, reading, screen_text, until
from textual.pilot import Pilot

from tui.cli.main import run
from tui.core.loading.loader import load
from tui.core.model.records import Ref
from tui.screens.dialogs.form import FormScreen
from tui.screens.explorer.screen import ExplorerScreen
from tui.screens.reader.screen import ReaderScreen

CHRONICLE = """\
The Pier Post

How the pier was lost

By Ann Roe

2 September 2020

The crew of the Petrel had come to the pier in a year in which nobody else came there, and it stayed for long.

14 May 2016

The council of Eastwick doubled the rent. It had cost the town much since 2011. The next day some came with lamps.

3 September

The Petrel moved from Eastwick to Saltmouth. Bo Lind had founded it, and led it all the while.
"""


@pytest.fixture
def pier(tmp_path: Path) -> Path:
    """A new dataset with the chronicle as its first document."""
    page = tmp_path / "page.txt"
    page.write_text(CHRONICLE)
    folder = tmp_path / "pier"
    assert run(["new", str(folder), "--title", "The pier", "--document", str(page)]) == 0
    return folder


class Curator:
    """Presses keys in the reader, and counts those that type no text."""

    def __init__(self, pilot: Pilot[None], main: ExplorerScreen) -> None:
        self.pilot, self.main = pilot, main
        self.keys = 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        await self.pilot.press(*text)

    async def select(self, words: str) -> None:
        self.keys = 0
        await self.press("s", "slash")
        await self.type(words)
        await self.press("enter")

    async def form(self) -> FormScreen:
        await until(self.pilot, lambda: isinstance(self.pilot.app.screen, FormScreen))
        screen = self.pilot.app.screen
        assert isinstance(screen, FormScreen)
        return screen

    async def save(self) -> None:
        await self.press("ctrl+s")
        await until(self.pilot, lambda: isinstance(self.pilot.app.screen, ReaderScreen))
        screen = await reading(self.pilot)
        await until(self.pilot, lambda: screen.awaited == "")

    @property
    def seen(self) -> str:
        return flat(screen_text(self.pilot.app))


@pytest.mark.parametrize("size", [(80, 24), pytest.param((160, 48), marks=pytest.mark.slow)], ids=str)
async def test_a_chronicle_is_entered_in_twelve_keys_a_fact(pier: Path, size: tuple[int, int]) -> None:
    (source,) = load(pier)[0].sources
    async with explorer(pier, size, at=f"{source}/") as (pilot, main):
        await reading(pilot)
        curator = Curator(pilot, main)
        for name, presses, section in (
            ("Petrel", ("down", "enter"), "organisations"),
            ("Eastwick", ("down", "down", "enter"), "places"),
        ):
            await curator.select(name)
            await curator.press("n", *presses)
            form = await curator.form()
            assert form.texts["name"] == name
            if section == "organisations":
                await curator.press("enter")
                await curator.type("compa")
            await curator.save()
            assert f"Added {name.lower()}" in curator.seen  # of the first passage too
            assert curator.keys <= 12
            assert name.lower() in getattr(load(pier)[0], section)

        await curator.select("some came ... lamps")
        await curator.press("e")
        form = await curator.form()
        assert form.texts["date"] == "2016-05-15"
        assert form.texts["date_from"] == "“The next day”, from the heading “14 May 2016”"
        await curator.type("Lamps at the hall")
        await curator.press("enter", "enter", "enter")
        await curator.type("Walk")
        await curator.press("enter")
        assert form.texts["kind"] == "Walk (new kind)"  # there is nothing else that it could be
        await curator.save()
        assert curator.keys <= 12

        await curator.select("The Petrel moved")
        await curator.press("e")
        form = await curator.form()
        assert form.texts["date"] == ""
        await curator.type("The Petrel moves")
        await curator.press("enter", "down", "enter")
        assert form.texts["date"] == "2016-09-03"
        assert form.texts["date_from"] == "the heading “3 September”, after “14 May 2016”"
        assert form.texts["involves"] == "petrel"
        await curator.press("enter")
        await curator.type("Move")
        await curator.press("enter", "enter")
        await curator.type("eastwick")
        await curator.press("enter")
        await curator.type("Saltmouth")
        await curator.save()
        assert curator.keys <= 12

        await curator.select("Bo Lind had founded it")
        await curator.press("r")
        form = await curator.form()
        await curator.type("Bo Lind")
        await curator.press("enter")
        assert form.texts["from"] == "Bo Lind (new person)"
        await curator.type("founded")
        await curator.press("enter")
        assert "How does “founded” read from the other end?" in curator.seen
        await curator.type("founded by")
        await curator.press("enter")
        await curator.type("petrel")
        await curator.save()
        assert curator.keys <= 12

        await curator.select("led it all")
        await curator.press("c")
        form = await curator.form()
        await curator.type("Who led it?")
        await curator.press("enter")
        await curator.type("petr")
        await curator.press("enter")
        assert form.texts["about"] == "petrel"  # the ship goes before its move
        await curator.press("escape", "escape", "escape")

        await curator.select("led it all")
        await curator.press("t")
        await curator.type("moves")
        await curator.press("enter")
        await curator.form()
        await curator.save()
        assert "Tied the-petrel-moves" in curator.seen
        await curator.press("escape")
        assert pilot.app.screen is main  # also after a relation, which no list had under its cursor
        view = main.session.view
        assert view.cursor == view.subject == Ref("events", "the-petrel-moves")
    dataset, problems = load(pier)
    assert not problems
    move, tie = dataset.events["the-petrel-moves"], next(iter(dataset.relations.values()))
    assert (move.kind, move.origin, move.destination, move.date) == ("move", "eastwick", "saltmouth", "2016-09-03")
    assert (tie.source, tie.type, tie.target) == ("bo-lind", "founded", "petrel")
    assert dataset.relation_types["founded"].reverse == "founded by"
    assert run(["check", "--strict", str(pier)]) == 0


@pytest.mark.parametrize("left", [("ctrl+s",), ("tab", "ctrl+s"), ("enter", "ctrl+s")], ids=str)
async def test_what_an_arrow_has_marked_is_taken_however_the_field_is_left(pier: Path, left: tuple[str, ...]) -> None:
    (source,) = load(pier)[0].sources
    async with explorer(pier, at=f"{source}/") as (pilot, main):
        await reading(pilot)
        curator = Curator(pilot, main)
        await curator.select("The Petrel moved")
        await curator.press("e")
        form = await curator.form()
        await curator.type("The Petrel moves")
        await curator.press("enter", "down", *left[:-1])
        await curator.save()
        assert not isinstance(pilot.app.screen, type(form))
    assert load(pier)[0].events["the-petrel-moves"].date == "2016-09-03"


async def test_who_is_called_as_nobody_is_can_be_made_where_a_record_is_asked_for(pier: Path) -> None:
    (source,) = load(pier)[0].sources
    async with explorer(pier, at=f"{source}/") as (pilot, main):
        await reading(pilot)
        curator = Curator(pilot, main)
        await curator.select("Bo Lind")
        assert "n name" in curator.seen
        await curator.press("t")
        await curator.type("Bo Lind")
        await curator.press("enter")
        form = await curator.form()
        assert form.texts["name"] == "Bo Lind"
        await curator.save()
        assert load(pier)[0].people["bo-lind"].evidence
        await curator.press("C")
        await until(pilot, lambda: "a document: a file" in curator.seen)  # and not nothing, in silence


async def test_a_long_field_shows_its_beginning_when_it_is_left_and_all_of_it_below(pier: Path) -> None:
    (source,) = load(pier)[0].sources
    async with explorer(pier, (80, 24), at=f"{source}/") as (pilot, main):
        await reading(pilot)
        curator = Curator(pilot, main)
        await curator.select("The Petrel moved")
        await curator.press("e")
        await curator.form()
        text = "First words of a title that is far longer than the line of this form is wide, and its last words"
        await curator.type(text)
        assert text in curator.seen
        await curator.press("tab")
        assert "title * First words of a title" in curator.seen
        await curator.press("shift+tab")
        assert "and its last words" in curator.seen
