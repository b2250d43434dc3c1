"""Read YAML text as plain maps, lists and texts, each with its place; all other features of YAML are refused.

Built on the parser's events: no nodes, no resolvers, no recursion, so that `no` stays "no", hostile nesting ends
at once, and every value knows its line. Faults that leave the rest readable are collected, others end the file.
"""

from __future__ import annotations

from typing import Any

import yaml

from tui.core.loading.yaml_faults import (
    LINE,
    Fault,
    Position,
    Unreadable,
    one_line,
    place,
    refuse_before_parsing,
    shorten,
    syntax_fault,
)
from tui.core.loading.yaml_lines import read_lines
from tui.core.loading.yaml_values import List, Map

MAX_DEPTH = 32
MAX_NODES = 20_000_000
MAX_TEXT = 4_000_000
"""Characters in one value; a dataset holds excerpts and summaries, never whole documents."""
MAX_FAULTS = 100
"""Faults reported of one file; later ones usually follow from them."""


_SKIPPED = "\0"
"""Key of a value that is not kept; no file has it, since NUL is refused."""


def read(text: str, faults: list[Fault], above: int = 0) -> Map | None:
    """Read the text of one file; None where it holds nothing but comments.

    What is wrong with it is added to `faults`. Of a piece, `above` is the number of lines above it. Raises Unreadable
    where the rest cannot be read.
    """
    refuse_before_parsing(text)
    if len(text) <= min(MAX_TEXT, MAX_NODES) and (found := read_lines(text, above)) is not None:
        return found
    return parse("\n" * above + text, faults)


def parse(text: str, faults: list[Fault]) -> Map | None:
    """Read the text of one file as `read` does, with the parser."""
    try:
        return _Builder(_may_hold_extras(text), faults).build(getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text))
    except yaml.MarkedYAMLError as error:
        raise Unreadable(syntax_fault(error, text)) from None
    except yaml.YAMLError as error:
        raise Unreadable(Fault("yaml-syntax", one_line(str(error)), "", Position(1, 1))) from None


