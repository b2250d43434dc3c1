"""The reader of plain lines returns what the parser returns, at the same places, or leaves the file to the parser."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from mutants import SCRAPS, mutant
from samples import HARBOUR

from tui.core.loading import yaml_reader
from tui.core.loading.yaml_faults import Fault, Unreadable, place, refuse_before_parsing
from tui.core.loading.yaml_lines import read_lines
from tui.core.loading.yaml_reader import parse, read
from tui.core.loading.yaml_values import List, Map
from tui.paths import default_dataset

FORMS = {
    "a: b c\n": {"a": "b c"},
    "a: b": {"a": "b"},
    "# x\n\na: b\n   \n  # y\nc: d\n": {"a": "b", "c": "d"},
    "é-1.x: -0043\n": {"é-1.x": "-0043"},
    "a: http://x.example/?y=1#z\n": {"a": "http://x.example/?y=1#z"},
    'a: "b: c, \\"d\\" \\\\e #f"\n': {"a": 'b: c, "d" \\e #f'},
    'a: [x y, "p, q\\"", -1, r:s, [t], {u: v, w: "x"}]\n': {
        "a": ["x y", 'p, q"', "-1", "r:s", ["t"], {"u": "v", "w": "x"}]
    },
    "a: {b: c, d: [e, f], g: {h: i}}\n": {"a": {"b": "c", "d": ["e", "f"], "g": {"h": "i"}}},
    "a:\n- b\n- c: d\n  e: f\n- [g]\n- {h: i}\nj: k\n": {"a": ["b", {"c": "d", "e": "f"}, ["g"], {"h": "i"}], "j": "k"},
    'a:\n  b:\n    - "c"\n    - d:\n        e: f\n    - g\n  h: i\n': {
        "a": {"b": ["c", {"d": {"e": "f"}}, "g"], "h": "i"}
    },
}
"""Texts that are read line by line, and what they hold."""
LEFT = (
    *(
        "",
        "# x\n",
        "a\n",
        "- a\n",
        " a: b\n",
        "a:\n",
        "a:\nb: c\n",
        "a: \n",
        "a:  b\n",
        "a: b \n",
        "a: ''\n",
        'a: ""\n',
    ),
    *('a: " b"\n', 'a: "b\\n"\n', 'a: "b"c\n', 'a: "b" # c\n', "a: b # c\n", "a: b: c\n", "a: b:\n", "a: |\n  b\n"),
    *("a: b\n  c\n", "a: b\n  c: d\n", "a: b\na: c\n", "a:\n  b: c\n d: e\n", "a:\n  - b\n - c\n", "a: b\n- c\n"),
    *("a:\n- b\n  c: d\n", "a:\n  - - b\n", "a: &b c\n", "a: !b c\n", "a: *b\n", "a: [b\n", "a: [b}\n", "a: [b]]\n"),
    *("a: [b, ]\n", "a: []\n", "a: {}\n", "a: [b,c]\n", "a: [b] \n", "a: [b: c]\n", "a: {b}\n", "a: {b: c, b: d}\n"),
    *("a: [b?]\n", "a: [b #c]\n", "a: [b, c], d\n", "a: {b: c}, \n", "a: b\tc\n", "a: b\r\n", "\ufeffa: b\n", "? a\n"),
    *("---\na: b\n", "a: b\n...\n", "a: b\n---\n", "<<: a\n", "%a\n", '"a": b\n', "a b: c\n", "a:\n  -\n", "a: -\n"),
    f"a: {'[' * 14}b{']' * 14}\n",
    "".join(f"{'  ' * level}a:\n" for level in range(13)) + "  " * 13 + "a: b\n",
    "a:\n" + "".join(f"{'  ' * level}- a:\n" for level in range(13)) + "  " * 14 + "b: c\n",
    f"{'a' * 102}: b\n",
)
"""Texts that are left to the parser."""


def with_places(node: Any) -> Any:
    """Return a value with the places of all that is in it."""
    if isinstance(node, Map):
        assert [*node] == [*node.keys_at] == [*node.values_at]
        parts = [
            (key, place(node.keys_at[key]), place(node.values_at[key]), with_places(node[key])) for key in node.keys_at
        ]
        return "map", place(node.start), parts
    if isinstance(node, List):
        parts = [(place(mark), with_places(value)) for mark, value in zip(node.values_at, node, strict=True)]
        return "list", place(node.start), parts
    return node


def agrees(text: str) -> bool:
    """Whether a text is read line by line; then the parser has to read the same."""
    try:
        refuse_before_parsing(text)
    except Unreadable:
        return False
    found = read_lines(text)
    if found is None:
        return False
    faults: list[Fault] = []
    assert with_places(found) == with_places(parse(text, faults)), text
    assert faults == [], text
    return True


def shipped() -> Iterator[str]:
    for folder in (HARBOUR, default_dataset()):
        for path in sorted(folder.rglob("*.yaml")):
            yield path.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", FORMS)
def test_plain_forms_are_read_line_by_line(text: str) -> None:
    assert read_lines(text) == FORMS[text]
    assert agrees(text)


def test_what_is_not_plain_is_left_to_the_parser() -> None:
    assert [text for text in LEFT if read_lines(text) is not None] == []


def test_the_shipped_datasets_are_read_line_by_line() -> None:
    assert all(map(agrees, shipped()))


def test_whatever_is_done_to_a_text_both_read_the_same() -> None:
    chance = random.Random(5)
    texts = [*FORMS, *("\n".join(text.split("\n")[:30]) for text in shipped())]
    read_here = 0
    for _ in range(6000):
        text = mutant(chance.choice(texts), chance)
        at = chance.randrange(len(text) + 1)
        read_here += agrees(text) + agrees(text[:at] + chance.choice(SCRAPS) + text[at:])
    assert read_here > 300, "some of the texts are still read line by line"


def test_a_file_over_a_limit_is_left_to_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "MAX_TEXT", 4)
    faults: list[Fault] = []
    assert read("a: xxxxx", faults) == {}
    assert [fault.rule for fault in faults] == ["too-long"]
