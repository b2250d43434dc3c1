"""Which files of a folder are read, and what is reported of those that are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.core.loading import files
from tui.core.model.problem import Problem, Severity


def line(problem: Problem) -> str:
    return f"{problem.place} {problem.rule} {problem.message} {problem.mend}".rstrip()


def found(folder: Path) -> tuple[list[str], list[str]]:
    """Return the files of a folder, and what is reported of others."""
    problems: list[Problem] = []
    paths = files.paths(folder, problems)
    assert {problem.rule for problem in problems} <= {"file-name", *files.UNREAD}
    return paths, sorted(map(line, problems))


def read(folder: Path, *paths: str, **instead: bytes) -> tuple[dict[str, str], list[str]]:
    """Return the texts of files by their paths, and what is reported of others; `instead` has no endings."""
    problems: list[Problem] = []
    drafts = {f"{name}.yaml": raw for name, raw in instead.items()}
    texts = {file.path: file.raw.decode("utf-8-sig") for file in files.contents(folder, paths, problems, drafts)}
    assert {problem.rule for problem in problems} <= files.UNREAD
    return texts, list(map(line, problems))


def written(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"# {path}\n")
    return folder


def test_yaml_files_come_in_order_and_others_are_reported_or_passed_over(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "set", "z.yaml", "dataset.yaml", "a/b.yaml", "a/documents/c.yaml", "old.yml", "x.txt", "w.YAML"
    )
    written(folder, "documents/d.yaml", ".git/e.yaml", ".f.yaml", ".g.yml", "a/dataset.yaml")
    (folder / "sub").symlink_to(tmp_path)
    assert found(folder) == (
        ["dataset.yaml", "a/b.yaml", "a/dataset.yaml", "a/documents/c.yaml", "z.yaml"],
        [
            ".g.yml file-name This file is not read: its name does not end in `.yaml`. Rename it.",
            "old.yml file-name This file is not read: its name does not end in `.yaml`. Rename it.",
            "sub link A link to a folder is not followed. Copy the folder here.",
            "w.YAML file-name This file is not read: its name does not end in `.yaml`. Rename it.",
        ],
    )
    problems: list[Problem] = []
    files.paths(folder, problems)
    assert {problem.severity for problem in problems if problem.rule == "file-name"} == {Severity.WARNING}
    assert {problem.severity for problem in problems if problem.rule == "link"} == {Severity.ERROR}


def test_what_is_too_much_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (files.MAX_BYTES, files.MAX_FILES) == (128 << 20, 20_000)
    folder = written(tmp_path, "a.yaml", "b.yaml")
    monkeypatch.setattr(files, "MAX_FILES", 2)
    assert found(folder) == (["a.yaml", "b.yaml"], [])
    written(folder, "c.yaml")
    assert found(folder) == (["a.yaml", "b.yaml"], ["c.yaml too-many-files More than 2 files; the rest is not read."])
    monkeypatch.setattr(files, "MAX_BYTES", 1 << 20)
    (folder / "a.yaml").write_text("#" * (1 << 20))
    (folder / "b.yaml").write_text("#" * ((1 << 20) + 1))
    texts, problems = read(folder, "a.yaml", "b.yaml")
    assert list(texts) == ["a.yaml"]
    assert problems == ["b.yaml too-large Larger than 1 MB. Make several files of it."]


def test_links_that_lead_out_pipes_and_missing_files_are_reported(tmp_path: Path) -> None:
    folder = written(tmp_path / "set", "a.yaml")
    written(tmp_path, "secret.yaml", "set2/a.yaml")
    (folder / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "out2.yaml").symlink_to(tmp_path / "set2" / "a.yaml")
    (folder / "in.yaml").symlink_to(folder / "a.yaml")
    os.mkfifo(folder / "pipe.yaml")
    (folder / "folder.yaml").mkdir()
    assert read(folder, "in.yaml", "out.yaml", "out2.yaml", "pipe.yaml", "folder.yaml", "no.yaml") == (
        {"in.yaml": "# a.yaml\n"},
        [
            "out.yaml link The file is a link that leads out of the dataset. Copy the file here.",
            "out2.yaml link The file is a link that leads out of the dataset. Copy the file here.",
            "pipe.yaml unreadable-file Not a regular file. Take it out of the dataset.",
            "folder.yaml unreadable-file Cannot be read: Is a directory. Check that you may read it.",
            "no.yaml unreadable-file Cannot be read: No such file or directory. Check that you may read it.",
        ],
    )
    gone = [". unreadable-file The folder cannot be read: No such file or directory. Check that you may read it."]
    assert found(tmp_path / "no") == ([], gone)
    assert [files.size(folder, "a.yaml"), files.size(folder, "no.yaml")] == [9, 0]


def test_what_is_not_utf_8_is_reported_where_it_begins(tmp_path: Path) -> None:
    mend = "Save the file as UTF-8; it may be in Windows-1251 or Latin-1 now."
    assert read(
        tmp_path,
        *("a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml"),
        a=b"\xef\xbb\xbfa: b\n",
        b="a: Ян\nё: ".encode() + b"\xcf\n",
        c=b"\xcf",
        d="a".encode("utf-16-le"),
        e=b"\xfe\xff\0a",
    ) == (
        {"a.yaml": "a: b\n", "d.yaml": "a\0"},
        [
            f"b.yaml:2:4 encoding The byte 0xCF is not UTF-8. {mend}",
            f"c.yaml:1:1 encoding The byte 0xCF is not UTF-8. {mend}",
            "e.yaml:1:1 encoding The file is UTF-16. Save it as UTF-8.",
        ],
    )
    assert read(tmp_path, "a.yaml", a=b"\xff\xfea\0")[1] == [
        "a.yaml:1:1 encoding The file is UTF-16. Save it as UTF-8."
    ]


def test_a_draft_stands_in_for_a_file(tmp_path: Path) -> None:
    written(tmp_path, "a.yaml", "b.yaml")
    assert read(tmp_path, "a.yaml", "b.yaml", "c.yaml", b=b"x", c=b"y")[0] == {
        "a.yaml": "# a.yaml\n",
        "b.yaml": "x",
        "c.yaml": "y",
    }


def test_a_name_is_of_the_dataset_if_what_it_names_is_read_there(tmp_path: Path) -> None:
    folder = written(tmp_path / "set", "a.yaml", "b.txt", "c.YML", "documents/d.html")
    written(tmp_path, "other/a.yaml", "set2/a.yaml", "lone.yaml")
    for name, target in (("hard.txt", "set/a.yaml"), ("page", "set/documents/d.html"), ("text.yaml", "set/b.txt")):
        (tmp_path / name).hardlink_to(tmp_path / target)
    (tmp_path / "twice.yaml").hardlink_to(tmp_path / "lone.yaml")
    (tmp_path / "soft.txt").symlink_to(folder / "a.yaml")
    (tmp_path / "way").symlink_to(folder)
    of_dataset = ("set/a.yaml", "set/new.yaml", "set/c.YML", "set/documents/d.html", "set/documents/new", "soft.txt")
    of_dataset += ("hard.txt", "page", "way/a.yaml")
    others = (
        "set/b.txt",
        "set/new.txt",
        "other/a.yaml",
        "set2/a.yaml",
        "lone.yaml",
        "twice.yaml",
        "text.yaml",
        "none.yaml",
    )
    assert [name for name in (*of_dataset, *others) if files.is_of_dataset(tmp_path / name, folder)] == [*of_dataset]
    assert files.is_of_dataset(tmp_path / "way/a.yaml", tmp_path / "way")
