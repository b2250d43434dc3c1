"""Make a dossier of what was selected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.documents.verify import NOT_CHECKABLE, verdict_of
from tui.core.model.records import Citation, Claim, Ref, Source
from tui.core.model.sections import SECTION, SECTIONS
from tui.core.store import accounts
from tui.exchange.dates.crossing import exact_words
from tui.exchange.dossier.citing import cited
from tui.exchange.dossier.values import AnswerRow, Chapter, Cited, ClaimTable, Dossier, Quoted, RecordEntry
from tui.exchange.drawing.figures import chart
from tui.exchange.exporters.holding import PROSE
from tui.exchange.exporters.selection import Selection
from tui.exchange.exporters.to_dict import (
    Plain,
    dates_in_words,
    name_of,
    otherwise,
    related,
    standing,
    support,
    teller,
    to_read,
    value_in_words,
    voices,
)

HELD = PROSE | {
    "sources": f"{PROSE['sources']} archived language",
    "claims": f"{PROSE['claims']} values.as_of_from values.note",
}
"""Section → the fields that a dossier has; see `Holding`."""


def make(selection: Selection) -> Dossier:
    """Return the dossier of a selection, with the sender's words that it has."""
    return _Making(selection).dossier()


class _Making:
    """Gives each source its number when it is first cited, and counts what the foot says."""

    def __init__(self, selection: Selection) -> None:
        self._selection, self._store = selection, selection.store
        languages = self._store.about.languages
        self._language = languages[0] if languages else "en"
        self._numbers: dict[str, int] = {}
        self._excerpts: dict[str, None] = {}
        self._notes = {f"{ref.section}/{ref.id}": text for ref, text in selection.sender.notes.items()}
        self._chosen = frozenset(selection.refs)
        self._questions = self._answers = 0
        self._single: list[str] = []
        self._disputed: list[str] = []
        self._otherwise: list[str] = []
        self._inferred = 0

    def dossier(self) -> Dossier:
        """Make all parts, then what follows from them."""
        selection, about = self._selection, self._store.about
        sender = selection.sender
        parts = tuple(self._in_own_order() if sender.own_order else self._by_section())
        return Dossier(
            title=sender.title or about.title,
            sender=sender.name,
            introduction=sender.introduction,
            dataset=about.title,
            language=self._language,
            parts=parts,
            citations=tuple(self._cited()),
            foot=tuple(self._foot(sum(len(part.entries) for part in parts))),
            again=self._again(),
        )

    def _by_section(self) -> Iterator[Chapter]:
        sections = [*SECTIONS, "passages"]
        refs = [ref for section in sections for ref in self._selection.refs if ref.section == section]
        made: dict[str, list[RecordEntry | ClaimTable]] = {}
        for ref in self._selection.tracked(refs):
            made.setdefault(ref.section, []).extend(self._made(ref))
        for section, found in made.items():
            heading = SECTION[section].heading if section in SECTION else "Passages"
            if found:
                yield _part(heading, found)

    def _in_own_order(self) -> Iterator[Chapter]:
        """Yield the records as they come; a claim apart from what it is about is a part of its own."""
        for ref in self._selection.tracked(self._selection.refs):
            if found := list(self._made(ref)):
                yield _part("", found)

    def _made(self, ref: Ref) -> Iterator[RecordEntry | ClaimTable]:
        """Yield the record; nothing for a claim that is shown below what it is about."""
        record = self._store.record(ref)
        if isinstance(record, Claim) and ref.section == "claims":
            about = self._store.find(record.about)
            if about not in self._chosen:
                yield self._question(ref.id, self._store.name(about) if about else record.about)
        else:
            yield self._entry(ref)

    def _entry(self, ref: Ref) -> RecordEntry:
        plain = to_read(self._store, ref)
        record = self._store.record(ref)
        self._inferred += sum(f"{key}_from" in plain for key in ("date", "founded", "dissolved", "start", "end"))
        whole = record if ref.section == "sources" and isinstance(record, Source) else None
        proofs = [plain] if ref.section == "passages" else [*plain.get("evidence", ())]
        if whole:
            self._number(whole.id)
            proofs += [{**passage, "passage": passage["id"]} for passage in plain.get("passages", ())]
        quoted = tuple(self._quoted(proof) for proof in proofs)
        anchor = f"{ref.section}/{ref.id}"
        name = plain["source"]["title"] if ref.section == "passages" else self._store.name(ref)
        contradicted = self._contradicted(name, proofs)
        return RecordEntry(
            anchor=anchor,
            name=name,
            facts=tuple(_facts(plain)),
            counted=(
                *(["≠ accounts differ"] if contradicted else []),
                *self._disputes(plain),
                *([self._support(name, proofs)] if ref.section != "passages" and not whole else []),
            ),
            parts=tuple(_parts(plain)),
            summary=plain.get("summary", ""),
            remark=plain.get("note", "") if ref.section != "passages" else "",
            questions=tuple(self._question(claim["id"], "", proofs) for claim in plain.get("claims", ())),
            quoted=quoted,
            note=self._notes.get(anchor, ""),
        )

    def _question(self, claim_id: str, about: str, above: Iterable[Plain] = ()) -> ClaimTable:
        """Make a question; `above` is the evidence that is quoted above it."""
        plain = to_read(self._store, Ref("claims", claim_id))
        anchor = f"claims/{claim_id}"
        answers = tuple(self._answer(value) for value in plain["values"])
        proofs = {proof["passage"]: proof for value in plain["values"] for proof in value.get("evidence", ())}
        seen = {proof["passage"] for proof in above}
        self._questions += 1
        self._answers += len(answers)
        for value in plain["values"]:
            self._support(f"{plain['question']} {value_in_words(value)}", value.get("evidence", ()))
        cited = [proof for value in plain["values"] for proof in value.get("evidence", ())]
        self._contradicted(plain["question"], cited, disputed=plain["disputed"])
        measured = ", ".join(plain[key] for key in ("measure", "scope") if key in plain)
        return ClaimTable(
            anchor=anchor,
            question=plain["question"],
            about=about,
            contradiction=plain.get("contradiction", ""),
            disputed=plain["disputed"],
            facts=(measured,) if measured else (),
            counted=tuple(filter(None, (standing(plain), support(self._store, _citations(cited))))),
            answers=answers,
            chart=chart(self._store, [self._store.claim(claim_id)]),
            quoted=tuple(
                replace(self._quoted(proof), otherwise="") for key, proof in proofs.items() if key not in seen
            ),
            remark=plain.get("note", ""),
            note=self._notes.get(anchor, ""),
        )

    def _answer(self, value: Plain) -> AnswerRow:
        quoted = [self._quoted(proof) for proof in value.get("evidence", ())]
        saying = [one for one in quoted if not one.otherwise]
        who = ", ".join(dict.fromkeys(one.who for one in saying))
        leads = {"preferred": "preferred ", "derived": "computed: ", "as_of_from": "date inferred: ", "note": ""}
        self._inferred += "as_of_from" in value or "derived" in value
        return AnswerRow(
            value=value_in_words(value),
            when=exact_words(value["as_of"]) if "as_of" in value else "",
            basis=value.get("basis", ""),
            who=f"{value['said_by']['name']}, told by {who}" if "said_by" in value else who,
            numbers=tuple(dict.fromkeys(one.number for one in saying)),
            others=tuple(one for one in quoted if one.otherwise),
            remarks=tuple(lead + value[key] for key, lead in leads.items() if key in value),
        )

    def _quoted(self, proof: Plain) -> Quoted:
        source_id = proof["passage"].partition("/")[0]
        source = self._store.sources[source_id]
        if "quote" in proof:
            self._excerpts.setdefault(proof["passage"])
        place = [f"§ {proof['section']}"] if "section" in proof else []
        place += [f"¶ {proof['paragraph']}"] if "paragraph" in proof else []
        return Quoted(
            number=self._number(source_id),
            who=teller(self._store, source_id),
            place=", ".join(place),
            words=proof.get("quote", ""),
            language=source.language,
            gist=proof.get("gist", ""),
            otherwise=" ".join(said for said, _ in otherwise(proof)),
            contradicts="differs" in proof,
        )

    def _number(self, source_id: str) -> int:
        return self._numbers.setdefault(source_id, len(self._numbers) + 1)

    def _support(self, name: str, proofs: Iterable[Plain]) -> str:
        """Say how many sources and independent voices there are, and remember what rests on a single one."""
        citations = _citations(proofs)
        if voices(self._store, citations) == 1:
            self._single.append(name)
        return support(self._store, citations)

    def _contradicted(self, name: str, proofs: Sequence[Plain], *, disputed: bool = False) -> bool:
        """Return whether evidence contradicts what rests on it, and remember that for the foot."""
        contradicted = any("differs" in proof for proof in proofs)
        if contradicted or disputed:
            self._disputed.append(name)
        if any("tells" in proof and "disputed" not in proof for proof in proofs):
            self._otherwise.append(name)
        return contradicted

    def _disputes(self, plain: Plain) -> Iterator[str]:
        """Say which questions about a record are disputed: they stand below all that is told of it."""
        claims = (self._store.claim(claim["id"]) for claim in plain.get("claims", ()))
        disputed = [claim.question for claim in claims if accounts.is_disputed(claim)]
        if disputed:
            yield f"≠ disputed: {disputed[0] if len(disputed) == 1 else f'{len(disputed):,} questions below'}"

    def _cited(self) -> Iterator[Cited]:
        """Yield the sources in the order of their numbers."""
        sources = [self._store.sources[source_id] for source_id in self._numbers]
        for number, (source, text) in enumerate(
            zip(sources, cited(sources, self._selection.sender.style), strict=True), 1
        ):
            inferred = f"(date {_inferred(source.issued_from)})" if source.issued_from else ""
            self._inferred += bool(inferred)
            language = f"[{source.language}]" if source.language not in ("", self._language) else ""
            repeats = "; ".join(map(self._numbered, source.derives_from))
            repeated = f"(repeats {repeats}: together they are one voice)" if repeats else ""
            remark = " ".join(filter(None, (inferred, repeated, language)))
            yield Cited(number, f"cited/{number}", text, remark, source.url, source.archived)

    def _numbered(self, source_id: str) -> str:
        """Return who tells what a source says, with the number of its citation where it has one."""
        number = self._numbers.get(source_id)
        return teller(self._store, source_id) + (f" [{number}]" if number else "")

    def _foot(self, entries: int) -> Iterator[str]:
        """Yield what the dossier rests on and what it leaves open."""
        selection = self._selection
        asked = (
            f", {_many(self._questions, 'question')} with {_many(self._answers, 'answer')}" if self._questions else ""
        )
        count = accounts.count_voices(self._numbers, self._store.voice_of)
        sources, excerpts = _many(len(self._numbers), "source"), _many(len(self._excerpts), "different excerpt")
        independent = f"{_many(count, 'independent voice')}: sources that repeat each other are one"
        yield f"{_many(entries, 'record')}{asked}, resting on {excerpts} of {sources}, {independent}."
        verdict = verdict_of(self._store.sources, selection.document)
        tally = Counter(map(verdict, self._excerpts))
        unchecked = tally.pop(NOT_CHECKABLE, 0)
        if tally:
            checked = ", ".join(f"{count:,} {verdict}" for verdict, count in tally.most_common())
            rest = f"; of {unchecked:,} the document was not at hand" if unchecked else ""
            yield f"Excerpts compared with the documents: {checked}{rest}."
        elif unchecked:
            yield "The excerpts are as the curator copied them: the documents were not at hand to compare them with."
        if self._single:
            statements = _many(len(self._single), "statement rests", "statements rest")
            yield f"{statements} on a single voice: {_some(self._single)}"
        else:
            yield "No statement rests on a single voice."
        if self._disputed:
            disputed = _many(len(self._disputed), "statement is disputed", "statements are disputed")
            yield f"{disputed}, marked ≠: {_some(self._disputed)}"
        else:
            yield "No statement is disputed."
        if self._otherwise:
            others = _many(len(self._otherwise), "statement", "statements")
            yield f"On {others} a source says something else that can be true too: {_some(self._otherwise)}"
        if self._inferred:
            yield f"{_many(self._inferred, 'date or value', 'dates or values')} inferred or computed, each marked."
        day = edtf.of_day(datetime.now(UTC).astimezone().date().toordinal()).display
        yield f"Written with Letapis on {day} from “{self._store.about.title}”."
        licence = f"Licence of the data: {self._store.about.licence}. " if self._store.about.licence else ""
        yield f"{licence}Quotations remain their authors'."

    def _again(self) -> str:
        """Say by which filter and of which data this was made; nothing where neither is known."""
        query, state = self._selection.query, self._selection.state
        told = (f"the filter {query}" if query else "", f"data with the checksum sha256:{state}" if state else "")
        return f"To make this again: {', '.join(filter(None, told))}." if any(told) else ""


