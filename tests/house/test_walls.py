from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import tui

ROOT = Path(tui.__file__).parent
HEADLESS = ("core", "session", "present", "exchange", "notebook", "keys")
MODULES = sorted(
    ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
    for folder in HEADLESS
    for path in (ROOT / folder).rglob("*.py")
    if path.name != "__init__.py"
)
PROBE = """
import importlib, sys
for name in sys.argv[2:]:
    importlib.import_module(name)
found = {module.partition(".")[0] for module in sys.modules} & set(sys.argv[1].split(","))
print(",".join(sorted(found)))
"""


def imported(forbidden: str, *modules: str) -> str:
    """Which of some packages a fresh process has in memory after it imported some modules."""
    command = [sys.executable, "-W", "ignore", "-c", PROBE, forbidden, *modules]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT.parent)
    return ended.stdout.strip()


def test_nothing_headless_knows_the_terminal() -> None:
    assert imported("textual,rich", *MODULES) == ""


def test_what_packages_import_by_themselves() -> None:
    assert imported("textual,rich,yaml,msgspec,click", "tui", *(f"tui.{folder}" for folder in HEADLESS)) == ""


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_each_module_by_itself(module: str) -> None:
    assert imported("textual,rich", module) == ""


def test_only_the_loader_and_one_writer_know_yaml() -> None:
    allowed = {"yaml_reader.py", "yaml_faults.py", "yaml_spans.py", "yaml_writer.py"}
    users = {
        path.name
        for path in ROOT.rglob("*.py")
        if any(line.startswith(("import yaml", "from yaml")) for line in path.read_text(encoding="utf-8").splitlines())
    }
    assert users == allowed


def test_only_one_module_reads_the_environment() -> None:
    allowed = {
        "environment.py": {"environ", "home"},
        "exchange/editing/document.py": {"expanduser"},
        "screens/dialogs/exporting.py": {"expanduser"},
        "screens/dialogs/lists.py": {"expanduser"},  # of a path that the user types: ~/letters
    }
    found = {
        str(path.relative_to(ROOT)): names
        for path in ROOT.rglob("*.py")
        if (names := set(re.findall(r"\bos\.(environb?|getenvb?)\b|\.(expanduser|home)\(", path.read_text("utf-8"))))
    }
    assert {name: {"".join(parts) for parts in names} for name, names in found.items()} == allowed
