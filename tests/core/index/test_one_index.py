"""What is remembered for one index is forgotten when another one is asked about."""

from __future__ import annotations

import gc
from weakref import ref

from tui.core.index.one_index import remembered


class Asked:
    """Stands in for an index."""


def test_results_are_kept_for_one_index_and_let_go_with_it() -> None:
    made = []

    @remembered(2)
    def length(of: Asked, word: str) -> int:
        made.append(word)
        return len(word)

    first, second = Asked(), Asked()
    assert [length(first, word) for word in ("a", "bb", "a", "bb")] == [1, 2, 1, 2]
    assert made == ["a", "bb"]
    assert (length(first, word="ccc"), length(first, "a")) == (3, 1)
    gone = ref(first)
    assert length(second, "a") == 1
    assert made == ["a", "bb", "ccc", "a", "a"]
    del first
    gc.collect()
    assert gone() is None
