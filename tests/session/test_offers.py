"""What is offered for a field of a form: entities that the text around names, and completions of what is begun."""

from __future__ import annotations

from making import shipped, store_from

from tui.core.index.index import Index
from tui.session.forms import form
from tui.session.offers import MOST, Offer, Offers, Surroundings

NAMED = Index(
    store_from("""\
people:
  marsh: {name: Ann Marsh}
  reed: {name: Ada Reed}
  lee: {name: Bo Lee}
  drozd: {name: Ганна Драздова}
organisations:
  gate: {name: Harbour Gate Office, kind: company}
  mill: {name: Mill, kind: company}
  bank: {name: Bank of It, kind: company}
places:
  town: {name: Eastwick}
  quay: {name: The North Quay}
""")
)
WHO = {
    "Marsh came": "marsh", "Marshs": "marsh", "Marshes": "", "marsh": "", "ann marsh": "marsh", "Ann came": "",
    "Reed": "reed", "Reeds": "", "Lee": "lee", "lee": "", "bo lee": "",
    "Драздовой дали": "drozd", "Ганна": "",
    "the harbour gate office": "gate", "the harbour office": "", "Harbour Gate Offices": "gate",
    "Mill": "mill", "mill": "", "Mills": "", "Bank of It": "bank",
    "in Eastwick": "town", "eastwick": "", "Eastwicks": "",
    "the north quay": "quay", "North Quay": "",
    "Marsh, then Reed; in Eastwick Marsh": "marsh reed town",
}  # fmt: skip


def test_a_text_names_entities_by_family_names_or_all_words_of_a_name() -> None:
    for text, named in WHO.items():
        assert [ref.id for ref in Offers(NAMED, Surroundings(text)).entities] == named.split(), text
    text = "Marsh, then Reed, in Eastwick"
    for word, named in (("Marsh", "marsh reed town"), ("Reed", "reed town marsh"), ("Eastwick", "town reed marsh")):
        found = Offers(NAMED, Surroundings(text, text.index(word))).entities
        assert [ref.id for ref in found] == named.split()


SHORT = {
    "Some slept at the mill.": "mill", "The Mill burned.": "mill", "the old mill": "",  # which it names
    "a mill": "", "the mills": "", "the office": "gate", "the quay": "", "the marsh": "",  # of two, and of a person
}  # fmt: skip
"""A text → what is offered for it besides what it names."""


def test_the_last_word_of_one_long_name_is_offered_and_never_taken() -> None:
    index = Index(
        store_from("""\
people:
  marsh: {name: Ann Marsh}
organisations:
  gate: {name: Harbour Gate Office, kind: company}
places:
  mill: {name: Old Mill}
  north: {name: North Quay}
  south: {name: South Quay}
""")
    )
    field = next(field for field in form("event", {}).fields if field.key.name == "involves")
    for text, wanted in SHORT.items():
        offers = Offers(index, Surroundings(text, 0, text))
        offered = [one for one in offers.find(field.section, field.key, "") if one.note.startswith("perhaps")]
        assert [one.text for one in offered] == wanted.split(), text
        assert not {ref.id for ref in offers.named} & {one.text for one in offered}


def found(
    name: str, typed: str = "", kind: str = "event", *, text: str = "", taken: tuple[str, ...] = ()
) -> list[Offer]:
    field = next(field for field in form(kind, {}).fields if field.key.name == name)
    return Offers(shipped(), Surroundings(text)).find(field.section, field.key, typed, taken)


