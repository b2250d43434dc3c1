"""Whether the terminal is dark or light, as it says itself when asked for the colour of its ground (OSC 11)."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Ground: TypeAlias = Literal["dark", "light"]
"""What letters stand on."""

QUESTION = "\x1b]11;?\x1b\\"
_REPLY = re.compile(rb"\x1b\]11;([^\x07\x1b]*)(?:\x07|\x1b\\)")
_BEGUN = re.compile(rb"\x1b(?:\](?:1(?:1(?:;[^\x07\x1b]{0,40}\x1b?)?)?)?)?\Z")
"""What may be the beginning of a reply."""
_COLOUR = re.compile(rb"rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(?:/[0-9a-fA-F]{1,4})?\Z")
_SHARES = (0.2126, 0.7152, 0.0722)
"""How much red, green and blue add to what is seen as light."""


class ReplySieve:
    """Takes the reply to `QUESTION` out of what the terminal sends, in whatever pieces it comes."""

    def __init__(self) -> None:
        self.ground: Ground | None = None
        """What the terminal said; None as long as it has said nothing."""
        self._held = b""

    def pass_on(self, data: bytes) -> bytes:
        """Return `data` without replies; what may be the beginning of one is held back."""
        whole = self._held + data
        for reply in _REPLY.finditer(whole):
            self.ground = _ground(reply[1]) or self.ground
        left = _REPLY.sub(b"", whole)
        begun = _BEGUN.search(left)
        self._held = begun[0] if begun else b""
        return left[: len(left) - len(self._held)]

    @property
    def holds(self) -> bool:
        """Whether something is held back."""
        return bool(self._held)

    def let_go(self) -> bytes:
        """Return what was held back: it was no reply, for nothing came after it."""
        held, self._held = self._held, b""
        return held


def _ground(text: bytes) -> Ground | None:
    colour = _COLOUR.match(text)
    if colour is None:
        return None
    parts = (int(part, 16) / (16 ** len(part) - 1) for part in colour.groups())
    return "light" if sum(share * part for share, part in zip(_SHARES, parts, strict=True)) > HALF else "dark"


HALF = 0.5
"""Share of the light of white from which on a ground is light."""
