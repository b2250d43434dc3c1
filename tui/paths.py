"""Where the shipped data and styles are, in a wheel or a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def resource_dir(name: str) -> Path:
    """Return the folder `name` ("data" or "styles").

    The wheel's own copy comes first: in site-packages a top-level `data` could be somebody else's.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for candidate in (_HERE / f"_{name}", _HERE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the folder {name!r} of Letapis is missing: install it again")


def default_dataset() -> Path:
    """Return the folder of the dataset that Letapis ships with."""
    return resource_dir("data") / "belarus-it"
