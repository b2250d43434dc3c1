"""On what machine is measured, and how much others worked on it meanwhile: without these a figure says nothing."""

from __future__ import annotations

import os
import platform
import re
import resource
import time
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

BUSY = (0, 1, 2, 5, 6, 7)
"""Columns of a processor's line in /proc/stat that are not idle: user, nice, system, interrupts, stolen."""


def described() -> str:
    """Return the machine, its system and what the explorer stands on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    parts = [
        f"{os.cpu_count()} cores ({_processor()})",
        f"{memory:.0f} GB of memory",
        f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        f"Python {platform.python_version()}",
        f"Textual {version('textual')}",
    ]
    return ", ".join(parts)


def _processor() -> str:
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:  # not Linux
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


class Watch:
    """Begins when it is made."""

    def __init__(self) -> None:
        self.began = datetime.now().astimezone()
        self.load = os.getloadavg()[0]
        self._start = time.monotonic()
        self._busy, self._own = _busy(), _own()

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self._start

    @property
    def others(self) -> float | None:
        """The share of all processors that other programs took meanwhile, from 0 to 1; None where nobody tells."""
        now = _busy()
        if self._busy is None or now is None:
            return None
        took = now - self._busy - (_own() - self._own)
        return min(1.0, max(0.0, took / (self.seconds * (os.cpu_count() or 1))))

    def told(self) -> str:
        """Return when it was, how busy the machine was before and beside it, and how long it took."""
        others = self.others
        minutes, seconds = divmod(round(self.seconds), 60)
        parts = [
            f"load {self.load:.1f} before",
            "" if others is None else f"other programs took {others:.0%} of the processors meanwhile",
            f"{minutes} min {seconds:02} s in all",
        ]
        return f"{self.began:%-d %B %Y, %H:%M %Z}; {', '.join(filter(None, parts))}"


def _busy() -> float | None:
    """Return seconds that all processors worked since the machine started."""
    try:
        line = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:]
    except OSError:  # not Linux
        return None
    return sum(int(line[at]) for at in BUSY) / os.sysconf("SC_CLK_TCK")


def _own() -> float:
    """Return seconds that this process and its children that have ended worked."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
