"""Find a record by any of its names."""

from __future__ import annotations

from collections.abc import Iterable

from tui.core.dates import edtf
from tui.core.model.records import Event, Organisation, Person, Place, Ref
from tui.core.store.base import Store
from tui.screens.dialogs.choose import Choice, ChoosingScreen

_SECTIONS = ("organisations", "people", "places", "sources", "events", "claims")


def find_screen(store: Store) -> ChoosingScreen[Ref]:
    """Return the dialog that comes back with the record to go to."""
    return ChoosingScreen("Go to", list(_named(store)), name="find")


def _named(store: Store) -> Iterable[Choice[Ref]]:
    """Yield every record that has a name, with its kind and its other names."""
    for section in _SECTIONS:
        for record_id in store.ids(section):
            ref = Ref(section, record_id)
            record = store.record(ref)
            what, also = section, ""
            if isinstance(record, Organisation | Person | Place):
                what = getattr(record, "kind", "") or {"people": "person", "places": "place"}.get(section, section)
                also = " ".join(record.spellings)
            elif isinstance(record, Event):
                what = edtf.parse(record.date).display
            yield Choice(ref, store.name(ref), what, f"{also} {record_id}")
