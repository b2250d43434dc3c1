"""The app: themes, stylesheets, the first screen, and what every terminal needs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import ClassVar, Unpack

from msgspec.structs import replace
from rich.console import Console, RenderableType
from textual import on
from textual.app import App
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from tui.keys.commands import COMMANDS
from tui.keys.keymap import keys_of
from tui.notebook.keeper import Notebook
from tui.notebook.learned import Learned
from tui.notebook.pane_shares import PaneShares
from tui.notebook.settings import SETTINGS, SettingInfo, Settings, SettingValue
from tui.notebook.write_setting import remember
from tui.paths import resource_dir
from tui.present.signs import use_signs
from tui.screens.early_input import EarlyInput
from tui.screens.ending import Ending
from tui.screens.explorer.opening import Start
from tui.screens.explorer.screen import ExplorerScreen, arrange
from tui.screens.terminal_driver import TerminalDriver, driver_after
from tui.screens.type_ahead import TypedAhead
from tui.theme.catalogue import OURS, Catalogue
from tui.theme.contrast import OWN
from tui.widgets.bar import Bar, Footer
from tui.widgets.bindings import bindings, in_dialogs_too
from tui.widgets.output_filters import ControlFilter, PlainFilter


class LetapisApp(TypedAhead):
    """The explorer over one dataset."""

    TITLE = "Letapis"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app"), *in_dialogs_too("quit"), *in_dialogs_too("help")]
    DEFAULT_MODE = "dataset"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        folder: Path,
        *,
        notebook: Notebook | None = None,
        settings: Settings | None = None,
        settings_file: Path | None = None,
        themes: Catalogue | None = None,
        wrong: Sequence[str] = (),
        learned: Learned | None = None,
        shares: PaneShares | None = None,
        early: EarlyInput | None = None,
        **start: Unpack[Start],
    ) -> None:
        """Open the dataset in `folder` as `start` says.

        Without a `notebook` what the user adds stays in memory, and without a `settings_file` what they change of the
        settings. `themes` are those to choose from; `wrong` says what is wrong with the settings; `learned` is which
        of the first keys the user knows, default: all. `shares` is how the width is shared
        among the panes; `early` is what the terminal has sent already.
        """
        self._early = early
        super().__init__(css_path=[*sorted(resource_dir("styles").glob("*.tcss"))])
        self.ending = Ending()
        self.error_console = Console(file=StringIO())  # Textual would print the values of all variables
        self.settings, self._settings_file = settings or Settings(), settings_file
        self._themes = themes or Catalogue()
        choices = self._themes.choices(SETTINGS["theme"].choices)
        self.setting_infos: Mapping[str, SettingInfo] = {
            **SETTINGS,
            "theme": replace(SETTINGS["theme"], choices=choices, group_of=self._themes.group_of),
        }
        self._first = ExplorerScreen(
            folder,
            notebook=notebook,
            settings=self.settings,
            wrong=tuple(wrong),
            learned=learned,
            shares=shares,
            open_dataset=self.open_dataset,
            **start,
        )
        self._cache_folder, self._learned, self._shares = start.get("cache_folder"), learned, shares
        self._copied = ""
        self._own_filters: list[LineFilter] = []
        self._use_signs()
        for each in OURS.values():
            self.register_theme(each)
        theme = self._theme
        self._begin_with(OURS["dark" if theme.dark else "light"] if theme.ansi else theme)

    def _use_signs(self) -> None:
        """Draw with the signs of the settings."""
        use_signs(ascii_only=self.settings.is_ascii)
        self._own_filters[:] = [ControlFilter(), *([PlainFilter()] if self.settings.is_ascii else [])]

    @property
    def _theme(self) -> Theme:
        return self._themes.find(self.settings.theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the variables of our stylesheets as they are in a theme that has none."""
        return OWN

    def _use_theme(self) -> None:
        """Draw with the theme of the settings."""
        theme = self._theme
        self.register_theme(theme)
        self.theme = theme.name

    def _begin_with(self, theme: Theme) -> None:
        """Set the first theme before any stylesheet is read.

        Changing `theme` would read them all twice, and style every widget twice. Only the colours of the terminal
        itself need that: what is drawn passes through other filters.
        """
        self.register_theme(theme)
        self.set_reactive(App.theme, theme.name)
        self.set_class(True, f"-theme-{theme.name}", update=False)
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen, arranged for the terminal."""
        return self._fitted(self._first)

    def _fitted(self, screen: ExplorerScreen) -> ExplorerScreen:
        arrange(screen, self.size)
        return screen

    def open_dataset(self, folder: Path, notebook: Notebook) -> None:
        """Open another dataset in the place of the one that is open; `notebook` keeps what the user adds to it."""
        gc.unfreeze()  # so that the dataset before can be freed
        before = self.current_mode
        self._first = ExplorerScreen(
            folder,
            notebook=notebook,
            settings=self.settings,
            learned=self._learned,
            shares=self._shares,
            open_dataset=self.open_dataset,
            cache_folder=self._cache_folder,
        )
        opened = f"dataset {folder} {id(self._first)}"
        self.add_mode(opened, lambda: self._fitted(self._first))
        self.switch_mode(opened)
        if before == self.DEFAULT_MODE:  # Textual removes only the modes that it knows
            self.add_mode(before, self.get_default_screen)
        self.remove_mode(before)

    @property
    def clipboard(self) -> str:
        """The text that was copied last, also where it was not given to the terminal."""
        return self._copied

    def copy_to_clipboard(self, text: str) -> None:
        """Give `text` to the terminal, for its clipboard, unless the settings say that nothing goes there."""
        self._copied = text
        if self.settings.clipboard != "off":
            super().copy_to_clipboard(text)
            return
        self.notify("Copied within Letapis only: the clipboard is off in your settings", markup=False)

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver; for a terminal ours, which bears bytes that are not UTF-8."""
        found = super().get_driver_class()
        return driver_after(self._early) if issubclass(TerminalDriver, found) else found

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's own filters and, behind them, ours."""
        return [*super().get_line_filters(), *self._own_filters]

    def on_mount(self) -> None:
        """Restore the terminal when a signal ends the program, and redraw after a suspension."""
        self._use_theme()
        self.ending.answer_signals(lambda status: self.exit(return_code=status))
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.app_resume_signal.subscribe(self, lambda _: self.ending.resumed())

    def bell(self) -> None:
        """Ring; and keep what nobody handled: Textual rings while it handles that, the one public sign of it."""
        if self.return_code:
            self.ending.failed(sys.exc_info()[1], self._first.is_open)
        super().bell()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End in order, with the status that was asked for first."""
        super().exit(result, self.ending.ask(return_code), message)

    def run_command(self, name: str) -> None:
        """Run a command of the key table where the focus is, as its key would; nothing once the last screen is gone."""
        if not self.screen_stack:
            return
        bound = (active for active in self.screen.active_bindings.values() if active.binding.id == name)
        if (found := next(bound, None)) is not None and found.enabled:
            self.call_later(self.run_action, found.binding.action, found.node)
        elif any(command.id == name and "app" in command.where for command in COMMANDS):  # the user took its keys away
            self.call_later(self.run_action, name, self)
        else:
            self.call_later(self.run_action, f"run_command({name!r})", self.screen)
        self.hold_keys()

    @on(Bar.Picked)
    def _bar_picked(self, message: Bar.Picked) -> None:
        if isinstance(message.does, str):
            self.run_command(message.does)

    # the palette

    def action_help(self) -> None:
        """Open the palette."""
        from tui.screens.dialogs.palette import open_palette

        if self.screen.name != "help":
            here = [command.id for footer in self.screen.query(Footer) for command in footer.commands]
            store = self._first.session.store if self._first.is_open else None
            open_palette(self, self._active(), here, store)

    def _active(self) -> set[str]:
        """Return the ids of the commands that can be run where the focus is."""
        bound = {active.binding.id for active in self.screen.active_bindings.values() if active.enabled}
        in_explorer = isinstance(self.screen, ExplorerScreen)
        return {
            command.id
            for command in COMMANDS
            if command.id in bound
            or "app" in command.where
            or (in_explorer and not command.keys and "main" in command.where)
        }

    def change_setting(self, name: str, value: SettingValue) -> None:
        """Change a setting at once, and remember it."""
        before = self.settings
        self.settings = self._first.settings = replace(before, **{name: value})
        self._use_theme()
        if self.settings.is_ascii != before.is_ascii:
            self._use_signs()
            if self._first.is_open:
                self._first.take(self._first.session.opened)
            self.refresh_css(animate=False)
        wrong = remember(self._settings_file, name, value) if self._settings_file is not None else ""
        if wrong:
            self.notify(f"Changed until you quit: {wrong}", severity="warning", markup=False)

    def action_help_quit(self) -> None:
        """Say how to quit: ctrl+c is for copying."""
        self.notify(f"Press {keys_of('quit')} to quit", markup=False)
