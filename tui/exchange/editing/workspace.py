"""The files of a dataset while changes to them are planned: records are added, changed, deleted and renamed in memory.

Nothing is written here. What the changed files say is loaded and checked before a plan is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from tui.core.errors import EditError
from tui.core.loading import files
from tui.core.loading.file_changes import FileChange, held
from tui.core.loading.folder import require_dataset
from tui.core.loading.validate import ID_MEND, id_fault
from tui.core.loading.yaml_spans import YamlValue, spans
from tui.core.model.field_info import field_infos
from tui.core.model.problem import Problem
from tui.core.model.records import PassageKey, Ref
from tui.core.model.sections import ENTITY_SECTIONS, FILE_SECTIONS, SECTION
from tui.exchange.editing.draft import Draft
from tui.exchange.editing.insert import amend
from tui.exchange.editing.pointers import RecordFields, repointed
from tui.exchange.editing.reading import PlanReader
from tui.exchange.editing.splice import spliced

_BOM = "\ufeff"


class Plan(NamedTuple):
    """Changes of files that are made together or not at all."""

    files: tuple[FileChange, ...]
    said: str = ""
    """What they do, in a few words (raw text): "changed network-cut"."""
    subject: Ref | None = None
    """The record that they are about, as it is called afterwards; None where it is gone."""
    passage: PassageKey = ""
    """The passage that was added for it."""
    warnings: tuple[Problem, ...] = ()
    """Warnings of the changed dataset that it did not have before."""
    renamed: tuple[Ref, Ref] | None = None
    """A record that has another id afterwards: as it was called before, and after."""
    gone: Ref | None = None
    """The record that is there no more afterwards."""


class Workspace:
    """The files of one dataset, some of them changed in memory."""

    def __init__(self, folder: Path, compiled: Path | None = None) -> None:
        """Plan for the dataset in `folder`; `compiled` is its compiled file, if one is kept.

        Raises:
            NotADataset: there is none.
        """
        require_dataset(folder)
        self.folder = folder
        self._reading = PlanReader(folder, compiled)
        self._spans = lru_cache(maxsize=2)(spans)
        """A file is looked at again and again, as it was and as it is once changed."""
        self._before: dict[str, bytes | None] = {}
        """Contents of the files that were read here."""
        self._after: dict[str, bytes] = {}
        self._attached: list[FileChange] = []
        self._added: dict[Ref, str] = {}
        """Files of the records that were added here."""
        self._renamed: tuple[Ref, Ref] | None = None

    # reading

    def has(self, ref: Ref) -> bool:
        """Whether a record is in the files, or was added here."""
        return ref in self._added or self._reading.store().location(ref) is not None

    def fields(self, ref: Ref, expected: str = "") -> RecordFields:
        """Return a record, passage or value (`claim/0`) as it is written in its file.

        The file `expected` is looked into first: where the record is there, nothing else is read.

        Raises:
            EditError: there is none, or its file cannot be read.
        """
        found = _at(self._tree(expected), ref) if expected else None
        if found is None:
            found = _at(self._tree(self._file(ref)), ref)
        if found is None:
            raise EditError(f"there is no {SECTION[ref.section].singular} {ref.id} any more")
        return found

    def resting(self, ref: Ref) -> tuple[Ref, ...]:
        """Return the records that point to `ref`, or to its passages; the dataset, which opens at it, has no id."""
        return self._repointed(ref, None)[0]

    def _file(self, ref: Ref) -> str:
        whole = Ref(*_above(ref)) if ref.section in ("passages", "values") else ref
        place = self._reading.store().location(whole) if whole not in self._added else None
        path = self._added.get(whole) or (place.file if place else "")
        if not path:
            raise EditError(f"there is no {SECTION[ref.section].singular} {ref.id} any more")
        return path

    def _bytes(self, path: str) -> bytes | None:
        """Return a file's contents in this workspace; it is read once, so that a plan is compared with these bytes."""
        if path in self._after:
            return self._after[path]
        if path not in self._before:
            self._before[path] = held(self.folder / path)
        return self._before[path]

    def _text(self, path: str) -> str:
        try:
            return (self._bytes(path) or b"").decode()
        except UnicodeDecodeError:
            raise EditError(f"{path} is not UTF-8; nothing was written") from None

    def _tree(self, path: str) -> RecordFields:
        try:
            root = self._spans(self._text(path).removeprefix(_BOM))
        except ValueError as error:
            raise EditError(f"{path} cannot be read ({error}); nothing was written") from None
        found = {} if root is None else root.plain
        return found if isinstance(found, dict) else {}

    # changing

    def add(self, draft: Draft, wanted: str = "") -> Ref:
        """Add a record to the file `wanted`, or to the best one; return it. Raises EditError, as `insert.amend`."""
        found = amend(self.folder, draft, wanted, self._after, self._reading)
        if found.path not in self._after:
            self._before[found.path] = found.before
        self._after[found.path] = found.after
        made = Ref("passages" if draft.section == "sources" and draft.inside else draft.section, draft.id)
        if draft.inside:
            made = Ref(made.section, f"{draft.inside}/{draft.id}") if made.section == "passages" else made
            return made if draft.id else Ref(draft.section, draft.inside)
        self._added[made] = found.path
        return made

    def define(self, section: str, record_id: str, fields: RecordFields) -> None:
        """Add a kind of event or a type of relation to dataset.yaml. Raises EditError where that cannot be changed."""
        tree = self._tree("dataset.yaml")
        there = tree.get(section, {})
        known = there if isinstance(there, dict) else {}
        self._splice("dataset.yaml", {**tree, section: {**known, record_id: fields}})

    def drop_definition(self, section: str, record_id: str) -> None:
        """Delete a kind of event or a type of relation from dataset.yaml, if it is there."""
        tree = self._tree("dataset.yaml")
        there = tree.get(section, {})
        left = {key: one for key, one in there.items() if key != record_id} if isinstance(there, dict) else there
        if left != there:
            others = {key: one for key, one in tree.items() if key != section}
            self._splice("dataset.yaml", {**tree, section: left} if left else others)

    def attach(self, path: str, contents: bytes) -> None:
        """Add a file that holds no records: a document. Raises EditError where there is one of this name."""
        if (self.folder / path).exists():
            raise EditError(f"{path} already exists; nothing was written")
        self._attached.append(FileChange(path, None, contents))

    def insert(self, ref: Ref, fields: RecordFields, behind: str) -> None:
        """Add a passage to its source after its passage `behind`, or before all others where that is empty.

        Raises:
            EditError: there is no such source, or its file cannot be changed.
        """
        source = Ref(*_above(ref))
        whole, key = self.fields(source), ref.id.partition("/")[2]
        there = whole.get("passages", {})
        passages = list(there.items()) if isinstance(there, dict) else []
        at = next((at for at, (name, _) in enumerate(passages, 1) if name == behind), 0)
        self._replace(source, {**whole, "passages": dict([*passages[:at], (key, fields), *passages[at:]])})

    def change(self, ref: Ref, before: Mapping[str, YamlValue], after: Mapping[str, YamlValue]) -> None:
        """Set fields of a record; an empty value removes the field. Other fields stay.

        `before` are the values of these fields that the user saw; a field that is not there is as one that is empty.

        Raises:
            EditError: somebody else has changed one of them since, or there is no such record.
        """
        now = self.fields(ref)
        for name, value in after.items():
            here = now.get(name) or ""
            if here not in (before.get(name) or "", value):
                said = here if isinstance(here, str) else "something else"
                raise EditError(f"somebody else changed `{name}` of {ref.id} in the meantime: it is now {said}")
        struct: type[Struct] = SECTION[ref.section].type
        order = [name for name in field_infos(struct) if name != "id"]
        made = {name: after.get(name, now.get(name, "")) for name in self._in_order(order, now, after)}
        self._replace(ref, {name: value for name, value in made.items() if value})

    def _in_order(self, order: list[str], now: RecordFields, after: Mapping[str, YamlValue]) -> list[str]:
        """Return the fields of a record in the order in which they stand, new ones where the format has them."""
        names = list(now)
        for name in (name for name in order if name in after and name not in now):
            earlier = [one for one in order[: order.index(name)] if one in names]
            names.insert(names.index(earlier[-1]) + 1 if earlier else 0, name)
        return names

    def delete(self, ref: Ref) -> tuple[Ref, ...]:
        """Delete a record and the references to it, with records that need one; return what pointed to it."""
        path, _ = self._file(ref), self.fields(ref)
        resting, trees = self._repointed(ref, None)
        for file, tree in trees.items():
            self._splice(file, tree)
        self._splice(path, _put(self._tree(path), ref, None))
        return resting

    def drop_unused(self, passages: Iterable[PassageKey]) -> int:
        """Delete those of some passages on which nothing rests; return how many these are."""
        dropped = 0
        for ref in (Ref("passages", key) for key in passages):
            path = self._file(ref)
            if _at(self._tree(path), ref) is not None and not self.resting(ref):
                self._splice(path, _put(self._tree(path), ref, None))
                dropped += 1
        return dropped

    def rename(self, ref: Ref, new_id: str) -> Ref:
        """Give a record another id, everywhere it is named; `new_id` of a passage is the part after the slash.

        Raises:
            EditError: it is no id, or it is taken.
        """
        if fault := id_fault(new_id):
            raise EditError(f"{fault} {ID_MEND}")
        source = ref.id.partition("/")[0]
        after = Ref(ref.section, f"{source}/{new_id}" if ref.section == "passages" else new_id)
        taken = ENTITY_SECTIONS if ref.section in ENTITY_SECTIONS else (ref.section,)
        if any(self.has(Ref(section, after.id)) for section in taken):
            raise EditError(f"{after.id} is taken: choose another id")
        path, fields = self._file(ref), self.fields(ref)
        for file, tree in self._repointed(ref, new_id)[1].items():
            self._splice(file, tree)
        self._splice(path, _put(self._tree(path), ref, fields, new_id))
        self._renamed = ref, after
        return after

    def _replace(self, ref: Ref, fields: RecordFields) -> None:
        path = self._file(ref)
        self._splice(path, _put(self._tree(path), ref, fields))

    def _splice(self, path: str, tree: RecordFields) -> None:
        """Make a file say what `tree` says; what has become empty is taken out of it."""
        text = self._text(path)
        bom = _BOM if text.startswith(_BOM) else ""
        after = spliced(text.removeprefix(_BOM), tree, self._spans)
        if after is None:
            raise EditError(f"this cannot be written into {path} the way it is laid out; nothing was written")
        self._after[path] = (bom + after).encode()

    def _repointed(self, ref: Ref, new_id: str | None) -> tuple[tuple[Ref, ...], dict[str, RecordFields]]:
        """Return the records that point to `ref`, and by path what each of their files says once changed."""
        needle, resting, trees = ref.id.encode(), [], {}
        alone = re.compile(rb"(?<![\w.-])%s(?![\w.-])" % re.escape(needle))
        for path in dict.fromkeys((*files.paths(self.folder, []), *self._added.values())):
            raw = self._bytes(path) or b""
            if needle not in raw or not alone.search(raw):  # most files are told apart by the first, which is fast
                continue
            before = tree = self._tree(path)
            for one, fields in _records(before):
                after = fields if one == ref else repointed(one.section, fields, ref, new_id)
                if after is not fields:
                    tree = _put(tree, one, after)
                    resting.append(one)
            if tree is not before:
                trees[path] = tree
        return tuple(resting), trees

    # the plan

    def plan(self, said: str = "", subject: Ref | None = None) -> Plan:
        """Return what is to be written. Raises EditError where the dataset would have a new error."""
        changes = tuple(
            FileChange(path, self._before[path], after)
            for path, after in self._after.items()
            if after != self._before[path]
        )
        fresh = self._reading.warnings(self._after) if changes else ()
        return Plan((*changes, *self._attached), said, subject, warnings=fresh, renamed=self._renamed)

    def undoing(self, done: Plan, word: str) -> Plan:
        """Return a plan that gives the files of a plan what they held before it.

        Raises:
            EditError: somebody else has changed one of them since, which `word` says, or the dataset would have a new
                error.
        """
        back = tuple(FileChange(one.path, one.after, one.before) for one in done.files)
        for one in back:
            if held(self.folder / one.path) != one.before:
                raise EditError(f"somebody else changed {one.path} since: it cannot be {word}")
        planned = {one.path: one.after or b"" for one in back if one.is_of_records}
        self._reading.warnings(planned)
        if done.renamed is not None:
            return Plan(back, done.said, done.renamed[0], renamed=(done.renamed[1], done.renamed[0]))
        ref = done.gone or done.subject
        if ref is not None and self._reading.store(planned).record(ref) is not None:
            return Plan(back, done.said, ref)
        return Plan(back, done.said, gone=ref)


