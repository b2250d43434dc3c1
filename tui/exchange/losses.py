"""What an import or an export could not carry over: each loss as a value, counted by what was lost and why."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from typing import IO, Literal, TypeAlias, cast

from msgspec import Struct, convert, to_builtins

Lost: TypeAlias = Literal["record", "row", "column", "field", "date", "source", "link", "text"]
"""What was lost, or changed: a whole record, a row of a table, a date …"""

MANY = 10_000
"""Losses that are kept in memory."""
_MUCH = 8_000_000
"""Characters of texts that are kept in memory."""
_MOST_REASONS = 1000
"""Kinds and reasons that are told apart."""
_OTHERS = "for other reasons than these"
_PLURAL: dict[Lost, str] = {"text": "texts"}
_SHOWN = 40
"""Maximum characters of a lost text in the sentence that counts its kind."""


class Loss(Struct, frozen=True, omit_defaults=True):
    """One thing that was not carried over whole."""

    kind: Lost
    reason: str
    """Why, in the same words for all losses of one cause: they are counted by it."""
    place: str = ""
    """Where in the input ("row 12"), or which record of the dataset ("events/vote")."""
    text: str = ""
    """What was lost; raw text of the input or of the record."""


class Losses:
    """Collects the losses of one import or export; very many are in a file of their own, which ends with them."""

    def __init__(self) -> None:
        self._counts = Counter[tuple[Lost, str]]()
        self._first: dict[tuple[Lost, str], Loss] = {}
        self._latest: list[Loss] = []
        self._characters = 0
        """Of the texts in `_latest`."""
        self._file: IO[str] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was lost."""
        return not self._counts

    def add(self, kind: Lost, reason: str, place: str = "", text: str = "") -> None:
        """Add a loss; see `Loss`.

        Raises:
            OSError: the disk is full.
        """
        cause = (kind, reason)
        if cause not in self._first:
            if len(self._first) >= _MOST_REASONS:
                cause = (kind, _OTHERS)
            self._first.setdefault(cause, Loss(kind, cause[1], place, text[: _SHOWN + 1]))
        self._counts[cause] += 1
        self._latest.append(Loss(kind, reason, place, text))
        self._characters += len(text)
        if len(self._latest) >= MANY or self._characters > _MUCH:
            self._put_away()

    @property
    def found(self) -> Iterator[Loss]:
        """All losses, in the order in which they were added.

        Raises:
            OSError: the disk is full.
        """
        import json  # few ask for them

        if self._file is not None:
            self._put_away()
            self._file.seek(0)
            yield from (convert(json.loads(line), Loss) for line in self._file)
        yield from self._latest

    def _put_away(self) -> None:
        import json

        if self._file is None:
            self._file = cast("IO[str]", tempfile.TemporaryFile("w+", encoding="ascii"))  # noqa: SIM115 - it ends with us
        self._file.writelines(json.dumps(to_builtins(loss)) + "\n" for loss in self._latest)
        self._latest, self._characters = [], 0

    def summary(self) -> Iterator[str]:
        """Yield a sentence for each kind and reason, with the number of losses and the first of them; raw text."""
        for (kind, reason), count in self._counts.items():
            yield f"{_counted(kind, count)}: {reason}{_example(self._first[kind, reason], alone=count == 1)}"

    def counted(self) -> str:
        """Return how many of each kind were lost: "12 fields, 1 date"; empty where nothing was."""
        counts = Counter[Lost]()
        for (kind, _), count in self._counts.items():
            counts[kind] += count
        return ", ".join(_counted(kind, count) for kind, count in counts.items())

    def in_short(self) -> str:
        """Return the names of the fields that were left out, and why others changed; raw text, of one record."""
        return ", ".join(
            dict.fromkeys(
                loss.text.partition(":")[0] if "leaves out" in loss.reason else loss.reason for loss in self.found
            )
        )

    def json_lines(self) -> Iterator[str]:
        """Yield every loss as a line of JSON with the fields of `Loss`, empty ones left out."""
        import json  # few ask for the report

        for loss in self.found:
            yield json.dumps(to_builtins(loss), ensure_ascii=False) + "\n"


def _counted(kind: Lost, count: int) -> str:
    return f"{count:,} {kind if count == 1 else _PLURAL.get(kind, f'{kind}s')}"


def _example(loss: Loss, *, alone: bool) -> str:
    """Return where a loss is and what was lost, for the end of a sentence."""
    text = loss.text if len(loss.text) <= _SHOWN else loss.text[: _SHOWN - 1] + "…"
    example = " ".join(part for part in (loss.place, f"“{text}”" if text else "") if part)
    if not example:
        return ""
    return f" ({example})" if alone else f" (first: {example})"
