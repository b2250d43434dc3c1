from __future__ import annotations

from pathlib import Path

from tui.core.loading.loader import load

HEAD = {"dataset.yaml": "letapis: 1\n"}
BOMB = "a: &a [x, x]\n" + "".join(f"{chr(b)}: &{chr(b)} [*{chr(b - 1)}, *{chr(b - 1)}]\n" for b in range(98, 122))
MERGES = "a: &a {x: y}\n" + "".join(
    f"{chr(b)}: &{chr(b)} {{<<: [*{chr(b - 1)}, *{chr(b - 1)}]}}\n" for b in range(98, 122)
)


def test_hostile_files_end_in_a_problem(tmp_path: Path) -> None:
    for text, rule in (
        ("[" * 100_000, "too-deep"),
        ("{a: " * 100_000, "too-deep"),
        ("- " * 100_000, "too-deep"),
        ("people:\n  ann:\n    name: " + "x" * 10_000_000, "too-long"),
        ("people:\n  ann:\n    name: '" + "x " * 5_000_000 + "'", "too-long"),
        (BOMB, "alias"),
        (MERGES, "alias"),
        ("people: {" + "a: *a, " * 10_000 + "}", "too-many-faults"),
        ("".join(f"k{n}: {{}}\n" for n in range(20_000)), "unknown-section"),
        ('people:\n  ann: {name: "\\ud800"}\n', "yaml-syntax"),
        ('people:\n  ann: {name: "\\UFFFFFFFF"}\n', "yaml-syntax"),
        ("\0", "control-character"),
        ("%YAML 9.9\n---\na: b\n", "yaml-syntax"),
        ("!!python/object/apply:os.system [echo]\n", "tag"),
    ):
        for name, content in {**HEAD, "z.yaml": text}.items():
            (tmp_path / name).write_text(content, encoding="utf-8")
        _, problems = load(tmp_path)
        assert rule in {problem.rule for problem in problems}
        assert all(problem.file == "z.yaml" for problem in problems if problem.rule != "not-checked")


def test_escapes_in_quotes_stay_text(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text('letapis: 1\npeople:\n  ann: {name: "\\e[31mred"}\n')
    dataset, problems = load(tmp_path)
    assert problems == ()
    assert dataset.people["ann"].name == "\x1b[31mred"
