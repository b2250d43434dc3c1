"""Of what kind something under a new name is likely to be."""

from __future__ import annotations

from tui.exchange.editing.draft_fields import Key
from tui.session.new_names import _TELLING, likely_kind
from tui.session.offers import choices_of

KINDS = {
    "Halden Group": "company", "Norrland Ferries Ltd": "company", "Lantern Committee": "initiative",
    "Deckhands' union": "ngo", "The council": "state-body", "Council of the Workers Party": "state-body",
    "Party of Regions": "party", "Міністэрства": "state-body", "The Marram Courier": "media",
    "Maud Tarrant": "person", "Анна Рыжая": "person", "Bo": "", "the boat": "", "The Boat": "", "Boeing 707": "",
}  # fmt: skip


def test_the_words_of_a_name_tell_of_what_kind_it_is() -> None:
    assert {name: likely_kind(name) for name in KINDS} == KINDS
    assert {*_TELLING} <= {*choices_of("organisations", Key("kind", ""))}
