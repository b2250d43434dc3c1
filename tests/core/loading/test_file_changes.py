"""Several files are changed together: all or none, also after a kill, and never over what others wrote."""

from __future__ import annotations

import stat
from itertools import product
from pathlib import Path

import msgspec
import pytest

from tui.core.loading import file_changes
from tui.core.loading.file_changes import JOURNAL, FileChange, apply, held, recover

CHANGED = FileChange("a.yaml", b"a", b"A")
MADE = FileChange("b.yaml", None, b"B")
GONE = FileChange("c.yaml", b"c", None)
CHANGES = (CHANGED, MADE, GONE)


def put(folder: Path, contents: dict[str, bytes | None]) -> None:
    for name, raw in contents.items():
        (folder / name).write_bytes(raw) if raw is not None else (folder / name).unlink(missing_ok=True)


def there(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".lock")}


def test_files_of_records_are_those_in_the_folder_that_are_read() -> None:
    named = {"a.yaml": True, "events/a.yaml": True, "a.yml": False, "documents/a.txt": False, "/data/a.yaml": False}
    assert {path: FileChange(path, None, b"").is_of_records for path in named} == named


def test_changes_are_made_all_or_none_and_leave_no_journal(tmp_path: Path) -> None:
    before = {one.path: one.before for one in CHANGES}
    for stale in (None, *CHANGES):
        put(tmp_path, before)
        if stale is not None:
            put(tmp_path, {stale.path: b"of others"})
        was = there(tmp_path)
        assert apply(tmp_path, CHANGES) is (stale is None)
        assert there(tmp_path) == ({"a.yaml": b"A", "b.yaml": b"B"} if stale is None else was), stale
    for one in CHANGES:
        put(tmp_path, before)
        assert apply(tmp_path, (one,))
        assert held(tmp_path / one.path) == one.after
        put(tmp_path, {one.path: b"of others"})
        assert not apply(tmp_path, (one,))
        assert held(tmp_path / one.path) == b"of others"
    assert apply(tmp_path, ())


def test_the_journal_is_there_for_the_user_alone_while_several_files_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def step(path: Path, before: bytes | None, after: bytes | None) -> bool:
        journal = path.parent / JOURNAL
        seen.append((journal.exists(), stat.S_IMODE(journal.stat().st_mode) if journal.exists() else 0, path.name))
        return True

    monkeypatch.setattr(file_changes, "replace_if_unchanged", step)
    apply(tmp_path, (MADE,))
    apply(tmp_path, (MADE, CHANGED))
    assert seen == [(False, 0, "b.yaml"), (True, 0o600, "b.yaml"), (True, 0o600, "a.yaml")]
    assert there(tmp_path) == {}


def test_what_a_kill_left_is_completed_and_taken_back_where_a_file_was_mended(tmp_path: Path) -> None:
    journal = msgspec.json.encode(CHANGES)
    for done in product((False, True), repeat=3):
        put(
            tmp_path,
            {one.path: one.after if is_done else one.before for one, is_done in zip(CHANGES, done, strict=True)},
        )
        put(tmp_path, {JOURNAL: journal})
        recover(tmp_path)
        assert there(tmp_path) == {"a.yaml": b"A", "b.yaml": b"B"}, done
    put(tmp_path, {"a.yaml": b"A", "b.yaml": b"mended", "c.yaml": None, JOURNAL: journal})
    recover(tmp_path)
    assert there(tmp_path) == {"a.yaml": b"a", "b.yaml": b"mended", "c.yaml": b"c"}
    put(tmp_path, {JOURNAL: b"[something else]"})
    recover(tmp_path)
    assert there(tmp_path)["a.yaml"] == b"a"
    (tmp_path / JOURNAL).unlink()
    recover(tmp_path)
    assert not (tmp_path / JOURNAL).exists()
