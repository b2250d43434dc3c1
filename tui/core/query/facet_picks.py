"""Read and change the facet values that a filter asks for or excludes.

Values of one group that are asked for are alternatives (OR), of different groups they are all asked for (AND); what is
shut out is shut out one by one. Everything else in the filter stays as it is. A group is the values of a field; the
user marks are a group apart from what the dataset says, though both are values of `is:`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tui.core.query.fields import USER_MARKS
from tui.core.query.tree import Field, Not, Or, Query, joined, terms

Pick = tuple[str, str]
"""Field and value."""
Known = Callable[[str, str], bool]
"""Field and value → whether that is one of the facets' values."""


OWN = "own"
"""The group of the user marks."""


def group(pick: Pick) -> str:
    """Return the group to which a value belongs: its field, or OWN."""
    return OWN if pick[0] == "is" and pick[1] in USER_MARKS else pick[0]


def field_of(group: str) -> str:
    """Return the field whose values a group holds."""
    return "is" if group == OWN else group


class Picks(NamedTuple):
    """A filter taken apart."""

    rest: tuple[Query, ...] = ()
    """Its terms that are no picks, in order."""
    asked: tuple[Pick, ...] = ()
    shut_out: tuple[Pick, ...] = ()

    @property
    def query(self) -> Query:
        """The filter put together: the other terms, then what is asked for by group, then what is shut out."""
        return joined((*self.rest, *self._asked(), *(Not(Field(*pick)) for pick in self.shut_out)))

    def without(self, name: str) -> Query:
        """The filter without what is picked of one group: of what its values are counted."""
        asked = tuple(pick for pick in self.asked if group(pick) != name)
        shut_out = tuple(pick for pick in self.shut_out if group(pick) != name)
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
        for name in dict.fromkeys(map(group, self.asked)):
            same = tuple(Field(*pick) for pick in self.asked if group(pick) == name)
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
        groups = {group(pick) for pick in found if pick}
        if None not in found and len(groups) == 1 and not groups & set(map(group, asked)):
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
