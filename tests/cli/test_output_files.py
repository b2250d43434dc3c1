"""What commands write where the user points: nothing that is there is replaced unasked, and nothing of the dataset."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cases import for_each
from samples import HARBOUR

from tui.cli.main import run
from tui.core.loading.files import is_of_dataset


def table(folder: Path) -> Path:
    file = folder / "t.csv"
    file.write_text("title,date\nBells,2020\nLamps,someday\n")
    return file


@for_each(option=["--output", "--report"], command=["export", "import"])
def test_a_file_that_is_there_needs_force(
    option: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if (option, command) == ("--output", "import"):
        return
    there = tmp_path / "there.jsonl"
    there.write_text("mine")
    new = str(tmp_path / "new" / option.strip("-"))
    asked = ["export", "-d", str(HARBOUR)] if command == "export" else ["import", str(table(tmp_path)), new]
    assert run([*asked, option, str(there)]) == 2
    assert there.read_text() == "mine"
    assert not Path(new).exists()  # told before anything is done
    assert f"{there} already exists: --force replaces it" in capsys.readouterr().err
    assert run([*asked, option, str(there), "--force"]) == 0
    assert there.read_text().startswith("{")


def test_a_file_of_the_dataset_is_never_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    shutil.copytree(HARBOUR, data)
    link = tmp_path / "link"
    link.symlink_to(data / "dataset.yaml")
    other_name = tmp_path / "other-name"
    other_name.hardlink_to(data / "dataset.yaml")
    before = (data / "dataset.yaml").read_bytes()
    for path in (data / "dataset.yaml", data / "new.YAML", data / "documents" / "a.txt", link, other_name):
        for option in ("--output", "--report"):
            assert run(["export", "-d", str(data), option, str(path), "--force"]) == 2
            assert "belongs to the dataset" in capsys.readouterr().err
    assert (data / "dataset.yaml").read_bytes() == before
    assert not is_of_dataset(data / "events.csv", data)


def test_records_and_report_are_two_files(tmp_path: Path) -> None:
    one = str(tmp_path / "one.jsonl")
    assert run(["export", "-d", str(HARBOUR), "-o", one, "--report", one]) == 2
    assert run(["export", "-d", str(HARBOUR), "-o", "/dev/null", "--report", "/dev/null"]) == 0
