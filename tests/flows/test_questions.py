"""Questions of a reporter about the shipped chronicle, drawn up from the documents: ties, moves and figures.

Each is answered as its keys do: names as they are typed, `T` for ties, `F` for moves under a filter, the card for
figures. The answer has the words wanted, and what it says rests on the source named.
"""

from __future__ import annotations

from making import lines, shipped

from tui.core.model.records import Ref
from tui.core.query import parser
from tui.core.query.tree import Everything
from tui.present.cards.card import card
from tui.present.cards.parts import CardWriter
from tui.present.moves import moves_of, moves_page
from tui.session.ties import Question, answered

SJ, BELL, ESSAY, TR, CRISIS = "Startup Jedi", "The Bell", "Belarus's IT sector", "Techrights", "The Crisis"
TIES = [  # typed, typed, what the chains say, who says so
    ("PandaDoc", "Цепкало", ["3 steps apart", "Hi-Tech Park", "weakest tie: 3 voices"], BELL),
    ("Mikado", "PandaDoc", ["founded"], BELL),
    ("EPAM", "Dobkin", ["founded", "1993"], BELL),
    ("Kolesnikova", "Babariko", ["chief of staff"], BELL),
    ("Tikhanovskaya", "Tikhanovsky", ["married to"], SJ),
    ("Yandex", "Uber", ["searched", "13 Aug 2020"], SJ),
    ("Chuprinsky", "Rozum Robotics", ["chief operating officer"], SJ),
    ("Golos", "Zubr", ["joint report", "20 August 2020"], SJ),
    ("Цепкало", "Hi-Tech Park", ["founded"], SJ),
    ("SaM Solutions", "EPO", ["supplie"], TR),
    ("Bogretsov", "EPAM", ["senior vice-president"], TR),
    ("Bakalchuk", "Wildberries", ["founded"], BELL),
    ("Zalesski", "Hi-Tech Park", ["vice president"], CRISIS),
    ("Dorine", "Qulix", ["project manager"], CRISIS),
]
MOVES = [  # filter, what one row says, who says so
    ("date:2020-09..2020-11 place:ukraine", ["Belarus", "Ukraine", "some 2,000 people", "Aug–Oct 2020"], TR),
    ("org:yandex", ["Minsk", "Russia", "those willing", "25 Aug 2020"], SJ),
    ("org:godel-technologies", ["Belarus", "Ukraine", "part of the team"], SJ),
    ("org:viber", ["Minsk", "21 Aug 2020"], SJ),
    ("person:tikhanovskaya", ["Belarus", "Lithuania"], SJ),
    ("person:Цепкало", ["Belarus", "Ukraine", "26 Aug 2020 or earlier"], TR),
    ("date:2021", ["Belarus", "an estimated 20,000 people", "Oct 2021"], TR),
    ("org:qulix", ["Belarus", "a quarter of around 400 engineers"], CRISIS),
    ("person:navalny place:berlin", ["Omsk", "Berlin"], BELL),
]
FIGURES = [  # whose card, the measure, its figures, who gives one of them
    ("hi-tech-park", "people employed", ["more than 63000 people", "over 56000 people"], CRISIS),
    ("hi-tech-park", "companies in the park", ["886 companies", "over 1000 companies"], SJ),
    ("hi-tech-park", "annual exports", ["3.2 billion dollars", "1.8 billion dollars"], CRISIS),
    ("belarusian-it-sector", "share of GDP", ["5 %", "up to 6.1 %", "6.5 %", "disputed"], ESSAY),
]
INDEX = shipped("belarus-it")


def named(typed: str) -> str:
    """Return the id of the first organisation or person that is offered for what is typed."""
    hits = (hit.ref for hit in INDEX.names.find(typed, 20))
    return next(ref.id for ref in hits if ref.section in ("organisations", "people"))


def missing(text: str, wanted: list[str], teller: str) -> list[str]:
    return [words for words in [*wanted, teller] if words not in text]


def test_how_two_are_tied() -> None:
    wrong = {}
    for one, other, wanted, teller in TIES:
        told = " ".join(lines(answered(Question(named(one), named(other)), INDEX, Everything()), 150))
        if lacking := missing(" ".join(told.replace("│", "").split()), wanted, teller):
            wrong[one, other] = (lacking, told)
    assert wrong == {}


def test_who_left_where_for_where() -> None:
    wrong = {}
    for query, wanted, teller in MOVES:
        moves = moves_of(INDEX, INDEX.run(parser.parse(query)).events)
        rows = lines(moves_page(CardWriter(INDEX.store), INDEX, moves, "date", 170), 170)
        if not any(missing(row, wanted, teller) == [] for row in rows):
            wrong[query] = rows
    assert wrong == {}


def test_what_figures_there_are_and_who_gives_them() -> None:
    wrong = {}
    for name, measure, wanted, teller in FIGURES:
        told = lines(card(INDEX.store, Ref("organisations", name)))
        start = next(at for at, line in enumerate(told) if line.startswith(f"Over time: {measure}"))
        chart = " ".join(" ".join(told[start : told.index("", start)]).split())
        if lacking := missing(chart, wanted, teller):
            wrong[measure] = (lacking, chart)
    assert wrong == {}


def test_every_answer_rests_on_an_excerpt() -> None:
    moves = moves_of(INDEX, INDEX.postings.facet("section", "events"))
    records = [Ref("events", INDEX.event_id(number)) for number in moves]
    for name in {name for name, *_ in FIGURES}:
        records += [Ref("claims", claim) for claim in INDEX.store.claims_about(name)]
    for ref in records:
        cited = INDEX.store.citations(ref)
        assert cited, ref
        assert any(INDEX.store.passage(one.passage).quote for one in cited), ref
