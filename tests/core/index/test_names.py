"""Records by their names: ranked purely, found as a plain look at each record finds them, read from no record."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import shipped as index

from tui.core.index import names
from tui.core.index.index import Index
from tui.core.index.names import Closeness, NameMatch, match, names_of
from tui.core.model.dataset import Dataset
from tui.core.model.records import Event, Name, Organisation, Person, Ref
from tui.core.model.sections import ENTITY_SECTIONS
from tui.core.store.memory import MemoryStore
from tui.core.text import folding


def near(typed: str, *called: str) -> tuple[str, int, int] | None:
    found = match(folding.words(typed), [folding.words(name) for name in called])
    return None if found is None else (found.closeness.name, found.beyond, found.name)


def ranked(ref: Ref, found: NameMatch) -> NameMatch:
    begins_title = ref.section not in ENTITY_SECTIONS and found.closeness == Closeness.BEGINS_NAME
    return found._replace(closeness=Closeness.IN_NAME) if begins_title else found


def in_order(ref: Ref) -> int:
    return {"people": 0, "events": 1}.get(ref.section, 2)


def test_own_names_come_before_others_and_names_before_their_beginnings() -> None:
    park = ("Hi-Tech Park", "HTP", "Парк высоких технологий")
    assert near("hi-tech park", *park) == ("NAME", 0, 0)
    assert near("HI tech", *park) == ("BEGINS_NAME", 1, 0)
    assert near("park", *park) == ("IN_NAME", 2, 0)
    assert near("pa hi", *park) == ("IN_NAME", 1, 0)
    assert near("htp", *park) == ("OTHER_NAME", 0, 1)
    assert near("парк", *park) == ("BEGINS_OTHER_NAME", 2, 2)
    assert near("технол", *park) == ("IN_OTHER_NAME", 2, 2)
    assert near("park htp", *park) is None  # words of two names
    assert near("ark", *park) is None
    assert near("park", "", "Park") == ("OTHER_NAME", 0, 1)


def test_a_person_comes_before_the_team_and_the_shorter_name_before_the_longer_one() -> None:
    people = {"boat": Person(id="boat", name="Ales Boat", names=(Name(value="Алесь Човен"),))}
    organisations = {
        "team": Organisation(id="team", name="Ales Boat's team", kind="group", names=(Name(value="Штаб Човен"),)),
        "sector": Organisation(id="sector", name="Sea sector", kind="group", names=(Name(value="Sea-tech"),)),
        "park": Organisation(id="park", name="Sea-Tech Park", kind="state-body"),
        "board": Organisation(id="board", name="Board of the Sea-Tech Park", kind="state-body"),
    }
    events = {"begun": Event(id="begun", title="Sea-Tech Park set up", date="2005")}
    store = MemoryStore(Dataset(root=Path(), people=people, organisations=organisations, events=events))
    found = Index(store).names
    assert [hit.ref.id for hit in found.find("Човен", 9)] == ["boat", "team"]
    assert [hit.name for hit in found.find("Човен", 9)] == ["Алесь Човен", "Штаб Човен"]
    assert [hit.ref.id for hit in found.find("sea-tech", 9)] == ["park", "begun", "board", "sector"]
    assert [hit.ref.id for hit in found.find("boat", 9)] == ["boat", "team"]
    assert found.find("Sea-tech", 9)[0].name == ""


def test_who_is_called_so_comes_before_titles_that_begin_with_the_name() -> None:
    people = {"boat": Person(id="boat", name="Ales Boat")}
    events = {
        "sails": Event(id="sails", title="Boat sails away", date="2005"),
        "it": Event(id="it", title="Boat", date="2005"),
    }
    found = Index(MemoryStore(Dataset(root=Path(), people=people, events=events))).names
    assert [hit.ref.id for hit in found.find("boat", 9)] == ["it", "boat", "sails"]


def test_events_come_before_what_has_the_words_in_its_name_as_well_but_not_before_who_is_called_so() -> None:
    people = {"fair": Person(id="fair", name="Ales Fair")}
    organisations = {"fund": Organisation(id="fund", name="The Fair Fund", kind="group")}
    events = {"opens": Event(id="opens", title="The long summer fair by the river opens", date="2005")}
    store = MemoryStore(Dataset(root=Path(), people=people, organisations=organisations, events=events))
    found = Index(store).names
    assert [hit.ref.id for hit in found.find("fair", 9)] == ["fair", "opens", "fund"]
    assert [hit.ref.id for hit in found.find("the fair fund", 9)] == ["fund"]
    assert found.find("the f", 9)[0].ref.id == "fund"


@pytest.mark.parametrize("enough", [2, names.ENOUGH])
def test_what_is_found_by_name_is_what_a_look_at_each_record_finds(
    enough: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "ENOUGH", enough)
    store, found = index().store, index().names
    called = {}
    for ref in found.first(10_000):
        record = store.record(ref)
        assert record is not None
        called[ref] = [folding.words(name) for name in names_of(store, ref, record)]
    assert len(called) == len(index().postings.refs)
    typed = {" ".join(words[:2])[:cut] for of in called.values() for words in of for cut in (1, 4, 40)} - {""}
    for text in typed:
        wanted = folding.words(text)
        expected = {ref: ranked(ref, nearest) for ref, of in called.items() if (nearest := match(wanted, of))}
        hits = [hit for hit in found.find(text, 10_000) if hit.closeness <= Closeness.IN_OTHER_NAME]
        hits = [hit for hit in hits if hit.ref in expected or not hit.ref.id.startswith(text)]
        ranks = [
            (close.closeness, in_order(hit.ref) if close.closeness == Closeness.IN_NAME else 0, close.beyond)
            for hit in hits
            if hit.ref.section != "relations" and (close := expected[hit.ref])
        ]
        assert [hit.ref.section == "relations" for hit in hits] == sorted(
            hit.ref.section == "relations" for hit in hits
        )
        assert ranks == sorted(ranks), text
        if enough > 2:
            assert {hit.ref for hit in hits} == expected.keys()
        elif (
            ranks
            and (nearest := min(rank.closeness for ref, rank in expected.items() if ref.section != "relations")) <= 1
        ):
            assert ranks[0][0] == nearest  # what the text is, or begins, is not lost among many


def test_other_spellings_come_after_names_and_words_of_the_text_last() -> None:
    kinds = [hit.closeness for hit in index().names.find("harbour", 10_000) if hit.ref.section != "relations"]
    assert kinds == sorted(kinds)
    assert {Closeness.IN_NAME, Closeness.IN_TEXT} <= {*kinds}
    found = index().names.find("harbour", 10_000)
    assert len(found) == len({hit.ref for hit in found})
    assert index().names.find("Harbur Prak", 1)[0].ref == Ref("organisations", "hpark")
    assert len(index().names.find("h", 3)) == 3
    assert index().names.find(" -! ", 9) == []


def test_an_id_is_found_by_its_beginning() -> None:
    found = [hit for hit in index().names.find("hpa", 9) if hit.ref == Ref("organisations", "hpark")]
    assert [hit.closeness for hit in found] == [Closeness.BEGINS_OTHER_NAME]
    assert index().names.find("hpark", 9)[0].ref == Ref("organisations", "hpark")
