"""What is imported on the way to the first rows, and to what a command prints: every module costs time.

Without the extra `documents` everything but documents works.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from samples import HARBOUR, ROOT

from tui.core.opening import open_dataset

FIND = """
import sys
from tui.cli.main import run
status = run(["find", "-d", sys.argv[1], "kind:law"])
print(*sys.modules, file=sys.stderr)
sys.exit(status)
"""
EXPLORE = """
import sys
from pathlib import Path
import tui.cli.main, tui.cli.open
from tui.app import LetapisApp
from tui.screens.explorer.opening import Opening

def drawn(self, found):
    print(*sys.modules, file=sys.stderr)
    self._opener.app.exit()

Opening.settle = drawn
LetapisApp(Path(sys.argv[1]), cache_folder=Path(sys.argv[2])).run(headless=True, size=(120, 40))
"""


def imported(program: str, cache: Path) -> set[str]:
    """Run `program` on harbour, compiled in `cache`; return the names of the modules that it names."""
    ran = subprocess.run(
        [sys.executable, "-c", program, str(HARBOUR), str(cache)],
        env={**os.environ, "LETAPIS_CACHE": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stderr.split())


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    assert open_dataset(HARBOUR, cache_folder=tmp_path).keep() == ""
    return tmp_path


def test_find_needs_neither_yaml_nor_what_draws(cache: Path) -> None:
    modules = imported(FIND, cache)
    assert "tui.core.compiled.store" in modules
    heavy = {"yaml", "rich", "textual", "asyncio", "wcwidth", "platformdirs", "dataclasses", "tui.core.loading.loader"}
    assert modules & heavy == set()
    assert not {name for name in modules if name.startswith(("tui.present", "tui.screens", "tui.widgets"))}


def test_the_first_frame_needs_no_records(cache: Path) -> None:
    modules = imported("import sys, tui.cli.main, tui.cli.open\nprint(*sys.modules, file=sys.stderr)", cache)
    assert "tui.cli.first_frame" in modules
    assert modules & {"msgspec", "decimal", "dataclasses", "typing_extensions", "asyncio"} == set()
    assert not {name for name in modules if name.startswith(("tui.core.model", "tui.core.query", "tui.present"))}


def test_the_first_rows_need_no_yaml_and_no_other_screen(cache: Path) -> None:
    modules = imported(EXPLORE, cache)
    assert "tui.core.compiled.store" in modules
    assert not modules & {
        "yaml",
        "wcwidth",
        "importlib.metadata",
        "importlib.resources",
        "tui.core.loading.loader",
        "tui.core.checks.check",
    }
    others = tuple(f"tui.screens.{name}" for name in ("reader", "lanes", "compare", "dialogs"))
    assert not {name for name in modules if name.startswith(others)} - {"tui.screens.reader", "tui.screens.dialogs"}
    assert not {name for name in modules if name.startswith("tui.exchange")}


def test_nothing_but_documents_needs_the_extra() -> None:
    code = (
        "import sys\nfor name in ('lxml', 'charset_normalizer', 'markdown_it', 'pypdf'): sys.modules[name] = None\n"
        "import pkgutil, tui\nfrom importlib import import_module\n"
        "for found in pkgutil.walk_packages(tui.__path__, 'tui.'):\n"
        "    if not found.name.endswith('__main__'): import_module(found.name)\n"
        "from tui.cli.main import run\nsys.exit(run(['find', '-d', 'data/harbour', 'cable']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
