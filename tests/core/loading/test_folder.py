"""Tell a dataset's folder from others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.core.errors import NotADataset
from tui.core.loading.folder import require_dataset


def written(folder: Path, name: str) -> Path:
    (folder / name).write_text("", encoding="utf-8")
    return folder


def test_a_folder_without_a_dataset_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "x.yaml")
    for folder, title, message in (
        (tmp_path, "Not a dataset", "{0} holds no dataset.yaml. `letapis new {0}` makes a dataset there."),
        (tmp_path / "no", "No such folder", "{0} does not exist. `letapis new {0}` makes a dataset there."),
        (tmp_path / "x.yaml", "Not a folder", "{0} is a file; a dataset is a folder with a dataset.yaml in it."),
    ):
        with pytest.raises(NotADataset) as caught:
            require_dataset(folder)
        assert (caught.value.title, caught.value.message) == (title, message.format(folder))
    require_dataset(written(tmp_path, "dataset.yaml"))

    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(NotADataset) as caught:
        require_dataset(tmp_path)
    assert (caught.value.title, caught.value.message) == ("Cannot be read", f"{tmp_path}: Permission denied.")