def _part(heading: str, found: Sequence[RecordEntry | ClaimTable]) -> Chapter:
    entries = tuple(one for one in found if isinstance(one, RecordEntry))
    return Chapter(heading, entries, tuple(one for one in found if isinstance(one, ClaimTable)))


def _facts(plain: Plain) -> Iterator[str]:
    """Yield dates, kind, places and the like."""
    for key, words in dates_in_words(plain, exact_words):
        yield f"{words} ({_inferred(plain[f'{key}_from'])})" if f"{key}_from" in plain else words
    yield from (f"after “{other['name']}”" for other in plain.get("after", ()))
    for key in ("kind", "role", "place", "within", "publisher"):
        if key in plain and plain["type"] != "passage":
            yield name_of(plain[key])
    if "origin" in plain or "destination" in plain:
        yield " → ".join(name_of(plain[end]) if end in plain else "?" for end in ("origin", "destination"))
    yield from map(value_in_words, plain.get("moved", ()))
    if "names" in plain:
        yield "also " + ", ".join(name["value"] for name in plain["names"])
    yield from plain.get("authors", ())
    if "derives_from" in plain:
        yield f"repeats {'; '.join(name_of(other) for other in plain['derives_from'])}"


def _citations(proofs: Iterable[Plain]) -> list[Citation]:
    return [Citation(passage=proof["passage"]) for proof in proofs]


def _parts(plain: Plain) -> Iterator[str]:
    """Yield who was in an event, or what an entity took part in."""
    for part in plain.get("involves", ()):
        yield part["entity"]["name"] + (f" ({part['role']})" if "role" in part else "")
    for section, others in related(plain):
        for other in others if section != "claims" else ():
            yield (f"{edtf.parse(other['date']).display}: " if "date" in other else "") + other["name"]


def _inferred(reason: str) -> str:
    """Return what a date was inferred from; a reason may be words or whole sentences."""
    return f"inferred: {reason.removesuffix('.')}"


def _many(count: int, singular: str, plural: str = "") -> str:
    return f"{count:,} {singular if count == 1 else plural or f'{singular}s'}"


def _some(names: Sequence[str], most: int = 5) -> str:
    """Return the names as the end of a sentence."""
    rest = len(names) - most
    listed = "; ".join(names[:most]) + (f"; and {rest:,} more" if rest > 0 else "")
    return listed if listed.endswith(("?", "!", ".")) else f"{listed}."
