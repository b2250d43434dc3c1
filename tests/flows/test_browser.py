"""`o` and `O` in a real terminal, with a browser that writes down what it was asked for, and without one."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest
from driving import each_size, explorer, press, press_keys, screen_lines
from samples import HARBOUR
from terminal import letapis

from tui.screens.dialogs.copying import AddressScreen

WITHOUT = {
    "TMUX": "",
    "BROWSER": "",
    "DISPLAY": "",
    "WAYLAND_DISPLAY": "",
    "WSL_DISTRO_NAME": "",
    "SSH_CONNECTION": "1 2 3 4",
}


@pytest.fixture
def asked(tmp_path: Path) -> tuple[Path, Path]:
    """A browser, and the file in which it writes the addresses, one a line."""
    program, out = tmp_path / "browse-it", tmp_path / "asked"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> "{out}"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program, out


def test_the_page_and_its_copy_are_handed_to_the_browser_as_they_are(asked: tuple[Path, Path]) -> None:
    program, out = asked
    with letapis(HARBOUR, "--at", "network-cut", **{**WITHOUT, "BROWSER": str(program)}) as terminal:
        terminal.wait_for("Network down in the whole town")
        terminal.send("o")
        terminal.wait_for("Opening gazette.example in the browser")
        terminal.send("O")
        terminal.wait_for("Opening archive.example in the browser")
        terminal.until(lambda _: out.exists() and len(out.read_text().splitlines()) == 2)
    page, copy = out.read_text().splitlines()
    assert page == (
        "https://gazette.example/2020/cables#:~:text=the%20network%20in%20Harbourtown%20slowed%20to%20a%20crawl"
    )
    assert copy.startswith("https://archive.example/gazette/2020/cables#:~:text=the%20network")


def test_over_ssh_without_a_browser_the_address_is_text() -> None:
    with letapis(HARBOUR, "--at", "network-cut", **WITHOUT) as terminal:
        terminal.wait_for("Network down in the whole town")
        terminal.send("o")
        terminal.wait_for("No browser opens here")
        assert "https://gazette.example/2020/cables#:~:text=" in terminal.text
        terminal.send("y")
        terminal.wait_for("Copied, if the terminal allows it")
        assert base64.b64encode(b"https://gazette.example/2020/cables#:~:text=the%20network")[:60] in terminal.output
        terminal.send("t")
        terminal.wait_for("the mouse select")
        terminal.send("\x1b")
        terminal.until(lambda text: "the mouse select" not in text)
        terminal.send("\x1b")
        terminal.until(lambda text: "No browser opens here" not in text)


async def test_the_whole_address_is_shown_at_any_size_and_a_source_without_one_says_so() -> None:
    async with explorer(at="park-founded") as (pilot, screen):
        async for _, height in each_size(pilot, [(160, 48), (80, 24), (40, 10), (20, 5)]):
            await press_keys(pilot, "O")
            assert isinstance(pilot.app.screen, AddressScreen)
            if height >= 24:
                where = pilot.app.screen.query_one("#address").region
                lines = screen_lines(pilot.app)
                text = "".join(line[where.x : where.right].strip() for line in lines[where.y : where.bottom])
                assert "https://web.archive.org/web/20210312/https://example.org/grew#:~:text=was%20founded" in text
                assert "asking the Wayback Machine" in " ".join(lines)
            await press_keys(pilot, "escape")
            assert pilot.app.screen is screen
        await pilot.resize_terminal(120, 30)
        screen.navigation.read("lystok/market")
        await pilot.pause()
        text = await press(pilot, "o")
        assert not isinstance(pilot.app.screen, AddressScreen)
        assert "“Год без навін” has no address on record" in text


def test_a_dossier_is_opened_in_the_browser_and_records_in_the_editor(asked: tuple[Path, Path], tmp_path: Path) -> None:
    program, out = asked
    at = {"HOME": str(tmp_path), "BROWSER": str(program)}
    with letapis(HARBOUR, "--at", "network-cut", **{**WITHOUT, **at}) as terminal:
        terminal.wait_for("Network down in the whole town")
        terminal.send("x")
        terminal.wait_for("Export what is shown")
        for format_, name, offer in (("jsonl", "t.jsonl", "editor"), ("html: a dossier", "d.html", "browser")):
            terminal.send(f"{format_}\r")
            terminal.wait_for("file  " if offer == "browser" else "Write jsonl to")
            terminal.send(("\x1b[Z" if offer == "browser" else "") + "\x7f" * 200 + f"{tmp_path / name}\r")
            terminal.wait_for(f"open it in the {offer}")
            terminal.send("\x1b" if offer == "editor" else "\r")
            terminal.until(lambda text: "open it in the" not in text)
            terminal.send("x" if offer == "editor" else "")
        terminal.wait_for("Opening /")
        terminal.until(lambda _: out.exists() and out.read_text() == f"{tmp_path / 'd.html'}\n")
