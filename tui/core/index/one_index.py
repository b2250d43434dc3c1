"""Remember what was computed for one index, or its postings, and forget it once another one is asked about."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

Of = TypeVar("Of")
Given = ParamSpec("Given")
Made = TypeVar("Made")


def remembered(
    maxsize: int,
) -> Callable[[Callable[Concatenate[Of, Given], Made]], Callable[Concatenate[Of, Given], Made]]:
    """Decorate a function: its last `maxsize` results are kept while its first argument is the same object."""

    def decorate(function: Callable[Concatenate[Of, Given], Made]) -> Callable[Concatenate[Of, Given], Made]:
        kept = lru_cache(maxsize=maxsize)(function)
        last: list[Of] = []

        @wraps(function)
        def call(of: Of, /, *args: Given.args, **named: Given.kwargs) -> Made:
            if not last or last[0] is not of:
                kept.cache_clear()
                last[:] = [of]
            return kept(of, *args, **named)  # type: ignore[arg-type]  # what is hashed is checked by lru_cache

        return call

    return decorate
