"""Which programs take a text to the clipboard, and what there is to copy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.core.model.dataset import Dataset
from tui.core.model.records import Author, Citation, Event, Passage, Ref, Source
from tui.core.store.base import Store
from tui.core.store.memory import MemoryStore
from tui.environment import Environment
from tui.keys.commands import COPIES
from tui.notebook.settings import Clipboard, Settings
from tui.screens import clipboard, output

EVERY = {"wl-copy", "xclip", "xsel", "pbcopy", "tmux"}


@pytest.mark.parametrize(
    ("environ", "there", "platform", "first"),
    [
        ({}, EVERY, "linux", []),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, EVERY, "linux", ["wl-copy"]),
        ({"DISPLAY": ":0"}, EVERY, "linux", ["xclip"]),
        ({"DISPLAY": ":0"}, EVERY - {"xclip"}, "linux", ["xsel"]),
        ({"DISPLAY": ":0"}, set(), "linux", []),
        ({}, EVERY, "darwin", ["pbcopy"]),
        ({"DISPLAY": ":0", "TMUX": "/tmp/tmux"}, EVERY, "linux", ["xclip", "tmux"]),
        ({"DISPLAY": "localhost:10", "SSH_CONNECTION": "a b"}, EVERY, "linux", []),
        ({"SSH_TTY": "/dev/pts/1", "TMUX": "/tmp/tmux"}, EVERY, "darwin", ["tmux"]),
    ],
)
def test_the_program_is_that_of_the_machine_in_front_of_the_user(
    environ: dict[str, str], there: set[str], platform: str, first: list[str]
) -> None:
    settings = Settings(environment=Environment(environ))
    found = clipboard.programs(settings, lambda name: name if name in there else None, platform)
    assert [argv[0] for argv in found] == first


@pytest.mark.parametrize("setting", ["osc52", "off"])
def test_no_program_takes_it_where_the_settings_say_so(setting: Clipboard) -> None:
    settings = Settings(clipboard=setting, environment=Environment({"DISPLAY": ":0"}))
    assert clipboard.programs(settings, lambda name: name, "linux") == ()


def test_what_a_program_is_given_and_whether_it_took_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert clipboard.give((("sh", "-c", f"cat > {out}"),), "гавань\nsecond") == (True, True)
    assert out.read_text() == "гавань\nsecond"
    assert clipboard.give((("false",), ("no-such-program",)), "x") == (False, False)


def test_a_program_that_never_ends_is_left_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "PATIENCE", 0.1)
    assert clipboard.give((("sleep", "30"),), "x") == (False, False)


def store(url: str = "https://example.org/grew", quote: str = "made up about six per cent") -> Store:
    passage = Passage(section_title="The numbers", paragraph=7, quote=quote)
    source = Source(
        id="rev21", title="How a sector grew [sic]", type="article-magazine", publisher="The Example Review",
        authors=(Author(family="Roe", given="Ann"),), issued="2021-03-12", url=url, passages={"share": passage},
    )  # fmt: skip
    event = Event(id="grew", title="It grew", date="2020", evidence=(Citation(passage="rev21/share"),))
    alone = Event(id="alone", title="Nobody tells it", date="2020")
    return MemoryStore(Dataset(root=Path(), sources={"rev21": source}, events={"grew": event, "alone": alone}))


def test_everything_that_can_be_copied_of_an_event() -> None:
    found = output.copies(store(), Ref("events", "grew"), 0)
    cited = "Ann Roe, “How a sector grew [sic]”, The Example Review, 12 March 2021, § The numbers, ¶ 7"
    assert found["c"] == f"{cited}, https://example.org/grew"
    assert found["e"] == f"“made up about six per cent” ({cited}, https://example.org/grew)"
    assert found["m"].startswith(r"Ann Roe, [How a sector grew \[sic\]](<https://example.org/grew>)")
    assert found["b"].startswith(
        "@article{rev21,\n  entrysubtype = {magazine},\n  title = {{How a sector grew [sic]}},"
    )
    assert json.loads(found["j"])[0]["author"] == [{"family": "Roe", "given": "Ann"}]
    assert "date = {2021-03-12}," in found["b"]
    assert output.lost_in_copies(store(), Ref("events", "grew"), 0) == {"b": "passages", "j": "passages"}
    assert found["l"] == "https://example.org/grew#:~:text=made%20up%20about%20six%20per%20cent"
    assert found["i"] == "grew"
    assert "p" not in found  # it stands in no file


def test_a_source_without_an_address_is_cited_without_one() -> None:
    found = output.copies(store(url=""), Ref("events", "grew"), 0)
    assert "l" not in found
    assert found["c"].endswith("12 March 2021, § The numbers, ¶ 7")
    assert found["e"].endswith("¶ 7)")
    assert "](" not in found["m"]
    assert "url" not in found["b"]
    assert "URL" not in json.loads(found["j"])[0]


def test_what_rests_on_nothing_has_an_id_to_copy() -> None:
    assert output.copies(store(), Ref("events", "alone"), 0) == {"i": "alone"}


def test_a_source_is_cited_as_a_whole() -> None:
    found = output.copies(store(), Ref("sources", "rev21"), 0)
    assert list(found) == [letter for letter in COPIES if letter in found]
    assert found["i"] == "rev21"


def test_nothing_that_acts_on_a_shell_gets_to_the_clipboard() -> None:
    found = output.copies(store(quote="quiet\x1b[2J\u202e words\r"), Ref("events", "grew"), 0)
    assert set("\x1b\r\u202e").isdisjoint("".join(found.values()))
    assert "quiet␛[2J" in found["e"]
