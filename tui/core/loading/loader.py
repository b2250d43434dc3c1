"""Load a folder of YAML files as a dataset and its problems.

Bad data is never an exception: invalid parts are left out, and reported with file, line and how to mend them.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from tui.core.loading import files
from tui.core.loading.fingerprints import Fingerprint, fingerprint
from tui.core.loading.folder import require_dataset
from tui.core.loading.last_good import LastGood
from tui.core.loading.outcome import CachedRecord, FilesRead, Kept, Loaded, Progress, RecordCache
from tui.core.loading.references import Records, check_references
from tui.core.loading.report import Raw, Report
from tui.core.loading.rereading import Rereading
from tui.core.loading.typed_records import to_record
from tui.core.loading.validate import ID_MEND, id_fault, kind_fault, opens_at, validated
from tui.core.loading.yaml_faults import Fault, Position, Unreadable, place, shorten
from tui.core.loading.yaml_pieces import pieces
from tui.core.loading.yaml_values import Map, find, find_key, placeholder
from tui.core.model.dataset import About, Dataset, EventKind, LeftOut, Location, RelationType, part_keys
from tui.core.model.locations import Locations
from tui.core.model.problem import Problem, Severity
from tui.core.model.problems import in_reading_order
from tui.core.model.records import AnyRecord, Claim, Source
from tui.core.model.sections import ENTITY_SECTIONS, FILE_SECTIONS, SECTION, SECTIONS

FORMAT = 1
"""The version of the format that this program reads and writes."""
_ONLY_ONCE = ("letapis", "dataset")
"""Top-level keys that only dataset.yaml may have."""


def load(
    folder: Path, instead: Mapping[str, bytes] | None = None, earlier: RecordCache | None = None
) -> tuple[Dataset, Collection[Problem]]:
    """Return a dataset, in which every reference has its target, and its problems: a tuple, or very many `Problems`.

    `instead` maps paths in the dataset to contents used in place of the files; `earlier` has records of files that
    need not be read.

    Raises:
        NotADataset: the folder has no `dataset.yaml`.
    """
    return load_all(folder, earlier, instead=instead)[:2]


def load_all(
    folder: Path,
    earlier: RecordCache | None = None,
    progress: Progress = lambda *_: None,
    last_good: FilesRead | None = None,
    instead: Mapping[str, bytes] | None = None,
) -> Loaded:
    """Load a dataset, reusing cached records of files that have not changed.

    Where a file cannot be read, or a record must be left out, it stays as it is in `last_good`, if it is there.
    `instead` is as for `load`.

    Raises:
        NotADataset: the folder has no `dataset.yaml`.
    """
    require_dataset(folder)
    with _without_collector():
        return _Loading(folder, earlier, progress, instead, last_good).run()


def read_alone(folder: Path, file: files.File) -> list[CachedRecord] | None:
    """Return the records of one file, references not yet checked; None for a fault or other content."""
    try:
        return [*records_alone(folder, file)]
    except Flawed:
        return None


class Flawed(Exception):  # noqa: N818 - it is a value that travels, not a fault of the program
    """A file has a fault, or holds something else than records."""


def records_alone(folder: Path, file: files.File) -> Iterator[CachedRecord]:
    """Yield the records of one file, references not yet checked; of a large one few are in memory at once.

    Raises:
        Flawed: it has a fault, or holds something else; the records before that were yielded.
    """
    with _without_collector():
        yield from _Loading(folder, None, lambda *_: None).alone(file)


def read_head(folder: Path) -> tuple[Dataset, Fingerprint] | None:
    """Return what dataset.yaml says, without records; None where it has a fault or holds records, or is not there.

    Whether the dataset opens at an event that there is, is not checked.
    """
    loading, problems = _Loading(folder, None, lambda *_: None), list[Problem]()
    for file in files.contents(folder, ["dataset.yaml"], problems):
        loading.file(file.path, file.raw)
        loading.convert()
        if loading.report.problems.added or any(loading.records[section] for section in SECTIONS):
            return None
        kinds, types = loading.records["kinds"], loading.records["relation_types"]
        where = loading.report.places
        head = Dataset(root=folder, about=loading.about, kinds=kinds, relation_types=types, locations=where)
        return head, fingerprint(file, plain=False)
    return None


@contextmanager
def _without_collector() -> Iterator[None]:
    """Disable garbage collection, which would scan the growing dataset again and again in vain."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Loading:
    """The state of one load."""

    def __init__(
        self,
        folder: Path,
        earlier: RecordCache | None,
        progress: Progress,
        instead: Mapping[str, bytes] | None = None,
        last_good: FilesRead | None = None,
    ) -> None:
        self.folder = folder
        self.instead = instead or {}
        self.earlier = earlier
        self.progress = progress
        self.fingerprints: list[Fingerprint] = []
        self.taken: dict[tuple[str, str], AnyRecord] = {}
        """Records from the cache, by section and id."""
        self.kept: dict[tuple[str, str], dict[tuple[str, str], Location]] = {}
        """Places of the passages or values of each of them."""
        self.report = Report()
        self.fresh: deque[Raw] = deque()
        """Records that are not yet converted; as written they are forgotten then."""
        self.records: Records = {section: {} for section in FILE_SECTIONS}
        self.about = About()
        self.head_raw: Raw | None = None
        self.broken: list[Problem] = []
        """Why files could not be read."""
        self.last_good = LastGood(last_good) if last_good is not None else None
        self.kept_records = 0

    def run(self) -> Loaded:
        """Read all files, convert the records, then check their references."""
        walked: list[Problem] = []
        paths = files.paths(self.folder, walked)
        paths += sorted(self.instead.keys() - paths)
        problems = self.report.problems
        self.read(paths, walked)
        problems.extend(walked)
        unread = [problem for problem in walked if problem.rule in files.UNREAD]
        self.broken += unread
        self.report.unread += [problem.file for problem in unread]
        kept = self.keep_broken(self.last_good) if self.last_good is not None else ()
        self.convert()
        check_references(self.records, Rereading(self.folder, self.instead, self.report.places), self.report)
        self.opening()
        if self.report.unread:
            _note_unread(self.report)
        left_out = LeftOut(many=True)
        if not problems.are_many:
            fields, mentioned = frozenset(self.report.fields), frozenset(self.report.mentioned)
            left_out = LeftOut(fields=fields, mentioned=mentioned, unread=bool(self.report.unread))
        dataset = Dataset(
            root=self.folder, about=self.about, locations=self.places(), left_out=left_out, **self.records
        )
        flawed = self.report.changed | problems.files
        fingerprints = tuple(
            msgspec.structs.replace(s, plain=s.plain and s.path not in flawed) for s in self.fingerprints
        )
        return Loaded(dataset, in_reading_order(problems), tuple(walked), fingerprints, Kept(kept, self.kept_records))

    def read(self, paths: Sequence[str], walked: list[Problem]) -> None:
        """Read files one after the other; those that cannot be read are added to `walked`."""
        total = sum(files.size(self.folder, path) for path in paths)
        done = 0
        for file in files.contents(self.folder, paths, walked, self.instead):
            known = self.earlier.records(file) if self.earlier else None
            plain = self.file(file.path, file.raw) if known is None else self.take(file.path, known)
            self.fingerprints.append(fingerprint(file, plain=plain))
            self.convert()
            self.progress(done := done + len(file.raw), total)

    def keep_broken(self, good: LastGood) -> tuple[Problem, ...]:
        """Take the records of broken files as they were before; return the problems of those that had any."""
        kept = []
        for problem in self.broken:
            known = [one for one in good.of_file(problem.file) if not self.first(one.section, one.record.id)]
            self.take(problem.file, known)
            if known or problem.file == "dataset.yaml":
                kept.append(problem)
        if any(problem.file == "dataset.yaml" for problem in kept):
            self.about = good.head.about
            for section in ("kinds", "relation_types"):
                self.records[section] |= getattr(good.head, section)
        self.report.unread = [path for path in self.report.unread if path not in {problem.file for problem in kept}]
        return tuple(kept)

    def alone(self, file: files.File) -> Iterator[CachedRecord]:
        """Read one file as if there were no other."""
        faults: list[Fault] = []
        found = dict[str, None]()
        try:
            for root in pieces(file.raw, faults):
                found |= dict.fromkeys(root)
                self.sections(file.path, root, ())
                self.convert()
                if self.report.problems.added or not found.keys() <= set(SECTIONS):
                    raise Flawed
                for section, records in root.items():
                    yield from (self.taken_out(section, record_id) for record_id in records)
        except Unreadable:
            raise Flawed from None
        if faults or file.path == "dataset.yaml":
            raise Flawed

    def taken_out(self, section: str, record_id: str) -> CachedRecord:
        """Return a record and forget it, but for its place: no other may have its id."""
        record = self.records[section].pop(record_id)
        where = self.report.places
        return CachedRecord(
            section, record, where[section, record_id], {key: where.pop(key) for key in part_keys(record)}
        )

    def take(self, path: str, known: Sequence[CachedRecord]) -> bool:
        """Add the cached records of a file; return True, since it holds nothing else."""
        for section, record, where, parts in known:
            mark = Position(where.line, where.column)
            if self.put(Raw(section, record.id, placeholder(mark), path, mark)):
                self.taken[section, record.id] = record
                self.kept[section, record.id] = parts
            else:
                self.report.mention({**msgspec.to_builtins(record), "id": None})
        return True

    def file(self, path: str, raw: bytes) -> bool:
        """Add the sections of one file; return whether it holds nothing but records."""
        faults: list[Fault] = []
        found = dict[str, None]()
        is_whole = False
        try:
            for root in pieces(raw, faults):
                self.sections(path, root, found)
                self.convert()
                found |= dict.fromkeys(root)
            is_whole = True
        except Unreadable as stop:
            self.report.unreadable(path, raw)
            self.broken.append(self.report.fault(path, stop.fault))
        for fault in faults:
            self.report.fault(path, fault)
        if is_whole and path == "dataset.yaml" and "letapis" not in found:
            _report_no_version(self.report)
        return is_whole and not faults and found.keys() <= set(SECTIONS)

    def sections(self, path: str, root: Map, before: Collection[str]) -> None:
        """Add the sections of a file, or of a piece of it; those in `before` were in an earlier piece."""
        for section, node in root.items():
            if section in FILE_SECTIONS:
                self.section(path, section, node, root)
            elif section not in _ONLY_ONCE:
                if section not in before:
                    mend = self.report.suggest(section, [*FILE_SECTIONS, *_ONLY_ONCE])
                    message = f"`{shorten(section)}` is no section of the format."
                    self.report.add(path, find_key(root, section), "unknown-section", message, mend)
                self.leave_out(node)
            elif path != "dataset.yaml":
                if section not in before:
                    message = f"`{section}` belongs in dataset.yaml."
                    self.report.add(path, find_key(root, section), "wrong-file", message, "Move it there.")
            elif section == "dataset":
                self.head(path, node, root)
            else:
                _check_version(root, self.report)

    def head(self, path: str, node: Any, root: Any) -> None:
        """Read the dataset's title and other facts about it."""
        mark = find_key(root, "dataset")
        if not isinstance(node, Map):
            message = "`dataset` takes a map: title, summary, languages, licence, opens_at."
            self.report.add(path, mark, "wrong-value", message, "Write `dataset: {title: …}`.")
            return
        self.head_raw = Raw("dataset", "", node, path, mark)
        self.about = to_record(self.head_raw, About, self.report) or self.about

    def opening(self) -> None:
        """Check `opens_at`, and clear it where it names neither an event nor a date."""
        wanted = self.about.opens_at
        if wanted and self.head_raw and not opens_at(self.head_raw, wanted, self.records["events"], self.report):
            self.about = msgspec.structs.replace(self.about, opens_at="")

    def section(self, path: str, section: str, node: Any, root: Any) -> None:
        """Add the records of one section, and report ids that are taken."""
        if not isinstance(node, Map):
            message = f"`{section}` takes records under their ids."
            mend = "Write each as `id: {…}`, or its keys on separate lines below the id."
            self.report.add(path, find(root, section), "wrong-value", message, mend)
            self.leave_out(node)
            return
        for record_id, value in node.items():
            key = place(node.keys_at[record_id])
            name = f"{section}/{record_id}"
            if fault := id_fault(record_id):
                self.report.add(path, key, "no-id", fault, ID_MEND, name)
                self.report.mention(value)
                continue
            if not isinstance(value, Map):
                self.report.written.add((section, record_id))
                message = f"`{record_id}` takes a map: the keys of a record and their values."
                mend = "Write `{name: …}`, or its keys on separate lines."
                self.report.add(path, find(node, record_id), "wrong-value", message, mend, name)
                self.report.mention(value)
                continue
            if not self.put(Raw(section, record_id, value, path, key)):
                self.report.mention(value)

    def leave_out(self, node: Any) -> None:
        """Note what a part of a file holds that is no section of records."""
        self.report.mention(node)
        self.report.maybe_written.update(node if isinstance(node, dict) else ())

    def first(self, section: str, record_id: str) -> tuple[str, Location] | None:
        """Return the section and the place of the record that has an id already."""
        others = ENTITY_SECTIONS if section in ENTITY_SECTIONS else (section,)
        found = ((other, self.report.places.get((other, record_id))) for other in others)
        return next(((other, place) for other, place in found if place is not None), None)

    def put(self, raw: Raw) -> bool:
        """Add a raw record; return whether its id was free."""
        if first := self.first(raw.section, raw.id):
            _report_duplicate(raw, *first, self.report)
            return False
        self.report.places[raw.section, raw.id] = Location(raw.file, *raw.key)
        self.fresh.append(raw)
        return True

    def convert(self) -> None:
        """Convert the raw records that were read since the last time, or take them from the cache."""
        while self.fresh:
            raw = self.fresh.popleft()
            key = (raw.section, raw.id)
            if key in self.taken:
                self.records[raw.section][raw.id] = self.taken[key]
                self.report.places.update(self.kept[key])
                continue
            self.record(raw)
            if self.report.problems.are_many and raw.id not in self.records[raw.section]:
                self.drop(raw)

    def drop(self, raw: Raw) -> None:
        """Forget a record that is at fault, but for its id: references to it are no problem of their own."""
        key = (raw.section, raw.id)
        del self.report.places[key]
        self.report.written.add(key)
        self.report.unsound.pop(key, None)

    def record(self, raw: Raw) -> None:
        """Convert one raw record."""
        passages = raw.node.get("passages") if raw.section == "sources" else None
        made: Any = to_record(raw, SECTION[raw.section].type, self.report)
        partial = made or self.report.unsound.get((raw.section, raw.id))
        if isinstance(made, EventKind) and (fault := kind_fault(made)):
            self.report.at(raw, ("sign",), "wrong-value", fault, "Take a letter or a sign such as § + →, not an emoji.")
            made = msgspec.structs.replace(made, sign="•")
        elif partial is not None and not isinstance(partial, EventKind | RelationType):
            sound = validated(raw, partial, self.report)
            if made is not None and sound is None:
                self.report.unsound[raw.section, raw.id] = made
            made = sound if made is not None else None
        if made is None and self.last_good is not None:
            made = self.keep_record(raw, self.last_good)
        if made is not None:
            self.records[raw.section][raw.id] = made
            self.report.places.update(self.kept.get((raw.section, raw.id)) or _places_of_parts(raw, made))
        if isinstance(passages, Map):
            keys = (("passages", f"{raw.id}/{key}") for key in passages)
            self.report.written.update(key for key in keys if key not in self.report.places)

    def keep_record(self, raw: Raw, good: LastGood) -> AnyRecord | None:
        """Return a record that must be left out as it was before, None where it was not there."""
        known = good.record(raw.file, (raw.section, raw.id))
        if known is None:
            return None
        self.kept[raw.section, raw.id] = known.parts
        self.kept_records += 1
        return known.record

    def places(self) -> Locations:
        """Return the place of each record, each passage, and each value of a claim as ("values", "claim/0")."""
        places = self.report.places
        for section, records in self.records.items():
            for record_id in [one for one in places.of_section(section) if one not in records]:
                del places[section, record_id]
        return places


