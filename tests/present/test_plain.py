"""Records in plain lines: all that their cards say, in words."""

from __future__ import annotations

import re

from disputed import disputed_index
from making import store_of
from samples import HARBOUR

from tui.core.loading import loader
from tui.core.model.records import Citation, Event, Passage, Ref, Source
from tui.core.model.sections import SECTIONS
from tui.core.store.memory import MemoryStore
from tui.present.cards.card import card
from tui.present.page import lay_out
from tui.present.plain import card_lines, evidence_lines, in_one_line
from tui.present.signs import use_signs

HARBOURS = MemoryStore(loader.load(HARBOUR)[0])
SIGNS = set("◆◇━░┈≠▎★─│·→⇄◈")


def test_no_line_of_any_record_is_drawn_and_no_word_of_its_card_is_lost() -> None:
    for store in (HARBOURS, disputed_index().store):
        for ascii_only in (False, True):
            use_signs(ascii_only=ascii_only)
            for ref in (Ref(section, name) for section in SECTIONS for name in store.ids(section)):
                lines = [*card_lines(store, ref), *evidence_lines(store, ref), in_one_line(store, ref)]
                said = "\n".join(lines)
                assert not SIGNS & set(said), ref
                assert all(line == line.strip() and line for line in lines), ref
                drawn = "\n".join("".join(span.text for span in line) for line in lay_out(card(store, ref), 500).lines)
                assert set(re.findall(r"\w{3,}", drawn)) <= set(re.findall(r"\w{3,}", said)), ref


def test_no_name_of_a_source_is_cut() -> None:
    long = "A title in many words that goes on where others have come to an end"
    source = Source(id="long", title=long, passages={"a": Passage(gist="A")})
    store = store_of(
        sources=[source], events=[Event(id="e", title="E", date="2020", evidence=(Citation(passage="long/a"),))]
    )
    assert f"only in {long}" in [*card_lines(store, Ref("events", "e"))]


def test_rows_stand_alone() -> None:
    lines = [*card_lines(HARBOURS, Ref("organisations", "hpark"))]
    assert "2017, 21 Dec: Decree widens the park's rules, subject" in lines
    assert "Names: HP, short" in lines
    assert "Preferred: 5.1 %, value added, 2019, The Example Review" in lines
    assert "Timeline (5 events)" in lines
    assert lines[-1] == "Id: hpark"


def test_a_list_says_of_a_record_what_and_when_it_is() -> None:
    assert in_one_line(HARBOURS, Ref("events", "park-decree")) == (
        "Decree widens the park's rules, 21 December 2017, event, 1 source, id park-decree"
    )
    assert in_one_line(HARBOURS, Ref("sources", "rev21")) == "How a small sector grew, 12 March 2021, source, id rev21"


def test_what_rests_on_nothing_says_so() -> None:
    store = disputed_index().store
    assert next(evidence_lines(store, Ref("people", "doe"))) == "What is told of it rests on:"
    assert [*evidence_lines(HARBOURS, Ref("sources", "stat20"))][1].startswith("Not held")
