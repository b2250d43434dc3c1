"""What is typed into a form becomes a record: names become ids, dates EDTF, mistakes are said of their field."""

from __future__ import annotations

import pytest
from samples import HARBOUR

from tui.core.errors import FieldError
from tui.core.loading.loader import load
from tui.core.loading.yaml_spans import spans
from tui.core.model.records import Passage, Ref
from tui.core.model.sections import SECTION
from tui.core.opening import Opened, open_dataset
from tui.exchange.editing.capture import NewEntity
from tui.exchange.editing.draft_fields import KINDS
from tui.exchange.editing.workspace import Workspace
from tui.session.captures import SourceWords, guessed, resting
from tui.session.forms import answered, changed, form, form_of, one_more_value
from tui.session.offers import Offers, Surroundings

KIND = next(key for key in KINDS["event"].keys if key.name == "kind")
QUILL = (
    "Ada Quill, who runs the map maker Gullwing, was held at the harbour gate in the night from 12 to 13 August and "
    "let go on 15 August. Her colleagues say that she was asked for the names of those who signed."
)


@pytest.fixture(scope="module")
def opened() -> Opened:
    return open_dataset(HARBOUR)


@pytest.fixture
def offers(opened: Opened) -> Offers:
    return Offers(opened.index, Surroundings(QUILL, QUILL.index("held"), issued="2020-09-02"))


def offered(offers: Offers, name: str, typed: str = "", kind: str = "event") -> list[str]:
    field = next(field for field in form(kind, {}).fields if field.key.name == name)
    return [one.text for one in offers.find(field.section, field.key, typed)]


def test_dates_and_names_of_the_paragraph_are_offered_first(offers: Offers) -> None:
    assert offered(offers, "date") == ["2020-08-12/2020-08-13", "2020-08-15"]
    assert offered(offers, "place")[0] == "harbour-gate"
    assert offered(offers, "involves")[:3] == ["gullwing", "quill", "harbour-gate"]
    nothing = {"date": "", "date_from": "", "involves": "", "place": ""}
    assert guessed(offers, "event") == nothing  # what stands around the words is only offered
    held = "Ada Quill, who runs the map maker Gullwing, was held at the harbour gate"
    one = Offers(offers.index, Surroundings(QUILL, 0, held, issued="2020-09-02"))
    assert guessed(one, "event") == nothing | {"involves": "quill; gullwing", "place": "harbour-gate"}
    text = "It broke last Friday, and came back on 1 September."
    one = Offers(offers.index, Surroundings(text, 0, "It broke last Friday", "2020-09-02"))
    assert guessed(one, "event")["date"] == "2020-08-28"  # the only one of the words that are selected
    assert "last Friday" in guessed(one, "event")["date_from"]
    one = Offers(offers.index, Surroundings(text, 0, "It broke", "2020-09-02"))
    assert guessed(one, "event")["date"] == ""
    for chosen, text, date, offers_first in (
        ("It rained", "It rained. The next day it broke.", "", "2016-05-14"),  # the heading's day is only offered
        ("it broke", "It rained. The next day it broke.", "2016-05-15", "2016-05-15"),
        ("It had cost", "It had cost much since 2011.", "", "2016-05-14"),
        ("it broke", "A day later it rained, and two days later it broke.", "", "2016-05-17"),
    ):
        around = Surroundings(text, text.index(chosen), chosen, "2019-03-04", "14 May 2016\n\n")
        one = Offers(offers.index, around)
        assert guessed(one, "event")["date"] == date, text
        field = next(field for field in form("event", {}).fields if field.key.name == "date")
        found = one.find(field.section, field.key, "")
        assert found[0].text == offers_first, text
        assert not found[0].inferred_from or found[0].inferred_from in found[0].note


def test_what_is_begun_is_completed_and_what_is_new_can_be_made(offers: Offers) -> None:
    assert offered(offers, "kind", "det") == ["detention", "det (new kind)"]
    assert offered(offers, "involves", "qu")[0] == "quill"
    assert offered(offers, "involves", "Том")[0] == "reed"  # in any spelling
    assert offered(offers, "involves", "Jan Roe")[:2] == ["Jan Roe (new person)", "Jan Roe (new company)"]
    assert offered(offers, "place", "Nowhere") == ["Nowhere (new place)"]
    assert offered(offers, "kind", "com", "organisation") == ["company"]
    assert offered(offers, "evidence", "gazette/cu", "relation") == ["gazette/cut"]