class _Builder:
    """Builds the values of one file; its methods hold the rare cases, to keep the loop short."""

    def __init__(self, watch: bool, faults: list[Fault]) -> None:
        self.watch = watch
        self.faults = faults
        self.untidy: list[Map] = []

    def build(self, loader: Any) -> Map | None:  # noqa: C901 - calls would cost more than the work
        """Read all events; loading spends most of its time in this loop."""
        get = loader.get_event
        scalar, map_start, list_start = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        map_end, list_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
        stack: list[tuple[Any, str | None, bool, Any, Any]] = []
        current: Any = None
        keys_at: Any = None
        values_at: Any = None
        in_map = False
        key: str | None = None
        root: Any = None
        nodes = 0
        share = dict[str, str]().setdefault  # many values are the same: they are kept once
        watch = self.watch
        while (event := get()) is not None:
            kind = event.__class__
            if in_map and key is None:
                if kind is scalar:
                    key, mark = event.value, event.start_mark.line * LINE + event.start_mark.column
                    if watch and (event.tag or event.anchor):
                        self.refuse_extras(event)
                    if key in current:
                        key = self.key(current, key, mark)
                    keys_at[key] = mark
                    continue
                if kind is map_end:
                    current, key, in_map, keys_at, values_at = stack.pop()
                    continue
                if kind is map_start or kind is list_start:
                    raise Unreadable(_complex_key(event.start_mark))
            if kind is scalar:
                value: Any = share(event.value, event.value)
                mark = event.start_mark.line * LINE + event.start_mark.column
                if watch and (event.tag or event.anchor):
                    self.refuse_extras(event)
                # what begins with a blank, or is empty, sorts before "!"
                if (value < "!" or len(value) > MAX_TEXT) and self.no_text(current, key, value, mark):
                    key = None
                    continue
            elif kind is map_start:
                value, mark = Map(), event.start_mark.line * LINE + event.start_mark.column
                value.start, value.keys_at, value.values_at = mark, {}, {}
            elif kind is list_start:
                value, mark = List(), event.start_mark.line * LINE + event.start_mark.column
                value.start, value.values_at = mark, []
            elif kind is list_end:
                current, key, in_map, keys_at, values_at = stack.pop()
                continue
            else:
                key = self.other(event, current, key, root)
                continue
            nodes += 1
            if in_map:
                current[key] = value
                values_at[key] = mark
                key = None
            elif current is not None:
                current.append(value)
                values_at.append(mark)
            else:
                root = value
            if kind is not scalar:
                if watch and (event.tag or event.anchor):
                    self.refuse_extras(event)
                if len(stack) >= MAX_DEPTH or nodes > MAX_NODES:
                    raise Unreadable(_too_much(len(stack), mark))
                stack.append((current, key, in_map, keys_at, values_at))
                current, in_map, key = value, kind is map_start, None
                keys_at, values_at = value.keys_at if in_map else None, value.values_at
        return self.finish(root)

    def finish(self, root: Any) -> Map | None:
        """Remove skipped values, and check that the file is a map."""
        for node in self.untidy:
            node.pop(_SKIPPED, None)
        if root is None or isinstance(root, Map):
            return root
        mark = place(root.start) if isinstance(root, List) else Position(1, 1)
        mend = "Begin with a section such as `events:` and put the records under their ids."
        raise Unreadable(Fault("no-sections", "The top level of the file is not a map of sections.", mend, mark))

    def fault(self, rule: str, message: str, mend: str, mark: Any) -> None:
        """Add a fault that does not end the reading."""
        if len(self.faults) >= MAX_FAULTS:
            raise Unreadable(Fault("too-many-faults", "Too many faults: the rest was not read.", mend, place(mark)))
        self.faults.append(Fault(rule, message, mend, place(mark)))

    def key(self, node: Map, key: str, mark: Any) -> str:
        """Report a duplicate key; return the key under which its value is kept until `finish` removes it."""
        first = place(node.keys_at[key])
        mend = "Keep one of them, or give the other another name."
        message = f"`{shorten(key)}` is written twice: first on line {first.line}, column {first.column}."
        self.fault("duplicate", message, mend, mark)
        self.untidy.append(node)
        return _SKIPPED

    def no_text(self, node: Any, key: str | None, value: str, mark: Any) -> bool:
        """Whether a value is left out because it is empty or too long, which is reported."""
        if value.strip() and len(value) <= MAX_TEXT:
            return False
        if value.strip():
            mend = f"A value has at most {MAX_TEXT:,} characters; the dataset holds no whole documents."
            self.fault("too-long", f"A text of {len(value):,} characters.", mend, mark)
        elif key is not None:
            if key != _SKIPPED:
                mark = node.keys_at[key]
            message = f"`{shorten(key)}` has no value." if key != _SKIPPED else "A key has no value."
            self.fault("empty-value", message, "Give it one, or take the key out.", mark)
        elif node is not None:
            self.fault("empty-value", "An entry of a list is empty.", "Fill it, or take it out.", mark)
        return True

    def refuse_extras(self, event: Any) -> None:
        """Refuse an anchor or a tag; the value itself is kept."""
        if event.anchor:
            message = f"An anchor (`&{shorten(event.anchor)}`) is not part of the format."
            mend = "Write the value out, or put it in double quotes if it begins with `&`."
            self.fault("anchor", message, mend, event.start_mark)
        if event.tag:
            message = f"A tag (`{shorten(event.tag)}`) is not part of the format: every value is text."
            self.fault("tag", message, "Take the tag out, or quote text that begins with `!`.", event.start_mark)

    def other(self, event: Any, node: Any, key: str | None, root: Any) -> str | None:
        """Refuse an alias or a second document; return the current key."""
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            mend = "Keep one document in a file: take the line `---` out, or make two files."
            message = "A second document begins here (`---`)."
            raise Unreadable(Fault("second-document", message, mend, place(event.start_mark)))
        if not isinstance(event, yaml.AliasEvent):
            return key
        message = f"An alias (`*{shorten(str(event.anchor))}`) is not part of the format."
        mend = "Write the value out, or put it in double quotes if it begins with `*`."
        self.fault("alias", message, mend, event.start_mark)
        if isinstance(node, Map) and key is None:
            self.untidy.append(node)
            node.keys_at[_SKIPPED] = 0
            return _SKIPPED
        return None


def _may_hold_extras(text: str) -> bool:
    """Whether a text may hold an anchor or a tag; most files do not, and are read faster."""
    for sign in "&!":
        at = text.find(sign)
        while at >= 0:
            if at == 0 or text[at - 1] in " \t\r\n[{,:\ufeff":
                return True
            at = text.find(sign, at + 1)
    return False


def _complex_key(mark: Any) -> Fault:
    return Fault("complex-key", "A key is a list or a map.", "A key is plain text: an id, or a word.", place(mark))


def _too_much(depth: int, mark: Any) -> Fault:
    if depth >= MAX_DEPTH:
        return Fault("too-deep", f"Nested deeper than {MAX_DEPTH} levels.", "Records have five at most.", place(mark))
    return Fault("too-large", f"More than {MAX_NODES:,} values in one file.", "Make several files of it.", place(mark))
