"""What the docs for those who carry on say of the code is so: every file and name that they give is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from samples import ROOT

DOCS = (
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/architecture.md",
    "docs/adr/README.md",
    "docs/glossary.md",
    "docs/format.md",
)
PATH = re.compile(r"`((?:tui|tests|docs|data|styles|bench)/[\w./-]*)(?::([\w.]+))?`")


@cache
def names(path: str) -> frozenset[str]:
    """Return what a module defines at its top, and what its classes do, as `Class.member`."""
    found: set[str] = set()
    for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
            found |= {f"{node.name}.{inner.name}" for inner in ast.walk(node) if isinstance(inner, ast.FunctionDef)}
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return frozenset(found)


@pytest.mark.parametrize("doc", DOCS)
def test_every_file_and_name_is_there(doc: str) -> None:
    text = (ROOT / doc).read_text(encoding="utf-8")
    found = PATH.findall(text)
    missing = [
        f"{path}:{name}" for path, name in found if not (ROOT / path).exists() or (name and name not in names(path))
    ]
    assert missing == []


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
    pages = [path.name for path in (ROOT / "docs/adr").glob("0*.md")]
    assert pages
    assert [name for name in pages if f"({name})" not in listed] == []


def headings(path: Path) -> set[str]:
    """Return the headings of a page as links name them."""
    found = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


def test_the_links_of_the_docs_lead_somewhere() -> None:
    pages = (*(ROOT / "docs").rglob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "README.md", ROOT / "data/README.md")
    for path in pages:
        for link, heading in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", path.read_text(encoding="utf-8")):
            target = path.parent / link if link else path
            assert target.exists(), (path, link)
            assert not heading or heading in headings(target), (path, link, heading)


def test_every_way_in_and_out_and_every_fault_has_its_test() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for section in ("Every way in", "Every way out", "Faults, and what comes of them"):
        rows = re.findall(r"^\| .*$", text.partition(f"## {section}\n")[2].partition("\n## ")[0], re.MULTILINE)[2:]
        assert len(rows) > 6
        for row in rows:
            named = [ROOT / path for path in re.findall(r"`(tests/[\w./]+)`", row.rpartition(" | ")[2])]
            assert named, row
            for path in named:
                files = [path] if path.is_file() else [*path.rglob("test_*.py")]
                assert any(
                    "\ndef test_" in file.read_text() or "\nasync def test_" in file.read_text() for file in files
                )
