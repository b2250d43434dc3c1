"""The command line as a whole: what it opens, what it imports, how it ends."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from cases import for_each
from samples import HARBOUR, ROOT

from tui.cli.main import COMMANDS, letapis, run


def fresh(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONUTF8": "1", **env}
    how = {"cwd": ROOT, "env": env, "stdin": subprocess.DEVNULL, "encoding": "utf-8", "capture_output": True}
    return subprocess.run([sys.executable, "-c", code], check=False, **how)


def test_help_names_every_command(capsys) -> None:
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    for name in COMMANDS:
        command = letapis.get_command(click.Context(letapis), name)
        assert command.help is not None
        first = command.help.splitlines()[0]
        assert re.search(rf"^  {name} +" + r"\s+".join(map(re.escape, first.split())) + "$", out, re.MULTILINE), name
    assert "Exit status" in out


@for_each(name=COMMANDS)
def test_every_command_has_help_and_the_shared_options(name: str, capsys) -> None:
    assert run([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert "--dataset" in out
    assert "--documents" in out
    assert "--plain" in out


def test_version(capsys) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("letapis, version 0.")


def test_no_command_imports_the_terminal_library() -> None:
    data = ["-d", str(HARBOUR)]
    commands = [["--help"], ["find", *data, "kind:law"], ["show", *data, "hpark"], ["read", *data, "hpark"]]
    commands += [["check", *data], ["export", *data, "--format", "md"], ["schema"], ["keys"], ["completion", "bash"]]
    done = fresh(
        "import sys; from tui.cli.main import run\n"
        f"for command in {commands!r}:\n"
        "    run(command); print(command, *(m for m in ('textual', 'rich') if m in sys.modules), file=sys.stderr)"
    )
    assert [line for line in done.stderr.splitlines() if line[0] == "["] == list(map(str, commands))


def test_help_reads_no_data() -> None:
    done = fresh(
        "import sys; from tui.cli.main import run; run(['--help']); "
        "print([m for m in sys.modules if m.startswith('tui.core.') or m in ('yaml', 'msgspec')], file=sys.stderr)"
    )
    assert done.stderr.strip() == "['tui.core.errors', 'tui.core.text', 'tui.core.text.display']"


def test_explorer_without_a_terminal_says_so(capsys) -> None:
    assert run([str(HARBOUR)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "needs a terminal" in said.err


def test_explorer_on_a_dumb_terminal_says_so(capsys, monkeypatch) -> None:
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    assert run([str(HARBOUR)]) == 2
    assert "TERM=dumb" in capsys.readouterr().err


def test_a_word_that_is_no_command_is_a_folder_to_open() -> None:
    context = letapis.make_context("letapis", [], resilient_parsing=True)
    for word in ("./find", "some/where", "finds"):
        name, _, rest = letapis.resolve_command(context, [word, "--at", "x"])
        assert (name, rest) == ("open", [word, "--at", "x"])
    assert letapis.resolve_command(context, ["find", "x"])[0] == "find"


def test_folder_without_a_dataset_gets_one_sentence_and_a_way_on(tmp_path, capsys) -> None:
    assert run(["find", "-d", str(tmp_path), "x"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert str(tmp_path) in said.err
    assert "letapis new" in said.err


def test_what_is_said_steers_no_terminal(capsys) -> None:
    assert run(["find", "-d", "no\x1b]0;such\x07", "x"]) == 2
    assert "no␛]0;such␇ does not exist" in capsys.readouterr().err


def test_dataset_is_named_before_or_behind_the_command_or_the_shipped_one(capsysbinary) -> None:
    assert run(["-d", str(HARBOUR), "find", "id:park-decree"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"event\tpark-decree\t2017-12-21\t")
    assert run(["find", "--limit", "1", "--section", "sources"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"source\t")


def test_unknown_option_is_an_error_of_use(capsys) -> None:
    assert run(["find", "--colour"]) == 2
    assert "--colour" in capsys.readouterr().err


def exported_to(stdout: object) -> tuple[int, bytes]:
    command = [sys.executable, "-m", "tui", "export", "-d", str(HARBOUR)]
    done = subprocess.run(command, cwd=ROOT, stdout=stdout, stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stderr


def test_closed_pipe_ends_quietly() -> None:
    read, write = os.pipe()
    os.close(read)
    assert exported_to(write) == (0, b"")
    os.close(write)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_full_disk_is_told_in_one_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        assert exported_to(full) == (2, b"letapis: No space left on device\n")


def test_output_is_utf_8_whatever_the_locale() -> None:
    for format_ in ("table", "tsv", "jsonl"):
        arguments = ["find", "-d", str(HARBOUR), "id:lystok", "--format", format_]
        code = f"from tui.cli.main import main; main({arguments})"
        done = fresh(code, PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
        assert done.returncode == 0, done.stderr
        assert "Год без навін" in done.stdout


def test_completion_knows_commands_options_and_folders() -> None:
    def completed(words: str, at: int) -> list[str]:
        variables = {"_LETAPIS_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
        done = fresh("from tui.cli.main import main; main()", **variables)
        assert done.returncode == 0
        return done.stdout.splitlines()

    assert completed("letapis ex", 1) == ["plain,export", "dir,ex"]
    assert completed("letapis export --format t", 3) == ["plain,tsv", "plain,timelinejs"]
    assert "plain,--strict" in completed("letapis check --s", 2)


def test_completion_scripts_name_the_command(capsysbinary) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert run(["completion", shell]) == 0
        assert b"_LETAPIS_COMPLETE" in capsysbinary.readouterr().out
