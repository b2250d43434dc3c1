"""A long source is laid out around what is looked at, and reads the same as if it were laid out whole."""

from __future__ import annotations

from pathlib import Path

from cases import for_each
from making import joined, store_of
from making import lines as lines_of

from tui.core.documents.anchor import Anchoring
from tui.core.documents.folder import Document
from tui.core.model.records import Passage, Source
from tui.present.page import Page
from tui.present.source.full_text import PART, FullText
from tui.present.source.lazy_lines import KEPT, LazyLines, line_at, place_at
from tui.present.source.parts import Reading, part_at, stop_of
from tui.present.source.source import AT_ONCE, located, reading

WORDS = "The crane at the far quay turned twice and the men below it counted crates of tin"


def novel(paragraphs: int) -> str:
    return "\n\n".join(
        f"Paragraph {n}. {WORDS} {n}, {WORDS.lower()} and so on until evening {n}." for n in range(paragraphs)
    )


def opened(text: str, key: str, **passages: Passage) -> Reading:
    store = store_of(sources=[Source(id="novel", title="Novel", passages=passages)])
    return reading(store, "novel", f"novel/{key}", Document(source="novel", path=Path("x.txt"), text=text, same=True))


def source_of(text: str, quote: str = "", **more: str) -> Reading:
    passages = {"last": Passage(quote=quote, **more)} if quote else {}
    return located(opened(text, "last", **passages))


def reached(found: Reading, width: int) -> LazyLines:
    """All lines, every one of them laid out."""
    laid = LazyLines(found, width)
    line = 0
    while line < len(laid):
        line = laid.reach(line, 40) + 40
    return laid


def lines(found: LazyLines) -> list[str]:
    return [joined(line).rstrip() for line in found]


def test_lines_by_need_are_those_of_the_whole_page() -> None:
    found = source_of(novel(300), "so on until evening 299", gist="The end.")
    assert found.parts > 10
    by_need = reached(found, 60)
    whole = Page(tuple(block for part in range(found.parts) for block in found.blocks(part)))
    assert lines(by_need) == lines_of(whole, 60)


def test_only_what_is_near_is_laid_out() -> None:
    by_need = LazyLines(source_of(novel(20_000), "so on until evening 19999"), 76)
    line = by_need.reach(len(by_need) // 2, 40)
    drawn = [at for at in range(len(by_need)) if by_need[at]]
    assert len(drawn) < 1000
    assert drawn[0] <= line - 40
    assert drawn[-1] >= line + 80
    for place in range(0, len(by_need), 500):
        by_need.reach(place, 40)
    assert len(by_need._laid) <= KEPT + 2


def test_a_place_is_found_again_after_what_is_above_it_was_laid_out() -> None:
    by_need = LazyLines(source_of(novel(2000), "so on until evening 1999"), 50)
    line = by_need.reach(3000, 30)
    words = by_need[line]
    part, at = by_need.find(line)
    for above in range(0, 3000, 200):
        by_need.reach(above, 30)
    assert by_need[by_need.line(part, at)] == words


def test_an_excerpt_that_the_cut_between_two_parts_divides_is_one() -> None:
    text = "x" * 40 + " word" * 2000
    at = PART - 12
    quote = text[at : at + 24].strip()
    found = source_of(text, quote, prefix=text[:at].strip()[-40:])
    assert isinstance(found, FullText)
    start = found.cuts[1] - 10
    found = FullText(found.writer, found.source, found.document, {"last": Anchoring("exact", start, start + 24)})
    by_need = LazyLines(found, 60)
    stop = stop_of(found, "novel/last")
    (first, _), end = by_need.extent(stop.part, stop.link)
    assert (first, end) == (1, (2, 0))


def test_a_line_of_a_million_characters_has_parts_like_any_text() -> None:
    text = " ".join([WORDS] * (1_000_000 // len(WORDS)))
    found = source_of(text + " and a whistle at noon ended it", "a whistle at noon")
    assert found.parts > 200
    assert max(found.guess(part) for part in range(found.parts)) <= PART
    stop = stop_of(found, "novel/last")
    assert stop is not None
    for width in (1, 7, 40, 76, 200):
        assert LazyLines(found, width).extent(stop.part, stop.link) is not None


def test_of_a_large_document_the_excerpt_asked_for_is_found_first() -> None:
    passages = {f"p{n}": Passage(quote=f"so on until evening {n}", suffix=".") for n in range(0, 2000, 100)}
    text = novel(2000)
    assert len(text) > AT_ONCE
    first = opened(text, "p700", **passages)
    assert [stop.key for stop in first.stops] == ["novel/p700"]
    assert not first.whole
    every = located(first)
    assert every.whole
    assert [stop.key for stop in every.stops] == [f"novel/{key}" for key in passages]
    assert {stop.verdict for stop in every.stops} == {"exact"}


def test_the_part_at_a_place_is_the_last_that_begins_there() -> None:
    found = source_of(novel(300), "so on until evening 299")
    assert part_at(found, -1) == 0
    for part in range(1, found.parts - 1):
        assert part_at(found, found.begins(part)) == part
    assert part_at(found, found.length) == found.parts - 1


@for_each(width=[7, 40, 76])
def test_a_line_is_found_again_by_its_place(width: int) -> None:
    found = reached(source_of(novel(200)), width)
    places = [place_at(found, line) for line in range(len(found))]
    assert places == sorted(places)
    assert found.reading.begins(0) <= places[0] < places[-1] <= found.reading.length
    back = [line_at(found, place) for place in places]
    assert max(abs(line - again) for line, again in enumerate(back)) <= 1


def test_a_place_is_at_the_same_words_in_another_width() -> None:
    text = novel(600)
    laid = [reached(source_of(text), width) for width in (30, 76)]
    for number in (5, 280, 590):
        place = text.index(f"Paragraph {number}.")
        for found in laid:
            line = line_at(found, place)
            around = " ".join(span.text for one in found[max(0, line - 3) : line + 4] for span in one)
            assert f"Paragraph {number}." in around
