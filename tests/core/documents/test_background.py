"""Work that is waited for only a moment."""

from __future__ import annotations

import threading
from threading import Event

import pytest

from tui.core.documents.background import soon


def test_short_work_is_done_when_it_comes_back() -> None:
    done = soon(lambda: 6 * 7, 20)
    assert done.done()
    assert done.result() == 42


def test_long_work_goes_on_and_is_waited_for_later() -> None:
    gate = Event()

    def work() -> str:
        gate.wait(20)
        return "read"

    coming = soon(work, 0)
    assert not coming.done()
    gate.set()
    assert coming.result(20) == "read"


def test_what_it_raises_is_raised_to_who_asks() -> None:
    def work() -> None:
        raise ValueError("no such text")

    with pytest.raises(ValueError, match="no such text"):
        soon(work, 20).result()


def test_who_no_longer_waits_disturbs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    gate, wrong = Event(), []
    monkeypatch.setattr(threading, "excepthook", wrong.append)
    coming = soon(lambda: gate.wait(20), 0)
    assert not coming.cancel()
    gate.set()
    assert coming.result(20) is True
    assert wrong == []
