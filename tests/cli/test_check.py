"""`letapis check` and `letapis new`: what is wrong, where, and with what exit status."""

import json
import shutil
from pathlib import Path

import pytest
from samples import HARBOUR

from tui.cli.common import in_colour
from tui.cli.main import run


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A copy of harbour that may be spoilt."""
    return Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def check(capsysbinary, *arguments: str) -> tuple[int, str, str]:
    status = run(["check", *arguments])
    said = capsysbinary.readouterr()
    return status, said.out.decode(), said.err.decode()


def test_harbour_is_clean_and_its_excerpts_are_exact(capsysbinary) -> None:
    status, out, err = check(capsysbinary, "--strict", "-d", str(HARBOUR))
    assert (status, out) == (0, "")
    assert "no problems" in err
    assert "exact" in err


def test_error_has_file_line_and_status(dataset, capsysbinary) -> None:
    spoil(dataset / "events/summer.yaml", "date: 2020-08-15", "date: 2020-08-32")
    status, out, _ = check(capsysbinary, "-d", str(dataset))
    line = next(n for n, text in enumerate((dataset / "events/summer.yaml").read_text().splitlines(), 1)
                if "2020-08-32" in text)  # fmt: skip
    assert status == 1
    assert f"summer.yaml:{line}:" in out
    assert ": error: " in out


def test_excerpt_that_does_not_stand_in_its_document_in_words_and_as_json(dataset, capsysbinary) -> None:
    spoil(dataset / "sources/rev21.yaml", "the park had 64 firms", "the park had 65 firms")
    status, out, _ = check(capsysbinary, "-d", str(dataset))
    assert status == 1
    assert "[excerpt-changed]" in out
    assert "rev21.yaml:" in out
    status, out, _ = check(capsysbinary, "--format", "json", "-d", str(dataset))
    found = json.loads(out)
    assert status == 1
    assert {"severity", "rule", "message", "mend", "file", "line", "column", "record"} == set(found[0])
    assert "sources/rev21.yaml" in {problem["file"] for problem in found}


def test_documents_are_in_another_folder_or_not_there(dataset, tmp_path, capsysbinary) -> None:
    shutil.move(dataset / "documents", tmp_path / "elsewhere")
    status, out, err = check(capsysbinary, "--strict", "-d", str(dataset))
    assert (status, out) == (0, "")
    assert "not checkable here" in err
    status, out, _ = check(capsysbinary, "-d", str(dataset), "--documents", str(tmp_path / "elsewhere"))
    assert (status, out) == (0, "")


def test_documents_folder_that_is_none(capsysbinary, tmp_path) -> None:
    status, _, err = check(capsysbinary, "-d", str(HARBOUR), "--documents", str(tmp_path / "none"))
    assert status == 2
    assert "there is no folder" in err


def test_coverage_says_what_rests_on_each_passage_and_what_on_it_alone(dataset, capsysbinary) -> None:
    spoil(dataset / "events/before-and-after.yaml", "evidence: [rev21/school]", "evidence: [rev21/left]")
    _, out, _ = check(capsysbinary, "--coverage", "-d", str(dataset))
    lines = out.splitlines()
    rev21 = lines[lines.index(next(line for line in lines if line.startswith("rev21:"))) :]
    assert rev21[0].startswith("rev21: 11 of 12 passages used, ")
    assert "    school: unused" in rev21
    left = next(line for line in rev21 if line.startswith("    left: "))
    assert " (alone)" in left


def test_coverage_as_json_stands_beside_the_problems(capsysbinary) -> None:
    told = json.loads(check(capsysbinary, "--coverage", "--format", "json", "-d", str(HARBOUR))[1])
    assert told["problems"] == []
    gazette = {each["source"]: each for each in told["coverage"]}["gazette"]
    cut = {each["passage"]: each for each in gazette["passages"]}["cut"]
    assert cut["records"] == [
        "events/network-cut", "events/council-vote", "claims/outage-length", "organisations/lantern",
        "places/harbourtown",
    ]  # fmt: skip
    assert cut["alone"] == ["events/council-vote", "places/harbourtown"]


@pytest.mark.parametrize(
    ("no_color", "term", "coloured"), [("", "xterm", True), ("1", "xterm", False), ("", "dumb", False)]
)
def test_colour_only_where_it_is_wanted(no_color: str, term: str, coloured: bool, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", term)
    assert in_colour() is coloured


def test_new_dataset_checks_clean(tmp_path, capsysbinary) -> None:
    folder = tmp_path / "my chronicle"
    assert run(["new", str(folder), "--title", 'A "quoted": title #1']) == 0
    status, out, err = check(capsysbinary, "--strict", "-d", str(folder))
    assert (status, out) == (0, "")
    assert "no problems" in err


def test_new_dataset_with_its_comments_opened_has_no_error(tmp_path, capsysbinary) -> None:
    run(["new", str(tmp_path / "d")])
    for path in (tmp_path / "d").rglob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        start = lines.index("#") + 1 if "#" in lines else 0
        body = "\n".join(line.removeprefix("# ") for line in lines[start:])
        path.write_text(f"{body}\n", encoding="utf-8")
    status, out, err = check(capsysbinary, "-d", str(tmp_path / "d"))
    assert (status, out.count(": error: ")) == (0, 0)
    assert "7 records" in err


def test_new_never_writes_over_what_is_there(tmp_path, capsys) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert run(["new", str(tmp_path)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_of_very_many_problems_the_gravest_are_printed_and_all_are_counted(tmp_path: Path, capsysbinary) -> None:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: T}\n")
    unread = "".join(f"  e{n}: {{title: '---', date: 2020}}\n" for n in range(300))
    (tmp_path / "a.yaml").write_text(f"events:\n{unread}")
    wrong = "".join(f"  f{n}: {{title: Event, date: 2020-13}}\n" for n in range(30))
    (tmp_path / "b.yaml").write_text(f"events:\n{wrong}")
    assert run(["check", "-d", str(tmp_path), "--plain"]) == 1
    said = capsysbinary.readouterr()
    lines = said.out.decode().splitlines()
    assert len(lines) == 100
    assert sum(": error: " in line for line in lines) == 30
    assert b"30 errors, 899 warnings" in said.err
    assert b"--all" in said.err
    assert run(["check", "-d", str(tmp_path), "--plain", "--all"]) == 1
    said = capsysbinary.readouterr()
    assert len(said.out.decode().splitlines()) >= 330
    assert b"--all" not in said.err


@pytest.mark.parametrize("below", [".", "documents", "sources"])
def test_a_command_inside_a_dataset_works_on_it_and_a_check_says_what_was_checked(
    dataset, below, capsysbinary, monkeypatch
) -> None:
    monkeypatch.chdir(dataset / below)
    status, _, err = check(capsysbinary, "--strict")
    assert (status, err.partition(": ")[0]) == (0, str(dataset))
    assert run(["find", "quill", "--format", "jsonl"]) == 0
    assert b"quill-held" in capsysbinary.readouterr().out
    assert run(["add", "person", "zed", "--name", "Zed Roe"]) == 0
    assert "Zed Roe" in (dataset / "people.yaml").read_text(encoding="utf-8")
    spoil(dataset / "people.yaml", "name: Zed Roe", "nome: Zed Roe")
    capsysbinary.readouterr()
    status, out, _ = check(capsysbinary)
    assert status == 1
    assert Path(out.partition(":")[0]).resolve() == dataset / "people.yaml"  # as it is opened from here


def test_a_dataset_is_named_before_any_command_or_behind_check(dataset, capsysbinary, monkeypatch) -> None:
    monkeypatch.chdir(dataset.parent)
    for arguments in (["check", "harbour"], ["check", "./harbour"], ["harbour", "check"], ["check", "-d", "harbour"]):
        assert run(arguments) == 0
        assert capsysbinary.readouterr().err.startswith(b"harbour: ")
    for arguments in (["show", "quill"], ["find", "quill"], ["ties", "quill", "gullwing"], ["export", "quill"]):
        assert run([str(dataset), *arguments]) == 0, arguments
        assert b"Quill" in capsysbinary.readouterr().out
    assert run(["check", "nowhere"]) == 2
    assert b"nowhere does not exist" in capsysbinary.readouterr().err


def test_excerpts_that_cannot_be_looked_up_are_counted_with_the_reason(dataset, capsysbinary) -> None:
    (dataset / "documents/gazette.txt").unlink()
    _, _, err = check(capsysbinary, "-d", str(dataset))
    assert f"not checkable here (no text of gazette in {dataset / 'documents'})" in err
    shutil.rmtree(dataset / "documents")
    _, _, err = check(capsysbinary, "-d", str(dataset))
    assert "not checkable here (there is no folder of documents: name it with --documents)" in err


def test_all_problems_as_json_are_one_array(tmp_path: Path, capsysbinary) -> None:
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: T}\n")
    (tmp_path / "a.yaml").write_text("events:\n  a: {title: A, date: 2020-13}\n  b: {title: B, date: 2020-14}\n")
    assert run(["check", "-d", str(tmp_path), "--format", "json"]) == 1
    found = json.loads(capsysbinary.readouterr().out)
    assert [one["record"] for one in found] == ["events/a", "events/b"]
    (tmp_path / "a.yaml").unlink()
    assert run(["check", "-d", str(tmp_path), "--format", "json"]) == 0
    assert capsysbinary.readouterr().out == b"[]\n"