def _places_of_parts(raw: Raw, record: AnyRecord | EventKind | RelationType) -> dict[tuple[str, str], Location]:
    """Return the places of the passages of a source or the values of a claim."""
    if isinstance(record, Source):
        found = (find_key(raw.node, "passages", key) for key in record.passages)
    elif isinstance(record, Claim):
        found = (find(raw.node, "values", number) for number in range(len(record.values)))
    else:
        return {}
    return {key: Location(raw.file, *at) for key, at in zip(part_keys(record), found, strict=True)}


def _report_no_version(report: Report) -> None:
    message = "`letapis:` is missing: it names the version of the format."
    report.add("dataset.yaml", Position(1, 1), "no-version", message, f"Begin the file with `letapis: {FORMAT}`.")


def _check_version(root: Map, report: Report) -> None:
    """Report a version of the format that this program does not know."""
    written = root["letapis"]
    if written != str(FORMAT):
        newer = isinstance(written, str) and written.isdecimal() and len(written) < 9 and int(written) > FORMAT
        message = f"Version {shorten(str(written))} of the format is not known; this program reads {FORMAT}."
        mend = "Install a newer Letapis." if newer else f"Write `letapis: {FORMAT}`."
        report.add("dataset.yaml", find(root, "letapis"), "unknown-version", message, mend)


def _report_duplicate(raw: Raw, section: str, place: Location, report: Report) -> None:
    """Report an id that is already in use, with both places."""
    where = f"{place.file}:{place.line}:{place.column}"
    also = "" if section == raw.section else f" in `{section}`"
    message = f"`{raw.id}` is used twice: first at {where}{also}."
    mend = "Keep one of them, or give this one another id."
    if also:
        mend = "Organisations, people and places share their ids: give this one another."
    report.at(raw, (), "duplicate", message, mend)


def _note_unread(report: Report) -> None:
    """Note that unknown references were not reported, since their targets may be in a file that was not read."""
    named = ", ".join(sorted(set(report.unread)))
    note = Problem(
        rule="not-checked",
        message=f"References to unknown records were not reported: {shorten(named, 200)} could not be read.",
        mend="Mend that first, then check again.",
        severity=Severity.NOTE,
    )
    report.problems.add(note)
