"""A source as a page: its outline, and its text with the excerpts in place."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from making import lines, store_from, store_of

from tui.core.documents.anchor import Verdict
from tui.core.documents.folder import Document
from tui.core.model.records import Passage, Ref, Source
from tui.core.text.display import cells
from tui.present.page import Page, lay_out
from tui.present.signs import use_signs
from tui.present.source.parts import Reading, sign_of
from tui.present.source.side_pages import outline_page, passage_page
from tui.present.source.source import reading

TEXT = "Cables\n\nThe network was gone by noon, all said.\n\nNobody said why, and it was down for a week.\n"
STORE = store_from("""\
sources:
  gazette:
    title: Cables
    publisher: The Gazette
    issued: 2020-09
    passages:
      cut: {section: The cut, paragraph: 1, gist: It failed., quote: "was gone by noon"}
      noon: {section: The cut, paragraph: 1, quote: "gone"}
      long: {section: After, paragraph: 2, quote: "it was down for a month"}
      silent: {section: After, paragraph: 2, gist: No reason is given.}
events: {cut-off: {title: Cut off, date: 2020-08-09, evidence: [gazette/cut]}}
""")


def document(*, same: bool = True) -> Document:
    return Document(source="gazette", path=Path("gazette.txt"), text=TEXT, same=same)


def whole(source: Reading) -> Page:
    return Page(tuple(block for part in range(source.parts) for block in source.blocks(part)))


def text(source: Reading) -> list[str]:
    return lines(whole(source), 60)


def full() -> Reading:
    return reading(STORE, "gazette", "", document())


def test_the_outline_has_every_passage_in_order_with_what_rests_on_it() -> None:
    page = reading(STORE, "gazette", "gazette/cut")
    told = text(page)
    assert told[:2] == ["Cables", "The Gazette · September 2020"]
    order = [told.index(line) for line in ("The cut", "▎ “was gone by noon”", "  Cut off  9 August 2020", "After")]
    assert order == sorted(order)
    refs = [link.ref for link, _, _ in lay_out(whole(page), 60).links]
    assert [ref.id for ref in refs if ref.section == "passages"] == [
        "gazette/cut", "gazette/noon", "gazette/long", "gazette/silent"
    ]  # fmt: skip


def test_the_text_holds_its_excerpts_as_links_the_inner_one_within_the_outer() -> None:
    page = reading(STORE, "gazette", "gazette/cut", document())
    linked = [(span.text, span.link.ref.id) for block in whole(page).blocks for span in block.spans if span.link]
    assert [pair for pair in linked if pair[1].startswith("gazette/") and pair[0].islower()][:3] == [
        *(("was ", "gazette/cut"), ("gone", "gazette/noon"), (" by noon", "gazette/cut"))
    ]
    assert "The network was gone by noon, all said." in text(page)
    assert "Nobody said why, and it was down for a week." in text(page)


def test_the_verdict_counts_and_names_what_the_text_does_not_say() -> None:
    told = " ".join(text(full()))
    assert "The text that the excerpts were checked against" in told
    assert "3 excerpts: 2 exact" in told
    assert "Passages without an excerpt" in told
    other = " ".join(text(reading(STORE, "gazette", "", document(same=False))))
    assert "Another text than the excerpts were checked against" in other


def test_a_source_that_is_gone_gives_a_page_that_says_so() -> None:
    assert text(reading(STORE, "nope")) == ["No such source: nope"]


def test_below_a_paragraph_stand_number_verdict_and_gist_of_each_of_its_excerpts() -> None:
    told = text(full())
    assert Ref("events", "cut-off") in [link.ref for link, _, _ in lay_out(whole(full()), 60).links]
    at = told.index("The network was gone by noon, all said.")
    assert told[at + 1 : at + 4] == [" 1 ✓  It failed.", "      Cut off  9 August 2020", " 2 ✓  noon"]
    at = told.index("Nobody said why, and it was down for a week.")
    assert told[at + 1] == " 3 △  long"
    assert told[at + 2].startswith("      changed  it was down for a [-month-] {+week+}")


def test_verdicts_have_signs_of_one_cell_also_without_unicode() -> None:
    drawn = [sign_of(verdict) for verdict in get_args(Verdict)]
    use_signs(ascii_only=True)
    told = text(full())
    assert " 1 v  It failed." in told
    assert " 3 /  long" in told
    plain = [sign_of(verdict) for verdict in get_args(Verdict)]
    assert {cells(sign) for sign in drawn + plain} == {1}
    assert "".join(plain).isascii()


def test_excerpts_of_the_same_words_are_both_gone_to() -> None:
    passages = {"one": Passage(quote="gone by noon"), "two": Passage(quote="gone by noon")}
    twice = store_of(sources=[Source(id="gazette", title="C", passages=passages)])
    stops = reading(twice, "gazette", "", document()).stops
    assert [stop.key for stop in stops] == ["gazette/one", "gazette/two"]
    assert {stop.link for stop in stops} == {"gazette/one"}


def test_the_passage_beside_the_text_lists_all_that_rests_on_it() -> None:
    found = full()
    told = lines(passage_page(STORE, "gazette/cut", found), 60)
    assert "The cut, paragraph 1" in told
    assert "✓ exact" in told
    assert "  Cut off  9 August 2020" in told
    assert "Nothing rests on it." in lines(passage_page(STORE, "gazette/silent", found))
    assert passage_page(STORE, "gazette/nope", found).blocks[0].spans[0].text == "No such passage: "


def test_the_outline_beside_the_text_has_a_line_for_every_passage_under_its_section() -> None:
    assert lines(outline_page(STORE, "gazette", full()), 60) == [
        *("The cut", "1 ✓ It failed.", "2 ✓ gone", ""),
        *("After", "3 △ it was down for a month", "4   No reason is given."),
    ]


def test_headings_of_sections_look_like_headings() -> None:
    for line in ("The cut", "## The cut ##", "  The\u00a0cut"):
        held = Document(source="gazette", path=Path("gazette.md"), text=f"{line}\n\nThe cut was long.\n", same=True)
        blocks = whole(reading(STORE, "gazette", "", held)).blocks
        roles = {span.text.strip(" #"): span.role for block in blocks for span in block.spans}
        assert (roles["The cut"], roles["The cut was long."]) == ("heading", "text")


def test_what_rests_on_an_excerpt_is_named_once_and_a_relation_with_its_dates() -> None:
    held = store_from("""\
dataset: {title: T}
relation_types: {leads: {title: leads, reverse: led by}}
people: {roe: {name: Jan Roe}}
organisations: {pier: {name: Pier, kind: company}}
sources: {gazette: {title: C, passages: {cut: {gist: Cut off, quote: "gone by noon"}}}}
events: {cut-off: {title: Cut off, date: 2020-08-09, evidence: [gazette/cut]}}
relations: {tie: {from: roe, type: leads, to: pier, end: 2020-08, evidence: [gazette/cut]}}
""")
    told = text(reading(held, "gazette", "", document()))
    at = told.index(" 1 ✓  Cut off  9 August 2020")
    assert told[at + 1] == "      Jan Roe leads Pier  relation, until August 2020"
    assert sum("Cut off" in line for line in told) == 1
