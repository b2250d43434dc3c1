"""No text of the program names a key: `key("…")` gives it as the user has it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("present", "session", "screens", "widgets", "app.py", "messages.py", "keys/commands.py")
SIGNS = {"tui/present/signs.py", "tui/present/ascii_signs.py"}
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
    assert all(
        map(names_a_key, ["nothing here; w lists others", " ↵ go   Esc close", "O opens the copy", "Esc leaves"])
    )
    assert not any(map(names_a_key, ["ctrl+w", "a letter copies", "go to a date: 9 aug 2020", " opens the copy"]))


def test_no_text_names_a_key() -> None:
    files = [
        file
        for room in ROOMS
        for file in ((ROOT / "tui" / room).rglob("*.py") if "." not in room else [ROOT / "tui" / room])
    ]
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno}: {node.value}"
        for file in files
        if str(file.relative_to(ROOT)) not in SIGNS
        for node in texts(ast.parse(file.read_text(encoding="utf-8")))
        if names_a_key(str(node.value))
    ]
    assert found == []


def test_dialogs_bind_keys_of_the_table_only() -> None:
    """A key stands in the table or nowhere: no `Binding(…)` beside the one place that makes bindings of it."""
    makers = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "tui").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Binding"
    ]
    assert set(makers) == {"tui/widgets/bindings.py"}
