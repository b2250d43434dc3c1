"""Links in what commands print (OSC 8): to a web page, and to a line of a file."""

from __future__ import annotations

import os
from pathlib import Path

LONGEST = 2000
"""Characters of an address; terminals do not follow longer ones."""


def linked(text: str, address: str) -> str:
    """Return `text`, safe to show, as a link to `address`, which is in printable ASCII or empty."""
    if not address or len(address) > LONGEST:
        return text
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"


def line_address(file: Path, line: int) -> str:
    """Return the address of a line of a file on this machine; of the file as a whole where `line` is 0."""
    path = file.resolve().as_uri().removeprefix("file://")
    return f"file://{os.uname().nodename}{path}{f'#{line}' if line else ''}"
