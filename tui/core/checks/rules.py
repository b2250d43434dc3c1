"""The rules across records: their names, what each says, and how much it weighs."""

from __future__ import annotations

from typing import NamedTuple

from tui.core.model.problem import Severity
from tui.core.model.records import Ref


class Finding(NamedTuple):
    """A rule that a record breaks."""

    rule: str
    ref: Ref
    """The record at fault; a value of a claim is ("values", "claim/0")."""
    message: str
    mend: str = ""


ERRORS = frozenset(("quote-too-long", "end-before-start", "ambiguous-about"))
"""Rules without exception: no `accept:` lifts them."""

RULES: dict[str, str] = {
    "figure-not-in-quotes": "The figure of a value stands in one of the excerpts that it cites.",
    "mixed-units": "The values of a claim have one unit.",
    "two-preferred": "At most one value of a claim is preferred.",
    "ambiguous-about": "What a claim is about is one record.",
    "uncited": "Events, relations and values rest on passages.",
    "event-after-source": "An event lies before the sources that tell of it came out.",
    "end-before-start": "Nothing ends before it starts.",
    "relation-to-itself": "A relation ties two entities.",
    "look-alike": "No record is written down twice.",
    "shared-name": "No two entities share a name.",
    "name-twice": "An entity has each of its names once.",
    "same-quote": "No excerpt stands twice in one source, unless a prefix or suffix tells them apart.",
    "same-sign": "Each kind of event has a sign of its own.",
    "quote-too-long": "An excerpt has at most 20 words, its prefix and suffix at most 8.",
    "no-gist": "Every passage says in the curator's words what stands there.",
    "unused-passage": "Something rests on every passage.",
    "unmentioned-entity": "Every entity is part of something.",
    "no-passages": "Every source has passages, unless it is not held.",
    "derives-in-circle": "No source derives from itself by way of others.",
    "unused-kind": "Every kind of event and type of relation is used.",
    "unknown-rule": "`accept` names rules.",
    "unneeded-accept": "`accept` names rules that would else be told here.",
}
"""Every rule that `check` knows: a sentence that holds in a sound dataset."""


def severity(rule: str) -> Severity:
    """Say how bad it is to break a rule."""
    return Severity.ERROR if rule in ERRORS else Severity.WARNING
