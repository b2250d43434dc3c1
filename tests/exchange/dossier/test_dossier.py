"""A dossier: whose words are whose, answers in tables, numbered citations, an honest foot; the same in both forms."""

import re
import xml.etree.ElementTree as ET
from html import unescape
from itertools import islice
from pathlib import Path

import pytest
from compared import EVENTS, SOURCES
from making import store_of
from msgspec.structs import replace
from samples import BELARUS, HARBOUR

from tui.core.index.index import Index
from tui.core.loading.loader import load_all
from tui.core.model.records import Citation, Claim, Ref, Value
from tui.core.opening import open_dataset
from tui.core.query import parser
from tui.core.store.memory import MemoryStore
from tui.exchange.dossier import html, markdown
from tui.exchange.dossier.making import make
from tui.exchange.exporters.selection import Selection, Sender, select
from tui.exchange.page import writing
from tui.notebook.book import Book, with_bookmark, with_note
from tui.session.dossier import in_kept_order, kept, sent

CUT, VOTE, CROWD = Ref("events", "network-cut"), Ref("events", "council-vote"), Ref("claims", "crowd")
NOTE, INTRODUCTION = "Ask the *phone* company.", "First paragraph.\n\nSecond <b>one</b>."


@pytest.fixture(scope="module")
def index() -> Index:
    return open_dataset(HARBOUR).index


@pytest.fixture(scope="module")
def dossier(index: Index) -> Selection:
    """Three records in the sender's own order, with notes on two of them."""
    sender = Sender("What we know", INTRODUCTION, {VOTE: NOTE, CROWD: "Both counts are partial."}, own_order=True)
    return sent(Selection(index.store, (VOTE, CROWD, CUT)), open_dataset(HARBOUR), sender)


def blocks(page: str, look: str) -> list[str]:
    """The texts of the elements of a class, in order."""
    body = ET.fromstring(page[page.index("<body>") : page.index("</html>")])
    return ["".join(found.itertext()) for found in body.iter() if look in found.get("class", "").split()]


def test_both_forms_give_each_voice_the_same_words_and_no_others(dossier: Selection) -> None:
    page, text = "".join(html.write(dossier)), "".join(markdown.write(dossier))
    plain = unescape(re.sub(r"\\(.)", r"\1", text))
    quoted = re.findall(r"> \*\*Source:\*\* “(.+)” — ", plain)
    assert [re.findall("“(.+)”", block)[0] for block in blocks(page, "source") if "“" in block] == quoted
    curated = [line.partition("** ")[2] for line in plain.splitlines() if line.startswith("**Curator:**")]
    assert [block.removeprefix("Curator") for block in blocks(page, "curator")][1:] == curated
    sent_words = (line.partition(" by the sender:** ") for line in plain.splitlines() if " by the sender:**" in line)
    own = [(label.strip("*"), words.strip("*")) for label, _, words in sent_words]
    first, second, third = "First paragraph.", "Second <b>one</b>.", "Both counts are partial."
    assert own == [("Introduction", first), ("Introduction", second), ("Note", NOTE), ("Note", third)]
    notes = [f"Note by the sender{words}" for words in (NOTE, third)]
    assert blocks(page, "sender") == [
        f"Introduction by the sender{first}{second}",
        "Senderintroduction and notes of whoever made this dossier",
        *notes,
    ]
    store = dossier.store
    passages = {passage.quote for source in store.sources.values() for passage in source.passages.values()}
    assert set(quoted) <= passages
    assert not passages & set(curated)


def test_the_legend_says_whose_the_tables_and_the_counted_lines_are_and_each_bears_the_label(
    dossier: Selection,
) -> None:
    for write in (html.write, markdown.write):
        text = re.sub("<[^>]+>|[*:]", "", "".join(write(dossier))).replace("\n", " ")
        assert re.search(r"Curator ?what the people who made the dataset say.*tables and citations", text)
        assert re.search(r"Letapis ?what the program counts", text)
        assert re.search(r"Curator ?answers", text)
        assert re.search(r"Letapis ?≠ disputed", text)
        assert re.search(r"What this rests on\W*Letapis", text)


def test_a_note_stands_below_the_name_of_its_record_and_bears_the_name_that_the_sender_gives(index: Index) -> None:
    sender = Sender(introduction="Hello.", notes={VOTE: NOTE, CROWD: "Partial."}, name="Ann <Roe>")
    for write, evidence in ((html.write, "<figure"), (markdown.write, "> **Source:**")):
        text = unescape("".join(write(Selection(index.store, (VOTE, CROWD), sender=sender)))).replace("\\", "")
        assert "Introduction by Ann <Roe>" in text
        assert "the sender" not in text
        for ref, words in ((VOTE, NOTE), (CROWD, "Partial.")):
            _, _, behind = text.partition(index.store.name(ref))
            assert words in behind.partition(evidence)[0]


