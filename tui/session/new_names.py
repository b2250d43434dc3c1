"""What a new name is likely to be the name of: a person, or an organisation of some kind, told by its words."""

from __future__ import annotations

from functools import cache

from tui.core.text import folding

_TELLING: dict[str, str] = {
    "company": "group ltd limited inc incorporated corp corporation company co gmbh ag sa llc llp plc oy ab bv holding "
    "holdings bank brothers sons partners ventures industries enterprises shipping lines airlines ferries steam works "
    "ооо оао зао пао ип ооао таа ааат холдинг банк компания кампанія завод",
    "state-body": "council ministry court office department agency authority police parliament senate government "
    "commission inspectorate administration embassy bureau tribunal municipality directorate customs navy army "
    "министерство міністэрства суд совет савет прокуратура милиция міліцыя администрация адміністрацыя кгб",
    "ngo": "union association foundation society trust charity league federation fund "
    "союз саюз ассоциация асацыяцыя фонд общество таварыства профсоюз прафсаюз федерация",
    "party": "party партия партыя",
    "media": "news newspaper times courier herald gazette post radio television tv channel magazine review journal "
    "tribune газета радио радыё телеканал журнал часопіс",
    "initiative": "committee campaign initiative movement project comité комитет камітэт движение рух инициатива",
    "international": "nations european eu nato osce",
}
_OF = frozenset(("of", "for", "de"))
"""Words behind which a name says of what it is: "Council of Ministers"."""
_MOST = 4
"""Words of a person's name."""


def likely_kind(name: str) -> str:
    """Return "person", or the kind of organisation a name is likely to be of; empty where no word tells."""
    words = folding.words(name)
    head = next((at for at, word in enumerate(words) if at and word in _OF), len(words))
    kinds = _kinds()
    told = [kinds[word] for word in words[:head] if word in kinds] or [kinds[word] for word in words if word in kinds]
    if told:
        return told[-1]
    written = name.split()
    is_person = 1 < len(written) <= _MOST and all(word[:1].isupper() for word in written) and words[0] != "the"
    return "person" if is_person and not any(sign.isdigit() for sign in name) else ""


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in _TELLING.items() for word in folding.words(words)}
