"""What is made of the records of a store: words and facets, together or words alone, with progress."""

from __future__ import annotations

import pytest
from making import index_of, shipped

from tui.core.index.build import SearchableTexts, build, words


def test_words_alone_are_those_of_the_whole() -> None:
    store = shipped().store
    alone, whole = words(SearchableTexts(store)), build(store)
    assert (list(alone.refs), alone.events) == (list(whole.refs), whole.events)
    for begun in ("net", "qu", "cable", "a", "ciszka", "none"):
        assert alone.starting_with(begun) == whole.starting_with(begun), begun
    assert whole.starting_with("net")


def test_progress_is_told_from_the_first_record_on() -> None:
    store, told = index_of("2020", "2021").store, list[tuple[int, int]]()
    build(store, lambda done, total: told.append((done, total)))
    assert told[0] == (0, 2)
    assert all(0 <= done <= total == 2 for done, total in told)


def test_what_words_need_is_made_before_the_first_query(monkeypatch: pytest.MonkeyPatch) -> None:
    index, made = index_of("2020"), []

    def prepare(self: object) -> None:
        made.append(self)

    monkeypatch.setattr(type(index.postings), "prepare", prepare)
    index.prepare()
    assert made == [index.postings]
