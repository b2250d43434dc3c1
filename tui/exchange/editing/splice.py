"""Change a YAML text into one that says something else, by the smallest edits: all other characters stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from tui.core.loading.yaml_spans import Node, YamlValue, spans
from tui.exchange.yaml_writer import flow_text, yaml_text

_Edit: TypeAlias = tuple[int, int, str]
"""Start and end of what is replaced, in characters, and what takes its place."""
_BARE = frozenset("0123456789-/~?.")
"""What dates are made of."""


def spliced(text: str, wanted: dict[str, YamlValue], read: Callable[[str], Node | None] = spans) -> str | None:
    """Return `text` changed so that it says `wanted`; None where no way is found to write it there.

    A map that has one key in another's place has been renamed there; keys that are new come after the key that
    precedes them in `wanted`. Maps and lists in `wanted` are never empty. `read` is `spans`, or remembers what it read.

    Raises:
        ValueError: the text is no YAML.
    """
    root = read(text)
    if root is None or root.entries is None:
        return None
    line_end = "\r\n" if "\r\n" in text else "\n"
    edits = sorted(_Splicer(text, line_end).edits(root, wanted))
    made, at = [], 0
    for start, end, put in edits:
        if start < at:
            return None
        made += [text[at:start], put]
        at = end
    after = "".join([*made, text[at:]])
    try:
        found = read(after)
    except ValueError:
        return None
    says = {} if found is None else found.plain
    return after if says == wanted else None


class _Splicer:
    """Finds the edits of one text."""

    def __init__(self, text: str, line_end: str) -> None:
        self._text, self._line_end = text, line_end

    def edits(self, node: Node, wanted: YamlValue, key: Node | None = None) -> Iterator[_Edit]:
        """Yield what makes `node` say `wanted`; `key` is the one under which it stands, if it is in a map."""
        if node.entries is not None and isinstance(wanted, dict):
            yield from self._map(node, node.entries, wanted)
        elif node.items is not None and isinstance(wanted, list):
            yield from self._list(node, node.items, wanted)
        elif node.plain != wanted:
            is_line = node.entries is None and node.items is None and isinstance(wanted, str)
            if is_line and self._is_bare_date(node, str(wanted)):
                yield node.start, node.end, str(wanted)
            elif is_line and key is not None:
                yield node.start, node.end, self._after_key(key.text, str(wanted))
            elif key is not None:
                block = self._block({key.text: wanted}, key.column)
                yield key.end, node.end, block[len(yaml_text({key.text: "x"}).partition(": x")[0]) :]
            else:
                yield node.start, node.end, self._flow(wanted)

    # maps

    def _map(self, node: Node, entries: Sequence[tuple[Node, Node]], wanted: dict[str, YamlValue]) -> Iterator[_Edit]:
        renamed = _renamed([key.text for key, _ in entries], list(wanted))
        names = [renamed.get(key.text, key.text) for key, _ in entries]
        kept = {name: at for at, name in enumerate(names) if name in wanted}
        if not kept and wanted and entries:
            yield node.start, node.end, self._flow(wanted) if node.is_flow else self._block(wanted, node.column)
            return
        for name, at in kept.items():
            key, value = entries[at]
            if name != key.text:
                yield key.start, key.end, self._flow(name)
            yield from self._value(node, key, value, wanted[name])
        parts = [(key.start, value.end) for key, value in entries]
        yield from (self._without(node, parts, run) for run in _runs(set(range(len(parts))) - set(kept.values())))
        yield from self._added(node, parts, wanted, kept)

    def _value(self, node: Node, key: Node, value: Node, wanted: YamlValue) -> Iterator[_Edit]:
        if node.is_flow and isinstance(wanted, str) and value.entries is None and value.items is None:
            if value.text != wanted and self._is_bare_date(value, wanted):
                yield value.start, value.end, wanted
            elif value.text != wanted:
                yield value.start, value.end, flow_text({key.text: wanted})[1:-1].partition(": ")[2]
        elif node.is_flow and type(value.plain) is not type(wanted):
            yield value.start, value.end, self._flow(wanted)
        else:
            yield from self.edits(value, wanted, key)

    def _added(
        self, node: Node, parts: Sequence[tuple[int, int]], wanted: dict[str, YamlValue], kept: Mapping[str, int]
    ) -> Iterator[_Edit]:
        """Yield the insertion of new keys: each after the kept one before it, else before the first that is kept."""
        added: dict[int | None, dict[str, YamlValue]] = {}
        before: int | None = None
        for name, value in wanted.items():
            if name in kept:
                before = kept[name]
            else:
                added.setdefault(before, {})[name] = value
        for at, new in added.items():
            written = self._flow(new)[1:-1] if node.is_flow else self._block(new, node.column)
            yield self._put(
                node,
                written,
                parts[at][1] if at is not None else None,
                parts[min(kept.values(), default=0)][0] if parts else -1,
            )

    def _put(self, node: Node, written: str, behind: int | None, first: int) -> _Edit:
        """Insert an entry after the one that ends at `behind`, else before the one that begins at `first`."""
        if node.is_flow:
            if behind is not None:
                return behind, behind, f", {written}"
            return (first, first, f"{written}, ") if first >= 0 else (node.start + 1, node.start + 1, written)
        indent = " " * node.column
        if behind is None:
            return first, first, f"{written}{self._line_end}{indent}"
        at = self._end_of_entry(behind, node.column)
        return at, at, f"{self._line_end}{indent}{written}"

    # lists

    def _list(self, node: Node, items: Sequence[Node], wanted: Sequence[YamlValue]) -> Iterator[_Edit]:
        """Keep what is equal at both ends; change, remove or add what is between."""
        there = [item.plain for item in items]
        first = 0
        while first < min(len(there), len(wanted)) and there[first] == wanted[first]:
            first += 1
        tail = 0
        while tail < min(len(there), len(wanted)) - first and there[-1 - tail] == wanted[-1 - tail]:
            tail += 1
        old, new = len(there) - tail, len(wanted) - tail
        both = min(old, new)
        for at in range(first, both):
            yield from self.edits(items[at], wanted[at])
        parts = [(item.start, item.end) for item in items]
        if both < old:
            yield self._without(node, parts, range(both, old))
        if both < new:
            yield self._put(
                node,
                self._items(node, wanted[both:new]),
                parts[both - 1][1] if both else None,
                self._head(node, parts, 0),
            )

    def _items(self, node: Node, new: Sequence[YamlValue]) -> str:
        """Return entries of a list as they stand in it."""
        if node.is_flow:
            return self._flow(list(new))[1:-1]
        return self._indented(yaml_text(list(new)), node.column)

    # pieces of text

    def _head(self, node: Node, parts: Sequence[tuple[int, int]], at: int) -> int:
        """Return where an entry begins: of one in a block list at its dash; -1 where there is none."""
        if not parts:
            return -1
        start = parts[at][0]
        return start if node.is_flow or node.items is None else self._text.rindex("-", 0, start)

    def _without(self, node: Node, parts: Sequence[tuple[int, int]], run: range) -> _Edit:
        """Return the removal of entries side by side, with their commas or with their lines."""
        start, end = self._head(node, parts, run[0]), parts[run[-1]][1]
        behind = self._head(node, parts, run[-1] + 1) if run[-1] + 1 < len(parts) else -1
        if node.is_flow:
            if behind >= 0:
                return start, behind, ""
            return parts[run[0] - 1][1] if run[0] else start, end, ""
        line = self._text.rfind("\n", 0, start) + 1
        if self._text[line:start].strip():  # it stands behind a dash, as the first key of a map in a list
            return start, behind if behind >= 0 else end, ""
        after = self._end_of_line(end)
        if line > 0:
            return line - len(self._line_end), after, ""
        return 0, after + (len(self._line_end) if after < len(self._text) else 0), ""

    def _end_of_line(self, at: int) -> int:
        """Return the offset of the line end behind `at`, a comment on the line passed over."""
        end = self._text.find("\n", at)
        if end < 0:
            return len(self._text)
        return end - 1 if self._line_end == "\r\n" and self._text[end - 1] == "\r" else end

    def _end_of_entry(self, at: int, column: int) -> int:
        """Return the offset of the line end behind an entry, and behind comments that are indented as its parts."""
        end = self._end_of_line(at)
        deeper = re.compile(rf"\r?\n {{{column + 1},}}#[^\r\n]*")
        while (comment := deeper.match(self._text, end)) is not None:
            end = comment.end()
        return end

    def _is_bare_date(self, node: Node, text: str) -> bool:
        """Whether a date or a number without quotation marks is to become another one."""
        old = self._text[node.start : node.end]
        return all(_BARE.issuperset(each) and each[0].isdecimal() for each in (old, text))

    def _after_key(self, key: str, text: str) -> str:
        """Return a text as it stands behind a key of a map in block style."""
        return yaml_text({key: text}).removesuffix("\n").partition(": ")[2]

    def _block(self, fields: Mapping[str, YamlValue], column: int) -> str:
        """Return keys and values in block style, the lines after the first one indented."""
        return self._indented(yaml_text(dict(fields)), column)

    def _indented(self, block: str, column: int) -> str:
        return f"{self._line_end}{' ' * column}".join(block.removesuffix("\n").split("\n"))

    def _flow(self, value: YamlValue) -> str:
        """Return a value as it stands in brackets."""
        return flow_text([value])[1:-1]


def _runs(numbers: set[int]) -> Iterator[range]:
    """Yield the numbers as ranges without a gap."""
    run: list[int] = []
    for number in sorted(numbers):
        if run and number > run[-1] + 1:
            yield range(run[0], run[-1] + 1)
            run = []
        run.append(number)
    if run:
        yield range(run[0], run[-1] + 1)


def _renamed(there: Sequence[str], wanted: Sequence[str]) -> dict[str, str]:
    """Return the one key that has another name now, in the same place; nothing where more than that changed."""
    if len(there) != len(wanted):
        return {}
    others = [(old, new) for old, new in zip(there, wanted, strict=True) if old != new]
    return dict(others) if len(others) == 1 and others[0][1] not in there else {}
