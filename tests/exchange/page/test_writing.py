"""The page: its records without a script, what it holds for its script, and what becomes of a great many."""

import json
import re
import shutil
import subprocess
import zlib
from base64 import b64decode

import pytest
from samples import HARBOUR, ROOT

from tui.core.index.index import Index
from tui.core.opening import open_dataset
from tui.core.query import parser
from tui.exchange.exporters.selection import Selection, select
from tui.exchange.page import writing

SCRIPT = ROOT / "tui/exchange/page/page.js"
TSC = shutil.which("tsc") or ""


@pytest.fixture(scope="module")
def harbour() -> Selection:
    index: Index = open_dataset(HARBOUR).index
    return select(index, index.run(parser.parse("")))


def test_every_record_is_whole_without_scripts(harbour: Selection) -> None:
    page = "".join(writing.write(harbour))
    inside = page[page.index("<noscript>") : page.index("</noscript>")]
    for ref in harbour.refs:
        assert f'<article id="{ref.section}/{ref.id}"' in inside
    for source in harbour.store.sources.values():
        for key, passage in source.passages.items():
            assert f'id="passages/{source.id}/{key}"' in inside
            assert passage.quote in inside or "&" in passage.quote or "'" in passage.quote
    assert '<blockquote lang="be">“' in inside


def test_each_record_is_one_line_that_says_who_says_so(harbour: Selection) -> None:
    page = "".join(writing.write(harbour))
    lines = [line for line in page.splitlines() if line.startswith("<article ")]
    assert len(lines) == len(harbour.refs)
    [line] = [line for line in lines if 'id="events/council-vote"' in line]
    assert line.endswith("</article>")
    assert " · 1 source</p>" in line
    assert '<a href="#sources/gazette">The Harbour Gazette</a> <a class="q" href="#passages/gazette/' in line
    [claim] = [line for line in lines if 'id="claims/crowd"' in line]
    assert '<th scope="col">who says so</th>' in claim
    assert "≠ cannot all be true: A few hundred people" in claim


def test_more_records_than_a_browser_likes_are_packed(harbour: Selection, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = "".join(writing.write(harbour))
    monkeypatch.setattr(writing, "MOST_WHOLE", 5000)
    page = "".join(writing.write(harbour))
    inside = page[page.index("<noscript>") : page.index("</noscript>")]
    assert inside.count("<li>") == 16
    assert "<li>9 Aug 2020 Vote for the harbour council <small>The Harbour Gazette</small></li>" in inside
    packed = re.findall(r'id="packed">([^<]*)<', page)[0]
    text = zlib.decompress(b64decode(packed)).decode()
    assert text in whole


def test_what_the_script_needs_is_one_json_that_ends_no_script(harbour: Selection) -> None:
    page = "".join(writing.write(harbour))
    data = json.loads(re.findall(r'id="data">([^<]*)<', page)[0])
    assert len(data["slots"]) > 10
    assert data["labels"][0] == [2, "2005"] or data["labels"][0][1] == "2005"
    assert set(data["spelling"]) == {"letters", "apostrophes", "choices", "sounds"}


def test_the_script_is_small_and_plain() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.encode()) < 30_000
    assert text.startswith("// @ts-check")
    assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|eval|import|localStorage)\b\s*\(?", text)


@pytest.mark.skipif(not TSC, reason="no TypeScript compiler (tsc) here")
def test_the_script_is_typed() -> None:
    how = ("--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "es2022", "--lib", "es2022,dom,dom.iterable")
    ran = subprocess.run([TSC, *how, SCRIPT], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "")
