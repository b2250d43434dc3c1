"""Inputs for the fuzzer: each target makes one input of a `random.Random`, tries it, and raises where a promise breaks.

`make fuzz` runs them for hours; `tests/faults/test_fuzzing.py` for a moment, where Hypothesis shrinks what fails.
"""

from __future__ import annotations

import copy
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import yaml
from archived import epub, word
from hostile import FORBIDDEN, STRINGS
from pdf import pdf
from samples import EDTF_TABLE, HARBOUR

from tui.core.compiled import cache as compiled_files
from tui.core.dates import edtf, in_text, typed
from tui.core.documents.anchor import DocumentText, locate
from tui.core.documents.description import describe
from tui.core.documents.text import text_of
from tui.core.errors import (
    DamagedNotebookError,
    DateError,
    DocumentError,
    FieldError,
    NewerNotebookError,
    QueryError,
)
from tui.core.index.index import Index
from tui.core.loading import loader
from tui.core.model.records import Passage
from tui.core.opening import open_dataset
from tui.core.query import parser
from tui.core.query.fields import FIELDS
from tui.core.store.memory import MemoryStore
from tui.core.text.display import shown
from tui.exchange.exporters.selection import select
from tui.exchange.formats import FORMATS as WRITTEN
from tui.exchange.importers.content import Options
from tui.exchange.importers.formats import FORMATS as READ
from tui.exchange.importers.formats import read
from tui.exchange.importers.incoming import files
from tui.notebook import book
from tui.notebook.settings import read_settings
from tui.theme.catalogue import Catalogue

TEXTS = {path.relative_to(HARBOUR).as_posix(): path.read_bytes() for path in sorted(HARBOUR.rglob("*.yaml"))}
SCRAPS = [
    *(sign.encode() for sign in "{}[]:,-#&*!|>'\"%@`\t\n ~\\=<>/?"),
    *(text.encode("utf-8", "surrogatepass") for text in STRINGS),
    *(b"<<: ", b"- ", b"---\n", b"&a ", b"*a", b"!!str ", b"null", b"1e9", b"-1", b"2020-02-30"),
    *(b"\xff\xfe", b"\xed\xa0\x80", b"<div>" * 50),
    *(b"<!--", b"]]>", b"&#x1f600;", b"endobj", b"stream\n", b"ER  - \n", b"END:VEVENT\n", b"\r\n"),
]  # fmt: skip
"""Pieces that mean something to one parser or another."""
VALUES = (None, True, 0, -1, 2**70, 1.5, float("nan"), "", " ", "x" * 5000, [], {}, [[]], {"a": {}}, ["gazette/cut"])


def require(holds: object, what: object) -> None:
    """Raise AssertionError unless it holds."""
    assert holds, what


