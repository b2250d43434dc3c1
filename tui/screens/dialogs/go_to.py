"""Go to any record by one of its names, or by a word of its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, get_args

from textual.content import Content
from textual.screen import Screen

from tui.core.index.names import Hit, Names
from tui.core.model.records import Organisation, OrganisationKind, Ref
from tui.core.model.sections import ENTITY_SECTIONS, SECTION
from tui.core.store.base import Store
from tui.core.text.display import cells, cut, shown
from tui.present.timeline.listings import what
from tui.screens.dialogs.dialog import HINTS, NARROW, Choice, ChoosingScreen
from tui.screens.stack import push

_KIND = 1 + max(len(kind) for kind in (*get_args(OrganisationKind), *(info.singular for info in SECTION.values())))
"""Cells of the column of kinds."""
MOST = 100
"""Records that are listed; a letter more leaves fewer."""


def go_to_screen(
    store: Store,
    names: Names,
    recent: Sequence[Ref],
    title: str = "Go to",
    *,
    with_new: bool = False,
    noting: Callable[[Ref], object] | None = None,
) -> ChoosingScreen[Ref]:
    """Return the dialog that comes back with the record to go to, or with one that is chosen for what `title` says.

    `recent` are records opened before, the latest first: they are listed first while nothing is typed. Where nothing is
    called as it is typed, `with_new` lets an entity be made: what comes back has the typed name in place of an id.
    `noting` is given a record that is to have a note, before it comes back.
    """

    def found(hits: Iterable[Hit]) -> list[Choice[Ref]]:
        return [_choice(store, hit.ref, hit.name) for hit in hits]

    def typed(text: str) -> list[Choice[Ref]]:
        there = found(names.find(text, MOST))
        if there or not with_new or not text.strip():
            return there
        return [
            Choice(Ref(section, text.strip()), text.strip(), "new", lead=f"{SECTION[section].singular:13}")
            for section in NEW_FROM_WORDS
        ]

    def noted(ref: Ref | None) -> Ref | None:
        if ref is not None and noting is not None:
            noting(ref)
        return ref

    known = [ref for ref in recent if store.record(ref) is not None]
    first = dict.fromkeys([*known, *names.first(MOST)])
    return ChoosingScreen(
        title,
        [_choice(store, ref) for ref in first],
        name="find",
        hints=(("choose", "go"), ("note_on_found", "note on it"), ("close", "close")) if noting else HINTS,
        also={"note_on_found": noted} if noting else None,
        hint="a name, or a word",
        note="what you opened last comes first" if known else "",
        row=_row,
        typed=typed,
    )


def find_name(screen: Screen[Any], store: Store, names: Names | None, picked: Callable[[Ref], None]) -> None:
    """Ask over a screen where to go; `picked` is given the record. Without `names` there is nowhere."""

    def asked(ref: Ref | None) -> None:
        if ref is not None:
            picked(ref)

    if names is not None:
        push(screen, go_to_screen(store, names, ()), asked)


NEW_FROM_WORDS = ("people", Organisation.section, "places")
"""Sections of entities that can be made of words, as they are offered."""
EVERYBODY = Ref("", "")
"""What `entity_screen` comes back with where all who are tied to somebody are asked for."""


def entity_screen(store: Store, names: Names, title: str, refs: Sequence[Ref], all_of: str = "") -> ChoosingScreen[Ref]:
    """Return the dialog that comes back with an organisation, person or place.

    `refs` are listed while nothing is typed; where `all_of` names somebody (raw text), everybody tied to them can be
    chosen too.
    """

    def found(text: str) -> list[Choice[Ref]]:
        hits = names.find(text, MOST)
        return [_choice(store, hit.ref, hit.name) for hit in hits if hit.ref.section in ENTITY_SECTIONS]

    everybody = [Choice(EVERYBODY, f"everybody tied to {all_of}", lead=f"{'':{_KIND}}")] if all_of else []
    listed = [*everybody, *(_choice(store, ref) for ref in refs)]
    return ChoosingScreen(title, listed, name="ties", hint="a name", row=_row, typed=found)


def _choice(store: Store, ref: Ref, other: str = "") -> Choice[Ref]:
    """Return a record as a choice: what kind of record it is, its name, and what else tells it from others."""
    record = store.record(ref)
    kind = record.kind.replace("-", " ") if isinstance(record, Organisation) else SECTION[ref.section].singular
    more = "" if isinstance(record, Organisation) else what(store, ref)
    return Choice(ref, store.name(ref), other or more, lead=f"{kind:{_KIND}}")


def _row(choice: Choice[Ref], width: int) -> Content:
    """Return a choice as one line, the name cut last."""
    kind = choice.lead.strip() if width < NARROW else ""
    lead = "" if width < NARROW else choice.lead
    room = width - 2 - cells(lead)
    name = cut(shown(choice.text), max(1, room))
    left = room - cells(name) - 2
    said = ", ".join(filter(None, (kind, choice.aside)))
    aside = f"  {cut(shown(said), left)}" if said and left > 3 else ""
    mark = ("  ", "bold $accent")  # the look of the cursor's mark, which fills the first cell
    return Content.assemble(mark, (lead, "$muted"), name, (aside, "$muted"))
