"""Every field that names other records is known: what rests on a record is found by it."""

from __future__ import annotations

from tui.core.model.field_info import field_infos
from tui.core.model.sections import SECTION, SECTIONS
from tui.exchange.editing.pointers import pointed

MAPS = {"involves"}
"""Lists of maps of which one key names a record."""


def test_each_field_whose_description_speaks_of_an_id_points_somewhere() -> None:
    for section in (*SECTIONS, "values"):
        for name, info in field_infos(SECTION[section].type).items():
            names = info.description.startswith(("id of", "ids of", "one of the dataset's")) or name in MAPS
            assert bool(pointed(section, name)) is (names or name == "evidence"), f"{section}.{name}"
