"""The syntax trees of the program's modules, for the tests of how its code is written."""

from __future__ import annotations

import ast
from functools import cache

from samples import ROOT


@cache
def trees() -> dict[str, ast.Module]:
    """Return the syntax tree of each module of `tui`, by its dotted name."""
    paths = sorted((ROOT / "tui").rglob("*.py"))
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in paths]
    return {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in zip(names, paths, strict=True)}


@cache
def nodes() -> dict[str, tuple[ast.AST, ...]]:
    """Return all nodes of each tree: to go through them takes as long as most tests of them."""
    return {name: tuple(ast.walk(tree)) for name, tree in trees().items()}
