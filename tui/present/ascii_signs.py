"""Signs that some terminals have no glyph for, or draw too wide, put into ASCII: cell for cell.

Letters stay as they are: only what the screen is drawn with, and the typography of texts, is replaced.
"""

from __future__ import annotations

import re
import unicodedata

from tui.core.text.display import cells

_PAIRS = {
    "-": "▔‐‑‒–—―−─━┄┅┈┉╌╍═·•∙",
    "|": "│┃┆┇┊┋╎╏║▎▏▍▋▊▉▐▕",
    "+": "┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╋╔╗╚╝╠╣╦╩╬╭╮╯╰",
    "^": "╹╵╿↑▲△▴",
    "v": "↓▼▽▾╻╷╽✓✔",
    ">": "▌→⟶▶▸►▹›",
    "<": "←◀◂◄◃‹↵",
    "=": "⇄↔▅▆▂",
    "#": "▇█▓▒",
    ".": "▁",
    ":": "▃▄░⋮",
    "*": "◆★✱●■▪",
    "~": "◇☆○◌□∼",
    "_": "…",
    "@": "◈◉",
    "!": "≠",
    "x": "✕×✗✖",
    "'": "‘’‚‛′",
    '"': "“”„‟″«»",
    "S": "§",
    "P": "¶",
    "3": "⅓",
    "2": "½",
}


class _Table(dict[int, str | int]):
    """What `str.translate` takes: signs that are not listed become question marks, letters and accents stay."""

    def __missing__(self, code: int) -> str | int:
        sign = chr(code)
        kept = sign.isascii() or sign.isalnum() or unicodedata.combining(sign) or not sign.isprintable()
        self[code] = code if kept else "?" * cells(sign)
        return self[code]


_TABLE = _Table()
_TABLE |= {ord(sign): plain for plain, signs in _PAIRS.items() for sign in signs}
_TABLE |= dict.fromkeys(range(0x2800, 0x2900), ".")  # Braille
_TABLE |= {0xA0: " ", 0x202F: " ", 0x2009: " "}
_CLUSTERS = re.compile("[\U0001f1e6-\U0001f1ff]{2}|.(?:[\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.)+")
"""Several characters that are drawn as one: flags, families, tones of skin."""


def plain(text: str) -> str:
    """Return `text` with an ASCII sign in place of each sign that is no letter; as wide as it was."""
    if text.isascii():
        return text
    drawn, width = text.translate(_TABLE), cells(text)
    if cells(drawn) != width:
        drawn = _CLUSTERS.sub(lambda found: "?" * cells(found[0]), text).translate(_TABLE)
        while cells(drawn) > width:
            drawn = drawn[:-1]
    return drawn + " " * (width - cells(drawn))
