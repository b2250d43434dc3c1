"""Words of a document are selected, and make a passage that is found again where it was taken."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from samples import HARBOUR

from tui.core.documents import folder
from tui.core.documents.anchor import DocumentText, verdicts
from tui.core.documents.selecting import (
    WordSpan,
    found_words,
    is_prose,
    paragraph_at,
    passage_of,
    word_after,
    word_at,
    word_before,
)
from tui.core.loading.loader import load
from tui.core.model.records import Source

DATASET, _ = load(HARBOUR)
DOCUMENTS = folder.find(DATASET.sources, HARBOUR / "documents")


def test_every_excerpt_of_a_dataset_is_placed_as_its_curator_placed_it() -> None:
    for key, document in DOCUMENTS.items():
        source, page = DATASET.sources[key], DocumentText(document.text)
        found = verdicts(source.passages, page)
        for known, places in ((source, found), (replace(source, passages={}), {})):
            for name, passage in source.passages.items():
                made = passage_of(known, page, WordSpan(found[name].start, found[name].end), places)
                assert (made.section_title, made.paragraph) == (passage.section_title, passage.paragraph), (key, name)
                assert made.quote == passage.quote.replace("\n", " ")


@pytest.mark.parametrize("text", ["", " ", "one", "“One”, two — (three)… 1.2 % co-op\nfour", "漢字 と a1"])
def test_words_are_the_same_from_either_end(text: str) -> None:
    forward, word = [], word_after(text, 0)
    while word is not None:
        forward.append(word)
        assert all(word_at(text, at) == word for at in range(*word))
        word = word_after(text, word.end)
    back, word = [], word_before(text, len(text))
    while word is not None:
        back.append(word)
        word = word_before(text, word.start)
    assert back[::-1] == forward


def test_signs_around_words_are_no_part_of_them() -> None:
    text = "“One”, two — (three)… 1.2 co-op. 漢字"
    words, word = [], word_after(text, 0)
    while word is not None:
        words.append(text[word.start : word.end])
        word = word_after(text, word.end)
    assert words == ["One", "two", "three", "1.2", "co-op", "漢", "字"]


TEXT = "Title\n\nThe bell rang twice. Then the bell rang again.\n\nThe bell rang twice. Nobody came.\n"


def taken(typed: str, at: int = 0) -> str:
    found = found_words(TEXT, typed, at)
    assert found is not None
    return TEXT[found.start : found.end]


def test_words_are_found_as_they_are_typed_and_up_to_the_last_ones() -> None:
    assert taken("the bell") == "The bell"
    assert taken("BELL rang ag") == "bell rang again"
    assert taken("then ... again") == "Then the bell rang again"
    assert taken("then…rang") == "Then the bell rang"
    assert taken("nobody", len(TEXT)) == "Nobody"
    assert found_words(TEXT, "no bell", 0) is None
    assert found_words(TEXT, " ", 0) is None


def test_words_that_stand_there_twice_are_told_apart_by_what_is_beside_them() -> None:
    source, page = Source(id="s", title="Title"), DocumentText(TEXT)
    starts = [TEXT.index("bell rang twice"), TEXT.rindex("bell rang twice")]
    for start in starts:
        made = passage_of(source, page, WordSpan(start, start + len("bell rang twice")), {})
        assert made.quote == "bell rang twice"
        at = verdicts({"p": made}, page)["p"]
        assert at.holds
        assert at.start == start
    alone = passage_of(source, page, WordSpan(TEXT.index("again"), TEXT.index("again") + 5), {})
    assert (alone.prefix, alone.suffix) == ("", "")


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("2 May\nA heading\nIt rained.\nIt stopped.", ["2 May", "A heading", "It rained.", "It stopped."]),
        ("# A\nIt rained\nall day.\n\n## B\n\nIt\nstopped.\n", ["# A", "It rained\nall day.", "## B", "It\nstopped."]),
        ("It rained\r\nall day.\r\n\r\nIt stopped.", ["It rained\r\nall day.", "It stopped."]),
    ],
)
def test_a_paragraph_has_bounds_and_a_heading_is_one_of_its_own(text: str, paragraphs: list[str]) -> None:
    found = [text[slice(*paragraph_at(text, at))].strip() for at in range(len(text)) if not text[at].isspace()]
    assert list(dict.fromkeys(found)) == paragraphs
    assert [is_prose(one) for one in paragraphs] == [one.endswith(".") for one in paragraphs]


def test_words_are_found_whatever_becomes_longer_or_loses_its_accent_in_small_letters() -> None:
    text = "İn der Straße war es leer.\nThe café was shut, the İcehouse too.\n"
    for typed, words in {
        "strasse war e": "Straße war es",
        "STRASSE": "Straße",
        "cafe was": "café was",
        "in der … leer": "İn der Straße war es leer",
        "in der … shut": "İn der",
        "was shut": "was shut",
        "too": "too",
        "shut the … t": "shut, the İcehouse too",
    }.items():
        found = found_words(text, typed, 0)
        assert found is not None, typed
        assert text[slice(*found)] == words
    for typed in ("trasse war", "strasse es", "cafe shut", "too many"):
        assert found_words(text, typed, 0) is None, typed
    assert found_words("a a a", "a", 1) == WordSpan(2, 3)
    assert found_words("a a a", "a", 5) == WordSpan(0, 1)


def test_what_tells_equal_words_apart_is_as_short_as_can_be_and_up_to_eight_words() -> None:
    source = Source(id="s", title="Title")
    same = "w1 w2 w3 w4 w5 w6 w7"
    for text, prefix, suffix in (
        ("left B right|no B other", "", "right"),
        ("left B right|no B right", "left", ""),
        ("left B right|left B no|no B right", "left", "right"),
        ("a x B y|b x B y", "a x", ""),
        ("x B y a|x B y b", "", "y a"),
        (f"left {same} B|right {same} B", f"left {same}", ""),
        (f"left w0 {same} B|right w0 {same} B", "", ""),
        (f"B {same} left|B {same} right", "", f"{same} left"),
        (f"B {same} w8 left|B {same} w8 right", "", ""),
        ("B|B", "", ""),
    ):
        page = DocumentText(text.replace("B", "bell rang").replace("|", "\n"))
        start = page.text.index("bell rang")
        made = passage_of(source, page, WordSpan(start, start + 9), {})
        assert (made.quote, made.prefix, made.suffix) == ("bell rang", prefix, suffix), text
