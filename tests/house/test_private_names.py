"""Classes of ours that derive from Textual's use none of its private names, and styles are in `styles/` alone."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from code_trees import trees


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def used_names(tree: ast.AST) -> Iterator[str]:
    """Yield the names that a class defines, assigns or reads as attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


@cache
def source_of(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(sys.modules[module]))


@cache
def private_names(textual_class: type) -> frozenset[str]:
    """Names with one underscore that a class of Textual defines, or sets in its methods."""
    nodes = ast.walk(source_of(textual_class.__module__))
    source = next(node for node in nodes if isinstance(node, ast.ClassDef) and node.name == textual_class.__name__)
    stored = {
        node.attr for node in ast.walk(source) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    return frozenset(filter(is_private, {*vars(textual_class), *stored}))


def classes() -> Iterator[tuple[str, type, ast.ClassDef]]:
    """Yield our classes that derive from one of Textual's, each with its name and its syntax tree."""
    for module, tree in trees().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.bases:
                found = getattr(import_module(module), node.name)
                if any(base.__module__.startswith("textual.") for base in found.__mro__):
                    yield f"{module}.{node.name}", found, node


def test_no_private_name_of_textual_is_used() -> None:
    found, checked = [], 0
    for name, ours, tree in classes():
        bases = [base for base in ours.__mro__ if base.__module__.startswith("textual.")]
        private = frozenset[str]().union(*map(private_names, bases))
        found += [f"{name}.{used}" for used in sorted(private.intersection(used_names(tree)))]
        checked += 1
    assert checked > 30
    assert not found, "\n".join(found)


def test_no_class_has_styles_of_its_own() -> None:
    assert [module for module, tree in trees().items() if {"CSS", "DEFAULT_CSS"}.intersection(used_names(tree))] == []
