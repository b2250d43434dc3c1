"""Compare two wordings word by word, and find whether a figure, a name or a negation differs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

WORD = re.compile(r"[^\W_]+(?:['.,][^\W_]+)*%?")
_FIGURE = re.compile(r"[-+]?\d[\d.,%-]*\d%?|[-+]?\d%?")
_NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "не", "ни", "без", "ня", "бяз")
"""Prefixes that negate a word."""

_NEGATIONS = (
    "no not never none nor neither nobody nothing nowhere without cannot hardly barely",
    "не нет ни никогда никто никого никому ничего ничто нельзя без никакой никакого никаких нигде нету",
    "няма ні ніколі ніхто нікога нікому нічога нельга ніякі ніякага ніякіх нідзе ня бяз",
)
_NUMERALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion",
    "hundreds thousands millions billions dozen dozens half quarter third first second twice double",
    "один одна одно одного одной два две двух двое три трёх трех трое четыре четырёх четырех пять пяти шесть шести",
    "семь семи восемь восьми девять девяти десять десяти сто ста сотни сотен половина половину четверть треть",
    "адзін адна адно аднаго адной два дзве двух двое тры трох чатыры чатырох пяць пяці шэсць шасці сем сямі",
    "восем васьмі дзевяць дзевяці дзесяць дзесяці сто ста сотні соцень палова палову чвэрць траціна",
)
_COUNTING = (
    "тысяч миллион миллиард двадцат тридцат пятьдесят шестьдесят семьдесят восемьдесят девяност",
    "надцат двести триста четырест пятьсот мільён мільярд дваццат трыццат пяцьдзясят шэсцьдзясят семдзесят",
    "январ феврал апрел августа сентябр октябр ноябр декабр понедельник вторник четверг пятниц суббот воскресень",
    "студзен сакавік красавік чэрвен ліпен жніўн жнівен верасн верасен кастрычнік лістапад снежн снежан панядзел",
)
NEGATIONS = frozenset(word for line in _NEGATIONS for word in line.split())
NUMERALS = frozenset(word for line in _NUMERALS for word in line.split())
_STEMS = tuple(stem for line in _COUNTING for stem in line.split())
"""Beginnings of Russian and Belarusian numerals, months and days, which have many endings and small letters."""


def difference(before: str, after: str) -> tuple[str, bool]:
    """Return the differences of two folded texts as `same [-before-] {+after+}`, and whether one is grave.

    Only words are compared, or, where all words agree, words with their punctuation. Grave is a difference in a
    figure, a word with a capital letter or a negation.
    """
    changes, grave = _compared(WORD.findall(before), WORD.findall(after))
    if changes:
        return changes, grave
    changes, _ = _compared(before.split(), after.split())
    return changes, _FIGURE.findall(before) != _FIGURE.findall(after)


def agreeing(before: str, after: str) -> int:
    """Return how many words of two folded texts agree, in their order."""
    matcher = SequenceMatcher(None, WORD.findall(before), WORD.findall(after), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _compared(before: Sequence[str], after: Sequence[str]) -> tuple[str, bool]:
    parts: list[str] = []
    grave = changed = False
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.extend(before[i:j])
            continue
        changed = True
        grave = grave or any(map(_is_grave, (*before[i:j], *after[k:m]))) or _is_contrary(before[i:j], after[k:m])
        if i < j:
            parts.append(f"[-{' '.join(before[i:j])}-]")
        if k < m:
            parts.append(f"{{+{' '.join(after[k:m])}+}}")
    return (" ".join(parts), grave) if changed else ("", False)


def _is_grave(word: str) -> bool:
    """Whether a word is a figure, a name or a negation."""
    folded = word.casefold()
    if any(sign.isdigit() for sign in word) or word[:1].isupper():
        return True
    if folded in NEGATIONS or folded in NUMERALS or folded.endswith("n't"):
        return True
    return folded.startswith(_STEMS) or "надцат" in folded or "наццац" in folded


def _is_contrary(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a word was replaced by itself with a negating prefix, or the reverse."""
    pairs = [(one, other) for one in before for other in after]
    return any(
        one == start + other or other == start + one
        for one, other in ((a.casefold(), b.casefold()) for a, b in pairs)
        for start in _NEGATING
    )
