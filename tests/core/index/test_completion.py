"""Completion of a query: the list what each entry gives, in the middle of a text too, and the text at the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import shipped as dataset

from tui.core.errors import QueryError
from tui.core.index.completion import MOST, completions, inline_completion
from tui.core.query import parser
from tui.core.query.fields import FIELDS


def offered(text: str, name: str = "harbour") -> list[tuple[str, str, int | None]]:
    """Return the text, the name and the count of each offer; the cursor stands at the bar, else at the end."""
    cursor = text.find("|") if "|" in text else len(text)
    return [(one.text, one.name, one.count) for one in completions(dataset(name), text.replace("|", ""), cursor)]


def test_the_likeliest_comes_first_with_its_count() -> None:
    for text, first in (
        ("person:", ("person:lind", "Mira Lind", 3)),
        ("person:qu", ("person:quill", "Ada Quill", 2)),
        ("person:Ада", ("person:quill", "Ада Квіл", 2)),
        ('person:"Ada Q', ("person:quill", "Ada Quill", 2)),
        ("org:гулвінг", ("org:gullwing", "Gullwing", 1)),
        ("cable org:har", ("cable org:council", "Harbour council", 1)),
        ("kind:det", ("kind:detention", "Detention", 2)),
        ("-kind:det", ("-kind:detention", "Detention", 14)),
        ("(org:bri", ("(org:brightkeel", "Brightkeel", 3)),
        ("source:", ("source:gazette", "The week the cables went quiet", 10)),
        ("is:s", ("is:single-voice", "single-voice", 11)),
        ("date:20", ("date:2005", "2005", 2)),
        ("sort:l", ("sort:latest", "latest", None)),
        ("relation:le", ("relation:leads", "leads", None)),
        ("PERSON:qu", ("person:quill", "Ada Quill", 2)),
        ("per", ("person:", "person:", None)),
        ("org:bri| cable", ("org:brightkeel cable", "Brightkeel", 0)),
        ("kind:l|aw is:disputed", ("kind:law is:disputed", "Law", 0)),
        ('org:"Har|bour Park" kind:law', ("org:hpark kind:law", "Harbour Park", 2)),
        ('org:har| "open letter"', ('org:hpark "open letter"', "Harbour Park", 1)),
    ):
        found = offered(text)
        assert found[:1] == [first]


@pytest.mark.parametrize(
    "text", ["", "cable", "p", "nothing:x", "org:zz", "person:quill", "is:disputed", "date:2020 ", "known:"]
)
def test_where_nothing_fits_or_all_is_typed_nothing_is_offered(text: str) -> None:
    assert offered(text) == []


def test_the_cursor_goes_behind_what_is_taken() -> None:
    one = completions(dataset(), 'org:"Har" kind:law', 8)[0]
    assert one.text[: one.cursor] == "org:hpark"
    assert one.text[one.cursor :] == " kind:law"


def test_the_text_at_the_cursor_and_the_list_come_from_one_lookup(monkeypatch: pytest.MonkeyPatch) -> None:
    index = dataset()
    assert inline_completion(index, "person:qui") == "person:quill"

    def looked_up(prefix: str) -> None:
        raise AssertionError(f"{prefix} is looked up again")

    monkeypatch.setattr(index.postings, "starting_with", looked_up)
    assert [one.name for one in completions(index, "person:qui", 10)] == ["Ada Quill"]
    with pytest.raises(AssertionError, match="quil is looked up again"):
        completions(index, "person:quil", 11)


def test_any_spelling_of_a_name_is_offered() -> None:
    assert offered("person:kwil")[0][0] == "person:quill"
    assert offered("person:бабарико", "belarus-it")[0][0] == "person:babariko"
    notes = [one.note for one in completions(dataset("belarus-it"), "org:Vajber", 10)]
    assert notes[0] == "another spelling"


@pytest.mark.parametrize("field", [name for name in FIELDS if name not in ("text", "id", "known")])
def test_the_most_frequent_come_first_and_each_count_is_what_the_query_gives(field: str) -> None:
    if field.rstrip("!") in ("before", "after"):
        assert offered(f"{field}:") == []
        return
    found = offered(f"date:2020 {field}:", "belarus-it")
    assert 0 < len(found) <= MOST
    counted = {text: count for text, _, count in found if count is not None}
    counts = list(counted.values())
    assert counts == [dataset("belarus-it").run(parser.parse(text)).count for text in counted]
    if field in ("org", "person", "source", "kind"):
        assert counts == sorted(counts, reverse=True)


def test_what_stands_behind_the_cursor_goes_on_from_the_text() -> None:
    for text, whole in (
        *(("pe", "person:"), ("person:qu", "person:quill"), ("cable person:КВ", "cable person:КВіл")),
        *(('person:"Ad', 'person:"Ada Quill"'), ("org:bri", "org:brightkeel"), ("is:dis", "is:disputed")),
        *(("person:zz", ""), ("cable", ""), ("org:😀", ""), ("-(place:...", ""), ("", "")),
    ):
        assert inline_completion(dataset(), text) == whole


PARTS = st.sampled_from(
    [*'"()- x\\', "org:", "person:", "har", "OR", "кв", "kind:l", "date:", "date:20", "is:", "source:"]
)


@given(st.lists(PARTS | st.text(max_size=3), max_size=8).map("".join), st.integers(0, 30))
def test_at_any_place_of_any_text_offers_keep_what_is_around_them(text: str, place: int) -> None:
    cursor = min(place, len(text))
    for one in completions(dataset(), text, cursor):
        assert 0 <= one.cursor <= len(one.text)
        assert answer(one.text)[1] == "" or one.count is None or answer(text)[1]
        behind = one.text[one.cursor :]
        assert text.endswith(behind)


FRAGMENTS = st.sampled_from(
    [*(f"{name}:" for name in FIELDS), "...", "😀", "\\\\", '"', "(", "-", " ", "OR", "кв", "2020", "\x00"]
)


@given(st.lists(FRAGMENTS | st.text(max_size=3), max_size=6).map("".join))
def test_any_text_is_answered_or_explained(text: str) -> None:
    assert inline_completion(dataset(), text).startswith(text) or not inline_completion(dataset(), text)
    count, said = answer(text)
    assert 0 <= count <= 16
    assert not (count and said)


def answer(text: str) -> tuple[int, str]:
    """Return how many events match, or nothing and what is wrong."""
    try:
        return dataset().run(parser.parse(text)).count, ""
    except QueryError as error:
        return 0, error.message
