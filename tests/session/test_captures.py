"""What is made of selected words: the fields of a passage, and a record with the passage that it rests on."""

from __future__ import annotations

import pytest

from tui.core.errors import FieldError
from tui.core.model.records import Passage
from tui.exchange.editing.capture import NewEntity
from tui.session.captures import SourceWords, passage_alone, passage_texts, resting
from tui.session.forms import Answer
from tui.session.offers import Surroundings

WORDS = SourceWords("gazette", Passage(quote="held", paragraph=3, prefix="was", gist="old"), "cut", Surroundings())


def test_a_passage_goes_into_its_form_and_out_of_it() -> None:
    given = {"quote": "held", "section": "Night", "paragraph": "3", "prefix": "was", "suffix": "at"}
    more = {"gist": "Who was held", "note": "N"}
    made = passage_alone(WORDS, Answer({**given, **more, "accept": ["x"]}, ()))
    wanted = Passage(
        quote="held", section_title="Night", paragraph=3, prefix="was", suffix="at", gist="Who was held", note="N"
    )
    assert (made.source, made.passage, made.behind) == ("gazette", wanted, "cut")
    assert passage_texts(wanted) == given
    assert passage_texts(Passage()) == dict.fromkeys(given, "")
    assert passage_alone(WORDS, Answer({}, ())).passage == Passage()
    with pytest.raises(FieldError) as caught:
        passage_alone(WORDS, Answer({"paragraph": "3rd"}, ()))
    assert (caught.value.field, caught.value.message) == ("paragraph", "paragraph is a number: which one it is, from 1")


def test_a_passage_says_its_gist_or_else_what_its_record_does() -> None:
    tie = {"from": "jan", "type": "heads", "to": "quill"}
    new = (
        NewEntity("person", "jan", {"name": "Jan Roe"}),
        NewEntity("relation type", "heads", {"title": "is head of"}),
    )
    for given, gist, wanted in (
        ({"title": "A title", "gist": "G"}, " G ", "G"),
        ({"title": "A title"}, " ", "A title"),
        ({"question": "How many?", "value": "5", "unit": "men"}, "", "How many? 5 men"),
        ({"question": "How much?", "value": "5", "unit": "kg", "qualifier": "up to"}, "", "How much? up to 5 kg"),
        ({"value": "5"}, "", "5"),
        ({"name": "Ann"}, "", "Ann"),
        (tie, "", "Jan Roe is head of QUILL"),
    ):
        made = resting("event", WORDS, Answer(dict(given), new), {"gist": gist}, str.upper)
        assert made.passage is not None
        assert made.passage.gist == wanted
        assert (made.passage.quote, made.behind, made.source, made.kind) == ("held", "cut", "gazette", "event")
        assert made.given == {key: value for key, value in given.items() if key != "gist"}
        assert made.entities == new
    assert resting("event", WORDS, Answer({"title": "T"}, ()), {}, str.upper).passage is not None
