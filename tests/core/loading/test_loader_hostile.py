from __future__ import annotations

import time
from pathlib import Path

import pytest

from tui.core.loading.loader import load
from tui.core.loading.yaml_faults import Fault, Unreadable
from tui.core.loading.yaml_reader import MAX_DEPTH, find, find_key, read

HEAD = {"dataset.yaml": "letapis: 1\n"}
BOMB = "a: &a [x, x]\n" + "".join(f"{chr(b)}: &{chr(b)} [*{chr(b - 1)}, *{chr(b - 1)}]\n" for b in range(98, 122))
MERGES = "a: &a {x: y}\n" + "".join(
    f"{chr(b)}: &{chr(b)} {{<<: [*{chr(b - 1)}, *{chr(b - 1)}]}}\n" for b in range(98, 122)
)


@pytest.mark.parametrize(
    ("text", "rule", "seconds"),
    [
        ("[" * 100_000, "too-deep", 1.0),
        ("{a: " * 100_000, "too-deep", 1.0),
        ("- " * 100_000, "too-deep", 5.0),
        ("people:\n  ann:\n    name: " + "x" * 10_000_000, "too-long", 3.0),
        ("people:\n  ann:\n    name: '" + "x " * 5_000_000 + "'", "too-long", 5.0),
        (BOMB, "alias", 1.0),
        (MERGES, "alias", 1.0),
        ("people: {" + "a: *a, " * 10_000 + "}", "too-many-faults", 1.0),
        ("".join(f"k{n}: {{}}\n" for n in range(20_000)), "unknown-section", 10.0),
        ('people:\n  ann: {name: "\\ud800"}\n', "yaml-syntax", 1.0),
        ('people:\n  ann: {name: "\\UFFFFFFFF"}\n', "yaml-syntax", 1.0),
        ("\0", "control-character", 1.0),
        ("%YAML 9.9\n---\na: b\n", "yaml-syntax", 1.0),
        ("!!python/object/apply:os.system [echo]\n", "tag", 1.0),
    ],
)
def test_hostile_files_end_soon_in_a_problem(tmp_path: Path, text: str, rule: str, seconds: float) -> None:
    for name, content in {**HEAD, "z.yaml": text}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    started = time.process_time()
    _, problems = load(tmp_path)
    assert time.process_time() - started < seconds
    assert rule in {problem.rule for problem in problems}
    assert all(problem.file == "z.yaml" for problem in problems if problem.rule != "not-checked")


def test_escapes_in_quotes_stay_text(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text('letapis: 1\npeople:\n  ann: {name: "\\e[31mred"}\n')
    dataset, problems = load(tmp_path)
    assert problems == ()
    assert dataset.people["ann"].name == "\x1b[31mred"


def test_depth_is_allowed_up_to_the_limit() -> None:
    deepest = "{a: " * MAX_DEPTH + "x" + "}" * MAX_DEPTH
    assert read(deepest, []) is not None
    with pytest.raises(Unreadable):
        read("{a: " + deepest + "}", [])


def test_places_of_values_and_keys() -> None:
    faults: list[Fault] = []
    root = read("a:\n  b: [x, {c: y}]\n  d: z\n", faults)
    assert faults == []
    assert root == {"a": {"b": ["x", {"c": "y"}], "d": "z"}}
    assert find(root, "a", "b", 1, "c") == (2, 14)
    assert find_key(root, "a", "b", 1, "c") == (2, 11)
    assert find_key(root, "a", "d") == (3, 3)
    assert find(root, "a", "b", 0, "no") == (2, 7), "the nearest thing above that was written"
