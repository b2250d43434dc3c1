"""`letapis new`: a dataset with its first document, and the reader on it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from terminal import Terminal

from tui.cli.main import run
from tui.core.documents import folder as documents
from tui.core.loading.loader import load

TEXT = "Still\n\nBy Ann Roe\n\n2 September 2020\n\nThe crews left their ships, and the people stayed at the quay.\n"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "saved page.txt"
    path.write_text(TEXT)
    return path


def test_the_first_document_is_copied_and_makes_its_source(
    tmp_path: Path, document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "chronicle"
    assert run(["new", str(folder), "--title", "Ships", "--document", str(document)]) == 0
    assert "still" in capsys.readouterr().err
    dataset, problems = load(folder)
    assert not problems
    source = dataset.sources["still"]
    assert (dataset.about.title, source.title, source.authors[0].full, source.issued) == (
        "Ships", "Still", "Ann Roe", "2020-09-02",
    )  # fmt: skip
    held = documents.find(dataset.sources, folder / "documents")["still"]
    assert held.same
    assert held.text == TEXT
    assert run(["check", "-d", str(folder)]) == 0


def test_nothing_is_made_for_a_document_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG")
    for path, said in ((picture, "it is a picture"), (tmp_path / "none.txt", "No such file")):
        assert run(["new", str(tmp_path / "chronicle"), "--document", str(path)]) == 2
        assert said in capsys.readouterr().err
    assert not (tmp_path / "chronicle").exists()


def test_on_a_terminal_it_asks_and_opens_the_reader(tmp_path: Path, document: Path) -> None:
    home = {"LETAPIS_HOME": str(tmp_path / "home"), "LETAPIS_CACHE": "off"}
    with Terminal(sys.executable, "-m", "tui", "new", str(tmp_path / "ships"), size=(80, 24), **home) as terminal:
        terminal.wait_for("Title of the dataset [ships]")
        terminal.send("Ships\r")
        terminal.wait_for("First document")
        terminal.send(f"{document}\r")
        terminal.wait_for("The crews left their ships")
        terminal.wait_for("select")
        terminal.send("q")
        assert terminal.wait() == 0
