"""What a query gives: counts, order, other spellings, nearest events, and errors that say where."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from making import shipped as harbour
from making import store_of
from samples import HARBOUR, ROOT

from tui.core.errors import QueryError
from tui.core.index import evaluate
from tui.core.index.highlight import marker
from tui.core.index.index import Index, Result
from tui.core.model.records import Claim, Event, Person, Place, Ref, Value
from tui.core.opening import open_dataset
from tui.core.query.fields import FIELDS
from tui.core.query.parser import parse
from tui.core.query.tree import is_searchable

TABLE_ROW = re.compile(r"^\| `(.+?)` \| (.+?) \| (\d+) \|$", re.MULTILINE)
MISTAKE_ROW = re.compile(r"^\| `(.+?)` \| (.+?) \| (?:`(.*)`)? ?\|$", re.MULTILINE)


def run(text: str) -> Result:
    return harbour().run(parse(text))


def ids(text: str) -> list[str]:
    return [harbour().event_id(number) for number in run(text).order]


GUIDE = (ROOT / "docs" / "query.md").read_text("utf-8")
EXAMPLES, MISTAKES = GUIDE.split("## Mistakes")


@pytest.mark.parametrize(("text", "count"), [(row[0], int(row[2])) for row in TABLE_ROW.findall(EXAMPLES)])
def test_an_example_of_the_guide_finds_what_it_says(text: str, count: int) -> None:
    assert run(text).count == count


@pytest.mark.parametrize(("text", "message", "better"), MISTAKE_ROW.findall(MISTAKES))
def test_a_mistake_of_the_guide_is_explained(text: str, message: str, better: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(text)
    assert (caught.value.message, caught.value.suggestion) == (message, better)
    assert 0 < caught.value.end <= len(text)


def test_the_guide_names_every_field() -> None:
    assert len(TABLE_ROW.findall(EXAMPLES)) > 30
    assert len(MISTAKE_ROW.findall(MISTAKES)) == 6
    for field in FIELDS:
        assert f"`{field}:" in GUIDE
    for value in chain(*(spec.values for spec in FIELDS.values())):
        assert value in GUIDE


def test_a_name_spelled_differently_is_found_and_said_so() -> None:
    assert ids("kwill") == ids("quill") == ids("person:Квилл") == ["quill-held", "quill-freed"]
    assert len(run("quill").respelled) == 0
    assert run("kwill").respelled == run("kwill").events | run("kwill").others
    assert len(run("person:Квилл").respelled) > 0
    assert set(ids("-kwill")) == set(ids("")) - set(ids("quill"))


def test_what_may_be_and_what_must_be_are_counted() -> None:
    result = run("date:2020-08-12")
    assert (result.count, result.must, result.total) == (5, 1, 16)
    strict = run("date!:2020-08-12")
    assert (strict.count, strict.must, strict.may) == (1, 1, 5)
    assert run("cable").must is None


def test_orders() -> None:
    by_date = ids("")
    assert ids("sort:earliest") == ids("sort:date") == by_date
    assert ids("sort:-date") == by_date[::-1]
    assert ids("sort:latest")[-1] == "eleven-firms"
    assert ids("sort:report")[0] in ids("source:gazette")
    assert ids("sort:report")[-1] not in ids("source:gazette")
    assert ids("sort:voices")[0] == "network-cut"
    assert sorted(ids("sort:title")) == sorted(by_date)


def test_the_nearest_by_the_calendar() -> None:
    index, result = harbour(), run("kind:detention")
    before = index.number("park-founded")
    assert result.nearest(before) == index.number("quill-held")
    assert result.position(index.number("quill-freed")) == 1
    last = index.number(ids("")[-1])
    assert last > index.number("quill-freed")
    assert result.nearest(last) == index.number("quill-freed")
    for number in result.events:
        assert result.nearest(number) == number
    assert result.position(before) is None
    assert run("kind:detention kind:law").nearest(before) is None


def test_which_term_to_drop() -> None:
    wanted = parse("kind:law person:quill kind:detention")
    assert run(str(wanted)).count == 0
    assert [(str(term), count) for term, count in harbour().loosened(wanted)] == [
        ("kind:law", 2),
        ("person:quill", 0),
        ("kind:detention", 0),
    ]


def test_counts_follow_the_query() -> None:
    counts = harbour().counts(run("person:quill"), "kind", ["detention", "law"])
    assert counts == {"detention": 2, "law": 0}


def test_an_error_says_where_and_mends_the_whole_query() -> None:
    with pytest.raises(QueryError) as caught:
        run("cable (org:hpark OR org:Brightkelp)")
    error = caught.value
    assert (error.start, error.end) == (24, 34)
    assert error.suggestion == "cable (org:hpark OR org:Brightkeel)"
    for text in ("cable kind:zzzzzzzz", "cable date:2020 date:zzz"):
        with pytest.raises(QueryError) as caught:
            run(text)
        assert caught.value.suggestion == "", text


def test_an_order_is_nothing_to_negate() -> None:
    with pytest.raises(QueryError, match="write sort:-date") as caught:
        run("cable -sort:date")
    assert (caught.value.start, caught.value.end) == (12, 16)
    with pytest.raises(QueryError, match="write sort:title"):
        run("-sort:title")


def test_documents_are_searched_where_they_are() -> None:
    with pytest.raises(QueryError, match="--documents"):
        run("text:anything")
    opened = open_dataset(HARBOUR)
    assert opened.index.run(parse("text:twelve")).count == len(ids("source:gazette"))
    index = Index(harbour().store, harbour().postings, texts=lambda: {"gazette": "The gulls were Loud."})
    assert index.run(parse("text:-")).count == index.run(parse('text:"..."')).count == 0
    assert index.run(parse("text:loud")).events == run("source:gazette").events
    assert index.run(parse('text:"were loud"')).count == run("source:gazette").count
    assert index.run(parse("text:quiet")).count == 0


def test_both_sides_of_each_bound_of_a_time() -> None:
    day_before, day, day_after = "2020-08-09", "2020-08-10", "2020-08-11"
    inside = [
        f"date{must}:{time}" for must in ("", "!") for time in (day, f"..{day}", f"{day}..", f"{day_before}..{day}")
    ]
    inside += [f"before:{day_after}", f"before!:{day_after}", f"after:{day_before}", f"after!:{day_before}"]
    outside = [f"date{must}:{time}" for must in ("", "!") for time in (day_before, day_after, f"..{day_before}")]
    outside += [f"date:{day_after}..", f"before:{day}", f"before!:{day}", f"after:{day}", f"after!:{day}"]
    assert [text for text in inside if "result-read" not in ids(text)] == []
    assert [text for text in outside if "result-read" in ids(text)] == []


def test_signs_alone_find_nothing_and_between_words_they_do_not_count() -> None:
    for nothing in ("...", "---", '"—"', "( . , )", ". OR !"):
        assert ids(nothing) == [], nothing
        assert not is_searchable(parse(nothing)), nothing
    assert ids("held — quill") == ids("held quill") != []
    assert ids("-") == ids("")  # before a negation is typed out
    assert ids("... quill") == ids("quill")


def test_the_records_of_a_section_come_in_the_order_of_the_result() -> None:
    found = run("sort:-date kind:detention")
    assert [ref.id for ref in harbour().refs(found, "events")] == ["quill-freed", "quill-held"]
    assert {ref.id for ref in harbour().refs(run("person:quill"), "people")} == {"quill"}
    assert harbour().refs(run("kind:detention"), "people") == []


def test_a_mistyped_id_is_looked_for_among_all_or_among_many_that_begin_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    for many in (2000, len(harbour().postings.refs), 20):
        monkeypatch.setattr(evaluate, "MANY", many)
        with pytest.raises(QueryError, match=r"no record here is called quill-hedl: did you mean quill-held\?"):
            run("id:quill-hedl")
    with pytest.raises(QueryError, match=r"no record here is called wuill-held$"):
        run("id:wuill-held")  # among many only what begins with the same two letters is compared


def test_ids_are_found_in_capitals_too() -> None:
    assert run("org:HPARK").events == run("org:hpark").events
    assert run("id:Quill").others == run("id:quill").others


def test_an_id_of_several_sections_is_each_of_them_and_with_its_section_one() -> None:
    named = Index(store_of(people=[Person(id="a", name="A")], places=[Place(id="a", name="A")]))
    for text, sections in (("id:a", {"people", "places"}), ("id:people/a", {"people"}), ("id:places/a", {"places"})):
        assert {named.postings.refs[number].section for number in named.run(parse(text)).others} == sections


def test_a_value_and_its_unit_are_one_phrase_of_what_the_claim_is_about() -> None:
    claim = Claim(id="length", about="cut", question="How long?", values=(Value(value="three", unit="days"),))
    made = Index(store_of(events=[Event(id="cut", title="Cut", date="2020")], claims=[claim]))
    assert made.events(parse('"three days"'))
    assert not made.events(parse('"threedays"'))


def test_words_of_scripts_without_blanks_are_found_inside_a_run_and_marked() -> None:
    titles = {"tokyo": "2011 東京都知事の選挙", "bangkok": "ไทยไม่มีช่องว่าง", "party": "A party 🎉 in May"}
    made = Index(store_of(events=[Event(id=key, title=title, date="2020") for key, title in titles.items()]))
    for text, found in (("京都", "tokyo"), ("選挙", "tokyo"), ("ช่องว่าง", "bangkok"), ("🎉", "party")):
        assert [made.event_id(number) for number in made.events(parse(text))] == [found]
        marks = marker(parse(text))
        assert marks is not None
        (start, end) = (marks(titles[found])[0][0], marks(titles[found])[-1][1])
        assert titles[found][start:end] == text
        assert made.names.find(text, 3)[0].ref == Ref("events", found)
    for text in ("京東", "都事", "🎂"):
        assert not made.events(parse(text))
