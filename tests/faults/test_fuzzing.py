"""Each target of `make fuzz`, for a moment: Hypothesis chooses the chances, and shrinks what breaks a promise."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from cases import for_each
from fuzzing import TARGETS
from hypothesis import given, settings
from hypothesis import strategies as st

EXAMPLES = 12
"""Of each target; `make fuzz` tries as many as the hours allow."""


@for_each(name=TARGETS)
def test_promises_hold_whatever_comes(name: str) -> None:
    @settings(max_examples=EXAMPLES, print_blob=True)
    @given(st.randoms(use_true_random=False))
    def holds(chance: random.Random) -> None:
        with TemporaryDirectory() as folder:
            TARGETS[name](chance, Path(folder))

    holds()
