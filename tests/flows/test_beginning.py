"""Where the explorer opens."""

from __future__ import annotations

import pytest
from driving import explorer
from samples import DATA

from tui.core.model.records import Ref


@pytest.mark.parametrize(
    ("name", "at", "wanted"),
    [
        ("harbour", "", "network-cut"),
        ("harbour", "park-decree", "park-decree"),
        ("belarus-it", "", "election-day"),
    ],
)
async def test_the_cursor_begins_where_the_dataset_says_unless_told_otherwise(name: str, at: str, wanted: str) -> None:
    async with explorer(DATA / name, at=at, size=(120, 30)) as (_, screen):
        ref = Ref("events", wanted)
        assert screen.panes.timeline.cursor == ref
        assert screen.session.state.back == ()
        assert screen.overview._at == screen.session.views.day(ref)  # type: ignore[union-attr]
