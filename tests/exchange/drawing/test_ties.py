"""Drawings of ties: every name and tie in its place, what they rest on in a list, every sign in the legend."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations
from typing import Any, Literal

import hostile
import pytest
from making import store_of

from tui.core.index.index import Index
from tui.core.model.dataset import RelationType
from tui.core.model.records import (
    Citation,
    Claim,
    Event,
    Involvement,
    Organisation,
    Passage,
    Person,
    Place,
    Relation,
    Source,
    Value,
)
from tui.core.query.tree import Everything
from tui.exchange.drawing import ties as drawing
from tui.exchange.drawing.parts import HEIGHT
from tui.exchange.losses import Losses
from tui.session.ties import Question, drawn

SVG = "{http://www.w3.org/2000/svg}"
ONE, BOTH = (Citation(passage="press/a"),), (Citation(passage="press/a"), Citation(passage="post/a"))


def held(first: str, last: str, **how: Any) -> Relation:
    return Relation(id=f"{first}-{last}", source=first, type="knows", target=last, **how)


def met(number: int, *who: str, **how: Any) -> Event:
    parts = tuple(Involvement(entity=one, role="there") for one in who)
    return Event(id=f"e{number}", title=f"Meeting {number}", date="2020-05-01", involves=parts, **how)


def index_of(names: dict[str, str], *, media: bool = False, **sections: Any) -> Index:
    """People, the firm and the town with these names, and who writes."""
    sources = [
        Source(id=key, type="article", title="A", publisher=name, passages={"a": Passage()})
        for key, name in (("press", "The Press"), ("post", "The Post"))
    ]
    people = [Person(id=key, name=name) for key, name in names.items() if key not in ("firm", "town")]
    kind: Literal["media", "company"] = "media" if media else "company"
    firms = [Organisation(id=key, name=name, kind=kind) for key, name in names.items() if key == "firm"]
    return Index(
        store_of(
            sources=sources,
            people=people,
            organisations=firms,
            places=[Place(id=key, name=name) for key, name in names.items() if key == "town"],
            relation_types={"knows": RelationType(title="knows", reverse="is known by")},
            **sections,
        )
    )


@pytest.fixture(scope="module")
def index() -> Index:
    """Ann knows Ben, who met at the firm, of which Dan has said something; Eve is tied to nobody."""
    said = Value(value="5", said_by="dan", as_of="2020", evidence=ONE)
    return index_of(
        {"ann": "Ann Ash", "ben": "Ben Birch", "dan": "Dan Date", "eve": "Eve Elm", "firm": "The Firm", "town": "Ton"},
        relations=[held("ann", "ben", start="2019", evidence=BOTH)],
        events=[met(1, "ben", "firm", evidence=ONE, place="town"), met(2, "ben", "firm")],
        claims=[Claim(id="c", question="How many?", about="firm", values=(said,))],
    )


def svg(index: Index, first: str, last: str = "", losses: Losses | None = None) -> ET.Element:
    return ET.fromstring("".join(drawn(Question(first, last), index, Everything(), losses or Losses())))


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def boxes(root: ET.Element) -> dict[str, tuple[float, float, float, float]]:
    """Name → left, top, width and height of its box."""
    found = {}
    for group in root.iter(f"{SVG}g"):
        box, title = group.find(f"{SVG}rect"), group.find(f"{SVG}title")
        if box is not None and title is not None:
            x, y, width, height = (float(box.attrib[key]) for key in ("x", "y", "width", "height"))
            found[title.text or ""] = x, y, width, height
    return found


def meanings(root: ET.Element) -> set[str]:
    return {*texts(root)} & {sign.meaning for sign in drawing._SIGNS.values()}


def test_a_chain_goes_from_left_to_right_and_its_list_says_what_ties_when_and_who_says_so(index: Index) -> None:
    root = svg(index, "ann", "dan")
    places = boxes(root)
    assert sorted(places, key=lambda name: places[name][0]) == ["Ann Ash", "Ben Birch", "The Firm", "Dan Date"]
    said = texts(root)
    assert "How are Ann Ash and Dan Date tied?" in said
    assert "3 steps apart · by relations, events and claims" in said
    at = said.index("1   Ann Ash and Ben Birch: 1 relation; 2 voices say so")
    assert said[at + 1 : at + 3] == ["since 2019 · Ann Ash knows Ben Birch", "The Press, The Post"]
    at = said.index("2   Ben Birch and The Firm: 2 events; 1 voice says so")
    assert said[at + 1 : at + 3] == ["1 May 2020 · Meeting 1 · both: there", "The Press"]
    assert "no source is cited" in said[at:]
    assert "How many? · Dan Date" in said
    told = root.findtext(f"{SVG}desc") or ""
    assert "2: Ben Birch and The Firm: 2 events; 1 voice says so." in told
    assert "Rests on: The Press; The Post." in told


def test_chains_over_media_stand_below_those_over_what_they_told_of() -> None:
    events = [met(1, "ann", "firm"), met(2, "firm", "dan"), met(3, "ann", "ben"), met(4, "ben", "eve"),
              met(5, "eve", "dan")]  # fmt: skip
    names = {"ann": "Ann Ash", "ben": "Ben Birch", "dan": "Dan Date", "eve": "Eve Elm", "firm": "The Paper"}
    root = svg(index_of(names, media=True, events=events), "ann", "dan")
    places = boxes(root)
    assert sorted(places, key=lambda name: places[name][0]) == [
        "Ann Ash", "Ben Birch", "The Paper", "Eve Elm", "Dan Date"]  # fmt: skip
    assert places["Ben Birch"][1] == places["Eve Elm"][1] < places["Ann Ash"][1] < places["The Paper"][1]
    assert any("3 steps apart; below, 2 steps over media that told of both" in text for text in texts(root))


def test_the_legend_has_every_sign_that_is_drawn_and_no_other(index: Index) -> None:
    every = {name: sign.meaning for name, sign in drawing._SIGNS.items()}
    direct = {"people", "end", "relations", "several", "number"}
    assert meanings(svg(index, "ann", "ben")) == {every[name] for name in direct}
    around = svg(index, "town")
    drawn_there = {"organisations", "people", "places", "end", "events", "one", "number", "among"}
    assert meanings(around) == {every[name] for name in drawn_there}
    looks = {look for path in around.iter(f"{SVG}path") for look in path.attrib["class"].split()} - {"tie"}
    assert looks == {"events", "one", "among"}
    chained = {"organisations", "people", "end", "relations", "events", "claims", "several", "one", "number"}
    assert meanings(svg(index, "ann", "dan")) == {every[name] for name in chained}


def test_nothing_that_ties_two_is_said_and_drawn_as_two_names(index: Index) -> None:
    root = svg(index, "ann", "eve")
    assert any(text.startswith("nothing that is recorded ties them") for text in texts(root))
    assert boxes(root).keys() == {"Ann Ash", "Eve Elm"}
    assert [*root.iter(f"{SVG}path")] == []
    assert boxes(svg(index, "eve")).keys() == {"Eve Elm"}


def test_of_many_around_one_those_with_the_most_records_are_drawn_and_all_else_is_told() -> None:
    names = {f"p{n:02}": f"Person number {n} of the long names" for n in range(31)}
    ties = [held("p00", name, evidence=ONE) for name in [*names][1:]]
    events = [met(n, "p00", f"p{n:02}") for n in range(11, 31)] + [met(90 + n, "p00", "p30") for n in range(5)]
    losses = Losses()
    root = svg(index_of(names, relations=ties, events=[*events, met(99, "p29", "p28")]), "p00", "", losses)
    places = boxes(root)
    assert places.keys() == {name for key, name in names.items() if key == "p00" or key > "p10"}
    assert "the 20 organisations and people with the most records, of 30 · by relations, events and claims" in texts(
        root
    )
    for (x, y, wide, high), (left, top, width, height) in combinations(places.values(), 2):
        assert x + wide <= left or left + width <= x or y + high <= top or top + height <= y
    found = [*losses.summary()]
    assert any(sentence.startswith("10 records: a drawing of ties has 20 names") for sentence in found)
    assert any(sentence.startswith("1 link: ") and "Meeting 99" in sentence for sentence in found)
    assert any(sentence.startswith("4 records: a drawing lists 3 records of a tie") for sentence in found)


def test_all_that_is_drawn_is_on_its_page_and_no_line_of_the_list_on_another() -> None:
    names = {f"p{n:02}": f"Person {n}" for n in range(21)}
    events = [met(100 * n + m, "p00", f"p{n:02}", evidence=BOTH) for n in range(1, 21) for m in range(4)]
    root = svg(index_of(names, events=events), "p00")
    pages = [group for group in root if group.tag == f"{SVG}g"]
    assert float(root.attrib["height"].removesuffix("mm")) == len(pages) * HEIGHT
    assert len(pages) > 2
    for page in pages:
        said = [element for element in page.iter(f"{SVG}text") if "small" in element.get("class", "")]
        heights = [(float(one.attrib["x"]), float(one.attrib["y"])) for one in said if float(one.attrib["y"]) > 25]
        assert len(heights) == len({*heights})
        assert max(y for _, y in heights) < HEIGHT


def test_hostile_names_are_text_in_the_drawing() -> None:
    for words in hostile.STRINGS[::4]:
        evil = f"{words}<script>x</script>&\"'"
        events = [Event(id="e", title=evil, date="2020", involves=(Involvement(entity="ann", role=evil),
                        Involvement(entity="ben", role=evil)))]  # fmt: skip
        made = index_of({"ann": evil, "ben": evil}, events=events)
        for last in ("", "ben"):
            text = "".join(drawn(Question("ann", last), made, Everything(), Losses()))
            root = ET.fromstring(text)
            assert not [element for element in root.iter() if element.tag.endswith("script")]
            assert not [sign for sign in hostile.FORBIDDEN if sign in text]
