"""Work that is mostly short: done in a thread of its own, and waited for only a moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Made = TypeVar("Made")


def soon(work: Callable[[], Made], seconds: float) -> Future[Made]:
    """Begin `work`, and wait for it no longer than `seconds`; what it raises is raised by the future's `result`.

    The thread keeps no program from ending.
    """
    future: Future[Made] = Future()
    future.set_running_or_notify_cancel()  # from here on it cannot be cancelled: who no longer waits lets it run out

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    return future
