"""The line that says what changed in the files."""

from __future__ import annotations

from samples import HARBOUR

from tui.core.loading.changes import Changes
from tui.core.loading.outcome import Kept
from tui.core.model.problem import Problem
from tui.core.model.records import Ref
from tui.core.opening import open_dataset
from tui.present.changed import said, with_problems

CUT, DECREE, QUILL = Ref("events", "network-cut"), Ref("events", "park-decree"), Ref("people", "quill")


def test_records_are_counted_and_a_single_one_is_named() -> None:
    store = open_dataset(HARBOUR).store
    for changes, line in (
        (Changes(), "Nothing has changed in the files"),
        (Changes(files=frozenset(["dataset.yaml"])), "No record has changed"),
        (Changes(changed=frozenset([CUT])), f"1 record changed: {store.name(CUT)}"),
        (Changes(added=frozenset([QUILL])), f"1 record added: {store.name(QUILL)}"),
        (Changes(removed=frozenset([QUILL])), "1 record removed"),
        (Changes(changed=frozenset([CUT, DECREE]), removed=frozenset([QUILL])), "2 records changed · 1 removed"),
    ):
        assert said(changes, store) == line
    broken = Problem(rule="yaml-syntax", message="", file="a.yaml", line=3, column=2), Problem(rule="x", message="")
    changed = Changes(changed=frozenset([CUT, DECREE]))
    for changes, kept, line in (
        (Changes(), Kept(broken[:1]), "a.yaml:3:2 cannot be read: its records stay"),
        (changed, Kept(broken), "2 records changed · 2 files cannot be read: their records stay"),
        (Changes(), Kept(broken[:1], whole=True), "a.yaml:3:2 cannot be read: all stays as it was"),
        (changed, Kept(records=1), "2 records changed · 1 record at fault stays as before"),
        (Changes(), Kept(records=2), "2 records at fault stay as before"),
    ):
        assert said(changes, store, kept) == line
    assert with_problems("2 records changed", 0, "P") == "2 records changed"
    assert with_problems("A", 1, "P", "crowd") == "A · P: 1 problem with crowd"
    assert with_problems("A", 2, "P", "crowd") == "A · P: 2 problems"
