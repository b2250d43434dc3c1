"""Passages stand under the heading and in the paragraph that they name, however their curator counts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cases import for_each
from samples import HARBOUR

from tui.core.documents import verify
from tui.core.documents.anchor import DocumentText, verdicts
from tui.core.documents.folder import Document, find
from tui.core.documents.html import text_of_html
from tui.core.documents.location import place_in
from tui.core.loading import loader
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Problem
from tui.core.model.records import Author, Passage, Source

TEXT = """The lamp

By Ann Roe

Morning

First the lamp was lit by hand.

Then two men came to look at it.

They wrote down what they saw.

Evening

At dusk it was lit again.

Nobody came a second time.

The notebook was lost in the rain.
"""
QUOTES = {
    "hand": ("the lamp was lit by hand", "Morning"),
    "men": ("two men came to look", "Morning"),
    "wrote": ("wrote down what they saw", "Morning"),
    "dusk": ("it was lit again", "Evening"),
    "nobody": ("came a second time", "Evening"),
    "lost": ("was lost in the rain", "Evening"),
}
WAYS = {
    "paragraphs alone": (1, 2, 3, 4, 5, 6),
    "with headings": (2, 3, 4, 6, 7, 8),
    "with all lines": (4, 5, 6, 8, 9, 10),
    "from the second part anew by mistake of nobody": (7, 8, 9, 11, 12, 13),
    "with all lines but headings": (3, 4, 5, 6, 7, 8),
}


Quotes = dict[str, tuple[str, str]]


def told(
    text: str, numbers: tuple[int, ...], name: str = "lamp.txt", quotes: Quotes = QUOTES, **changed: dict[str, object]
) -> list[Problem]:
    """Return what is said of the passages with these numbers of paragraphs, some of their fields changed."""
    passages = {
        key: Passage(**{"quote": quote, "section_title": title, "paragraph": number} | changed.get(key, {}))
        for (key, (quote, title)), number in zip(quotes.items(), numbers, strict=True)
    }
    dataset = Dataset(root=Path(), sources={"lamp": Source(id="lamp", title="L", passages=passages)})
    is_running = not name.endswith(".pdf")
    documents = {"lamp": Document(source="lamp", path=Path(name), text=text, same=True, is_running=is_running)}
    return [*verify.verify(dataset, documents)]


@for_each(way=WAYS)
def test_every_way_to_count_is_well(way: str) -> None:
    assert told(TEXT, WAYS[way]) == []


@for_each(way=WAYS, wrong=[-1, 1, 5])
def test_a_number_that_does_not_fit_its_neighbours_is_told_with_the_one_that_does(way: str, wrong: int) -> None:
    numbers = WAYS[way]
    (problem,) = told(TEXT, numbers, wrote={"paragraph": numbers[2] + wrong})
    about = (problem.rule, problem.severity.value, problem.record)
    assert about == ("excerpt-paragraph", "warning", "sources/lamp/wrote")
    assert f"in line 11 of lamp.txt: paragraph {numbers[2]}, not {numbers[2] + wrong}" in problem.message
    assert problem.mend == "count as for the passages before and after it"


def test_paragraphs_of_many_lines_are_counted_by_blank_lines() -> None:
    wrapped = TEXT.replace(" was ", "\nwas ").replace(" came ", "\ncame ").replace(" down ", "\ndown ")
    assert told(wrapped, WAYS["paragraphs alone"]) == told(wrapped, WAYS["with headings"]) == []
    (problem,) = told(wrapped, WAYS["paragraphs alone"], nobody={"paragraph": 6})
    assert "paragraph 5, not 6" in problem.message


def test_of_the_first_and_the_last_no_number_is_wrong() -> None:
    assert told(TEXT, (5, 2, 3, 4, 5, 6)) == told(TEXT, (1, 2, 3, 4, 5, 9)) == []


def test_a_caption_that_nobody_counted_is_no_fault() -> None:
    assert told(TEXT.replace("They wrote", "A picture of the lamp\n\nThey wrote"), WAYS["paragraphs alone"]) == []


def test_two_excerpts_of_one_paragraph_have_one_number() -> None:
    text = TEXT.replace("First the lamp", "The rain had stopped. First the lamp")
    places = {"rain": "The rain had stopped", "lamp": "the lamp was", "hand": "lit by hand", "men": "two men came"}
    quotes = {key: (quote, "Morning") for key, quote in places.items()}
    for numbers, wrong in (((2, 1, 1, 2), ["rain"]), ((1, 1, 2, 2), ["hand"]), ((1, 2, 3, 2), ["lamp", "hand"])):
        assert [problem.record for problem in told(text, numbers, quotes=quotes)] == [
            f"sources/lamp/{key}" for key in wrong
        ]


def test_a_passage_under_another_heading_is_told() -> None:
    under, name_it = "stands under “Morning” in lamp.txt", "name that heading under section:"
    for title, said, mend in (
        ("Evening", under, name_it),
        ("", under, name_it),
        ("Noon", "the heading “Noon” does not stand in lamp.txt", "copy the heading from the document"),
    ):
        (problem,) = told(TEXT, WAYS["paragraphs alone"], men={"section_title": title})
        assert (problem.rule, problem.record, problem.mend) == ("excerpt-section", "sources/lamp/men", mend)
        assert said in problem.message


def test_a_heading_that_is_missing_is_reported_once_and_the_others_all() -> None:
    noon, evening = {"section_title": "Noon"}, {"section_title": "Evening"}
    found = told(TEXT, WAYS["paragraphs alone"], hand=noon, men=noon, wrote=evening)
    assert [(problem.record, problem.rule) for problem in found] == [
        ("sources/lamp/hand", "excerpt-section"),
        ("sources/lamp/wrote", "excerpt-section"),
    ]


def test_before_the_first_heading() -> None:
    text = TEXT.replace("By Ann Roe", "Two men came to look at it before.")
    found = told(text, WAYS["paragraphs alone"], men={"quote": "men came to look at it before"})
    assert [problem.message for problem in found if problem.rule == "excerpt-section"] == [
        "the excerpt stands before the first heading in lamp.txt"
    ]


def test_what_is_meant_so_is_accepted() -> None:
    assert told(TEXT, WAYS["paragraphs alone"], men={"section_title": "Evening", "accept": ("excerpt-section",)}) == []


def test_paragraphs_of_a_pdf_are_not_counted() -> None:
    numbers = WAYS["paragraphs alone"]
    assert told(TEXT, numbers, "lamp.pdf", wrote={"paragraph": 9}) == []
    assert len(told(TEXT, numbers, "lamp.pdf", wrote={"section_title": "Evening"})) == 1


def test_the_shipped_passages_stand_where_they_say() -> None:
    dataset, _ = loader.load(HARBOUR)
    assert not [*verify.verify(dataset, find(dataset.sources, dataset.root / "documents"))]


TWELVE = "w" + " w" * 11
PLACED = {
    # title, author, body: the paragraphs are counted below the title
    "The lamp|By Ann Roe||It was lit.||It went out.": [("", 1), ("", 1), ("", 1), ("", 2)],
    # a line that looks like a heading between paragraphs is one, and is not counted
    "The lamp||It was lit.||Evening||It went out.||Night|| At last it rained.": [
        *[("", 1)] * 2, ("Evening", 1), ("Evening", 2), ("Night", 2), ("Night", 3),
    ],
    # lines are paragraphs where no blank lines are
    "The lamp|It was lit.|Evening|It went out.|It rained.": [
        *[("", 1)] * 2, ("Evening", 1), ("Evening", 2), ("Evening", 3),
    ],
    "It was lit.||It went out.|In the rain.||It rained.": [("", 1), ("", 2), ("", 2), ("", 3)],
    # of more than three short lines above the text, the last one is a heading, unless it is the title
    "The lamp|By Ann|2 May|Morning||It was lit.||It went out.": [
        *[("", 1)] * 3, *[("Morning", 1)] * 2, ("Morning", 2),
    ],
    "By Ann|2 May|Page 1|The lamp||It was lit.": [("", 1)] * 5,
    "By Ann|2 May|Page 1|Morning||It was lit.": [("", 1)] * 5,
    "The lamp|By Ann|Morning||It was lit.": [("", 1)] * 4,
    "Harbour Gazette|By Ann|2 May|# Morning #||It was lit.": [*[("", 1)] * 3, *[("Morning", 1)] * 2],
    # a long line is a paragraph without a full stop; a short one at the end is no heading
    f"It was lit.||{TWELVE}||{TWELVE} w||End": [("", 1), (TWELVE, 1), (TWELVE, 2), (TWELVE, 3)],
    "It was lit.||It said:||“No”||(2)||It rained!||Why?||So…||A heading": [("", at) for at in range(1, 9)],
}  # fmt: skip


def test_a_place_has_the_heading_above_it_and_the_paragraph_below_the_title() -> None:
    source = Source(id="lamp", title="The lamp", publisher="Harbour Gazette")
    for written, places in PLACED.items():
        for end in ("\n", "\r\n"):
            text = written.replace("|", end)
            starts = [match.start() for match in re.finditer(r"[^\r\n]+", text)]
            assert [place_in(source, text, {}, at) for at in starts] == places, written
            assert [place_in(source, text, {}, at - 1) for at in starts[1:]] == places[:-1], written
    assert place_in(source, "", {}, 0) == ("", 1)


def test_a_place_is_counted_as_the_nearest_passage_was() -> None:
    page = DocumentText(TEXT)
    starts = {line: TEXT.index(line) for line in TEXT.splitlines() if line}
    for numbers in WAYS.values():
        for first in (0, 100):
            passages = {
                key: Passage(quote=quote, section_title=title, paragraph=number + first)
                for (key, (quote, title)), number in zip(QUOTES.items(), numbers, strict=True)
            }
            source = Source(id="lamp", title="L", passages=passages)
            found = verdicts(passages, page)
            for key, (quote, title) in QUOTES.items():
                at = TEXT.index(quote)
                assert place_in(source, TEXT, found, at) == (title, passages[key].paragraph), (numbers, key)
                line = max(start for start in starts.values() if start <= at)
                assert place_in(source, TEXT, found, line) == (title, passages[key].paragraph)
    one = {
        "dusk": Passage(quote=QUOTES["dusk"][0], section_title="Evening", paragraph=9),
        "men": Passage(quote="no such"),
    }
    source = Source(id="lamp", title="L", passages=one)
    found = verdicts(one, page)
    assert [place_in(source, TEXT, found, start).paragraph for start in starts.values()][-3:] == [9, 10, 11]
    assert place_in(source, TEXT, found, 0).paragraph == 2


@pytest.mark.parametrize("line", ["2 September 2020", "2 Sept, 14:05", "Published 2 September 2020", "2020-09-02"])
def test_the_day_on_which_a_source_came_out_is_no_heading(line: str) -> None:
    page = f"<h1>The lamp</h1><p>By Ann Roe</p><p><time>{line}</time></p><p>First the lamp was lit by hand.</p>"
    source = Source(id="s", title="The lamp", issued="2020-09-02")
    text = text_of_html(page)
    assert place_in(source, text, {}, text.index("First")).section == ""
    page = f"<h1>The lamp</h1><p>By Ann Roe</p><p>{line}</p><h2>Morning</h2><p>First the lamp was lit by hand.</p>"
    text = text_of_html(page)
    assert place_in(source, text, {}, text.index("First")).section == "Morning"


def test_another_day_can_be_a_heading() -> None:
    text = "The lamp\n\nBy Ann Roe\n\nIt was old.\n\n9 August\n\nFirst the lamp was lit by hand.\n"
    source = Source(id="s", title="The lamp", issued="2020-09-02")
    assert place_in(source, text, {}, text.index("First")).section == "9 August"


@pytest.mark.parametrize("line", ["By Ann Roe", "by Ann Roe and Bo Lind", "Ann Roe"])
@pytest.mark.parametrize("source", [Author(family="Roe", given="Ann"), None])
def test_the_line_that_says_who_wrote_a_source_is_no_heading(line: str, source: Author | None) -> None:
    if line == "Ann Roe" and source is None:
        return
    text = (
        f"The Pier Post\n\n2 September 2020\n\nThe lamp\n\nA chronicle\n\n{line}\n\nFirst the lamp was lit by hand.\n"
    )
    told = Source(id="s", title="The Pier Post", issued="2020-09-02", authors=(source,) if source else ())
    assert place_in(told, text, {}, text.index("First")).section == ""
