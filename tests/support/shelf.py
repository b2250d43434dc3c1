"""Three accounts with their documents, in English, Belarusian and Russian, for a test to change."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from samples import HARBOUR

from tui.cli.main import run

DOCUMENTS = HARBOUR / "documents"
RUSSIAN = """Тетрадь диспетчера

Порт работал как обычно, хотя связи не было уже второй день. Диспетчер Анна Корж записывала заявки в тетрадь, потому \
что сервер стоял на другом берегу.

К вечеру пришли 12 судов, и ни одно не получило ответа по радио. Капитан «Ласточки» ждал у мола до полуночи — пока не \
погасли фонари.

Утром 11 августа начальник порта сказал, что кабель починят к пятнице, но никто ему не поверил. Ремонт обошёлся в \
3,5 млн крон; половину заплатил город.
"""
TEXTS = {
    "gazette": (DOCUMENTS / "gazette.txt").read_text(encoding="utf-8"),
    "lystok": (DOCUMENTS / "lystok.txt").read_text(encoding="utf-8"),
    "notebook": RUSSIAN,
}
PASSAGES: dict[str, dict[str, str]] = {
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


class Shelf(NamedTuple):
    """A dataset and the folder with the documents of its sources."""

    dataset: Path
    documents: Path

    def line(self, source: str, key: str) -> int:
        """The number of the line on which a passage begins."""
        lines = (self.dataset / f"{source}.yaml").read_text(encoding="utf-8").splitlines()
        return lines.index(f"      {key}:") + 1


def put_up(tmp_path: Path) -> Shelf:
    """Write the dataset and its documents."""
    found = Shelf(tmp_path / "dataset", tmp_path / "documents")
    found.dataset.mkdir()
    found.documents.mkdir()
    head = "letapis: 1\ndataset:\n  title: Three accounts\n"
    (found.dataset / "dataset.yaml").write_text(head, encoding="utf-8")
    for source, passages in PASSAGES.items():
        told = "".join(
            f'      {key}:\n        gist: Told.\n        quote: "{quote}"\n' for key, quote in passages.items()
        )
        text = f"sources:\n  {source}:\n    title: {source}\n    passages:\n{told}"
        (found.dataset / f"{source}.yaml").write_text(text, encoding="utf-8")
        (found.documents / f"{source}.txt").write_text(TEXTS[source], encoding="utf-8")
    return found


def checked(shelf: Shelf, capsysbinary: pytest.CaptureFixture[bytes]) -> tuple[int, list[str], str]:
    """Run the command; return its status, the lines about excerpts, and what it says on standard error."""
    status = run(["check", "-d", str(shelf.dataset), "--documents", str(shelf.documents)])
    said = capsysbinary.readouterr()
    return status, [line for line in said.out.decode().splitlines() if "[excerpt-" in line], said.err.decode()
