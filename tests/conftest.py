"""No test reads or writes the reader's own files: compiled datasets are kept by those tests that say where.

Nor does the locale of the machine decide which signs are drawn.
"""

from __future__ import annotations

import os

os.environ["LETAPIS_CACHE"] = "off"
os.environ["LETAPIS_ASCII"] = "0"
