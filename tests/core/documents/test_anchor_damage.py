"""Quotations damaged at random are found where they were taken from, and never somewhere else without saying so.

`LETAPIS_DOCUMENTS=DIR make slow` takes the measure on the texts of a folder too, and prints the figures.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.core.documents.anchor import Anchoring, DocumentText, locate
from tui.core.documents.text import text_of
from tui.core.model.records import Passage
from tui.core.text.typography import fold

ENVIRONMENT = "LETAPIS_DOCUMENTS"
MORE = "not never 7 1905 zzq Zorka не 40 нават"
LONG = range(12, 21)
SHORT = range(3, 12)


def prose(seed: int, count: int = 6000) -> str:
    """Return words that follow each other as in a text: a vocabulary by Zipf's law."""
    rng = random.Random(seed)
    letters = "aeiou", "bcdfghklmnprstvw"
    vocabulary = ["".join(rng.choice(letters[(n + k) % 2]) for k in range(rng.randint(2, 9))) for n in range(1500)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    return " ".join(rng.choices(vocabulary, weights, k=count))


def changed(rng: random.Random, words: list[str]) -> list[str]:
    """Put other words, of this text or strange to it, for one to three."""
    found = list(words)
    for at in rng.sample(range(len(words)), min(rng.randint(1, 3), len(words) // 3)):
        found[at] = rng.choice([*MORE.split(), f"zz{found[at]}"])
    return found


def cut(rng: random.Random, words: list[str]) -> list[str]:
    """Take a fifth of the words out, in one piece, from the inside."""
    size = max(1, len(words) // 5)
    at = rng.randrange(1, len(words) - size)
    return words[:at] + words[at + size :]


DAMAGES: dict[str, Callable[[random.Random, list[str]], list[str]]] = {"changed": changed, "cut": cut}


def outcome(found: Anchoring, low: int, high: int) -> str:
    """Say whether an excerpt that stood in `low:high` was found there; `wrong` is a place given as the one."""
    if found.start < 0:
        return "absent"
    common = min(high, found.end) - max(low, found.start)
    if common / (max(high, found.end) - min(low, found.start)) >= 0.7:
        return "right"
    if found.verdict == "found twice":
        return "found twice"
    return "wrong, unsaid" if found.holds else "wrong"


def measured(text: str, damage: str, sizes: range, trials: int, seed: int = 1) -> dict[str, float]:
    """Return the part of the trials that had each outcome.

    Quoted is what stands in the text once. What is left of a few words may stand elsewhere word for word: then it
    is a quotation of that place, and no damage.
    """
    rng = random.Random(f"{damage}{seed}")
    page = DocumentText(text)
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    tally: Counter[str] = Counter()
    while tally.total() < trials:
        size = rng.choice(sizes)
        start = rng.randrange(len(spans) - size)
        low, high = spans[start][0], spans[start + size - 1][1]
        damaged = " ".join(DAMAGES[damage](rng, text[low:high].split()))
        once = page.folded.text.count(fold(text[low:high]).text) == 1
        if once and fold(damaged).text not in page.folded.text:
            tally[outcome(locate(Passage(quote=damaged), page), low, high)] += 1
    return {name: count / trials for name, count in tally.items()}


def holds_to_the_measure(text: str, trials: int) -> dict[str, dict[str, float]]:
    """Assert what is promised of a text; return the figures."""
    figures = {
        f"{damage}, {sizes.start} to {sizes.stop - 1} words": measured(text, damage, sizes, trials)
        for damage in DAMAGES
        for sizes in (LONG, SHORT)
    }
    for name, found in figures.items():
        assert found.get("wrong, unsaid", 0) == 0, (name, found)
        if name.endswith("20 words"):
            assert found["right"] >= (0.99 if name.startswith("changed") else 0.95), (name, found)
            assert found.get("wrong", 0) < 0.01, (name, found)
    return figures


def test_damaged_quotes_are_found_at_the_right_place() -> None:
    assert len(holds_to_the_measure(prose(0), 50)) == 4


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 9))
def test_many_damaged_quotes_are_found_at_the_right_place(seed: int) -> None:
    assert len(holds_to_the_measure(prose(seed, 20_000), 1000)) == 4


@pytest.mark.slow
def test_quotes_of_real_documents_are_found_at_the_right_place(capsys: pytest.CaptureFixture[str]) -> None:
    folder = os.environ.get(ENVIRONMENT)
    if not folder:
        pytest.skip(f"{ENVIRONMENT} names no folder with texts")
    paths = sorted(path for path in Path(folder).iterdir() if path.suffix in (".txt", ".md", ".html"))
    assert paths
    for path in paths:
        figures = holds_to_the_measure(text_of(path.read_bytes(), path.suffix), 1000)
        with capsys.disabled():
            for name, found in figures.items():
                told = ", ".join(f"{what} {part:.1%}" for what, part in sorted(found.items()))
                print(f"\n{path.name}: {name}: {told}", end="")
