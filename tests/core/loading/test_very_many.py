"""Very many problems of any kind take no more memory than their records: what each takes is measured on few."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from cases import for_each

from tests.core.loading.test_loader import BASE, write
from tui.core.checks.check import findings
from tui.core.loading import files, yaml_pieces
from tui.core.loading.loader import load_all
from tui.core.model import problems as module
from tui.core.model.problems import in_reading_order

ROOM = 850
"""Bytes for each problem, with its record if that is shown."""
_EVENT = "title: Park opens its gate, kind: law, evidence: [rev/one]"
_CLAIM = "about: hpark, question: How many?"
LINES: dict[str, tuple[str, Callable[[int], str]]] = {
    "bad date": ("events", lambda n: f"  e{n}: {{date: 2020-13, {_EVENT}}}\n"),
    "bad number": ("events", lambda n: f"  e{n}: {{date: 2020, order: first{n}, {_EVENT}}}\n"),
    "unknown key": ("events", lambda n: f"  e{n}: {{date: 2020, colour: red{n}, {_EVENT}}}\n"),
    "wrong kind": ("events", lambda n: f"  e{n}: {{date: {{a: x{n}}}, {_EVENT}}}\n"),
    "missing key": ("events", lambda n: f"  e{n}: {{date: 2020, evidence: [rev/one]}}\n"),
    "no map": ("events", lambda n: f"  e{n}: text\n"),
    "bad id": ("events", lambda n: f"  e{n}-: {{date: 2020, {_EVENT}}}\n"),
    "id used twice": ("people", lambda n: f"  e{n // 2}: {{name: Ann {n}, evidence: [rev/one]}}\n"),
    "no passage": ("events", lambda n: f"  e{n}: {{date: 2020, title: T{n}, evidence: [rev/x{n}]}}\n"),
    "no such entity": ("events", lambda n: f"  e{n}: {{date: 2020, involves: [{{entity: x{n}}}], {_EVENT}}}\n"),
    "about nothing": ("claims", lambda n: f"  c{n}: {{about: x{n}, question: Q, values: [{{value: x{n}}}]}}\n"),
    "no end": ("relations", lambda n: f"  r{n}: {{from: x{n}, type: leads, to: hpark, evidence: [rev/one]}}\n"),
    "after itself": ("events", lambda n: f"  e{n}: {{date: 2020, after: e{n}, {_EVENT}}}\n"),
    "uncited": ("events", lambda n: f"  e{n}: {{date: 2020, title: Park opens {n}}}\n"),
    "figure": ("claims", lambda n: f"  c{n}: {{{_CLAIM}, values: [{{value: 7{n}, evidence: [rev/one]}}]}}\n"),
    "no values": ("claims", lambda n: f"  c{n}: {{{_CLAIM}, values: []}}\n"),
    "bad language": ("people", lambda n: f"  p{n}: {{name: Ann {n}, names: [{{value: A, lang: 1 {n}}}]}}\n"),
    "bad address": ("sources", lambda n: f"  s{n}: {{title: T, url: ftp {n}}}\n"),
    "needless accept": ("events", lambda n: f"  e{n}: {{date: 2020, accept: [uncited], {_EVENT}}}\n"),
}


def peak(folder: Path, kind: str, count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many bytes a check takes at most of a dataset with this many problems."""
    section, line = LINES[kind]
    write(folder, {**BASE, "m.yaml": f"{section}:\n{''.join(map(line, range(count)))}"})
    # so much is set aside for a file, and given back unused
    monkeypatch.setattr(files, "MAX_BYTES", (folder / "m.yaml").stat().st_size)
    tracemalloc.start()
    try:
        read = load_all(folder)
        found = in_reading_order(chain(read.problems, findings(read.dataset)))
        assert sum(1 for _ in found) >= count // 2
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@for_each(kind=tuple(LINES))
def test_a_problem_takes_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(module, "MANY", 50)
    monkeypatch.setattr(yaml_pieces, "PIECE", 2000)
    few, many = 80, 180
    peak(tmp_path / f"{kind} once", kind, few, monkeypatch)  # what is made once is made here
    less, more = (peak(tmp_path / f"{kind} {count}", kind, count, monkeypatch) for count in (few, many))
    each = (more - less) / (many - few)
    assert each < ROOM, f"{kind}: {each:.0f} bytes"
