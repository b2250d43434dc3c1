from __future__ import annotations

import pytest
from msgspec.structs import replace

from tui.core.checks import contradiction
from tui.core.model.records import Claim, Source, Value
from tui.core.store import accounts
from tui.core.text.numbers import Figure, digits, figure


def claim(*values: Value) -> Claim:
    return Claim(id="c", about="x", question="How many?", values=values)


def sources(**derives: tuple[str, ...]) -> dict[str, Source]:
    return {name: Source(id=name, title=name, derives_from=other) for name, other in derives.items()}


def repeats(voice: list[str], known: dict[str, Source]) -> tuple[tuple[str, str], ...]:
    return accounts.repeats(
        voice, known, lambda one: [other.id for other in known.values() if one in other.derives_from]
    )


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("6.5", "%", 6.5, 6.5),
        ("6,5", "%", 6.5, 6.5),
        ("1,900", "people", 1900, 1900),
        ("1 900", "", 1900, 1900),
        ("1\u202f900,5", "", 1900.5, 1900.5),
        ("2.500.000", "", 2_500_000, 2_500_000),
        ("1,234.5", "", 1234.5, 1234.5),
        ("0,125", "", 0.125, 0.125),
        ("80-90", "", 80, 90),
        ("80 – 90", "", 80, 90),
        ("80 to 90", "", 80, 90),
        ("between 80 and 90", "", 80, 90),
        ("-5", "", -5, -5),
        ("1.2", "million crowns", 1_200_000, 1_200_000),
        ("1.2 million", "crowns", 1_200_000, 1_200_000),
        ("30%", "", 30, 30),
    ],
)
def test_figures_are_read_as_people_write_them(text: str, unit: str, low: float, high: float) -> None:
    assert figure(text, unit) == Figure(low, high)


@pytest.mark.parametrize("text", ["three days", "9 to 12 August", "2020-08", "90-80", "1,23,4", "", "9" * 200])
def test_words_are_no_figures(text: str) -> None:
    assert figure(text) is None


def test_numbers_in_running_text() -> None:
    assert digits("about 1,900 people, 6,5 % of 64 firms (3.0)") == ["1900", "6.5", "64", "3"]


def test_sources_that_repeat_each_other_are_one_voice_also_through_a_third() -> None:
    known = sources(a=("stat",), b=("stat",), stat=(), c=())
    assert accounts.voices(["a", "b", "c"], accounts.voice_of(known)) == [frozenset("ab"), frozenset("c")]
    assert accounts.voices(["a", "a"], accounts.voice_of(known)) == [frozenset("a")]
    assert accounts.voices([], accounts.voice_of(known)) == []
    assert accounts.voices(["nobody", "a"], accounts.voice_of(known)) == [frozenset({"nobody"}), frozenset("a")]


def test_circles_of_sources_end() -> None:
    assert accounts.voices(["a", "b"], accounts.voice_of(sources(a=("b",), b=("a",)))) == [frozenset("ab")]


def test_figures_that_contradict_make_a_claim_disputed_and_words_where_the_curator_says_so() -> None:
    assert accounts.is_disputed(claim(Value(value="6.5", unit="%"), Value(value="5.1", unit="%")))
    words = claim(Value(value="three days"), Value(value="9 to 12 August"))
    assert not accounts.is_disputed(words)
    assert accounts.is_disputed(replace(words, contradiction="Three days are not four."))
    alike = claim(Value(value="Three days"), Value(value="three  days"))
    assert not accounts.is_disputed(replace(alike, contradiction="Three days are not three."))


def test_what_the_curator_derived_disputes_nothing() -> None:
    assert not accounts.is_disputed(claim(Value(value="5"), Value(value="6", derived="one more")))


def test_spread_keeps_the_unit_as_written() -> None:
    assert accounts.spread(
        claim(Value(value="1.2", unit="million crowns"), Value(value="2-3", unit="million crowns"))
    ) == (1.2, 3, "million crowns")
    mixed = claim(Value(value="1.2", unit="million crowns"), Value(value="600000", unit="crowns"))
    assert accounts.spread(mixed) == (600_000, 1_200_000, "crowns")
    assert accounts.spread(claim(Value(value="5", unit="firms"), Value(value="6", unit="people"))) is None
    assert accounts.spread(claim(Value(value="5"))) is None


def said(*values: Value) -> Claim:
    """Return a claim that is said to be disputed."""
    return replace(claim(*values), contradiction="Not all can be.")


def test_why_accounts_differ() -> None:
    one = Value(value="6.5", unit="%", as_of="2019", basis="output", qualifier="about")
    other = Value(value="5", unit="firms", as_of="2020", basis="value added", said_by="j-doe")
    assert accounts.why_differ(said(one, other)) == ("basis", "year", "unit", "speaker", "qualifier")
    near = (Value(value="three", as_of="2020-08"), Value(value="four", as_of="2020-08-12"))
    assert accounts.why_differ(said(*near)) == ()
    days = (Value(value="three", as_of="2020-08-11"), Value(value="four", as_of="2020-08-12"))
    assert accounts.why_differ(said(*days)) == ("date",)
    open_start = (Value(value="three", as_of="../2020-08"), Value(value="four", as_of="2020-12~"))
    assert accounts.why_differ(said(*open_start)) == ("date",)
    assert accounts.why_differ(said(Value(value="three", basis="a"), Value(value="three", basis="b"))) == ()


def test_ties_say_who_repeats_whom_also_through_sources_that_are_not_asked_about() -> None:
    chain = sources(near=("first",), first=(), far=("near",), other=("first",), alone=())
    assert repeats(["far", "near"], chain) == (("far", "near"),)
    assert repeats(["first", "far"], chain) == (("far", "near"), ("near", "first"))
    assert repeats(["far", "other"], chain) == (("other", "first"), ("near", "first"), ("far", "near"))
    assert repeats(["near", "other"], chain) == (("other", "first"), ("near", "first"))
    assert repeats(["alone", "far"], chain) == ()
    assert repeats([], chain) == ()


def test_ties_of_sources_that_repeat_each_other_come_to_an_end() -> None:
    assert repeats(["a", "b"], sources(a=("b",), b=("a",))) == (("b", "a"),)


def test_a_value_in_the_unit_of_the_spread() -> None:
    assert accounts.in_unit(Value(value="2"), "million crowns") == Figure(2, 2)
    assert accounts.in_unit(Value(value="2", unit="million crowns"), "million crowns") == Figure(2, 2)
    assert accounts.in_unit(Value(value="2", unit="million crowns"), "crowns") == Figure(2e6, 2e6)
    assert accounts.in_unit(Value(value="2", unit="people"), "crowns") is None
    assert accounts.in_unit(Value(value="2", unit="crowns"), "million crowns") is None
    assert accounts.in_unit(Value(value="many"), "crowns") is None


def test_of_very_many_times_the_first_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    monkeypatch.setattr(contradiction, "apart", lambda *pair: compared.append(pair))
    values = (Value(value=f"{number}", as_of=f"{1000 + number}") for number in range(1000))
    accounts.why_differ(said(Value(value="three"), Value(value="four"), *values))
    assert len(compared) <= contradiction.MOST**2
