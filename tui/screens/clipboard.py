"""Where copied text goes: to the clipboard programs of the system, or to the terminal, which may refuse in silence."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping

PATIENCE = 3
"""Seconds for which a clipboard program may think."""

_TMUX = ("tmux", "load-buffer", "-w", "-")


def programs(
    environ: Mapping[str, str],
    which: Callable[[str], str | None] = shutil.which,
    platform: str = sys.platform,
) -> tuple[tuple[str, ...], ...]:
    """Return the command lines that take a text to the clipboard here: none over ssh, where it is another machine's.

    tmux keeps the text in a buffer of its own, and passes it on to the terminal.
    """
    found: list[tuple[str, ...]] = []
    if not (environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")):
        local = [
            (environ.get("WAYLAND_DISPLAY"), ("wl-copy",)),
            (environ.get("DISPLAY"), ("xclip", "-selection", "clipboard")),
            (environ.get("DISPLAY"), ("xsel", "--clipboard", "--input")),
            (platform == "darwin", ("pbcopy",)),
        ]
        found += [argv for here, argv in local if here and which(argv[0])][:1]
    if environ.get("TMUX") and which("tmux"):
        found.append(_TMUX)
    return tuple(found)


def give(argvs: tuple[tuple[str, ...], ...], text: str) -> tuple[bool, bool]:
    """Give `text` to each program; return whether one took it, and whether it is on the clipboard for sure."""
    took = [argv for argv in argvs if _give(argv, text)]
    return bool(took), any(argv != _TMUX for argv in took)


def _give(argv: tuple[str, ...], text: str) -> bool:
    nowhere = subprocess.DEVNULL
    try:
        done = subprocess.run(  # noqa: S603
            argv, input=text.encode(), stdout=nowhere, stderr=nowhere, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
