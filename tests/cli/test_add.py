"""`letapis add`: one more record, whatever its texts hold, whoever else is at work, and however it ends."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from samples import HARBOUR, ROOT
from terminal import Terminal

from tui.cli.main import run
from tui.core import atomic_file
from tui.core.checks.check import check
from tui.core.loading.loader import load
from tui.core.store.accounts import is_disputed
from tui.exchange.editing import reading
from tui.exchange.editing.draft_fields import KINDS

HOSTILE = 'a "b": c # d\\e {f} [g] \x1b[31m \u202e \u200b 漢 - yes'


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    folder = tmp_path / "harbour"
    shutil.copytree(HARBOUR, folder, ignore=shutil.ignore_patterns("documents"))
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_event_is_added_and_its_place_is_printed(harbour: Path, capsysbinary) -> None:
    before = everything(harbour)
    arguments = ["add", "event", "-d", str(harbour), "--title", HOSTILE, "--date", "2020-08-11", "--summary", HOSTILE]
    arguments += ["--involves", f"j-doe={HOSTILE}", "--evidence", "gazette/letter", "--differs", "rev21/share", HOSTILE]
    assert run([*arguments, "--kind", "letter", "--place", "harbourtown", "--note", HOSTILE]) == 0
    said = capsysbinary.readouterr()
    file, line = said.out.decode().strip().rsplit(":", 1)
    assert Path(file).read_text().splitlines()[int(line) - 1].strip().endswith(":")
    dataset, problems = load(harbour)
    assert not problems
    event = dataset.events[Path(file).read_text().splitlines()[int(line) - 1].strip(" :")]
    assert (event.title, event.summary, event.note) == (HOSTILE, HOSTILE, HOSTILE)
    assert (event.involves[0].entity, event.involves[0].role) == ("j-doe", HOSTILE)
    assert [(one.passage, one.differs) for one in event.evidence] == [("gazette/letter", ""), ("rev21/share", HOSTILE)]
    after = everything(harbour)
    changed = [path for path in after if after[path] != before.get(path)]
    assert changed == [Path(file).relative_to(harbour).as_posix()]
    assert all(after[path].startswith(before[path]) or path not in changed for path in before)


def test_a_story_from_nothing_checks_clean(tmp_path: Path, capsysbinary) -> None:
    folder = str(tmp_path / "new")
    assert run(["new", folder]) == 0
    cites = ["--evidence", "gazette/cut"]
    for kind, record, *options in (
        ("source", "gazette", "--title", "The week", "--author", "Roe, Ann", "--issued", "2020-09-02"),
        ("passage", "gazette/cut", "--section", "Four days", "--gist", "G.", "--quote", "5 days: no more"),
        ("organisation", "park", "--name", "Park", "--kind", "state-body", "--also", "be=Парк гавані", *cites),
        ("person", "doe", "--name", "Jan Doe", "--role", "director", *cites),
        ("place", "town", "--name", "Town", *cites),
        ("event", "cut", "--title", "Cut", "--date", "2020-08-09", "--involves", "park=hit", "--place", "town", *cites),
        ("claim", "long", "--about", "cut", "--question", "How long?", "--value", "5", "--unit", "days",
         "--said-by", "doe", *cites),
    ):  # fmt: skip
        assert run(["add", kind, "-d", folder, record, *options]) == 0, capsysbinary.readouterr().err
    dataset, problems = load(Path(folder))
    assert [problem.message for problem in (*problems, *check(dataset))] == []
    assert dataset.organisations["park"].names[0].value == "Парк гавані"
    assert dataset.sources["gazette"].authors[0].full == "Ann Roe"
    assert dataset.claims["long"].values[0].unit == "days"


def test_what_would_not_check_leaves_every_byte(harbour: Path, capsysbinary) -> None:
    for arguments, said in (
        (["event", "--title", "T"], "event takes --date; nothing was written"),
        (["event"], "takes --title and --date"),
        (["event", "--title", "T", "--date", "2020-02-30"], ":11: "),
        (["event", "x", "--title", "T", "--date", "2020", "--evidence", "nowhere/at"], "No source is called `nowhere`"),
        (["event", "network-cut", "--title", "T", "--date", "2020"], "`network-cut` is taken"),
        (["person", "--name", "漢" * 3, "--file", "../x.yaml"], "no file of the dataset"),
        (["passage", "gazette", "--gist", "G"], "SOURCE/PASSAGE"),
        (["person", "--name", "…"], "an id is missing"),
        (["person", "x", "--name", "\udcff"], "not UTF-8"),
    ):
        before = everything(harbour)
        assert run(["add", arguments[0], "-d", str(harbour), *arguments[1:]]) == 2
        told = capsysbinary.readouterr()
        assert told.out == b""
        assert said in told.err.decode()
        assert everything(harbour) == before


def test_in_a_dataset_its_folder_need_not_be_named_and_elsewhere_none_is_meant(
    harbour: Path, tmp_path: Path, monkeypatch, capsysbinary
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["add", "person", "--name", "N"]) == 2
    assert "name the dataset" in capsysbinary.readouterr().err.decode()
    monkeypatch.chdir(harbour)
    assert run(["add", "person", "more", "--name", "One More"]) == 0
    assert capsysbinary.readouterr().out.decode().startswith("people.yaml:")


def test_warnings_are_said_and_keep_nothing_back(harbour: Path, capsysbinary) -> None:
    assert run(["add", "event", "bare", "-d", str(harbour), "--title", "Bare", "--date", "2020-08-11"]) == 0
    told = capsysbinary.readouterr()
    assert b"warning: " in told.err
    assert "bare" in load(harbour)[0].events


def test_a_second_value_makes_a_claim_disputed(harbour: Path, capsysbinary) -> None:
    options = ["--value", "80", "--unit", "%", "--as-of", "2020-08-10", "--evidence", "rev21/share"]
    assert run(["add", "value", "votes", "-d", str(harbour), *options]) == 0
    claim = load(harbour)[0].claims["votes"]
    assert [value.value for value in claim.values] == ["71", "80"]
    assert is_disputed(claim)
    assert run(["add", "value", "nowhere", "-d", str(harbour), *options]) == 2
    assert "there is no claim nowhere" in capsysbinary.readouterr().err.decode()


def test_a_draft_comes_from_a_file_or_from_standard_input(harbour: Path, monkeypatch, capsysbinary, tmp_path) -> None:
    text = "quill-2:\n   # of hers\n   name: Ada Quill\n   names: [{value: AQ, use: short}]\n"
    draft = tmp_path / "draft.yaml"
    draft.write_text(text)
    assert run(["add", "person", "-d", str(harbour), "--draft", str(draft)]) == 0
    assert "     # of hers\n" in (harbour / "people.yaml").read_text()
    assert load(harbour)[0].people["quill-2"].names[0].use == "short"


def test_an_edit_made_meanwhile_is_kept_and_the_record_added_behind_it(harbour: Path, monkeypatch) -> None:
    file, step, turns = harbour / "people.yaml", reading.load, []

    def slow(folder: Path, instead: Any, records: Any) -> object:
        found = step(folder, instead, records)
        if instead and not turns:
            turns.append(1)
            file.write_text(file.read_text() + "  late: {name: Written Meanwhile}\n")
        return found

    monkeypatch.setattr(reading, "load", slow)
    assert run(["add", "person", "more", "-d", str(harbour), "--name", "One More"]) == 0
    people = load(harbour)[0].people
    assert people["late"].name == "Written Meanwhile"
    assert people["more"].name == "One More"


def test_many_at_once_lose_nothing(harbour: Path) -> None:
    def command(number: int) -> list[str]:
        return [sys.executable, "-m", "tui", "add", "person", f"p{number}", "-d", str(harbour), "--name", f"P {number}"]

    running = [subprocess.Popen(command(n), cwd=ROOT, stdout=subprocess.DEVNULL) for n in range(4)]
    assert [process.wait(120) for process in running] == [0] * 4
    people = load(harbour)[0].people
    assert {f"p{n}" for n in range(4)} <= people.keys()


@pytest.mark.parametrize("step", ["_write", "_swap", "_sync"])
def test_a_kill_at_any_step_leaves_a_dataset_that_is_read(harbour: Path, step: str) -> None:
    before = everything(harbour)
    code = (
        "import os, signal, sys\n"
        "from tui.cli.main import run\n"
        "from tui.core import atomic_file\n"
        f"atomic_file.{step} = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)\n"
        "run(sys.argv[1:])\n"
    )
    arguments = ["add", "person", "more", "-d", str(harbour), "--name", "One More"]
    ended = subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, check=False, capture_output=True)
    assert ended.returncode == -9
    dataset, problems = load(harbour)
    assert not problems
    assert ("more" in dataset.people) is (step == "_sync")
    after = everything(harbour)
    assert step == "_sync" or {path: after[path] for path in before} == before
    assert run(["add", "person", "again", "-d", str(harbour), "--name", "Again"]) == 0
    assert "again" in load(harbour)[0].people


def edited(harbour: Path, script: str, *arguments: str, program: str = "") -> Terminal:
    """Add a record in a terminal, with an editor that runs a script on the file, or with another program."""
    path = harbour.parent / "edit-it"
    path.write_text(f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\nfile = Path(sys.argv[1])\n{script}")
    path.chmod(0o755)
    command, own = (sys.executable, "-m", "tui", "add", *arguments, "-d", str(harbour)), str(harbour.parent)
    return Terminal(*command, EDITOR=program or str(path), VISUAL="", TMPDIR=own, size=(200, 40))


def test_without_options_the_editor_opens_on_a_record_to_fill_in(harbour: Path) -> None:
    script = (
        "text = file.read_text()\nassert 'gazette/cut' in text\n"
        'text = text.replace(\'title: ""\', "title: From the editor").replace(\'date: ""\', "date: 2020-08-11")\n'
        "file.write_text(text)\n"
    )
    with edited(harbour, script, "event", "edited") as terminal:
        terminal.wait_for("summer.yaml:")
        assert terminal.process.wait(20) == 0
    assert load(harbour)[0].events["edited"].title == "From the editor"
    added = (harbour / "events" / "summer.yaml").read_text().partition("  edited:\n")[2]
    assert added == "    title: From the editor\n    date: 2020-08-11\n"


def test_what_would_not_check_is_edited_again_or_kept(harbour: Path, tmp_path: Path) -> None:
    before = everything(harbour)
    with edited(harbour, 'file.write_text("edited:\\n  title: T\\n  date: 2020-02-30\\n")\n', "event") as terminal:
        terminal.wait_for("Edit it again?")
        assert "2020-02-30" in terminal.text
        terminal.send("n\n")
        terminal.wait_for("the record is kept: letapis add event --draft ")
        assert terminal.process.wait(20) == 2
    assert everything(harbour) == before
    kept = next(path for path in tmp_path.glob("letapis-*.yaml"))
    assert "2020-02-30" in kept.read_text()


def test_an_editor_that_changes_nothing_adds_nothing(harbour: Path) -> None:
    before = everything(harbour)
    with edited(harbour, "", "person") as terminal:
        terminal.wait_for("Nothing was added.")
        assert terminal.process.wait(20) == 0
    assert everything(harbour) == before


def test_an_editor_that_cannot_be_run_or_writes_no_text_is_a_message(harbour: Path) -> None:
    before = everything(harbour)
    no_text = 'file.write_bytes(b"a:\\n  name: \\xff\\n")\n'
    for program, said in (("'vim -u NONE", "no closing quotation"), ("", "is not UTF-8")):
        with edited(harbour, no_text, "person", program=program) as terminal:
            terminal.wait_for(said)
            assert "Traceback" not in terminal.text
            assert terminal.process.wait(20) == 2
    assert everything(harbour) == before


@pytest.mark.parametrize("word", KINDS)
def test_every_kind_says_what_it_takes(word: str, capsys) -> None:
    assert run(["add", word, "--help"]) == 0
    out = capsys.readouterr().out
    assert [key.option for key in KINDS[word].keys if f"--{key.option} " not in out] == []


def test_a_folder_that_is_read_only_is_said(harbour: Path, monkeypatch, capsysbinary) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(atomic_file, "_write", refused)
    before = everything(harbour)
    assert run(["add", "person", "more", "-d", str(harbour), "--name", "N"]) == 2
    assert "Permission denied; nothing was written" in capsysbinary.readouterr().err.decode()
    assert everything(harbour) == before


def test_a_draft_that_never_ends_is_no_record(harbour: Path, capsysbinary) -> None:
    assert run(["add", "person", "more", "-d", str(harbour), "--draft", "/dev/zero"]) == 2
    assert b"no record" in capsysbinary.readouterr().err
