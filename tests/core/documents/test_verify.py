"""Each excerpt that differs from its document is one problem, with its line and with what to do about it."""

from __future__ import annotations

from pathlib import Path

from cases import for_each

from tui.core.documents.folder import Document
from tui.core.documents.verify import anchorings, counts, verify
from tui.core.model.dataset import Dataset, Location
from tui.core.model.problem import Problem
from tui.core.model.records import DocumentStamp, Passage, Source

TEXT = """The lamp was lit at noon.
Nobody saw who did it, and 12 people asked.

Later the bell rang. Later the bell rang.
The gate was shut, and then the port was closed.
Much later the port was closed.
"""
WHERE = {("sources", "lamp"): Location("lamp.yaml", 2, 3), ("passages", "lamp/p"): Location("lamp.yaml", 9, 7)}


def checked(
    *passages: Passage, text: str = TEXT, same: bool = True, unread: str = "", here: bool = True, stamped: bool = True
) -> Problem:
    """Return the only problem of a source with these passages; the last one is called p."""
    named = {("p" if at == len(passages) else f"other{at}"): passage for at, passage in enumerate(passages, 1)}
    source = Source(id="lamp", title="L", passages=named, document=DocumentStamp(sha256="0" * 64) if stamped else None)
    plain = Source(id="plain", title="P", passages={"gist": Passage(gist="no quote")})
    dataset = Dataset(root=Path(), sources={"plain": plain, "lamp": source}, locations=WHERE)
    document = Document(source="lamp", path=Path("in/lamp.txt"), text=text, same=same, unread=unread)
    (problem,) = verify(dataset, {"lamp": document} if here else {})
    return problem


def line(problem: Problem) -> str:
    return (
        f"{problem.severity.value} {problem.rule} {problem.place} {problem.record}: {problem.message}; {problem.mend}"
    )


TWICE = "add the words before or after it as prefix: or suffix:"
UNSOUND = {
    "and 21 people asked": "error excerpt-changed: the excerpt differs from lamp.txt in a figure, a name or a "
    "negation: and [-21-] {+12+} people asked; compare the two and paste the quote anew",
    "lamp was burning at noon": "warning excerpt-changed: the excerpt is not word for word in lamp.txt: "
    "lamp was [-burning-] {+lit+} at noon; paste the quote anew",
    "the bell rang": f"error excerpt-found-twice: the excerpt stands in 2 places of lamp.txt, line 4; {TWICE}",
    "the port was closed": "error excerpt-found-twice: the excerpt stands in 2 places of lamp.txt, lines 5, 6; "
    f"{TWICE}",
    "the bell sang": "error excerpt-found-twice: the excerpt stands in 2 places of lamp.txt, line 4; "
    f"none is word for word: the bell [-sang-] {{+rang+}}; {TWICE}",
    "The gate was shut | Much later the port | Nobody saw who did it": "error excerpt-moved: the excerpt stands in "
    "line 2 of lamp.txt, but the order of the passages wants it elsewhere; put the passages in the order of the "
    "document",
    "a whale swam into the harbour": "error excerpt-absent: the excerpt does not stand in lamp.txt; "
    "paste the quote from the document",
}


@for_each(quotes=UNSOUND)
def test_an_excerpt_that_does_not_hold(quotes: str) -> None:
    about, _, said = UNSOUND[quotes].partition(": ")
    problem = checked(*(Passage(quote=quote) for quote in quotes.split(" | ")))
    assert line(problem) == f"{about} lamp.yaml:9:7 sources/lamp/p: {said}"


def test_a_source_that_cannot_be_checked_is_a_note_and_another_text_a_warning() -> None:
    quoted = (Passage(quote="Nobody saw"), Passage(gist="none"), Passage(quote="The lamp", accept=("excerpt-moved",)))
    note, other = (f"{about} lamp.yaml:2:3 sources/lamp:" for about in ("note not-checkable", "warning other-text"))
    assert line(checked(*quoted, here=False)) == (
        f"{note} 2 excerpts of lamp cannot be checked here: its document is not in the folder; "
        "name the folder with --documents"
    )
    locked = checked(*quoted, unread="it is locked")
    assert line(locked) == f"{note} the excerpts of lamp cannot be checked here: lamp.txt: it is locked; "
    assert line(checked(Passage(quote="Nobody saw"), same=False)) == (
        f"{other} lamp.txt is another text than lamp was checked against; "
        "check the excerpts, then write its sha256 under document:"
    )
    assert line(checked(Passage(quote="Nobody saw"), same=False, stamped=False)) == (
        f"{other} lamp does not say which text its excerpts were taken from; "
        "check them, then write under document: the sha256 of lamp.txt"
    )


def test_only_warnings_can_be_accepted() -> None:
    twice = Passage(quote="the bell rang", accept=("excerpt-found-twice",))
    assert checked(twice).rule == "excerpt-found-twice"
    changed = Passage(quote="lamp was burning at noon", accept=("excerpt-changed",))
    assert checked(changed, Passage(quote="and 21 people")).record == "sources/lamp/p"


def test_verdicts_are_counted() -> None:
    passages = {"a": Passage(quote="was lit"), "b": Passage(quote="and 12 people"), "c": Passage(gist="no quote")}
    sources = {key: Source(id=key, title=key, passages=passages) for key in ("lamp", "gone", "locked")}
    dataset = Dataset(root=Path(), sources=sources)
    documents = {
        key: Document(source=key, path=Path("x.txt"), text=TEXT, same=True, unread=unread)
        for key, unread in (("lamp", ""), ("locked", "why"))
    }
    found = anchorings(dataset, documents)
    assert found.keys() == {"lamp"}
    assert counts(dataset, found) == {"exact": 2, "not checkable here": 4}
    # what is known is not looked for again
    assert next(verify(dataset, documents, {"lamp": {}})).record == "sources/gone"
    assert [(problem.place, problem.record) for problem in verify(dataset, documents)] == [
        ("dataset", "sources/gone"),
        ("dataset", "sources/locked"),
    ]


def test_of_a_pdf_it_is_said_that_its_text_may_be_in_another_order(tmp_path: Path) -> None:
    passage = Passage(gist="g", quote="nothing of the kind stands anywhere here")
    dataset = Dataset(root=tmp_path, sources={"lamp": Source(id="lamp", title="L", passages={"a": passage})})
    for is_running, said in ((True, "does not stand in lamp.x"), (False, "may come out of the file in another order")):
        page = Document(source="lamp", path=Path("lamp.x"), text="Other words.", same=True, is_running=is_running)
        assert any(said in problem.message for problem in verify(dataset, {"lamp": page})), said
