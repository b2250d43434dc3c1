"""A random walk through the real app in a pseudo-terminal: keys, clicks, resizes, and edits of the dataset's files."""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import signal
import struct
import tempfile
import termios
import time
from contextlib import suppress
from pathlib import Path

from fuzzing import TEXTS, changed
from samples import HARBOUR
from terminal import Terminal, letapis

STEPS = 400
PAUSE = 0.01
"""Seconds between two keys."""
GROWTH = 0.2
"""By how much the memory may grow in a walk, once every screen was opened."""
PATIENCE = 25.0
"""Seconds of processor time that the app may take for what it has been sent: a busy machine counts for nothing."""
STUCK = 600.0
"""Seconds after which an app that takes no processor time either is taken to wait for ever."""
_NAMED = [
    f"\x1b[{each}" for each in ("A", "B", "C", "D", "H", "F", "5~", "6~", "3~", "1;2A", "1;2B", "Z", "20~", "12~")
]
KEYS = [
    *"abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789 /?.,<>[](){}=+-_*&%$#@!~'\"\\|;:",
    *_NAMED * 3,
    *("\x1b", "\r", "\t", "\x7f", "\x0b", "\x13", "\x18", "\x06", "ж", "日", "\x1b[200~pasted\ntext\x1b[201~"),
    *("\x1b", "\r") * 12,
]
"""All but those that end or suspend it (q and й on its key, ctrl+q, ctrl+z)."""
SIZES = [(160, 48), (100, 30), (80, 24), (40, 10), (1, 1), (300, 90), (20, 60)]
LARGEST = max(SIZES)


def memory(process: int) -> int:
    """Return the resident memory of a process, in kB; 0 once it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0


def _worked(process: int) -> tuple[str, float]:
    """Return the state of a process, such as S that sleeps, and its seconds of processor time; "" once it is gone."""
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
        return fields[0], (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return "", 0.0


def _rest(terminal: Terminal, *, to_the_end: bool = False) -> None:
    """Read until the app has dealt with all that it was sent, or has ended.

    Raises:
        AssertionError: it takes longer than `PATIENCE`.
    """
    process, until = terminal.process.pid, time.monotonic() + STUCK
    began = _worked(process)[1]
    while terminal.process.poll() is None:
        came = terminal.read(0.3)
        state, used = _worked(process)
        if state == "T":  # it has gone back to the shell, as the palette offers
            terminal.signal(signal.SIGCONT)
        if not (came or to_the_end) and state == "S":
            return
        is_late = used - began > PATIENCE or time.monotonic() > until
        assert not is_late, f"it {'does not end' if to_the_end else 'finds no rest'}: {used - began:.0f} s of work"


def _resize(terminal: Terminal, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    terminal.signal(signal.SIGWINCH)


def _click(terminal: Terminal, chance: random.Random) -> None:
    button = chance.choice((0, 0, 0, 2, 64, 65))
    at = f"{button};{chance.randint(1, 120)};{chance.randint(1, 40)}"
    terminal.send(f"\x1b[<{at}M" + ("" if button > 2 else f"\x1b[<{at}m"))


def _edit(folder: Path, chance: random.Random) -> None:
    name = chance.choice([*TEXTS])
    raw = TEXTS[name]
    (folder / name).write_bytes(changed(raw, chance) if chance.random() < 0.5 else raw)


def _open_all(terminal: Terminal, folder: Path) -> None:
    """Press each key once in the largest terminal, and change a file: what is loaded once is loaded then.

    The panes of a terminal of any other size take less.
    """
    size = terminal.columns, terminal.rows
    _resize(terminal, *LARGEST)
    (folder / "people.yaml").write_bytes(TEXTS["people.yaml"] + b"\n")
    for key in KEYS:
        for each in (key, "\x1b", "\x1b"):
            terminal.send(each)
            terminal.read(PAUSE)
    _resize(terminal, *size)
    _rest(terminal)


def walk(chance: random.Random, steps: int = STEPS) -> float:
    """Take one walk; return by how much the memory grew in it.

    Every screen is opened before (`_open_all`): modules, styles and lines that are drawn stay in memory, and what
    counts is what is added each time. In a longer walk it grows more slowly, and does not wholly stop: caches that
    have a limit, such as those of styles and of folded words, fill for thousands of keys.

    Raises:
        AssertionError: it crashed, did not end, left the terminal as it was not, or took too much memory.
    """
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as place:
        folder, home = Path(place, "harbour"), Path(place, "home")
        shutil.copytree(HARBOUR, folder)
        own = {"LETAPIS_HOME": str(home), "VISUAL": "true", "BROWSER": "true", "HOME": place}
        with letapis(folder, cwd=Path(place), **own) as terminal:
            terminal.wait_for("16 events")
            terminal.drawn = False
            _open_all(terminal, folder)
            before, seen = memory(terminal.process.pid), ""
            for _ in range(steps):
                dice = chance.random()
                if dice < 0.90:
                    key = chance.choice(KEYS)
                    terminal.send(key)
                    seen = (seen + key)[-60:]
                elif dice < 0.96:
                    _click(terminal, chance)
                elif dice < 0.98:
                    _resize(terminal, *chance.choice(SIZES))
                else:
                    _edit(folder, chance)
                terminal.read(PAUSE)
                if terminal.process.poll() is not None:  # by a click, or from the palette
                    break
            _rest(terminal)
            grown = max(0.0, memory(terminal.process.pid) / before - 1) if before else 0.0
            terminal.send("\x11")
            _rest(terminal, to_the_end=True)
            status = terminal.wait()
            said = terminal.said[-300:]
            reports = [file.read_text() for file in home.rglob("crash-*.txt")]
            assert status == 0, f"status {status} behind {seen!r}: {said!r} {reports}"
            assert terminal.restored, f"the terminal is not as it was behind {seen!r}: {terminal.left_as()}"
            assert grown < GROWTH, f"memory grew by {grown:.0%}"
            return grown
