"""Where things are: the shipped data and styles, in a wheel or a checkout, and the reader's own folders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

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


def user_folder(kind: Literal["config", "data", "cache"]) -> Path:
    """Return the reader's own folder of that kind, which need not exist.

    LETAPIS_HOME holds all of them where it is set; else it is where the system wants it, XDG variables respected.
    """
    home = os.environ.get("LETAPIS_HOME", "")
    if home:
        return Path(home) / kind
    import platformdirs

    where = {
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
        "cache": platformdirs.user_cache_path,
    }
    return where[kind]("letapis", appauthor=False)
