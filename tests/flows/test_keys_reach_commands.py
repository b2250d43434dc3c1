"""No binding that a widget inherits from Textual gets ahead of the key table."""

from __future__ import annotations

from driving import explorer, press_keys

from tui.keys.commands import Where, within

OPENED: dict[Where, tuple[str, ...]] = {
    "list": (),
    "page": ("2",),
    "sources": ("3",),
    "lanes": ("l",),
    "compare": ("c",),
    "reader": ("s",),
}
"""Where the keys apply → the keys that lead there from the timeline."""


async def test_every_key_of_the_table_runs_its_own_command() -> None:
    async with explorer(at="network-cut") as (pilot, _):
        for where, opened in OPENED.items():
            await press_keys(pilot, *opened)
            reached = pilot.app.screen.active_bindings
            for command in within(where):
                for key in filter(str.isalpha, command.keys):  # signs have other names in bindings
                    assert reached[key].binding.id == command.id, f"{key} in {where}"
            await press_keys(pilot, "escape")
