"""Standard streams that are closed or full, a folder that is gone: one sentence and a status, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import HARBOUR, ROOT
from terminal import Terminal


def ended(before: Callable[[], object] | None = None, **how: object) -> tuple[int, str]:
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    command = [sys.executable, "-m", "tui", "find", "-d", HARBOUR, "cable"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=env, preexec_fn=before, timeout=60, check=False, **streams)
    said = (done.stderr or b"").decode()
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    assert len(said.splitlines()) <= 1
    return done.returncode, said


@pytest.mark.parametrize(("closed", "status"), [((0,), 0), ((1,), 2), ((2,), 0), ((0, 1, 2), 2)])
def test_closed(closed: tuple[int, ...], status: int) -> None:
    assert ended(lambda: [os.close(number) for number in closed])[0] == status


def test_full() -> None:
    with Path("/dev/full").open("wb") as full:
        assert ended(stdout=full) == (2, "letapis: No space left on device\n")
        assert ended(stdout=full, stderr=full)[0] == 2
        assert ended(stderr=full)[0] == 0


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    assert ended(lambda: (os.chdir(gone), gone.rmdir()))[0] == 0


def test_the_explorer_in_a_folder_that_is_gone_and_without_a_home(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    start = 'rmdir "$PWD"; exec "$0" -m tui "$1"'
    nowhere = {"HOME": "/dev/null/a", "LETAPIS_HOME": "/dev/null/b", "PYTHONPATH": str(ROOT)}
    with Terminal("sh", "-c", start, sys.executable, HARBOUR, cwd=gone, **nowhere) as terminal:
        terminal.wait_for("16 events")
        terminal.wait_for("Not a directory")
        terminal.send("\x11")
        assert terminal.wait() == 0
        assert terminal.restored


WARNING = """
import warnings
from tui.cli import main
main.run = lambda argv: warnings.warn("of a library", RuntimeWarning) or 0
main.main()
"""


def test_warnings_of_libraries_do_not_reach_the_terminal() -> None:
    command = [sys.executable, "-c", WARNING]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
