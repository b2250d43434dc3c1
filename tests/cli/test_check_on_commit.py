"""What checks datasets on every commit: the hook of pre-commit, the workflow of GitHub, and the recipe for both."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml
from samples import HARBOUR, ROOT

from tui import __version__
from tui.cli.main import run

(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
WORKFLOW = (ROOT / "docs/check.yml").read_text("utf-8")
RECIPE = (ROOT / "docs/recipes.md").read_text("utf-8")
LINES = [
    HOOK["entry"],
    yaml.safe_load(WORKFLOW)["jobs"]["check"]["steps"][-1]["run"],
    *re.findall(r"^letapis check --strict .*", RECIPE, re.MULTILINE),
]


def spoil(folder: Path) -> None:
    summer = folder / "events/summer.yaml"
    summer.write_text(summer.read_text("utf-8").replace("date: 2020-08-15", "date: 2020-08-32", 1), "utf-8")


def test_each_looks_at_the_dataset_in_which_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    monkeypatch.chdir(folder)
    assert [run(shlex.split(line)[1:]) for line in LINES] == [0, 0, 0]
    spoil(folder)
    assert [run(shlex.split(line)[1:]) for line in LINES] == [1, 1, 1]


def test_arguments_of_a_hook_name_a_folder_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(Path(shutil.copytree(HARBOUR, tmp_path / "chronicle")))
    monkeypatch.chdir(tmp_path)
    assert run([*shlex.split(HOOK["entry"])[1:], "--dataset", "chronicle"]) == 1


def test_the_recipe_names_the_hook_and_this_version() -> None:
    for block in re.findall(r"```yaml\n(.*?)```", RECIPE, re.DOTALL):
        assert f"- id: {HOOK['id']}\n" in block
    assert set(re.findall(r"\bv\d+\.\d+\.\d+\b", RECIPE + WORKFLOW)) == {f"v{__version__}"}


def test_a_pull_request_shows_each_problem_at_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    spoil(Path())
    assert run(["check", "--dataset", ".", "--format", "github"]) == 1
    first = capsysbinary.readouterr().out.decode().splitlines()[0]
    number = 1 + Path("events/summer.yaml").read_text("utf-8").splitlines().index("    date: 2020-08-32")
    assert re.fullmatch(rf"::error file=events/summer\.yaml,line={number},col=\d+,title=[\w-]+::.*2020-08-32.*", first)
