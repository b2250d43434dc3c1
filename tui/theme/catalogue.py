"""All themes, by the names that the settings have for them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textual.theme import BUILTIN_THEMES, Theme

from tui.core.text.suggest import did_you_mean
from tui.notebook.settings import SettingValue
from tui.theme.contrast import fitted
from tui.theme.ground import Ground
from tui.theme.own_themes import read_themes
from tui.theme.themes import DARK, LIGHT

AUTO = "auto"
OURS = {"dark": DARK, "light": LIGHT}


class Catalogue:
    """Our themes, those of Textual, and the user's own."""

    def __init__(self, folder: Path | None = None, ground: Ground = "dark") -> None:
        """Read the user's own themes in `folder`, which need not exist; `ground` is what the terminal has."""
        taken = (AUTO, *OURS, *(theme.name for theme in OURS.values()))
        self.own, self._faults = read_themes(folder, taken) if folder is not None else ((), ())
        self._named = {
            AUTO: OURS[ground],
            **dict(sorted(OURS.items(), key=lambda item: item[0] == ground)),  # first the one that looks otherwise
            **{theme.name: theme for theme in (*BUILTIN_THEMES.values(), *self.own)},
        }

    def find(self, name: str) -> Theme:
        """Return the theme that the settings call `name`, with contrast enough; without one, that of the terminal."""
        return fitted(self._named.get(name, self._named[AUTO]))

    def wrong(self, name: str) -> tuple[str, ...]:
        """Return what is wrong with the name in the settings and with the user's own themes (raw sentences)."""
        if name in self._named:
            return self._faults
        near = did_you_mean(name, self._named)
        rather = f"did you mean {near}?" if near else "the palette lists them all"
        return (f"config.toml: there is no theme {name}: {rather}", *self._faults)

    def group_of(self, name: SettingValue) -> str:
        """Return the group in which a theme is listed; empty for ours, which come first."""
        theme = self._named[str(name)]
        if name in (AUTO, *OURS):
            return ""
        return "your own" if theme in self.own else "dark" if theme.dark else "light"

    def choices(self, said: Mapping[SettingValue, str]) -> dict[SettingValue, str]:
        """Return each name with what it looks like, group by group; `said` describes some of them."""
        order = ("", "your own", "dark", "light")
        groups = {name: self.group_of(name) for name in self._named}
        names = sorted(groups, key=lambda name: (order.index(groups[name]), groups[name] and name))
        return {name: said.get(name) or self._described(self._named[name]) for name in names}

    def _described(self, theme: Theme) -> str:
        whose = ", your own" if theme in self.own else ", in the terminal's own colours" if theme.ansi else ""
        return f"{'dark' if theme.dark else 'light'}{whose}"
