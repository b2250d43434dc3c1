"""Insert one record into a file of a dataset: choose the file and the line, and check the result.

Nothing is written here. The other bytes of the file stay unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.errors import DateError, EditError
from tui.core.model.dataset import Dataset
from tui.core.model.problem import Problem
from tui.core.model.records import AnyRecord, Claim, Source
from tui.core.model.sections import ENTITY_SECTIONS, SECTION, SECTIONS
from tui.exchange.editing.draft import Draft
from tui.exchange.editing.locate import placed
from tui.exchange.editing.reading import Contents, PlanReader, errors_of

_SHARED = "entities.yaml"
"""File of a new dataset that holds its organisations, people, places and relations."""


class Amendment(NamedTuple):
    """A file with one more record."""

    path: str
    """In the dataset's folder, with forward slashes."""
    before: bytes | None
    """Contents that the change was made for; None for a new file."""
    after: bytes
    line: int
    """1-based line of the record."""
    warnings: tuple[Problem, ...]
    """Warnings of the changed dataset that it did not have before."""


def amend(
    folder: Path,
    draft: Draft,
    wanted: str = "",
    instead: Contents = MappingProxyType({}),
    reading: PlanReader | None = None,
) -> Amendment:
    """Return the changed file of the dataset in `folder` with the record `draft` in it: `wanted`, or the best file.

    `instead` maps paths in the dataset to contents used in place of the files; `reading` reads them.

    Raises:
        NotADataset: `folder` has no dataset.yaml.
        EditError: the dataset would have a new error, or no place can be found for the record.
    """
    reading = reading or PlanReader(folder)
    dataset = reading.read(instead).dataset
    _need_free(dataset, draft)
    path = wanted or _file(dataset, draft, folder)
    refused = ""
    for candidate in dict.fromkeys((path, *(() if wanted else _fallbacks(draft, path)))):
        before = instead[candidate] if candidate in instead else _bytes(folder, candidate)
        for after, line in placed(before, dataset, draft):
            planned = {**instead, candidate: after}
            new, fresh = reading.read(planned).dataset, reading.fresh(planned)
            errors = errors_of(fresh)
            if not errors and _is_there(dataset, new, draft) and _kept(dataset, new, draft):
                return Amendment(candidate, before, after, line, fresh)
            refused = refused or _refusal(draft, errors)
            if errors and all(
                problem.record for problem in errors
            ):  # the record can be read, and is wrong in any place
                raise EditError(_refusal(draft, errors))
    raise EditError(refused or f"no place for it can be found in {path}: its `{draft.section}` are not in block style")


def _need_free(dataset: Dataset, draft: Draft) -> None:
    """Raise EditError for an id that is taken; organisations, people and places have one space of ids."""
    sections = ENTITY_SECTIONS if draft.section in ENTITY_SECTIONS else (draft.section,)
    keys = [(name, draft.id) for name in sections]
    if draft.inside:
        keys = [("passages", f"{draft.inside}/{draft.id}")]
    for key in keys:
        if place := dataset.locations.get(key):
            where = f"{place.file}:{place.line}:{place.column}"
            raise EditError(f"{where}: `{key[1]}` is taken; give the new one another id")


def _refusal(draft: Draft, errors: Sequence[Problem]) -> str:
    if not errors:
        return f"`{draft.id}` would not be read as one of `{draft.section}`"
    return "\n".join(f"{one.place}: {one.message}" + (f" {one.mend}" if one.mend else "") for one in errors)


def _kept(before: Dataset, after: Dataset, draft: Draft) -> bool:
    """Whether no record changed, apart from the source of a new passage and the claim of a new value."""
    for section in SECTIONS:
        old, new = getattr(before, section), getattr(after, section)
        if any(_apart_from(new.get(key), draft) != _apart_from(record, draft) for key, record in old.items()):
            return False
    return True


def _apart_from(record: AnyRecord | None, draft: Draft) -> AnyRecord | None:
    """Return a record without the new passage (of its source) or without all values (of the claim of a new one)."""
    if isinstance(record, Source) and draft.section == "sources" and record.id == draft.inside:
        return replace(record, passages={key: one for key, one in record.passages.items() if key != draft.id})
    if isinstance(record, Claim) and draft.section == "claims" and record.id == draft.inside:
        return replace(record, values=())
    return record


def _is_there(before: Dataset, after: Dataset, draft: Draft) -> bool:
    if not draft.inside:
        return draft.id in getattr(after, draft.section)
    if draft.section == "sources":
        source = after.sources.get(draft.inside)
        return source is not None and draft.id in source.passages
    claim = after.claims.get(draft.inside)
    return claim is not None and claim.values[:-1] == before.claims[draft.inside].values


# which file


def _file(dataset: Dataset, draft: Draft, folder: Path) -> str:
    """Return the file with the records next to the new one; each source has its own file."""
    where = {key[1]: place for key, place in dataset.locations.items() if key[0] == draft.section}
    if draft.inside:
        if draft.inside not in where:
            raise EditError(f"there is no {SECTION[draft.section].singular} {draft.inside}")
        return where[draft.inside].file
    files = [place.file for place in where.values()]
    if draft.section == "sources":
        return _file_of_source(files, draft.id)
    if draft.section == "events" and files:
        return where[_neighbour(dataset, draft)].file
    if files:
        return max(files)
    own = f"{draft.section}.yaml"
    shared = draft.section in (*ENTITY_SECTIONS, "relations")
    return _SHARED if shared and not (folder / own).exists() and (folder / _SHARED).exists() else own


def _file_of_source(files: Sequence[str], source_id: str) -> str:
    if not files:
        return f"sources/{source_id}.yaml"
    last = max(files)
    if len(set(files)) == 1 and (len(files) > 1 or "/" not in last):
        return last
    return f"{last.rpartition('/')[0]}/{source_id}.yaml"


def _neighbour(dataset: Dataset, draft: Draft) -> str:
    """Return the id of the last event that is not later than the new one, else of the first."""
    ordered = sorted(dataset.events.values(), key=lambda event: (edtf.parse(event.date).sort_key, event.id))
    dated = re.search(r"""^  date: *["']?([^"'#\n]+?)["']? *(?:#.*)?$""", "\n".join(draft.lines), re.MULTILINE)
    try:
        own = edtf.parse(dated[1] if dated else "")
    except DateError:
        return ordered[-1].id
    before = [event for event in ordered if edtf.parse(event.date).sort_key <= own.sort_key]
    return (before[-1] if before else ordered[0]).id


def _fallbacks(draft: Draft, path: str) -> Iterator[str]:
    """Yield files to try where the best one is not in block style; records may be in any file."""
    if not draft.inside:
        stem = path.removesuffix(".yaml")
        yield f"{stem}-more.yaml"


def _bytes(folder: Path, path: str) -> bytes | None:
    file = folder / path
    parts = Path(path).parts
    if Path(path).is_absolute() or ".." in parts or not path.endswith(".yaml"):
        raise EditError(f"{path} is no file of the dataset: a name ending in .yaml, inside its folder")
    if parts[0] == "documents" or any(part.startswith(".") for part in parts):
        raise EditError(f"{path} is not read as a file of the dataset")
    if any((folder.joinpath(*parts[:depth])).is_symlink() for depth in range(1, len(parts) + 1)):
        raise EditError(f"{path} is a link; name the file itself")
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
