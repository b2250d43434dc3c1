"""What the user keeps of one dataset: frozen values, their changes, and their form in a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from tui.core.errors import DamagedNotebookError, NewerNotebookError, QueryError
from tui.core.model.records import Ref
from tui.core.query.fields import with_id
from tui.core.query.parser import parse

VERSION = 1
"""Of the format of the file."""
LONGEST_HISTORY = 500
"""Filters that are remembered."""
LONGEST_NOTE = 20_000
"""Characters."""
MOST_DOSSIERS = 20
"""Dossiers whose title and introduction are remembered."""
MOST_RECENT = 50
"""Records that were opened lately."""


class Bookmark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A record to come back to. What it was called is kept with it: the record may vanish."""

    record: str
    """`section/id`."""
    name: str = ""
    """Raw text, as are all texts here."""
    date: str = ""
    """EDTF, of an event."""
    kept: str = ""
    """When, in ISO 8601, UTC."""

    @property
    def ref(self) -> Ref:
        """The record."""
        return _ref(self.record)


class Note(Bookmark, frozen=True, kw_only=True):
    """The user's note on a record."""

    text: str


class SavedView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A filter under a name."""

    name: str
    query: str
    """In the query's language."""


class Framing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The user's words for a dossier that was begun, and of what it is."""

    title: str = ""
    introduction: str = ""
    records: tuple[str, ...] = ()
    """Those that were kept, as `section/id`; none for a dossier of what a filter chooses."""
    query: str = ""
    """That filter; empty for everything."""


