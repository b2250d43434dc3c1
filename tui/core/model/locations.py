"""The places of very many records, each in a few bytes."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping

from tui.core.model.dataset import Location

_BITS = 28
"""Of a line and of a column: no file has as many characters."""
_MOST = (1 << _BITS) - 1


class Locations(MutableMapping[tuple[str, str], Location]):
    """(section, id) → place in the files, section by section; it takes a third of the room of a dict of places."""

    def __init__(self) -> None:
        self._sections: dict[str, dict[str, int]] = {}
        """Section → id → number of the file, line and column in one number."""
        self._files: list[str] = []
        self._numbers: dict[str, int] = {}

    def __setitem__(self, key: tuple[str, str], place: Location) -> None:
        number = self._numbers.get(place.file)
        if number is None:
            number = self._numbers[place.file] = len(self._files)
            self._files.append(place.file)
        at = (number << _BITS | place.line) << _BITS | place.column
        section, record_id = key
        self._sections.setdefault(section, {})[record_id] = at

    def __getitem__(self, key: tuple[str, str]) -> Location:
        section, record_id = key
        try:
            at = self._sections[section][record_id]
        except KeyError:
            raise KeyError(key) from None
        return Location(self._files[at >> 2 * _BITS], at >> _BITS & _MOST, at & _MOST)

    def __contains__(self, key: object) -> bool:
        match key:
            case (str(section), record_id):
                return record_id in self._sections.get(section, ())
        return False

    def __delitem__(self, key: tuple[str, str]) -> None:
        section, record_id = key
        del self._sections[section][record_id]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((section, record_id) for section, own in self._sections.items() for record_id in own)

    def __len__(self) -> int:
        return sum(map(len, self._sections.values()))

    def of_section(self, section: str) -> list[str]:
        """Return the ids that have a place in a section."""
        return [*self._sections.get(section, ())]
