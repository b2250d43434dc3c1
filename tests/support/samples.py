"""The datasets in `data/` that the tests read."""

from __future__ import annotations

from tui.paths import resource_dir

DATA = resource_dir("data")
HARBOUR = DATA / "harbour"
"""The invented one, with its documents."""
BELARUS = DATA / "belarus-it"
"""The one that is shipped to be read, without documents."""
ROOT = DATA.parent
"""The checkout."""
EDTF_TABLE = ROOT / "tests/core/dates/edtf.yaml"
"""Dates of every kind, with what each means."""
