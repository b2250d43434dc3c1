"""Where compiled files are kept: where the system keeps caches, unless the user says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from platformdirs import user_cache_path

from tui.core.compiled import cache


@pytest.mark.parametrize("home_of_caches", [None, "", " ", "/somewhere/else"])
def test_it_is_where_the_system_keeps_caches(monkeypatch: pytest.MonkeyPatch, home_of_caches: str | None) -> None:
    monkeypatch.delenv(cache.VARIABLE, raising=False)
    monkeypatch.delenv("LETAPIS_HOME")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if home_of_caches is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", home_of_caches)
    assert cache.folder() == user_cache_path("letapis")


def test_the_user_may_choose_another_or_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    assert cache.folder() == tmp_path
    monkeypatch.setenv(cache.VARIABLE, "OFF")
    assert cache.folder() is None
