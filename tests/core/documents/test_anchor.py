"""Excerpts in documents: verdicts, never scores."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf import PASSAGES, TEXTS

from tui.core.documents.anchor import Anchoring, DocumentText, _ascending, in_same_words, locate, verdicts
from tui.core.model.records import Passage
from tui.core.text.typography import fold

GAZETTE = TEXTS["gazette"]
QUOTE = "puts the cost of each offline day at 1.2 million crowns"


def test_what_stands_word_for_word_is_exact() -> None:
    found = locate(Passage(quote=QUOTE), GAZETTE)
    assert found.verdict == "exact"
    assert GAZETTE[found.start : found.end] == QUOTE


def test_typography_and_white_space_are_the_same_words() -> None:
    variants = [
        *(("the cost", f"the{blank}cost") for blank in ("  ", "\n", "\u00a0", "\r\n", "\u3000")),
        ("offline", "off\u00adline"),
        ("offline day", "offline\u200b day"),
        ("each offline", "each\n\n   offline"),
        ("million crowns", "million\u2009crowns"),
        ("crowns", "cro\ufeffwns"),
        ("each", "\u2060each"),
    ]
    for before, after in variants:
        assert locate(Passage(quote=QUOTE), GAZETTE.replace(before, after)).verdict == "same words", after
    for mark in "’‘ʼ`´′":
        assert locate(Passage(quote=f"the park{mark}s office"), "So the park's office said.").verdict == "same words"
    for dash in "‐‑–—―−":
        text = f"It was a ten{dash}year rule of the town."
        assert locate(Passage(quote="a ten-year rule of the town"), text).verdict == "same words"
    for first, last in ("“”", "„“", "«»", "»«", "″″", "„”", "“‟"):
        text = f"They call it {first}the row{last} to this day."
        assert locate(Passage(quote='call it "the row" to this day'), text).verdict == "same words"


GRAVE = (
    ("gazette", "7 am on 12 August", "7 am on 13 August", "[-12-] {+13+}"),
    ("gazette", "1.2 million", "1.3 million", "[-1.2-] {+1.3+}"),
    ("gazette", "1.2 million", "12 million", "[-1.2-] {+12+}"),
    ("gazette", "71 per cent", "17 per cent", "[-71-] {+17+}"),
    ("gazette", "counted 300", "counted 3000", "[-300-] {+3000+}"),
    ("gazette", "more than 900", "more than 900,000", "[-900-] {+900,000+}"),
    ("gazette", "of nine firms", "of ten firms", "[-nine-] {+ten+}"),
    ("gazette", "moved twelve people", "moved twenty people", "[-twelve-] {+twenty+}"),
    ("gazette", "a few hundred people", "a few thousand people", "[-hundred-] {+thousand+}"),
    ("gazette", "let go on 15 August", "let go on 16 August", "[-15-] {+16+}"),
    ("gazette", "the middle of the month", "the middle of May", "[-the-] {+May+}"),
    ("lystok", "13 жніўня", "18 жніўня", "[-13-] {+18+}"),
    ("lystok", "каля тысячы", "каля сотні", "[-тысячы-] {+сотні+}"),
    ("lystok", "толькі 12-га", "толькі 21-га", "[-12-] {+21+}"),
    ("notebook", "12 судов", "2 судов", "[-12-] {+2+}"),
    ("notebook", "3,5 млн", "35 млн", "[-3,5-] {+35+}"),
    ("notebook", "к пятнице", "к субботе", "[-пятнице-] {+субботе+}"),
    ("gazette", "Mayor Osk Brand", "Mayor Osk Grand", "[-Brand-] {+Grand+}"),
    ("gazette", "his rival Mira Lind had", "his rival Mira Lund had", "[-Lind-] {+Lund+}"),
    ("gazette", "said Jan Doe", "said Jan Roe", "[-Doe-] {+Roe+}"),
    ("gazette", "firm Brightkeel", "firm Gullwing", "[-Brightkeel-] {+Gullwing+}"),
    ("gazette", "in Harbour Park signed", "in Anchor Park signed", "[-Harbour-] {+Anchor+}"),
    ("gazette", "Tidewatch group, which", "Tidemark group, which", "[-Tidewatch-] {+Tidemark+}"),
    ("gazette", "people to Southport", "people to Northport", "[-Southport-] {+Northport+}"),
    ("gazette", "Lantern Telecom, spoke", "Lantern Telegraph, spoke", "[-Telecom-] {+Telegraph+}"),
    ("lystok", "«Ліхтар»", "«Маяк»", "[-Ліхтар-] {+Маяк+}"),
    ("lystok", "Аду Квіл", "Аду Кроў", "[-Квіл-] {+Кроў+}"),
    ("notebook", "Анна Корж", "Анна Корт", "[-Корж-] {+Корт+}"),
    ("notebook", "«Ласточки»", "«Чайки»", "[-Ласточки-] {+Чайки+}"),
    ("gazette", "who did not sign", "who did sign", "[-not-]"),
    ("gazette", "the quay had seen", "the quay had not seen", "{+not+}"),
    ("gazette", "does not expect", "does expect", "[-not-]"),
    ("gazette", "puts the cost of each", "never puts the cost of each", "{+never+}"),
    ("gazette", "promised a report", "promised no report", "[-a-] {+no+}"),
    ("lystok", "нікога не чапала", "чапала", "[-нікога не-]"),
    ("notebook", "связи не было", "связи было", "[-не-]"),
    ("notebook", "но никто ему", "но каждый ему", "[-никто-] {+каждый+}"),
)


@pytest.mark.parametrize(("source", "before", "after", "shown"), GRAVE, ids=[row[2] for row in GRAVE])
def test_a_changed_figure_name_or_negation_is_grave_and_is_shown(
    source: str, before: str, after: str, shown: str
) -> None:
    text = TEXTS[source]
    at = text.index(before)
    quote = Passage(quote=" ".join(text[max(0, at - 60) : at + len(before) + 30].split()[1:-1]))
    assert locate(quote, text).holds
    found = locate(quote, text.replace(before, after))
    assert (found.verdict, found.grave) == ("changed", True)
    assert shown in found.difference


def test_another_common_word_is_changed_but_not_grave_and_what_is_not_there_is_absent() -> None:
    found = locate(Passage(quote="a few hundred people sat on the fish market with lanterns"), GAZETTE)
    assert (found.verdict, found.grave) == ("changed", False)
    assert "[-sat-] {+stood+}" in found.difference
    assert locate(Passage(quote="the mayor himself repaired it with a rope and a bucket"), GAZETTE).verdict == "absent"


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("2 million crowns a day", "It cost 12 million crowns a day."),
        ("counted 12", "They counted 12.5 of them."),
        ("more than 900", "It was more than 900,000 in all."),
        ("5 per cent", "It was 6.5 per cent."),
        ("the park can", "Nobody in the park can't swim."),
        ("counted 102 people", "They counted 10² people."),
        ("was -5 degrees", "It was 5 degrees at noon."),
        ("from 5-7 boats", "They came from 5 7 boats."),
    ],
)
def test_a_part_of_a_figure_or_of_a_negation_is_not_the_quote(quote: str, text: str) -> None:
    found = locate(Passage(quote=quote), text)
    assert not found.holds
    assert found.verdict == "absent" or (found.grave and found.difference)


def test_where_only_signs_differ_they_are_shown_and_a_contrary_is_grave() -> None:
    found = locate(Passage(quote="the men, who left on foot"), "So the men who left on foot came back.")
    assert (found.verdict, found.grave) == ("changed", False)
    assert "[-men,-] {+men+}" in found.difference
    found = locate(Passage(quote="the rule was legal in the old town"), "the rule was illegal in the old town")
    assert (found.verdict, found.grave) == ("changed", True)


def test_the_same_words_in_other_signs_are_a_second_place() -> None:
    text = "First the light — went out. Later the light - went out."
    passage = Passage(quote="the light — went out")
    assert locate(passage, text).verdict == "exact"
    assert in_same_words(passage, DocumentText(text)) == locate(passage, text)
    (found,) = verdicts({"p": passage}, text).values()
    assert (found.verdict, found.places, found.elsewhere) == ("found twice", 2, (text.rindex("the light"),))


def test_words_cut_at_the_ends_of_lines_are_found() -> None:
    text = "The connec-\ntion of the ten-\nyear plan was cut."
    for quote in ("The connection of the", "the ten-year plan was cut"):
        found = locate(Passage(quote=quote), text)
        assert found.verdict == "same words"
        assert text[found.start : found.end].replace("-\n", "") == quote.replace("-", "")


def test_a_prefix_is_known_where_its_words_are_cut() -> None:
    text = "In the even-\ning the light went out. In the morning the light went out."
    found = locate(Passage(quote="the light went out", prefix="In the evening"), text)
    assert (found.verdict, found.start) == ("exact", text.index("the light"))


def test_the_same_words_at_another_place_are_not_the_quote() -> None:
    text = "In spring the light went out. In autumn the lamp was sold."
    found = locate(Passage(quote="the light went out", prefix="nobody knew why"), text)
    assert (found.verdict, found.grave) == ("changed", True)
    assert "[-nobody knew why-]" in found.difference


def test_the_same_words_twice_want_a_prefix_or_suffix() -> None:
    text = "First the light went out. Then the bell rang. Later the light went out. Nobody came."
    twice = locate(Passage(quote="the light went out"), text)
    assert (twice.verdict, twice.places) == ("found twice", 2)
    later = locate(Passage(quote="the light went out", prefix="Later"), text)
    assert (later.verdict, later.start) == ("exact", text.rindex("the light"))
    assert locate(Passage(quote="the light went out", suffix=". Then the"), text).start == text.index("the light")


def test_a_paragraph_that_moved_is_found_out() -> None:
    for source, paragraph, behind, keys in (
        ("gazette", "Service came back", "What comes next", {"back", "cost"}),
        ("lystok", "Аду Квіл", "У лістападзе", {"quill"}),
        ("notebook", "Утром 11 августа", "Тетрадь", {"friday", "price"}),
    ):
        parts = TEXTS[source].strip("\n").split("\n\n")
        parts.remove(one := next(part for part in parts if part.startswith(paragraph)))
        parts.insert(next(at for at, part in enumerate(parts) if part.startswith(behind)) + 1, one)
        for text, moved in ((TEXTS[source], set()), ("\n\n".join(parts), keys)):
            found = {key: anchoring.verdict for key, anchoring in verdicts(PASSAGES[source], text).items()}
            assert found == {key: "moved" if key in moved else "exact" for key in found}


def test_folding_knows_the_way_back() -> None:
    text = "a\u00ad\u200bb  “c…” ﬁn"
    folded = fold(text)
    assert folded.text == 'ab "c..." fin'
    start = folded.text.index("fin")
    assert text[slice(*folded.original(start, start + 3))] == "ﬁn"
    assert text[slice(*folded.original(0, 2))] == "a\u00ad\u200bb"


def test_words_around_that_fit_none_of_several_places_leave_them_all() -> None:
    text = "one: the port is open. two: the port is open. three: the port is open."
    for passage in (
        Passage(quote="the port is open", prefix="four:"),
        Passage(quote="the port is open", suffix="nowhere"),
        Passage(quote="the port is open", prefix="four:", suffix="nowhere"),
        Passage(quote="the port is open"),
    ):
        found = locate(passage, text)
        assert (found.verdict, found.start, found.places) == ("found twice", 5, 3)
        assert [text[at : at + 4] for at in found.elsewhere] == ["the ", "the "]
    assert locate(Passage(quote="the port is open", prefix="two:"), text).start == 28


def test_an_excerpt_is_whole_words_whole_numbers_and_no_half_of_a_negation() -> None:
    for quote, text, wanted in (
        ("the lamp", "the lamp burned", 0),
        ("lamp burned", "the lamp burned", 4),
        ("lamp", "xlamp burned", -1),
        ("lamp", "lamps burned", -1),
        ("e lamp", "the lamp burned", -1),
        ("cafe", "cafe\u0301 closed", -1),
        ("5 per cent of 7", ".5 per cent of 7", 1),
        ("5 per cent", "1,5 per cent", -1),
        ("5 per cent", "a.5 per cent", 2),
        ("5 boats", "3 5 boats", 2),
        ("counted 12", "counted 12 5 boats", 0),
        ("counted 12", "counted 12.5 boats", -1),
        ("counted 12", "counted 12. Five boats", 0),
        ("THE PARK CAN", "THE PARK CAN'T SWIM", -1),
        ("the park can", "the park can’t swim", -1),
        ("the park can", "the park can’s swim", 0),
        ("the pack", "the pack't swim", 0),
    ):
        found = in_same_words(Passage(quote=quote), DocumentText(text))
        assert (found.start if found else -1) == wanted, text
    assert locate(Passage(quote="??"), "???").places == 2
    assert locate(Passage(quote=" \n"), "anything") == Anchoring("absent", -1, -1, "", False, 0, ())


CLOSED = "It was late. The gate was closed at noon, and so it stayed. Nobody came."


@pytest.mark.parametrize(
    ("prefix", "suffix", "verdict", "difference", "grave"),
    [
        ("It was late.", "", "exact", "", False),
        ("", ", and so it stayed", "exact", "", False),
        ("late.", "and so", "changed", "{+,+} and so", False),
        ("it was early.", "", "changed", "[-it-] {+It+} was [-early-] {+late+}", True),
        ("and was late", "", "changed", "[-and-] {+It+} was late", True),
        ("It was early and late", "", "changed", "It was [-early and-] late", False),
        ("", ", and so it remained", "changed", "and so it [-remained-] {+stayed+}", False),
        ("", ", and never it stayed", "changed", "and [-never-] {+so+} it stayed", True),
        ("", ", but then she remained", "changed", "[-but then she remained-] {+and so it stayed+}", True),
        ("", ", and so she remained", "changed", "and so [-she remained-] {+it stayed+}", True),
        ("was early", ", and so she stayed", "changed", "was [-early-] {+late+} … and so [-she-] {+it+} stayed", False),
    ],
)
def test_prefix_and_suffix_are_compared_with_the_words_beside_the_only_place(
    prefix: str, suffix: str, verdict: str, difference: str, grave: bool
) -> None:
    found = locate(Passage(quote="The gate was closed at noon", prefix=prefix, suffix=suffix), CLOSED)
    assert (found.verdict, CLOSED[found.start : found.end]) == (verdict, "The gate was closed at noon")
    assert (found.difference, found.grave) == (difference, grave)


def test_the_context_of_a_place_is_read_far_enough_and_from_that_place_only() -> None:
    before, after = "a rather long prefix of eight words here", "and a suffix of about as many words too"
    spread = [" \n  ".join(part.split()) for part in (before, after)]
    text = f"the lamp. {spread[0]} the lamp {spread[1]}. the lamp."
    for passage in (Passage(quote="the lamp", prefix=before), Passage(quote="the lamp", suffix=after)):
        found = locate(passage, text)
        assert (found.verdict, found.start) == ("exact", text.index("the lamp", 9))
    cut = "Now the ten-\nyear plan was read. Then the plan was read."
    for prefix in ("Now the ten-year", "Now the tenyear"):
        assert locate(Passage(quote="plan was read", prefix=prefix), cut).verdict == "exact"


def test_several_similar_places_are_found_twice() -> None:
    text = "the port is closed today. But why? Nobody could say. So the port is closed today."
    found = locate(Passage(quote="the port is open today"), text)
    assert (found.verdict, found.places, found.difference) == (
        "found twice",
        2,
        "the port is [-open-] {+closed+} today",
    )
    assert text[found.start : found.end] == "the port is closed today"
    (one,) = verdicts({"p": Passage(quote="the port is open today"), "q": Passage()}, text[:26]).values()
    assert (one.verdict, one.places) == ("changed", 0)


@given(st.lists(st.integers(0, 6), max_size=8))
def test_what_keeps_the_order_is_a_longest_ascending_part(starts: list[int]) -> None:
    kept = sorted(_ascending(starts))
    values = [starts[at] for at in kept]
    assert values == sorted(values)
    every = (part for size in range(len(starts) + 1) for part in combinations(starts, size))
    assert len(kept) == max(len(part) for part in every if list(part) == sorted(part))


def test_numbers_of_notes_and_signs_of_links_are_typography() -> None:
    page = "Before. The cable was cut[12] on Monday by an anchor², said the clerk.[^a] After."
    for quote in (
        "cable was cut on Monday by an anchor, said the clerk. After",
        "cable was cut[3] on [[Days|Monday]] by an [[anchor]], said the clerk",
    ):
        found = locate(Passage(gist="g", quote=quote), page)
        assert found.verdict == "same words"
        assert page[found.start : found.end].startswith("cable was cut[12] on")
    assert locate(Passage(gist="g", quote="cable was cut [3] days by an anchor"), page).verdict != "same words"


def test_the_words_beside_a_long_excerpt_tell_it_apart() -> None:
    long = " ".join(f"word{number}" for number in range(30))
    for text, at, passage in (
        (f"one {long}. two {long}.", 1, Passage(quote=long, prefix="two")),
        (f"one {long}. two {long}.", 0, Passage(quote=long, prefix="one")),
        (f"{long} one. {long} two.", 1, Passage(quote=long, suffix="two")),
        (f"{long} one. {long} two.", 0, Passage(quote=long, suffix="one")),
    ):
        starts = [text.index(long), text.rindex(long)]
        assert locate(passage, text, everywhere=True) == Anchoring("exact", starts[at], starts[at] + len(long))
