"""Compile in a separate process: `python -m tui.core.compiled.process FOLDER TARGET`.

A long compile would hold the interpreter's lock and block the screen; and its memory is freed with the process.
The child reports its progress on standard output, one JSON list a line; it ends when nobody reads it any more.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from tui.core.compiled import cache
from tui.core.compiled.compiling import compile_to
from tui.core.compiled.streaming import StepProgress
from tui.core.errors import Cancelled, NotADataset

PAUSE = 0.1
"""Seconds between two reports of progress."""


def compile_in_child(
    folder: Path, target: Path, progress: StepProgress, cancelled: threading.Event, *, fresh: bool
) -> None:
    """Compile `folder` to `target` in a separate process.

    Raises:
        Cancelled: `cancelled` was set by another thread.
        OSError: the process did not end well, or the file cannot be written; the message says why.
    """
    paths = [str(folder.resolve()), str(target.resolve())]
    command = [sys.executable, "-m", __name__, *paths, *(["--fresh"] if fresh else [])]
    child = subprocess.Popen(  # noqa: S603 - our own module
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(__file__).parents[3],  # where `-m` finds our modules
        start_new_session=True,  # so that its own children can be killed with it
    )
    threading.Thread(target=_kill_when, args=(cancelled, child), daemon=True).start()
    failure = "the compile ended early"
    try:
        assert child.stdout is not None  # noqa: S101 - it was asked for
        for line in child.stdout:
            what, done, total = json.loads(line)
            if what == "failed":
                failure = str(done)
            else:
                progress(what, done, total)
        status = child.wait()
        if cancelled.is_set():
            raise Cancelled
        if status != 0:
            raise OSError(failure)
    finally:
        _kill(child)
        child.wait()
        cache.clear(target.parent, child.pid)
        if child.stdout is not None:
            child.stdout.close()


def _kill_when(cancelled: threading.Event, child: subprocess.Popen[str]) -> None:
    cancelled.wait()
    _kill(child)


def _kill(child: subprocess.Popen[str]) -> None:
    if child.poll() is not None:
        return
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()


def main(folder: str, target: str, *options: str) -> int:
    """Compile and report the progress; return the exit status."""
    gc.disable()  # hardly any memory is freed before the end
    last = 0.0

    def tell(what: str, done: object, total: object) -> None:
        nonlocal last
        now = time.monotonic()
        if what == "failed" or now - last >= PAUSE:
            last = now
            print(json.dumps([what, done, total]), flush=True)  # noqa: T201 - the parent reads it

    try:
        compile_to(Path(target), Path(folder), tell, fresh="--fresh" in options)
    except BrokenPipeError:  # the parent is gone
        return 1
    except (OSError, NotADataset) as error:
        tell("failed", str(error), 0)
        return 1
    return 0


if __name__ == "__main__":
    ended = main(*sys.argv[1:])
    sys.stdout.flush()
    os._exit(ended)  # freeing a large dataset record by record takes most of a second