def test_an_account_is_not_said_to_be_compatible_here_and_disputed_there() -> None:
    """Two accounts beside an event: one is a side of a dispute over its cause, the other is none."""
    told = (Citation(passage="tern/p4", tells="Blames the wind."), Citation(passage="gull/p4", tells="Three days."))
    event = replace(EVENTS[2], evidence=(*EVENTS[2].evidence, *told))
    sides = [
        Value(value=words, evidence=(Citation(passage=key),))
        for words, key in (("wind", "tern/p4"), ("axe", "skua/p3"))
    ]
    claim = Claim(id="why", about="lone", question="Why?", values=tuple(sides), contradiction="It had one cause.")
    selection = Selection(store_of(sources=list(SOURCES), events=[event], claims=[claim]), (Ref("events", "lone"),))
    for write in (html.write, markdown.write, writing.write):
        text = unescape(re.sub(r"\\(.)", r"\1", re.sub("<[^>]+>", "", "".join(write(selection)))))
        assert "told otherwise, and disputed (“Why?”): Blames the wind." in text
        assert "told otherwise, and both can be true: Three days." in text
    made = make(selection)
    [entry] = made.parts[0].entries
    assert "≠ disputed: Why?" in entry.counted
    assert "1 statement is disputed, marked ≠: Why?" in made.foot
    assert f"On 1 statement a source says something else that can be true too: {entry.name}." in made.foot


def test_a_claim_is_a_table_of_answers_that_says_what_cannot_all_be_true(dossier: Selection) -> None:
    crowd = make(dossier).parts[1].questions[0]
    assert crowd.about == "Evening of lanterns on the fish market"
    assert crowd.disputed
    assert crowd.contradiction.startswith("A few hundred people")
    assert [(answer.value, answer.when, answer.who) for answer in crowd.answers] == [
        ("300 people", "10 August 2020", "The Harbour Gazette"),
        ("more than 900 people", "10 August 2020", "The Harbour Gazette"),
        ("about 1000 people", "10 August 2020", "Лісток гавані"),
    ]
    assert "| more than 900 people | 10 August 2020 | count of the organisers |" in "".join(markdown.write(dossier))


def test_nobody_is_named_as_saying_what_they_tell_otherwise_or_contradict(index: Index) -> None:
    claim = index.store.claim("crowd")
    value, told = claim.values[1], ("gazette", "rev21")
    passages = [next(iter(index.store.sources[source].passages)) for source in told]
    evidence = (
        *value.evidence,
        Citation(passage=f"gazette/{passages[0]}", tells="Counts the boats alone."),
        Citation(passage=f"rev21/{passages[1]}", differs="Nobody came."),
    )
    dataset = load_all(HARBOUR).dataset
    edited = replace(claim, values=(claim.values[0], replace(value, evidence=evidence)))
    made = Selection(MemoryStore(replace(dataset, claims={**dataset.claims, "crowd": edited})), (CROWD,))
    answer = make(made).parts[0].questions[0].answers[1]
    own = [index.store.sources[citation.source].publisher for citation in value.evidence]
    assert answer.who == ", ".join(own)
    assert [one.otherwise for one in answer.others] == [
        "told otherwise, and both can be true: Counts the boats alone.",
        "≠ contradicts: Nobody came.",
    ]
    for text in ("".join(markdown.write(made)), re.sub("<[^>]+>", "", "".join(html.write(made)))):
        assert re.search(r"\[\d+.?\], told otherwise, and both can be true: Counts the boats alone", text), text
        assert re.search(r"\[\d+.?\], ≠ contradicts: Nobody came", text), text


def test_what_an_account_tells_otherwise_stands_apart_from_what_its_passage_is_about(index: Index) -> None:
    passage = index.store.passage("lystok/quill")
    made = Selection(index.store, tuple(ref for ref in index.postings.refs if ref.section == "events"))
    curated = [block.removeprefix("Curator") for block in blocks("".join(html.write(made)), "curator")]
    assert passage.gist in curated
    assert "≠ contradicts: Gives 13 August alone." in curated


def test_a_claim_stands_below_what_it_is_about_and_nothing_is_quoted_twice_there(index: Index) -> None:
    evening = Ref("events", "lantern-evening")
    made = make(Selection(index.store, (evening, CROWD)))
    assert [part.heading for part in made.parts] == ["Events"]
    entry = made.parts[0].entries[0]
    assert [question.anchor for question in entry.questions] == ["claims/crowd"]
    said = [quoted.words for quoted in (*entry.quoted, *(one for asked in entry.questions for one in asked.quoted))]
    assert len(said) == len(set(said))


