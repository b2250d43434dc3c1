"""Long work says on standard error how far it is, where that is a terminal, and leaves nothing of it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from samples import HARBOUR
from terminal import ROOT, Terminal

from tui.cli import progress as cli_progress
from tui.cli.main import run
from tui.cli.progress import ProgressBar

AT_ONCE = """
import sys
from tui.cli import progress
from tui.exchange.exporters import selection
progress.SOON = 0
selection.STEP = 1
from tui.cli.main import main
main(sys.argv[1:])
"""

BACK = """
from tui.cli import progress
progress.SOON = 0
with progress.ProgressBar() as bar:
    for share in (0.1, 0.5, 0.3, 0.9):
        bar.show("writing", share)
        bar._bar.refresh()
"""


def started(tmp_path: Path, code: str, *arguments: object, **environment: str) -> Terminal:
    """Run some code in a terminal."""
    script = tmp_path / "script.py"
    script.write_text(code, encoding="utf-8")
    return Terminal(sys.executable, "-P", str(script), *map(str, arguments), PYTHONPATH=str(ROOT), **environment)


def test_what_is_quick_says_nothing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with ProgressBar() as progress:
        progress.show("writing", 0.5)
    assert capsys.readouterr().err == ""


def test_it_never_goes_back(tmp_path: Path) -> None:
    with started(tmp_path, BACK) as terminal:
        assert terminal.wait() == 0
        shares = [int(share) for share in re.findall(r"writing +\S+ +(\d+)%", terminal.said)]
        assert shares == sorted(shares)
        assert {10, 50, 90} <= set(shares)
        assert not terminal.text.strip()


def test_where_standard_error_is_no_terminal_nothing_is_said_of_it(tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.setattr(cli_progress, "SOON", 0)
    out = tmp_path / "harbour.jsonl"
    assert run(["export", "-d", str(HARBOUR), "-o", str(out)]) == 0
    assert capsys.readouterr().err.startswith(f"50 records in {out}\nlost: ")


def test_on_a_terminal_an_export_to_a_file_says_how_far_it_is(tmp_path: Path) -> None:
    out = tmp_path / "drawing.svg"
    with started(tmp_path, AT_ONCE, "export", "-d", HARBOUR, "-o", out) as terminal:
        assert terminal.wait() == 0
        assert re.search(r"writing .*\d+%", terminal.said)
        assert next(line for line in terminal.lines if line.strip()) == f"50 records in {out}"
    assert out.read_text(encoding="utf-8").endswith("</svg>\n")


def test_what_is_read_on_the_terminal_is_not_written_over(tmp_path: Path) -> None:
    with started(tmp_path, AT_ONCE, "export", "-d", HARBOUR, "--format", "bibtex") as terminal:
        assert terminal.wait() == 0
        assert "@article" in terminal.said
        assert "writing" not in terminal.said


def test_a_large_dataset_that_is_compiled_first_says_how_far_it_is(tmp_path: Path) -> None:
    small = "import tui.core.opening\ntui.core.opening.LARGE = 1\ntui.core.opening.PAUSE = 0\n"
    command, cache = ("find", "-d", HARBOUR, "kind:law", "--format", "jsonl"), str(tmp_path / "cache")
    for said in (True, False):  # the second time it is there
        with started(tmp_path, small + AT_ONCE, *command, LETAPIS_CACHE=cache) as terminal:
            assert terminal.wait() == 0
            assert bool(re.search(r"(reading|indexing|writing) .*\d+%", terminal.said)) is said
            assert "park-decree" in terminal.text
            assert not re.search(r"(reading|indexing|writing) .*\d+%", terminal.text)
