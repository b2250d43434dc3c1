"""Leaving: what lies on top of the explorer, one layer at a time, and what the footer calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tui.core.query import tree
from tui.core.text.display import cut, shown
from tui.screens.explorer.shell import Shell
from tui.session import state
from tui.widgets.bindings import Commands
from tui.widgets.first_steps import FirstSteps
from tui.widgets.overview import Overview
from tui.widgets.panes import Panes

LONGEST_TERM = 20
"""Cells of a term that the footer names."""
ROOMY = 60
"""Columns of a screen whose footer has room for a hint of more than one word beside the ones that matter most."""


class Exit(NamedTuple):
    """A way out of what lies on top."""

    called: str
    """What leaving it does, for the footer; empty where it says so itself."""
    brief: str
    """The same in a word or two, for a footer with little room."""
    leave: Callable[[], object]


class Leaving:
    """Leaves the layer on top, and only that."""

    def __init__(self, shell: Shell, panes: Panes, overview: Overview, first_steps: FirstSteps) -> None:
        self._shell, self._panes = shell, panes
        self._overview, self._first_steps = overview, first_steps

    def commands(self) -> Commands:
        """Return what this controller does, by the ids of the key table."""
        return {"leave": self._leave}

    @property
    def top(self) -> Exit | None:
        """The layer that is left next."""
        top = next(self._layers(), None)
        return top._replace(called=top.brief) if top is not None and self._panes.size.width < ROOMY else top

    def _leave(self) -> None:
        top = self.top
        if top is not None:
            top.leave()
        self._shell.say()

    def _layers(self) -> Iterator[Exit]:
        """Yield what is there, from the top: this order is the only one."""
        if self._overview.in_range:
            yield Exit("leave range", "leave", self._overview.leave_range)
        if self._first_steps.is_shown:
            yield Exit("", "", self._first_steps.leave)
        if self._panes.zoomed:
            yield Exit("leave zoom", "leave", self._panes.zoom)
        here = self._shell.session.state
        layer = state.top_layer(here)
        peel = Exit(*self._called(layer), lambda: self._peel(here))
        if layer in ("source", "record"):
            yield peel
        to_list = Exit("list", "list", lambda: self._panes.enter(1))
        if self._panes.pane != 1 and self._panes.alone:  # it covers the list
            yield to_list
        if layer == "known":
            yield peel
        if self._panes.pane != 1:
            yield to_list
        if layer == "term":
            yield peel

    def _peel(self, here: state.State) -> None:
        """Leave a layer; a filter of which that takes a term can be brought back as an older one."""
        self._shell.session.remember_filter()
        self._shell.go(state.peel(here))

    def _called(self, layer: state.Top | None) -> tuple[str, str]:
        if layer == "term":
            term = tree.terms(self._shell.session.state.spot.query)[-1]
            return f"drop {cut(shown(str(term)), LONGEST_TERM)}", "drop term"
        return ("back to today", "to today") if layer == "known" else (f"leave {layer}", "leave")
