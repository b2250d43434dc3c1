"""Tell a dataset's folder from others; imports no records, since the explorer asks before its first frame."""

from __future__ import annotations

from pathlib import Path

from tui.core.errors import NotADataset


def require_dataset(folder: Path) -> None:
    """Raises NotADataset unless `folder` holds a `dataset.yaml`."""
    if not folder.exists():
        raise NotADataset("No such folder", f"{folder} does not exist. `letapis new {folder}` makes a dataset there.")
    if not folder.is_dir():
        raise NotADataset("Not a folder", f"{folder} is a file; a dataset is a folder with a dataset.yaml in it.")
    try:
        found = (folder / "dataset.yaml").is_file()
    except OSError as error:
        raise NotADataset("Cannot be read", f"{folder}: {error.strerror}.") from None
    if not found:
        message = f"{folder} holds no dataset.yaml. `letapis new {folder}` makes a dataset there."
        raise NotADataset("Not a dataset", message)
