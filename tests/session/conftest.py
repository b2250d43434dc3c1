"""Harbour, opened once."""

from __future__ import annotations

import pytest
from samples import HARBOUR

from tui.core.opening import Opened, open_dataset
from tui.session.view import Views


@pytest.fixture(scope="session")
def harbour() -> Opened:
    return open_dataset(HARBOUR)


@pytest.fixture
def views(harbour: Opened) -> Views:
    return Views(harbour.store, harbour.index)
