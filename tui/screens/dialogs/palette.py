"""The palette: find a key, a command, a setting or a sign by any word for it, and run it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from tui.core.store.base import Store
from tui.core.text.display import cells, shown
from tui.notebook.settings import SettingInfo, Settings, SettingValue
from tui.present.bars import Part
from tui.present.palette import (
    TABS,
    ChangeSetting,
    PaletteAction,
    PaletteEntry,
    PaletteTab,
    RunCommand,
    entries,
    found,
    setting_words,
)
from tui.present.signs import kind_signs, signs
from tui.screens.dialogs.ask import AskScreen
from tui.screens.dialogs.dialog import (
    Choice,
    ChoosingScreen,
    Dialog,
    Picker,
    group_heading,
    hanging,
    row_width,
)
from tui.screens.stack import leave
from tui.widgets.bar import Bar
from tui.widgets.bindings import bindings
from tui.widgets.key_hints import key_here

WIDEST_LEAD, ROOMY = 17, 80
"""Cells of the column of keys and signs, and of rows that have room for it; it takes a fifth of others."""
NO_KEY = "–"
"""In the column of keys, what has none: a row without anything there reads like the second line of the one above."""
AIRY = 24
"""Lines of a screen from which on a blank line precedes a heading."""


class PaletteTabs(Bar):
    """What can be listed, as tabs; a click on one asks for it."""

    at: PaletteTab = "all"

    def parts(self, width: int) -> tuple[Part, ...]:
        """Return what to draw in `width` cells."""
        del width
        tabs = []
        for tab in TABS:
            chosen = tab == self.at
            mark = signs().focus if chosen else " "  # some terminals have no colours
            tabs.append(Part(f"{mark}{tab}  ", "key" if chosen else "muted", tab))
        return tuple(tabs)

    def show(self, at: PaletteTab) -> None:
        """Mark a tab."""
        self.at = at
        self.refresh()


class PaletteScreen(Dialog[PaletteAction]):
    """Lists entries; comes back with what the one chosen does."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("palette", dispatched=True)]

    def __init__(self, entries: Sequence[PaletteEntry]) -> None:
        super().__init__("help")
        self._entries, self._text = entries, ""
        self._leads = {tab: max(cells(entry.lead) for entry in entries if tab in ("all", entry.tab)) for tab in TABS}
        """Cells of the widest lead under each tab: the column stays where it is while a text is typed."""
        self._listed: list[PaletteEntry | None] = []
        """The rows; None for a heading."""
        self._tabs = PaletteTabs(classes="palette-tabs")
        self._picker = Picker(
            self._tabs,
            *(("choose", "run"), ("next_tab", "next tab"), ("close", "close")),
            chosen=self._chosen,
            typed=self._type,
            hint="any word for it, a key, or a sign",
        )
        self.commands |= {
            **self._picker.commands(),
            "next_tab": lambda: self._turn(1),
            "previous_tab": lambda: self._turn(-1),
        }

    def compose(self) -> ComposeResult:
        """Make the tabs, the line and the list."""
        yield self._picker

    def on_mount(self) -> None:
        """List everything."""
        self._list()

    def on_resize(self) -> None:
        """Fit the rows to another width."""
        if self._picker.fitted_to != self.app.size:
            self._list()

    def _type(self, text: str) -> None:
        self._text = text
        self._list()

    def _turn(self, by: int) -> None:
        self._tabs.show(TABS[(TABS.index(self._tabs.at) + by) % len(TABS)])
        self._list()

    @on(Bar.Picked)
    def _tab_picked(self, message: Bar.Picked) -> None:
        if (tab := next((tab for tab in TABS if tab == message.does), None)) is not None:
            message.stop()
            self._tabs.show(tab)
            self._list()

    def _list(self) -> None:
        """List what the text leads to; where there is none, all by their groups."""
        keys = (("next_tab", "next tab"), ("close", "close"))
        does = {"settings": "change", "signs": ""}.get(self._tabs.at, "run")
        self._picker.foot.show(*([("choose", does)] if does else ()), *keys)
        entries, read_as = found(self._entries, self._text, self._tabs.at)
        size = self.app.size
        width = row_width(size)
        column = min(WIDEST_LEAD if width >= ROOMY else width // 5, self._leads[self._tabs.at])
        grouped = not self._text.strip() and len({entry.heading for entry in entries}) > 1
        rows: list[Option] = []
        self._listed, heading = [], ""
        if read_as or not entries:
            said = f"read as “{read_as}”" if read_as else _nothing()
            self._listed.append(None)
            rows.append(Option(hanging("  ", "", said, width), disabled=True))
        for entry in entries:
            if grouped and entry.heading != heading:
                heading = entry.heading
                self._listed.append(None)
                rows.append(group_heading(heading, airy=size.height >= AIRY and bool(rows)))
            self._listed.append(entry)
            rows.append(Option(row(entry, column, width)))
        first = next((at for at, entry in enumerate(self._listed) if entry is not None), None)
        self._picker.show(rows, first)

    def _chosen(self, at: int | None) -> None:
        entry = self._listed[at] if at is not None and at < len(self._listed) else None
        if entry is None:
            return
        if entry.why_not:
            self._picker.foot.say(entry.why_not)
        elif entry.does is None:
            self._picker.foot.say(f"{'This is a sign' if entry.tab == 'signs' else 'This is advice'}: it runs nothing")
        else:
            leave(self, entry.does)


def _nothing() -> str:
    elsewhere = f"{key_here('find_name')} finds names, {key_here('edit_filter')} the words of events"
    return f"nothing is called so here; {key_here('close')}, then {elsewhere}"


def row(entry: PaletteEntry, column: int, width: int) -> Content:
    """Return an entry in lines of `width` cells, the leads in a `column` of cells where that leaves enough of them."""
    lead = shown(entry.lead) or NO_KEY
    blanks = " " * (max(column, cells(lead)) + 2 - cells(lead))
    return hanging(f"  {lead}{blanks}", entry.text, entry.aside, width, "$muted" if entry.why_not else "")


def _signs_of_kinds(store: Store) -> tuple[tuple[str, str], ...]:
    """Return the sign and the title of each of a dataset's kinds of event."""
    drawn = kind_signs(store.kinds)
    return tuple((drawn[key], kind.title) for key, kind in store.kinds.items())


def setting_screen(info: SettingInfo, settings: Settings) -> Dialog[str] | Dialog[SettingValue]:
    """Return the dialog that comes back with another value of a setting."""
    now = info.value(settings)
    if not info.choices:
        return AskScreen(f"{info.name.capitalize()}: {info.help}", f"{now}" or "vim", lambda text: "", does="set")
    width = max(cells(setting_words(value)) for value in info.choices) + 2
    choices = [
        Choice(
            value,
            meaning.removeprefix(group).lstrip(", "),
            "now" if value == now else "",
            also=meaning,
            lead=f"{setting_words(value):{width}}",
            group=group,
        )
        for group, values in info.groups().items()
        for value, meaning in values.items()
    ]
    return ChoosingScreen(f"{info.name.capitalize()}: {info.help}", choices, name="setting", at=now)


class PaletteHost(Protocol):
    """The app, as the palette sees it."""

    settings: Settings
    setting_infos: Mapping[str, SettingInfo]
    """The settings that can be changed."""

    def push_screen(self, screen: Any, callback: Callable[[Any], None], /) -> object:
        """Open a screen; `callback` is given what it comes back with."""

    def run_command(self, name: str) -> None:
        """Run a command of the key table where the focus is."""

    def change_setting(self, name: str, value: SettingValue) -> None:
        """Change a setting at once, and remember it."""


def open_palette(host: PaletteHost, active: Collection[str], here: Sequence[str], store: Store | None) -> None:
    """Open the palette over the screen, and do what is chosen in it.

    `active` are the ids of the commands that can be run now, `here` those that matter most where the focus is; the
    kinds of event in `store` have signs too.
    """

    def chosen(action: PaletteAction | None) -> None:
        if isinstance(action, RunCommand):
            host.run_command(action.command)
        elif isinstance(action, ChangeSetting):
            host.change_setting(action.setting, action.value)
        elif action is not None:
            host.push_screen(
                setting_screen(host.setting_infos[action.setting], host.settings), partial(valued, action.setting)
            )

    def valued(name: str, value: SettingValue | None) -> None:
        if value is not None:
            host.change_setting(name, value)

    kinds = _signs_of_kinds(store) if store is not None else ()
    host.push_screen(PaletteScreen(entries(active, here, host.settings, kinds, host.setting_infos)), chosen)
