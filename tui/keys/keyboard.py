"""Keys by their names: what they are on the Cyrillic layouts, and how they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import lookup

CYRILLIC: dict[str, str] = {
    **dict(zip("qwertyuiop", "йцукенгшщз", strict=True)),
    **dict(zip("asdfghjkl", "фывапролд", strict=True)),
    **dict(zip("zxcvbnm", "ячсмить", strict=True)),
    "[": "х",
    "]": "ъ",
    "<": "Б",
    ">": "Ю",
    "/": "full_stop",
    "?": "comma",
}
"""Key of the Latin layout → what it types on the Russian one, full stop and comma by Textual's names of the keys."""

BELARUSIAN: dict[str, str] = {"o": "ў", "b": "і"}
"""Where the Belarusian layout differs from the Russian one."""


def twins(key: str) -> Iterator[str]:
    """Yield what `key` is on the Russian and on the Belarusian layout; nothing where it is the same key there."""
    held, last = _parts(key)
    if len(last) != 1:
        return
    for layout in (CYRILLIC, BELARUSIAN):
        twin = layout.get(last) or layout.get(last.lower(), "").upper()
        if twin:
            yield held + twin


_LATIN = {twin: key for key, twin in CYRILLIC.items()} | {twin: key for key, twin in BELARUSIAN.items()}


def on_latin_layout(text: str) -> str:
    """Return what the keys that typed `text` on a Cyrillic layout type on the Latin one."""
    return "".join(_LATIN.get(sign, sign) for sign in text.lower())


_NAMES = {
    "enter": "↵",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "space": "Space",
    "comma": ",",
    "full_stop": ".",
}
_SPELLED = {"enter": "Enter", "up": "Up", "down": "Down", "left": "Left", "right": "Right"}


_SIGNS = {
    "slash": "/",
    "backslash": "\\",
    "at": "@",
    "minus": "-",
    "plus": "+",
    "underscore": "_",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}
"""Signs whose keys Textual calls otherwise than Unicode does."""


def key_name(key: str, *, spelled: bool = False) -> str:
    """Return `key` as it is printed: "↵", "ctrl+d", "F1"; `spelled` writes "Enter" in place of the sign."""
    held, last = _parts(key)
    if last.startswith("f") and last[1:].isdigit():
        last = last.upper()
    name = _SPELLED.get(last) if spelled else None
    return held + (name or _NAMES.get(last) or _sign(last))


def _sign(name: str) -> str:
    """Return what a key types whose name is that of a sign, as in "question_mark"; else the name."""
    if name in _SIGNS or len(name) == 1:
        return _SIGNS.get(name, name)
    try:
        return lookup(name.replace("_", " "))
    except KeyError:
        return name


def _parts(key: str) -> tuple[str, str]:
    """Return the keys held down, as in "ctrl+", and the one pressed."""
    if key == "+":
        return "", key
    head, plus, last = key.rpartition("+")
    return head + plus, last
