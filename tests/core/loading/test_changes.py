"""What changed between two readings: by the files that differ, for records in memory and in a compiled file alike."""

from __future__ import annotations

from pathlib import Path

from tui.core.loading.changes import Changes
from tui.core.model.records import Ref
from tui.core.opening import Opened, open_dataset

FILES = {
    "dataset.yaml": "letapis: 1\n",
    "a.yaml": "events:\n  one: {title: One, date: 2020}\n  two: {title: Two, date: 2021}\n",
    "b.yaml": "people:\n  ann: {name: Ann}\nevents:\n  three: {title: Three, date: 2022}\n",
}


def refs(*named: str) -> frozenset[Ref]:
    return frozenset(Ref(*name.split("/")) for name in named)


def test_added_changed_removed_and_moved_records(tmp_path: Path) -> None:
    folder, cache = tmp_path / "dataset", tmp_path / "cache"
    folder.mkdir()

    def written(**files: str | None) -> tuple[Opened, Opened]:
        """Write files, named without their ending; return the dataset from its files, and from its compiled file."""
        for name, text in files.items():
            (folder / f"{name}.yaml").write_text(text) if text is not None else (folder / f"{name}.yaml").unlink()
        opened = open_dataset(folder, cache_folder=cache)
        assert opened.keep() == ""
        return opened, open_dataset(folder, cache_folder=cache)

    before = written(**{name.removesuffix(".yaml"): text for name, text in FILES.items()})
    other = FILES["a.yaml"].replace("Two", "Another").replace("one:", "first:")
    after = written(a=other)
    moved = written(a=None, c=other.replace("first:", "one:"))
    for old in before:
        for new in after:
            assert new.changes_since(old) == Changes(
                refs("events/first"), refs("events/two"), refs("events/one"), frozenset(["a.yaml"])
            )
            assert not old.is_current()
            assert old.changes_since(old) == Changes()
        for new in moved:  # to another file, otherwise as it was
            assert new.changes_since(old).added == new.changes_since(old).removed == frozenset()
            assert new.changes_since(old).changed == refs("events/two")
            assert new.is_current()
