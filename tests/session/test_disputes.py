"""Before a value is written the user is asked what no rule can know: whether it and the others can all be true."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tui.core.checks import contradiction
from tui.core.errors import FieldError
from tui.core.model.records import Claim, Value
from tui.session.disputes import Dispute

FIRST = Value(value="40000", unit="crowns")
CLAIM = Claim(id="loss", about="ferry", question="What did it lose a week?", values=(FIRST,))
NAMED = "Both speak of one week."


@pytest.mark.parametrize(
    ("claim", "value", "said", "asks", "written"),
    [
        (CLAIM, Value(value="9000", unit="crowns"), "", "cannot both be true", {
            "contradiction": "40,000 crowns and 9000 crowns cannot both be true."
        }),
        (CLAIM, Value(value="little"), "", "both be true?", {"accept": ["dispute-unsaid"]}),
        (CLAIM, Value(value="9000", unit="crowns"), NAMED, "", {"contradiction": NAMED}),
        (CLAIM, Value(value="little"), NAMED, "", {"contradiction": NAMED}),
        (CLAIM, Value(value="40,000", unit="crowns"), "", "", {}),
        (CLAIM, Value(value="41000", unit="crowns", qualifier="about"), "", "", {}),
        (CLAIM, Value(value="41000", unit="crowns", qualifier="about"), NAMED, "can be true", {"contradiction": ""}),
        (replace(CLAIM, accept=("dispute-unsaid",)), Value(value="little"), "", "", {}),
    ],
)  # fmt: skip
def test_what_two_values_are_to_each_other_is_asked_once_and_written(
    claim: Claim, value: Value, said: str, asks: str, written: dict[str, object]
) -> None:
    dispute = Dispute(claim, "contradiction", "ctrl+s")
    values = (*claim.values, value)
    if asks:
        with pytest.raises(FieldError, match="(?s)" + asks.replace("?", r"\?")) as error:
            dispute.settled(values, said)
        assert error.value.field == "contradiction"
        assert "ctrl+s again" in error.value.message
        with pytest.raises(FieldError):  # other values are asked about anew
            dispute.settled((*values, replace(value, value="400")), "")
        with pytest.raises(FieldError):
            dispute.settled(values, said)
    assert dispute.settled(values, said) == written
    after = replace(claim, values=values, contradiction=str(written.get("contradiction", "")))
    assert bool(after.contradiction) == contradiction.is_disputed(after)
