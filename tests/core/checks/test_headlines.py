"""A title that says what happened is told from one that only names something."""

from __future__ import annotations

from cases import for_each

from tui.core.checks.headlines import has_verb


@for_each(
    title=(
        "Heads of nine firms sign an open letter",
        "Much fewer go",
        "Brightkeel opens a school",
        "Russia invades Ukraine",
        "Almost every firm sees staff detained",
        "Internet is shut down",
        "Commission declares the winner",
        "Rozum refuses",
        "Harbour Park founded",
    )
)
def test_these_have_a_verb(title: str) -> None:
    assert has_verb(title)


@for_each(
    title=(
        "Vote for the harbour council",
        "Evening of lanterns on the fish market",
        "Network down in the whole town",
        "The end of the strikes",
        "…and not he alone",
        "By another theory, the state",
        "Park's 9 firms",
        "",
    )
)
def test_these_have_none(title: str) -> None:
    assert not has_verb(title)
