"""A source to read: an outline of its passages, or its text with the excerpts marked in place."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from tui.core.documents import anchor
from tui.core.documents.anchor import Anchoring, DocumentText
from tui.core.documents.folder import Document
from tui.core.index.highlight import Marks
from tui.core.model.records import PassageKey, Source
from tui.core.store.base import Store
from tui.present.cards.parts import CardWriter
from tui.present.page import Block, Span, say
from tui.present.source.full_text import FullText
from tui.present.source.outline import Outline
from tui.present.source.parts import Reading, Stop

AT_ONCE = 200_000
"""Characters of a document in which all excerpts are looked for before it is shown."""


class Missing(Struct, frozen=True, dict=True):
    """A source that does not exist."""

    source_id: str
    parts = 1
    length = 1
    stops: tuple[Stop, ...] = ()
    whole = True
    title = "outline"

    def begins(self, part: int) -> int:
        """Return where the only part begins."""
        return part - 1

    def guess(self, part: int) -> int:
        """Return about how many characters it has."""
        return 40 * (1 - part)

    def blocks(self, part: int) -> tuple[Block, ...]:
        """Return the line "No such source"."""
        del part
        return (Block((Span("No such source: ", "muted"), say(self.source_id))),)


def reading(
    store: Store,
    source_id: str,
    passage_key: PassageKey = "",
    document: Document | None = None,
    *,
    marks: Marks | None = None,
) -> Reading:
    """Return the source for the reader; its passages are links to `("passages", key)`.

    Without a document it is an outline. In a large document only the excerpt of `passage_key` is looked for, and
    only in the same words; `located` gives the reading with all others.
    """
    writer = CardWriter(store, marks)
    source = store.sources.get(source_id)
    if source is None:
        return Missing(source_id)
    if document is None or document.unread:
        return Outline(writer, source, unread=f"{document.path.name}: {document.unread}" if document else "")
    if len(document.text) <= AT_ONCE:
        found: Mapping[str, Anchoring] = anchor.verdicts(source.passages, document.text)
        return FullText(writer, source, document, found)
    found = in_same_words(source, document, (passage_key.partition("/")[2],))
    return FullText(writer, source, document, found, whole=False)


def located(text: Reading) -> Reading:
    """Return the same source with every excerpt looked for; in a large document this can take seconds."""
    if not isinstance(text, FullText) or text.whole:
        return text
    return replace(text, found=anchor.verdicts(text.source.passages, text.document.text), whole=True)


def in_same_words(source: Source, document: Document, keys: tuple[str, ...]) -> dict[str, Anchoring]:
    """Return the places of the excerpts that are in the document in the same words; others are left out."""
    page = DocumentText(document.text)
    wanted = {key: source.passages[key] for key in keys if key in source.passages}
    looked = {key: anchor.in_same_words(passage, page) for key, passage in wanted.items() if passage.quote.strip()}
    return {key: at for key, at in looked.items() if at is not None}
