"""Making and changing records in the files: forms, deleting, renaming, and taking it back."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from tui.core.checks.contradiction import is_disputed
from tui.core.errors import EditError, FieldError, LetapisError
from tui.core.model.records import Claim, PassageKey, Ref, Source
from tui.core.model.sections import SECTION, SECTIONS
from tui.core.query.tree import Field
from tui.core.store.base import Store
from tui.core.store.related import referring
from tui.exchange.editing import draft
from tui.exchange.editing.capture import Capture
from tui.exchange.editing.document import read_document, typed_path
from tui.exchange.editing.draft_fields import KINDS, VALUE_KEYS
from tui.exchange.editing.pointers import RecordFields
from tui.exchange.editing.workspace import Plan, Workspace
from tui.exchange.editing.writing import History
from tui.present.cards.claim import figure
from tui.present.cards.parts import plural
from tui.screens.dialogs.ask import AskScreen
from tui.screens.dialogs.dialog import Choice, ChoosingScreen
from tui.screens.dialogs.form import FormScreen
from tui.screens.dialogs.go_to import NEW_FROM_WORDS, go_to_screen
from tui.screens.edit_commands import Told, edit_commands
from tui.screens.explorer.edit_choices import ClaimPart, Deletion, ask_deletion, ask_part, name_of, value_of, whole
from tui.screens.explorer.shell import Shell
from tui.session.captures import (
    FIGURE,
    SourceWords,
    guessed,
    on_card_of,
    passage_alone,
    passage_texts,
    resting,
    same_claim,
)
from tui.session.disputes import Dispute, fields_of, value_given
from tui.session.forms import (
    NO_CLAIM,
    NOTHING_TYPED,
    SECTION_OF,
    Answer,
    Form,
    answered,
    changed,
    form,
    form_of,
    one_more_value,
    text_of,
)
from tui.session.offers import Offers, Surroundings
from tui.widgets.bindings import Commands
from tui.widgets.key_hints import key_here

_DOCUMENT = "document"


class Editing:
    """Opens the forms, and writes what they say."""

    def __init__(
        self,
        shell: Shell,
        reload: Callable[[Ref | None, Callable[[], None] | None, str], None],
        read: Callable[[PassageKey], None],
        at: Callable[[], Ref | None],
    ) -> None:
        """`reload` reads the files again, puts the cursor on a record, does what is to be done then and says a text.

        `read` opens a source at a passage, or at its beginning: `source/`. `at` gives the record under the cursor.
        """
        self._shell, self._reload, self._read, self._at = shell, reload, read, at
        opened = shell.session.opened
        self._history = History(opened.folder, opened.compiled)
        self._waiting = deque[Callable[[], None]]()
        """What is to be written, one after the other; the first is being written."""

    def commands(self) -> Commands:
        """Return what this controller does, by the ids of the key table."""
        return dict(edit_commands(lambda: self, self._at, self._shell.say))

    # making

    def add(self, told: Told) -> None:
        """Ask what is to be added, and open its form."""
        kinds = [_DOCUMENT] + [
            SECTION[section].singular for section in SECTIONS if SECTION[section].id_from or section == "relations"
        ]
        choices = [
            Choice(kind, "a document: a file, or a saved page" if kind == _DOCUMENT else SECTION[SECTION_OF[kind]].one)
            for kind in kinds
        ]
        self._shell.push(ChoosingScreen[str]("Add", choices), partial(self._add_kind, told))

    def _add_kind(self, told: Told, kind: str | None) -> None:
        if kind is None:
            return
        if kind == _DOCUMENT:
            example = "path of a file, or of a page saved by the browser"
            ask = AskScreen("Document", example, _unread, does="read it")
            self._shell.push(ask, partial(self._add_document, told))
            return
        offers = Offers(self._shell.session.index, Surroundings())
        asked = _Asked(offers.index.store)

        def keep(made: Form, texts: Mapping[str, str]) -> Callable[[], Plan]:
            answer = answered(made, texts, offers)
            capture = Capture(kind=kind, given=answer.given, entities=answer.entities)
            return partial(self._history.write, asked.plan(capture, answer))

        made = form(kind, {})
        screen = FormScreen(f"New {kind}", made, offers, partial(keep, made))
        self._shell.push(screen, partial(self._written, told))

    def _add_document(self, told: Told, path: str | None) -> None:
        """Show what a file says of itself in the form of its source."""
        if path is None:
            return
        document = read_document(typed_path(path))
        keys = {key.name: key for key in KINDS["source"].keys}
        texts = {name: text_of(keys[name], draft.value_of(keys[name], value)) for name, value in document.given.items()}
        made, offers = form("source", texts), Offers(self._shell.session.index, Surroundings())
        opened = self._shell.session.opened
        folder = "documents" if opened.document_folder == opened.folder / "documents" else f"{opened.document_folder}"

        def keep(typed: Mapping[str, str]) -> Callable[[], Plan]:
            answer = answered(made, typed, offers)
            return partial(self._history.write, partial(document.plan, answer.given, folder))

        def written(plan: Plan | None) -> None:
            if plan is not None and plan.subject is not None:
                source = plan.subject.id
                told(f"Added {source}", "")
                self._reload(plan.subject, partial(self._read, f"{source}/"), f"Added {source}")

        self._shell.push(FormScreen(f"Source of {document.name}", made, offers, keep), written)

    def name(self, words: SourceWords, told: Told) -> None:
        """Make a person, an organisation or a place that rests on words of a source."""
        choices = [Choice(SECTION[section].singular, SECTION[section].one) for section in NEW_FROM_WORDS]

        def chosen(kind: str | None) -> None:
            if kind is not None:
                self.capture(kind, words, told)

        self._shell.push(ChoosingScreen[str](f"What is “{_short(words.passage.quote)}”?", choices), chosen)

    def capture(self, kind: str, words: SourceWords, told: Told, name: str = "") -> None:
        """Open the form of a record that rests on words of a source, or of the passage alone; `name` is known of it."""
        offers = Offers(self._shell.session.index, words.around, of_claims=True)
        alone = kind == "passage"
        known = passage_texts(words.passage) if alone else guessed(offers, kind) | ({"name": name} if name else {})
        made = form(kind, known, with_passage=not alone, guesses=known)
        asked, seen = _Asked(offers.index.store), list[str]()

        def keep(texts: Mapping[str, str]) -> Callable[[], Plan]:
            answer = answered(made, texts, offers)
            capture = passage_alone(words, answer) if alone else resting(kind, words, answer, texts, self._called)
            seen[:] = [on_card_of(answer, self._called)]
            return partial(self._history.write, asked.plan(capture, answer))

        def turn(claim: str, typed: Mapping[str, str]) -> FormScreen | None:
            places = {*one_more_value(NO_CLAIM).texts, "question", "about"}
            if any(text.strip() for key, text in typed.items() if key not in places):
                return None
            return self._one_more_value(Ref("claims", claim), words, typed)

        title = f"New {kind} from “{_short(words.passage.quote)}”"
        screen = FormScreen(title, made, offers, keep, turn=turn if kind == "claim" else None)
        self._shell.push(screen, partial(self._written, told, seen=seen))

    def cite(self, words: SourceWords, told: Told) -> None:
        """Let a record that is there rest on words of a source."""
        session = self._shell.session
        recent = [ref for ref in session.notebook.book.recent_refs if hasattr(session.store.record(ref), "evidence")]

        def chosen(ref: Ref | None) -> None:
            if ref is None:
                return
            if ref.section == "claims":
                self._shell.push(self._one_more_value(ref, words), partial(self._written, told))
                return
            if session.store.record(ref) is None:
                self.capture(SECTION[ref.section].singular, words, told, ref.id)
                return
            if ref.section in ("sources", "passages"):
                told("A source rests on nothing: choose an event, an entity, a relation or a claim", "")
                return
            name = session.store.name(ref)
            made = Form("passage", form("passage", passage_texts(words.passage)).fields)

            def keep(texts: Mapping[str, str]) -> Callable[[], Plan]:
                answer = answered(
                    made, {**texts, "gist": texts["gist"].strip() or name}, Offers(session.index, words.around)
                )
                return partial(self._history.write, replace(passage_alone(words, answer), citing=ref).plan)

            screen = FormScreen(f"{name} rests on it too", made, Offers(session.index, words.around), keep)
            self._shell.push(screen, partial(self._written, told))

        title = f"Which record rests on “{_short(words.passage.quote)}” too?"
        self._shell.push(go_to_screen(session.store, session.index.names, recent, title, with_new=True), chosen)

    def _one_more_value(self, claim: Ref, words: SourceWords, typed: Mapping[str, str] = NOTHING_TYPED) -> FormScreen:
        """Return the form of one more value of a claim, with what was `typed` before into that of a claim."""
        store = self._shell.session.store
        name, held = store.name(claim), store.claim(claim.id)
        units = {value.unit for value in held.values}
        offers = Offers(self._shell.session.index, words.around)
        unit = units.pop() if len(units) == 1 else ""
        known = guessed(offers, "value")
        made = one_more_value({"contradiction": held.contradiction, "unit": unit}, known)
        dispute = Dispute(held, "contradiction", key_here("save_form"))

        def keep(texts: Mapping[str, str]) -> Callable[[], Plan]:
            answer = answered(made, texts, offers)
            said = " ".join(text for key in FIGURE if (text := texts[key].strip()))
            told_as = {**texts, "gist": texts["gist"].strip() or f"{name}{'' if name.endswith('?') else ':'} {said}"}
            capture = replace(resting("value", words, answer, told_as, self._called), inside=claim.id)
            after = dispute.settled((*held.values, value_given(answer.given)), texts["contradiction"].strip())
            return partial(self._history.write, partial(_settle, held, after, capture.plan))

        return FormScreen(f"One more value: {name}", made, offers, keep, typed=typed)

    def _called(self, record_id: str) -> str:
        """Return the name of an entity or a type of relation, for a gist."""
        store = self._shell.session.store
        kind = store.relation_types.get(record_id)
        entity = store.entity(record_id)
        return kind.title if kind is not None else entity.name if entity is not None else record_id

    # changing

    def change(self, ref: Ref, told: Told) -> None:
        """Open the form of a record that is there; of a claim, ask first whether the claim or which of its values."""
        if ref.section != "claims":
            self._change(ref, told)
            return

        def chosen(part: ClaimPart | None) -> None:
            if part is not None:
                (self._change if part.act == "change" else self.delete)(part.ref, told)

        self._shell.push(ask_part(self._shell.session.store, ref), chosen)

    def _fields(self, ref: Ref) -> RecordFields:
        """Return a record as it is written. Raises EditError where there is none, or its file cannot be read."""
        opened = self._shell.session.opened
        place = opened.store.location(whole(ref))
        return Workspace(opened.folder).fields(ref, place.file if place is not None else "")

    def _change(self, ref: Ref, told: Told) -> None:
        """Open the form of a record, passage or value that is there."""
        session = self._shell.session
        try:
            before = self._fields(ref)
        except LetapisError as error:
            told(_sentence(error), "")
            return
        kind = SECTION[ref.section].singular
        made, offers = form_of(kind, before), Offers(session.index, self._around(ref))
        held = session.store.claim(whole(ref).id) if whole(ref).section == "claims" else None
        asks_at = "value" if ref.section == "values" else "contradiction"
        dispute = Dispute(held, asks_at, key_here("save_form")) if held is not None else None

        def keep(texts: Mapping[str, str]) -> Callable[[], Plan]:
            answer = answered(made, texts, offers)
            after = changed(made, answer, texts, before)
            settles: RecordFields = {}
            if held is not None and dispute is not None and ref.section == "values" and after:
                number, values = int(ref.id.partition("/")[2]), list(held.values)
                values[number] = value_given(answer.given)
                settles = dispute.settled(values, held.contradiction)
            elif held is not None and dispute is not None and "contradiction" in after:
                after |= dispute.settled(held.values, texts["contradiction"].strip())

            def plan(workspace: Workspace) -> Plan:
                if answer.entities:
                    Capture(entities=answer.entities).plan(workspace)
                workspace.change(ref, before, after)
                return workspace.plan(f"changed {ref.id}", whole(ref))

            return partial(self._history.write, partial(_settle, held, settles, plan))

        title = f"Change the {kind} “{name_of(session.store, ref)}” ({ref.id})"
        self._shell.push(FormScreen(title, made, offers, keep), partial(self._written, told))

    def _around(self, ref: Ref) -> Surroundings:
        """Return what a record's dates count from: the day of the first source that it rests on."""
        store = self._shell.session.store
        record = value_of(store, ref) if ref.section == "values" else store.record(ref)
        evidence = getattr(record, "evidence", ())
        source = record if isinstance(record, Source) else store.sources.get(evidence[0].source) if evidence else None
        return Surroundings(issued=source.issued if source is not None else "")

    def delete(self, ref: Ref, told: Told) -> None:
        """Delete a record once the user has seen what rests on it."""
        store = self._shell.session.store
        try:
            expected = self._fields(ref) if ref.section == "values" else None
        except LetapisError as error:
            told(_sentence(error), "")
            return

        definition = self._only_use(ref)

        def plan(going: Deletion, workspace: Workspace) -> Plan:
            if expected is not None and workspace.fields(ref) != expected:
                raise EditError(f"somebody else changed the values of {ref.id.partition('/')[0]} in the meantime")
            workspace.delete(ref)
            if (claim := _no_more_disputed(store, ref)) is not None:
                workspace.change(whole(ref), fields_of(claim), {"contradiction": ""})
            dropped = workspace.drop_unused(going.passages)
            if going.definition is not None:
                workspace.drop_definition(*going.definition)
            said = f"deleted {ref.id}" + (f" and {plural(dropped, 'passage')}" if dropped else "")
            return workspace.plan(said)._replace(gone=whole(ref))

        def chosen(answer: Deletion | None) -> None:
            if answer is not None:
                self._write(partial(plan, answer), told)

        refs = tuple(dict.fromkeys(referring(store, ref)))
        self._shell.push(ask_deletion(store, ref, refs, definition), chosen)

    def _only_use(self, ref: Ref) -> Ref | None:
        """Return the kind of an event, or the type of a relation, that no other one has."""
        store = self._shell.session.store
        if ref.section == "events":
            kind = store.event(ref.id).kind
            events = self._shell.session.index.events(Field("kind", kind)) if kind in store.kinds else ()
            return Ref("kinds", kind) if len(events) == 1 else None
        if ref.section == "relations":
            types = Counter(store.relation(one).type for one in store.ids("relations"))
            made = store.relation(ref.id).type
            return Ref("relation_types", made) if types[made] == 1 and made in store.relation_types else None
        return None

    def rename(self, ref: Ref, told: Told) -> None:
        """Ask for another id of a record."""
        old = ref.id.rpartition("/")[2]
        title = f"New id for the {SECTION[ref.section].singular} “{name_of(self._shell.session.store, ref)}”"
        ask = AskScreen(title, old, lambda text: "" if text else "type an id", text=old, does="rename")

        def plan(new: str, workspace: Workspace) -> Plan:
            after = workspace.rename(ref, new)
            return workspace.plan(f"renamed {old} to {new}", after)

        def asked(new: str | None) -> None:
            if new and new != old:
                self._write(partial(plan, new.strip()), told)

        self._shell.push(ask, asked)

    # writing

    def undo(self, told: Told) -> None:
        """Undo the last change written."""
        self._step(self._history.undo, "Undone", "There is nothing to undo in this session", told)

    def redo(self, told: Told) -> None:
        """Redo what was undone last."""
        self._step(self._history.redo, "Redone", "There is nothing to redo", told)

    def _step(self, step: Callable[[], Plan | None], done: str, nothing: str, told: Told) -> None:
        def stepped(plan: Plan | None) -> None:
            if plan is None:
                told(nothing, "")
            else:
                told(f"{done}: {plan.said}", "")
                self._shown(plan, f"{done}: {plan.said}")

        self._in_worker(step, stepped, told)

    def _write(self, make: Callable[[Workspace], Plan], told: Told) -> None:
        self._in_worker(partial(self._history.write, make), partial(self._written, told), told)

    def _in_worker(self, write: Callable[[], Plan | None], written: Callable[[Plan | None], None], told: Told) -> None:
        """Write in a thread, behind what waits to be written; what comes once the explorer is gone is dropped."""
        app = self._shell.app

        def ended(show: Callable[[], None]) -> None:
            self._waiting.popleft()
            if self._shell.is_attached:
                show()
            if self._waiting:
                self._waiting[0]()

        def work() -> None:
            try:
                plan = write()
            except LetapisError as error:
                app.call_from_thread(ended, partial(told, _sentence(error), ""))
            else:
                app.call_from_thread(ended, partial(written, plan))

        def begin() -> None:
            told("writing …", "")
            app.run_worker(work, name="write", thread=True)

        self._waiting.append(begin)
        if len(self._waiting) == 1:
            begin()

    def _written(self, told: Told, plan: Plan | None, seen: Sequence[str] = ()) -> None:
        """Say what was written, and where it is `seen`, and read it again."""
        if plan is None:
            return
        if not plan.files:
            told("Nothing was changed", "")
            return
        warned = f" · {plan.warnings[0].message}" if plan.warnings else ""
        done = "".join((plan.said[:1].upper(), plan.said[1:], *seen))
        told(f"{done}{warned}", plan.passage)
        self._shown(plan, done)

    def _shown(self, plan: Plan, done: str) -> None:
        """Read again what was written; what the user keeps of a record follows its id."""
        if plan.renamed is not None:
            self._shell.session.follow_id(*plan.renamed)
        self._reload(plan.subject, None, done)


