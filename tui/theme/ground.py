"""Whether the terminal is dark or light, as it says itself."""

from __future__ import annotations

from typing import Literal, TypeAlias

Ground: TypeAlias = Literal["dark", "light"]
"""What letters stand on."""
