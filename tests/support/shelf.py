"""Three accounts in English, Belarusian and Russian: their texts, and excerpts of each."""

from __future__ import annotations

from samples import HARBOUR

from tui.core.model.records import Passage

RUSSIAN = """Тетрадь диспетчера

Порт работал как обычно, хотя связи не было уже второй день. Диспетчер Анна Корж записывала заявки в тетрадь, потому \
что сервер стоял на другом берегу.

К вечеру пришли 12 судов, и ни одно не получило ответа по радио. Капитан «Ласточки» ждал у мола до полуночи — пока не \
погасли фонари.

Утром 11 августа начальник порта сказал, что кабель починят к пятнице, но никто ему не поверил. Ремонт обошёлся в \
3,5 млн крон; половину заплатил город.
"""
TEXTS = {
    **{name: (HARBOUR / f"documents/{name}.txt").read_text(encoding="utf-8") for name in ("gazette", "lystok")},
    "notebook": RUSSIAN,
}
_QUOTES: dict[str, dict[str, str]] = {
    "gazette": {
        "anchor": "Nobody at the quay had seen an anchor",
        "back": "came back at about 7 am on 12 August, first in the old town",
        "cost": "puts the cost of each offline day at 1.2 million crowns",
        "result": "Mayor Osk Brand had won with 71 per cent of the votes",
        "crowd": "counted 300 of them, the organisers more than 900",
        "letter": "the heads of nine firms in Harbour Park signed an open letter",
        "doe": "said Jan Doe, the director of Harbour Park, who did not sign",
        "names": "she was asked for the names of those who signed",
        "moves": "the firm Brightkeel moved twelve people to Southport",
        "lind": "Mira Lind does not expect to read it",
    },
    "lystok": {
        "market": "сабралася каля тысячы чалавек з ліхтарамі",
        "police": "Паліцыя стаяла ўбаку і нікога не чапала",
        "quill": "затрымалі каля брамы гавані 13 жніўня",
        "cable": "Сувязь знікла 9 жніўня і вярнулася толькі 12-га",
        "lantern": "Кампанія «Ліхтар» казала пра якар",
        "report": "адклала справаздачу пра кабель на няпэўны час",
    },
    "notebook": {
        "link": "связи не было уже второй день",
        "korzh": "Диспетчер Анна Корж записывала заявки в тетрадь",
        "ships": "пришли 12 судов, и ни одно не получило ответа",
        "captain": "Капитан «Ласточки» ждал у мола до полуночи — пока не погасли",
        "friday": "кабель починят к пятнице, но никто ему не поверил",
        "price": "обошёлся в 3,5 млн крон; половину заплатил город",
    },
}
PASSAGES = {source: {key: Passage(quote=quote) for key, quote in quotes.items()} for source, quotes in _QUOTES.items()}
"""Source → key → passage."""
