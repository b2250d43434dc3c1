"""The items until a day are those that a plain look at all days gives."""

from __future__ import annotations

import random

import pytest
from pyroaring import BitMap

from tui.core.index import until_day
from tui.core.index.until_day import UntilDay


@pytest.mark.parametrize("count", [0, 1, 7, 64, 100])
def test_the_items_until_a_day_in_any_order_of_asking(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(until_day, "SHORTEST", 3)
    rng = random.Random(count)
    items, days = rng.sample(range(1000), count), sorted(rng.randrange(20) for _ in range(count))
    order = UntilDay(items, days)
    for day in rng.choices(range(-1, 22), k=60):
        assert order.until(day) == BitMap(item for item, own in zip(items, days, strict=True) if own <= day)
        assert order.before(day) == BitMap(item for item, own in zip(items, days, strict=True) if own < day)
