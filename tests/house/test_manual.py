"""README and docs say what the program does; run as a script, this writes the key table into docs/keys.md anew.

The commands in them run, page by page, in a folder with `data/harbour` in it: each block `sh`, and each `console` with
what it prints. A file whose first line is `# its/path` is written there first. What cannot run says why above it.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from samples import HARBOUR, ROOT

from tui.cli.common import Statuses
from tui.cli.keys import markdown
from tui.cli.main import COMMANDS, letapis
from tui.cli.main import run as run_letapis
from tui.exchange.formats import FORMATS
from tui.keys.commands import COMMANDS as TABLE
from tui.keys.commands import COPIES
from tui.keys.keyboard import key_name

DOCS = ROOT / "docs"
README, MANUAL = ROOT / "README.md", DOCS / "commands.md"
PAGES = (README, *sorted(DOCS.glob("*.md")))
KEY_PAGE = DOCS / "keys.md"
KEYS = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- /keys -->)", re.DOTALL)
BLOCK = re.compile(
    r"(?:<!-- not run: (?P<why>.+?) -->\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```", re.DOTALL | re.MULTILINE
)
FILE = re.compile(r"# ([\w/.-]+\.\w+)\n")
"""The first line of a block that is a file."""
SIGNS = {"~"}
"""Signs of dates, where a key might be meant."""
KEY = re.compile(
    r"(?:(?:ctrl|alt|shift)\+)*(?:[!-/:-@\[-_{-~A-Za-z0-9]|F\d+|Esc|Tab|Enter|Del|Backspace|Space|Home|End|PgUp|PgDn)"
)


class Block(NamedTuple):
    """A fenced block of a page."""

    why_not: str
    kind: str
    text: str


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> Iterator[Block]:
    return (Block(found["why"] or "", found["kind"], found["text"]) for found in BLOCK.finditer(text_of(page)))


def with_keys(text: str) -> str:
    table = "".join(f"{line}\n" for line in markdown(TABLE))
    return KEYS.sub(lambda _: table, text)


def test_key_table_is_the_one_of_the_program() -> None:
    text = text_of(KEY_PAGE)
    assert KEYS.search(text), "the markers <!-- keys --> stand in the page"
    assert text == with_keys(text), "the key table is behind: make docs"


def test_commands_with_their_options_and_formats_are_those_of_the_program() -> None:
    rows = dict(re.findall(r"^\| `letapis (\w+)(.*)", text_of(MANUAL), re.MULTILINE))
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
    rows = text_of(MANUAL).split("| exit status |")[1].split("##")[0]
    statuses = (Statuses.FINE, Statuses.NOTHING, Statuses.USAGE, Statuses.INTERRUPTED)
    assert [status for status in statuses if f"| {status} |" not in rows] == []


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the command `letapis` in it."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "letapis"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m tui "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


@pytest.mark.parametrize("page", [page for page in PAGES if {"sh", "console"} & {block.kind for block in blocks(page)}],
                         ids=lambda page: page.stem)  # fmt: skip
def test_commands_do_what_the_page_says(page: Path, commands: Path, tmp_path: Path) -> None:
    shutil.copytree(HARBOUR, tmp_path / "data/harbour")
    place = {
        "PATH": f"{commands}:{os.environ['PATH']}",
        "HOME": str(tmp_path / "home"),
        "LETAPIS_HOME": str(tmp_path / "home"),
        **{f"GIT_{who}_{what}": "nobody" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    for block in blocks(page):
        if block.why_not:
            continue
        if file := FILE.match(block.text):
            path = tmp_path / file[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text[file.end() :] if path.suffix != ".yaml" else block.text, encoding="utf-8")
        elif block.kind == "sh":
            for command in block.text.replace("\\\n", " ").splitlines():
                assert run(command, tmp_path, place)[0] == 0, command
        elif block.kind == "console":
            for command, wanted in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE):
                assert run(command, tmp_path, place)[1] == wanted, command


def run(line: str, folder: Path, place: dict[str, str]) -> tuple[int, str]:
    """Run a line of a shell in `folder`; return its status and all that it says, as it stands on a terminal.

    A shell runs it only where there is more in it than letapis, which is here already.
    """
    words = shlex.split(line, comments=True)
    if words[0] == "letapis" and "|" not in words:
        said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with contextlib.chdir(folder), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            return run_letapis(words[1:]), said.buffer.getvalue().decode()
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", line],
        cwd=folder,
        env=place,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout


def test_commands_that_do_not_run_have_options_that_there_are() -> None:
    """Those that open the explorer, or come from the network: letapis knows what stands behind its name."""
    lines = [
        shlex.split(line, comments=True)
        for page in PAGES
        for block in blocks(page)
        if block.why_not and block.kind == "sh"
        for line in block.text.splitlines()
    ]
    own = [line[1:] for line in lines if line[:1] == ["letapis"]]
    assert own
    for arguments in own:
        if arguments and not arguments[0].startswith("-"):
            name, command, rest = letapis.resolve_command(click.Context(letapis), arguments)
            assert command is not None
            command.make_context(name, rest)
        else:
            letapis.make_context("letapis", arguments)


def test_the_docs_name_no_key_that_the_table_does_not_give() -> None:
    known = {key_name(key, spelled=spelled) for command in TABLE for key in command.keys for spelled in (True, False)}
    known |= COPIES.keys() | SIGNS
    for page in (README, DOCS / "explorer.md", DOCS / "tutorial.md", DOCS / "gallery.md"):
        spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", BLOCK.sub("", text_of(page)))
        named = [word for span in spans if all(map(KEY.fullmatch, span.split())) for word in span.split()]
        assert named
        assert [word for word in named if word not in known] == [], page
    menu = text_of(DOCS / "explorer.md").split("| letter | copies |")[1].split("\n\n")[0]
    assert re.findall(r"`(\w)`", menu) == list(COPIES)


def test_the_readme_is_short_and_what_it_needs_is_given_away_with_it() -> None:
    text = text_of(README)
    assert len(text.splitlines()) <= 150
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    parts = [Path(part.lstrip("/")) for part in packed["sdist"]["include"]]
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    assert links
    assert [link for link in links if not any(Path(link).is_relative_to(part) for part in parts)] == []


if __name__ == "__main__":
    KEY_PAGE.write_text(with_keys(text_of(KEY_PAGE)), encoding="utf-8")
