"""Whether a title in English has a verb: told by its words, without a dictionary, so that it errs now and then."""

from __future__ import annotations

import re
from functools import cache

_PLAIN = """accept accuse add agree aim allow announce answer appeal appear apply argue arrest arrive ask attack ban
bar beat become begin block break bring build buy call cancel carry cause change claim close collapse come command
complain condemn confirm continue count court cross cut decide declare delay demand deny die doubt drain drop earn
elect end enter equip escape expect expel explain face fail fall find fire flee fly follow force found gather get give
go grow halt help hire hit hold hope invade issue join judge keep kill know lack land launch lay lead learn leave let
lie lose make march meet merge move name offer open order organise own pay plan play plead point prepare promise
propose protest prove publish push put quit raise reach read refuse reject release report resign resist retrain return
reveal rise rule run rush say search see seek seem sell send set settle share show shut sign sit speak spend split
spread stand start stay stop strike sue suggest support take teach tell think threaten top try turn urge use visit
volunteer vote walk want warn win work write"""
_OTHER = """am are be been can could cannot did do does had has have is may might must shall should was were will
would began bought brought built came caught fell felt fled flew found gave gone grew held kept knew laid led left
lost made met paid put ran read rose said sat saw sent sold spent spoke stood struck taken thought told took went won
wrote"""
_BEFORE_NOUNS = """a an the this that these those some any no many several few more most all both each every another
other of in on at for from to by with without under over near between among into about against as and or nor its his
her their our my your one two three four five six seven eight nine ten hundred thousand million"""
_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*"


def has_verb(title: str) -> bool:
    """Whether a title seems to have a verb: a common one, a word in -ed, or one in -s that stands as no plural does."""
    words = [word.lower() for word in re.findall(_WORD, title)]
    verbs, nouns_follow = _lists()
    for before, word in zip(["a", *words], words, strict=False):
        if word in verbs and before not in ("a", "an", "the"):
            return True
        noun = before in nouns_follow or before[0].isdigit() or before.endswith(("'s", "’s"))
        if not noun and re.search(r"[^aeious]ed$|[^'’siu]s$", word):
            return True
    return False


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    plain = _PLAIN.split()
    third = (word + ("es" if word.endswith(("s", "sh", "ch", "x", "o")) else "s") for word in plain)
    return frozenset((*plain, *third, *_OTHER.split())), frozenset(_BEFORE_NOUNS.split())
