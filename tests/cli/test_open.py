"""The explorer in a real terminal: it opens what was asked for, and ends with its status."""

from __future__ import annotations

import os
import sys
from subprocess import PIPE, Popen

from samples import HARBOUR
from terminal import ROOT, letapis


def test_opens_a_dataset_and_quits() -> None:
    with letapis(HARBOUR) as tty:
        tty.until(lambda text: "The harbour software sector" in text and "Harbour Park founded" in text)
        tty.send("q")
        assert tty.wait() == 0


def test_opens_at_a_record_under_a_filter() -> None:
    with letapis(HARBOUR, "--filter", "kind:law", "--at", "park-decree") as tty:
        text = tty.until(lambda text: "2 of 16 events" in text and "Firms may belong" in text)
        assert "Network down" not in text
        tty.send("q")
        assert tty.wait() == 0


def test_folder_that_is_none_is_refused_before_the_screen_changes() -> None:
    with letapis(str(ROOT / "nowhere")) as tty:
        assert tty.wait() == 2
        assert "letapis new" in tty.text.replace("\n", "")
        assert "TIMELINE" not in tty.text


def test_filter_that_is_no_query_is_refused_with_its_place() -> None:
    with letapis(HARBOUR, "--filter", "orgg:x") as tty:
        assert tty.wait() == 2
        assert "^^^^^" in tty.text


def test_a_browser_takes_the_place_of_the_terminal() -> None:
    """As textual-serve runs it: over pipes, with Textual's driver for the web."""
    place = {**os.environ, "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "COLUMNS": "120", "ROWS": "40"}
    command = [sys.executable, "-m", "tui", str(HARBOUR)]
    with Popen(command, cwd=ROOT, env=place, stdin=PIPE, stdout=PIPE, stderr=PIPE, bufsize=0) as served:
        assert served.stdin
        assert served.stdout
        drawn = b""
        while b"Harbour Park founded" not in drawn:
            drawn += (more := served.stdout.read(65536))
            assert more, served.communicate()
        bye = b'{"type": "quit"}'
        served.stdin.write(b"M" + len(bye).to_bytes(4, "big") + bye)
        assert served.wait(20) == 0
        assert b"\x1b[?1049h" not in served.communicate()[1], "the first frame is for terminals"
