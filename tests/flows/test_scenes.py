"""Every screen is in a scene, so that `make scenes` draws all of them, and every scene is reached by its keys."""

from importlib import import_module
from pkgutil import walk_packages

import pytest
from scenes import NAMED, SCENES, reached
from textual.screen import Screen

import tui.screens

FIRST = {next(iter(scenes)) for scenes in SCENES.values()}


def screens(kind: type) -> set[type]:
    """Return the classes of screens that are not there to be inherited from."""
    kinds = kind.__subclasses__()
    return {kind} if not kinds else set().union(*map(screens, kinds))


def test_every_screen_is_in_a_scene_and_no_two_scenes_have_one_name() -> None:
    for module in walk_packages(tui.screens.__path__, "tui.screens."):
        import_module(module.name)
    ours = {one.__name__ for one in screens(Screen) if one.__module__.startswith("tui.")}
    assert ours == SCENES.keys()
    assert len(NAMED) == sum(map(len, SCENES.values()))


@pytest.mark.parametrize("name", [pytest.param(one, marks=() if one in FIRST else pytest.mark.slow) for one in NAMED])
async def test_a_scene_is_reached(name: str) -> None:
    async with reached(name, (80, 24)):
        pass
