"""A test of many cases runs them all, and says which one failed."""

import pytest
from cases import for_each


def test_every_combination_is_run_and_a_failure_names_its_case() -> None:
    seen = []

    @for_each(number=[1, 2], word=["a", "b"])
    def at_most_two(number: int, word: str, most: int) -> None:
        seen.append((number, word))
        assert number <= most

    at_most_two(most=2)
    assert seen == [(1, "a"), (1, "b"), (2, "a"), (2, "b")]
    with pytest.raises(AssertionError) as failed:
        at_most_two(most=1)
    assert failed.value.__notes__ == ["with {'number': 2, 'word': 'a'}"]
