"""The card of a record: what the details pane shows."""

from __future__ import annotations

from tui.core.index.highlight import Marks
from tui.core.index.report_time import AsOf
from tui.core.model.records import Claim, Event, Ref, Relation, Source
from tui.core.store.base import Store
from tui.present.cards.claim import claim_card
from tui.present.cards.entity import entity_card
from tui.present.cards.event import event_card, relation_card
from tui.present.cards.parts import CardWriter
from tui.present.cards.source import source_card
from tui.present.page import Block, Page, Span, say


def card(store: Store, ref: Ref, *, marks: Marks | None = None, at: AsOf | None = None) -> Page:
    """Return the card of the record that `ref` points to; of a passage, its source's with the passage on top.

    `marks` finds what matches the filter in a text: raw text → offsets. With `at`, what was published only after
    that day is marked. A record that is gone gives a card that says so.
    """
    writer = CardWriter(store, marks, at)
    match store.record(ref):
        case Event() as event:
            return event_card(writer, event)
        case Claim() as claim:
            return claim_card(writer, claim)
        case Relation() as relation:
            return relation_card(writer, relation)
        case Source() as source:
            return source_card(writer, source, ref.id.partition("/")[2] if ref.section == "passages" else "")
        case None:
            return Page((Block((Span("No such record: ", "muted"), say(ref.id))),))
        case entity:
            return entity_card(writer, entity)
