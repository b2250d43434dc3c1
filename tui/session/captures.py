"""What is made of words that are selected in a source: what is known of it before the form, and what the form adds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from tui.core.dates.in_text import FoundDate
from tui.core.errors import FieldError
from tui.core.model.records import Passage
from tui.core.model.sections import ENTITY_SECTIONS
from tui.core.store.base import Store
from tui.core.text import folding
from tui.core.text.numbers import plain_unit
from tui.exchange.editing.capture import Capture
from tui.session.forms import BETWEEN, SECTION_OF, Answer, figure_parts
from tui.session.offers import Offers, Surroundings

_CALLED = ("title", "question", "value", "name")
"""Fields that say what a passage is about, where it has no gist of its own."""

FIGURE = ("qualifier", "value", "unit")
"""Fields of a value in the order in which they are read: "no more than 9,000 crowns"."""
_LONGEST_NAME = 6
"""Words of a name at most."""

_LOOKED_AT = 10_000
"""Claims about one record among which one that asks the same is looked for."""


class SourceWords(Struct, frozen=True):
    """Words of a source that a record is to rest on."""

    source: str
    passage: Passage
    behind: str
    """Key of the passage behind which the new one comes; empty for the first."""
    around: Surroundings


def passage_texts(passage: Passage) -> dict[str, str]:
    """Return the fields of a passage as its form has them."""
    return {
        "quote": passage.quote,
        "section": passage.section_title,
        "paragraph": str(passage.paragraph or ""),
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }


def guessed(offers: Offers, kind: str) -> dict[str, str]:
    """Return what the text says plainly: of an entity its name, of an event the only date, who was in it, and where; of
    a relation since when and until when it was so, or when; of a claim, or one more value, the time that it is for, and
    the figure where the words are nothing else.

    Who and where are those that the selected words name, the date may stand beside them.
    """
    if SECTION_OF[kind] in ENTITY_SECTIONS:
        name = offers.around.chosen
        return {"name": name} if len(name.split()) <= _LONGEST_NAME else {}
    if kind == "relation":
        begins, ends = offers.bound("start"), offers.bound("end")
        return _dated("start", begins) | _dated("end", ends) | _dated("as_of", offers.state_date)
    if kind in ("claim", "value"):
        parts = figure_parts(offers.around.chosen)
        is_plain = len(plain_unit(parts.get("unit", "")).split()) == 1  # of more words not all may be the unit
        return {**_dated("as_of", offers.value_date), **(parts if is_plain else {})}
    if kind != "event":
        return {}
    places = [ref.id for ref in offers.named if ref.section == "places"]
    return {
        **_dated("date", offers.date),
        "involves": f"{BETWEEN} ".join(ref.id for ref in offers.named if ref.section != "places"),
        "place": places[0] if len(places) == 1 else "",
    }


def _dated(name: str, found: FoundDate | None) -> dict[str, str]:
    return {
        name: found.date if found is not None else "",
        f"{name}_from": found.inferred_from if found is not None else "",
    }


def passage_alone(words: SourceWords, answer: Answer) -> Capture:
    """Return a passage as its form has it.

    Raises:
        FieldError: the paragraph is no number.
    """
    given = {key: value for key, value in answer.given.items() if isinstance(value, str)}
    paragraph = given.get("paragraph", "0")
    if not paragraph.isdecimal():
        raise FieldError("paragraph", "paragraph is a number: which one it is, from 1")
    passage = Passage(
        section_title=given.get("section", ""),
        paragraph=int(paragraph),
        gist=given.get("gist", ""),
        quote=given.get("quote", ""),
        prefix=given.get("prefix", ""),
        suffix=given.get("suffix", ""),
        note=given.get("note", ""),
    )
    return Capture(words.source, passage, words.behind)


def resting(
    kind: str, words: SourceWords, answer: Answer, texts: Mapping[str, str], called: Callable[[str], str]
) -> Capture:
    """Return a record with the passage that it rests on; without a gist the passage says what the record does.

    `called` returns what an entity, or a type of relation, is called by its id; what is made beside is known.
    """
    given = {key: value for key, value in answer.given.items() if key != "gist"}
    passage = replace(words.passage, gist=texts.get("gist", "").strip() or _gist_of(answer, called))
    return Capture(words.source, passage, words.behind, kind, given, entities=answer.entities)


def _gist_of(answer: Answer, called: Callable[[str], str]) -> str:
    """Return what a record says, as the gist of the passage that it rests on; of somebody's answer, whose it is."""
    given = answer.given
    made = {one.id: one.given.get("name") or one.given["title"] for one in answer.entities}

    def names(*fields: str) -> str:
        ids = (str(given[field]) for field in fields if field in given)
        return " ".join(made.get(one) or called(one) for one in ids)

    if "question" in given:  # the words are an answer, and not the question
        gist = " ".join(str(given[key]) for key in ("question", *FIGURE) if key in given)
    else:
        gist = next((str(given[key]) for key in _CALLED if key in given), "") or names("from", "type", "to")
    return f"{gist}, according to {names('said_by')}" if "said_by" in given else gist


def on_card_of(answer: Answer, called: Callable[[str], str]) -> str:
    """Return on whose card a claim or a relation is seen, which no timeline shows; empty for what is seen by itself."""
    whose = str(answer.given.get("about") or answer.given.get("from") or "")
    made = {one.id: one.given.get("name", "") for one in answer.entities}
    return f" · on the card of {made.get(whose) or called(whose)}" if whose else ""


def same_claim(store: Store, answer: Answer) -> str:
    """Return the id of a claim about the same record that asks the same, in any spelling; empty where none does."""
    asked = folding.words(str(answer.given.get("question", "")))
    claims = islice(store.claims_about(str(answer.given.get("about", ""))), _LOOKED_AT) if asked else ()
    return next((one for one in claims if folding.words(store.claim(one).question) == asked), "")
