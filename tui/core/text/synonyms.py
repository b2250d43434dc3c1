"""Plain English words of like meaning, by which a value that is called otherwise is found."""

from __future__ import annotations

from tui.core.text import folding

_ALIKE = tuple(
    frozenset(words.split())
    for words in (
        "detention detain detained arrest custody imprisonment prison jail",
        "violence beating torture assault",
        "release freed freedom",
        "raid search",
        "protest demonstration rally march strike",
        "election vote ballot poll",
        "network internet outage shutdown blackout",
        "relocation move moving emigration migration exodus departure",
        "law decree ruling legislation court",
        "statement comment declaration announcement",
        "letter appeal petition",
        "aid help donation charity support",
        "training education school course",
        "company firm business startup",
        "economy economic money finance salary",
        "health medicine covid pandemic epidemic",
        "war invasion attack",
        "politics political government",
        "report figures statistics numbers",
        "disputed contested contradiction contradictory conflict differ",
        "single one unconfirmed alone",
        "approximate about circa rough vague",
        "uncited unsourced nothing",
        "inferred guessed deduced",
        "excerpt quote quotation",
        "note comment remark",
        "move origin destination",
    )
)
SHORTEST = 3
"""Letters of the beginning of a word from which on it is compared."""


def alike(word: str) -> frozenset[str]:
    """Return the words (folded) that mean what a word, or one that begins so, does; none for a short one."""
    if len(word) < SHORTEST:
        return frozenset()
    begun = word.removesuffix("s")
    return frozenset[str]().union(*(words for words in _ALIKE if any(one.startswith(begun) for one in words)))


def means(text: str, wanted: str) -> bool:
    """Whether each word of `wanted` begins a word of `text`, or means what one does."""
    words = folding.words(text)
    return all(any(word.startswith((one, *alike(one))) for word in words) for one in folding.words(wanted))
