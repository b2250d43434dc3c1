"""Open the web page of a source: its address at the excerpt, its archived copy, and the browser to use."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from tui.core.dates import edtf
from tui.core.model.records import Ref, Source
from tui.core.store.base import Store
from tui.keys.keymap import key
from tui.notebook.settings import Settings
from tui.present.source import citations
from tui.present.source.citations import is_web
from tui.screens.dialogs.copying import AddressScreen
from tui.screens.output import citation_at, source_of

if TYPE_CHECKING:
    from textual.app import App

WAYBACK = "https://web.archive.org/web/"
_IN_TERMINAL = ("w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "www-browser")
"""Browsers that draw in the terminal, so that the explorer is suspended meanwhile."""


class Address(NamedTuple):
    """The address of a page, or why there is none. Raw texts."""

    url: str
    """A plain web address; empty where there is none."""
    remark: str = ""
    """A message for the user about it; may be empty."""


NO_SOURCE = Address("", "Nothing here rests on a source that could be opened")


def at_excerpt(store: Store, subject: Ref | None, at: int) -> Address:
    """Return the address of the source of the piece of evidence number `at` of a record, at its excerpt."""
    source = source_of(store, subject, at)
    if source is None:
        return NO_SOURCE
    if is_web(source.url):
        return Address(_at_quote(store, source.url, source, subject, at))
    wrong = f"The address of “{source.title}” is none for a browser: {source.url}"
    none = f"“{source.title}” has no address on record"
    copy = f"; {key('browse_archived')} opens the archived copy" if is_web(source.archived) else ""
    return Address("", (wrong if source.url else none) + copy)


def archived(store: Store, subject: Ref | None, at: int) -> Address:
    """Return the address of the archived copy: that on record, else the one that the Wayback Machine may have."""
    source = source_of(store, subject, at)
    if source is None:
        return NO_SOURCE
    if is_web(source.archived):
        return Address(_at_quote(store, source.archived, source, subject, at))
    if not is_web(source.url):
        return Address("", f"“{source.title}” has neither an archived copy nor an address on record")
    day = _day(source)
    near = f"nearest to {edtf.of_day(day).display_long}" if day else "that is the latest"
    remark = f"No archived copy is on record: asking the Wayback Machine for the one {near}"
    return Address(_at_quote(store, wayback(source.url, day), source, subject, at), remark)


def wayback(url: str, day: int | None) -> str:
    """Return where the Wayback Machine finds its copy of `url` nearest to a day (ordinal), or the last."""
    stamp = f"{edtf.of_day(day).text.replace('-', '')}/" if day and day > 0 else ""
    return f"{WAYBACK}{stamp}{url.partition('#')[0]}"


def _day(source: Source) -> int | None:
    """Return the day on which the source was read, else the last one on which it may have come out."""
    for text in (source.accessed, source.issued):
        if text and (day := edtf.parse(text).latest or edtf.parse(text).earliest):
            return day
    return None


def _at_quote(store: Store, url: str, source: Source, subject: Ref | None, at: int) -> str:
    found = citation_at(store, subject, at)
    passage = source.passages.get(found.passage.partition("/")[2]) if found else None
    return citations.text_fragment(url, passage) if passage else url


class Browser(NamedTuple):
    """A program that opens addresses."""

    command: tuple[str, ...]
    in_terminal: bool = False

    def argv(self, url: str) -> list[str]:
        """Return the command for an address: in the place of `%s`, else as its last word."""
        if any("%s" in word for word in self.command):
            return [word.replace("%s", url) for word in self.command]
        return [*self.command, url]


def browser(environ: Mapping[str, str], platform: str = sys.platform) -> Browser | None:
    """Return the browser: the first of BROWSER that is there, else the system's opener where it has a screen.

    None over ssh and on a console, where a browser would open on another screen than the user's, or on none.
    """
    for entry in environ.get("BROWSER", "").split(os.pathsep):
        try:
            words = shlex.split(entry.rstrip(" &"))
        except ValueError:  # a quotation mark that is never closed
            continue
        program = shutil.which(words[0], path=environ.get("PATH")) if words else None
        if program:
            return Browser((program, *words[1:]), Path(program).name in _IN_TERMINAL)
    return _of_system(environ, platform)


def _of_system(environ: Mapping[str, str], platform: str = sys.platform) -> Browser | None:
    """Return what opens addresses and files of any kind, where the system has it and a screen."""
    has_screen = bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
    if platform == "darwin":
        openers = [] if environ.get("SSH_CONNECTION") else ["open"]
    else:
        openers = ["wslview"] if environ.get("WSL_DISTRO_NAME") else []
        openers += ["xdg-open"] if has_screen else []
    found = (shutil.which(opener, path=environ.get("PATH")) for opener in openers)
    program = next((one for one in found if one), None)
    return Browser((program,)) if program else None


def browse(app: App[None], url: str, settings: Settings) -> str:
    """Open `url` in the browser, unless that is off; return the message, "" where the address is to be shown.

    Where the explorer itself is in a browser, that one opens it.
    """
    if settings.environment.is_served and settings.browser != "off":
        app.open_url(url)
        return f"Opening {urlsplit(url).hostname} in another tab"
    found = None if settings.browser == "off" else browser(settings.environment.variables)
    if found is None:
        return ""
    try:
        _start(app, found, url)
    except Exception:  # it cannot be started, or the app cannot be suspended: the address is shown instead
        return ""
    if found.in_terminal:
        return f"Back from {Path(found.command[0]).name}"
    return f"Opening {urlsplit(url).hostname} in the browser"


def _start(app: App[None], program: Browser, what: str) -> None:
    """Open an address or a file; wait for a program that draws in the terminal."""
    argv, nowhere = program.argv(what), subprocess.DEVNULL
    if program.in_terminal:
        with app.suspend():
            subprocess.run(argv, check=False)  # noqa: S603
    else:
        subprocess.Popen(argv, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)  # noqa: S603


def opener(settings: Settings, path: Path) -> Browser | None:
    """Return what opens a file: the browser if it is a page, else the program for its kind.

    None where no screen is at hand, or the browser is off.
    """
    if settings.browser == "off" or settings.environment.is_served:
        return None
    find = browser if is_page(path) else _of_system
    return find(settings.environment.variables)


def is_page(path: Path) -> bool:
    """Whether a browser shows a file."""
    return path.suffix.lower() in (".html", ".svg")


def open_file(app: App[None], program: Browser, path: Path) -> str:
    """Open a file in a program; return the message for the user."""
    try:
        _start(app, program, str(path.resolve()))
    except Exception as error:
        return f"It could not be opened ({error.__class__.__name__}): {path}"
    return f"Back from {Path(program.command[0]).name}" if program.in_terminal else f"Opening {path}"


def leave(app: App[None], address: Address, settings: Settings) -> tuple[str, bool]:
    """Open an address in the browser, or where there is none, show it as text.

    Return a message for the user, and whether it is a warning.
    """
    if not address.url:
        return address.remark, True
    opened = browse(app, address.url, settings)
    if not opened:
        app.push_screen(AddressScreen(address.url, address.remark, settings))
        return "", False
    return (f"{address.remark} · {opened}" if address.remark else opened), False
