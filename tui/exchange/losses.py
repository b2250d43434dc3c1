"""What an import or an export could not carry over: each loss as a value, counted by what was lost and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct, field, to_builtins

Lost: TypeAlias = Literal["record", "row", "column", "field", "date", "source", "link", "text"]
"""What was lost, or changed: a whole record, a row of a table, a date …"""

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


class Losses(Struct):
    """Collects the losses of one import or export."""

    found: list[Loss] = field(default_factory=list)

    def add(self, kind: Lost, reason: str, place: str = "", text: str = "") -> None:
        """Add a loss; see `Loss`."""
        self.found.append(Loss(kind, reason, place, text))

    def summary(self) -> Iterator[str]:
        """Yield a sentence for each kind and reason, with the number of losses and the first of them; raw text."""
        counts = Counter((loss.kind, loss.reason) for loss in self.found)
        first: dict[tuple[Lost, str], Loss] = {}
        for loss in self.found:
            first.setdefault((loss.kind, loss.reason), loss)
        for (kind, reason), count in counts.items():
            yield f"{_counted(kind, count)}: {reason}{_example(first[kind, reason], alone=count == 1)}"

    def counted(self) -> str:
        """Return how many of each kind were lost: "12 fields, 1 date"; empty where nothing was."""
        counts = Counter(loss.kind for loss in self.found)
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
