"""Long work says on standard error how far it is, where that is a terminal, and leaves nothing of it."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from samples import HARBOUR
from terminal import Terminal

from tui.cli import progress as cli_progress
from tui.cli.main import run
from tui.cli.progress import Writing

AT_ONCE = """
import sys
from tui.cli import progress
from tui.exchange.exporters import selection
progress.SOON = progress.APART = 0
selection.STEP = 1
from tui.cli.main import main
main(sys.argv[1:])
"""


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_progress, "SOON", 0)
    monkeypatch.setattr(cli_progress, "APART", 0)


@pytest.mark.usefixtures("at_once")
def test_it_never_goes_back_and_its_line_goes_at_the_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Writing(200) as progress:
        for share in (0.1, 0.5, 0.3, 0.9):
            progress.reach(share)
    lines = capsys.readouterr().err.split("\r")
    shares = [int(found[1]) for line in lines if (found := re.match(r"writing (\d+) % · [\d,]+ records/s · ", line))]
    assert shares == [10, 50, 50, 90]
    assert [line.strip() for line in lines[-2:]] == ["", ""]
    assert len(lines[-2]) == len(lines[-3].rstrip())  # blanks over what stood there
    assert all(len(line) >= len(above.rstrip()) for above, line in pairwise(lines[:-1]))


def test_what_is_quick_says_nothing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Writing(200) as progress:
        progress.reach(0.5)
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("at_once")
def test_where_standard_error_is_no_terminal_nothing_is_said_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "harbour.jsonl"
    assert run(["export", "-d", str(HARBOUR), "-o", str(out)]) == 0
    assert capsys.readouterr().err == f"50 records in {out}\n"


def test_on_a_terminal_an_export_to_a_file_says_how_far_it_is(tmp_path: Path) -> None:
    out = tmp_path / "drawing.svg"
    script = tmp_path / "at_once.py"
    script.write_text(AT_ONCE, encoding="utf-8")
    command = (sys.executable, "-P", str(script), "export", "-d", str(HARBOUR), "-o", str(out))
    with Terminal(*command, PYTHONPATH=str(Path(cli_progress.__file__).parents[2])) as terminal:
        assert terminal.wait() == 0
        assert re.search(r"writing \d+ % · ", terminal.said)
        assert [line for line in terminal.lines if line.strip()] == [f"50 records in {out}"]
    assert out.read_text(encoding="utf-8").endswith("</svg>\n")


def test_what_is_read_on_the_terminal_is_not_written_over(tmp_path: Path) -> None:
    script = tmp_path / "at_once.py"
    script.write_text(AT_ONCE, encoding="utf-8")
    command = (sys.executable, "-P", str(script), "export", "-d", str(HARBOUR), "--format", "bibtex")
    with Terminal(*command, PYTHONPATH=str(Path(cli_progress.__file__).parents[2])) as terminal:
        assert terminal.wait() == 0
        assert "@article" in terminal.said
        assert "writing" not in terminal.said


def test_a_large_dataset_that_is_compiled_first_says_how_far_it_is(tmp_path: Path) -> None:
    script = tmp_path / "at_once.py"
    small = "import tui.core.opening\ntui.core.opening.LARGE = 1\ntui.core.opening.PAUSE = 0\n"
    script.write_text(small + AT_ONCE, encoding="utf-8")
    command = (sys.executable, "-P", str(script), "find", "-d", str(HARBOUR), "kind:law", "--format", "jsonl")
    surroundings = {"PYTHONPATH": str(Path(cli_progress.__file__).parents[2]), "LETAPIS_CACHE": str(tmp_path / "cache")}
    for said in (True, False):  # the second time it is there
        with Terminal(*command, **surroundings) as terminal:
            assert terminal.wait() == 0
            assert bool(re.search(r"(reading|indexing|writing) \d+ % · ", terminal.said)) is said
            assert "park-decree" in terminal.text
            assert not re.search(r"(reading|indexing|writing) \d+ %", terminal.text)
