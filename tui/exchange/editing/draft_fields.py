"""What can be added to a dataset, and every key that it takes."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Sort: TypeAlias = Literal["text", "word", "words", "quote", "names", "parts", "authors", "evidence"]
"""How an option is written: running text, one word, a list of words, an excerpt, or a list of small maps."""


class Key(NamedTuple):
    """A key of a record, and what it takes."""

    name: str
    help: str
    sort: Sort = "text"
    needed: bool = False

    @property
    def option(self) -> str:
        """The option's name: "as-of"."""
        return {"authors": "author", "names": "also"}.get(self.name, self.name).replace("_", "-")

    @property
    def many(self) -> bool:
        """Whether it may be given several times."""
        return self.sort in ("words", "names", "parts", "authors", "evidence")


class Kind(NamedTuple):
    """What can be added."""

    section: str
    keys: tuple[Key, ...]
    called: str
    """The key that an id is made of where none is given; empty where one must be."""


_EVIDENCE = Key("evidence", "SOURCE/PASSAGE that it rests on; may be given again", "evidence")
_NOTE = Key("note", "your remark to the reader")
_SUMMARY = Key("summary", "what it is, in your own words")
_NAMED = (Key("name", "its name", needed=True), Key("names", "another name: NAME, or LANG=NAME", "names"))
_VALUE = (
    Key("value", "a number, a range or words", needed=True),
    Key("unit", "%, people, million crowns …"),
    Key("qualifier", "about, more than, up to …"),
    Key("as_of", "the time that the value speaks of (EDTF)", "word"),
    Key("as_of_from", "from what that was inferred"),
    Key("basis", "what was measured"),
    Key("said_by", "id of whose claim it is", "word"),
    Key("derived", "how it was computed, where no source gives it"),
    Key("preferred", "why it is preferred"),
    _EVIDENCE,
)

KINDS: dict[str, Kind] = {
    "event": Kind(
        "events",
        (
            Key("title", "what happened, in a few words", needed=True),
            Key("date", "when (EDTF): 2020-08-09, 2020-08, 2020-08-09/2020-08-12, 2020~", "word", needed=True),
            Key("date_from", "from what the date was inferred"),
            Key("order", "place within one day, a number", "word"),
            Key("kind", "one of the dataset's kinds of event", "word"),
            Key("involves", "who was in it: ENTITY, or ENTITY=ROLE; may be given again", "parts"),
            Key("place", "id of the place", "word"),
            Key("origin", "id of the place that a move leaves", "word"),
            Key("destination", "id of the place to which it goes", "word"),
            _SUMMARY,
            _EVIDENCE,
            _NOTE,
        ),
        "title",
    ),
    "organisation": Kind(
        "organisations",
        (
            *_NAMED,
            Key("kind", "company, product, initiative, state-body, media, ngo, party …", "word", needed=True),
            Key("founded", "when (EDTF)", "word"),
            Key("founded_from", "from what that was inferred"),
            Key("dissolved", "when (EDTF)", "word"),
            Key("dissolved_from", "from what that was inferred"),
            Key("place", "id of the place", "word"),
            _SUMMARY,
            _EVIDENCE,
            _NOTE,
        ),
        "name",
    ),
    "person": Kind("people", (*_NAMED, Key("role", "in a few words"), _SUMMARY, _EVIDENCE, _NOTE), "name"),
    "place": Kind(
        "places", (*_NAMED, Key("within", "id of the place around it", "word"), _SUMMARY, _EVIDENCE, _NOTE), "name"
    ),
    "source": Kind(
        "sources",
        (
            Key("type", "a CSL type: article-newspaper, report, webpage …", "word"),
            Key("title", "its title, as printed", needed=True),
            Key("publisher", "who published it"),
            Key("authors", "FAMILY, GIVEN, or a name as it stands; may be given again", "authors"),
            Key("issued", "when it came out (EDTF)", "word"),
            Key("issued_from", "from what that was inferred"),
            Key("accessed", "when it was read (EDTF)", "word"),
            Key("url", "its address", "word"),
            Key("archived", "address of an archived copy", "word"),
            Key("language", "BCP 47 tag: en, be", "word"),
            Key("derives_from", "id of a source that it repeats; may be given again", "words"),
            Key("held", "no: known only through others", "word"),
            _SUMMARY,
            _NOTE,
        ),
        "title",
    ),
    "passage": Kind(
        "sources",
        (
            Key("section", "heading that it stands under, as printed"),
            Key("paragraph", "number of the paragraph", "word"),
            Key("gist", "what it says, in your own words"),
            Key("quote", "a few words of it, exactly as printed", "quote"),
            Key("prefix", "the words just before the quote, where it occurs twice", "quote"),
            Key("suffix", "the words just after it", "quote"),
            _NOTE,
        ),
        "",
    ),
    "claim": Kind(
        "claims",
        (
            Key("about", "id of the event or entity", "word", needed=True),
            Key("question", "what is asked", needed=True),
            Key("measure", "share of GDP …: claims of one measure and scope make a series"),
            Key("scope", "of what: country, park …"),
            *_VALUE,
            _NOTE,
        ),
        "question",
    ),
    "value": Kind("claims", (*_VALUE, _NOTE), ""),
    "relation": Kind(
        "relations",
        (
            Key("from", "id of one entity", "word", needed=True),
            Key("type", "one of the dataset's types of relation", "word", needed=True),
            Key("to", "id of the other", "word", needed=True),
            Key("role", "what exactly, in a few words"),
            Key("start", "when it began (EDTF)", "word"),
            Key("start_from", "from what that was inferred"),
            Key("end", "when it ended (EDTF)", "word"),
            Key("end_from", "from what that was inferred"),
            _SUMMARY,
            _EVIDENCE,
            _NOTE,
        ),
        "",
    ),
}
"""What can be added, by the word for it, with every key that it takes, in the order in which they are written."""

VALUE_KEYS = frozenset(key.name for key in _VALUE)
