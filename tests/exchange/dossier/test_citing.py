"""Citations in each style, over sources of harbour and some that are harder."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from samples import HARBOUR

from tui.core.errors import UseError
from tui.core.model.records import Author, Source
from tui.core.opening import open_dataset
from tui.exchange.dossier.citing import SHIPPED, cited

HARDER = "Ann Roe <b>& co</b>"
SEVERAL = (Author(family="Roe", given="Ann"), Author(family="van Dyke", given="Max"), Author(literal=HARDER))
GOLDEN = {
    "plain": """\
The week the cables went quiet. The Harbour Gazette, 2 September 2020.
Год без навін. Лісток гавані, January 2021.
Ann Roe. How a small sector grew. The Example Review, 12 March 2021.
Yearbook 2020. Statistical office of Harbourtown, about 2020.
Ann Roe, Max van Dyke, Ann Roe <b>& co</b>. A <i>page</i>. The Example Review.
Ann Roe. How a small sector grew. The Example Review, May–July 2020.
Ann Roe. How a small sector grew. The Example Review, 12 March 2021.
On a “high” road. The Example Review, 2020?.
""",
    "author-date": """\
“The week the cables went quiet”. 2020, September 2. _The Harbour Gazette_.
“Год без навін”. 2021, January. _Лісток гавані_.
Roe, Ann. 2021, March 12. “How a small sector grew”. _The Example Review_.
_Yearbook 2020_. c. 2020. Statistical office of Harbourtown.
Roe, Ann, Max van Dyke and Ann Roe <b>& co</b>. n.d. “A <i>page</i>”. _The Example Review_.
Roe, Ann. May–July 2020. “How a small sector grew”. _The Example Review_.
Roe, Ann. 2021, March 12. “How a small sector grew”. _The Example Review_ 3 (4), pp. 12–19.
“On a ‘high’ road”. 2020?. _The Example Review_.
""",
    "note": """\
“The week the cables went quiet”, _The Harbour Gazette_, 2 September 2020.
“Год без навін”, _Лісток гавані_, January 2021.
Ann Roe, “How a small sector grew”, _The Example Review_, 12 March 2021.
_Yearbook 2020_, Statistical office of Harbourtown, c. 2020.
Ann Roe, Max van Dyke and Ann Roe <b>& co</b>, “A <i>page</i>”, _The Example Review_, n.d.
Ann Roe, “How a small sector grew”, _The Example Review_, May–July 2020.
Ann Roe, “How a small sector grew”, _The Example Review_ 3 (4), 12 March 2021, pp. 12–19.
“On a ‘high’ road”, _The Example Review_, 2020?.
""",
    "numeric": """\
“The week the cables went quiet”, _The Harbour Gazette_, 2 Sept. 2020.
“Год без навін”, _Лісток гавані_, Jan. 2021.
A. Roe, “How a small sector grew”, _The Example Review_, 12 Mar. 2021.
_Yearbook 2020_, Statistical office of Harbourtown, c. 2020.
A. Roe, M. van Dyke and Ann Roe <b>& co</b>, “A <i>page</i>”, _The Example Review_, n.d.
A. Roe, “How a small sector grew”, _The Example Review_, May–July 2020.
A. Roe, “How a small sector grew”, _The Example Review_ 3 (4), 12 Mar. 2021, pp. 12–19.
“On a ‘high’ road”, _The Example Review_, 2020?.
""",
}
MACRO = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <macro name="title"><text variable="title" quotes="true"/></macro>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography><layout suffix="."><group delimiter=", ">
    <text variable="citation-number" prefix="[" suffix="]"/>
    <names variable="author"><substitute><text macro="title"/></substitute></names>
    <text macro="title"/>
    <text variable="container-title"/>
    <group delimiter=", "><date variable="issued"><date-part name="year"/></date>
      <date variable="issued"><date-part name="month"/></date></group>
  </group></layout></bibliography>
</style>
"""


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    """No author, Cyrillic and a month, an author and a day, about a year; several; a range, a volume, quotes."""
    found = [*open_dataset(HARBOUR).store.sources.values()]
    one = found[2]
    page = replace(one, type="webpage", title="[A <i>page</i>]", authors=SEVERAL, issued="", url="https://a.example")
    volume = replace(one, note="Volume: 3\nIssue: 4\nPage: 12-19")
    itself = (Author(literal=one.publisher),)
    quoted = replace(one, title="On a “high” road", authors=itself, issued="2020?")
    return [*found, page, replace(one, issued="2020-05/2020-07"), volume, quoted]


@pytest.mark.parametrize("style", GOLDEN)
def test_each_style_says_who_what_where_and_when_and_no_markup_of_the_data_is_read(
    sources: list[Source], style: str
) -> None:
    if style in SHIPPED:
        pytest.importorskip("citeproc")
    made = ["".join(f"_{text}_" if italic else text for text, italic in pieces) for pieces in cited(sources, style)]
    assert "".join(f"{line}\n" for line in made) == GOLDEN[style]


def test_a_style_of_ones_own_repeats_no_title_no_number_and_no_date(sources: list[Source], tmp_path: Path) -> None:
    pytest.importorskip("citeproc")
    style = tmp_path / "own.csl"
    style.write_text(MACRO, encoding="utf-8")
    made = ["".join(text for text, _ in pieces) for pieces in cited([*sources[1:3], sources[-1]], str(style))]
    assert made == [
        "Год без навін, Лісток гавані, 2021, January.",
        "Ann Roe, “How a small sector grew”, The Example Review, 2021, March.",
        "On a “high” road, The Example Review, 2020?.",
    ]


def test_a_style_that_cannot_be_used_says_why(
    sources: list[Source], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("citeproc")
    for text, why in (("no XML", "is no style in CSL"), ("<style/>", "cannot be used"), (None, "No such file")):
        style = tmp_path / "wrong.csl"
        style.unlink(missing_ok=True)
        if text is not None:
            style.write_text(text)
        with pytest.raises(UseError, match=why):
            cited(sources, str(style))
    monkeypatch.setitem(__import__("sys").modules, "citeproc", None)
    with pytest.raises(UseError, match="pip install"):
        cited(sources, "note")
    assert len(cited(sources)) == len(sources)
