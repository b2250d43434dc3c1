"""The app: themes, stylesheets, the first screen, and what every terminal needs."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from tui.keys.commands import COMMANDS
from tui.keys.keyboard import key_name
from tui.notebook.keeper import Notebook
from tui.notebook.settings import Settings
from tui.paths import resource_dir
from tui.present.signs import signs
from tui.screens.explorer.screen import MainScreen
from tui.screens.type_ahead import TypedAhead
from tui.theme.themes import DARK, LIGHT
from tui.widgets.bindings import bindings, in_dialogs_too
from tui.widgets.output_filters import ControlFilter, PlainFilter

if TYPE_CHECKING:
    from tui.core.compiled.checking import Checking


class LetapisApp(TypedAhead):
    """The explorer over one dataset."""

    TITLE = "Letapis"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app"), *in_dialogs_too("quit")]
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = next((c.keys[0] for c in COMMANDS if c.id == "command_palette" and c.keys), "ctrl+p")

    def __init__(
        self,
        folder: Path,
        *,
        query: str = "",
        at: str = "",
        documents: Path | None = None,
        fresh: bool = False,
        notebook: Notebook | None = None,
        settings: Settings | None = None,
        wrong: Sequence[str] = (),
        checking: Checking | None = None,
    ) -> None:
        """Take the dataset's folder, and what is the reader's own.

        `notebook` is where it is kept: else in memory. `wrong` says what is wrong with the settings. `checking` is
        the check of the compiled dataset, where it has begun.
        """
        super().__init__(css_path=[*sorted(resource_dir("styles").glob("*.tcss"))])
        self._first = MainScreen(folder, query=query, at=at, documents=documents, fresh=fresh, notebook=notebook)
        self.settings = self._first.settings = settings or Settings()
        self._first.wrong = tuple(wrong)
        self._first.checking = checking
        self._own_filters: list[LineFilter] = [ControlFilter()]
        if signs(os.environ).ascii_only:
            self._own_filters.append(PlainFilter())
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self._begin_with(LIGHT if self.settings.theme == "light" else DARK)

    def _begin_with(self, theme: Theme) -> None:
        """Put on the first theme before any stylesheet is read.

        Changing `theme` would read them all twice, and style every widget twice.
        """
        self.set_reactive(App.theme, theme.name)
        self.set_class(True, f"-theme-{theme.name}", update=False)
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen, arranged for the terminal."""
        self._first.fit(self.size)
        return self._first

    def open_dataset(self, folder: Path, notebook: Notebook) -> None:
        """Open another dataset in the place of the one that is open; `notebook` keeps what the reader adds to it."""
        gc.unfreeze()  # what is left of the one before need not stay
        before = self._first
        if not before._result_callbacks:  # noqa: SLF001 - Textual gives the first screen none, and takes one off
            before._push_result_callback(self, None)  # noqa: SLF001
        self._first = MainScreen(folder, notebook=notebook)
        self._first.settings = self.settings
        self.switch_screen(self._first)

    def copy_to_clipboard(self, text: str) -> None:
        """Give `text` to the terminal, for its clipboard, unless the settings say that nothing goes there."""
        if self.settings.clipboard != "off":
            super().copy_to_clipboard(text)
            return
        self._clipboard = text
        self.notify("Copied within Letapis only: the clipboard is off in your settings", markup=False)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's own filters and, behind them, ours."""
        return [*super().get_line_filters(), *self._own_filters]

    def on_mount(self) -> None:
        """Make an end by signal leave the terminal as it was found, and draw anew after a suspension."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            try:
                loop.add_signal_handler(number, self._end_by, number)
            except (
                NotImplementedError,
                RuntimeError,
                ValueError,
            ):  # not the main thread, or no such signal here
                continue
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def _end_by(self, number: int) -> None:
        self.exit(return_code=128 + number)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every command of the table, and the other theme."""
        main = set(screen.__class__.__mro__) & {MainScreen}
        for command in COMMANDS:
            if "app" in command.where or ("main" in command.where and main):
                target = self if "app" in command.where else screen
                if command.id not in ("command_palette", "leave"):
                    title = command.help[0].upper() + command.help[1:]
                    keys = command.shown_keys or "no key of its own"
                    yield SystemCommand(title, keys, getattr(target, f"action_{command.id}"))
        yield SystemCommand(
            "Change between the dark and the light theme", "no key of its own", self.action_change_theme
        )

    def action_change_theme(self) -> None:
        """Change between the dark and the light theme."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def action_help(self) -> None:
        """List all keys."""
        from tui.screens.dialogs.help import HelpScreen, signs_of_kinds

        if not isinstance(self.screen, HelpScreen):
            store = self._first.store
            self.push_screen(HelpScreen(signs_of_kinds(store) if store else ()), self._run_command)

    def _run_command(self, command: str | None) -> None:
        if not command:
            return
        focused = self.screen.focused
        for target in (focused, self.screen, self):
            action = getattr(target, f"action_{command}", None)
            if target is not None and action is not None:
                self.call_later(target.run_action, command)
                return

    def action_help_quit(self) -> None:
        """Say how to quit: ctrl+c is for copying."""
        keys = next(command.keys for command in COMMANDS if command.id == "quit")
        ways = " or ".join(map(key_name, keys)) or "ctrl+p and choose quit"
        self.notify(f"Press {ways} to quit", markup=False)
