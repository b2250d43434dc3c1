"""The wheel works where the checkout is not: built, installed into an empty environment, run from elsewhere.

Nothing is downloaded: the environment borrows the dependencies of the one that runs the tests.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tui.core.loading import loader
from tui.paths import default_dataset

ROOT = Path(__file__).parents[2]
TAKEN = ("tui", "data", "styles", "docs", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore")


def command(*arguments: object, cwd: Path) -> str:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in arguments], cwd=cwd, env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the checkout in which somebody's documents lie about."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in TAKEN:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    private = copy / "data" / "belarus-it" / "documents"
    private.mkdir(exist_ok=True)
    (private / "article.txt").write_text("somebody's article", encoding="utf-8")
    command(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", copy / "dist", copy, cwd=copy)
    return next((copy / "dist").glob("letapis-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it; its folder."""
    place = tmp_path_factory.mktemp("environment")
    command(sys.executable, "-m", "venv", "--without-pip", place, cwd=place)
    python = place / "bin" / "python"
    command(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps",
            wheel, cwd=place)  # fmt: skip
    site = next((place / "lib").glob("python*/site-packages"))
    borrowed = [path for path in sys.path if Path(path).name == "site-packages"]
    (site / "borrowed.pth").write_text("\n".join(borrowed) + "\n", encoding="utf-8")
    return place


def test_the_wheel_holds_data_and_styles_but_nobodys_documents_and_runs_where_it_is_installed(
    wheel: Path, installed: Path, tmp_path: Path
) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "tui/_data/belarus-it/dataset.yaml" in names
    assert "tui/_data/harbour/documents/gazette.txt" in names
    assert {
        "tui/exchange/page/page.js",
        "tui/_styles/html/page.css",
        "tui/cli/serve.html",
        "tui/cli/served/served.js",
    } <= {*names}
    assert [name for name in names if "belarus-it/documents" in name] == []
    assert [name for name in names if not name.startswith(("tui/", "letapis-"))] == []
    assert [name for name in names if name.endswith("data/share/man/man1/letapis.1")] != []

    code = (
        "import tui; from tui.paths import *; print(tui.__file__, default_dataset(), resource_dir('styles'), sep='\\n')"
    )
    paths = [Path(line) for line in command(installed / "bin" / "python", "-c", code, cwd=tmp_path).splitlines()]
    assert all(path.is_relative_to(installed) for path in paths)
    styles, own = ({path.name: path.read_text() for path in at.glob("*.tcss")} for at in (paths[2], ROOT / "styles"))
    assert styles == own != {}

    found = command(installed / "bin" / "letapis", "find", "--section", "events", "", cwd=tmp_path)
    assert {line.split("\t")[1] for line in found.splitlines()} == set(loader.load(default_dataset())[0].events)
