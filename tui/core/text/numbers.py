"""Read numbers and ranges from text, in digits or in English words."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = r"[0-9]+(?:[.,'\u2019\u00a0\u202f\u2009 ][0-9]+)*"
_SCALES = {
    "hundred": 1e2,
    **dict.fromkeys(("thousand", "thousands", "k"), 1e3),
    **dict.fromkeys(("million", "millions", "m"), 1e6),
    **dict.fromkeys(("billion", "billions", "bn"), 1e9),
    "trillion": 1e12,
    **dict.fromkeys(("тысяча", "тысячи", "тысяч", "тыс", "тысячы"), 1e3),
    **dict.fromkeys(("миллион", "миллиона", "миллионов", "млн", "мільён", "мільёна", "мільёны", "мільёнаў"), 1e6),
    **dict.fromkeys(
        ("миллиард", "миллиарда", "миллиардов", "млрд", "мільярд", "мільярда", "мільярды", "мільярдаў"), 1e9
    ),
}
_FIGURE = rf"""(?xi)(?:between\s+|from\s+|[~\u2248<>$\u20ac\u00a3])?\s*
    (?P<sign>[-\u2212])?(?P<low>{_NUMBER})
    (?:\s*(?:-|\u2013|\u2014|\u2212|\.\.+|\u2026|/|\bto\b|\band\b)\s*[$\u20ac\u00a3]?(?P<high>{_NUMBER}))?
    \s*(?P<scale>{"|".join(sorted(_SCALES, reverse=True))})?\s*[%+]?"""
"""This pattern and the next are compiled, and kept compiled by `re`, when the first figure is looked for."""
_SCALED = rf"(?i)({_NUMBER})[\s-]*({'|'.join(_SCALES)})\b"
_QUALIFIERS = (
    *(
        "about",
        "around",
        "nearly",
        "almost",
        "roughly",
        "approximately",
        "over",
        "under",
        "at least",
        "at most",
        "up to",
    ),
    *("more than", "no more than", "less than", "no less than", "fewer than", "no fewer than"),
    *("около", "почти", "свыше", "примерно", "более", "не более", "менее", "не менее"),
    *("каля", "амаль", "звыш", "прыкладна", "больш за", "не больш за", "менш за", "не менш за"),
)
_NO_UNIT = r"(?:of|to|or|and|by|at|in|on|was|were|is|are|had|have|has|am|pm|a\.m\.|p\.m\.|o['’]clock)(?!\w)"
"""Behind a number that counts nothing, or more than is said here."""
_QUANTITY = rf"""(?xi)(?:(?P<qualifier>{"|".join(_QUALIFIERS).replace(" ", "[ ]")})\s+)?
    (?P<value>{_NUMBER}(?:\s*(?:-|\u2013|\u2014|\bto\b)\s*{_NUMBER})?)(?:\s*(?=%)|\s+(?!{_NO_UNIT}))
    (?P<unit>(?:%|[^\W\d_][\w'’.-]*)(?:\s+(?!(?:was|were|had|\w+ed)\b)[^\W\d_][\w'’-]*){{0,3}})"""
_FROM_ONE = (
    *("one once first", "two twice second both", "three third", "four fourth", "five fifth", "six sixth"),
    *("seven seventh", "eight eighth", "nine ninth", "ten tenth", "eleven", "twelve dozen", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty half", "sixty", "seventy", "eighty", "ninety", "hundred hundreds")
_POWERS = {1000: "thousand thousands", 1_000_000: "million millions", 1_000_000_000: "billion billions"}
_WORDS = {
    word: number
    for number, words in (*enumerate(_FROM_ONE, 1), *zip(range(20, 101, 10), _TENS, strict=True), *_POWERS.items())
    for word in words.split()
}
"""English words for numbers; an excerpt often has them where the value has digits."""
_LONGEST = 80
"""Characters; longer text is words, and is not looked at."""


class Figure(NamedTuple):
    """A number, as a range of which both ends are the same, or a range."""

    low: float
    high: float


def figure(value: str, unit: str = "") -> Figure | None:
    """Return the number or range that `value` is, scaled as in "million crowns"; None for words.

    A comma before three digits parts thousands and before other digits is decimal; a point is decimal unless
    there are several. "80-90", "80 to 90" and "between 80 and 90" are ranges; "9 to 12 August" is words.
    """
    if len(value) > _LONGEST:
        return None
    match = re.fullmatch(_FIGURE, value.strip())
    if match is None:
        return None
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else low
    if low is None or high is None:
        return None
    if match["sign"]:
        low, high = (-low, -low) if match["high"] is None else (-low, high)
    if low > high:
        return None
    scale = _SCALES[match["scale"].casefold()] if match["scale"] else 1.0
    scale *= _SCALES.get(unit.casefold().partition(" ")[0], 1.0)
    return Figure(low * scale, high * scale)


class Quantity(NamedTuple):
    """What a figure says, in its own words."""

    value: str
    unit: str
    qualifier: str
    """Such as "about"; empty where the number is plain."""


def quantity(text: str) -> Quantity | None:
    """Return the parts of "about 11 million crowns": the number, its unit with the word of scale, how sure it is.

    None where the text is more or less than that, or its number may be a year or an hour.
    """
    match = re.fullmatch(_QUANTITY, text.strip()) if len(text) <= _LONGEST else None
    if match is None or figure(match["value"]) is None:
        return None
    may_be_year = re.fullmatch("1[5-9][0-9][0-9]|20[0-9][0-9]", match["value"]) and not match["qualifier"]
    return None if may_be_year else Quantity(match["value"], " ".join(match["unit"].split()), match["qualifier"] or "")


def unit_behind(value: str, unit: str) -> str:
    """Return a unit as it is said behind a value: of one, an English plural is in the singular ("1 firm a day")."""
    first, blank, rest = unit.partition(" ")
    if value != "1" or not first.isascii():
        return unit
    single = _ODD.get(first) or _PLURAL.sub(lambda end: "y" if end[0] == "ies" else "", first)
    return f"{single}{blank}{rest}"


_PLURAL = re.compile(r"(?<=[a-z]{2})(?:ies|(?:(?<=ch)|(?<=sh)|(?<=ss)|(?<=x))es|(?<![aius])s)\Z")
"""What makes a plural of an English word; "gas", "basis", "status" and "loss" are none."""
_ODD = {"people": "person", "men": "man", "women": "woman", "children": "child", "series": "series"}


def plain_unit(unit: str) -> str:
    """Return a unit without its word of scale: "million crowns" is "crowns"."""
    first, _, rest = unit.casefold().partition(" ")
    return rest if first in _SCALES else " ".join(unit.casefold().split())


def digits(text: str) -> list[str]:
    """Return every number in `text` in plain digits, without separators and trailing zeros."""
    found = []
    for match in re.finditer(_NUMBER, text):
        number = _number(match.group())
        if number is None:  # several numbers in a row
            found += [f"{float(part):.12g}" for part in re.findall(r"[0-9]+", match.group())]
        else:
            found.append(f"{number:.12g}")
    return found


def stated(text: str) -> set[str]:
    """Return the plain digits of every number in `text`: in digits, scaled ("1.2 million"), or in words."""
    found = set(digits(text))
    for match in re.finditer(_SCALED, text):
        number = _number(match[1])
        if number is not None:
            found.add(f"{number * _SCALES[match[2].casefold()]:.12g}")
    for word in re.findall(r"[a-z]+", text.casefold()):
        if word in _WORDS:
            found.add(str(_WORDS[word]))
    return found


def _number(text: str) -> float | None:
    """Read one number without sign; None where its separators make no sense."""
    text = re.sub(r"['\u2019\u00a0\u202f\u2009 ](?=[0-9]{3}(?![0-9]))", "", text)
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[1-9][0-9]{0,2}\.[0-9]{3},[0-9]+", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[0-9]+,[0-9]+", text):
        text = text.replace(",", ".")
    return float(text) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text) else None
