"""A source as a page: its outline, and its text with the excerpts in place."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from tui.core.documents.anchor import Verdict
from tui.core.documents.folder import Document
from tui.core.model.dataset import Dataset
from tui.core.model.records import Citation, Event, Passage, Ref, Source
from tui.core.store.base import Store
from tui.core.store.memory import MemoryStore
from tui.core.text.display import cells
from tui.present.page import Page, lay_out
from tui.present.signs import use_signs
from tui.present.source.parts import Reading, sign_of
from tui.present.source.side_pages import outline_page, passage_page
from tui.present.source.source import reading

TEXT = "Cables\n\nThe network was gone by noon, all said.\n\nNobody said why, and it was down for a week.\n"


@pytest.fixture
def store() -> Store:
    passages = {
        "cut": Passage(section_title="The cut", paragraph=1, gist="It failed.", quote="was gone by noon"),
        "noon": Passage(section_title="The cut", paragraph=1, quote="gone"),
        "long": Passage(section_title="After", paragraph=2, quote="it was down for a month"),
        "silent": Passage(section_title="After", paragraph=2, gist="No reason is given."),
    }
    event = Event(id="cut-off", title="Cut off", date="2020-08-09", evidence=(Citation(passage="gazette/cut"),))
    source = Source(id="gazette", title="Cables", publisher="The Gazette", issued="2020-09", passages=passages)
    return MemoryStore(Dataset(root=Path(), sources={"gazette": source}, events={"cut-off": event}))


def document(*, same: bool = True) -> Document:
    return Document(source="gazette", path=Path("gazette.txt"), text=TEXT, same=same)


def whole(source: Reading) -> Page:
    return Page(tuple(block for part in range(source.parts) for block in source.blocks(part)))


def text(source: Reading, width: int = 60) -> list[str]:
    return ["".join(span.text for span in line).rstrip() for line in lay_out(whole(source), width).lines]


def passages(source: Reading) -> list[str]:
    return [link.ref.id for link, _, _ in lay_out(whole(source), 60).links if link.ref.section == "passages"]


def test_the_outline_has_every_passage_in_order_with_what_rests_on_it(store: Store) -> None:
    page = reading(store, "gazette", "gazette/cut")
    lines = text(page)
    assert lines[:2] == ["Cables", "The Gazette · September 2020"]
    assert (
        lines.index("The cut") < lines.index("▎ “was gone by noon”") < lines.index("  ◆ Cut off") < lines.index("After")
    )
    assert passages(page) == ["gazette/cut", "gazette/noon", "gazette/long", "gazette/silent"]


def test_the_text_holds_its_excerpts_as_links_the_inner_one_within_the_outer(store: Store) -> None:
    page = reading(store, "gazette", "gazette/cut", document())
    linked = [(span.text, span.link.ref.id) for block in whole(page).blocks for span in block.spans if span.link]
    assert [pair for pair in linked if pair[1].startswith("gazette/") and pair[0].islower()][:3] == [
        ("was ", "gazette/cut"),
        ("gone", "gazette/noon"),
        (" by noon", "gazette/cut"),
    ]
    assert "The network was gone by noon, all said." in text(page)
    assert "Nobody said why, and it was down for a week." in text(page)


def test_the_verdict_counts_and_names_what_the_text_does_not_say(store: Store) -> None:
    lines = " ".join(text(reading(store, "gazette", "", document())))
    assert "The text that the excerpts were checked against" in lines
    assert "3 excerpts: 2 exact" in lines
    assert "Passages without an excerpt" in lines
    other = " ".join(text(reading(store, "gazette", "", document(same=False))))
    assert "Another text than the excerpts were checked against" in other


def test_a_source_that_is_gone_gives_a_page_that_says_so(store: Store) -> None:
    assert text(reading(store, "nope")) == ["No such source: nope"]


def test_records_that_rest_on_an_excerpt_are_links_below_its_paragraph(store: Store) -> None:
    page = reading(store, "gazette", "", document())
    assert Ref("events", "cut-off") in [link.ref for link, _, _ in lay_out(whole(page), 60).links]


def test_below_a_paragraph_stand_number_verdict_and_gist_of_each_of_its_excerpts(store: Store) -> None:
    lines = text(reading(store, "gazette", "", document()))
    at = lines.index("The network was gone by noon, all said.")
    assert lines[at + 1 : at + 4] == [" 1 ✓  It failed.", "      ◆ Cut off", " 2 ✓  noon"]
    at = lines.index("Nobody said why, and it was down for a week.")
    assert lines[at + 1] == " 3 ≠  long"
    assert lines[at + 2].startswith("      changed  it was down for a [-month-] {+week+}")


def test_verdicts_have_signs_without_unicode(store: Store) -> None:
    use_signs(ascii_only=True)
    lines = text(reading(store, "gazette", "", document()))
    assert " 1 =  It failed." in lines
    assert " 3 !  long" in lines


@pytest.mark.parametrize("verdict", get_args(Verdict))
def test_every_verdict_has_two_signs_of_one_cell(verdict: Verdict) -> None:
    drawn = sign_of(verdict)
    use_signs(ascii_only=True)
    plain = sign_of(verdict)
    assert cells(drawn) == cells(plain) == 1
    assert plain.isascii()


def test_excerpts_of_the_same_words_are_both_gone_to() -> None:
    passages = {"one": Passage(quote="gone by noon"), "two": Passage(quote="gone by noon")}
    twice = MemoryStore(Dataset(root=Path(), sources={"gazette": Source(id="gazette", title="C", passages=passages)}))
    stops = reading(twice, "gazette", "", document()).stops
    assert [stop.key for stop in stops] == ["gazette/one", "gazette/two"]
    assert {stop.link for stop in stops} == {"gazette/one"}


def test_the_passage_beside_the_text_lists_all_that_rests_on_it(store: Store) -> None:
    found = reading(store, "gazette", "", document())
    page = passage_page(store, "gazette/cut", found)
    lines = ["".join(span.text for span in line).rstrip() for line in lay_out(page, 60).lines]
    assert "§ The cut   ¶ 1" in lines
    assert "✓ exact" in lines
    assert "  ◆ Cut off" in lines
    nothing = passage_page(store, "gazette/silent", found)
    assert "Nothing rests on it." in [span.text for block in nothing.blocks for span in block.spans]
    assert passage_page(store, "gazette/nope", found).blocks[0].spans[0].text == "No such passage: "


def test_the_outline_beside_the_text_has_a_line_for_every_passage_under_its_section(store: Store) -> None:
    page = outline_page(store, "gazette", reading(store, "gazette", "", document()))
    lines = ["".join(span.text for span in line).rstrip() for line in lay_out(page, 60).lines]
    assert lines == [
        "The cut",
        "1 ✓ It failed.",
        "2 ✓ gone",
        "",
        "After",
        "3 ≠ it was down for a month",
        "4   No reason is given.",
    ]


@pytest.mark.parametrize("line", ["The cut", "## The cut ##", "  The\u00a0cut"])
def test_headings_of_sections_look_like_headings(store: Store, line: str) -> None:
    held = Document(source="gazette", path=Path("gazette.md"), text=f"{line}\n\nThe cut was long.\n", same=True)
    blocks = whole(reading(store, "gazette", "", held)).blocks
    roles = {span.text.strip(" #"): span.role for block in blocks for span in block.spans}
    assert roles["The cut"] == "heading"
    assert roles["The cut was long."] == "text"
