"""The way out to a source's page: addresses at the excerpt, archived copies, and the browser that opens them."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.model.dataset import Dataset
from tui.core.model.records import Citation, Event, Passage, Ref, Source
from tui.core.store.memory import MemoryStore
from tui.environment import Environment
from tui.notebook.settings import Settings
from tui.present.source.citations import text_fragment
from tui.screens import browser as browsing
from tui.screens.browser import Address, Browser, archived, at_excerpt, browser, wayback

QUOTE = "put the cost at 1,2 million - or R&D (100%)"
LONG = " ".join(f"word{number}" for number in range(60))


@pytest.fixture
def store() -> MemoryStore:
    passages = {"cut": Passage(quote=QUOTE, prefix="they", suffix="a day"), "bare": Passage(gist="No words of it.")}
    sources = {
        name: Source(id=name, title=name.title(), passages=passages, **fields)
        for name, fields in {
            "both": {"url": "https://example.org/a#part", "archived": "https://archive.example/a", "issued": "2020-09"},
            "dated": {"url": "https://example.org/a?b=c#part", "issued": "2020-09"},
            "read": {"url": "https://example.org/a", "issued": "2020-09", "accessed": "2021-02-03"},
            "undated": {"url": "http://example.org/"},
            "printed": {"issued": "2020"},
            "kept": {"archived": "https://archive.example/kept"},
            "odd": {"url": "javascript:alert(1)"},
        }.items()
    }
    events = {
        name: Event(id=name, title="E", date="2020", evidence=(Citation(passage=f"{name}/cut"),)) for name in sources
    }
    events["nothing"] = Event(id="nothing", title="E", date="2020")
    return MemoryStore(Dataset(root=Path(), sources=sources, events=events))


def event(name: str) -> Ref:
    return Ref("events", name)


def test_the_fragment_is_encoded_so_that_nothing_in_it_means_anything_else() -> None:
    url = text_fragment("https://example.org/a", Passage(quote=QUOTE, prefix="so - they", suffix="a, day"))
    head, _, fragment = url.partition("#:~:text=")
    assert head == "https://example.org/a"
    before, middle, after = fragment.split(",")
    assert unquote(before.removesuffix("-")) == "so - they"
    assert unquote(middle) == QUOTE
    assert unquote(after.removeprefix("-")) == "a, day"
    assert (before, middle, after) == (
        "so%20%2D%20they-",
        "put%20the%20cost%20at%201%2C2%20million%20%2D%20or%20R%26D%20%28100%25%29",
        "-a%2C%20day",
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a", "https://example.org/a#:~:text=words"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c#:~:text=words"),
        ("https://example.org/a#part", "https://example.org/a#part:~:text=words"),
        ("https://example.org/a#part:~:text=old", "https://example.org/a#part:~:text=words"),
        ("https://example.org/a#:~:text=old", "https://example.org/a#:~:text=words"),
    ],
)
def test_the_fragment_stands_behind_an_anchor_and_in_the_place_of_another(url: str, expected: str) -> None:
    assert text_fragment(url, Passage(quote="words")) == expected


def test_a_long_excerpt_is_named_by_its_ends_and_white_space_is_one_blank() -> None:
    fragment = text_fragment("https://example.org/", Passage(quote=LONG)).partition("text=")[2]
    start, end = fragment.split(",")
    assert unquote(start) == "word0 word1 word2 word3 word4 word5"
    assert unquote(end) == "word54 word55 word56 word57 word58 word59"
    assert text_fragment("https://e.org/", Passage(quote="two\n  words")).endswith("text=two%20words")
    assert text_fragment("https://e.org/", Passage(quote="жнівень")).endswith(
        "text=%D0%B6%D0%BD%D1%96%D0%B2%D0%B5%D0%BD%D1%8C"
    )


def test_a_record_leads_to_the_page_at_its_excerpt(store: MemoryStore) -> None:
    found = at_excerpt(store, event("both"), 0)
    assert found.url.startswith("https://example.org/a#part:~:text=they-,put%20the")
    assert found.url.endswith(",-a%20day")
    assert found.remark == ""
    assert at_excerpt(store, Ref("passages", "both/bare"), 0).url == "https://example.org/a#part"
    assert ":~:text=" in at_excerpt(store, Ref("passages", "both/cut"), 0).url


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("printed", "“Printed” has no address on record"),
        ("kept", "“Kept” has no address on record; O opens the archived copy"),
        ("odd", "The address of “Odd” is none for a browser: javascript:alert(1)"),
        ("nothing", "Nothing here rests on a source that could be opened"),
    ],
)
def test_a_source_without_an_address_says_so(store: MemoryStore, name: str, said: str) -> None:
    assert at_excerpt(store, event(name), 0) == Address("", said)


def test_the_copy_on_record_comes_first(store: MemoryStore) -> None:
    found = archived(store, event("both"), 0)
    assert found.url.startswith("https://archive.example/a#:~:text=they-,")
    assert found.remark == ""
    assert archived(store, event("kept"), 0).url.startswith("https://archive.example/kept#")


@pytest.mark.parametrize(
    ("name", "url", "near"),
    [
        ("dated", "https://web.archive.org/web/20200930/https://example.org/a?b=c#:~:text=", "nearest to 30 September"),
        ("read", "https://web.archive.org/web/20210203/https://example.org/a#:~:text=", "nearest to 3 February 2021"),
        ("undated", "https://web.archive.org/web/http://example.org/#:~:text=", "that is the latest"),
    ],
)
def test_without_one_the_wayback_machine_is_asked_and_that_is_said(
    store: MemoryStore, name: str, url: str, near: str
) -> None:
    found = archived(store, event(name), 0)
    assert found.url.startswith(url)
    assert found.remark.startswith(f"No archived copy is on record: asking the Wayback Machine for the one {near}")


def test_where_nothing_is_on_record_that_is_said(store: MemoryStore) -> None:
    assert archived(store, event("printed"), 0) == Address(
        "", "“Printed” has neither an archived copy nor an address on record"
    )
    assert archived(store, event("odd"), 0).url == ""
    assert archived(store, event("nothing"), 0).url == ""


def test_the_wayback_address_leaves_the_anchor_out() -> None:
    day = edtf.parse("2020-08-09").latest
    assert wayback("https://e.org/a#b", day) == "https://web.archive.org/web/20200809/https://e.org/a"
    assert wayback("https://e.org/a#b", None) == "https://web.archive.org/web/https://e.org/a"


def program(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$OUT.part" && mv "$OUT.part" "$OUT"\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def with_browser(path: Path) -> Settings:
    return Settings(environment=Environment({"BROWSER": str(path)}))


def test_which_browser(tmp_path: Path) -> None:
    for name in ("firefox", "lynx", "xdg-open", "open", "wslview"):
        program(tmp_path, name)
    at = str(tmp_path)

    def found(platform: str = "linux", **environ: str) -> Browser | None:
        return browser({"PATH": at, **environ}, platform)

    assert found() is None  # a console: nothing to open it on
    assert found(SSH_CONNECTION="1 2 3 4") is None
    assert found(DISPLAY=":0") == Browser((f"{at}/xdg-open",))
    assert found(WAYLAND_DISPLAY="w") == Browser((f"{at}/xdg-open",))
    assert found(WSL_DISTRO_NAME="Debian") == Browser((f"{at}/wslview",))
    assert found("darwin") == Browser((f"{at}/open",))
    assert found("darwin", SSH_CONNECTION="1 2 3 4") is None
    assert found(BROWSER="firefox") == Browser((f"{at}/firefox",))
    assert found(BROWSER=f"gone{os.pathsep}lynx -vikeys") == Browser((f"{at}/lynx", "-vikeys"), in_terminal=True)
    assert found(BROWSER="firefox %s &") == Browser((f"{at}/firefox", "%s"))
    assert found(BROWSER="'unclosed", DISPLAY=":0") == Browser((f"{at}/xdg-open",))
    assert found(BROWSER="gone") is None


def test_the_address_is_one_word_whatever_it_holds() -> None:
    url = "https://e.org/a;rm%20-rf?b=$(c)&d='e"
    assert Browser(("b", "--new")).argv(url) == ["b", "--new", url]
    assert Browser(("b", "--url=%s", "-n")).argv(url) == ["b", f"--url={url}", "-n"]


def test_a_browser_that_is_switched_off_or_cannot_start_leaves_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app: Any = SimpleNamespace()
    broken = tmp_path / "broken"
    broken.write_text("no program")
    broken.chmod(0o755)
    assert browsing.browse(app, "https://e.org/", with_browser(broken)) == ""
    there = with_browser(program(tmp_path, "firefox"))
    assert browsing.browse(app, "https://e.org/", replace(there, browser="off")) == ""
    monkeypatch.setenv("OUT", str(tmp_path / "asked"))
    assert browsing.browse(app, "https://e.org/", there) == "Opening e.org in the browser"


def test_a_browser_of_the_terminal_has_it_until_it_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    class Suspended:
        def __enter__(self) -> None:
            told.append("aside")

        def __exit__(self, *_: object) -> None:
            told.append((tmp_path / "asked").read_text().strip())

    app: Any = SimpleNamespace(suspend=Suspended)
    monkeypatch.setenv("OUT", str(tmp_path / "asked"))
    assert browsing.browse(app, "https://e.org/#:~:text=a", with_browser(program(tmp_path, "lynx"))) == "Back from lynx"
    assert told == ["aside", "https://e.org/#:~:text=a"]
