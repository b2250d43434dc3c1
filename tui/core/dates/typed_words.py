"""Vocabulary of typed dates: English, Russian and Belarusian words, in the grammatical cases used in dates."""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


_MONTHS = (
    ("january", "январь января январе", "студзень студзеня студзені"),
    ("february", "февраль февраля феврале", "люты лютага лютым"),
    ("march", "март марта марте", "сакавік сакавіка сакавіку"),
    ("april", "апрель апреля апреле", "красавік красавіка красавіку"),
    ("may", "май мая мае", "травень траўня траўні"),
    ("june", "июнь июня июне", "чэрвень чэрвеня чэрвені"),
    ("july", "июль июля июле", "ліпень ліпеня ліпені"),
    ("august", "август августа августе", "жнівень жніўня жніўні"),
    ("september", "сентябрь сентября сентябре", "верасень верасня верасні"),
    ("october", "октябрь октября октябре", "кастрычнік кастрычніка кастрычніку"),
    ("november", "ноябрь ноября ноябре", "лістапад лістапада лістападзе"),
    ("december", "декабрь декабря декабре", "снежань снежня снежні"),
)
MONTHS: dict[str, int] = {
    word: number for number, forms in enumerate(_MONTHS, 1) for text in forms for word in _words(text)
}
"""Every name of a month → its number."""

SEASONS: dict[str, str] = {
    **dict.fromkeys(_words("spring весна весны весной вясна вясны вясной вясною"), "21"),
    **dict.fromkeys(_words("summer лето лета летом летам"), "22"),
    **dict.fromkeys(_words("autumn fall осень осени осенью восень восені восенню"), "23"),
    **dict.fromkeys(_words("winter зима зимы зимой зіма зімы зімой зімою"), "24"),
}
"""Name of a season → its code in EDTF."""

THIRDS: dict[str, int] = {
    **dict.fromkeys(_words("early beginning start начало начале пачатак пачатку"), 0),
    **dict.fromkeys(_words("mid middle середина середине сярэдзіна сярэдзіне"), 1),
    **dict.fromkeys(_words("late end конец конце канец канцы"), 2),
}
"""Word for a third of a month, a season, a year → which one, 0-based."""

LAST = 0
ORDINALS: dict[str, int] = {
    **dict.fromkeys(_words("first первая первой первый первого первое першы першая першага першай першае"), 1),
    **dict.fromkeys(_words("second вторая второй второго второе другая другой другі другога другое"), 2),
    **dict.fromkeys(_words("third третья третьей третий третьего третье трэцяя трэцяй трэці трэцяга"), 3),
    **dict.fromkeys(_words("fourth четвертая четвёртая четвертый четвёртый чацвёртая чацвёрты чацвёртай"), 4),
    **dict.fromkeys(_words("last final последняя последней последний последнее апошні апошняя апошняй апошняе"), LAST),
}
"""Word → which one, 1-based; LAST counts from the end."""

UNITS: dict[str, str] = {
    **dict.fromkeys(_words("week неделя недели неделе тыдзень тыдня тыдні"), "week"),
    **dict.fromkeys(_words("half половина половине полугодие палова палове палову"), "half"),
    **dict.fromkeys(_words("quarter квартал квартала квартале"), "quarter"),
    **dict.fromkeys(_words("day день дня дзень"), "day"),
}
"""Word for a part of a month or a year that is counted."""

NOISE = frozenset(
    _words(
        """the of in on at from about around circa ca c year month date day's
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    г год года году гг у в во на с со з за ад от около примерно прыкладна каля месяц месяца месяцы
    понедельник вторник среда четверг пятница суббота воскресенье
    панядзелак аўторак серада чацвер пятніца субота нядзеля"""
    )
)
"""Words that are ignored."""


def month(word: str) -> int | None:
    """Return the month that `word` (in lower case) names, or begins to name with three letters or more."""
    exact = MONTHS.get(word)
    if exact is not None:
        return exact
    found = {number for name, number in MONTHS.items() if len(word) >= 3 and name.startswith(word)}
    return found.pop() if len(found) == 1 else None
