"""The README says what the program does; run as a script, this writes the key table into it anew."""

import io
import re
from pathlib import Path

import click

from tui.cli.common import Statuses
from tui.cli.keys import markdown
from tui.cli.main import COMMANDS, letapis, run
from tui.exchange.formats import FORMATS
from tui.keys.commands import COMMANDS as TABLE

README = Path(__file__).parents[2] / "README.md"
KEYS = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- /keys -->)", re.DOTALL)


def with_keys(text: str) -> str:
    table = "".join(f"{line}\n" for line in markdown(TABLE))
    return KEYS.sub(lambda _: table, text)


def test_key_table_is_the_one_of_the_program() -> None:
    text = README.read_text(encoding="utf-8")
    assert KEYS.search(text), "the markers <!-- keys --> stand in the README"
    assert text == with_keys(text), "the key table is behind: make readme"


def test_commands_with_their_options_and_formats_are_those_of_the_program() -> None:
    rows = dict(re.findall(r"^\| `letapis (\w+)(.*)", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert list(rows) == list(COMMANDS)
    for name, row in rows.items():
        command = letapis.get_command(click.Context(letapis), name)
        commands = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
        options = {option for each in commands for parameter in each.params for option in parameter.opts}
        assert set(re.findall(r"--[\w-]+", row)) <= options, name
    assert re.findall(r"\w+", rows["export"].partition("writes ")[2].partition(";")[0].replace("or ", "")) == list(
        FORMATS
    )


def test_every_exit_status_is_named() -> None:
    rows = README.read_text(encoding="utf-8").split("| exit status |")[1].split("##")[0]
    statuses = (Statuses.FINE, Statuses.NOTHING, Statuses.USAGE, Statuses.INTERRUPTED)
    assert [status for status in statuses if f"| {status} |" not in rows] == []


def test_samples_do_what_they_say(capsysbinary) -> None:
    text = README.read_text(encoding="utf-8")
    block = text.split("```console\n")[1].split("```")[0].splitlines()
    command = block[0].removeprefix("$ letapis ").removesuffix(" | cat").split()
    command[command.index("data/harbour")] = str(README.parent / "data" / "harbour")
    assert run(command) == 0
    assert capsysbinary.readouterr().out.decode().splitlines() == block[1:]


def test_samples_of_the_docs_do_what_they_say(monkeypatch, capsysbinary) -> None:
    text = (README.parent / "docs" / "plain.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n\$ (?:printf '(.*?)' \| )?letapis (.*?)\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 2
    for typed, command, expected in blocks:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.replace("\\n", "\n").encode())))
        assert run(command.replace("data/harbour", str(README.parent / "data" / "harbour")).split()) == 0
        assert capsysbinary.readouterr().out.decode() == expected


def test_sample_queries_find_something(capsysbinary) -> None:
    text = README.read_text(encoding="utf-8").split("| query | finds |")[1].split("##")[0]
    queries = re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)
    assert len(queries) >= 8
    harbour = str(README.parent / "data" / "harbour")
    assert [query for query in queries if run(["find", "-d", harbour, query]) != 0] == []


if __name__ == "__main__":
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")
