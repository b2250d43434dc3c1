"""Add a document to a dataset: a copy of the file beside the others, and the source that it is."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from msgspec import Struct

from tui.core.documents.description import describe
from tui.core.documents.folder import LARGEST
from tui.core.errors import EditError, LetapisError
from tui.core.model.records import Ref
from tui.exchange.editing.capture import free_id
from tui.exchange.editing.draft import Draft, Given, draft
from tui.exchange.editing.workspace import Plan, Workspace
from tui.exchange.importers.incoming import slug

_NAMED = 5
"""Words of a title of which the id of a source is made."""


class NewDocument(Struct, frozen=True):
    """A file that is to become the document of a new source."""

    name: str
    """Of the file."""
    raw: bytes
    given: Given
    """What the file says of its source, as options of `letapis add source`."""

    def plan(self, given: Given, folder: str, workspace: Workspace) -> Plan:
        """Return the change that adds the source, with other keys than the file says, and the file.

        Args:
            given: the keys, as options of `letapis add source`.
            folder: where the documents are: in the dataset's folder, or an absolute path.
            workspace: the files of the dataset.

        Raises:
            EditError: the source cannot be added.
        """
        words = slug(str(given.get("title", ""))).split("-")
        source = free_id(workspace, "sources", "-".join(words[:_NAMED]) or "source")
        made = draft("source", source, given)
        stamp = f"  document: {{sha256: {hashlib.sha256(self.raw).hexdigest()}}}"
        workspace.add(Draft(made.section, source, "", (*made.lines, stamp)))
        workspace.attach(f"{folder}/{source}{Path(self.name).suffix.lower()}", self.raw)
        return workspace.plan(f"added {source}", Ref("sources", source))


def typed_path(text: str) -> Path:
    """Return the path that a user typed, or dragged into the terminal: `~/saved page.html`, in quotation marks.

    The `~` of a user who is not there stays, as in a shell; `Path.expanduser` raises there.
    """
    return Path(os.path.expanduser(text.strip().strip("'\"")))  # noqa: PTH111


def read_document(path: Path) -> NewDocument:
    """Read a file, and what it says of itself.

    Raises:
        EditError: it cannot be read, or has no text that can be.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise EditError(f"{path.name} is larger than {LARGEST // 2**20} MB")
        raw = path.read_bytes()
    except OSError as error:
        raise EditError(f"{path} cannot be read: {error.strerror}") from None
    except ValueError:
        raise EditError("A path has no NUL in it") from None
    try:
        said = describe(raw, path.suffix)
    except LetapisError as error:
        raise EditError(f"{path.name} cannot be read: {error.message}") from None
    given: dict[str, str | tuple[str, ...]] = {
        "title": said.title or path.stem,
        "authors": said.authors,
        "issued": said.issued,
        "publisher": said.publisher,
        "url": said.url,
        "language": said.language,
        "type": "webpage" if said.url else "document",
    }
    return NewDocument(path.name, raw, {key: value for key, value in given.items() if value})
