"""The first frame: drawn before the terminal library is imported, so that the user sees at once what opens.

It is the alternate screen with one line; the explorer draws over it. Whatever goes wrong in between gives the
terminal back.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H"
LEAVE = "\x1b[?1049l\x1b[?25h"
_DEADLY = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def first_frame(title: str) -> Iterator[None]:
    """Draw `title` (safe to show) while the block runs; undo it if the block fails.

    A signal that would end the process gives the terminal back first and ends it with 128 and its number.
    """

    def undo(number: int, frame: FrameType | None) -> None:
        del frame
        _write(LEAVE)
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