def test_citations_are_numbered_as_they_come_and_all_listed(dossier: Selection) -> None:
    text = "".join(markdown.write(dossier)).replace("\\", "")
    body, _, end = text.partition("## Citations")
    used = list(dict.fromkeys(re.findall(r"\[(\d+)\]", body)))
    assert used == [str(number + 1) for number in range(len(used))]
    assert re.findall(r"^- \[(\d+)\]", end, re.MULTILINE) == used


def test_the_foot_counts_what_it_says(dossier: Selection, index: Index) -> None:
    foot = make(dossier).foot
    assert foot[0].startswith("2 records, 4 questions with 7 answers, resting on ")
    assert re.search(r"compared with the documents: \d+ exact", foot[1])
    assert foot[2].startswith("7 statements rest on a single voice: ")
    assert foot[3].startswith("3 statements are disputed, marked ≠: ")
    assert re.search(r"checksum sha256:[0-9a-f]{64}\.$", make(dossier).again)
    store = open_dataset(BELARUS).index.store  # dates of its sources are inferred too
    everything = Selection(store, tuple(Ref("events", one) for one in islice(store.ids("events"), 20)))
    inferred = re.search(r"(\d+) dates or values inferred or computed", " ".join(make(everything).foot))
    text = "".join(html.write(everything))
    marked = len(re.findall(r"inferred: |computed: ", text))
    assert inferred is not None
    assert int(inferred[1]) == marked
    by_filter = make(select(index, index.run(parser.parse("kind:law"))))
    assert by_filter.again.startswith("To make this again: the filter kind:law")
    chosen = by_filter.foot
    assert "The excerpts are as the curator copied them: the documents were not at hand to compare them with." in chosen


def test_what_is_kept_comes_in_the_order_in_which_it_was_kept(index: Index) -> None:
    book = with_bookmark(Book(), CUT, "Network", kept="2026-01-02")
    book = with_note(book, VOTE, "x", "Vote", kept="2026-01-01")
    book = with_note(book, CUT, "y", "Network", kept="2026-01-03")
    book = with_bookmark(book, Ref("events", "gone"), "Gone", kept="2025-01-01")
    assert kept(index, book).refs == (VOTE, CUT)
    chosen = Selection(index.store, (CROWD, CUT, VOTE))
    assert in_kept_order(chosen, book).refs == (VOTE, CUT, CROWD)
    parts = make(replace(chosen, refs=kept(index, book).refs, sender=Sender(own_order=True))).parts
    assert [part.entries[0].anchor for part in parts] == ["events/council-vote", "events/network-cut"]


def test_a_reader_is_told_which_source_repeats_another_and_which_answers_are_a_dispute() -> None:
    """A claim disputed, one with answers that are none, an event with a single voice and one with a contradiction."""

    def claim(key: str, about: str, *values: tuple[str, str]) -> Claim:
        own = tuple(Value(value=value, unit="%", evidence=(Citation(passage=told),)) for value, told in values)
        return Claim(id=key, about=about, question=f"How {key}?", values=own)

    claims = [
        claim("much", "vote", ("5", "tern/p3"), ("9", "echo/p3")),
        claim("many", "lone", ("about 5", "gull/p3"), ("5", "tern/p3")),
        claim("far", "next", ("7", "gull/p4")),
    ]
    chosen = [Ref("events", key) for key in ("copied", "vote", "lone", "next")]
    store = store_of(sources=list(SOURCES), events=list(EVENTS), claims=claims)
    selection = Selection(store, (*chosen, Ref("sources", "echo")))
    foot = " ".join(make(selection).foot)
    assert "4 sources" not in foot
    assert "of 3 sources, 2 independent voices: sources that repeat each other are one." in foot
    assert "2 statements are disputed, marked ≠: " in foot
    for write in (html.write, markdown.write, writing.write):
        text = unescape(re.sub(r"\\(.)", r"\1", re.sub("<[^>]+>", "", "".join(write(selection)))))
        assert "2 sources, one voice: Echo repeats Tern" in text
        assert "2 sources, 2 independent" in text
        assert "≠ contradicts: Says it was the tenth." in text
        assert text.count("≠ disputed: not all of these answers can be true · 2 sources, one voice: ") == 1
        assert text.count("2 answers, not disputed · 2 sources, 2 independent") == 1
        assert "1 answers" not in text
    dossier = "".join(markdown.write(selection)).replace("\\", "")
    assert "(repeats Tern [1]: together they are one voice)" in dossier


def test_everything_is_in_a_dossier_of_everything(index: Index, tmp_path: Path) -> None:
    chosen = select(index, index.run(parser.parse("")))
    page = "".join(html.write(chosen))
    for ref in chosen.refs:
        assert f'id="{ref.section}/{ref.id}"' in page
