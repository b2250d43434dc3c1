"""The first frame: drawn before the terminal library is imported, so that the user sees at once what opens.

It is the alternate screen with one line; the explorer draws over it. With it the terminal is asked for its colour: the
answer comes while the library is imported, and costs no time. Whatever goes wrong in between gives the
terminal back.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tui.screens.early_input import EarlyInput
from tui.theme.ground import QUESTION

ENTER = f"\x1b[?1049h{QUESTION}\x1b[?25l\x1b[2J\x1b[H"
"""The question for its colour comes first: a terminal that does not know it may print it, which is cleared."""
LEAVE = "\x1b[?1049l\x1b[?25h"
_DEADLY = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


@contextmanager
def first_frame(title: str, early: EarlyInput) -> Iterator[None]:
    """Draw `title` (safe to show) while the block runs; undo it if the block fails. `early` takes what comes meanwhile.

    A signal that would end the process gives the terminal back first and ends it with 128 and its number.
    """

    def undo(number: int, frame: FrameType | None) -> None:
        del frame
        _write(LEAVE)
        early.give_back()
        os._exit(128 + number)

    before = {number: signal.signal(number, undo) for number in _DEADLY}
    _write(f"{ENTER}\r\n  \x1b[1mLetapis\x1b[0m  {title}   opening ...")
    try:
        yield
    except BaseException:
        _write(LEAVE)
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _write(text: str) -> None:
    """Write to where the explorer draws."""
    sys.stderr.write(text)
    sys.stderr.flush()
