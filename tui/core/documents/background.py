"""Run work in a thread and wait for it only briefly."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Made = TypeVar("Made")


def soon(work: Callable[[], Made], seconds: float) -> Future[Made]:
    """Start `work` in a daemon thread and wait at most `seconds`; its exception is raised by the future's `result`."""
    future: Future[Made] = Future()
    future.set_running_or_notify_cancel()  # it cannot be cancelled from here on

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    return future
