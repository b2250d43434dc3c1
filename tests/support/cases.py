"""One test for many cases, where hundreds of parameters would each be collected, sent and reported by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from inspect import signature
from itertools import product
from typing import Any

Test = Callable[..., None]


def for_each(**cases: Iterable[object]) -> Callable[[Test], Test]:
    """Run a test with every combination of the values given for some of its parameters; a failure names them."""
    values = {name: list(each) for name, each in cases.items()}

    def decorate(test: Test) -> Test:
        @wraps(test)
        def run(**fixtures: Any) -> None:
            for chosen in product(*values.values()):
                case = dict(zip(values, chosen, strict=True))
                try:
                    test(**fixtures, **case)
                except Exception as error:
                    error.add_note(f"with {case}")
                    raise

        whole = signature(test)
        others = [parameter for name, parameter in whole.parameters.items() if name not in values]
        run.__signature__ = whole.replace(parameters=others)  # type: ignore[attr-defined]
        return run

    return decorate
