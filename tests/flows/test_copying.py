"""Copying in a real terminal: what goes to it, what tmux keeps, and what is shown where nothing may go out."""

from __future__ import annotations

import base64
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import each_size, explorer, press, press_keys, reading
from samples import HARBOUR
from terminal import ROOT, Terminal, letapis

from tui.notebook.settings import Settings
from tui.screens.dialogs.copying import CopyScreen, TextScreen

OSC_52 = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
BARE = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "TMUX": "", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}
"""What it is like over ssh, without any clipboard program."""


def copied(terminal: Terminal) -> list[str]:
    return [base64.b64decode(found).decode() for found in OSC_52.findall(terminal.output)]


BEGINNINGS = {
    "i": "quill-held",
    "ш": "quill-held",  # on the key of i
    "c": "“The week the cables went quiet”, The Harbour Gazette, 2 September 2020, § ",
    "m": "[The week the cables went quiet](<https://",
    "b": "@article{gazette,\n  entrysubtype = {newspaper},\n  title = {{The week the cables went quiet}},",
    "j": '[\n  {\n    "id": "gazette"',
    "e": "“",
    "l": "https://gazette.example/2020/cables#:~:text=",
    "p": "events/summer.yaml:",
}
"""Letter of the menu → how the text that it copies begins."""


def test_a_letter_sends_the_text_to_the_terminal() -> None:
    with letapis(HARBOUR, "--at", "quill-held", **BARE) as terminal:
        terminal.wait_for("Ada Quill held at the harbour gate")
        for before, letter in enumerate("шb"):
            terminal.send("y")
            terminal.wait_for("a letter copies")
            assert len(copied(terminal)) == before
            terminal.send(letter)
            terminal.until(lambda text: "a letter copies" not in text)
            terminal.wait_for("if the terminal allows it: y t shows it as text")
            assert len(copied(terminal)) == before + 1
            assert copied(terminal)[-1].startswith(BEGINNINGS[letter])
        terminal.send("q")
        assert terminal.wait() == 0


async def test_each_letter_copies_a_text_of_its_own() -> None:
    async with explorer(at="quill-held", settings=Settings(clipboard="osc52")) as (pilot, _):
        for letter, begins in BEGINNINGS.items():
            await press_keys(pilot, "y", letter)
            assert pilot.app.clipboard.startswith(begins)


def test_with_the_clipboard_off_the_text_is_shown_and_nothing_is_sent(home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text('clipboard = "off"\n')
    with letapis(HARBOUR, "--at", "quill-held", **{**BARE, "SSH_CONNECTION": ""}) as terminal:
        terminal.wait_for("Ada Quill held at the harbour gate")
        terminal.send("y")
        terminal.wait_for("the clipboard is off in your settings")
        terminal.send("b")
        terminal.wait_for("the mouse select")
        assert (
            "@article{gazette,\n  entrysubtype = {newspaper},\n  title = {{The week the cables went quiet}},"
            in terminal.text
        )
        terminal.send("\x1b")
        terminal.wait_for("a letter shows its text")
        terminal.send("\x1b")
        terminal.until(lambda text: "Esc close" not in text)
        terminal.send("q")
        assert terminal.wait() == 0
        assert b"\x1b]52" not in terminal.output


def test_a_clipboard_program_takes_the_text_and_the_terminal_gets_none(tmp_path: Path) -> None:
    program = tmp_path / "wl-copy"
    program.write_text(f"#!/bin/sh\ncat > {shlex.quote(str(tmp_path / 'taken'))}\n")
    program.chmod(0o755)
    path = f"{tmp_path}:/usr/bin:/bin"
    there = {**BARE, "SSH_CONNECTION": "", "SSH_TTY": "", "WAYLAND_DISPLAY": "wayland-0", "PATH": path}
    with letapis(HARBOUR, "--at", "quill-held", **there) as terminal:
        terminal.wait_for("Ada Quill held at the harbour gate")
        terminal.send("y")
        terminal.wait_for("a letter copies")
        terminal.send("i")
        terminal.wait_for("Copied the id")
        assert "if the terminal allows it" not in terminal.text
        assert (tmp_path / "taken").read_text() == "quill-held"
        assert copied(terminal) == []
        program.write_text("#!/bin/sh\nexit 1\n")
        terminal.send("y")
        terminal.wait_for("a letter copies")
        terminal.send("p")
        terminal.wait_for("if the terminal allows it")
        assert copied(terminal)[0].startswith("events/summer.yaml:")


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[..., str]]:
    program = shutil.which("tmux")
    if program is None:
        pytest.skip("tmux is not installed")

    def run(*arguments: str) -> str:
        argv = [program, "-S", str(tmp_path / "socket"), "-f", "/dev/null", *arguments]
        return subprocess.run(argv, capture_output=True, text=True, check=False, timeout=30).stdout

    yield run
    run("kill-server")


@pytest.mark.parametrize("clipboard", ["auto", pytest.param("osc52", marks=pytest.mark.slow)])
def test_tmux_holds_what_was_copied(tmux: Callable[..., str], home: Path, clipboard: str) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text(f'clipboard = "{clipboard}"\n')
    command = shlex.join(["env", f"LETAPIS_HOME={home}", "SSH_TTY=x", sys.executable, "-m", "tui", str(HARBOUR)])
    tmux("new-session", "-d", "-x", "120", "-y", "40", "-c", str(ROOT), f"{command} --at quill-held")
    # with `auto` the program `tmux` is asked, so that it works with the setting that tmux begins with
    tmux("set-option", "-s", "set-clipboard", "on" if clipboard == "osc52" else "external")
    wait_till(lambda: "Ada Quill held at the harbour gate" in tmux("capture-pane", "-p"))
    tmux("send-keys", "y")
    wait_till(lambda: "a letter copies" in tmux("capture-pane", "-p"))
    tmux("send-keys", "i")
    wait_till(lambda: "Copied the id" in tmux("capture-pane", "-p"))
    wait_till(lambda: tmux("show-buffer") == "quill-held")


def wait_till(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


async def test_texts_are_shown_at_any_size_and_the_menu_is_left_as_it_was() -> None:
    async with explorer(at="quill-held") as (pilot, main):
        async for _ in each_size(pilot):
            await press_keys(pilot, "y", "t", "j")
            assert isinstance(pilot.app.screen, TextScreen)
            await press_keys(pilot, "escape")
            assert isinstance(pilot.app.screen, CopyScreen)
            await press_keys(pilot, "t", "x", "escape")
            assert pilot.app.screen is main
            assert pilot.app.clipboard == ""


async def test_with_the_clipboard_off_the_reader_says_so_and_a_selection_stays_within() -> None:
    async with explorer(at="quill-held", settings=Settings(clipboard="off"), size=(100, 30)) as (pilot, _):
        await pilot.press("s")
        await reading(pilot)
        assert "the clipboard is off in your settings" in await press(pilot, "y")
        written: list[str] = []
        assert pilot.app._driver is not None
        pilot.app._driver.write = written.append  # type: ignore[method-assign]
        pilot.app.copy_to_clipboard("words")
        assert pilot.app.clipboard == "words"
        assert not any("\x1b]52" in text for text in written)
