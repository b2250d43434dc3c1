"""Whatever types a file has where others are expected, it is refused in one sentence, or what comes of it loads."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from samples import HARBOUR

from tui.core.index.index import Index
from tui.core.loading import loader
from tui.core.loading.yaml_reader import MAX_TEXT
from tui.core.model.problem import Severity
from tui.core.query import parser
from tui.core.store.memory import MemoryStore
from tui.exchange.exporters.selection import select
from tui.exchange.formats import FORMATS as WRITTEN
from tui.exchange.importers.content import Options
from tui.exchange.importers.formats import FORMATS, read
from tui.exchange.importers.incoming import files

SIGNS = st.characters(codec=None)
TEXTS = st.one_of(
    st.text(SIGNS, max_size=12),
    st.sampled_from(
        ["", " ", "---", "\ud800", "a\0b", "\u202e", "2020-08-09", "44 BC", "https://a.example/", "x" * 400, "a: b",
         "#", "\x85", "\ufeff", "null", "yes", "1e9", "s/p", "{}", "|", "'", "\u2028", "- a", "é" * 80]
    ),
)  # fmt: skip
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.integers(-3000, 3000), st.floats(), TEXTS)
KEYS = [
    *("title", "date", "name", "text", "headline", "start_date", "end_date", "year", "month", "day", "events", "id"),
    *(
        "type",
        "schema",
        "properties",
        "author",
        "issued",
        "date-parts",
        "family",
        "given",
        "literal",
        "target",
        "exact",
    ),
    *(
        "selector",
        "body",
        "value",
        "source",
        "items",
        "url",
        "URL",
        "data",
        "media",
        "caption",
        "note",
        "kind",
        "group",
    ),
    *("summary", "place", "involves", "unique_id", "eras", "evidence", "names"),
]
HEADINGS = st.sampled_from(["title", "date", "type", "source", "quote"])
JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(st.sampled_from(KEYS), TEXTS), inner, max_size=4)
    ),
    max_leaves=8,
)


@cache
def wholes() -> list[Any]:
    """Return a few records of each format in JSON, as we write them, and others that only come in."""
    index = Index(MemoryStore(loader.load(HARBOUR)[0]))
    found: list[Any] = []
    for name in ("jsonl", "ftm", "csl", "timelinejs", "annotations"):
        selection = select(index, index.run(parser.parse("cable")))
        text = "".join(WRITTEN[name].write(selection))
        found.append([*map(json.loads, text.splitlines())][:6] if name in ("jsonl", "ftm") else json.loads(text))
    hypothesis = {"rows": [{"uri": "https://a.example/", "text": "t", "target": [{"selector": [{"exact": "q"}]}]}]}
    zotero = [{"key": "A", "data": {"itemType": "book", "title": "T", "creators": [{"lastName": "R"}], "date": "2011"}}]
    old = {
        "timeline": {"headline": "T", "date": [{"startDate": "2011,12,10", "headline": "H", "asset": {"media": "m"}}]}
    }
    table = [
        {"title": "Bells", "date": "2020", "place": "Quay", "source": "https://a.example/", "id": 1, "tags": ["a"]}
    ]
    return [*found, hypothesis, zotero, old, table]


def nodes(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each place of a value in JSON: what it is in, and its key there."""
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from nodes(value[key])


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """Return one of these files with other values in a few places."""
    value = copy.deepcopy(draw(st.sampled_from(wholes())))
    for _ in range(draw(st.integers(1, 3))):
        if places := list(nodes(value)):
            inside, key = draw(st.sampled_from(places))
            inside[key] = draw(JSON)
    return value


def require_harmless(data: bytes, name: str = "") -> None:
    try:
        incoming = read(data, Options(), name)
    except ValueError as error:
        said = str(error)
    else:
        said = ""
    if said:
        assert len(said) < 2000
        return
    [*incoming.losses.summary()], [*incoming.losses.json_lines()]
    if not incoming.sections:
        return
    with TemporaryDirectory() as folder:
        for path, text in files(incoming, "T").items():
            Path(folder, path).write_text(text, encoding="utf-8")
        _, problems = loader.load(Path(folder))
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []


@given(changed())
def test_values_of_other_types_in_files_of_other_tools(value: Any) -> None:
    require_harmless(json.dumps(value).encode())


@given(JSON, st.sampled_from([name for name, each in FORMATS.items() if name != "csv"]))
@example([], "ftm")
@example({"items": [None]}, "csl")
def test_any_json_said_to_be_of_any_format(value: Any, name: str) -> None:
    require_harmless(json.dumps(value).encode(), name)


@given(
    st.lists(
        st.lists(st.one_of(TEXTS, st.sampled_from(["title", "date", "type", "source", "quote"])), max_size=5),
        max_size=6,
    ),
    st.sampled_from(",;\t|"),
    st.sampled_from(
        [
            "",
            "title,date\n",
            "type,id,date,earliest,latest,end,name,value,involves,sources,voices,evidence,quotes,where\n",
        ]
    ),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_tables_of_any_cells(rows: list[list[str]], sign: str, head: str, encoding: str) -> None:
    text = head.replace(",", sign) + "\n".join(sign.join(cells) for cells in rows)
    require_harmless(text.encode(encoding, "replace"))
    require_harmless(text.encode("utf-8", "surrogatepass"))


CALENDAR = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Bells
DTSTART:20200809T120000Z
DTEND;VALUE=DATE:20200810
RRULE:FREQ=DAILY
URL:https://a.example/
ATTENDEE;CN=Ann:mailto:a@b.c
END:VEVENT
END:VCALENDAR
"""
PLAIN = [
    b"@book{ex2011,\n  title = {A {Book}},\n  author = {Ex, Ann and {World Office}},\n  date = {1450~/1460},\n}\n",
    b"TY  - BOOK\nTI  - A Book\nAU  - Ex, Ann\nPY  - 2011/05//\nUR  - https://a.example/\nER  - \n",
    CALENDAR,
    b"title: T\n\nsection A\n2020-08-09: Bells\n2020-08 / 2021: Nets #tag\nendSection\n",
]
"""A file of each format that is neither JSON nor a table."""
PIECES = st.sampled_from(
    ["{", "}", "\n", "@", '"', ",", "=", "- ", "BEGIN:VEVENT\n", "DTSTART:", "DURATION:P9D\n", "9999", "/"]
)


@given(st.sampled_from(PLAIN), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 6), TEXTS | PIECES), max_size=5))
@example(PLAIN[2], [])
@example(CALENDAR, [(CALENDAR.index(b"DATE:20200810") + 4, 1, ",:")])
def test_texts_with_other_words_in_them(raw: bytes, changes: list[tuple[int, int, str]]) -> None:
    for at, length, text in changes:
        raw = raw[: at % len(raw)] + text.encode("utf-8", "surrogatepass") + raw[at % len(raw) + length :] or b" "
    require_harmless(raw)


def test_cells_and_names_of_any_size() -> None:
    long = "word " * 60_000
    require_harmless(f'title,date,involves,source,note\n"{long}",{long},{long},{long},{long}\n'.encode())
    whole = {
        "title": long,
        "date": long,
        "place": long,
        "url": f"https://a.example/{long}",
        "note": "x" * (MAX_TEXT + 1),
    }
    require_harmless(json.dumps([whole]).encode())
