"""Make a passage of selected words, the record that rests on it and the new entities that it names, in one change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from msgspec import Struct

from tui.core.model.field_info import field_infos
from tui.core.model.records import Passage, Ref
from tui.core.model.sections import ENTITY_SECTIONS
from tui.exchange.editing.draft import Draft, Given, draft
from tui.exchange.editing.workspace import Plan, Workspace
from tui.exchange.importers.incoming import slug

_NAMED = 3
"""Words of an excerpt, or of a gist, of which a passage's id is made."""


class NewEntity(Struct, frozen=True):
    """An entity, a kind of event or a type of relation that is made along with a record, with its id to be."""

    kind: str
    """What it is: "person", "place", "organisation"; or "kind", "relation type"."""
    id: str
    given: Mapping[str, str]
    """Its keys: name, and the kind of an organisation; title and sign of a kind, title and reverse of a type."""


class Capture(Struct, frozen=True):
    """What is to be added. Texts are raw."""

    source: str = ""
    """The source of the passage; empty where there is no new one."""
    passage: Passage | None = None
    behind: str = ""
    """Key of the passage that the new one follows in the order of the document; empty for the first."""
    kind: str = ""
    """Word for the kind of the record that rests on it, as `letapis add` has it; empty for the passage alone."""
    given: Given = {}
    """Keys of the record, as options of `letapis add`."""
    inside: str = ""
    """The claim that a value belongs to."""
    entities: Sequence[NewEntity] = ()
    citing: Ref | None = None
    """A record that is there already, to rest on the passage too."""

    def plan(self, workspace: Workspace) -> Plan:
        """Return the change of the files. Raises EditError where something is wrong with it."""
        said = [_made(workspace, one) for one in self.entities]
        made: Ref | None = None
        cited = ""
        if self.passage is not None:
            cited = _added_passage(workspace, self.source, self.passage, self.behind)
            made = Ref("passages", cited)
        if self.kind:
            given = {**self.given, "evidence": [*([cited] if cited else []), *self.given.get("evidence", ())]}
            made = workspace.add(_free(workspace, draft(self.kind, self.inside, given)))
        if self.citing is not None and cited:
            made = _cite(workspace, self.citing, cited)
        said += [made.id] if made is not None else []
        done = (
            f"tied {made.id} to {cited}" if self.citing is not None and made is not None else f"added {', '.join(said)}"
        )
        return workspace.plan(done, made)._replace(passage=cited)


def _made(workspace: Workspace, one: NewEntity) -> str:
    """Add an entity, or a kind of event or type of relation; return its id."""
    if one.kind in ("kind", "relation type"):
        workspace.define("kinds" if one.kind == "kind" else "relation_types", one.id, dict(one.given))
        return one.id
    return workspace.add(draft(one.kind, one.id, one.given)).id


def passage_fields(passage: Passage) -> dict[str, Any]:
    """Return a passage as it is written."""
    written = {name: getattr(passage, info.attribute) for name, info in field_infos(Passage).items()}
    return {name: str(value) for name, value in written.items() if value and name != "accept"}


def free_id(workspace: Workspace, section: str, wanted: str) -> str:
    """Return an id that no record has: the wanted one, else with a number behind it."""
    sections = ENTITY_SECTIONS if section in ENTITY_SECTIONS else (section,)
    names = (wanted if number < 2 else f"{wanted}-{number}" for number in count(1))
    return next(name for name in names if not any(workspace.has(Ref(one, name)) for one in sections))


def _added_passage(workspace: Workspace, source: str, passage: Passage, behind: str) -> str:
    """Add a passage to its source in the order of the document; return its key."""
    there = workspace.fields(Ref("sources", source)).get("passages", {})
    taken = there if isinstance(there, dict) else {}
    key = next(name for name in _keys(passage) if name not in taken)
    workspace.insert(Ref("passages", f"{source}/{key}"), passage_fields(passage), behind)
    return f"{source}/{key}"


def _keys(passage: Passage) -> Iterator[str]:
    words = slug(passage.quote or passage.gist).split("-")
    telling = [word for word in words if len(word) > 3 or word.isdecimal()] or words
    name = "-".join(telling[:_NAMED]) or "passage"
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _free(workspace: Workspace, made: Draft) -> Draft:
    """Return a draft under an id that is free."""
    if made.inside or not made.id:
        return made
    name = free_id(workspace, made.section, made.id)
    return made if name == made.id else made._replace(id=name, lines=(f"{name}:", *made.lines[1:]))


def _cite(workspace: Workspace, ref: Ref, cited: str) -> Ref:
    """Let a record rest on a passage too."""
    before = workspace.fields(ref).get("evidence", [])
    evidence = before if isinstance(before, list) else []
    workspace.change(ref, {"evidence": before}, {"evidence": [*evidence, cited]})
    return ref
