"""The place that is most similar to a quotation: who votes for it, how far from it words are looked for, and rivals."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.documents import similar
from tui.core.documents.similar import Words, most_similar

NUMBERED = [f"w{number}" for number in range(12)]


def found(quote: str, text: str) -> str:
    """Return the text of the most similar place; empty where there is none."""
    place = most_similar(quote, Words(text))
    return text[place.start : place.end] if place else ""


@given(
    st.lists(st.sampled_from("abcd"), min_size=2, max_size=6),
    st.lists(st.sampled_from("abcdef"), min_size=1, max_size=14),
)
def test_the_candidates_are_those_with_most_votes(quote: list[str], words: list[str]) -> None:
    text = Words(" ".join(words))

    def occurrences(part: list[str]) -> list[int]:
        return [at for at in range(len(words)) if words[at : at + len(part)] == part]

    votes = dict.fromkeys(range(-len(quote) - 4, len(words) + 4), 0.0)
    for weight, parts in ((1, [[word] for word in quote]), (3, [list(pair) for pair in pairwise(quote)])):
        for offset, part in enumerate(parts):
            places = occurrences(part)
            for at in places:
                votes[at - offset] += weight / len(places)
            assert text.of_pair(*part) == places if len(part) == 2 else [*text.places(part[0])] == places
    support = {at: sum(votes.get(at + shift, 0) / (2 if shift else 1) for shift in range(-2, 3)) for at in votes}
    best = sorted((value for value in support.values() if value), reverse=True)[:6]
    candidates = similar._candidates(quote, text)
    assert [support[at] for at in candidates] == pytest.approx(best)
    assert len(set(candidates)) == len(candidates)


def test_inserted_words_are_bridged_up_to_a_limit() -> None:
    for extra in range(10):
        filler = [f"x{number}" for number in range(extra)]
        text = " ".join(["before", "that", *NUMBERED[:6], *filler, *NUMBERED[6:], "after", "that"])
        bridged = extra <= 3 + 12 // 4 + 2
        assert len(found(" ".join(NUMBERED), text).split()) == 12 + extra - (not bridged)


def test_a_place_reaches_over_changed_words_at_its_ends_but_not_over_the_ends_of_the_text() -> None:
    changed = ["y", *NUMBERED[1:-1], "z"]
    assert found(" ".join(NUMBERED), " ".join(["a", *changed, "b"])) == " ".join(changed)
    for text in (NUMBERED[2:], NUMBERED[:-2], NUMBERED[1:-1], NUMBERED[:7], NUMBERED[5:]):
        assert found(" ".join(NUMBERED), " ".join(text)) == " ".join(text)
    assert found("a B c", "A b, C.") == "A b, C"


def test_more_than_half_of_two_words_or_more_must_agree() -> None:
    for quote, text, place in (
        ("one", "One", ""),
        ("one two", "one three", ""),
        ("one two", "one, two", "one, two"),
        ("a b c d e f g h i j", "a b c d e 1 2 3 4 5", ""),
        ("a b c d e f g h i j", "a b c d e f 2 3 4 5", "a b c d e f 2 3 4 5"),
        ("a b c d e f g h i j k l m n o p q r s t", "a b c d e f g h i j k", "a b c d e f g h i j k"),
        ("", "anything", ""),
        ("anything at all", "", ""),
    ):
        assert found(quote, text) == place


def test_what_occurs_too_often_does_not_vote() -> None:
    assert most_similar("alpha beta", Words("alpha beta. " * 400)) is not None
    assert most_similar("alpha beta", Words("alpha beta. " * 401)) is None


def test_equally_similar_places_are_counted_up_to_the_number_compared() -> None:
    one = "the port is closed today "
    rest = "and nobody knows why it was so "
    for times in (1, 2, 3):
        place = most_similar("the port is open today", Words((one + rest) * times))
        assert (place.places, place.difference, place.grave) == (times, "the port is [-open-] {+closed+} today", False)
    better = most_similar("the port is open today", Words(one + rest + one.replace("closed", "open") + rest))
    assert (better.places, better.start) == (1, len(one + rest))
    shortest = most_similar("a b c d", Words("a b q c d. Or: a b c e. Or: a b c d"))
    assert shortest.difference == ""


@pytest.mark.parametrize("texts", [["a"] * 60_000, [f"{number:x}" for number in range(60_000)]])
def test_the_words_of_a_document_take_little_memory(texts: list[str]) -> None:
    text = " ".join(texts)
    tracemalloc.start()
    words = Words(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 240 * len({*texts}) + 40 * len(texts)
    assert len(words.places("a")) == texts.count("a")
