"""What is no regular file, in the place of one of ours, stops nothing and is not waited for."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from socket import AF_UNIX, socket

import pytest
from cases import for_each

from tui.core.atomic_file import open_file, read_file, write_file
from tui.core.compiled import cache
from tui.core.opening import open_dataset
from tui.core.text.display import shown
from tui.notebook import keeper
from tui.notebook.learned import Learned
from tui.notebook.pane_shares import PaneShares
from tui.notebook.settings import Settings, read_settings
from tui.notebook.write_setting import remember


def special(kind: str, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "socket":
        with socket(AF_UNIX) as opened, contextlib.chdir(path.parent):  # the path of a socket has 100 characters
            opened.bind(path.name)
    else:
        path.mkdir()
    return path


KINDS = ("pipe", "device", "folder", "socket")


@for_each(kind=KINDS)
def test_files_of_ours_are_read_and_written_only_where_they_are_files(
    kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp(kind)
    file = special(kind, folder / "file")
    for wrong in (lambda: read_file(file), lambda: open_file(file).close(), lambda: write_file(file, b"x")):
        with pytest.raises(OSError, match=shown(file.name)):
            wrong()
    settings, said = read_settings(file)
    assert settings == Settings()
    assert len(said) == 1
    assert remember(file, "plain", True) != ""
    learned = Learned(file)
    learned.use("copy")
    learned.keep()
    shares = PaneShares(file)
    shares.now = (40.0, 34.0, 26.0)
    shares.keep()


@for_each(kind=KINDS)
def test_a_notebook_and_an_index_that_are_no_files_are_said_and_passed_over(
    kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp(kind)
    data = folder / "data"
    data.mkdir()
    (data / "dataset.yaml").write_text("letapis: 1\ndataset: {title: T}\n")
    special(kind, folder / "notebooks" / keeper.file_name(str(data.resolve())))
    notebook = keeper.Notebook(folder / "notebooks")
    assert notebook.open(data, "T") != ""
    assert [*keeper.notebooks(folder / "notebooks")] == []
    special(kind, cache.path_of(data, folder / "cache"))
    opened = open_dataset(data, None, cache_folder=folder / "cache")
    assert opened.store.about.title == "T"
    opened.keep()
