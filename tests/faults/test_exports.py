"""The explorer writes no export over a file of the dataset, under whatever name."""

from __future__ import annotations

import shutil
from pathlib import Path

from driving import explorer, flat, press, press_keys
from samples import HARBOUR

from tui.widgets.line_input import LineInput


async def test_no_file_of_the_dataset_is_written_over(tmp_path: Path) -> None:
    harbour = shutil.copytree(HARBOUR, tmp_path / "harbour")
    (tmp_path / "other-name").hardlink_to(harbour / "dataset.yaml")
    (tmp_path / "link").symlink_to(harbour / "dataset.yaml")
    before = (harbour / "dataset.yaml").read_bytes()
    async with explorer(harbour, size=(120, 30)) as (pilot, _):
        await press_keys(pilot, "x", *"csv", "enter")
        for path in (harbour / "dataset.yaml", harbour / "new.yaml", tmp_path / "other-name", tmp_path / "link"):
            pilot.app.screen.query_one(LineInput).value = str(path)
            for _ in range(2):
                said = flat(await press(pilot, "enter"))
                assert "belongs to the dataset" in said, path
    assert (harbour / "dataset.yaml").read_bytes() == before
    assert not (harbour / "new.yaml").exists()
