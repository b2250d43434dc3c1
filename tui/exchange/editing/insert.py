"""Insert one record into a file of a dataset: choose the file and the line, and check the result.

Nothing is written here. The other bytes of the file stay unchanged.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.errors import DateError, EditError
from tui.core.model.problem import Problem
from tui.core.model.records import AnyRecord, Claim, Event, Ref, Source
from tui.core.model.sections import ENTITY_SECTIONS, SECTION
from tui.core.store.base import Store
from tui.exchange.editing.draft import Draft
from tui.exchange.editing.locate import placed
from tui.exchange.editing.reading import AS_IT_IS, Contents, PlanReader, errors_of

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
    instead: Contents = AS_IT_IS,
    reading: PlanReader | None = None,
) -> Amendment:
    """Return the changed file of the dataset in `folder` with the record `draft` in it: `wanted`, or the best file.

    `instead` maps paths in the dataset to contents used in place of the files; `reading` reads them.

    Raises:
        NotADataset: `folder` has no dataset.yaml.
        EditError: the dataset would have a new error, or no place can be found for the record.
    """
    reading = reading or PlanReader(folder)
    store = reading.store(instead)
    _need_free(store, draft)
    path = wanted or _file(store, draft, folder)
    refused = ""
    for candidate in dict.fromkeys((path, *(() if wanted else _fallbacks(draft, path)))):
        before = instead[candidate] if candidate in instead else _bytes(folder, candidate)
        for after, line in placed(before, store, draft):
            planned = {**instead, candidate: after}
            fresh, errors = reading.fresh(planned), errors_of(reading.fresh(planned))
            if not errors and _is_added([*reading.differing(instead, planned)], draft):
                return Amendment(candidate, before, after, line, fresh)
            refused = refused or _refusal(draft, errors)
            if errors and all(
                problem.record for problem in errors
            ):  # the record can be read, and is wrong in any place
                raise EditError(_refusal(draft, errors))
    raise EditError(refused or f"no place for it can be found in {path}: its `{draft.section}` are not in block style")


def _need_free(store: Store, draft: Draft) -> None:
    """Raise EditError for an id that is taken; organisations, people and places have one space of ids."""
    sections = ENTITY_SECTIONS if draft.section in ENTITY_SECTIONS else (draft.section,)
    keys = [(name, draft.id) for name in sections]
    if draft.inside:
        keys = [("passages", f"{draft.inside}/{draft.id}")]
    for key in keys:
        if place := store.location(Ref(*key)):
            where = f"{place.file}:{place.line}:{place.column}"
            raise EditError(f"{where}: `{key[1]}` is taken; give the new one another id")


def _refusal(draft: Draft, errors: Sequence[Problem]) -> str:
    if not errors:
        return f"`{draft.id}` would not be read as one of `{draft.section}`"
    return "\n".join(f"{one.place}: {one.message}" + (f" {one.mend}" if one.mend else "") for one in errors)


def _is_added(differing: Sequence[tuple[AnyRecord | None, AnyRecord | None]], draft: Draft) -> bool:
    """Whether the draft was added, and nothing else changed; `differing` are the records before and after."""
    if len(differing) != 1 or (new := differing[0][1]) is None:
        return False
    old = differing[0][0]
    if (new.section, new.id) != (draft.section, draft.inside or draft.id) or (old is None) is bool(draft.inside):
        return False
    if isinstance(old, Source) and isinstance(new, Source):
        kept = {key: one for key, one in new.passages.items() if key != draft.id}
        return draft.id in new.passages and replace(new, passages=kept) == old
    if isinstance(old, Claim) and isinstance(new, Claim):
        return replace(new, values=new.values[:-1]) == old
    return True


# which file


def _file(store: Store, draft: Draft, folder: Path) -> str:
    """Return the file with the records next to the new one; each source has its own file."""
    if draft.inside:
        if (place := store.location(Ref(draft.section, draft.inside))) is None:
            raise EditError(f"there is no {SECTION[draft.section].singular} {draft.inside}")
        return place.file
    near = [_neighbour(store, draft)] if draft.section == "events" else store.ids(draft.section)
    places = (store.location(Ref(draft.section, one)) for one in near)
    files = [place.file for place in places if place is not None]
    if draft.section == "sources":
        return _file_of_source(files, draft.id)
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


def _neighbour(store: Store, draft: Draft) -> str:
    """Return the id of the last event that is not later than the new one, else of the first; empty without events."""
    ids = store.event_ids

    def first_there(places: Iterable[int]) -> Event | None:
        records = (store.record(Ref("events", ids[at])) for at in places)
        return next((one for one in records if isinstance(one, Event)), None)

    def key(at: int) -> tuple[Any, ...]:
        event = first_there(range(at, -1, -1))
        return () if event is None else edtf.parse(event.date).sort_key[:2]

    dated = re.search(r"""^  date: *["']?([^"'#\n]+?)["']? *(?:#.*)?$""", "\n".join(draft.lines), re.MULTILINE)
    try:
        at = bisect_right(range(len(ids)), edtf.parse(dated[1] if dated else "").sort_key[:2], key=key)
    except DateError:
        at = len(ids)
    found = first_there(chain(range(at - 1, -1, -1), range(at, len(ids))))
    return "" if found is None else found.id


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
