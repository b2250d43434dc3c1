"""`letapis ties`: how two names are tied, for people and for programs."""

from __future__ import annotations

import json

import pytest
from samples import BELARUS, HARBOUR

from tui.cli.main import run


@pytest.fixture
def ask(capsysbinary):
    """Run the command: its status, what it prints, what it says."""

    def asked(*arguments: str, dataset=HARBOUR) -> tuple[int, str, str]:
        status = run(["ties", "-d", str(dataset), *arguments])
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    return asked


def test_chains_name_each_tie_with_its_time_and_who_says_so(ask) -> None:
    status, out, _ = ask("Ada Quill", "gullwing")
    assert status == 0
    assert out.splitlines()[0].split("  ")[0] == "Tied directly"
    assert "Ada Quill" in out
    assert "Gullwing" in out
    plain = ask("quill", "gullwing", "--plain")[1]
    assert all("│" not in line for line in plain.splitlines())


def test_a_name_in_any_spelling_is_enough_and_an_unknown_one_is_refused(ask) -> None:
    status, out, _ = ask("PandaDoc", "Цепкало", dataset=BELARUS)
    assert status == 0
    assert out.startswith("3 steps apart")
    assert out.rstrip().endswith("Valery Tsepkalo")
    assert not {*"│├─"} & {*ask("PandaDoc", "Цепкало", "--plain", dataset=BELARUS)[1]}
    assert ask("PandaDoc", "Xyzzyx")[0] == 2


def test_kinds_a_date_and_a_filter_leave_ties_out_and_what_is_left_says_so(ask) -> None:
    found = json.loads(ask("quill", "gullwing", "--format", "json")[1])["chains"]
    kinds = {record.partition("/")[0] for chain in found for tie in chain["ties"] for record in tie["records"]}
    assert kinds == {"relations", "events"}
    (only,) = json.loads(ask("quill", "gullwing", "--by", "relations", "--format", "json")[1])["chains"]
    assert all(record.startswith("relations/") for tie in only["ties"] for record in tie["records"])
    status, out, _ = ask("quill", "gullwing", "--on", "2001")
    assert status == 1
    assert out.startswith("Nothing that is recorded ties them\n")
    status, out, _ = ask("quill", "gullwing", "--filter", "kind:law")
    assert status == 1
    for wrong in (["--on", "yesterday"], ["--filter", "kind:none"]):
        status, out, err = ask("quill", "gullwing", *wrong)
        assert (status, out) == (2, "")
        assert err


def test_a_drawing_is_written_whole_over_no_file_and_says_what_it_leaves_out(ask, tmp_path) -> None:
    file, report = tmp_path / "ties.svg", tmp_path / "lost.jsonl"
    status, out, err = ask("PandaDoc", "--svg", str(file), "--report", str(report), dataset=BELARUS)
    assert (status, out) == (0, "")
    assert f"drawn in {file}" in err
    assert "lost: 4 records: a drawing lists 3 records of a tie" in err
    assert len(report.read_text().splitlines()) > 4
    written = file.read_text(encoding="utf-8")
    assert "<title>Tied to PandaDoc</title>" in written
    assert ask("PandaDoc", "--svg", str(file), dataset=BELARUS)[0] == 2
    assert ask("PandaDoc", "--svg", str(BELARUS / "dataset.yaml"), "--force", dataset=BELARUS)[0] == 2
    assert file.read_text(encoding="utf-8") == written
    status, out, _ = ask("quill", "reed", "--svg", "-")
    assert (status, out.startswith("<?xml")) == (1, True)


def test_one_name_alone_lists_all_that_is_tied_to_it(ask) -> None:
    status, out, _ = ask("Ada Quill")
    assert status == 0
    assert out.startswith("Ada Quill is tied to 1 name")
    (tied,) = json.loads(ask("quill", "--by", "events", "--format", "json")[1])["tied"]
    assert tied == {"id": "gullwing", "records": ["events/quill-held"]}
    assert ask("quill", "--on", "2001", "--format", "json")[:2] == (1, '{\n  "tied": []\n}\n')