class LastPlace(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The user's last place."""

    query: str = ""
    suspended: bool = False
    listing: str = "events"
    sort: str | None = None
    """The order of that list; None for the one it has at first."""
    chosen: str = ""
    """The record under the cursor, as `section/id`."""
    opened: str = ""
    """The record that was opened from it."""
    citation: int = 0
    reading: str = ""
    """The passage at which a source was open, as `source/passage`."""
    pane: int = 1
    zoomed: bool = False
    """Whether that pane had the whole screen."""


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """All that is kept of one dataset."""

    letapis_notebook: int = VERSION
    """Version of the format."""
    dataset: str = ""
    """Its folder, absolute."""
    title: str = ""
    node: int = 0
    """Number of its folder in the file system, by which it is known again where it was moved; 0: unknown."""
    bookmarks: tuple[Bookmark, ...] = ()
    """The latest last; one at most for each record. So are notes and views."""
    notes: tuple[Note, ...] = ()
    order: tuple[str, ...] = ()
    """Records as `section/id` in the user's own order, before those that were kept since; what is gone may be in it."""
    views: tuple[SavedView, ...] = ()
    resume: bool = True
    """Whether the explorer opens at the last place."""
    session: LastPlace | None = None
    history: tuple[str, ...] = ()
    """Filters, the latest last, each once."""
    dossiers: tuple[Framing, ...] = ()
    dossier_title: str = ""
    """Of the last dossier, as is the introduction, where an earlier version has kept them."""
    dossier_introduction: str = ""
    dossier_style: str = ""
    """Of the citations in the last dossier."""
    sender: str = ""
    """The user's name in dossiers; empty where they give none."""
    recent: tuple[str, ...] = ()
    """Records opened lately as `section/id`, the latest last, each once."""

    @property
    def recent_refs(self) -> tuple[Ref, ...]:
        """The records opened lately, the latest first."""
        return tuple(_ref(key) for key in reversed(self.recent))

    def marked(self, value: str) -> tuple[Ref, ...]:
        """Return the records that are `bookmarked`, or those that are `noted`, the latest last."""
        return tuple(one.ref for one in (self.bookmarks if value == "bookmarked" else self.notes))

    @property
    def kept(self) -> tuple[Ref, ...]:
        """The records with a bookmark or a note: in the user's own order, then as they were first kept."""
        place = {key: at for at, key in enumerate(self.order)}
        found = sorted((*self.bookmarks, *self.notes), key=lambda one: (place.get(one.record, len(place)), one.kept))
        return tuple(dict.fromkeys(one.ref for one in found))

    def framing(self, refs: Iterable[Ref], query: str = "") -> Framing:
        """Return the words for a dossier of `refs`, which are kept, or without any of what `query` chooses.

        A dossier of kept records stays the same one while most of its records are in it.
        """
        now = frozenset(map(_key, refs))
        for one in reversed(self.dossiers):
            if one.query == query if not (now or one.records) else 2 * len(now & {*one.records}) > len(one.records):
                return one
        old = Framing(title=self.dossier_title, introduction=self.dossier_introduction)
        return old if now and not self.dossiers else Framing()

    def bookmark(self, ref: Ref) -> Bookmark | None:
        """Return the bookmark on a record."""
        return next((mark for mark in self.bookmarks if mark.record == _key(ref)), None)

    def note(self, ref: Ref) -> Note | None:
        """Return the note on a record."""
        return next((note for note in self.notes if note.record == _key(ref)), None)


def _key(ref: Ref) -> str:
    return f"{ref.section}/{ref.id}"


def _ref(key: str) -> Ref:
    section, _, record_id = key.partition("/")
    return Ref(section, record_id)


def now() -> str:
    """Return the time as it is kept: to the second, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# changes: each is idempotent, and none undoes what another process has kept


def with_bookmark(book: Book, ref: Ref, name: str, date: str = "", kept: str = "") -> Book:
    """Bookmark a record."""
    return put_back(book, Bookmark(record=_key(ref), name=name, date=date, kept=kept))


def with_note(book: Book, ref: Ref, text: str, name: str, date: str = "", kept: str = "") -> Book:
    """Set the user's note on a record; an empty text removes it."""
    note = Note(record=_key(ref), name=name, date=date, kept=kept, text=text.strip()[:LONGEST_NOTE])
    return put_back(book, note) if note.text else take_off(book, note)


def put_back(book: Book, kept: Bookmark) -> Book:
    """Keep a bookmark, or a note, in place of the one on the same record."""
    book = take_off(book, kept)
    if isinstance(kept, Note):
        return replace(book, notes=(*book.notes, kept))
    return replace(book, bookmarks=(*book.bookmarks, kept))


def take_off(book: Book, kept: Bookmark) -> Book:
    """Take off the bookmark, or the note, on a record."""
    if isinstance(kept, Note):
        return replace(book, notes=tuple(one for one in book.notes if one.record != kept.record))
    return replace(book, bookmarks=tuple(one for one in book.bookmarks if one.record != kept.record))


def with_order(book: Book, order: Iterable[Ref]) -> Book:
    """Put the records that are kept in the user's own order."""
    return replace(book, order=tuple(map(_key, order)))


def with_view(book: Book, name: str, query: str) -> Book:
    """Keep a filter under a name, in place of the one that had it."""
    others = without_view(book, name).views
    return replace(book, views=(*others, SavedView(name=name, query=query)))


def without_view(book: Book, name: str) -> Book:
    """Drop a filter that was kept."""
    return replace(book, views=tuple(view for view in book.views if view.name != name))


def with_filter(book: Book, query: str) -> Book:
    """Remember a filter as the latest one."""
    if not query:
        return book
    others = [one for one in book.history if one != query]
    return replace(book, history=(*others, query)[-LONGEST_HISTORY:])


def with_recent(book: Book, ref: Ref) -> Book:
    """Remember a record as the one opened last."""
    others = [key for key in book.recent if key != _key(ref)]
    return replace(book, recent=(*others, _key(ref))[-MOST_RECENT:])


def with_dossier(book: Book, framing: Framing, style: str, sender: str) -> Book:
    """Remember the words for a dossier as the latest, the style of its citations, and the user's name in it."""
    framing = replace(framing, introduction=framing.introduction[:LONGEST_NOTE])
    before = book.framing(map(_ref, framing.records), framing.query)
    dossiers = (*(one for one in book.dossiers if one != before), framing)[-MOST_DOSSIERS:]
    return replace(book, dossiers=dossiers, dossier_style=style, sender=sender)


def with_renamed(book: Book, before: Ref, after: Ref) -> Book:
    """Keep under its new id what is kept of a record, and filters that ask for it; of a source, its passages too."""
    inside = before.section == "sources"

    def key(kept: str) -> str:
        if kept == _key(before):
            return _key(after)
        return f"passages/{passage(kept[9:])}" if inside and kept.startswith("passages/") else kept

    def passage(kept: str) -> str:
        old, slash, rest = kept.partition("/")
        return f"{after.id}{slash}{rest}" if inside and old == before.id else kept

    at = book.session
    if at is not None:
        reading = after.id if Ref("passages", at.reading) == before else passage(at.reading)
        query = _with_id(at.query, before, after)
        at = replace(at, query=query, chosen=key(at.chosen), opened=key(at.opened), reading=reading)
    return replace(
        book,
        bookmarks=tuple(replace(one, record=key(one.record)) for one in book.bookmarks),
        notes=tuple(replace(one, record=key(one.record)) for one in book.notes),
        order=tuple(map(key, book.order)),
        recent=tuple(map(key, book.recent)),
        dossiers=tuple(
            replace(one, records=tuple(map(key, one.records)), query=_with_id(one.query, before, after))
            for one in book.dossiers
        ),
        views=tuple(replace(one, query=_with_id(one.query, before, after)) for one in book.views),
        history=tuple(_with_id(query, before, after) for query in book.history),
        session=at,
    )


def _with_id(query: str, before: Ref, after: Ref) -> str:
    """Return a filter that asks for a record by its new id; one that does not ask for it, or cannot be read, stays."""
    try:
        tree = parse(query)
    except QueryError:
        return query
    renamed = with_id(tree, before, after)
    return query if renamed is tree else str(renamed)


def with_session(book: Book, session: LastPlace) -> Book:
    """Store the user's last place."""
    return replace(book, session=session)


def with_resume(book: Book, resume: bool) -> Book:
    """Set whether the explorer opens at the last place."""
    return replace(book, resume=resume)


# the file


def to_bytes(book: Book) -> bytes:
    """Return the text of the book's file: JSON, a line for each part."""
    return msgspec.json.format(msgspec.json.encode(book), indent=1) + b"\n"


def from_bytes(data: bytes) -> Book:
    """Return the book that `to_bytes` has written.

    Raises:
        DamagedNotebookError: the data is no notebook, or not a whole one.
        NewerNotebookError: it was written by a later version.
    """
    try:
        msgspec.json.decode(data)  # whole, with the fields of another version, which are written again
        head = msgspec.json.decode(data, type=_Head)
        if head.letapis_notebook > VERSION:
            raise NewerNotebookError
        return msgspec.json.decode(data, type=Book)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedNotebookError(str(error)) from None


def with_unknown(after: bytes, before: bytes) -> bytes:
    """Return the new contents of a notebook with the fields of the old ones that this version does not know.

    Raises:
        DamagedNotebookError: the old contents are no notebook.
    """
    try:
        old, new = msgspec.json.decode(before, type=dict[str, Any]), msgspec.json.decode(after, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedNotebookError(str(error)) from None
    unknown = _unknown(old, Book)
    for name, kind in (("bookmarks", Bookmark), ("notes", Note), ("views", SavedView)):
        key = "name" if kind is SavedView else "record"
        others = {each.get(key): _unknown(each, kind) for each in old.get(name, ())}
        for each in new.get(name, ()):
            unknown |= {name: new[name]} if others.get(each[key]) else {}
            each.update(others.get(each[key], {}))
    if new.get("session") and old.get("session"):
        new["session"] |= _unknown(old["session"], LastPlace)
        unknown |= {"session": new["session"]} if _unknown(old["session"], LastPlace) else {}
    return msgspec.json.format(msgspec.json.encode(new | unknown), indent=1) + b"\n" if unknown else after


def _unknown(fields: dict[str, Any], kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key not in kind.__struct_encode_fields__}


class _Head(msgspec.Struct):
    letapis_notebook: int
