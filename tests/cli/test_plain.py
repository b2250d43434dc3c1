"""Plain output and links: what a terminal gets, what a pipe gets, and what `--plain` leaves out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from samples import HARBOUR
from terminal import letapis

from tui.cli.links import LONGEST, line_address, linked
from tui.cli.main import run

LINK = re.compile(r"\x1b]8;[^;]*;([^\x1b]+)\x1b\\(.*?)\x1b]8;;\x1b\\", re.DOTALL)
DRAWN = set("\x1b◆◇━░┈≠▎★─│╹▌·→⇄")
COMMANDS = ("find kind:law", "show network-cut", "check", "check --coverage", "keys")
EXCERPT = "https://example.org/grew#:~:text=A%20decree%20of%2021%20December%202017%20widened%20the%20rules"

Printed = Callable[..., str]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A copy of harbour with a fault, in a folder whose name a terminal must not be given."""
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "a \x1b[2Jхата"))
    summer = folder / "events/summer.yaml"
    summer.write_text(summer.read_text("utf-8").replace("date: 2020-08-15", "date: 2020-08-32", 1), "utf-8")
    return folder


@pytest.fixture
def printed(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Printed:
    """Run a command, on a terminal or not; return what it prints."""
    monkeypatch.setenv("TERM", "xterm-256color")

    def ran(command: str, folder: Path = HARBOUR, *, terminal: bool = True) -> str:
        monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
        run([*command.split(), "-d", str(folder)])
        return capsysbinary.readouterr().out.decode()

    return ran


def test_records_lead_to_their_sources_and_problems_to_their_lines(printed: Printed, faulty: Path) -> None:
    links = LINK.findall(printed("show park-decree"))
    assert (EXCERPT, "Decree widens the park's rules") in links
    assert (EXCERPT, "“A decree of 21 December 2017 widened the rules”") in links
    assert ("https://example.org/grew", "The Example Review") in links

    said = printed("check", faulty)
    ((address, text),) = LINK.findall(said)
    assert address.startswith("file://")
    assert unquote(address).endswith(f"{faulty}/events/summer.yaml#{text.split(':')[1]}")
    assert "\x1b[2J" not in said


def test_the_table_of_a_real_terminal_has_them_too() -> None:
    with letapis("find", "-d", HARBOUR, "id:park-decree OR id:hpark OR id:rev21") as terminal:
        terminal.drawn = False
        assert terminal.wait() == 0
        found = dict(LINK.findall(terminal.output.decode()))
    assert found["https://example.org/grew"].startswith("How a small sector grew")
    assert found[EXCERPT].startswith("Decree widens")


def test_neither_links_nor_colours_where_they_are_not_wanted(printed: Printed, faulty: Path, monkeypatch) -> None:
    for command in COMMANDS:
        assert "\x1b" not in printed(command, faulty, terminal=False)
        assert "\x1b" not in printed(f"{command} --plain", faulty)
    monkeypatch.setenv("FORCE_HYPERLINK", "0")
    assert not any("\x1b]8" in printed(command, faulty) for command in COMMANDS)
    monkeypatch.setenv("TERM", "dumb")
    assert not any("\x1b" in printed(command, faulty) for command in COMMANDS)


def test_only_addresses_that_a_terminal_may_follow_are_links(printed: Printed, tmp_path: Path) -> None:
    hostile = [
        r"https://e.org/\e]8;;x\a",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ssh://e.org",
        "https://e.org/ b",
    ]
    urls = "".join(f'  s{n}: {{title: S, type: book, url: "{url}"}}\n' for n, url in enumerate(hostile))
    (tmp_path / "dataset.yaml").write_text(
        f'letapis: 1\ndataset: {{title: T}}\nsources:\n{urls}  fine: {{title: F, type: book, url: "https://e.org/їa;b"}}\n',
        encoding="utf-8",
    )
    shown = [printed(f"show {name}", tmp_path) for name in ("fine", *(f"s{n}" for n in range(len(hostile))))]
    assert {address for text in shown for address, _ in LINK.findall(text)} == {"https://e.org/%D1%97a;b"}
    assert not any("\x1b" in text for text in shown[1:])
    assert linked("x", "https://e.org/" + "a" * LONGEST) == "x"
    assert line_address(tmp_path / "a#b.yaml", 0).endswith("/a%23b.yaml")


def test_plain_is_the_same_on_a_terminal_and_in_a_pipe_one_fact_a_line(printed: Printed, faulty: Path) -> None:
    for command in COMMANDS:
        piped = printed(f"{command} --plain", faulty, terminal=False)
        assert piped == printed(f"{command} --plain", faulty)
        assert all(line == line.strip() and line for line in piped.splitlines())
        assert command == "keys" or not DRAWN & set(piped)


def test_the_settings_may_say_so_for_all_that_people_read(printed: Printed, home: Path) -> None:
    (home / "config").mkdir()
    (home / "config/config.toml").write_text("plain = true\n", encoding="utf-8")
    assert printed("find kind:law") == printed("find kind:law --plain")
    assert printed("find kind:law", terminal=False).startswith("event\tpark-founded\t")
    assert "Evidence 1 of 4: " in printed("show network-cut", terminal=False)


def test_a_mistake_is_said_without_a_caret(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["find", "-d", str(HARBOUR), "--plain", "kind:lawx"]) == 2
    assert capsys.readouterr().err == "letapis: no kind here is called lawx: did you mean law?\n  try: kind:law\n"
