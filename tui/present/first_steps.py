"""What somebody who opens Letapis for the first time is told: five keys and five signs, in two lines."""

from __future__ import annotations

from collections.abc import Iterable

from tui.core.text.display import cells
from tui.keys.keymap import key
from tui.present.bars import GAP, Part
from tui.present.signs import signs

_STEPS: dict[str, str] = {
    "edit_filter": "find by typing",
    "go_to_excerpt": "read the source",
    "copy": "copy a citation",
    "disputed": "disputes",
    "help": "all keys",
}
"""What each of the first commands is for, in the order in which they are wanted."""


def first_steps(left: Iterable[str], width: int) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return two lines: the keys of the commands that are `left` to try, and signs; what does not fit is left out."""
    wanted = {*left, "help"}
    keys = [
        (Part(key(name, spelled=signs().ascii_only), "key", name), Part(f" {does}", "plain", name))
        for name, does in _STEPS.items()
        if name in wanted
    ]
    day, span = (Part(signs().day), Part(" that day")), (Part(signs().span), Part(" those days"))
    within, about = (Part(signs().within), Part(" some time in them")), (Part(signs().rough), Part(" about then"))
    differ = (Part(signs().disputed, "differs"), Part(" accounts differ"))
    hide = (Part(key("leave", spelled=signs().ascii_only), "key", "leave"), Part(" hides this", "muted", "leave"))
    every = _line((day, span, within, about, differ, hide), width)
    few = _line((day, (Part(signs().within), Part(" some time then")), differ, hide), width)
    return _line(keys, width), every if hide[0] in every else few


def _line(entries: Iterable[tuple[Part, ...]], width: int) -> tuple[Part, ...]:
    parts, room = [Part(" ")], width - 1
    for entry in entries:
        size = sum(cells(part.text) for part in entry)
        if size <= room:
            parts += (*entry, Part(GAP))
            room -= size + len(GAP)
    return tuple(parts)
