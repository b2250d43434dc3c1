"""Whether the values of a claim can all be true is asked before they are written, where only the user can say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, islice

from msgspec.structs import replace

from tui.core.checks import contradiction
from tui.core.errors import FieldError
from tui.core.model.records import Claim, Value
from tui.exchange.editing.draft import Given
from tui.exchange.editing.pointers import RecordFields
from tui.present.cards.claim import figure

_RULE = "dispute-unsaid"


def value_given(given: Given) -> Value:
    """Return the value that a form gives, as far as it is compared with others."""
    texts = {name: text for name, text in given.items() if isinstance(text, str)}
    told = {name: texts.get(name, "") for name in ("unit", "qualifier", "as_of", "basis", "derived")}
    return replace(Value(value=texts.get("value", "")), **told)


def fields_of(claim: Claim) -> RecordFields:
    """Return the fields of a claim that say whether its values can all be true, as they are written."""
    return {"contradiction": claim.contradiction, "accept": list(claim.accept)}


class Dispute:
    """Says what a claim needs with other values; asks once, and takes it as answered when it is asked again."""

    def __init__(self, claim: Claim, field: str, save: str) -> None:
        """Take the claim as it is, the field of the form beside which is asked, and the key that saves the form."""
        self._claim, self._field, self._save = claim, field, save
        self._asked: tuple[tuple[Value, ...], str] | None = None

    def settled(self, values: Sequence[Value], said: str) -> RecordFields:
        """Return the fields of the claim that change with its values.

        Args:
            values: all that it is to have.
            said: what cannot all be true, as it is typed; empty where nothing is.

        Raises:
            FieldError: it is not said whether the values can all be true, or said of values that can.
        """
        after, now = replace(self._claim, values=tuple(values), contradiction=said), (tuple(values), said)
        is_asked, self._asked = self._asked == now, now
        changed: RecordFields = {"contradiction": said} if said != self._claim.contradiction else {}
        if said and not contradiction.is_disputed(after):
            if is_asked:
                return {"contradiction": ""}
            why = "they agree, one is within the other, or they are of different times"
            raise self._question(f"All its values can be true: {why}. {self._save} again leaves the contradiction out")
        if said or _RULE in after.accept:
            return changed
        for bearing in ("contradict", "open"):
            told = islice(dict.fromkeys(contradiction.told(after)), contradiction.MOST)
            pairs = (pair for pair in combinations(told, 2) if contradiction.bearing(*pair) == bearing)
            if (pair := next(pairs, None)) is not None:
                break
        else:
            return changed
        one, other = map(figure, pair)
        if bearing == "contradict":
            if is_asked:
                return {"contradiction": f"{one} and {other} cannot both be true."}
            apart = "say why in the contradiction, or tell them apart by as of, basis or qualifier"
            raise self._question(
                f"“{one}” and “{other}” cannot both be true: {apart}; {self._save} again says just that"
            )
        if is_asked:
            return {**changed, "accept": [*self._claim.accept, _RULE]}
        raise self._question(
            f"Can “{one}” and “{other}” both be true? If not, say in the contradiction what cannot; "
            f"{self._save} again says that both can"
        )

    def _question(self, text: str) -> FieldError:
        return FieldError(self._field, text)
