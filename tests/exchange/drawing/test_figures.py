"""Charts of figures: each where its time and its size put it, with who gives it, and every sign in the legend."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations

import hostile
from making import store_of

from tui.core.model.records import Citation, Claim, Passage, Ref, Source, Value
from tui.exchange.dossier import html
from tui.exchange.drawing import figures
from tui.exchange.exporters.selection import Selection
from tui.exchange.page import writing

SVG = "{http://www.w3.org/2000/svg}"


def value(amount: str, when: str, unit: str = "people", **how: str) -> Value:
    return Value(value=amount, unit=unit, as_of=when, evidence=(Citation(passage="one/a"),), **how)


def chosen(*values: Value, publisher: str = "The Press", measure: str = "people employed") -> Selection:
    claim = Claim(id="c", question="How many?", about="", measure=measure, values=values)
    source = Source(id="one", type="article", title="A", publisher=publisher, passages={"a": Passage()})
    return Selection(store_of(sources=[source], claims=[claim]), (Ref("claims", "c"),))


def drawing(selection: Selection) -> ET.Element:
    return ET.fromstring("".join(figures.write(selection)))


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_later_stands_to_the_right_and_more_stands_higher_and_who_says_so_beside() -> None:
    root = drawing(chosen(value("300", "2021"), value("200", "2019-03-01"), value("100", "2020", qualifier="about")))
    drawn = [dot.attrib for dot in root.iter(f"{SVG}circle") if "cx" in dot.attrib]
    dots = [(float(dot["cx"]), -float(dot["cy"])) for dot in drawn]
    assert [across for across, _ in dots] == sorted(across for across, _ in dots)
    assert dots[1][1] < dots[0][1] < dots[2][1]
    found = texts(root)
    assert found.count("The Press") == 3
    for words in ("people employed (people)", "about 100 people", "2020: about 100 people", "1 March 2019: 200 people"):
        assert words in found
    told = [title.text for title in root.iter(f"{SVG}title")]
    assert "about 100 people, 2020: The Press" in told


def test_the_legend_has_every_sign_that_is_drawn_and_no_other() -> None:
    meanings = {sign.meaning for sign in figures._SIGNS.values()}
    plain = drawing(chosen(value("300", "2021-01-01"), value("200", "2020-01-01")))
    assert meanings & {*texts(plain)} == {"a figure"}
    every = drawing(
        chosen(
            value("300 to 400", "2021-01-01"),
            value("200", "2020"),
            value("250", "2020", preferred="because"),
            value("225", "2020", derived="mean"),
            value("210", "2020", qualifier="about"),
        )
    )
    assert meanings & {*texts(every)} == meanings


def test_a_chart_in_a_dossier_has_the_signs_that_are_in_it_below_it() -> None:
    for given, signs in (({}, ["a figure"]), ({"qualifier": "over"}, ["a figure", "about, more than and the like"])):
        page = "".join(html.write(chosen(value("300", "2021-01-01"), value("200", "2020-01-01", **given))))
        legend = page.partition('aria-label="Signs of the chart">')[2].partition("</ul>")[0]
        assert re.findall(r"</svg>([^<]+)</li>", legend) == signs


def test_what_scrolls_sideways_is_reached_by_keys_and_has_a_name() -> None:
    selection = chosen(value("300", "2021-01-01"), value("200", "2020-01-01"))
    for page in ("".join(html.write(selection)), "".join(writing.write(selection))):
        boxes = re.findall(r'<div class="scroll"([^>]*)>', page.partition("<script")[0])
        assert boxes
        assert all('tabindex="0" role="group" aria-label="' in box for box in boxes)


def test_a_range_is_a_bar_without_a_dot_unless_it_is_computed() -> None:
    for given, dots in (({}, 2), ({"derived": "mean"}, 3)):
        others = (value("200", "2020-01-01"), value("250", "2019-01-01"))
        root = drawing(chosen(value("300 to 400", "2021-01-01", **given), *others))
        assert len([dot for dot in root.iter(f"{SVG}circle") if "cx" in dot.attrib]) == dots
        bars = [bar for bar in root.iter(f"{SVG}line") if bar.get("class") == "range" and "x1" in bar.attrib]
        assert len(bars) == 1


def test_what_has_no_figures_for_several_times_in_one_unit_is_told() -> None:
    for values in (
        [value("300", "2021")],
        [value("300", "2021"), value("200", "2021")],
        [value("300", ""), value("200", "2020")],
        [value("a few", "2021"), value("200", "2020")],
        [value("300", "2021"), value("200", "2020", "boats")],
    ):
        selection = chosen(*values)
        root = drawing(selection)
        assert not [*root.iter(f"{SVG}circle")]
        assert any("has figures for several times" in text for text in texts(root))
        assert any("several times" in sentence for sentence in selection.losses.summary())


def test_words_lie_on_no_other_words_and_all_is_on_the_page() -> None:
    selection = chosen(*(value(f"{100 + n % 3}", f"2020-0{1 + n % 9}-0{1 + n % 5}") for n in range(30)))
    root = drawing(selection)
    said = [element for element in root.iter(f"{SVG}text") if element.get("class") == "said"]
    places = [(float(one.attrib["x"]), float(one.attrib["y"])) for one in said]
    assert len(places) == 30
    pairs = combinations(places, 2)
    assert all(abs(y - other) >= 2.49 or abs(x - there) > 10 for (x, y), (there, other) in pairs)
    assert any("more, each named on its dot" in text for text in texts(root))


def test_hostile_words_are_text_in_the_drawing_and_in_the_dossier() -> None:
    for words in hostile.STRINGS[:20]:
        selection = chosen(value("3", "2021", words), value("2", "2020", words), publisher=words, measure=words)
        drawn = "".join(figures.write(selection))
        ET.fromstring(drawn)
        page = "".join(html.write(selection))
        assert "<svg" in page
        for forbidden in hostile.FORBIDDEN:
            assert forbidden not in drawn + page


def test_what_stays_the_same_is_drawn_against_nothing_and_not_against_parts_of_one() -> None:
    root = drawing(chosen(value("886", "2020-07"), value("886", "2020-08-26")))
    written = texts(root)
    assert "0" in written
    assert not [words for words in written if words.startswith("886.")]