def test_an_event_is_read_from_what_was_typed(offers: Offers) -> None:
    made = form("event", {}, with_passage=True)
    texts = {
        **made.texts,
        "title": "Quill is held",
        "date": "yesterday",
        "kind": "Detention",
        "place": "Harbour gate",
        "involves": "Ada Quill = held; Jan Roe (new person); gullwing",
    }
    answer = answered(made, texts, offers)
    assert answer.given["date"] == "2020-09-01"
    assert "yesterday" in answer.given["date_from"]
    assert (answer.given["kind"], answer.given["place"]) == ("detention", "harbour-gate")
    assert answer.given["involves"] == ["quill=held", "jan-roe", "gullwing"]
    assert answer.entities == (NewEntity("person", "jan-roe", {"name": "Jan Roe"}),)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        *(("title", "", "title is needed"), ("date", "", "date is needed"), ("date", "soon", "soon")),
        *(("kind", "war", "no kind is called war"), ("place", "Nowhere", "no place is called Nowhere")),
        *(("involves", "quill; nobody", "no entity is called nobody"), ("involves", "(new person)", "a name with")),
    ],
)
def test_a_mistake_is_said_of_its_field(offers: Offers, field: str, typed: str, said: str) -> None:
    made = form("event", {}, with_passage=True)
    with pytest.raises(FieldError, match=said.replace("(", r"\(")) as caught:
        answered(made, {**made.texts, "title": "T", "date": "2020", field: typed}, offers)
    assert caught.value.field == field


EVENT = """\
events:
  a:
    title: A
    date: 2020
    involves: [{entity: quill, role: held}, {entity: gullwing}]
    evidence: [{passage: gazette/cut, differs: It says B.}, gazette/back]
"""


def test_only_what_was_changed_is_written_and_entries_that_stay_keep_what_they_say(offers: Offers) -> None:
    root = spans(EVENT)
    assert root is not None
    before = root.plain["events"]["a"]  # type: ignore[call-overload,index]
    assert isinstance(before, dict)
    made = form_of("event", before)
    assert made.texts["evidence"] == "gazette/cut=It says B.; gazette/back"
    assert changed(made, answered(made, made.texts, offers), made.texts, before) == {}
    texts = {
        **made.texts,
        "date": "9 aug 2020",
        "involves": "Ada Quill=held; Jan Doe",
        "evidence": "gazette/cut=It says B.",
    }
    after = changed(made, answered(made, texts, offers), texts, before)
    assert after == {
        "date": "2020-08-09",
        "involves": [{"entity": "quill", "role": "held"}, {"entity": "j-doe"}],
        "evidence": [{"passage": "gazette/cut", "differs": "It says B."}],
    }


def test_every_kind_of_record_has_a_form_that_says_what_its_record_says(offers: Offers) -> None:
    for kind in KINDS:
        assert {field.key.name for field in form(kind, {}).fields} == {key.name for key in KINDS[kind].keys}
    workspace = Workspace(HARBOUR)
    for section, record_id in load(HARBOUR)[0].locations:
        if (kind := SECTION[section].singular) in KINDS:
            fields = workspace.fields(Ref(section, record_id))
            made = form_of(kind, fields)
            assert changed(made, answered(made, made.texts, offers), made.texts, fields) == {}, record_id


def test_who_says_so_comes_soon_and_one_more_value_has_the_unit_of_the_others() -> None:
    names = [field.key.name for field in form("claim", {}).fields]
    assert names[:5] == ["question", "about", "value", "unit", "said_by"]
    more = one_more_value({"contradiction": "Both count one walk.", "unit": "people"})
    names = [field.key.name for field in more.fields]
    assert names[:4] == ["value", "unit", "said_by", "contradiction"]
    assert (more.texts["unit"], more.texts["contradiction"]) == ("people", "Both count one walk.")


@pytest.mark.parametrize("word", ["state body", "state-body"])
def test_a_new_organisation_is_made_by_the_word_that_the_list_has(offers: Offers, word: str) -> None:
    made = form("event", {})
    texts = {**made.texts, "title": "T", "date": "2020", "involves": f"Pier Court (new {word})"}
    (court,) = answered(made, texts, offers).entities
    assert court.given == {"name": "Pier Court", "kind": "state-body"}


def test_a_passage_without_a_gist_names_what_is_made_beside_it(offers: Offers) -> None:
    made = form("relation", {})
    texts = {"from": "Jan Roe (new person)", "type": "heads / headed by (new relation type)", "to": "gullwing"}
    answer = answered(made, made.texts | texts, offers)
    words = SourceWords("gazette", Passage(quote="held"), "", Surroundings())
    capture = resting("relation", words, answer, {}, lambda one: one.title())
    assert capture.passage is not None
    assert capture.passage.gist == "Jan Roe heads Gullwing"


