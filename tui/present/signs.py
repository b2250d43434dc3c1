"""The one table of signs: what each means, where it is drawn, and how, with all signs or in ASCII.

Each takes one cell, and none depends on colour. On one screen no sign has two meanings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import asdict

from tui.core.dates.edtf import Date
from tui.core.dates.grammar import Interval, OneOf
from tui.core.dates.short_labels import WIDTH
from tui.core.model.dataset import EventKind
from tui.core.text.display import cells, shown

if TYPE_CHECKING:
    from tui.core.index.report_time import Status

ScreenName: TypeAlias = Literal[
    "explorer", "reader", "lanes", "comparison", "disputes", "facets", "bookmarks", "ties", "moves"
]
"""The screens with signs."""


class Means(NamedTuple):
    """What a sign means, on which screens, and an example of it with `{}` in its place."""

    meaning: str
    on: tuple[ScreenName, ...] = ("explorer",)
    example: str = "{}"
    synonyms: str = ""
    """Other words for what it says, by which people look for it in the palette."""


_PAGES: tuple[ScreenName, ...] = ("explorer", "reader", "comparison", "disputes")
_LISTS: tuple[ScreenName, ...] = ("explorer", "lanes")
_EVERYWHERE: tuple[ScreenName, ...] = (
    *("explorer", "reader", "lanes", "comparison", "disputes", "facets", "bookmarks", "ties", "moves"),
)

_ON_SCALES: tuple[ScreenName, ...] = ("explorer", "reader", "disputes")

_UNSURE = "unsure uncertain unknown doubt imprecise precision accuracy estimate estimated guess rumour rumor"


class Signs(Struct, frozen=True, kw_only=True):
    """One set of signs, `UNICODE` or `ASCII`. What has no meaning of its own is a line of the frame."""

    day: Annotated[str, Means("one day, for sure")]
    span: Annotated[str, Means("all of that time", _LISTS)]
    within: Annotated[str, Means("some time within a month, a year, or between two days", synonyms=_UNSURE)]
    rough: Annotated[
        str,
        Means(
            "about then (~), or perhaps then (?)",
            _LISTS,
            synonyms=_UNSURE + " approximate circa",
        ),
    ]
    maybe: Annotated[str, Means("days that it may be", _LISTS, "{0}{0}{0}")]
    about: Annotated[str, Means("lasting, about then", ("lanes",), "{0}{0}")]
    gap: Annotated[str, Means("time without events", _LISTS, "{0} 9 days {0}")]
    disputed: Annotated[
        str,
        Means(
            "disputed: sources tell it differently (is:disputed)",
            _PAGES,
            synonyms="contradiction conflict contradictory contested",
        ),
    ]
    since: Annotated[
        str, Means("as known at a date: told only by sources that came out later", (*_PAGES, "moves"), synonyms="new")
    ]
    unsure: Annotated[
        str, Means("as known at a date: its sources have no date, or a rough one", (*_PAGES, "moves"), synonyms=_UNSURE)
    ]
    preferred: Annotated[str, Means("the value that is preferred, with the reason", _PAGES)]
    bookmark: Annotated[str, Means("you have bookmarked it", ("explorer", "reader", "bookmarks"))]
    noted: Annotated[str, Means("you have written a note on it", ("explorer", "reader", "bookmarks"))]
    edited: Annotated[str, Means("its file has changed, and it was just read again", synonyms="reload live update new")]
    view: Annotated[str, Means("a filter that you have kept under a name", ("bookmarks",))]
    cursor: Annotated[str, Means("the cursor", _EVERYWHERE)]
    stop: Annotated[str, Means("the cursor on a link of a page", ("explorer", "reader", "disputes", "ties"))]
    focus: Annotated[str, Means("the pane that the keys move in", ("explorer", "reader"))]
    more: Annotated[str, Means("the text goes on", _EVERYWHERE, "words{}")]
    drop: Annotated[str, Means("takes a term out of the filter, by a click")]
    quotation: Annotated[str, Means("beside words: an excerpt", _PAGES)]
    blocks: Annotated[str, Means("overview: how many events when; what the filter leaves is brighter")]
    """From empty to full, nine steps."""
    turn: Annotated[str, Means("overview: on with years, months or days, each on a scale of their own")]
    seen: Annotated[str, Means("overview: what the list shows", example="{0}{0}{0}")]
    here: Annotated[str, Means("overview: the day of the cursor")]
    told: Annotated[str, Means("overview: as known at a date, that date")]
    event: Annotated[str, Means("an event of no kind", ("lanes",))]
    many: Annotated[str, Means("ten events or more, in a narrow column", ("lanes",))]
    shared: Annotated[str, Means("another row that has the event under the cursor", ("lanes",))]
    left_out: Annotated[str, Means("time left out", ("lanes",))]
    alone: Annotated[str, Means("told by one voice alone", ("comparison",))]
    agreed: Annotated[str, Means("told by several, and no account differs", ("comparison",))]
    figure: Annotated[str, Means("a figure that a source gives, on a scale", _ON_SCALES)]
    computed: Annotated[str, Means("a figure that the curators computed, on a scale", _ON_SCALES)]
    between: Annotated[str, Means("from one figure to another, on a scale", _ON_SCALES, "{0}{0}")]
    exact: Annotated[str, Means("an excerpt in the document: word for word", ("reader",))]
    same_words: Annotated[str, Means("an excerpt in the document: the same words, otherwise set", ("reader",))]
    changed: Annotated[str, Means("an excerpt in the document: other words", ("reader",))]
    found_twice: Annotated[str, Means("an excerpt in the document: in two places or more", ("reader",))]
    moved: Annotated[str, Means("an excerpt in the document: in another place than given", ("reader",))]
    absent: Annotated[str, Means("an excerpt in the document: not there", ("reader",))]
    one_excerpt: Annotated[str, Means("beside the text: an excerpt", ("reader",))]
    several: Annotated[str, Means("beside the text: several excerpts", ("reader",))]
    doubtful: Annotated[str, Means("beside the text: an excerpt that is not quite so, or not there", ("reader",))]
    standing: Annotated[str, Means("beside the text: the excerpt that you stand at", ("reader",))]
    rail_seen: Annotated[str, Means("beside the text: the part in view", ("reader",))]
    picked: Annotated[str, Means("only events with it", ("facets",))]
    shut_out: Annotated[str, Means("no events with it", ("facets",))]
    closed: Annotated[str, Means("its own ties can be opened", ("ties",))]
    opened: Annotated[str, Means("its own ties are listed below", ("ties",))]
    rule: str
    """Draws a line across."""
    column: str
    """Draws a line down."""
    rail: str
    """The part of a source that is not in view."""
    branch: str
    """Where a line leaves another one."""
    enter: str
    """Name of the key; not one cell wide."""
    ascii_only: bool = False


UNICODE = Signs(
    day="◆",
    span="━",
    within="░",
    rough="◇",
    maybe="·",
    about="╌",
    gap="┈",
    disputed="≠",
    since="◌",
    unsure="?",
    preferred="★",
    bookmark="⚑",
    noted="✎",
    edited="↻",
    view="/",
    cursor="▌",
    stop="▹",
    focus="▸",
    more="…",
    drop="✕",
    quotation="▎",
    blocks=" ▁▂▃▄▅▆▇█",
    turn="│",
    seen="─",
    here="╹",
    told="┤",
    event="◆",
    many="≡",
    shared="•",
    left_out="┊",
    alone="◈",
    agreed="=",
    figure="●",
    computed="○",
    between="═",
    exact="✓",
    same_words="≈",
    changed="△",
    found_twice="‖",
    moved="↕",
    absent="∅",
    one_excerpt="─",
    several="━",
    doubtful="✗",
    standing="◄",
    rail_seen="┃",
    picked="✓",
    shut_out="✗",
    closed="⊞",
    opened="⊟",
    rule="─",
    column="│",
    rail="│",
    branch="├",
    enter="↵",
)
ASCII = Signs(
    day="*",
    span="=",
    within=":",
    rough="~",
    maybe=".",
    about=",",
    gap="-",
    disputed="!",
    since="+",
    unsure="?",
    preferred="p",
    bookmark="b",
    noted="a",
    edited="%",
    view="f",
    cursor=">",
    stop=")",
    focus="#",
    more="_",
    drop="x",
    quotation="|",
    blocks=" ,,ooOO88",
    turn="/",
    seen="'",
    here="^",
    told="]",
    event="*",
    many="N",
    shared="+",
    left_out="|",
    alone="1",
    agreed="=",
    figure="I",
    computed="(",
    between=";",
    exact="v",
    same_words="~",
    changed="/",
    found_twice="2",
    moved="^",
    absent="0",
    one_excerpt="-",
    several="=",
    doubtful="x",
    standing="<",
    rail_seen="H",
    picked="v",
    shut_out="n",
    closed="+",
    opened="-",
    rule="-",
    column="|",
    rail="|",
    branch="|",
    enter="Enter",
    ascii_only=True,
)


_in_force = UNICODE


def signs() -> Signs:
    """Return the set in force; the process draws on one terminal, so there is one, as there is one key table."""
    return _in_force


def use_signs(*, ascii_only: bool) -> None:
    """Put a set in force; called once at the start, before anything is drawn."""
    global _in_force  # noqa: PLW0603 - set at the start and by tests
    _in_force = ASCII if ascii_only else UNICODE


def certainty(date: Date) -> str:
    """Return the sign for how much is known of a date."""
    if date.approximate or date.uncertain:
        return signs().rough
    if isinstance(date.shape, OneOf):
        return signs().within
    if date.is_day:
        return signs().day
    return signs().span if isinstance(date.shape, Interval) else signs().within


def day_label(date: Date, year: int, month: int | None, width: int) -> str:
    """Return the label of a date for a column (`Date.day_label`), in the signs in force.

    In ASCII two dots stand between two days of which it may be any: a dash would tell that it lasted from one to the
    other. They take a cell more; in the narrowest column not every label has it.
    """
    label = date.day_label(year, month, width=width)
    if not signs().ascii_only or "…" not in label:
        return label
    label = date.day_label(year, month, width=max(WIDTH, width - 1))
    dotted = label.replace("…", "..")
    return dotted if cells(dotted) <= width else label


def later_sign(status: Status) -> str:
    """Return the sign of what was not surely known by the report time; empty for what was."""
    return {"known": "", "since": signs().since, "unsure": signs().unsure}[status]


def kind_signs(kinds: Mapping[str, EventKind]) -> Mapping[str, str]:
    """Return the one cell that marks each kind of event of a dataset, no two alike, none with another meaning.

    It is the kind's own sign where that can be drawn and is free, else a letter of its title.
    """
    return _kind_signs(tuple((key, kind.sign, kind.title) for key, kind in kinds.items()), _in_force)


@lru_cache(maxsize=4)
def _kind_signs(kinds: tuple[tuple[str, str, str], ...], drawn: Signs) -> Mapping[str, str]:
    words = {"enter", "ascii_only"}
    taken = {sign for name, text in asdict(drawn).items() if name not in words for sign in text}
    found: dict[str, str] = {}
    for key, own, title in kinds:
        free = (sign for sign in _candidates(shown(own), shown(title)) if cells(sign) == 1 and sign not in taken)
        found[key] = next(free, "?")
        taken.add(found[key])
    return found


def _candidates(own: str, title: str) -> Iterable[str]:
    """Yield signs for a kind, the best first."""
    if not signs().ascii_only or own.isascii():
        yield own
    else:
        from tui.present.ascii_signs import plain

        yield plain(own)
    letters = [letter for letter in title if letter.isascii() and letter.isalpha()]
    yield from (letter.lower() for letter in letters)
    yield from (letter.upper() for letter in letters)
    yield from "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
