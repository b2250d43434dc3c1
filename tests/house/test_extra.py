"""Without the extra `documents` everything but documents works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
OPTIONAL = ("bs4", "charset_normalizer", "markdown_it", "pypdf")


def test_nothing_but_documents_needs_the_extra() -> None:
    code = (
        f"import sys\nfor name in {OPTIONAL}: sys.modules[name] = None\n"
        "import pkgutil, tui\nfrom importlib import import_module\n"
        "for found in pkgutil.walk_packages(tui.__path__, 'tui.'):\n"
        "    if not found.name.endswith('__main__'): import_module(found.name)\n"
        "from tui.cli.main import run\nsys.exit(run(['find', '-d', 'data/harbour', 'cable']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
