"""The first frame: drawn before the terminal library is imported, so that the user sees at once what opens.

It is the alternate screen with one line; the explorer draws over it. With it the terminal is asked for its colour: the
answer comes while the library is imported, and costs no time. Whatever goes wrong in between gives the
terminal back.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tui.screens.ending import ENTER, LEAVE
from tui.theme.ground import QUESTION

BEGIN = f"{ENTER}{QUESTION}\x1b[?25l\x1b[2J\x1b[H"
"""The question for its colour comes first: a terminal that does not know it may print it, which is cleared."""


@contextmanager
def first_frame(title: str) -> Iterator[None]:
    """Draw `title` (safe to show) while the block runs; undo it if the block fails."""
    _write(f"{BEGIN}\r\n  \x1b[1mLetapis\x1b[0m  {title}   opening ...")
    try:
        yield
    except BaseException:
        _write(LEAVE)
        raise


def _write(text: str) -> None:
    """Write to where the explorer draws."""
    sys.stderr.write(text)
    sys.stderr.flush()
