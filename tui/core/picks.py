"""What is picked of the facets in a filter: values that events shall have, and values that they shall not.

Values of one field that are asked for are alternatives (OR), of different fields they are all asked for (AND); what is
shut out is shut out one by one. Everything else in the filter stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tui.core.query import Field, Not, Or, Query, joined, terms

Pick = tuple[str, str]
"""Field and value."""
Known = Callable[[str, str], bool]
"""Field and value → whether that is one of the facets' values."""


class Picks(NamedTuple):
    """A filter taken apart."""

    rest: tuple[Query, ...] = ()
    """Its terms that are no picks, in order."""
    asked: tuple[Pick, ...] = ()
    shut_out: tuple[Pick, ...] = ()

    @property
    def query(self) -> Query:
        """The filter put together: the other terms, then what is asked for by field, then what is shut out."""
        return joined((*self.rest, *self._asked(), *(Not(Field(*pick)) for pick in self.shut_out)))

    def without(self, field: str) -> Query:
        """The filter without what is picked of one field: of what its values are counted."""
        asked = tuple(pick for pick in self.asked if pick[0] != field)
        shut_out = tuple(pick for pick in self.shut_out if pick[0] != field)
        return Picks(self.rest, asked, shut_out).query

    def ask(self, pick: Pick) -> Picks:
        """Ask for a value, or no longer."""
        if pick in self.asked:
            return self._replace(asked=_dropped(self.asked, pick))
        return self._replace(asked=(*self.asked, pick), shut_out=_dropped(self.shut_out, pick))

    def shut(self, pick: Pick) -> Picks:
        """Shut a value out, or no longer."""
        if pick in self.shut_out:
            return self._replace(shut_out=_dropped(self.shut_out, pick))
        return self._replace(shut_out=(*self.shut_out, pick), asked=_dropped(self.asked, pick))

    def _asked(self) -> Iterable[Query]:
        for field in dict.fromkeys(field for field, _ in self.asked):
            same = tuple(Field(*pick) for pick in self.asked if pick[0] == field)
            yield same[0] if len(same) == 1 else Or(same)


def taken_apart(wanted: Query, known: Known) -> Picks:
    """Find in a filter the values that the facets know."""
    rest: list[Query] = []
    asked: list[Pick] = []
    shut_out: list[Pick] = []
    for term in terms(wanted):
        alternatives = term.nodes if isinstance(term, Or) else (term,)
        found = [_pick(node, known) for node in alternatives]
        negated = _pick(term.node, known) if isinstance(term, Not) else None
        fields = {pick[0] for pick in found if pick}
        if None not in found and len(fields) == 1 and not fields & {pick[0] for pick in asked}:
            asked += [pick for pick in found if pick]
        elif negated is not None:
            shut_out.append(negated)
        else:
            rest.append(term)
    return Picks(tuple(rest), tuple(dict.fromkeys(asked)), tuple(dict.fromkeys(shut_out)))


def _pick(node: Query, known: Known) -> Pick | None:
    return (node.name, node.value) if isinstance(node, Field) and known(node.name, node.value) else None


def _dropped(picks: tuple[Pick, ...], pick: Pick) -> tuple[Pick, ...]:
    return tuple(one for one in picks if one != pick)
