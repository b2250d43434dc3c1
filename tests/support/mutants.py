"""Texts with some of their lines and characters out of place."""

from __future__ import annotations

import random

SCRAPS = [
    *"{}[]:,-#&*!|>'\"%@`\t\n ~",
    "<<: ",
    "- ",
    "? ",
    ": ",
    "---\n",
    "[[",
    "{a: b}",
    "&a ",
    "*a",
    "!!str ",
    "'",
    "no",
]


def mutant(text: str, chance: random.Random) -> str:
    """Return a text with some of its lines and characters out of place."""
    for _ in range(chance.randint(1, 4)):
        at, to = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        match chance.randrange(6):
            case 0:
                text = text[:at] + chance.choice(SCRAPS) + text[at:]
            case 1:
                text = text[:at] + text[min(to, at + 8) :]
            case 2 | 4 as unit:
                blank = "\n" if unit == 2 else " "
                parts = text.split(blank)
                first, last = chance.randrange(len(parts)), chance.randrange(len(parts))
                parts[first], parts[last] = parts[last], parts[first]
                text = blank.join(parts)
            case 3:
                lines = text.split("\n")
                lines.insert(chance.randrange(len(lines)), chance.choice(lines))
                text = "\n".join(lines)
            case _:
                text = text[:at] + chr(chance.choice((0, 27, 0x85, 0x202E, 0x2028, 0xFEFF, 0x1F600))) + text[at:]
    return text