def test_what_is_begun_is_completed_from_the_section_of_the_field() -> None:
    for name, typed, kind, texts in (
        ("kind", "state", "organisation", "state-body"),
        ("kind", " STATE ", "organisation", "state-body"),
        ("after", "cable", "event", "report-put-off"),
        ("after", "report-put-off", "event", "report-put-off"),
        ("evidence", "gazette/cu", "relation", "gazette/cut"),
        ("evidence", "nowhere/cu", "relation", ""),
        ("derives_from", "gaz", "source", "gazette"),
        ("type", "", "relation", "acquired founded leads rival-of"),
        ("involves", "Ada Quill", "event", "quill"),
        ("kind", "detention", "event", "detention"),
        ("title", "Ada", "event", ""),
        ("date", "2020", "event", ""),
    ):
        assert [one.text for one in found(name, typed, kind)] == texts.split(), (name, typed)
    assert found("kind", "state", "organisation") == [Offer("state-body", "state body")]
    assert found("evidence", "gazette/cu", "relation")[0].name == "The connection fails on the morning of the vote."
    assert found("after", "cable")[0].name == "Report on the cable put off"


def test_eight_are_offered_and_none_that_is_taken_and_new_ones_behind_them() -> None:
    for name, kind in (("kind", "event"), ("involves", "event"), ("about", "claim")):
        every = found(name, kind=kind)
        assert len(every) == MOST == 8
        first = every[0].text
        rest = [one.text for one in found(name, kind=kind, taken=(first,))]
        assert rest[:7] == [one.text for one in every[1:]]
    assert found("involves", taken=("hpark",))[0].text == "council"
    new = found("involves", "quil")[1:]
    assert new[0] == Offer("quil (new person)", "new person: quil")
    assert new[1] == Offer("quil (new company)", "new company: quil")
    assert Offer("quil (new state-body)", "new state body: quil") in new
    assert new[-1] == Offer("quil (new place)", "new place: quil")
    committee = [one.text for one in found("involves", "Pier Committee")]
    assert committee[:2] == ["Pier Committee (new initiative)", "Pier Committee (new person)"]
    assert found("involves", "Marten Quill")[0].text == "Marten Quill (new person)", "he is not Ada Quill"
    assert found("involves", "Northern Telecom")[0].text == "Northern Telecom (new person)", "it is not Lantern Telecom"
    for begun in ("Ada Qui", "Quill Ada", "Dr Ada Quill"):
        assert found("involves", begun)[0].text == "quill", begun
    assert found("involves", "Lantern Telekom")[0].text == "lantern", "mistyped"
    for begun in ("st", "new st", "BO"):
        assert [one.text for one in found("involves", f"Pier Committee ({begun}")] == [
            "Pier Committee (new state-body)"
        ]
    [leads] = found("type", "le", "relation")[1:]
    assert leads == Offer("le (new relation type)", "new relation type: le", is_likely=True)
    for typed in ("quil (new person)", "Ada Quill", "quill", ""):
        assert not any("(new" in one.text for one in found("involves", typed)), typed


def test_what_the_text_names_comes_first_with_a_note_and_places_last() -> None:
    text = "At the harbour gate Quill met Reed of Gullwing."
    offers = found("involves", text=text)
    named = [one.text for one in offers if one.note == "named here"]
    assert named == [one.text for one in offers[: len(named)]]
    assert {"quill", "gullwing", "harbour-gate"} <= {*named}
    assert named[-1] == "harbour-gate"
    assert found("place", text=text)[0] == Offer("harbour-gate", "Harbour gate", "named here")
    assert found("kind", text=text) == found("kind")


def test_dates_are_offered_for_every_date_those_first_that_serve_the_field() -> None:
    text = "On 3 May 1912 Quill spoke; she led it from 1909 to 1911."
    for name, kind, first in (
        ("date", "event", "1912-05-03"), ("as_of", "claim", "1912-05-03"), ("as_of", "value", "1912-05-03"),
        ("as_of", "relation", "1912-05-03"), ("start", "relation", "1909"), ("end", "relation", "1911"),
    ):  # fmt: skip
        offered = [one.text for one in found(name, kind=kind, text=text)]
        assert offered[0] == first
        assert {*offered} == {"1912-05-03", "1909", "1911"}
