"""Every screen, pane state and dialog of the explorer: a table of scenes, and how each is reached by keys."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from driving import opened, opening_held, press_keys, until
from samples import DATA
from textual.pilot import Pilot

from tui.app import LetapisApp
from tui.cli.new import write_files
from tui.exchange.editing.template import files
from tui.notebook.keeper import Notebook
from tui.notebook.learned import Learned
from tui.notebook.settings import Settings


class Scene(NamedTuple):
    """Something to look at."""

    keys: str = ""
    """What is typed in the explorer; keys with names stand in angle brackets: `/quill<enter>`."""
    at: str = ""
    """The record at which the explorer opens."""
    data: str = "harbour"
    """A dataset in `data/`, or `empty` or `broken`."""
    is_new: bool = False
    """Whether the user has used no key before."""
    is_opening: bool = False
    """Whether the dataset is still being read."""


IT = "belarus-it"
LONGEST = 600
"""Seconds that a scene may take: the machine may be very busy."""
FAULTS = (
    ("events/summer.yaml", "date: 2020-08-15", "date: 2020-02-30"),
    ("events/summer.yaml", "evidence: [gazette/lanterns, gazette/crowd, lystok/market]", "note: Told to me."),
    ("people.yaml", "role: mayor", "rolle: mayor"),
    ("relations.yaml", "to: gullwing", "to: gulwing"),
)
"""What is wrong in the dataset `broken`: a file, words in it, and what stands there instead."""
SETTINGS = Settings(browser="off", watch="off")
"""No browser is opened, and files are read again only by keys."""
SCENES: dict[str, dict[str, Scene]] = {
    "ExplorerScreen": {
        "start": Scene(data=IT),
        "first run": Scene(is_new=True),
        "opening": Scene(data=IT, is_opening=True),
        "empty": Scene(data="empty"),
        "problems counted": Scene(data="broken"),
        "filter being typed": Scene("/babariko", data=IT),
        "filter in force": Scene("/org:belarusian-it-sector is:disputed<enter>", data=IT),
        "filter of many terms": Scene("/kind:relocation is:single-voice after:2020 -war -tax<enter>", data=IT),
        "filter with no hit": Scene("/gull kind:law<enter>"),
        "filter refused": Scene("/date:2020-13<enter>", data=IT),
        "filter offers": Scene("/kind:", data=IT),
        "filter offers an organisation": Scene("/org:be<tab>", data=IT),
        "filter lifted": Scene("/quill<enter>\\"),
        "filter by a month": Scene("/date:2020-08<enter>V", data=IT),
        "organisations": Scene("w", data=IT),
        "people": Scene("ww", data=IT),
        "places": Scene("www", data=IT),
        "sources": Scene("wwww", data=IT),
        "claims": Scene("wwwww", data=IT),
        "relations": Scene("wwwwww", data=IT),
        "organisations by name": Scene("wS", data=IT),
        "list zoomed": Scene("z", data=IT),
        "details": Scene("2jj", data=IT),
        "details of a claim": Scene("", "crowd"),
        "details zoomed": Scene("2z", data=IT),
        "organisation zoomed": Scene("w2z", data=IT),
        "sources pane": Scene("3j", data=IT),
        "bookmark and note": Scene("baSee the ledger.<ctrl+s>"),
        "bookmarks only": Scene("bjjb/is:bookmarked<enter>"),
        "known at": Scene("u2020-09<enter>", data=IT),
        "known at, and since": Scene("u2020-09<enter>U", data=IT),
        "range begun": Scene("rjjj", data=IT),
        "overview closer": Scene("+++", data=IT),
        "toast": Scene("<ctrl+c>"),
        "changed": Scene("E<end> again<ctrl+s>", "network-cut"),
        "undone": Scene("E<end> again<ctrl+s>Z", "network-cut"),
    },
    "AskScreen": {
        "date asked": Scene("t", data=IT),
        "date understood": Scene("tmid september", data=IT),
        "rename": Scene("<f2>", "network-cut"),
        "export where": Scene("x<enter>"),
        "export refused": Scene("x<enter>/no/where<enter>"),
        "ties to draw": Scene("T<enter>x", "pandadoc", IT),
        "name of a view": Scene("/quill<enter>?save view<enter>"),
        "words to select": Scene("ss/was held ... gate", "quill-held"),
    },
    "ChoosingScreen": {
        "add": Scene("C"),
        "go to": Scene("<ctrl+k>", data=IT),
        "go to, typed": Scene("<ctrl+k>babar", data=IT),
        "export": Scene("x", data=IT),
        "kept": Scene("bjjbaLedger, p. 7.<ctrl+s>/quill<enter>?save view<enter>Quill<enter>B"),
        "kept, one taken away": Scene("bjjbB<delete>"),
        "kept, nothing": Scene("B"),
        "another dataset": Scene("?open another<enter>"),
        "densest days": Scene("?densest<enter>", data=IT),
        "parts of a claim": Scene("E", "crowd"),
        "delete": Scene("<delete>", "network-cut"),
        "whose ties": Scene("T", data=IT),
        "tied to whom": Scene("T", "pandadoc", IT),
        "themes": Scene("?theme<enter>"),
        "what the words are": Scene("ss/ada quill<enter>n", "quill-held"),
        "what rests on the words": Scene("ss/ada quill<enter>t", "quill-held"),
    },
    "FacetsScreen": {
        "facets": Scene("f", data=IT),
        "facets typed": Scene("fyan", data=IT),
        "facets with and without": Scene("f<tab><down><shift+tab>", data=IT),
    },
    "FormScreen": {
        "event changed": Scene("E", "network-cut"),
        "claim changed": Scene("E<enter>", "crowd"),
        "passage from words": Scene("ss/was held ... gate<enter>p", "quill-held"),
        "event from words": Scene("ss/was held ... gate<enter>e", "quill-held"),
        "claim from words": Scene("ss/her colleagues say<enter>c", "quill-held"),
        "relation from words": Scene("ss/the firm brightkeel<enter>r", "quill-held"),
        "person from words": Scene("ss/ada quill<enter>n<enter>", "quill-held"),
        "organisation from words": Scene("ss/gullwing<enter>n<down><enter>", "quill-held"),
        "place from words": Scene("ss/the harbour gate<enter>n<down><down><enter>", "quill-held"),
        "form with a mistake": Scene("ss/was held ... gate<enter>e<ctrl+s>", "quill-held"),
        "form offers": Scene("E<tab><tab><tab>", "network-cut"),
        "form, a date understood": Scene("C<down><enter>Storm<tab>9 aug 2020", "network-cut"),
        "form left unwritten": Scene("E<end> again<escape>", "network-cut"),
    },
    "NoteScreen": {"note written": Scene("aSee the ledger of the port.<enter><enter>Page 7.")},
    "DossierScreen": {
        "dossier": Scene("bjjb<ctrl+x>"),
        "dossier of what is shown": Scene("xdossier<enter>", data=IT),
    },
    "WrittenScreen": {"written": Scene("x<enter><enter>")},
    "CopyScreen": {"copy": Scene("y", data=IT)},
    "TextScreen": {"a text to select": Scene("ytb", data=IT)},
    "AddressScreen": {"address": Scene("o")},
    "ProblemsScreen": {"problems": Scene("P", data="broken")},
    "FaultScreen": {"problem": Scene("P<enter>", data="broken")},
    "PaletteScreen": {
        "help": Scene("?", data=IT),
        "help, typed": Scene("?date", data=IT),
        "settings": Scene("?<tab><tab>"),
        "signs": Scene("?<tab><tab><tab>", data=IT),
        "help in a form": Scene("E<f1>", "network-cut"),
        "help in the lanes": Scene("l?"),
    },
    "PageScreen": {
        "disputes": Scene("i", data=IT),
        "disputes of a record": Scene("i", "network-cut"),
        "disputes, none": Scene("i", data="empty"),
        "coverage": Scene("?coverage<enter>", data=IT),
    },
    "ReaderScreen": {
        "text": Scene("s", "quill-held"),
        "passage beside the text": Scene("s2", "quill-held"),
        "outline beside the text": Scene("s3", "quill-held"),
        "outline without a document": Scene("s", data=IT),
        "text of a source known later": Scene("u2020-09<enter>s", "network-cut"),
        "selecting": Scene("ss", "quill-held"),
        "words selected": Scene("ss/was held ... gate<enter>", "quill-held"),
        "too many words": Scene("ssLLLLLLLLLLLLLLLLLLLLLLLLL", "quill-held"),
        "passage made": Scene("ss/was held ... gate<enter>pShe is held.<ctrl+s>", "quill-held"),
    },
    "CompareScreen": {
        "comparison": Scene("c", data=IT),
        "comparison of more days": Scene("c++", data=IT),
    },
    "LanesScreen": {
        "lanes": Scene("l", data=IT),
        "lanes of kinds": Scene("lww", data=IT),
        "lanes of sources": Scene("lwww", data=IT),
        "lanes by months": Scene("l--", data=IT),
        "lanes of all years": Scene("l----", data=IT),
        "lanes filtered": Scene("/kind:network<enter>l", data=IT),
        "lanes, empty": Scene("l", data="empty"),
    },
    "TiesScreen": {
        "ties of two": Scene("Ttsepkalo<enter>", "pandadoc", IT),
        "ties of one": Scene("T<enter>", "pandadoc", IT),
        "ties of one, opened": Scene("T<enter>jj<space>", "pandadoc", IT),
        "ties as a grid": Scene("T<enter>d", "pandadoc", IT),
        "ties at a date": Scene("T<enter>t2019<enter>", "pandadoc", IT),
        "ties, none": Scene("Ttsepkalo<enter>123", "pandadoc", IT),
    },
    "MovesScreen": {
        "moves": Scene("F", data=IT),
        "moves by number": Scene("FSSSS", data=IT),
        "moves, none": Scene("F", data="empty"),
    },
}
"""Screen → name of a scene that ends on it → the scene."""
NAMED = {name: scene for scenes in SCENES.values() for name, scene in scenes.items()}


def dataset(name: str, folder: Path) -> Path:
    """Make a dataset in `folder`, a copy that may be changed."""
    if name == "empty":
        write_files(folder / name, files("My chronicle"))
        return folder / name
    made = shutil.copytree(DATA / name.replace("broken", "harbour"), folder / name)
    for file, right, wrong in FAULTS if name == "broken" else ():
        text = (made / file).read_text(encoding="utf-8")
        (made / file).write_text(text.replace(right, wrong), encoding="utf-8")
    return made


@asynccontextmanager
async def reached(name: str, size: tuple[int, int], settings: Settings = SETTINGS) -> AsyncIterator[Pilot[None]]:
    """Run the explorer till a scene is on the screen; AssertionError where another screen is."""
    scene = NAMED[name]
    with TemporaryDirectory(prefix="letapis-", ignore_cleanup_errors=True) as temporary, chdir(temporary):
        folder = Path(temporary)
        app = LetapisApp(
            dataset(scene.data, folder),
            notebook=Notebook(folder / "notebooks"),
            settings=settings,
            learned=Learned(folder / "new" if scene.is_new else None),
            at=scene.at,
        )
        app.NOTIFICATION_TIMEOUT = LONGEST
        async with AsyncExitStack() as stack:
            begun, go_on = stack.enter_context(opening_held())
            pilot = await stack.enter_async_context(app.run_test(size=size, notifications=True))
            stack.callback(go_on.set)
            if scene.is_opening:
                await until(pilot, begun.is_set)
            else:
                go_on.set()
                await opened(pilot)
            for key, letter in re.findall(r"<(.+?)>|(.)", scene.keys):
                await press_keys(pilot, key or letter)
                await settled(pilot)
            on = type(app.screen).__name__
            assert name in SCENES.get(on, {}), f"is on {on}"
            yield pilot


async def settled(pilot: Pilot[None]) -> None:
    """Wait until nothing is being read or written, but for a dataset that is held."""
    await until(pilot, lambda: not any(one.is_running and one.name != "open" for one in pilot.app.workers))
    await pilot.pause()