def test_kinds_and_types_of_relation_are_made_on_the_way(offers: Offers) -> None:
    made = form("event", {})
    answer = answered(made, {**made.texts, "title": "T", "date": "2020", "kind": "Strike (new kind)"}, offers)
    (kind,) = answer.entities
    assert (kind.kind, kind.id, kind.given["title"]) == ("kind", "strike", "Strike")
    assert kind.given["sign"] not in {one.sign for one in offers.index.store.kinds.values()}
    tie = form("relation", {})
    texts = {**tie.texts, "from": "quill", "to": "gullwing", "type": "chairs / chaired by (new relation type)"}
    (made_type,) = answered(tie, texts, offers).entities
    assert (made_type.id, made_type.given) == ("chairs", {"title": "chairs", "reverse": "chaired by"})
    with pytest.raises(FieldError, match="from both ends"):
        answered(tie, {**texts, "type": "chairs (new relation type)"}, offers)


def test_an_id_that_is_typed_whole_is_offered_before_new_ones(offers: Offers) -> None:
    about = next(field for field in form("claim", {}).fields if field.key.name == "about")
    found = offers.find(about.section, about.key, "quill")
    assert found[0].name == "Ada Quill"
    assert [one.text for one in found if one.text.startswith("quill")] == [one.text for one in found]
    assert len({one.text for one in found}) == len(found)
    assert not any("new" in one.text for one in found)


def test_whatever_stands_in_a_form_can_be_offered_again(offers: Offers, opened: Opened) -> None:
    workspace = Workspace(HARBOUR)
    for ref in (
        Ref(section, key) for section in ("events", "relations", "claims") for key in opened.store.ids(section)
    ):
        for field in form_of(SECTION[ref.section].singular, workspace.fields(ref)).fields:
            found = offers.find(field.section, field.key, field.text)
            assert all(one.name for one in found), field.key.name
    assert offers.find("events", KIND, "detention")[0].name == opened.store.kinds["detention"].title


FIRST = {
    "event": "title date involves kind place origin destination",
    "person": "name role",
    "organisation": "name kind",
    "place": "name within",
    "claim": "question about value unit said_by basis qualifier as_of",
    "value": "value unit said_by basis qualifier as_of",
    "relation": "from type to role start end",
    "passage": "gist",
    "source": "title authors publisher issued url type language",
}


def test_what_is_asked_first_comes_first_and_the_gist_of_a_passage_behind_it() -> None:
    for kind, names in FIRST.items():
        first = names.split()
        found = [field.key.name for field in form(kind, {}).fields]
        assert found[: len(first)] == first, kind
        assert found[len(first) :] == [key.name for key in KINDS[kind].keys if key.name not in first], kind
    beside = [field.key.name for field in form("event", {}, with_passage=True).fields]
    assert beside[:8] == [*FIRST["event"].split(), "gist"]
    assert "evidence" not in beside
    inside = [field.key.name for field in form("claim", {}, inside=True).fields]
    assert inside[:2] == ["question", "about"]
    assert not set(inside) & set(FIRST["value"].split())
    assert "title" in [field.key.name for field in form("event", {}, inside=True).fields]
    assert [field.section for field in form("claim", {}).fields][:3] == ["claims", "claims", "values"]


def test_a_name_that_several_have_or_nobody_is_said_and_an_exact_one_is_taken(offers: Offers) -> None:
    made = form("relation", {})
    texts = {**made.texts, "from": "quill", "type": "leads", "to": "gullwing"}
    for field, typed, said in (
        ("evidence", "gazette/none", "gazette/none is no passage: a passage is SOURCE/PASSAGE"),
        ("evidence", "nowhere/cut", "is no passage"),
        ("type", "zzz", "no relation type is called zzz: choose one from the list"),
        ("type", "Pier (new war)", "a new one is made as a name"),
        ("to", " (new person)", "a new one is made as a name"),
    ):
        with pytest.raises(FieldError) as caught:
            answered(made, {**texts, field: typed}, offers)
        assert said in caught.value.message
        assert caught.value.field == field
    assert answered(made, {**texts, "evidence": " gazette/cut ;; gazette/back;"}, offers).given["evidence"] == [
        "gazette/cut",
        "gazette/back",
    ]
    ids = {"Ada Quill": "quill", "quill": "quill", "Gullwing": "gullwing"}
    for name, record_id in ids.items():
        assert answered(made, {**texts, "from": name}, offers).given["from"] == record_id
    again = answered(made, {**texts, "from": "Quill (new person)"}, offers)
    assert [(one.id, one.given) for one in again.entities] == [("quill-2", {"name": "Quill"})]
