"""How a page falls into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import joined

from tui.core.model.records import Ref
from tui.core.text.display import cells, shown
from tui.present import page
from tui.present.page import MEASURE, Block, Link, Page, Role, Span, lay_out, wrap

LINK = Link(Ref("events", "a"))


def text(page: Page, width: int) -> list[str]:
    return list(map(joined, lay_out(page, width).lines))


def test_words_wrap_at_the_width_and_never_beyond_the_measure() -> None:
    page = Page((Block((Span("one two three four"),)),))
    assert text(page, 9) == ["one two", "three", "four"]
    for width in (50, 90, 200):  # what hangs, or stands behind a bar, ends in the column in which all else does
        blocks = [Block((Span("w " * 99),), hang=hang, bar=bar) for hang in (0, 18) for bar in (None, Span("| "))]
        assert {max(map(len, text(Page((block,)), width))) for block in blocks} <= {
            min(width, MEASURE) - odd for odd in (0, 1)
        }


def test_label_stands_once_and_the_lines_hang_below_it() -> None:
    page = Page((Block((Span("one two"),), label=Span("Who"), hang=5),))
    assert text(page, 10) == ["Who  one", "     two"]


def test_bar_stands_on_every_line_and_goes_where_there_is_no_room() -> None:
    page = Page((Block((Span("one two"),), bar=Span("| ")),))
    assert text(page, 6) == ["| one", "| two"]
    assert all(len(line) <= 1 for line in text(page, 1))


def test_aside_stands_at_the_right_end_of_the_first_line() -> None:
    page = Page((Block((Span("one"),), aside=Span("1 of 4")),))
    assert text(page, 20) == ["one           1 of 4"]
    assert text(page, 10) == ["one"]


def test_a_link_that_wraps_is_one_link_and_two_links_side_by_side_are_two() -> None:
    other = Link(Ref("events", "a"))
    layout = lay_out(Page((Block((Span("one two", link=LINK), Span("three", link=other))),)), 4)
    assert [(link is LINK, first, last) for link, first, last in layout.links][:1] == [(True, 0, 1)]
    assert len(layout.links) == 2


def test_blocks_know_their_anchors_and_the_space_before_the_first_is_none() -> None:
    page = Page((Block((Span("a"),), space=2), Block((Span("b"),), space=1, anchor="b")))
    assert text(page, 9) == ["a", "", "b"]
    assert lay_out(page, 9).anchors == {"b": 2}


def test_lines_with_a_match_are_listed() -> None:
    page = Page((Block((Span("a"),)), Block((Span("b", match=True),))))
    assert lay_out(page, 9).matches == (1,)


@given(st.lists(st.text(max_size=30), max_size=4), st.integers(1, 40), st.integers(0, 10))
def test_no_line_is_wider_than_asked_and_no_word_is_lost(parts: list[str], width: int, hang: int) -> None:
    spans = tuple(Span(shown(part)) for part in parts)
    lines = text(Page((Block(spans, hang=hang),)), width)
    assert all(cells(line) <= max(width, 2) for line in lines)
    assert "".join("".join(lines).split()) == "".join("".join(span.text for span in spans).split())


@given(st.text("ab —é·#/", max_size=60), st.integers(1, 20))
def test_plain_text_wraps_as_text_of_several_spans_does(raw: str, width: int) -> None:
    several = (Span(raw), Span("", "muted"))
    assert list(map(joined, wrap((Span(raw),), width))) == list(map(joined, wrap(several, width)))


@given(
    st.lists(st.tuples(st.text("ab (/·“é", max_size=12), st.sampled_from(["text", "muted", "known"])), max_size=4),
    st.integers(1, 20),
    st.integers(0, 8),
)
def test_characters_of_one_cell_wrap_as_any_others_do(parts: list[tuple[str, Role]], width: int, reserved: int) -> None:
    spans = [Span(text, role) for text, role in parts]
    made = wrap(spans, width, first=width - reserved)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "_broken_at_blanks", lambda *_: None)
        assert made == wrap(spans, width, first=width - reserved)


def test_a_sign_stays_with_the_word_that_it_belongs_to() -> None:
    spans = (Span("Harbour gate"), Span(" · ", "muted"), Span("# Detention", "muted"), Span(" ◌", "known"))
    for width in range(14, 40):
        lines = list(map(joined, wrap(spans, width)))
        assert not any(line.startswith(("·", "◌")) or line.endswith("#") for line in lines), lines


def test_an_address_breaks_between_its_parts() -> None:
    address = Span("https://gazette.example/2020/cables")
    for spans in ((address,), (address, Span(" ", "muted"))):
        assert list(map(joined, wrap(spans, 32))) == ["https://gazette.example/2020/", "cables"]
