"""`letapis read QUERY`: one record at a time, line by line, for screen readers and terminals that only print lines."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator
from textwrap import indent
from typing import TYPE_CHECKING

import click

from tui.cli.common import Statuses, as_typed, shared_options, talk, write
from tui.cli.querying import QueryCommand, nothing_found, opened_index, run_query
from tui.core.errors import UseError
from tui.core.model.sections import SECTION
from tui.core.text.display import shown
from tui.environment import read_environment
from tui.exchange.exporters.selection import select
from tui.keys.keyboard import twins
from tui.present.cards.card import card
from tui.present.plain import card_lines, evidence_lines, in_one_line
from tui.present.signs import use_signs

if TYPE_CHECKING:
    from tui.core.index.index import Index
    from tui.core.model.records import Ref

HELP = """\
Enter or n: the next record.
b: the record before.
A number: the record with that number.
An id: the record with that id, whatever the filter.
/ and words: read only what matches, as in letapis find; / alone: everything.
l: what this record names, with ids.
e: what this record rests on, again.
r: this record again.
q: end.
?: these lines."""

_LETTERS = {twin: letter for letter in "nblerq" for twin in twins(letter)}
"""What the keys of these letters type on a Cyrillic layout → the letter; `.` and `,` are its `/` and `?`."""
LONGEST_NUMBER = 9
"""Digits of the number of a record."""


@click.command("read", cls=QueryCommand, epilog="\b\nWhat to type:\n" + indent(HELP, "  "))
@click.argument("query", nargs=-1)
@shared_options
@click.pass_context
def read_command(ctx: click.Context, query: tuple[str, ...]) -> int:
    """Read the records one at a time, with what each rests on, in plain lines.

    Made for screen readers and for terminals that only print lines: nothing is drawn, moved or written over. It begins
    with the first record that matches QUERY, or with the first of all, and takes a line at a time from standard input,
    which may be a file or a pipe.

    \b
    Examples:
      letapis read kind:law
      printf 'n\\nn\\n' | letapis read is:disputed
    """
    return read_records(ctx, as_typed(" ".join(query)))


def read_records(ctx: click.Context, text: str, at: str = "") -> int:
    """Read what the query `text` finds, from the record with the id `at` on, as long as there is input.

    Raises:
        UseError: the text is no query, or there is no such dataset.
    """
    gc.enable()  # which is off for commands that end soon
    ctx.ensure_object(dict)["plain"] = True
    use_signs(ascii_only=read_environment().is_ascii())
    reading = LineByLine(opened_index(ctx))
    lines = [*reading.only(text)]
    if not reading.refs:
        talk("\n".join(lines))
        return Statuses.NOTHING
    _print(reading.find(at) if at else lines)
    while (typed := _typed(reading.prompt)) is not None and reading.command(typed) != "q":
        _print(reading.answer(typed))
    return Statuses.FINE


def _typed(prompt: str) -> str | None:
    """Return the next line of standard input, None at its end; a user at a terminal is asked for it."""
    if sys.stdin.isatty():
        talk(prompt)
    line = sys.stdin.buffer.readline().decode("utf-8", "replace")
    return line.strip() if line else None


def _print(lines: Iterable[str]) -> None:
    write(f"{line}\n" for line in lines)


class LineByLine:
    """The records that a query finds, one of them being read: a line typed gives some lines back, safe to show."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._store = index.store
        self.refs: tuple[Ref, ...] = ()
        """What is read, in the order of `letapis find`."""
        self._at = 0
        self._elsewhere: Ref | None = None
        """The record that was gone to by its id, if it is not the one at this place of the list."""

    @property
    def _here(self) -> Ref:
        return self._elsewhere or self.refs[self._at]

    @property
    def prompt(self) -> str:
        """What a user is asked."""
        return f"{self._at + 1} of {len(self.refs)}. Enter for the next, ? for help."

    def command(self, typed: str) -> str:
        """Return the command in a typed line, on a Cyrillic layout too; the line itself where it is none."""
        if typed[:1] == ".":
            return f"/{typed[1:]}"
        return "?" if typed == "," else _LETTERS.get(typed, typed)

    def answer(self, typed: str) -> Iterable[str]:
        """Return what to say to a typed line."""
        command = self.command(typed)
        answers = {
            "": self._next, "n": self._next, "b": self._back, "e": self._evidence, "l": self._named, "r": self._record,
            "?": HELP.splitlines,
        }  # fmt: skip
        if command in answers:
            return answers[command]()
        if command.startswith("/"):
            return self.only(command[1:])
        if command.isdecimal() and len(command) <= LONGEST_NUMBER:
            return self._go(int(command) - 1)
        return self.find(command)

    def only(self, text: str) -> Iterable[str]:
        """Read what the query `text` finds, from its first record on; what is read stays where it finds nothing.

        Raises:
            UseError: it is no query, and nothing is read yet.
        """
        try:
            result = run_query(self._index, text.strip())
        except UseError as error:
            if not self.refs:
                raise
            return error.message.splitlines()
        found = select(self._index, result).refs
        if not found:
            return nothing_found(self._index, result).splitlines()
        self.refs = found
        return self._go(0)

    def find(self, record_id: str) -> Iterable[str]:
        """Go to the record with this id, which need not be among those that are read."""
        ref = self._store.find(record_id)
        if ref is None:
            return [f"There is no record {shown(record_id)} and no such command: ? for help."]
        if ref in self.refs:
            return self._go(self.refs.index(ref))
        self._elsewhere = ref
        return self._record()

    def _go(self, at: int) -> Iterable[str]:
        if not 0 <= at < len(self.refs):
            return [f"There are {len(self.refs)} records: 1 to {len(self.refs)}."]
        self._at, self._elsewhere = at, None
        return self._record()

    def _next(self) -> Iterable[str]:
        if self._at + 1 == len(self.refs):
            return [f"This is the last of {len(self.refs)}."]
        return self._go(self._at + 1)

    def _back(self) -> Iterable[str]:
        if self._elsewhere:
            return self._go(self._at)
        return self._go(self._at - 1) if self._at else [f"This is the first of {len(self.refs)}."]

    def _record(self) -> Iterator[str]:
        ref = self._here
        place = "" if self._elsewhere else f"{self._at + 1} of {len(self.refs)}, "
        yield f"{place}{SECTION[ref.section].singular}"
        yield from card_lines(self._store, ref)
        yield from self._evidence()

    def _evidence(self) -> Iterable[str]:
        return evidence_lines(self._store, self._here)

    def _named(self) -> Iterable[str]:
        """Return a line for each record that the card of this one names."""
        blocks = card(self._store, self._here).blocks
        links = [span.link.ref for block in blocks for span in block.spans if span.link]
        named = [ref for ref in dict.fromkeys(links) if ref != self._here and self._store.record(ref) is not None]
        return [in_one_line(self._store, ref) for ref in named] or ["This record names no other."]
