"""Lines and places of a source: one leads to the other and back, at any width."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.core.documents.folder import Document
from tui.core.model.dataset import Dataset
from tui.core.model.records import Passage, Source
from tui.core.store.memory import MemoryStore
from tui.present.source.lazy_lines import LazyLines, line_at, place_at
from tui.present.source.source import reading

TEXT = "\n\n".join(
    f"Paragraph {n}: the crane at the far quay turned twice, and {n} crates were counted." for n in range(900)
)


def laid(width: int) -> LazyLines:
    """The whole text, all of it laid out."""
    source = Source(id="novel", title="Novel", passages={"last": Passage(quote="899 crates were counted")})
    store = MemoryStore(Dataset(root=Path(), sources={"novel": source}))
    document = Document(source="novel", path=Path("novel.txt"), text=TEXT, same=True)
    found = LazyLines(reading(store, "novel", "novel/last", document), width)
    line = 0
    while line < len(found):
        line = found.reach(line, 40) + 40
    return found


@pytest.mark.parametrize("width", [7, 40, 76])
def test_a_line_is_found_again_by_its_place(width: int) -> None:
    found = laid(width)
    places = [place_at(found, line) for line in range(len(found))]
    assert places == sorted(places)
    assert found.reading.begins(0) <= places[0] < places[-1] <= found.reading.length
    back = [line_at(found, place) for place in places]
    assert max(abs(line - again) for line, again in enumerate(back)) <= 1


def test_a_place_stands_at_the_same_words_in_another_width() -> None:
    narrow, wide = laid(30), laid(76)
    for number in (5, 400, 880):
        place = TEXT.index(f"Paragraph {number}:")
        for found in (narrow, wide):
            line = line_at(found, place)
            around = " ".join(span.text for one in found[max(0, line - 3) : line + 4] for span in one)
            assert f"Paragraph {number}:" in around