def _records(tree: RecordFields) -> Iterator[tuple[Ref, RecordFields]]:
    """Yield all that a file says of records, and of the dataset itself under `Ref("dataset", "")`."""
    for section in FILE_SECTIONS:
        records = tree.get(section)
        if isinstance(records, dict):
            yield from ((Ref(section, key), fields) for key, fields in records.items() if isinstance(fields, dict))
    if isinstance(own := tree.get("dataset"), dict):
        yield Ref("dataset", ""), own


def _above(ref: Ref) -> tuple[str, str]:
    """Return the record of which a passage or a value is a part."""
    return ("sources" if ref.section == "passages" else "claims", ref.id.partition("/")[0])


def _at(tree: RecordFields, ref: Ref) -> RecordFields | None:
    """Return a record, passage or value in what a file says."""
    found: YamlValue | None = tree
    for step in _path(ref):
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list):
            found = found[int(step)] if int(step) < len(found) else None
    return found if isinstance(found, dict) else None


def _path(ref: Ref) -> tuple[str, ...]:
    if ref.section == "dataset":
        return ("dataset",)
    if ref.section not in ("passages", "values"):
        return ref.section, ref.id
    section, whole = _above(ref)
    return section, whole, ref.section, ref.id.partition("/")[2]


def _put(tree: RecordFields, ref: Ref, fields: RecordFields | None, name: str = "") -> RecordFields:
    """Return what a file says with another record in the place of one, under another id where `name` is one.

    With None the record is gone, and with it the section or the list that it was the last of.
    """
    made = _put_at(tree, _path(ref), fields, name)
    return made if isinstance(made, dict) else {}


def _put_at(tree: YamlValue, path: tuple[str, ...], fields: RecordFields | None, name: str) -> YamlValue | None:
    step, rest = path[0], path[1:]
    if isinstance(tree, list):
        made = [_next(item, rest, fields, name) if at == int(step) else item for at, item in enumerate(tree)]
        return [item for item in made if item] or None
    if not isinstance(tree, dict):
        return tree
    found: RecordFields = {}
    for key, value in tree.items():
        after = _next(value, rest, fields, name) if key == step else value
        if after:
            found[name if name and key == step and not rest else key] = after
    return found or None


def _next(value: YamlValue, rest: tuple[str, ...], fields: RecordFields | None, name: str) -> YamlValue | None:
    return _put_at(value, rest, fields, name) if rest else fields
