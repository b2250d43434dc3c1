"""No text of the program names a key: `key("…")` gives it as the user has it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from code_trees import nodes, trees

ROOMS = ("present", "session", "screens", "widgets", "app", "messages", "keys.commands")
SIGNS = {"tui.present.signs", "tui.present.ascii_signs"}
"""Tables of signs, in which the sign of a key stands by itself."""
NAMED = re.compile(r"\b(Esc|Enter|Tab|Backspace|PgUp|PgDn|Del)\b|\b(ctrl|alt|shift)\+\w|↵")
DOES = re.compile(r"(?:^|[\s;:,(])[b-zB-HJ-Z+?/\\<>\[\]] (?!perhaps\b|this\b)(?:\w+s\b|them\b)")
"""A sign by itself with what it does: "w lists others"."""


def texts(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the texts of a module but its docstrings; those of f-strings piece by piece."""
    described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described:
            yield node


def names_a_key(text: str) -> bool:
    return " " in text and bool(NAMED.search(text) or DOES.search(text))


def test_it_finds_what_it_looks_for() -> None:
    named = ["nothing here; w lists others", " ↵ go   Esc close", "O opens the copy", "Esc leaves"]
    plain = ["ctrl+w", "a letter copies", "go to a date: 9 aug 2020", " opens the copy"]
    assert [text for text in (*named, *plain) if names_a_key(text)] == named


def test_no_text_names_a_key() -> None:
    found = [
        f"{name}:{node.lineno}: {node.value}"
        for name, tree in trees().items()
        if f"{name}.".startswith(tuple(f"tui.{room}." for room in ROOMS)) and name not in SIGNS
        for node in texts(tree)
        if names_a_key(str(node.value))
    ]
    assert found == []


def test_dialogs_bind_keys_of_the_table_only() -> None:
    """A key stands in the table or nowhere: no `Binding(…)` beside the one place that makes bindings of it."""
    makers = {
        name
        for name, own in nodes().items()
        for node in own
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Binding"
    }
    assert makers == {"tui.widgets.bindings"}
