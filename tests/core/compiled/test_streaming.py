"""A dataset that is compiled record by record gives the same file as one that is read into memory."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from compiles import is_compiled, kept_in, target_of
from held import held
from samples import DATA

from tui.core.compiled import compiling, fork_writer, streaming
from tui.core.compiled.spool import Unsound
from tui.core.compiled.streaming import compile_streaming
from tui.core.loading import loader
from tui.core.loading.files import File
from tui.core.loading.outcome import CachedRecord


@pytest.mark.parametrize(("name", "processors"), [("harbour", 1), ("harbour", 2), ("belarus-it", 2)])
def test_the_file_is_the_one_of_a_dataset_in_memory(
    name: str, processors: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (fork_writer, streaming):
        monkeypatch.setattr(module, "processes", lambda: processors)
    monkeypatch.setattr("tui.core.index.build._MOST_WAITING", 50)
    folder, steps = tmp_path / name, list[tuple[str, int, int]]()
    shutil.copytree(DATA / name, folder, ignore=shutil.ignore_patterns("documents"))
    compiling.make(folder).keep(tmp_path / "memory.letapis")
    compile_streaming(target_of(folder), folder, lambda *step: steps.append(step))
    assert held(target_of(folder)) == held(tmp_path / "memory.letapis")
    assert {what for what, _, _ in steps} == {"reading", "indexing"}
    assert all(done <= total for _, done, total in steps)
    assert {path.stem for path in kept_in(folder).iterdir()} == {target_of(folder).stem}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("events/before-and-after.yaml", "date: ", "when: "),
        ("events/before-and-after.yaml", "place: ", "place: no-"),
        ("events/before-and-after.yaml", "evidence: [", "evidence: [no/where, "),
        ("dataset.yaml", "letapis: 1", "letapis: 2"),
        ("relations.yaml", "from: ", "from: no-"),
        ("claims.yaml", "about: ", "about: no-"),
        ("people.yaml", "people:\n", "people:\n  southport: {name: Southport}\n"),
        ("places.yaml", "places:\n", "places:\n  a: {name: A, within: b}\n  b: {name: B, within: a}\n"),
        ("people.yaml", "people:\n", "people:\n  x: {name: X, evidence: [no]\n"),
        ("dataset.yaml", "kinds:", "kinds: [\n"),
    ],
)
def test_what_is_at_fault_is_left_to_the_loader_and_what_that_leaves_makes_the_same_file(
    path: str, old: str, new: str, folder: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Unsound):
        compile_streaming(target, folder, lambda *_: None)
    assert not target.exists()
    assert list(target.parent.glob("*")) == []
    compiling.make(folder).keep(target.with_name("memory.letapis"))
    for processors in (1, 2):
        monkeypatch.setattr(fork_writer, "processes", lambda processors=processors: processors)
        compiling.compile_to(target, folder, lambda *_: None, fresh=True)
        assert held(target) == held(target.with_name("memory.letapis"))
    assert {one.stem for one in target.parent.iterdir()} == {target.stem, "memory"}


def test_only_files_that_changed_are_read_again(folder: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_streaming(target, folder, lambda *_: None)
    real = loader.records_alone

    def records_alone(folder: Path, file: File) -> Iterator[CachedRecord]:
        assert file.path == "people.yaml"
        return real(folder, file)

    monkeypatch.setattr(loader, "records_alone", records_alone)
    with (folder / "people.yaml").open("a", encoding="utf-8") as file:
        file.write("  ann: {name: Ann, role: harbour master}\n")
    compile_streaming(target, folder, lambda *_: None, fresh=False)
    assert is_compiled(folder)
    fresh = target.with_name("fresh.letapis")
    monkeypatch.undo()
    compile_streaming(fresh, folder, lambda *_: None)
    assert held(target) == held(fresh)


def test_no_file_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite reads it as one that nobody writes, and takes other pages for damage."""
    opened: list[tuple[Path, bytes]] = []
    changed: list[Path] = []

    class Watched(streaming.CompiledRows):
        def __init__(self, path: Path) -> None:
            super().__init__(path)
            opened.append((path, path.read_bytes()))

        def close(self) -> None:
            changed.extend(path for path, before in opened if path.read_bytes() != before)
            super().close()

    monkeypatch.setattr(streaming, "CompiledRows", Watched)
    compile_streaming(tmp_path / "x.letapis", DATA / "harbour", lambda *_: None)
    assert opened
    assert changed == []
    assert list(tmp_path.glob(".compiling-*")) == []
