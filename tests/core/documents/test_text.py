"""Kinds of document: each is read, and without the extra one sentence says how to get what reads it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pdf import pdf

from tui.core.documents.pdf import MISSING
from tui.core.documents.text import ENDINGS, KINDS, text_of
from tui.core.errors import DocumentError

ROOT = Path(__file__).parents[3]
OPTIONAL = ("bs4", "charset_normalizer", "markdown_it", "pypdf")
SAMPLES = {
    "plain text": "Мора".encode(),
    "Markdown": b"---\ntitle: X\n---\n# Sea\n\nA *calm* ~~old~~ day.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
    "HTML": b"<title>Sea</title><script>x</script><p>A <b>calm</b>\nday.<p>Over.<pre>1\n2</pre>",
    "PDF": pdf(["A calm day."]),
}
READ = {
    "plain text": "Мора",
    "Markdown": "Sea\nA calm old day.\na\nb\n1\n2",
    "HTML": "Sea\nA calm day.\nOver.\n1\n2",
    "PDF": "A calm day.",
}


def test_every_kind_is_read_by_each_of_its_endings() -> None:
    assert {kind.name for kind in KINDS} == SAMPLES.keys()
    for ending, kind in ENDINGS.items():
        assert text_of(SAMPLES[kind.name], ending.upper()) == READ[kind.name]
    assert [kind.name for kind in KINDS if not kind.has_paragraphs] == ["PDF"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Порт".encode("utf-8-sig"), "Порт"),
        ("Порт".encode("utf-16"), "Порт"),
        ("Порт".encode("utf-32"), "Порт"),
        ("Порт працаваў як звычайна, хоць сувязі не было ўжо другі дзень.".encode("cp1251"), "Порт працаваў"),
        ("Порт работал как обычно, хотя связи не было уже второй день.".encode("utf-16-le"), "Порт работал"),
        (b"", ""),
    ],
    ids=["utf-8 marked", "utf-16", "utf-32", "cp1251", "utf-16 unmarked", "empty"],
)
def test_the_encoding_is_the_one_that_fits(raw: bytes, text: str) -> None:
    found = text_of(raw, ".txt")
    assert found.startswith(text)
    assert bool(found) is bool(text)


def test_without_the_extra_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OPTIONAL:
        monkeypatch.setitem(sys.modules, name, None)
    assert text_of(SAMPLES["plain text"], ".txt") == READ["plain text"]
    for raw, ending in (*((SAMPLES[kind.name], kind.endings[0]) for kind in KINDS[1:]), (b"\xcf\xee\xf0\xf2", ".txt")):
        with pytest.raises(DocumentError, match="letapis\\[documents\\]") as caught:
            text_of(raw, ending)
        assert caught.value.message == MISSING


def test_nothing_but_documents_needs_the_extra() -> None:
    code = (
        f"import sys\nfor name in {OPTIONAL}: sys.modules[name] = None\n"
        "import pkgutil, tui\nfrom importlib import import_module\n"
        "for found in pkgutil.walk_packages(tui.__path__, 'tui.'):\n"
        "    if not found.name.endswith('__main__'): import_module(found.name)\n"
        "from tui.cli.main import run\nsys.exit(run(['find', '-d', 'data/harbour', 'cable']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
