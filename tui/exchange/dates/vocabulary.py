"""The words of written dates in the languages that tables most often come in."""

from __future__ import annotations

import unicodedata

from tui.core.dates import typed_words

_MONTHS = """
    january januar jänner janvier enero gennaio styczeń stycznia січень січня januari janeiro
    february februar février febrero febbraio luty lutego лютий лютого februari fevereiro
    march märz maerz mars marzo marzec marca березень березня maart março
    april avril abril aprile kwiecień kwietnia квітень квітня
    may mai mayo maggio maj maja травень травня mei maio
    june juni juin junio giugno czerwiec czerwca червень червня junho
    july juli juillet julio luglio lipiec lipca липень липня julho
    august août agosto sierpień sierpnia серпень серпня augustus
    september septembre septiembre setiembre settembre wrzesień września вересень вересня setembro
    october oktober octobre octubre ottobre październik października жовтень жовтня outubro
    november novembre noviembre listopad listopada листопад листопада novembro
    december dezember décembre diciembre dicembre grudzień grudnia грудень грудня dezembro desember
"""
"""A month a line: English, German, French, Spanish, Italian, Polish, Ukrainian, Dutch, Portuguese."""

_SHORT = {"sept": 9, "janv": 1, "févr": 2, "juil": 7, "mrz": 3}

_SEASONS = {
    "21": "frühling frühjahr printemps primavera wiosna весна",
    "22": "sommer été verano estate lato літо",
    "23": "herbst automne otoño autunno jesień осінь",
    "24": "hiver invierno inverno zima зима",
}

_FILLERS = """
    the of on in at de del da do di le la el den der dem am im vom г год года году гг р року рік
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    lundi mardi mercredi jeudi vendredi samedi dimanche
    lunes martes miércoles jueves viernes sábado domingo
    понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье
    панядзелак аўторак серада чацвер пятніца субота нядзеля
"""
FILLERS = frozenset(_FILLERS.split())
"""Words of a written date that say nothing more of it."""


def _plain(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def _table() -> dict[str, int]:
    found = dict(typed_words.MONTHS) | _SHORT
    for number, line in enumerate(_MONTHS.strip().splitlines(), 1):
        for word in line.split():
            found[word] = number
            if word[0] < "я":
                found.setdefault(_plain(word), number)
    return found


_BY_NAME = _table()
SEASONS = typed_words.SEASONS | {word: code for code, words in _SEASONS.items() for word in words.split()}
"""Name of a season → its code in EDTF."""


def month(word: str) -> int | None:
    """Return the month that a word (in lower case) names, or begins to name with three letters or more."""
    if word in _BY_NAME:
        return _BY_NAME[word]
    found = {number for name, number in _BY_NAME.items() if len(word) >= 3 and name.startswith(word)}
    return found.pop() if len(found) == 1 else None
