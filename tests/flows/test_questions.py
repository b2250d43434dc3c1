"""Questions of a reporter about the shipped chronicle, drawn up from the documents: ties, moves and figures.

Each is answered by the keys that a user presses: the answer stands on the screen with who says so, and a few keys on
stands the excerpt that it rests on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from bursts import at_once, sent
from driving import explorer, flat, screen_text
from samples import BELARUS
from textual.pilot import Pilot

from tui.core.query.tree import Everything
from tui.screens.explorer.screen import ExplorerScreen
from tui.screens.reader.screen import ReaderScreen

WIDE, NARROW = (160, 48), (80, 24)
SJ, BELL, ESSAY, TR, CRISIS = "Startup Jedi", "The Bell", "Belarus's IT sector", "Techrights", "The Crisis"


class Asked(NamedTuple):
    """A question and its keys; what is typed stands in quotation marks."""

    question: str
    keys: str
    wanted: tuple[str, ...]
    """What stands on the screen then, line breaks and columns aside."""
    on: str
    """What is pressed to get to the words."""
    words: str
    """A part of the excerpt that is reached, on one line."""
    sizes: tuple[tuple[int, int], ...] = (WIDE,)


BOTH = (WIDE, NARROW)
TIES = [
    Asked(
        "How are PandaDoc and Tsepkalo tied?", "ctrl+k 'PandaDoc' enter T 'Цепкало' enter",
        ("3 steps apart", "weakest tie: 3 voices", "Belarusian IT sector", BELL),
        "j s", "a post from PandaDoc CEO Mikita Mikado", BOTH,
    ),
    Asked(
        "What has Mikado to do with PandaDoc?", "ctrl+k 'Mikado' enter T 'PandaDoc' enter",
        ("Mikita Mikado founded PandaDoc", "Mikita Mikado leads PandaDoc, chief executive", BELL),
        "j s", "said Mikita Mikado, founder of software", BOTH,
    ),
    Asked(
        "Who set up EPAM, and when?", "ctrl+k 'EPAM' enter T 'Dobkin' enter",
        ("Arkady Dobkin founded EPAM · since 1993 · The Bell",),
        "j s", "set-up in 1993 by Arkady Dobkin",
    ),
    Asked(
        "What was Kolesnikova to Babariko?", "ctrl+k 'Kolesnikova' enter T 'Babariko' enter",
        ("chief of staff", "3 voices", BELL),
        "j s", "were not registered as presidential candidates",
    ),
    Asked(
        "How are Tikhanovskaya and Tikhanovsky tied?", "ctrl+k 'Tikhanovskaya' enter T 'Tikhanovsky' enter",
        ("Sergei Tikhanovsky married to Svetlana Tikhanovskaya", SJ),
        "j s", "instead of her husband",
    ),
    Asked(
        "What happened to Yandex and Uber alike?", "ctrl+k 'Yandex' enter T 'Uber' enter",
        ("Offices of Yandex and Uber are searched in Minsk", "13 Aug 2020", SJ),
        "j s", "offices of Yandex and Uber in Minsk", BOTH,
    ),
    Asked(
        "What is Chuprinsky at Rozum Robotics?", "ctrl+k 'Chuprinsky' enter T 'Rozum Robotics' enter",
        ("leads Rozum Robotics, chief operating officer", SJ),
        "j s", "founder of robot manufacturer Rozum Robotics",
    ),
    Asked(
        "What did Golos and Zubr do together?", "ctrl+k 'Golos' enter T 'Zubr' enter",
        ("joint report", "20 August 2020", SJ),
        "j s", "the Golos platform together with the Zubr platform",
    ),
    Asked(
        "What had Tsepkalo to do with the Hi-Tech Park?", "ctrl+k 'Цепкало' enter T 'Hi-Tech Park' enter",
        ("Valery Tsepkalo founded Hi-Tech Park · since 2005", "first director", SJ),
        "j s", "initiators of the creation of the",
    ),
    Asked(
        "What has SaM Solutions to do with the EPO?", "ctrl+k 'SaM Solutions' enter T 'EPO' enter",
        ("SaM Solutions supplies European Patent Office", TR),
        "j s", "the EPO's preferred outsourcing partner",
    ),
    Asked(
        "Who was Bogretsov at EPAM?", "ctrl+k 'Bogretsov' enter T 'EPAM' enter",
        ("Maxim Bogretsov works for EPAM, senior vice-president", TR),
        "j s", "the former senior vice-president of EPAM",
    ),
    Asked(
        "Who is behind Wildberries?", "ctrl+k 'Wildberries' enter T 'Bakalchuk' enter",
        ("Tatiana Bakalchuk founded Wildberries", BELL),
        "j s", "former English teacher Tatiana Bakalchuk",
    ),
    Asked(
        "Who is Zalesski in the park?", "ctrl+k 'Zalesski' enter T 'Hi-Tech Park' enter",
        ("Kirill Zalesski leads Hi-Tech Park, vice president", CRISIS),
        "j s", "Kirill Zalesski, the complex’s vice president",
    ),
    Asked(
        "For whom does Dorine work?", "ctrl+k 'Dorine' enter T 'Qulix' enter",
        ("Andreï Dorine works for Qulix, project manager", CRISIS),
        "j s", "project manager Andreï Dorine recognizes the turmoil",
    ),
]  # fmt: skip
MOVES = [
    Asked(
        "Who left where for where in autumn 2020?", "/ 'date:2020-09..2020-11' enter F",
        ("6 moves", "Aug–Oct 2020 Belarus Ukraine Belarusian IT workers some 2,000 people Techrights"),
        "j s", "some 2,000 IT workers moved",
    ),
    Asked(
        "Who went to Ukraine in autumn 2020?", "/ 'date:2020-09..2020-11 place:ukraine' enter F",
        ("from Belarus to Ukraine some 2,000 people", TR),
        "s", "some 2,000 IT workers moved", (NARROW,),
    ),
    Asked(
        "Who left in 2021, and how many?", "/ 'date:2021' enter F",
        ("Oct 2021 Belarus ? Belarusian IT workers an estimated 20,000 people",),
        "S S S S s", "20,000",
    ),
    Asked(
        "Where did Yandex take its people?", "/ 'org:yandex' enter F",
        ("25 Aug 2020 Minsk Russia Yandex those willing", SJ),
        "s", "Yandex began relocate its employees",
    ),
    Asked(
        "Where did the team of Godel go?", "/ 'org:godel' enter F",
        ("Belarus Ukraine Godel Technologies part of the team Startup Jedi",),
        "s", "Godel Technologies has been relocated to Ukraine",
    ),
    Asked(
        "When did Viber leave Minsk?", "/ 'org:viber' enter F",
        ("21 Aug 2020 Minsk ? Viber Startup Jedi",),
        "s", "the Minsk office of Viber was closed",
    ),
    Asked(
        "Where did Tikhanovskaya go?", "/ 'person:tikhanovskaya' enter F",
        ("Belarus Lithuania Svetlana Tikhanovskaya Startup Jedi",),
        "s", "forced to move to Lithuania for political reasons",
    ),
    Asked(
        "Where did Tsepkalo go?", "/ 'person:Цепкало' enter F",
        ("from Belarus to Ukraine", "Valery Tsepkalo", TR),
        "s", "Valery has left the country", (NARROW,),
    ),
    Asked(
        "How many engineers did Qulix lose?", "/ 'org:qulix' enter F",
        ("Belarus ? Qulix a quarter of around 400 engineers The Crisis",),
        "s", "a staggering quarter have left Belarus",
    ),
    Asked(
        "When was Navalny taken to Berlin?", "/ 'person:navalny place:berlin' enter F",
        ("22 or 23 Aug 2020 Omsk Berlin Alexei Navalny The Bell",),
        "s", "Navalny was finally removed from the hospital",
    ),
]  # fmt: skip
FIGURES = [
    Asked(
        "How many people worked in the park, and who says so?", "ctrl+k 'employ in July' enter z",
        ("more than 63,000 people", BELL, "over 56,000 people", "Kirill Zalesski", CRISIS),
        "s", "In July, there were 886 companies", BOTH,
    ),
    Asked(
        "How many companies had the park?", "ctrl+k 'companies were residents' enter z",
        ("886 companies", SJ, "over 1000 companies", CRISIS),
        "s", "more than 1000 IT companies",
    ),
    Asked(
        "What did the park export?", "ctrl+k 'exports of the park worth' enter z",
        ("3.2 billion dollars", "1.8 billion dollars", CRISIS),
        "s", "$3.2 billion",
    ),
    Asked(
        "What share of GDP was IT, and do all agree?", "/ 'is:disputed GDP' enter W W enter z",
        ("up to 6.1 %", "6.5 %", "disputed", ESSAY),
        "s", "GDP",
    ),
]  # fmt: skip


async def _missing(pilot: Pilot[None], keys: str, wanted: tuple[str, ...]) -> str:
    """Press keys and wait for what is wanted on the screen; return which of it is missing, with the screen."""
    at_a_time = "".join(typed or sent(key) for typed, key in re.findall(r"'([^']*)'|(\S+)", keys))
    await at_once(pilot, at_a_time)

    def lacking() -> list[str]:
        seen = flat(screen_text(pilot.app))
        return [words for words in wanted if words not in seen]

    for _ in range(50):
        if not lacking():
            return ""
        await pilot.pause(0.01)
    return f"after {keys}: {lacking()} is missing on\n{screen_text(pilot.app)}"


async def _left(pilot: Pilot[None], main: ExplorerScreen) -> None:
    """Go back to the explorer, without a filter."""
    while pilot.app.screen is not main or not isinstance(main.session.filter, Everything):
        await at_once(pilot, sent("escape"))


@pytest.mark.parametrize("asked", [TIES, MOVES, FIGURES], ids=["ties", "moves", "figures"])
async def test_every_question_is_answered_by_its_keys_with_the_excerpt_behind(asked: list[Asked]) -> None:
    wrong = []
    for size in BOTH:
        async with explorer(BELARUS, size) as (pilot, main):
            for one in (one for one in asked if size in one.sizes):
                missing = await _missing(pilot, one.keys, one.wanted) or await _missing(pilot, one.on, (one.words,))
                if missing or not isinstance(pilot.app.screen, ReaderScreen):
                    wrong.append(f"{one.question} at {size}: {missing}")
                await _left(pilot, main)
    assert not wrong, "\n".join(wrong)


def test_there_are_twenty_five_questions_or_more() -> None:
    assert len({asked.question for asked in (*TIES, *MOVES, *FIGURES)}) >= 25
