"""Copy text: by the clipboard programs of the system, or by the terminal, which may refuse without saying so."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tui.notebook.settings import Settings

if TYPE_CHECKING:
    from textual.screen import Screen

PATIENCE = 3
"""Seconds that a clipboard program may take."""

_TMUX = ("tmux", "load-buffer", "-w", "-")


def programs(
    settings: Settings,
    which: Callable[[str], str | None] = shutil.which,
    platform: str = sys.platform,
) -> tuple[tuple[str, ...], ...]:
    """Return the command lines that take a text to the clipboard here: none over ssh, where it is another machine's.

    tmux keeps the text in its own buffer, and passes it on to the terminal. None either where the settings
    name the terminal, or switch the clipboard off, or in a browser, which may be on another machine.
    """
    if settings.clipboard != "auto" or settings.environment.is_served:
        return ()
    environ = settings.environment.variables
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


def copy(screen: Screen[Any], text: str, settings: Settings, done: Callable[[bool], object]) -> None:
    """Copy `text` while `screen` is open: by the clipboard programs there are, else by the terminal.

    Args:
        screen: where a thread waits for the programs.
        text: raw text.
        settings: say which programs may be used.
        done: is called in the end with whether the text is on the clipboard for sure, unless `screen` was left.
    """
    argvs = programs(settings)

    def finish(took: bool, sure: bool) -> None:
        if screen not in screen.app.screen_stack:
            return
        if not took:
            screen.app.copy_to_clipboard(text)
        done(sure)

    def work() -> None:
        took, sure = give(argvs, text)
        if screen.is_attached:
            screen.app.call_from_thread(finish, took, sure)

    if argvs:
        screen.run_worker(work, name="copy", thread=True, exclusive=True)
    else:
        finish(False, False)
