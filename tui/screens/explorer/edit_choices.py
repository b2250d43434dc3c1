"""What is asked before a record is changed or deleted: which value of a claim, and what goes with a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from tui.core.dates import edtf
from tui.core.model.records import PassageKey, Ref, Value
from tui.core.model.sections import SECTION
from tui.core.store.base import Store
from tui.core.store.related import going_with, left_unused
from tui.present.cards.claim import figure
from tui.present.cards.parts import plural
from tui.screens.dialogs.dialog import Choice, ChoosingScreen


class ClaimPart(NamedTuple):
    """A claim, or a value of one, and what is to be done with it."""

    act: Literal["change", "delete"]
    ref: Ref


class Deletion(NamedTuple):
    """What is to be deleted along with a record."""

    passages: tuple[PassageKey, ...] = ()
    definition: Ref | None = None
    """A kind of event or a type of relation."""


def ask_part(store: Store, claim: Ref) -> ChoosingScreen[ClaimPart]:
    """Return the dialog in which the claim or one of its values is chosen, to be changed or deleted."""
    held = store.claim(claim.id)
    choices = [Choice(ClaimPart("change", claim), held.question, "the question, and what it is about")]
    for number, value in enumerate(held.values):
        speaker = store.entity(value.said_by)
        day = edtf.parse(value.as_of).display if value.as_of else ""
        said = ", ".join(filter(None, (day, speaker.name if speaker else "", value.note)))
        choices.append(Choice(ClaimPart("change", value_ref(claim, number)), figure(value), said, group="values"))
    return ChoosingScreen(
        f"Change the claim “{held.question}” ({claim.id})",
        choices,
        hints=(("choose", "change"), ("delete_record", "delete"), ("close", "close")),
        also={"delete_record": lambda part: (part or choices[0].value)._replace(act="delete")},
    )


def value_ref(claim: Ref, number: int) -> Ref:
    """Return the reference to value `number` of a claim."""
    return Ref("values", f"{claim.id}/{number}")


def whole(ref: Ref) -> Ref:
    """Return the claim that a value belongs to; any other record itself."""
    return Ref("claims", ref.id.partition("/")[0]) if ref.section == "values" else ref


def value_of(store: Store, ref: Ref) -> Value:
    """Return the value that a reference points to."""
    claim, _, number = ref.id.partition("/")
    return store.claim(claim).values[int(number)]


def name_of(store: Store, ref: Ref) -> str:
    """Return what a record is called, or a value of a claim (raw text)."""
    return figure(value_of(store, ref)) if ref.section == "values" else store.name(ref)


def ask_deletion(
    store: Store, ref: Ref, resting: Sequence[Ref], definition: Ref | None = None
) -> ChoosingScreen[Deletion | None]:
    """Return the dialog that names what rests on a record, and offers to delete what is left unused without it.

    `definition` is the kind of event or type of relation that nothing else is of.
    """
    name, kind = name_of(store, ref), SECTION[ref.section].singular
    unused, going = left_unused(store, ref), set(going_with(store, ref))
    named = [one for one in resting if one.id]
    said = f"named by {plural(len(named), 'record')}, below" if named else ""
    choices = [Choice[Deletion | None](Deletion(), f"Delete {name}", said)]
    of = f"the {SECTION[definition.section].singular} {definition.id}" if definition is not None else ""
    if unused or of:
        passages = f"{plural(len(unused), 'passage')} on which nothing else rests" if unused else ""
        what = f"{of} that nothing else has" if of else ""
        choices.append(
            Choice(Deletion(unused, definition), f"Delete it with {' and '.join(filter(None, (passages, what)))}")
        )
    for one in named:
        does = "is deleted too" if one in going else "stays, without naming it"
        said = f"{SECTION[one.section].singular}: {does}"
        choices.append(Choice(None, store.name(one), said, group="named by", is_told=True))
    for key in unused:
        passage = store.passage(key)
        group = "passages that nothing else rests on"
        choices.append(Choice(None, passage.gist or passage.quote, key, group=group, is_told=True))
    hints = (("choose", "delete"), ("close", "close"))
    return ChoosingScreen(f"Delete the {kind} “{name}” ({ref.id})?", choices, hint="", hints=hints)
