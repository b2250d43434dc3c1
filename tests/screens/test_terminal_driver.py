"""The driver of the terminal: from the pipe that cleans what comes, it goes over to the terminal itself."""

from __future__ import annotations

import os
from concurrent.futures import Future
from threading import Event

from tui.screens.terminal_driver import TerminalDriver


def test_a_key_that_comes_while_nobody_waits_for_the_pipe_is_no_end_of_the_terminal() -> None:
    driver = TerminalDriver.__new__(TerminalDriver)
    terminal, keyboard = os.pipe()
    driver.fileno, pipe = os.pipe()
    driver.exit_event = Event()
    reading: Future[None] = Future()
    os.write(keyboard, b"j")
    try:
        driver._replace(pipe, terminal, reading)
        assert os.read(driver.fileno, 1) == b"j"
        assert not driver.exit_event.is_set()
    finally:
        for end in (terminal, keyboard, driver.fileno, pipe):
            os.close(end)
