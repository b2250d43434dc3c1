"""Citations that can be taken away."""

from __future__ import annotations

import pytest
from making import store_of

from tui.core.model.records import Author, Passage, Source
from tui.present.source import citations

STORE = store_of(
    sources=[
        Source(
            id="rev21",
            title="How a *small* sector grew",
            publisher="The Example Review",
            authors=(Author(family="Roe", given="Ann"), Author(literal="Staff")),
            issued="2021-03-12",
            url="https://example.org/grew> evil",
            passages={
                "share": Passage(section_title="The numbers", paragraph=7, quote="about 6.5 per cent", prefix="was")
            },
        ),
        Source(id="leaflet", title="Leaflet", publisher="Us", issued="2021~", issued_from="its paper"),
    ]
)


def test_a_plain_citation_names_who_what_where_and_when() -> None:
    assert citations.plain(STORE, "rev21", "share") == (
        "Ann Roe and Staff, “How a *small* sector grew”, The Example Review, 12 March 2021, "
        "§ The numbers, ¶ 7, https://example.org/grew> evil"
    )


def test_without_an_address_none_is_made_up_and_an_inferred_date_is_called_so() -> None:
    assert citations.plain(STORE, "leaflet") == "“Leaflet”, Us, about 2021 (date inferred)"
    assert "](" not in citations.markdown(STORE, "leaflet")


def test_markdown_shows_titles_as_they_stand_and_keeps_the_address_in_its_brackets() -> None:
    cited = citations.markdown(STORE, "rev21")
    assert "[How a \\*small\\* sector grew](<https://example.org/grew%3E%20evil>)" in cited
    assert "*The Example Review*" in cited


def test_an_excerpt_is_quoted_with_its_citation() -> None:
    assert citations.quoted(STORE, "rev21/share").startswith("“about 6.5 per cent” (Ann Roe and Staff, ")


def test_a_text_fragment_leads_a_browser_to_the_excerpt() -> None:
    passage, url = STORE.passage("rev21/share"), "https://example.org/grew"
    assert citations.text_fragment(url, passage) == f"{url}#:~:text=was-,about%206.5%20per%20cent"
    assert citations.text_fragment("", passage) == ""


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://example.org:8080/ї"])
def test_plain_web_addresses_may_be_opened(url: str) -> None:
    assert citations.is_web(url)


@pytest.mark.parametrize(
    "url",
    [
        *("", "file:///etc/passwd", "javascript:alert(1)", "-https://example.org", "https://"),
        *("https://example.org/a b", "https://example.org/\x1b[2J", "https://example.org:99999/", "https://[broken"),
    ],
)
def test_no_other_address_may(url: str) -> None:
    assert not citations.is_web(url)