def changed(raw: bytes, chance: random.Random) -> bytes:
    """Return these bytes with a few pieces put in, taken out, doubled or flipped."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(raw) + 1)
        length = min(chance.choice((1, 1, 2, 8, 60, 400)), len(raw) - at)
        match chance.randrange(5):
            case 0:
                raw = raw[:at] + chance.choice(SCRAPS) + raw[at:]
            case 1:
                raw = raw[:at] + raw[at + length :]
            case 2:
                raw = raw[:at] + raw[at : at + length] * chance.choice((2, 3, 40)) + raw[at + length :]
            case 3 if length:
                raw = raw[:at] + bytes([raw[at] ^ 1 << chance.randrange(8)]) + raw[at + 1 :]
            case _:
                raw = raw[:at] + bytes(chance.randrange(256) for _ in range(length)) + raw[at + length :]
    return raw


def _places(value: object) -> Iterator[tuple[dict[object, object] | list[object], object]]:
    """Yield each place in a value of JSON or YAML: what it is in, and its key there."""
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _places(value[key])


def regrafted(value: object, chance: random.Random) -> object:
    """Return a value of JSON or YAML in which a few places hold something else, or what stands elsewhere in it."""
    value = json.loads(json.dumps(value, default=str))
    for _ in range(chance.randint(1, 4)):
        if found := [*_places(value)]:
            inside, key = chance.choice(found)
            other = chance.choice(found)
            match chance.randrange(4):
                case 0:
                    inside[key] = copy.deepcopy(chance.choice(VALUES))
                case 1:
                    inside[key] = json.loads(json.dumps(other[0][other[1]]))
                case 2 if isinstance(inside, dict):
                    inside[chance.choice(STRINGS)] = inside.pop(key)
                case _:
                    inside[key] = chance.choice(STRINGS)
    return value


def _write(folder: Path, contents: dict[str, bytes]) -> None:
    for name, raw in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


def _require_sound(folder: Path, chance: random.Random) -> None:
    """Load a dataset, check what is said of it, and let an index and an export have what is left."""
    dataset, problems = loader.load(folder)
    for problem in problems:
        assert problem.rule
        assert problem.message
        assert not set(FORBIDDEN) & set(shown(problem.message))
    index = Index(MemoryStore(dataset))
    found = index.run(parser.parse(chance.choice(("", "cable", "date:2020", "has:after", "-has:quote"))))
    name = chance.choice([*WRITTEN])
    for piece in WRITTEN[name].write(select(index, found)):
        piece.encode("utf-8", "backslashreplace")


def yaml_bytes(chance: random.Random, folder: Path) -> None:
    """A file of a dataset whose bytes were changed."""
    victim = chance.choice([*TEXTS])
    _write(folder, {**TEXTS, victim: changed(TEXTS[victim], chance)})
    _require_sound(folder, chance)


@cache
def _trees() -> dict[str, object]:
    return {name: yaml.safe_load(raw) for name, raw in TEXTS.items()}


def datasets(chance: random.Random, folder: Path) -> None:
    """A dataset in which values stand where they do not belong."""
    victim = chance.choice([*TEXTS])
    tree = regrafted(_trees()[victim], chance)
    _write(folder, {**TEXTS, victim: json.dumps(tree, ensure_ascii=chance.random() < 0.5).encode("utf-8", "replace")})
    _require_sound(folder, chance)


@cache
def _index() -> Index:
    return Index(MemoryStore(loader.load(HARBOUR)[0]))


WORDS = (
    "cable",
    "hpark",
    "2020",
    "2020-08..",
    "~2020-08-09",
    "OR",
    "AND",
    "NOT",
    "(",
    ")",
    "-",
    '"',
    ":",
    "..",
    "*",
    " ",
)


def queries(chance: random.Random, folder: Path) -> None:
    """A query of pieces of the language and of anything."""
    del folder
    pieces = [*WORDS, *(f"{name}:" for name in FIELDS), *(f"-{name}:" for name in FIELDS)]
    text = "".join(
        chance.choice(STRINGS) if chance.random() < 0.1 else chance.choice(pieces) + chance.choice(("", " "))
        for _ in range(chance.randint(1, 12))
    )
    try:
        wanted = parser.parse(text)
        assert parser.parse(str(wanted)) == wanted
        _index().run(wanted)
    except QueryError as error:
        require(0 <= error.start <= error.end <= len(text), error)


@cache
def _dates() -> list[str]:
    return [str(row) for row in _strings(yaml.safe_load(EDTF_TABLE.read_text(encoding="utf-8")))]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value


DATES = ("2020", "-0044", "XX", "?", "~", "%", "/", "..", "[", "]", "{", "}", ",", "Y", "E", "S", "-", "13", "32", "00")
WORDED = (*DATES, "August", "жніўня", "spring", "c. ", "BC", "the ", "9", "th", "next ", "+", "w", "m", "y", " ")


def dates(chance: random.Random, folder: Path) -> None:
    """A date: in EDTF, typed, or in running text."""
    del folder
    text = chance.choice(_dates()) if chance.random() < 0.5 else "".join(chance.choices(DATES, k=chance.randint(1, 9)))
    text = (
        changed(text.encode("utf-8", "replace"), chance).decode("utf-8", "replace") if chance.random() < 0.4 else text
    )
    try:
        found = edtf.parse(text)
        assert edtf.parse(found.text) == found
    except DateError as error:
        require(shown(error.message) == error.message, error)
    words = "".join(chance.choices(WORDED, k=chance.randint(1, 9)))
    for reads in (lambda: typed.typed(words, 737_000), lambda: in_text.read_date(words, "2020-08")):
        try:
            reads()
        except (DateError, FieldError) as error:
            require(error.message, words)
    in_text.dates_in(words * chance.choice((1, 3)), "2020")


@cache
def _documents() -> list[str]:
    return [path.read_text(encoding="utf-8", errors="replace") for path in sorted((HARBOUR / "documents").glob("*.*"))]


def anchors(chance: random.Random, folder: Path) -> None:
    """An excerpt of a document, and the document, each changed."""
    del folder
    text = chance.choice(_documents())
    at = chance.randrange(len(text))
    quote, prefix, suffix = (
        text[at : at + chance.randint(0, 120)],
        text[max(0, at - 20) : at],
        text[at + 120 : at + 140],
    )

    def damaged(words: str) -> str:
        return (
            changed(words.encode("utf-8", "replace"), chance).decode("utf-8", "replace")
            if chance.random() < 0.5
            else words
        )

    passage = Passage(quote=damaged(quote), prefix=damaged(prefix), suffix=damaged(suffix))
    page = DocumentText(damaged(text))
    found = locate(passage, page, everywhere=chance.random() < 0.5)
    assert found.start == -1 or 0 <= found.start <= found.end <= len(page.text)
    if found.verdict == "exact":
        assert page.text[found.start : found.end].split()


@cache
def _files_of_others() -> list[tuple[str, bytes]]:
    selection = select(_index(), _index().run(parser.parse("")))
    made = [(name, "".join(WRITTEN[name].write(selection)).encode()) for name in READ if name in WRITTEN]
    made.append(
        ("ris", b"TY  - BOOK\nTI  - A Book\nAU  - Ex, Ann\nPY  - 2011/05//\nUR  - https://a.example/\nER  - \n")
    )
    made.append(
        (
            "ics",
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:B\nDTSTART:20200809T120000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR\n",
        )
    )
    made.append(("markwhen", b"title: T\n\nsection A\n2020-08-09: Bells\n2020-08 / 2021: Nets #tag\nendSection\n"))
    return made


def importers(chance: random.Random, folder: Path) -> None:
    """A file of another tool; what comes of it loads without an error."""
    name, raw = chance.choice(_files_of_others())
    if raw[:1] in b"[{" and chance.random() < 0.6:
        lines = [raw] if chance.random() < 0.5 else raw.splitlines()
        try:
            raw = b"\n".join(json.dumps(regrafted(json.loads(line), chance)).encode() for line in lines[:40])
        except ValueError:
            raw = changed(raw, chance)
    else:
        raw = changed(raw[: chance.choice((400, 4000, 40_000))], chance)
    try:
        incoming = read(raw, Options(), name if name in READ and chance.random() < 0.5 else "")
    except ValueError as error:
        require(str(error), name)
        return
    [*incoming.losses.summary()]
    if incoming.sections:
        _write(folder, {path: text.encode() for path, text in files(incoming, "T").items()})
        _, problems = loader.load(folder)
        wrong = [(each.rule, each.message, each.file, each.line) for each in problems if each.severity.name == "ERROR"]
        assert not wrong, wrong


@cache
def _kinds() -> list[tuple[str, bytes]]:
    page = (
        "<!doctype html><html><head><title>T</title><meta name='author' content='A'></head>"
        "<body><h1>One</h1><p>Words <b>here</b>.</p>" + "<div><table><tr><td>x</table></div>" * 9
    )
    body = "<w:p><w:r><w:t>Words here</w:t></w:r></w:p>" * 5
    return [
        *((path.suffix, path.read_bytes()) for path in sorted((HARBOUR / "documents").glob("*.*"))),
        (".html", page.encode()),
        (".md", b"---\ntitle: T\n---\n# One\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> * 1. `x` [l](u) ~~s~~\n"),
        (".pdf", pdf(["Words here", "and more"], ["Page two"])),
        (".docx", word(body)),
        (".epub", epub({"a.xhtml": page, "b.xhtml": page})),
    ]


def documents(chance: random.Random, folder: Path) -> None:
    """A document of any kind, changed outside or within its archive."""
    ending, raw = chance.choice(_kinds())
    if ending in (".docx", ".epub") and chance.random() < 0.6:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
            victim = chance.choice(before.namelist())
            for name in before.namelist():
                after.writestr(name, changed(before.read(name), chance) if name == victim else before.read(name))
        raw = made.getvalue()
    else:
        raw = changed(raw, chance)
    for reads in (lambda: text_of(raw, ending, folder), lambda: describe(raw, ending)):
        try:
            reads()
        except DocumentError as error:
            require(str(error), ending)


def notebooks(chance: random.Random, folder: Path) -> None:
    """A notebook; what is read can be written and read again."""
    del folder
    mark = {"record": "events/network-cut", "name": "N", "text": "t", "date": "2020", "kept": "2020-08-09T10:00:00"}
    head = json.loads(book.to_bytes(book.Book()))
    whole = {**head, "bookmarks": [mark], "notes": [mark], "views": [{"name": "v", "query": "kind:law"}]}
    raw = json.dumps(regrafted(whole, chance)).encode()
    raw = changed(raw, chance) if chance.random() < 0.5 else raw
    try:
        found = book.from_bytes(raw)
    except (DamagedNotebookError, NewerNotebookError):
        return
    assert book.from_bytes(book.to_bytes(found)) == found
    book.with_unknown(book.to_bytes(found), raw)


def settings(chance: random.Random, folder: Path) -> None:
    """A file of settings, and a theme of the user's own."""
    text = b'plain = false\ntheme = "auto"\nclipboard = "on"\n\n[keys]\nquit = ["q"]\ncopy = ["y", "ctrl+y"]\n'
    (folder / "config.toml").write_bytes(changed(text, chance))
    _, wrong = read_settings(folder / "config.toml")
    assert all(map(str.strip, wrong))
    themes = folder / "themes"
    themes.mkdir(exist_ok=True)
    theme = b'name = "own"\nprimary = "#336699"\nbackground = "#101010"\ndark = true\n\n[variables]\nx = "#fff"\n'
    (themes / "own.toml").write_bytes(changed(theme, chance))
    Catalogue(themes, "dark").find("own")


@cache
def _compiled_harbour() -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        opened = open_dataset(HARBOUR, cache_folder=Path(made))
        opened.keep()
        return compiled_files.path_of(HARBOUR, Path(made)).read_bytes()


def index_files(chance: random.Random, folder: Path) -> None:
    """A compiled file that is damaged: what it cannot give whole comes from the files of the dataset."""
    path = compiled_files.path_of(HARBOUR, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(changed(_compiled_harbour(), chance))
    opened = open_dataset(HARBOUR, cache_folder=folder)
    assert opened.index.run(parser.parse("cable")).count == _index().run(parser.parse("cable")).count


TARGETS: dict[str, Callable[[random.Random, Path], None]] = {
    each.__name__: each
    for each in (
        *(yaml_bytes, datasets, queries, dates, anchors, importers),
        *(documents, notebooks, settings, index_files),
    )
}
"""What is tried, by name; each takes the chance and an empty folder of its own."""
