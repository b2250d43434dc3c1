"""The help of `letapis`, as it is printed in the usual widths: importing what makes it takes most of the time."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import get_terminal_size

WIDTHS = (80, 100)
"""Columns for which there is a page; the last one is for all wider terminals too."""


def path(width: int) -> Path:
    """Return the file with the page for a width, which `make man` writes."""
    return Path(__file__).with_name("help") / f"{width}.txt"


def print_help() -> bool:
    """Print the page that fits the terminal; return False where there is none, or nothing can be printed."""
    width = min(get_terminal_size().columns, WIDTHS[-1])
    if width not in WIDTHS:
        return False
    try:
        sys.stdout.write(path(width).read_text(encoding="utf-8"))
        sys.stdout.flush()
    except (AttributeError, OSError, ValueError):  # closed, full, or of another encoding: told where all faults are
        return False
    return True
