"""No test reads or writes the reader's own files: compiled datasets are kept by those tests that say where."""

from __future__ import annotations

import os

os.environ["LETAPIS_CACHE"] = "off"
