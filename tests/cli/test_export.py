"""`letapis export`: the format before the query, and dossiers with what the user keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import HARBOUR

from tui.cli.main import run
from tui.core.model.records import Ref
from tui.environment import read_environment
from tui.notebook import book
from tui.notebook.keeper import Notebook

WHERE = ("-d", str(HARBOUR))


def test_the_format_may_stand_before_the_query(capsys: pytest.CaptureFixture[str]) -> None:
    written = []
    for words in (
        ("md", "kind:law"),
        (*WHERE, "md", "kind:law"),
        ("--format", "md", "kind:law"),
        ("kind:law", "--format=md"),
    ):
        assert run(["export", *(() if WHERE[0] in words else WHERE), *words]) == 0
        written.append(capsys.readouterr().out)
    assert len(set(written)) == 1
    assert "the filter kind:law" in written[0]
    for words in (("--", "md"), ("--format", "md", "md")):
        assert run(["export", *WHERE, *words]) == 1, "it is a word to search for"
        capsys.readouterr()


def test_a_dossier_of_nothing_is_not_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "d.html"
    assert run(["export", *WHERE, "dossier", "kind:law", "zzz", "-o", str(out)]) == 1
    assert "nothing to make a dossier of" in capsys.readouterr().err
    assert not out.exists()


def test_a_dossier_has_title_introduction_and_notes_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = Notebook(read_environment().folder("data") / "notebooks")
    notebook.open(HARBOUR, "Harbour")
    votes = [("council-vote", "2026-01-02"), ("network-cut", "2026-01-01")]
    for event, kept in votes:
        ref = Ref("events", event)
        notebook.change(lambda now, ref=ref, kept=kept: book.with_note(now, ref, f"On {ref.id}.", "x", kept=kept))
    notebook.close()
    introduction = tmp_path / "intro.txt"
    introduction.write_text("What I found.\n", encoding="utf-8")
    asked = [
        "export",
        *WHERE,
        "dossier",
        "is:noted",
        "--title",
        "A & B",
        "--from",
        "Ann",
        "--introduction",
        str(introduction),
    ]
    assert run([*asked, "--order", "kept"]) == 0
    page, said = capsys.readouterr()
    assert "<h1>A &amp; B</h1>" in page
    assert "Introduction by Ann" in page
    assert page.index("What I found.") < page.index("On network-cut.") < page.index("On council-vote.")
    assert "2 of your notes in it" in said
    assert run(asked) == 0
    page = capsys.readouterr().out
    assert page.index("Network down") < page.index("Vote for the harbour")
    assert run([*asked, "--no-notes"]) == 0
    page, said = capsys.readouterr()
    assert "On network-cut." not in page
    assert "your notes" not in said
