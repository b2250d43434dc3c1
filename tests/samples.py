"""The datasets in `data/` that the tests read."""

from __future__ import annotations

from tui.paths import resource_dir

HARBOUR = resource_dir("data") / "harbour"
"""The invented one, with its documents."""
BELARUS = resource_dir("data") / "belarus-it"
"""The one that is shipped to be read, without documents."""
