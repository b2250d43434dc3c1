"""Libraries that only some formats need, and that may not be installed."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def library(name: str, format_: str) -> Any:
    """Return an optional library, imported.

    Raises:
        ValueError: it is not installed; says how to get it.
    """
    try:
        return import_module(name)
    except ImportError:
        raise ValueError(f"{format_} is read where {name} is installed: pip install 'letapis[references]'") from None
