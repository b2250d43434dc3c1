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
        home = self.variables.get("LETAPIS_HOME")
        return Path(home) / kind if home else self._system_folder(kind)

    @property
    def settings_file(self) -> Path:
        """The file with the user's settings, which need not exist."""
        return self.folder("config") / "config.toml"

    @property
    def cache(self) -> Path | None:
        """The folder for compiled files and for texts of documents; None where the user wants none.

        LETAPIS_CACHE ("off" for none) comes first, then `cache` in LETAPIS_HOME, then where the system keeps caches.
        """
        chosen = self.variables.get("LETAPIS_CACHE", "")
        if chosen:
            return None if chosen.casefold() == "off" else Path(chosen)
        home = self.variables.get("LETAPIS_HOME")
        return Path(home) / "cache" if home else self._system_folder("cache")

    def _system_folder(self, kind: Literal["cache", "config", "data"]) -> Path:
        """Return the folder in which the system keeps such files of ours."""
        system: str = sys.platform
        if system == "linux":  # as `platformdirs` has it, without the 6 ms of its import
            variable, usual = _XDG[kind]
            return Path(self.variables.get(variable, "").strip() or _home() / usual) / "letapis"
        import platformdirs

        where = {
            "cache": platformdirs.user_cache_path,
            "config": platformdirs.user_config_path,
            "data": platformdirs.user_data_path,
        }
        return where[kind]("letapis", appauthor=False)

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
    def is_served(self) -> bool:
        """Whether another program takes the place of the terminal, as textual-serve does for a browser."""
        return bool(self.variables.get("TEXTUAL_DRIVER"))

    @property
    def has_colour(self) -> bool:
        """Whether a terminal may be given colours."""
        return not self.is_dumb and not self.variables.get("NO_COLOR")

    @property
    def colours(self) -> Literal["truecolor", "256", "standard"] | None:
        """The colours that the terminal has, as rich and Textual tell by its name; None for none."""
        if self.is_dumb:
            return None
        if self.variables.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
            return "truecolor"
        name = self.variables.get("TERM", "").strip().lower().rpartition("-")[2]
        return "256" if name in ("256color", "kitty") else "standard"

    @property
    def has_links(self) -> bool:
        """Whether a terminal may be given links; FORCE_HYPERLINK=0 says no."""
        return not self.is_dumb and self.variables.get("FORCE_HYPERLINK") != "0"

    @property
    def ground(self) -> Literal["dark", "light"] | None:
        """Whether the terminal is dark or light, as COLORFGBG says; None where it says nothing."""
        colour = self.variables.get("COLORFGBG", "").rpartition(";")[2]
        if not colour.isdecimal() or len(colour) > 2 or int(colour) > 15:  # of the 16 colours of old
            return None
        return "light" if int(colour) == 7 or int(colour) > 8 else "dark"

    @property
    def themes(self) -> Path:
        """The folder with the user's own themes, which need not exist."""
        return self.settings_file.with_name("themes")

    @property
    def editor(self) -> str:
        """The command line of the user's editor."""
        return self.variables.get("VISUAL") or self.variables.get("EDITOR") or "vi"


def _home() -> Path:
    """Return the user's home folder; without one, a place where nothing can be and nothing can be made."""
    try:
        return Path.home()
    except RuntimeError:  # no HOME, and no such user
        return Path(os.devnull)


_XDG = {
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "config": ("XDG_CONFIG_HOME", ".config"),
    "data": ("XDG_DATA_HOME", ".local/share"),
}
"""Kind of folder → the variable that gives it, and where it is below the home folder without that."""


def read_environment() -> Environment:
    """Return the environment as it is now."""
    return Environment(dict(os.environ))


def set_frame_rate(drawings: int) -> None:
    """Let Textual draw at most so many times a second, unless the user says otherwise; before it is imported."""
    os.environ.setdefault("TEXTUAL_FPS", str(drawings))
