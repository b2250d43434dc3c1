"""A dataset is compiled by all processors, also where it is unsound, and files that broke since are found."""

from __future__ import annotations

from pathlib import Path

import pytest
from compiles import is_compiled, reopened, target_of

from tui.core.compiled import compiling, layout, trust
from tui.core.compiled.checking import Checking
from tui.core.compiled.compiling import broken_since, compile_to, make
from tui.core.opening import open_dataset
from tui.core.query.parser import parse


@pytest.mark.parametrize("processes", [1, 2])
def test_an_unsound_dataset_is_compiled_as_it_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(compiling, "processes", lambda: processes)
    with (folder / "people.yaml").open("a") as file:
        file.write("  z: {}\n")
    target = target_of(folder)
    target.parent.mkdir()
    steps: list[tuple[str, int, int]] = []
    for fresh in (True, False):
        steps.clear()
        compile_to(target, folder, lambda *step: steps.append(step), fresh=fresh)
        assert list(dict.fromkeys(step for step, _, _ in steps)) == ["reading", "indexing"]
        assert all(0 <= done <= total for _, done, total in steps)
        assert is_compiled(folder)
        found, read = reopened(folder), open_dataset(folder)
        assert (found.errors, found.problem_count, found.problems) == (1, len(read.problems), read.problems)
        for query in ("", "cable", "kind:network", "quill"):
            assert list(found.index.run(parse(query)).order) == list(read.index.run(parse(query)).order)
    assert [path.name for path in target.parent.iterdir() if path.suffix == ".new"] == []


def test_files_that_changed_since_and_cannot_be_read_are_told(folder: Path) -> None:
    known = make(folder).loaded.fingerprints
    people, places, new = folder / "people.yaml", folder / "places.yaml", folder / "new.yaml"
    assert broken_since(folder, known) == []
    people.touch()
    places.write_text(places.read_text() + "# changed\n")
    assert broken_since(folder, known) == []
    people.write_text("people:\n  ann: {name: [\n")
    new.write_bytes(b"a: \xff\n")
    places.unlink()
    found = broken_since(folder, known)
    assert sorted((problem.file, problem.rule, problem.line > 0) for problem in found) == [
        ("new.yaml", "encoding", True),
        ("people.yaml", found[-1].rule if found[-1].file == "people.yaml" else found[0].rule, True),
    ]
    assert all(problem.message for problem in found)


def test_what_is_shown_as_it_was_before_is_not_kept(folder: Path) -> None:
    good = make(folder).loaded
    (folder / "people.yaml").write_text("people: [\n")
    made = make(folder, last_good=good)
    target = target_of(folder)
    assert made.loaded.kept
    assert made.store.ids("people") == make(folder, last_good=good).store.ids("people") != []
    made.keep(target)
    assert not target.exists()


def test_a_file_is_noted_as_intact_until_it_is_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, whole = list[Path](), layout.require_whole
    path = tmp_path / "a.letapis"
    path.write_bytes(b"a" * 20)
    assert not trust.is_noted(path)
    assert not Checking(path).is_intact()
    assert not trust.is_noted(path)
    with pytest.raises(layout.Damaged):
        Checking(path).require_whole(path)
    layout.seal(path)
    assert Checking(path).done(10)
    assert Checking(path).is_intact()
    assert trust.is_noted(path)
    Checking(path).require_whole(path)
    monkeypatch.setattr(layout, "require_whole", lambda path: read.append(path) or whole(path))
    checking = Checking(path)
    assert not read  # but when somebody asks, and then once
    assert checking.is_intact()
    assert checking.done(0)
    assert read == [path]
    other = tmp_path / "b.letapis"
    other.write_bytes(b"b" * 20)
    with pytest.raises(layout.Damaged):
        Checking(path).require_whole(other)
    path.write_bytes(path.read_bytes() + b"x")
    assert not trust.is_noted(path)
    path.with_suffix(".intact").write_bytes(b"\xff")
    assert not trust.is_noted(path)
    trust.note(tmp_path / "none" / "c.letapis")
