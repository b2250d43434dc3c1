"""What is made of selected words: the fields of a passage, and a record with the passage that it rests on."""

from __future__ import annotations

import re

import pytest
from making import shipped

from tui.core.errors import FieldError
from tui.core.model.records import Passage
from tui.exchange.editing.capture import NewEntity
from tui.session.captures import SourceWords, guessed, passage_alone, passage_texts, resting
from tui.session.forms import Answer
from tui.session.offers import Offers, Surroundings

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
        ({"value": "5", "said_by": "jan"}, "", "5, according to Jan Roe"),
        ({"question": "How many?", "value": "5", "said_by": "quill"}, "", "How many? 5, according to QUILL"),
        ({"value": "5", "said_by": "quill"}, "My own", "My own"),
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


FILLED = {
    ("relation", "[Olaf has led the union] since 1909."): {"start": "1909"},
    ("relation", "[Olaf joined the board] in 1905."): {"start": "1905"},
    ("relation", "[Olaf left the board on 30 May 1912]."): {"end": "1912-05-30"},
    ("relation", "Until 9 May 1912 [Olaf led it]."): {"end": "1912-05-09"},
    ("relation", "[Olaf led it] until 9 May."): {"end": "1912-05-09", "end_from": "“9 May”, in a text of 20 June 1912"},
    ("relation", "[Olaf led it] from 1909 to 1912."): {"start": "1909", "end": "1912"},
    ("relation", "By May 1912 [Olaf led it]."): {"as_of": "1912-05"},
    ("relation", "In May 1912 [Olaf was still its head]."): {"as_of": "1912-05"},
    ("relation", "In May 1912 [Olaf spoke of the board]."): {},  # neither a beginning nor a state
    ("relation", "[Olaf led it] and Dora kept the accounts until May 1912."): {},
    ("relation", "[Olaf led it until 1909, until 1912 as some say]."): {},
    ("relation", "[Olaf led it] before 1909."): {},
    ("claim", "[It had cost 11 million crowns] by 1 June 1912."): {"as_of": "1912-06-01"},
    ("claim", "On 1 June 1912 [40 men stood there]."): {"as_of": "1912-06-01"},
    ("claim", "Until 9 May 1912 [they had 11 crowns]."): {"as_of": "../1912-05-09"},
    ("claim", "[They had 11 crowns] until the first week of May 1912."): {"as_of": "../1912-05-07"},
    ("claim", "[They have had 11 crowns] since 1909."): {},
    ("claim", "[There were 40] before May 1912."): {},
    ("claim", "[There were 40], Dora said on 1 June 1912."): {},
    ("value", "[There were 40] on 1 June 1912."): {"as_of": "1912-06-01"},
    ("claim", "It cost [about 11 million crowns]."): {"value": "11", "unit": "million crowns", "qualifier": "about"},
    ("claim", "It was [9 May]."): {},
}
"""Kind, a sentence with the selected words in brackets → dates that are filled in."""


def around(sentence: str) -> Surroundings:
    before, chosen, after = re.split(r"[\[\]]", sentence)
    return Surroundings(f"{before}{chosen}{after}", len(before), chosen, "1912-06-20")


@pytest.mark.parametrize(("kind", "sentence"), FILLED)
def test_dates_are_filled_in_as_far_as_the_words_say(kind: str, sentence: str) -> None:
    found = guessed(Offers(shipped(), around(sentence)), kind)
    assert {key: text for key, text in found.items() if text} == FILLED[kind, sentence]
