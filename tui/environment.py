"""The environment of the process: what its variables mean to Letapis. No other module reads or sets them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple


class Environment(NamedTuple):
    """A snapshot of the environment variables."""

    variables: Mapping[str, str] = {}

    def folder(self, kind: Literal["config", "data"]) -> Path:
        """Return the user's folder of that kind, which need not exist.

        LETAPIS_HOME holds all of them where it is set; else it is where the system wants it, XDG variables respected.
        """
        if home := self.variables.get("LETAPIS_HOME"):
            return Path(home) / kind
        import platformdirs

        where = {"config": platformdirs.user_config_path, "data": platformdirs.user_data_path}
        return where[kind]("letapis", appauthor=False)

    @property
    def cache(self) -> Path | None:
        """The folder for compiled files and for texts of documents; None where the user wants none.

        LETAPIS_CACHE ("off" for none) comes first, then `cache` in LETAPIS_HOME, then where the system keeps caches.
        """
        chosen = self.variables.get("LETAPIS_CACHE", "")
        if chosen:
            return None if chosen.casefold() == "off" else Path(chosen)
        if home := self.variables.get("LETAPIS_HOME"):
            return Path(home) / "cache"
        system: str = sys.platform
        if system == "linux":  # as `platformdirs` has it, without the 6 ms of its import
            return Path(self.variables.get("XDG_CACHE_HOME", "").strip() or Path.home() / ".cache") / "letapis"
        from platformdirs import user_cache_path

        return user_cache_path() / "letapis"

    def is_ascii(self, setting: Literal["auto", "on", "off"] = "auto") -> bool:
        """Whether only signs of ASCII are drawn.

        LETAPIS_ASCII (0 means no) comes first, then `setting`, then the locale and the terminal.
        """
        if asked := self.variables.get("LETAPIS_ASCII"):
            return asked != "0"
        if setting != "auto":
            return setting == "on"
        named = (self.variables.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
        locale = next(filter(None, named), "")
        if self.is_dumb or locale in ("C", "POSIX"):
            return True
        encoding = locale.partition(".")[2].partition("@")[0].lower().replace("-", "")
        return encoding not in ("", "utf8")

    @property
    def is_dumb(self) -> bool:
        """Whether the terminal can only print lines."""
        return self.variables.get("TERM") == "dumb"

    @property
    def has_colour(self) -> bool:
        """Whether a terminal may be given colours."""
        return not self.is_dumb and not self.variables.get("NO_COLOR")

    @property
    def editor(self) -> str:
        """The command line of the user's editor."""
        return self.variables.get("VISUAL") or self.variables.get("EDITOR") or "vi"


def read_environment() -> Environment:
    """Return the environment as it is now."""
    return Environment(dict(os.environ))


def set_frame_rate(drawings: int) -> None:
    """Let Textual draw at most so many times a second, unless the user says otherwise; before it is imported."""
    os.environ.setdefault("TEXTUAL_FPS", str(drawings))