class _Asked:
    """Makes one more value of a claim that asks what another one about the same record does, once it is asked twice."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._disputes: dict[str, Dispute] = {}
        """Claims that were told to exist, by their ids."""

    def plan(self, capture: Capture, answer: Answer) -> Callable[[Workspace], Plan]:
        """Return what writes a capture, as a value of the claim that is there. Raises FieldError where it asks."""
        there = same_claim(self._store, answer) if capture.kind == "claim" else ""
        if not there:
            return capture.plan
        held, save = self._store.claim(there), key_here("save_form")
        if there not in self._disputes:
            self._disputes[there] = Dispute(held, "contradiction", save)
            says = figure(held.values[0]) if len(held.values) == 1 else plural(len(held.values), "value")
            raise FieldError("question", f"This claim exists, with {says}: {save} again adds this value to it")
        of_claim = {"question", "about", "contradiction"}
        for name in answer.given:
            if name not in VALUE_KEYS and name not in of_claim:
                what = name.replace("_", " ")
                raise FieldError(
                    name, f"The claim exists, with its own {what}: leave this empty to add the value to it"
                )
        said = str(answer.given.get("contradiction", held.contradiction))
        after = self._disputes[there].settled((*held.values, value_given(answer.given)), said)
        given = {name: value for name, value in answer.given.items() if name in VALUE_KEYS}
        return partial(_settle, held, after, replace(capture, kind="value", inside=there, given=given).plan)


def _settle(claim: Claim | None, after: RecordFields, plan: Callable[[Workspace], Plan], workspace: Workspace) -> Plan:
    """Change what a claim says of its values along with them."""
    if claim is not None and after:
        workspace.change(Ref("claims", claim.id), fields_of(claim), after)
    return plan(workspace)


def _no_more_disputed(store: Store, ref: Ref) -> Claim | None:
    """Return the claim whose values can all be true without the value `ref`, though it names a contradiction."""
    if ref.section != "values":
        return None
    claim, number = store.claim(whole(ref).id), int(ref.id.partition("/")[2])
    rest = (*claim.values[:number], *claim.values[number + 1 :])
    return claim if rest and claim.contradiction and not is_disputed(replace(claim, values=rest)) else None


def _unread(typed: str) -> str:
    """Return why a file cannot be added; empty where it can."""
    try:
        read_document(typed_path(typed))
    except EditError as error:
        return error.message
    return ""


def _sentence(error: LetapisError) -> str:
    return " ".join(error.message.splitlines())


def _short(quote: str) -> str:
    words = quote.split()
    return quote if len(words) <= 6 else f"{' '.join(words[:6])} …"
