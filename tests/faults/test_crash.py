"""A fault of Letapis: the terminal is whole, one sentence says so, and the report holds nothing of the user's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from samples import HARBOUR
from terminal import LEAVES_ALTERNATE_SCREEN, Terminal

from tui.cli import find
from tui.cli.common import Statuses
from tui.cli.main import run

SECRET = "my-own-words"
PLANTED = f"""
import sys
from tui.cli.main import main
from tui.screens.dialogs.note_editor import NoteScreen
from tui.screens.explorer.screen import ExplorerScreen

def burst(screen, event=None):
    value = {SECRET!r}
    raise RuntimeError(f"{{value}} \\x1b]52;c;aGk=\\x07")

how = sys.argv.pop(1)
if how == "note":
    NoteScreen.on_key = lambda screen, event: burst(screen) if event.key == "f9" else None
else:
    ExplorerScreen.on_key = lambda screen, event: screen.run_worker(lambda: burst(screen), thread=True)
main()
"""


def require_silent_report(home: Path, said: str) -> None:
    (report,) = (home / "data" / "crashes").iterdir()
    assert str(report) in said
    text = report.read_text()
    assert "RuntimeError" in text
    assert "in burst" in text or "in broken" in text
    assert "Python 3" in text
    for private in (SECRET, str(home), "harbour", "\x1b"):
        assert private not in text
    assert report.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("where", ["worker", "note"])
def test_in_the_explorer(where: str, home: Path) -> None:
    with Terminal(sys.executable, "-c", PLANTED, where, HARBOUR, LETAPIS_HOME=str(home)) as terminal:
        terminal.wait_for("16 events")
        if where == "note":
            terminal.send("a")
            terminal.wait_for("ctrl+s keep")
            terminal.send("half a note")
            terminal.wait_for("half a note")
            terminal.send("\x1b[20~")
        else:
            terminal.send("j")
        assert terminal.wait() == Statuses.CRASHED
        assert terminal.restored
        at = terminal.output.rfind(LEAVES_ALTERNATE_SCREEN)
        assert len(terminal.output[at:].strip().splitlines()) == 1
        assert SECRET.encode() not in terminal.output[at:]
        assert b"\x1b]52" not in terminal.output
        require_silent_report(home, terminal.said)
    if where == "note":
        assert any("half a note" in file.read_text() for file in (home / "data").rglob("*") if file.is_file())


def test_in_a_command(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError(SECRET) from KeyError(SECRET)

    monkeypatch.setattr("tui.cli.main.pipe_closed", lambda status=0: status)
    monkeypatch.setattr(find.find_command, "callback", broken)
    assert run(["find", "-d", str(HARBOUR), "cable"]) == Statuses.CRASHED
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert SECRET not in said.err
    require_silent_report(home, said.err)
