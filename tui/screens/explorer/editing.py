"""Making and changing records in the files: forms, deleting, renaming, and taking it back."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Mapping
from functools import partial

from msgspec.structs import replace

from tui.core.errors import EditError, FieldError, LetapisError
from tui.core.model.records import PassageKey, Ref, Source
from tui.core.model.sections import SECTION, SECTIONS
from tui.core.query.tree import Field
from tui.core.store.base import Store
from tui.core.store.related import referring
from tui.exchange.editing import draft
from tui.exchange.editing.capture import Capture
from tui.exchange.editing.document import read_document, typed_path
from tui.exchange.editing.draft_fields import KINDS
from tui.exchange.editing.pointers import RecordFields
from tui.exchange.editing.workspace import Plan, Workspace
from tui.exchange.editing.writing import History
from tui.present.cards.parts import plural
from tui.screens.dialogs.ask import AskScreen
from tui.screens.dialogs.dialog import Choice, ChoosingScreen
from tui.screens.dialogs.form import FormScreen
from tui.screens.dialogs.go_to import NEW_FROM_WORDS, go_to_screen
from tui.screens.edit_commands import Told, edit_commands
from tui.screens.explorer.edit_choices import ClaimPart, Deletion, ask_deletion, ask_part, value_of, whole
from tui.screens.explorer.shell import Shell
from tui.session.captures import FIGURE, SourceWords, guessed, passage_alone, passage_texts, resting, same_claim
from tui.session.forms import SECTION_OF, Answer, Form, answered, changed, form, form_of, one_more_value, text_of
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
        offers, warned = Offers(self._shell.session.index, Surroundings()), list[str]()

        def keep(made: Form, texts: Mapping[str, str]) -> Callable[[], Plan]:
            answer = answered(made, texts, offers)
            _warn_once(offers.index.store, answer, warned)
            return partial(self._history.write, Capture(kind=kind, given=answer.given, entities=answer.entities).plan)

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
        offers = Offers(self._shell.session.index, words.around)
        alone = kind == "passage"
        known = passage_texts(words.passage) if alone else guessed(offers, kind) | ({"name": name} if name else {})
        made, warned = form(kind, known, with_passage=not alone, guesses=known), list[str]()

        def keep(texts: Mapping[str, str]) -> Callable[[], Plan]:
            answer = answered(made, texts, offers)
            _warn_once(offers.index.store, answer, warned)
            capture = passage_alone(words, answer) if alone else resting(kind, words, answer, texts, self._called)
            return partial(self._history.write, capture.plan)

        title = f"New {kind} from “{_short(words.passage.quote)}”"
        self._shell.push(FormScreen(title, made, offers, keep), partial(self._written, told))

    def cite(self, words: SourceWords, told: Told) -> None:
        """Let a record that is there rest on words of a source."""
        session = self._shell.session
        recent = [ref for ref in session.notebook.book.recent_refs if hasattr(session.store.record(ref), "evidence")]

        def chosen(ref: Ref | None) -> None:
            if ref is None:
                return
            if ref.section == "claims":
                self._one_more_value(ref, words, told)
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

    def _one_more_value(self, claim: Ref, words: SourceWords, told: Told) -> None:
        store = self._shell.session.store
        name, held = store.name(claim), store.claim(claim.id)
        before, units = {"contradiction": held.contradiction}, {value.unit for value in held.values}
        offers = Offers(self._shell.session.index, words.around)
        made = one_more_value({**before, "unit": units.pop() if len(units) == 1 else ""})

        def keep(texts: Mapping[str, str]) -> Callable[[], Plan]:
            answer = answered(made, texts, offers)
            said = " ".join(text for key in FIGURE if (text := texts[key].strip()))
            told_as = {**texts, "gist": texts["gist"].strip() or f"{name}{'' if name.endswith('?') else ':'} {said}"}
            capture = replace(resting("value", words, answer, told_as, self._called), inside=claim.id)
            after = {"contradiction": texts["contradiction"].strip()}

            def plan(workspace: Workspace) -> Plan:
                if after != before:
                    workspace.change(claim, before, after)
                return capture.plan(workspace)

            return partial(self._history.write, plan)

        title = f"One more value: {name}"
        self._shell.push(FormScreen(title, made, offers, keep), partial(self._written, told))

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

        def keep(texts: Mapping[str, str]) -> Callable[[], Plan]:
            answer = answered(made, texts, offers)
            after = changed(made, answer, texts, before)

            def plan(workspace: Workspace) -> Plan:
                if answer.entities:
                    Capture(entities=answer.entities).plan(workspace)
                workspace.change(ref, before, after)
                return workspace.plan(f"changed {ref.id}", whole(ref))

            return partial(self._history.write, plan)

        title = f"{kind.capitalize()} {ref.id}"
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
        ask = AskScreen(f"New id for {old}", old, lambda text: "" if text else "type an id", text=old, does="rename")

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

    def _written(self, told: Told, plan: Plan | None) -> None:
        """Say what was written, and read it again."""
        if plan is None:
            return
        if not plan.files:
            told("Nothing was changed", "")
            return
        warned = f" · {plan.warnings[0].message}" if plan.warnings else ""
        done = f"{plan.said[:1].upper()}{plan.said[1:]}"
        told(f"{done}{warned}", plan.passage)
        self._shown(plan, done)

    def _shown(self, plan: Plan, done: str) -> None:
        """Read again what was written; what the user keeps of a record follows its id."""
        if plan.renamed is not None:
            self._shell.session.follow_id(*plan.renamed)
        self._reload(plan.subject, None, done)


def _warn_once(store: Store, answer: Answer, warned: list[str]) -> None:
    """Raise FieldError where a claim about the same record asks the same, unless it is among the `warned` ones."""
    there = same_claim(store, answer)
    if there and there not in warned:
        warned.append(there)
        adds = f"{key_here('cite_words')} in the reader adds a value to it"
        raise FieldError("question", f"This claim exists: {adds}; {key_here('save_form')} again makes a second one")


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
