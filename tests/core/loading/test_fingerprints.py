"""A compiled dataset is current only while its files surely are the ones that were read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from tui.core.loading import files
from tui.core.loading.fingerprints import RACE, Fingerprint, digest, fingerprint, unchanged
from tui.core.model.problem import Problem


class Status(NamedTuple):
    st_size: int
    st_mtime_ns: int
    st_ctime_ns: int


READ = 10 * RACE
LONG_AGO = Fingerprint("a.yaml", 5, RACE, 2 * RACE, READ, "0" * 64, True)


def test_a_file_fits_while_size_and_both_times_are_the_same() -> None:
    assert LONG_AGO.fits(Status(5, RACE, 2 * RACE))  # type: ignore[arg-type]
    for other in (Status(6, RACE, 2 * RACE), Status(5, RACE + 1, 2 * RACE), Status(5, RACE, 2 * RACE + 1)):
        assert not LONG_AGO.fits(other)  # type: ignore[arg-type]


@pytest.mark.parametrize("age", [-1, 0, 1])
@pytest.mark.parametrize("latest", ["written", "changed"])
def test_a_file_written_just_before_it_was_read_is_in_doubt(age: int, latest: str) -> None:
    assert RACE == 2_000_000_000
    times = {"written": RACE, "changed": RACE, latest: READ - RACE - age}
    found = replace(LONG_AGO, **times)
    assert found.fits(Status(5, found.written, found.changed)) is (age > 0)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\n")
    (tmp_path / "b.yaml").write_text("people: {}\n")
    return tmp_path


def taken(folder: Path) -> tuple[list[Fingerprint], list[Problem]]:
    """Return the fingerprints of all files, and problems with their names."""
    walked: list[Problem] = []
    read = files.contents(folder, files.paths(folder, walked), walked)
    return [fingerprint(file, plain=True) for file in read], walked


def same_length(path: Path, old: str, new: str) -> None:
    """Change a file but neither its size nor its times of writing."""
    status = path.stat()
    path.write_text(path.read_text().replace(old, new))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_fingerprint_has_what_the_file_was(folder: Path) -> None:
    (head, other), walked = taken(folder)
    status = (folder / "b.yaml").stat()
    assert walked == []
    assert (head.path, other.path, other.size, other.plain) == ("dataset.yaml", "b.yaml", 11, True)
    assert (other.written, other.changed) == (status.st_mtime_ns, status.st_ctime_ns)
    assert other.sha256 == digest(b"people: {}\n")
    assert other.read >= status.st_ctime_ns - RACE


def test_what_was_written_in_the_same_tick_is_found_by_its_content(folder: Path) -> None:
    known, walked = taken(folder)
    assert unchanged(folder, known, walked)
    same_length(folder / "b.yaml", "people", "places")
    status = (folder / "b.yaml").stat()
    # as a coarse clock has it: the same times, shortly before the file was read
    raced = [replace(one, changed=status.st_ctime_ns) if one.path == "b.yaml" else one for one in known]
    assert not unchanged(folder, raced, walked)


def test_more_less_or_other_files_are_a_change(folder: Path) -> None:
    known, walked = taken(folder)
    os.utime(folder / "b.yaml", ns=(1, 1))
    assert unchanged(folder, known, walked), "it was only touched"
    (folder / "c.yaml").write_text("places: {}\n")
    assert not unchanged(folder, known, walked)
    (folder / "b.yaml").unlink()
    assert not unchanged(folder, known, walked)
    (folder / "c.yaml").rename(folder / "b.yaml")
    assert not unchanged(folder, known, walked)
    (folder / "b.yaml").write_text("people: {}\n")
    assert unchanged(folder, known, walked)
    (folder / "b.yaml").unlink()
    (folder / "b.yaml").symlink_to(folder / "gone.yaml")
    assert not unchanged(folder, known, walked)
    (folder / "b.yaml").unlink()
    (folder / "b.yaml").write_text("people: {}\n")
    (folder / "b.yml").write_text("")
    assert not unchanged(folder, known, walked)
    assert unchanged(folder, *taken(folder))
